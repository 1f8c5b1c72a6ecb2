"""Calendars and address books: folded, escaped, and read by the grammar of their standards."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from cpp_cli import __version__
from cpp_cli.render.contentlines import folded, text, to_ics, to_vcf
from cpp_cli.render.safe import safe
from cpp_cli.reports.beside import Calendar, Card, Event
from tests import hostile, readers
from tests.support import examples, partner, promise, run, write_files

DAY = date(2026, 6, 1)


@examples(100)
@given(hostile.ANY)
def test_a_folded_line_has_at_most_75_octets_and_unfolds_to_itself(line: str) -> None:
    line = safe(line).replace("\n", "") * 9
    parts = list(folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("a;b,c\\d\ne", "a\\;b\\,c\\\\d\\ne"),
        ("\r\nATTENDEE:x", "\\\\u{d}\\nATTENDEE:x"),
        ("a::b", "a\\\\u{3a}:b"),
        ("\x1b", "\\\\u{1b}"),
    ],
)
def test_a_value_ends_no_line_and_divides_nothing(value: str, written: str) -> None:
    assert text(value) == written


def plainly(value: str) -> str:
    """Return how a text is read back."""
    shown = safe(value)
    while "::" in shown:
        shown = shown.replace("::", "\\u{3a}:", 1)
    return shown


@examples(100)
@given(first=hostile.ANY, second=hostile.ANY)
def test_any_text_is_one_property_of_one_event(first: str, second: str) -> None:
    events = [Event("id", DAY, first, second), Event("other", DAY, second, first)]
    one, other = readers.calendar(to_ics(Calendar(DAY, events)))
    assert (one["SUMMARY"], one["DESCRIPTION"]) == (plainly(first), plainly(second))
    assert (other["SUMMARY"], other["DESCRIPTION"]) == (plainly(second), plainly(first))
    assert list(one) == ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP"]


@examples(100)
@given(first=hostile.ANY, second=hostile.ANY)
def test_any_text_is_one_property_of_one_card(first: str, second: str) -> None:
    cards = [Card("a/b", first, second, first, second, first), Card("a/c", second, first)]
    one, other = readers.cards(to_vcf(cards))
    assert (one["FN"], one.get("ORG", "")) == (plainly(first), plainly(second))
    assert (one.get("ROLE", ""), one.get("TEL", "")) == (plainly(first), plainly(first))
    assert one.get("EMAIL", "") == plainly(second)
    assert (other["FN"], other["UID"]) == (plainly(second), "a/c")
    assert {"TEL", "ROLE", "EMAIL"}.isdisjoint(other)


# From the records


def test_each_due_date_is_a_whole_day_with_an_id_that_stays(repo: Path) -> None:
    answer = run("agenda", "--format", "ics", root=repo)
    assert answer.stdout == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        f"PRODID:-//cpp//cpp {__version__}//EN\r\nBEGIN:VEVENT\r\n"
        "UID:2026-02-10-bus-stop-light@commitments.cpp\r\n"
        "DTSTAMP:20260601T000000Z\r\n"
        "DTSTART;VALUE=DATE:20260401\r\n"
        "SUMMARY:Due: Ask the transit district for a light at the bus stop\r\n"
        "DESCRIPTION:Lane County Public Health\\, Community Partnerships owes Huerto \r\n"
        " Sol: Ask the transit district for a light at the bus stop\\nState: overdue\\\r\n"
        " ncpp commitment show 2026-02-10-bus-stop-light\r\n"
        "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    before = run("agenda", "--days", "30", "-f", "ics", root=repo, today="2026-03-20").stdout
    assert readers.calendar(before)[0]["UID"] == readers.calendar(answer.stdout)[0]["UID"]


def test_a_calendar_names_no_person_and_no_address(repo: Path) -> None:
    files = promise("huerto-sol/ana-r", "lcph-cpp/maria-k", more="due: 2026-06-03\n")
    secret = {
        path: one.replace("Bring bus passes", "Call 541-555-0100") for path, one in files.items()
    }
    *_, event = readers.calendar(run("agenda", "-f", "ics", root=write_files(repo, secret)).stdout)
    assert event["DTSTART"] == "20260603"
    assert event["SUMMARY"] == "Due: …"
    assert event["DESCRIPTION"].startswith(
        "Huerto Sol owes Lane County Public Health, Community Partnerships: …\n"
    )


def test_an_agenda_without_days_is_an_empty_calendar(repo: Path) -> None:
    assert readers.calendar(run("agenda", "-f", "ics", root=repo, today="2026-02-11").stdout) == []


PEOPLE = partner(
    "casa",
    "ana; role: Nurse, mornings; email: ana@example.org; phone: 541-555-0100",
    "bo; until: 2026-01-01",
    "cy; same_as: huerto-sol/ana-r",
)


def test_a_card_for_each_person_that_show_shows(repo: Path) -> None:
    write_files(repo, PEOPLE)
    answer = run("partner", "show", "casa", "--format", "vcf", root=repo)
    ana, cy = readers.cards(answer.stdout)
    assert ana == {
        "VERSION": "4.0",
        "UID": "casa/ana",
        "FN": "ana",
        "ORG": "casa",
        "ROLE": "Nurse, mornings",
        "EMAIL": "ana@example.org",
        "TEL": "541-555-0100",
    }
    assert cy == {"VERSION": "4.0", "UID": "casa/cy", "FN": "cy", "ORG": "casa"}
    shown = run("partner", "show", "casa", root=repo).stdout
    for card in (ana, cy):
        assert all(value in shown for key, value in card.items() if key != "VERSION")


def test_nobody_makes_no_address_book(repo: Path) -> None:
    write_files(repo, partner("casa"))
    answer = run("partner", "show", "casa", "-f", "vcf", root=repo)
    assert (answer.status, answer.stdout) == (2, "")
    assert answer.stderr == "cpp: There is nobody in casa on that day.\n"
