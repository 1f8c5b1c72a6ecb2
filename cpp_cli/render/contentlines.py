"""Days as iCalendar (RFC 5545) and people as vCard (RFC 6350): both are made of content lines."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from cpp_cli import __version__
from cpp_cli.render.safe import safe
from cpp_cli.reports.beside import Calendar, Card, Event

_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def to_ics(calendar: Calendar) -> str:
    """Return a calendar with a whole day for each of its events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//cpp//cpp {__version__}//EN"]
    stamp = f"{_day(calendar.made)}T000000Z"
    for event in calendar.events:
        lines += _event(event, stamp)
    return _written([*lines, "END:VCALENDAR"])


def to_vcf(cards: Sequence[Card]) -> str:
    """Return a vCard for each person."""
    return _written([line for card in cards for line in _card(card)])


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.id)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"SUMMARY:{text(event.summary)}"
    yield f"DESCRIPTION:{text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _card(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"UID;VALUE=text:{text(card.id)}"
    yield f"FN:{text(card.name)}"
    fields = {"ORG": card.organisation, "ROLE": card.role, "EMAIL": card.email, "TEL": card.phone}
    yield from (f"{name}:{text(value)}" for name, value in fields.items() if value)
    yield "END:VCARD"


def text(value: str) -> str:
    """Return a text as a value: it ends no line and divides no values.

    Wherever the line is folded, no part of it begins like a command to a build's log.
    """
    return re.sub(":(?=:)", r"\\u{3a}", safe(value)).translate(_ESCAPES)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _written(lines: Sequence[str]) -> str:
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def folded(line: str) -> Iterator[str]:
    """Yield a content line in parts of at most 75 octets, a space before all but the first."""
    part, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _OCTETS:
            yield part
            part, octets = " ", 1
        part, octets = part + character, octets + size
    yield part
