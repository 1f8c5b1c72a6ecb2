"""What was asked of partners, what was given back, and the word before they are asked again."""

import json
from datetime import date
from pathlib import Path

import pytest

from cpp_cli.ledger.load import Load, Window, asked, loads
from cpp_cli.ledger.promises import standings
from cpp_cli.reading.store import Store
from cpp_cli.rules import example
from tests.support import run, store_of, write_files
from tests.test_power import SPEAKER, meeting

DAY = date(2026, 6, 1)
MARCH = Window(date(2026, 3, 1), DAY)
CAME = "attendees: [lcph-cpp/maria-k, huerto-sol/ana-r, huerto-sol, river-school/lee-w]\n"
CALLED = CAME + "convened_by: [lcph-cpp]\n"


def owed(
    name: str, more: str = "", from_: str = "lcph-cpp", to: str = "huerto-sol"
) -> dict[str, str]:
    """Return the file of a promise whose id begins with the day it was made."""
    text = f"id: {name}\nfrom: {from_}\nto: {to}\nwhat: Bring {name[11:]}\n"
    return {f"records/commitments/{name}.yaml": f"{text}made:\n  date: {name[:10]}\n{more}"}


def said(day: str, event: str, by: str) -> str:
    return f"history:\n  - date: {day}\n    event: {event}\n    by: {by}\n    via: phone\n"


def store(*files: dict[str, str]) -> Store:
    every: dict[str, str] = {}
    for one in files:
        every |= one
    return store_of(every)


def load_of(partner: str, found: Store, window: Window = MARCH) -> Load:
    return {one.partner: one for one in loads(found, standings(found, window.until), window)}[
        partner
    ]


# Asked


@pytest.mark.parametrize(
    ("by", "huerto"),
    [
        ("[lcph-cpp]", 1),
        ("[lcph-cpp/maria-k, river-school]", 1),
        ("[lcph-cpp, huerto-sol/ana-r]", 0),  # it called the meeting itself
        ("[river-school]", 0),  # others asked
    ],
)
def test_a_meeting_is_asked_of_those_who_did_not_call_it(by: str, huerto: int) -> None:
    found = asked(store(meeting("2026-03-02-a", CAME + f"convened_by: {by}\n")), MARCH)
    assert len(found["huerto-sol"].meetings if "huerto-sol" in found else ()) == huerto


def test_a_meeting_that_nobody_is_said_to_have_called_is_not_counted() -> None:
    assert asked(store(meeting("2026-03-02-a", CAME)), MARCH) == {}


@pytest.mark.parametrize(
    ("day", "holds"), [("2026-03-01", 0), ("2026-03-02", 1), ("2026-06-02", 0)]
)
def test_only_what_lies_in_the_window_counts(day: str, holds: int) -> None:
    files = meeting(f"{day}-a", CALLED), owed(f"{day}-map", from_="huerto-sol", to="lcph-cpp")
    found = asked(store(*files), MARCH).get("huerto-sol")
    assert (len(found.times) if found else 0) == 2 * holds


def test_promises_to_us_are_asked_and_those_of_ours_and_between_partners_are_not() -> None:
    found = asked(
        store(
            owed("2026-03-02-map", from_="huerto-sol/ana-r", to="lcph-cpp/maria-k"),
            owed("2026-03-02-key", from_="huerto-sol", to="river-school"),
            owed("2026-03-02-van"),
            owed("2026-03-02-desk", to="lcph-cpp/maria-k"),
        ),
        MARCH,
    )
    assert {key: one.promises for key, one in found.items()} == {"huerto-sol": ["2026-03-02-map"]}


def test_hours_are_those_that_they_promised_us() -> None:
    hours = "resources:\n  hours: 2.5\n"
    found = load_of(
        "huerto-sol",
        store(
            owed("2026-03-02-map", hours, "huerto-sol", "lcph-cpp"),
            owed("2026-03-03-key", hours, "huerto-sol", "lcph-cpp"),
            owed("2026-03-04-van", hours),
        ),
    )
    assert str(found.hours["hours"].number) == "5.0"
    assert found.hours["hours"].records == ["2026-03-02-map", "2026-03-03-key"]


# Given back


def test_what_they_say_we_kept_in_the_window_is_given_back_and_what_it_moved() -> None:
    money = "resources:\n  money: 40.00 USD\n  hours: 3\n"
    found = load_of(
        "huerto-sol",
        store(
            owed("2026-02-12-kept-now", money + said("2026-03-02", "confirmed", "huerto-sol")),
            owed("2026-02-11-kept-before", money + said("2026-02-20", "confirmed", "huerto-sol")),
            owed("2026-02-13-only-delivered", money + said("2026-03-02", "delivered", "lcph-cpp")),
            owed("2026-02-14-broken", money + said("2026-03-02", "broken", "lcph-cpp")),
        ),
    )
    assert found.kept == ["2026-02-12-kept-now"]
    assert {unit: str(one.number) for unit, one in found.moved.items()} == {
        "USD": "40.00",
        "hours": "3",
    }
    assert found.owed == ["2026-02-10-bus-stop-light", "2026-02-13-only-delivered"]


@pytest.mark.parametrize(
    ("event", "by", "back"),
    [
        ("delivered", "lcph-cpp", True),
        ("confirmed", "huerto-sol", True),
        ("progress", "lcph-cpp", False),
    ],
)
def test_a_report_is_brought_back_when_it_was_delivered(event: str, by: str, back: bool) -> None:
    report = owed("2026-03-02-news", "kind: report-back\n" + said("2026-03-09", event, by))
    assert load_of("huerto-sol", store(report)).reports == (["2026-03-02-news"] if back else [])
    later = Window(date(2026, 3, 9), DAY)
    assert load_of("huerto-sol", store(report), later).reports == []


def test_what_is_for_a_community_is_for_those_who_speak_for_it_on_the_day() -> None:
    kept = owed("2026-03-02-map", said("2026-03-09", "confirmed", "river-school"), to="river-road")
    files = {"records/program.yaml": SPEAKER}, kept
    assert load_of("river-school", store(*files), Window(date(2026, 3, 1), date(2026, 3, 31))).kept
    assert not load_of("river-school", store(*files)).kept


def test_what_was_said_is_answered_by_a_reply_or_a_promise_in_the_window() -> None:
    """The promise of the example answers the bus stop, and was made on 2026-02-10."""
    told = "heard:\n  - id: shade\n    by: huerto-sol/ana-r\n    text: No shade.\n"
    told += "    answer:\n      date: 2026-03-20\n      by: lcph-cpp\n      text: Trees come.\n"
    told += "  - id: hose\n    for: [river-school]\n    text: It leaks.\n"
    found = store(meeting("2026-02-12-garden", CAME + told))
    assert load_of("huerto-sol", found).answered == ["2026-02-12-garden#shade"]
    assert load_of("river-school", found).answered == []
    before = Window(date(2026, 2, 1), date(2026, 3, 1))
    assert load_of("huerto-sol", found, before).answered == ["2026-02-10-listening#bus-stop"]


# The command


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return write_files(tmp_path, example.RECORDS)


def add(repo: Path, day: str, *more: str) -> str:
    """Add a meeting that we call; return what is said beside the answer."""
    words = ("meeting", "add", "--date", day, "--title", "Planning", "--attendees", "huerto")
    done = run(*words, *(more or ("--convened-by", "us")), root=repo)
    assert done.status == 0
    return done.stderr


def test_the_most_asked_come_first_and_those_over_the_number_are_marked(repo: Path) -> None:
    for day in ("2026-05-04", "2026-05-05"):
        add(repo, day)
    done = run("load", "--over", "1", "--format", "csv", root=repo)
    assert done.stdout.splitlines() == [
        "partner,asked,meetings,promises_to_us,hours_for_us,promises_kept,answered,reported_back,"
        "still_owed,moved,moved_hours,over",
        "huerto-sol,2,2,0,0,0,0,0,1,,0,yes",
    ]
    assert "huerto-sol,2,2,0,0,0,0,0,1,,0,no" in run("load", "-f", "csv", root=repo).stdout
    assert "over 1" in run("load", "--over", "1", root=repo).stdout
    assert "Nothing was asked" in run("load", "--window", "2w", root=repo).stdout


def test_a_spreadsheet_gets_money_and_hours_apart(repo: Path) -> None:
    gives = "resources: {money: 150.00 USD, hours: 7.5}\n"
    gift = owed("2026-05-20-gift", gives + said("2026-05-21", "confirmed", "huerto-sol"))
    write_files(repo, gift)
    rows = run("load", "-f", "csv", root=repo).stdout.splitlines()
    assert [row for row in rows if row.endswith(",150.00 USD,7.5,no")]


def test_one_more_than_enough_is_said_before_it_is_written(repo: Path) -> None:
    for day in ("2026-05-04", "2026-05-05", "2026-05-06", "2026-06-05"):
        assert add(repo, day) == ""
    assert add(repo, "2026-06-09") == (
        "We have asked Huerto Sol 4 times since 2026-03-11; the latest:\n"
        "  2026-05-05  Planning\n"
        "  2026-05-06  Planning\n"
        "  2026-06-05  Planning\n"
        "We still owe them one thing:\n"
        "  2026-04-01  Ask the transit district for a light at the bus stop\n"
        "All of it: cpp load huerto-sol\n"
    )
    assert add(repo, "2026-06-10", "--convened-by", "huerto") == ""
    assert add(repo, "2026-06-10", "--convened-by", "us", "--convened-by", "huerto") == ""
    assert "5 times" in add(repo, "2026-06-11", "--place", "the garden")  # we may have called it
    assert add(repo, "2026-06-12", "--convened-by", "us", "--quiet") == ""
    assert add(repo, "2026-10-12") == ""  # far from all of these


def test_the_summary_counts_of_whom_much_was_asked_as_this_does(tmp_path: Path) -> None:
    days = ("2026-03-03", "2026-03-04", "2026-04-01", "2026-06-01")  # 90 days before: 2026-03-03
    write_files(tmp_path, example.RECORDS)
    for day in days:
        write_files(tmp_path, meeting(f"{day}-a", CALLED))
        write_files(tmp_path, owed(f"{day}-map", from_="river-school", to="lcph-cpp"))
    answer = run("summary", "-f", "json", root=tmp_path, today=DAY)
    assert json.loads(answer.stdout)["data"]["load"] == {
        "days": 90,
        "over": 3,
        "asked": {"value": 2, "records": ["huerto-sol", "river-school"]},
        "asked_often": {"value": 1, "records": ["river-school"]},
    }
    assert "over 3" in run("load", "river-school", root=tmp_path, today=DAY).stdout
    assert "over 3" not in run("load", "huerto-sol", root=tmp_path, today=DAY).stdout
