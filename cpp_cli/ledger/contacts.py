"""Relationships: when we last had contact with a partner, and how."""

from __future__ import annotations

from datetime import date

from cpp_cli.ledger.hearing import meetings_by
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import covers
from cpp_cli.models.commitment import Commitment, PromiseEntry
from cpp_cli.models.kinds import PARTNER
from cpp_cli.models.meeting import Meeting

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store


_MET = plainly(Meeting, "date", "attendees", "convened_by")
_CAME = plainly(Meeting, "attendees", "convened_by")
_HISTORY = plainly(Commitment, "history")
_SAID = plainly(PromiseEntry, "date", "by")
_LONG_AGO = ("", "")


class Contact:
    """A day on which we had contact, and the record that says so."""

    __slots__ = ("day", "record")

    def __init__(self, day: date, record: str) -> None:
        self.day = day
        self.record = record


class Partners(dict[str, str]):
    """The partner that each party is or belongs to, found once however often it is named."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._known = store.partners

    def __missing__(self, party: str) -> str:
        partner = party.partition("/")[0]
        if partner not in self._known:
            partner = self._store.current(PARTNER, partner)
        self[party] = partner
        return partner


class Covered(dict[str, bool]):
    """Whether each party is the one that is asked for, or a person in it."""

    def __init__(self, store: Store, party: str) -> None:
        super().__init__()
        self._store = store
        self.party = party

    def __missing__(self, party: str) -> bool:
        found = self[party] = covers(self._store, self.party, party)
        return found

    def any_of(self, *groups: Iterable[str]) -> bool:
        """Whether it is any of these."""
        return any(self[party] for group in groups for party in group)


def meetings_with(
    store: Store, meetings: Iterable[Record[Meeting]], party: str
) -> list[Record[Meeting]]:
    """Return those of these meetings that a party, or a person in it, called or came to."""
    covered = Covered(store, party)
    return [meeting for meeting in meetings if covered.any_of(*_CAME(meeting.plain))]


class Contacts:
    """The last contact with each party up to a day, of the records that were looked at so far."""

    __slots__ = ("_met", "_partners", "_said", "_until")

    def __init__(self, store: Store, day: date) -> None:
        self._partners = Partners(store)
        self._until = day.isoformat()
        self._met: dict[str, tuple[str, str]] = {}
        self._said: dict[str, tuple[str, str]] = {}

    def met(self, meetings: Iterable[Record[Meeting]]) -> None:
        """Look at meetings that were held by that day, in their order."""
        for meeting in meetings:
            on, came, called = _MET(meeting.plain)
            self._met.update(dict.fromkeys(came + called, (on, meeting.id)))

    def said(self, promise: Record[Commitment]) -> None:
        """Look at what was said about a promise."""
        last, until = self._said, self._until
        for on, by in map(_SAID, _HISTORY(promise.plain)):
            if last.get(by, _LONG_AGO)[0] <= on <= until:
                last[by] = max(last.get(by, _LONG_AGO), (on, promise.id))

    def by_partner(self) -> dict[str, Contact]:
        """Return the last contact by partner."""
        found: dict[str, tuple[str, str]] = {}
        for party, last in (*self._met.items(), *self._said.items()):
            partner = self._partners[party]
            if found.get(partner, _LONG_AGO) < last:
                found[partner] = last
        return {
            partner: Contact(date.fromisoformat(on), record)
            for partner, (on, record) in found.items()
        }


def last_contacts(store: Store, day: date) -> dict[str, Contact]:
    """Return, by partner, the last day up to `day` that we met it or wrote down its word."""
    contacts = Contacts(store, day)
    contacts.met(meetings_by(store, day))
    for promise in store.commitments.values():
        contacts.said(promise)
    return contacts.by_partner()


def partners_at(store: Store, meetings: Iterable[Record[Meeting]]) -> set[str]:
    """Return the partners that called or came to any of these meetings."""
    named: set[str] = set()
    for meeting in meetings:
        named.update(*_CAME(meeting.plain))
    return set(map(Partners(store).__getitem__, named))


def others(store: Store, day: date) -> list[Record[Partner]]:
    """Return the partners that are not us and had begun by a day, by id."""
    us = store.us
    return [
        record
        for key, record in sorted(store.partners.items())
        if key not in us and ((since := record.model.since) is None or since <= day)
    ]
