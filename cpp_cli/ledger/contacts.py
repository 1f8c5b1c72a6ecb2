"""Relationships: when we last had contact with a partner, and how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cpp_cli.ledger.hearing import meetings_by
from cpp_cli.ledger.voices import covers, is_us
from cpp_cli.models.meeting import Meeting
from cpp_cli.models.partner import Partner
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """A day on which we had contact, and the record that says so."""

    day: date
    record: str


def took_part(store: Store, meeting: Meeting, partner: str) -> bool:
    """Whether a partner, or a person in it, called a meeting or came to it."""
    there = (*meeting.attendees, *meeting.convened_by)
    return any(covers(store, partner, party) for party in there)


def last_contacts(store: Store, day: date) -> dict[str, Contact]:
    """Return, by partner, the last day up to `day` that we met it or wrote down its word."""
    found: dict[str, Contact] = {}
    for party, contact in _contacts(store, day):
        partner = store.party(party).partition("/")[0]
        if partner not in found or found[partner] < contact:
            found[partner] = contact
    return found


def _contacts(store: Store, day: date) -> Iterator[tuple[str, Contact]]:
    for meeting in meetings_by(store, day):
        for party in (*meeting.model.attendees, *meeting.model.convened_by):
            yield party, Contact(meeting.model.date, meeting.id)
    for record in store.commitments.values():
        for entry in record.model.history:
            if entry.date <= day:
                yield entry.by, Contact(entry.date, record.id)


def partners_at(store: Store, meetings: Iterable[Record[Meeting]]) -> set[str]:
    """Return the partners that called or came to any of these meetings."""
    return {
        store.party(party).partition("/")[0]
        for meeting in meetings
        for party in (*meeting.model.attendees, *meeting.model.convened_by)
    }


def others(store: Store, day: date) -> list[Record[Partner]]:
    """Return the partners that are not us and had begun by a day, by id."""
    return [
        record
        for key, record in sorted(store.partners.items())
        if not is_us(store, key) and (record.model.since is None or record.model.since <= day)
    ]
