"""A person's week: what they promised, whose word is waited for, who waits for theirs.

Theirs are the promises that they made, and those of the program to partners that they look after
(`steward`). A partner may stand for all people in it, as a team.
"""

from __future__ import annotations

from cpp_cli.days import before, later
from cpp_cli.ledger.contacts import Covered, last_contacts, meetings_with
from cpp_cli.ledger.hearing import heard_items, meetings_by, unanswered
from cpp_cli.ledger.matter import said_by
from cpp_cli.ledger.power import Receivers
from cpp_cli.ledger.voices import is_us, may_say

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cpp_cli.ledger.contacts import Contact
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

WEEK = 7


class Digest:
    """What a week holds for one of us.

    `late`, `due`, `waits` (for the word of others) and `asks` (for theirs) are promises; `met` were
    held in the last seven days, `unheard` waits for an answer, `quiet` are partners, with the last
    contact.
    """

    __slots__ = ("asks", "due", "late", "met", "quiet", "since", "unheard", "until", "waits")

    def __init__(self, since: date, until: date) -> None:
        self.since, self.until = since, until
        self.late: list[Standing] = []
        self.due: list[Standing] = []
        self.waits: list[Standing] = []
        self.asks: list[Standing] = []
        self.met: list[Record[Meeting]] = []
        self.unheard: list[HeardItem] = []
        self.quiet: list[tuple[Record[Partner], Contact | None]] = []


def digest(store: Store, standings: Sequence[Standing], day: date, who: str) -> Digest:
    """Return the week around a day of a person of ours, or of a partner that is us."""
    found = Digest(before(day, WEEK - 1), later(day, WEEK - 1))
    person = Covered(store, who)
    stewarded = [
        one
        for _, one in sorted(store.partners.items())
        if one.model.steward and person[one.model.steward] and one.id not in store.us
    ]
    _promises(store, standings, found, person, {one.id for one in stewarded})
    held = meetings_by(store, day)
    met = [one for one in meetings_with(store, held, who) if one.brief.date >= found.since]
    found.met = met
    found.unheard = _unheard(store, standings, day, stewarded)
    quiet, contacts = before(day, store.program.days.quiet), last_contacts(store, day)
    for one in stewarded:
        contact = contacts.get(one.id)
        if one.model.status == "active" and (contact is None or contact.day < quiet):
            found.quiet.append((one, contact))
    return found


def _promises(
    store: Store,
    standings: Sequence[Standing],
    found: Digest,
    person: Covered,
    stewarded: set[str],
) -> None:
    receivers = Receivers(store, standings[0].day) if standings else {}
    for one in standings:
        if not one.is_owed:
            continue
        promise, state = one.promise, one.state
        if state == "delivered" and _may_say(store, one, person):
            found.asks.append(one)
        theirs = person[promise.from_] or (
            promise.from_ in store.us and not stewarded.isdisjoint(receivers[promise.to])
        )
        if not theirs:
            continue
        if state == "overdue":
            found.late.append(one)
        elif state == "delivered":
            found.waits.append(one)
        elif state == "open" and one.due and one.due <= found.until:
            found.due.append(one)


def _may_say(store: Store, one: Standing, person: Covered) -> bool:
    """Whether a promise to us waits for the word of somebody who may say it.

    Any of us may; it is theirs where it was promised to them, or to all of us.
    """
    promise = one.promise
    if not is_us(store, promise.to) or not may_say(
        store, promise, person.party, promise.to, one.day
    ):
        return False
    return person[promise.to] or promise.to in store.us


def _unheard(
    store: Store, standings: Sequence[Standing], day: date, stewarded: Sequence[Record[Partner]]
) -> list[HeardItem]:
    """What their partners said that has no answer; unnamed words are of all who were there."""
    covered = [Covered(store, one.id) for one in stewarded]
    found: list[HeardItem] = []
    for item in unanswered(heard_items(store, standings, day)):
        meeting, said = item.meeting.brief, item.item
        named = said.by or said.for_
        there = (meeting.attendees, meeting.convened_by)
        if any(said_by(item, one) if named else one.any_of(*there) for one in covered):
            found.append(item)
    return found
