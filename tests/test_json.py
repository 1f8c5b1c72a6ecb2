"""`--format json` is a contract: its envelope, its names, and figures that can be recounted."""

import json
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from cpp_cli import __version__
from tests.support import ROOT, run

pytestmark = pytest.mark.twice

TODAY = "2026-10-01"
US = frozenset(("lcph-cpp", "lcph"))
OWED = frozenset(("open", "overdue", "delivered", "disputed"))
WAYS = ("outgoing", "incoming", "between-partners", "internal")

BY_WORDS_OF_THE_RECORDS = frozenset(
    (
        *("communities", "work", "meetings_by_kind", "supports", "languages", "heard_outcomes"),
        *("money", "passed_on", "community_led_share", "by_support"),
    )
)
"""Fields that hold a mapping whose names are ids or words of the records."""

DAYS = frozenset(("date", "due", "due_in_force", "since", "until", "expires", "withdrawn", "as_of"))
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@cache
def envelope(command: str) -> Any:
    """Return what a command answers about the shipped records."""
    answer = run(*shlex.split(command), "--format", "json", root=ROOT, today=TODAY)
    assert answer.stderr == ""
    return json.loads(answer.stdout)


def data(command: str) -> Any:
    """Return the data of an answer."""
    return envelope(command)["data"]


# The envelope, the names and the days

EVERY = (
    "status",
    "owes huerto-sol --aging 30,60,90 --balance",
    "agenda",
    "summary",
    "summary --since 2026-01-01 --until 2026-06-30",
    "power",
    "load",
    "heard",
    "statement huerto-sol",
    "partner list",
    "harm list",
    "meeting show 2025-10-07-juniper-court-listening",
    "harm show vaccine-line-2021",
    "validate",
    "rule",
)


def _named(value: Any, name: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield each field of an answer: the name it stands in, its own name, what it holds."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield name, key, item
            yield from _named(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item, name)


@pytest.mark.parametrize("command", EVERY)
def test_every_answer_has_one_envelope_names_in_snake_case_and_iso_days(command: str) -> None:
    found = envelope(command)
    assert list(found) == ["version", "command", "as_of", "revision", "data"]
    assert found["version"] == __version__
    assert command.startswith(found["command"])
    assert found["as_of"] == ("2026-06-30" if "--until" in command else TODAY)
    assert found["revision"] is None
    for parent, name, value in _named(found):
        if parent not in BY_WORDS_OF_THE_RECORDS:
            assert SNAKE.fullmatch(name), f"{parent}.{name}"
        if name in DAYS and isinstance(value, str):
            assert DAY.fullmatch(value), f"{name}: {value}"


def test_a_commitment_has_the_fields_of_its_file_and_what_follows_from_them() -> None:
    for one in data("commitment list")["commitments"]:
        path = f"records/commitments/{one['id'][:4]}/{one['id']}.yaml"
        text = (ROOT / path).read_text(encoding="utf-8")
        fields = re.findall(r"^([a-z_]+):", text, re.MULTILINE)
        derived = ["state", "due_in_force", "what_in_force", "direction", "no_one_left"]
        assert sorted(one) == sorted(fields + derived)


def test_paths_are_relative_to_the_repository() -> None:
    assert data("harm show vaccine-line-2021")["path"] == "records/harms/vaccine-line-2021.yaml"


# Figures


def _figures(value: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if set(value) == {"value", "records"}:
            yield way, value
        for name, item in value.items():
            yield from _figures(item, f"{way}.{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _figures(item, f"{way}.{number}")


def _ids() -> set[str]:
    """Every id that a figure may count: of records, people, things heard and decisions."""
    partners = data("partner list")["partners"]
    meetings = data("meeting list")["meetings"]
    people = {f"{p['id']}/{one['id']}" for p in partners for one in p.get("people", ())}
    heard = {f"{m['id']}#{one['id']}" for m in meetings for one in m.get("heard", ())}
    decided = {
        f"{m['id']}#{number}"
        for m in meetings
        for number, _ in enumerate(m.get("decisions", ()), start=1)
    }
    others = (*data("commitment list")["commitments"], *data("harm list")["harms"])
    return {one["id"] for one in (*partners, *meetings, *others)} | people | heard | decided


SUMS = re.compile(
    r"(median_days|hours|days_later|times)$|\.(money|passed_on|community_led_share)\."
)
"""The figures that are no numbers of records."""


def test_every_figure_of_the_status_names_the_records_it_counts() -> None:
    _check_figures(data("status"))


def _check_figures(answer: Any) -> None:
    known, found = _ids(), list(_figures(answer))
    assert found
    for way, figure in found:
        records = figure["records"]
        assert set(records) <= known, way
        assert len(records) == len(set(records)), way
        if not SUMS.search(way):
            assert figure["value"] == len(records), way


# Recounting


def _partner(party: str) -> str:
    return party.partition("/")[0]


def _said(promise: dict[str, Any], day: str) -> list[dict[str, Any]]:
    """What was said about a promise by a day and counts, in its order."""
    history = promise.get("history", ())
    said = [entry for entry in history if "mistake" not in entry and entry["date"] <= day]
    return sorted(said, key=lambda entry: str(entry["date"]))


def _done_on(promise: dict[str, Any], day: str) -> date | None:
    """The day it was delivered, else confirmed, since new terms or a dispute; with reviews the
    last such day counts."""
    said = _said(promise, day)
    afresh = [n for n, entry in enumerate(said) if entry["event"] in ("renegotiated", "disputed")]
    for event in ("delivered", "confirmed"):
        days = [one["date"] for one in said[max(afresh, default=0) :] if one["event"] == event]
        if days:
            return date.fromisoformat(days[-1 if "review" in promise else 0])
    return None


@dataclass(frozen=True)
class Scope:
    """What a summary is about: which promises and meetings belong to it, and the period."""

    command: str
    promise: Callable[[dict[str, Any]], bool] = lambda _: True
    meeting: Callable[[dict[str, Any]], bool] = lambda _: True
    heard: Callable[[dict[str, Any], dict[str, Any]], bool] = lambda _meeting, _item: True
    period: tuple[str, str] = ("0000", TODAY)

    @property
    def day(self) -> str:
        """The day of the answer."""
        return self.period[1]

    def holds(self, day: str | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.period[0] <= day <= self.period[1]

    def all(self, noun: str) -> list[dict[str, Any]]:
        """Return all records of a kind, as of the end of the period."""
        day = f" --as-of {self.day}" if self.day != TODAY else ""
        found: list[dict[str, Any]] = data(f"{noun} list{day}")[f"{noun}s"]
        return found

    def promises(self) -> list[dict[str, Any]]:
        """Return the promises of the scope."""
        return [one for one in self.all("commitment") if self.promise(one)]

    def meetings(self) -> list[dict[str, Any]]:
        """Return the meetings of the scope, in the period."""
        return [m for m in self.all("meeting") if self.holds(m["date"]) and self.meeting(m)]

    def things_heard(self) -> dict[str, str]:
        """Return what was heard in the period, by its id, with what became of it."""
        answered = {one for p in self.all("commitment") for one in p.get("answers", ())}
        found = {}
        for meeting in self.all("meeting"):
            for item in meeting.get("heard", ()):
                key = f"{meeting['id']}#{item['id']}"
                replied = item.get("answer", {}).get("date", "9999") <= self.day
                outcome = "replied" if replied else "unanswered"
                if self.holds(meeting["date"]) and self.heard(meeting, item):
                    found[key] = "promised" if key in answered else outcome
        return found


def _of_partner(partner: str) -> dict[str, Any]:
    def took_part(meeting: dict[str, Any]) -> bool:
        return partner in map(_partner, _there(meeting))

    def said(_meeting: dict[str, Any], item: dict[str, Any]) -> bool:
        return partner in map(_partner, (item.get("by", ""), *item.get("for", ())))

    return {
        "promise": lambda one: partner in (_partner(one["from"]), _partner(one["to"])),
        "meeting": took_part,
        "heard": said,
    }


def _there(meeting: dict[str, Any]) -> list[str]:
    return [*meeting.get("attendees", ()), *meeting.get("convened_by", ())]


def _of_community(community: str) -> dict[str, Any]:
    return {
        "promise": lambda one: _is_owed(one, community),
        "meeting": lambda meeting: community in meeting.get("communities", ()),
        "heard": lambda meeting, item: _is_from(meeting, item, community),
    }


def _is_owed(promise: dict[str, Any], community: str) -> bool:
    return _belongs(promise["to"], community)


def _belongs(party: str, community: str) -> bool:
    partners = {one["id"]: one.get("communities", ()) for one in data("partner list")["partners"]}
    return party == community or community in partners.get(_partner(party), ())


def _is_from(meeting: dict[str, Any], item: dict[str, Any], community: str) -> bool:
    if "for" in item:
        return any(_belongs(party, community) for party in item["for"])
    return community in meeting.get("communities", ())


def _of_priority(priority: str) -> dict[str, Any]:
    return {
        "promise": lambda one: priority in one.get("priorities", ()),
        "meeting": lambda meeting: priority in meeting.get("priorities", ()),
        "heard": lambda meeting, _item: priority in meeting.get("priorities", ()),
    }


SPRING = ("2026-01-01", "2026-06-30")
SCOPES = {
    "program": Scope("summary"),
    "partner": Scope("summary huerto-sol", **_of_partner("huerto-sol")),
    "community": Scope(
        "summary spanish-speaking-families", **_of_community("spanish-speaking-families")
    ),
    "priority": Scope("summary clean-air-and-water", **_of_priority("clean-air-and-water")),
    "period": Scope("summary --since 2026-01-01 --until 2026-06-30", period=SPRING),
    "partner and period": Scope(
        "summary juniper-court-residents --since 2026-01-01 --until 2026-06-30",
        **_of_partner("juniper-court-residents"),
        period=SPRING,
    ),
}


def _assert_counts(figure: dict[str, Any], expected: Iterator[str] | list[str]) -> None:
    ids = sorted(expected)
    assert (figure["value"], sorted(figure["records"])) == (len(ids), ids)


@pytest.mark.parametrize("name", SCOPES)
def test_a_summary_can_be_recounted(name: str) -> None:
    scope = SCOPES[name]
    found = data(scope.command)
    _check_figures(found)
    _check_meetings(found, scope)
    _check_heard(found["heard"], scope)
    for way in WAYS:
        promises = [one for one in scope.promises() if one["direction"] == way]
        _check_promises(found["promises"][way.replace("-", "_")], scope, promises)
        _check_rates(found["promises"][way.replace("-", "_")], scope, promises)


def _check_promises(
    found: dict[str, Any], scope: Scope, promises: Sequence[dict[str, Any]]
) -> None:
    """Made, kept, released and broken in the period; what is owed, on its last day."""
    _assert_counts(
        found["made"], [one["id"] for one in promises if scope.holds(one["made"]["date"])]
    )
    _assert_counts(found["owed"], [one["id"] for one in promises if one["state"] in OWED])
    for state in ("overdue", "delivered", "disputed"):
        _assert_counts(found[state], [one["id"] for one in promises if one["state"] == state])
    for state, event in (("kept", "confirmed"), ("released", "released"), ("broken", "broken")):
        settled = [one for one in promises if one["state"] == state]
        days = {
            one["id"]: max(e["date"] for e in _said(one, scope.day) if e["event"] == event)
            for one in settled
        }
        _assert_counts(found[state], [key for key, day in days.items() if scope.holds(day)])


def _check_rates(found: dict[str, Any], scope: Scope, promises: Sequence[dict[str, Any]]) -> None:
    """Kept and on time, of what fell due in the period and was not released."""
    due = [one for one in promises if scope.holds(one["due_in_force"])]
    counted = [one for one in due if one["state"] != "released"]
    kept = [one for one in counted if one["state"] == "kept"]
    on_time = [one for one in kept if str(_done_on(one, scope.day)) <= one["due_in_force"]]
    for key, expected in (
        ("fell_due", due),
        ("counted", counted),
        ("counted_kept", kept),
        ("counted_on_time", on_time),
    ):
        _assert_counts(found[key], [one["id"] for one in expected])

    enough = len(counted) >= 5
    assert found["kept_rate"] == (round(len(kept) / len(counted), 3) if enough else None)
    assert found["on_time_rate"] == (round(len(on_time) / len(counted), 3) if enough else None)
    taken = [
        (done - date.fromisoformat(one["made"]["date"])).days
        for one in kept
        if (done := _done_on(one, scope.day)) is not None
    ]
    assert found["median_days"]["value"] == (median(taken) if taken else None)


def _check_meetings(found: dict[str, Any], scope: Scope) -> None:
    meetings = scope.meetings()
    _assert_counts(found["meetings"], [one["id"] for one in meetings])
    met = {_partner(party) for one in meetings for party in _there(one)} - US
    _assert_counts(found["partners_met"], sorted(met))
    ours = [m["id"] for m in meetings if (by := m.get("convened_by")) and set(by) <= US]
    _assert_counts(found["convened_by_us_alone"], ours)
    theirs = [
        m["id"] for m in meetings if any(_partner(p) not in US for p in m.get("agenda_set_by", ()))
    ]
    _assert_counts(found["agenda_set_with_others"], theirs)
    for key, field in (("supports", "supports"), ("languages", "languages")):
        words = {word for one in meetings for word in one.get(field, ())}
        assert set(found[key]) == words
        for word in words:
            _assert_counts(
                found[key][word], [one["id"] for one in meetings if word in one.get(field, ())]
            )
    kinds = found["meetings_by_kind"]
    assert sum(figure["value"] for figure in kinds.values()) == len(meetings)


def _check_heard(found: dict[str, Any], scope: Scope) -> None:
    heard = scope.things_heard()
    _assert_counts(found["heard"], list(heard))
    for outcome in ("promised", "replied", "unanswered"):
        _assert_counts(found[outcome], [key for key, one in heard.items() if one == outcome])


@pytest.mark.parametrize("name", ["program", "period"])
def test_each_community_of_a_summary_can_be_recounted(name: str) -> None:
    scope = SCOPES[name]
    for community, found in data(scope.command)["communities"].items():
        part = Scope("", **_of_community(community), period=scope.period)
        _assert_counts(found["meetings"], [one["id"] for one in part.meetings()])
        heard = part.things_heard()
        _assert_counts(found["heard"], list(heard))
        _assert_counts(found["unanswered"], [key for key, o in heard.items() if o == "unanswered"])
        made = [
            one
            for one in part.promises()
            if scope.holds(one["made"]["date"]) and one["direction"] != "internal"
        ]
        _assert_counts(found["made"], [one["id"] for one in made])
        _assert_counts(found["owed"], [one["id"] for one in made if one["state"] in OWED])
        for state in ("kept", "overdue", "delivered"):
            _assert_counts(found[state], [one["id"] for one in made if one["state"] == state])


# Owes

ASKED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "owes": lambda _: True,
    "owes --overdue": lambda one: bool(one["state"] == "overdue"),
    "owes --to huerto-sol": lambda one: _partner(one["to"]) == "huerto-sol",
    "owes huerto-sol --aging 30,60,90 --balance": _of_partner("huerto-sol")["promise"],
}


@pytest.mark.parametrize("command", ASKED)
def test_what_is_owed_can_be_recounted(command: str) -> None:
    found = data(command)
    _check_figures(found)
    owed = [
        one
        for one in data("commitment list")["commitments"]
        if one["state"] in OWED and ASKED[command](one)
    ]
    assert found["commitments"] == owed
    totals = found["totals"]
    _assert_counts(totals["owed"], [one["id"] for one in owed])
    for state in OWED:
        _assert_counts(totals[state], [one["id"] for one in owed if one["state"] == state])
    _assert_counts(totals["no_date"], [one["id"] for one in owed if one["due_in_force"] is None])
    _assert_counts(totals["no_one_left"], [one["id"] for one in owed if one["no_one_left"]])


def test_ages_and_balances_can_be_recounted() -> None:
    found = data("owes huerto-sol --aging 30,60,90 --balance")
    owed = found["commitments"]

    def age(promise: dict[str, Any]) -> str:
        if promise["due_in_force"] is None:
            return "no date"
        late = (date.fromisoformat(TODAY) - date.fromisoformat(promise["due_in_force"])).days
        if late <= 0:
            return "not due yet"
        limits = ((30, "1-30 days"), (60, "31-60 days"), (90, "61-90 days"))
        return next((name for limit, name in limits if late <= limit), "over 90 days")

    assert sum(row["commitments"]["value"] for row in found["aging"]) == len(owed)
    for row in found["aging"]:
        _assert_counts(row["commitments"], [one["id"] for one in owed if age(one) == row["age"]])
    assert sum(row["owes"]["value"] + row["is_owed"]["value"] for row in found["balance"]) == len(
        owed
    )
    for row in found["balance"]:
        both = (row["one"], row["other"])
        for side, (one, other) in (("owes", both), ("is_owed", both[::-1])):
            between = [
                p["id"] for p in owed if (_partner(p["from"]), _partner(p["to"])) == (one, other)
            ]
            _assert_counts(row[side], between)


# When something is wrong


def test_findings_have_places_that_count_from_one(repo: Path) -> None:
    path = "records/partners/garden.yaml"
    (repo / path).write_text("id: garden\nname: Ñandú\nkind: shool\nstatus: active\n")
    answer = run("validate", "--format", "json", root=repo)
    found = json.loads(answer.stdout)["data"]
    assert (answer.status, found["errors"], found["warnings"]) == (1, 1, 0)
    finding = found["findings"][0]
    assert (finding["path"], finding["line"], finding["column"]) == (path, 3, 7)
    assert list(finding) == [
        "path",
        "line",
        "column",
        "severity",
        "code",
        "name",
        "message",
        "remedy",
    ]


def test_an_answer_with_records_left_out_is_whole_json_and_status_one(repo: Path) -> None:
    (repo / "records/partners/garden.yaml").write_text("")
    answer = run("owes", "--format", "json", root=repo)
    assert answer.status == 1
    assert json.loads(answer.stdout)["data"]["totals"]["owed"]["value"] == 1
