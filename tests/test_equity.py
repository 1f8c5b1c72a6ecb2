"""Equity: what was promised, kept and answered, for centered communities beside all others."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.reports.answer import Figure
from cpp_cli.reports.kept import share
from tests.support import run, write_files

TODAY = "2026-06-01"

PROGRAM = """\
us: [us]
communities:
  river: {name: River people, centered: true}
  hill: {name: Hill people, centered: true}
  town: {name: Town people}
"""

PARTNERS = {
    "us": "[]",
    "boats": "[river]",
    "both": "[river, hill]",
    "mixed": "[town, hill]",
    "shops": "[town]",
    "fund": "[]",
}
"""Each partner, with the communities that it belongs to."""


def files(**records: str) -> dict[str, str]:
    """Return the program and its partners, with promises and meetings by their names."""
    found = {"records/program.yaml": PROGRAM.replace("{", "{ ").replace("}", " }")}
    for key, communities in PARTNERS.items():
        found[f"records/partners/{key}.yaml"] = (
            f"id: {key}\nname: The {key}\nkind: other\nstatus: active\ncommunities: {communities}\n"
        )
    for name, text in records.items():
        kind = "meetings" if "title:" in text else "commitments"
        key = f"2026-01-05-{name.replace('_', '-')}"
        found[f"records/{kind}/2026/{key}.yaml"] = f"id: {key}\n{text}"
    return found


def promise(to: str, said: Mapping[str, str], from_: str = "us", due: str = "2026-03-01") -> str:
    """Return a promise of 2026-01-05; what was said about it stands by its day."""
    text = f"from: {from_}\nto: {to}\nwhat: Something\nmade:\n  date: 2026-01-05\ndue: {due}\n"
    if not said:
        return text
    text += "history:\n"
    for day, event in said.items():
        by = from_ if event == "delivered" else to
        by = {"river": "boats", "hill": "both"}.get(by, by)
        text += f"  - date: {day}\n    event: {event}\n    by: {by}\n    via: phone\n"
    return text


def kept(to: str, day: str = "2026-02-04") -> str:
    """Return a promise to a partner that was kept: 30 days after it was made, unless told."""
    return promise(to, {day: "confirmed"})


def meeting(communities: str, heard: str) -> str:
    """Return a meeting about communities, with what was heard there for whom."""
    text = f"date: 2026-01-05\ntitle: Meeting\ncommunities: {communities}\nheard:\n"
    for number, for_ in enumerate(heard.split(" "), start=1):
        key = "abcdefgh"[number - 1]
        text += f"  - id: {key}\n    text: Something\n"
        text += f"    for: [{for_}]\n" if for_ != "-" else ""
    return text


def given(to: str, resources: str, *, day: str = "2026-02-04") -> str:
    """Return a promise of money or hours that was kept."""
    return f"{kept(to, day)}resources: {{{resources}}}\n"


def equity(root: Path, records: Mapping[str, str], *more: str) -> Any:
    """Return what a summary says about equity."""
    write_files(root, records)
    answer = run("summary", "-f", "json", *more, root=root, today=TODAY)
    assert answer.stderr == ""
    return json.loads(answer.stdout)["data"]["equity"]


def counted(side: Any, name: str) -> list[str]:
    """Return the names of the promises and of what was heard that a figure counts."""
    assert side[name]["value"] == len(side[name]["records"])
    return sorted(record.removeprefix("2026-01-05-") for record in side[name]["records"])


@pytest.fixture
def found(tmp_path: Path) -> Any:
    """What is told of two promises to each side and some more."""
    records = files(
        river_kept=kept("boats"),
        river_late=kept("boats", "2026-03-02"),
        river_open=promise("river", {}),
        both_kept=kept("both"),
        both_free=promise("both", {"2026-02-01": "released"}),
        mixed_kept=kept("mixed", "2026-01-10"),
        fund_kept=kept("fund", "2026-01-15"),
        shops_open=promise("shops", {}),
        later=promise("boats", {}, due="2026-06-02"),
        theirs=promise("us", {}, from_="boats"),
        between=promise("boats", {}, from_="fund"),
        talk=meeting("[river, town]", "- town hill,town boats fund -"),
    )
    return equity(tmp_path, records)


def test_our_promises_count_for_those_they_are_owed_to(found: Any) -> None:
    each = found["communities"]
    assert counted(each["river"], "counted") == [
        *("both-kept", "river-kept", "river-late", "river-open"),
    ]
    assert counted(each["hill"], "counted") == ["both-kept", "mixed-kept"]
    assert counted(each["town"], "counted") == ["mixed-kept", "shops-open"]


def test_who_is_of_two_centered_communities_counts_once_as_centered(found: Any) -> None:
    centered = found["centered"]
    assert counted(centered, "counted") == [
        *("both-kept", "mixed-kept", "river-kept", "river-late", "river-open"),
    ]
    assert counted(centered, "fell_due") == sorted(
        [*counted(centered, "counted"), "both-free"],
    )


def test_all_others_are_whatever_is_owed_to_no_centered_community(found: Any) -> None:
    assert counted(found["others"], "counted") == ["fund-kept", "shops-open"]


def test_rates_are_kept_of_all_that_was_not_let_go(found: Any) -> None:
    centered = found["centered"]
    assert counted(centered, "counted_kept") == [
        *("both-kept", "mixed-kept", "river-kept", "river-late"),
    ]
    assert counted(centered, "counted_on_time") == ["both-kept", "mixed-kept", "river-kept"]
    assert (centered["kept_rate"], centered["on_time_rate"]) == (0.8, 0.6)


def test_there_is_no_rate_and_no_median_for_fewer_than_five(found: Any) -> None:
    assert found["others"]["kept_rate"] is None
    assert found["others"]["on_time_rate"] is None
    assert found["others"]["median_days"]["value"] is None
    assert found["centered"]["median_days"] == {
        "value": None,
        "records": [f"2026-01-05-{one}" for one in ("both-kept", "mixed-kept", "river-kept")]
        + ["2026-01-05-river-late"],
    }


def test_the_median_is_told_from_five_on(tmp_path: Path) -> None:
    days = ("06", "07", "09", "12", "31")
    records = files(**{f"kept_{day}": kept("boats", f"2026-01-{day}") for day in days})
    assert equity(tmp_path, records)["centered"]["median_days"]["value"] == 4


def test_what_was_heard_counts_for_whom_it_was_said(found: Any) -> None:
    each = found["communities"]
    assert counted(each["river"], "heard") == ["talk#a", "talk#d", "talk#f"]
    assert counted(each["hill"], "heard") == ["talk#c"]
    assert counted(each["town"], "heard") == ["talk#a", "talk#b", "talk#c", "talk#f"]
    assert counted(found["centered"], "heard") == ["talk#a", "talk#c", "talk#d", "talk#f"]
    assert counted(found["others"], "unanswered") == ["talk#b", "talk#e"]


def test_what_has_moved_from_us_counts_once_as_centered(tmp_path: Path) -> None:
    records = files(
        both=given("both", "money: 100.50 USD, hours: 2.5"),
        mixed=given("mixed", "money: 20.00 USD"),
        shops=given("shops", "money: 7.00 EUR"),
        open=promise("both", {}) + "resources: {money: 900.00 USD}\n",
        theirs=promise("us", {}, from_="boats") + "resources: {hours: 40}\n",
        passed_on=given("fund", "money: 5.00 USD, out_of: 2026-01-05-mixed"),
    )
    found = equity(tmp_path, records)
    assert found["centered"]["money"] == {
        "USD": {"value": "120.50 USD", "records": ["2026-01-05-both", "2026-01-05-mixed"]}
    }
    assert found["centered"]["hours"] == {"value": 2.5, "records": ["2026-01-05-both"]}
    assert list(found["others"]["money"]) == ["EUR"]
    each = found["communities"]
    assert [each[key]["money"]["USD"]["value"] for key in ("river", "hill", "town")] == [
        *("100.50 USD", "120.50 USD", "20.00 USD"),
    ]


def test_what_was_given_counts_in_the_period_in_which_it_came(tmp_path: Path) -> None:
    records = files(
        early=given("boats", "hours: 1"), late=given("boats", "hours: 2", day="2026-02-05")
    )
    found = equity(tmp_path, records, "--since", "2026-02-05")
    assert found["centered"]["hours"] == {"value": 2.0, "records": ["2026-01-05-late"]}


def test_a_period_counts_what_fell_due_in_it(tmp_path: Path) -> None:
    records = files(early=kept("boats"), late=promise("boats", {}, due="2026-05-01"))
    found = equity(tmp_path, records, "--since", "2026-04-01", "--until", "2026-05-31")
    assert counted(found["centered"], "counted") == ["late"]


def test_too_few_are_said_to_be_too_few(tmp_path: Path) -> None:
    write_files(tmp_path, files(one=kept("boats")))
    answer = run("summary", root=tmp_path, today=TODAY)
    assert "1 of 1: too few to tell" in answer.stdout
    assert "%" not in answer.stdout


def test_where_nothing_fell_due_there_is_nothing_to_tell(tmp_path: Path) -> None:
    write_files(tmp_path, files(one=kept("boats")))
    assert "none fell due" in run("summary", root=tmp_path, today=TODAY).stdout


@pytest.mark.parametrize(
    ("held", "whole", "told"), [(1, 8, 13), (11, 71, 15), (0, 5, 0), (5, 5, 100)]
)
def test_a_rate_is_rounded_once_and_a_half_upwards(held: int, whole: int, told: int) -> None:
    rate = round(held / whole, 3)
    assert share(Figure(held), Figure(whole), rate).value == f"{held} of {whole} ({told}%)"


PERIODS = (
    "Made, kept, released and broken in this time. The rest is how things stand at the end of it,",
    "Of promises, only those made in this time, and how they stand at the end of it.",
    "Promised and moved in this time; still owed at the end of it, whenever it was promised.",
)


@pytest.mark.parametrize("command", ["summary", "power"])
def test_a_period_says_which_numbers_are_of_it(tmp_path: Path, command: str) -> None:
    write_files(tmp_path, files(one=given("boats", "hours: 1")))
    whole = run(command, root=tmp_path, today=TODAY).stdout
    part = run(command, "--since", "2026-01-01", root=tmp_path, today=TODAY).stdout
    assert not any(one in whole for one in PERIODS)
    said = PERIODS[2:] if command == "power" else (PERIODS[0], PERIODS[2], PERIODS[1])
    places = {part.find(one): one for one in PERIODS if one in part}
    assert [places[place] for place in sorted(places)] == list(said)


@pytest.mark.parametrize("command", ["summary", "power"])
def test_a_time_that_has_not_begun_has_nothing_to_count(tmp_path: Path, command: str) -> None:
    write_files(tmp_path, files(one=kept("boats")))
    answer = run(command, "--since", "2026-06-02", root=tmp_path, today=TODAY)
    assert (answer.status, answer.stdout) == (2, "")
    assert "--since 2026-06-02 is after 2026-06-01, the day that is asked about." in answer.stderr
    assert run(command, "--since", TODAY, root=tmp_path, today=TODAY).status == 0


def test_a_program_that_centers_nobody_has_nothing_to_compare(tmp_path: Path) -> None:
    records = files(one=kept("boats"))
    records["records/program.yaml"] = "us: [us]\n"
    assert equity(tmp_path, records)["communities"] == {}
    assert "Equity" not in run("summary", root=tmp_path, today=TODAY).stdout


def test_a_program_that_centers_nobody_has_its_communities_side_by_side(tmp_path: Path) -> None:
    records = files(one=kept("boats"))
    program = records["records/program.yaml"].replace("centered: true", "centered: false")
    write_files(tmp_path, records | {"records/program.yaml": program})
    page = run("summary", root=tmp_path, today=TODAY).stdout
    section = page.partition("Equity, by community")[2]
    assert "River" in section.partition("What was asked")[0]
    assert "All others" not in page
    assert "Equity" not in run("summary", "--shape", "board", root=tmp_path, today=TODAY).stdout
