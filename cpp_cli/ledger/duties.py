"""What in the records of a period shows that a duty is met, kind by kind.

A duty names the kinds that count for it (`shown_by`). Each is a question to the records that has
records for an answer: how many there are is a fact, whether it is enough is for people to say.
"""

from __future__ import annotations

from cpp_cli.days import before
from cpp_cli.ledger.contacts import Partners, others, partners_at
from cpp_cli.ledger.hearing import Answers
from cpp_cli.ledger.parties import ours
from cpp_cli.ledger.plainly import plainly
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.meeting import Engagement, Meeting

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from cpp_cli.ledger.matter import Matter, Promise
    from cpp_cli.models.program import Duty
    from cpp_cli.reading.record import Record

AT_LEAST_CONSULTED = frozenset(("consult", "involve", "collaborate", "defer-to"))
YEAR = 365
SECTORS = 3

_CAME = plainly(Meeting, "attendees", "convened_by")
_CALLED = plainly(Meeting, "convened_by")
_ENGAGEMENT, _PROMISED = plainly(Meeting, "engagement"), plainly(Engagement, "promised")
_GIVEN, _ABOUT = plainly(Meeting, "supports"), plainly(Meeting, "priorities")
_FOR, _KIND = plainly(Commitment, "priorities"), plainly(Commitment, "kind")


class Look:
    """The records of a period, each looked at once for all duties."""

    __slots__ = ("day", "matter", "met", "partners", "store", "table")

    def __init__(self, matter: Matter) -> None:
        store = self.store = matter.store
        self.matter = matter
        self.day = matter.day
        partners, ours_too = Partners(store), store.us
        self.partners = {one.id: one for one in others(store, matter.day)}
        self.table: list[tuple[Record[Meeting], frozenset[str]]] = []
        for meeting in matter.meetings:
            called, came = _CAME(meeting.plain)
            there = {partners[party] for party in called + came}
            self.table.append((meeting, frozenset(there.difference(ours_too))))
        self.met = partners_at(store, matter.meetings)

    def meetings(self) -> Iterator[tuple[Record[Meeting], frozenset[str]]]:
        """Yield the meetings in which others took part, with the partners that did."""
        return (one for one in self.table if one[1])

    def promises(self) -> Iterator[Promise]:
        """Yield all promises but those among ourselves."""
        ways = self.matter.ways
        return (one for way in ways if way != "internal" for one in ways[way])

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period, and is not after the day of the answer."""
        return day is not None and day <= self.day and self.matter.scope.holds(day)


def _partnerships(look: Look) -> Iterable[str]:
    return (key for key in look.partners if key in look.met)


def _lasting(look: Look) -> Iterable[str]:
    a_year_ago = before(look.day, YEAR)
    for key in _partnerships(look):
        since = look.partners[key].model.since
        if since is not None and since <= a_year_ago:
            yield key


def _convened(look: Look) -> Iterable[str]:
    known = ours(look.store)
    for meeting, _ in look.meetings():
        if any(known[party] for party in _CALLED(meeting.plain)):
            yield meeting.id


def _coalition(look: Look) -> Iterable[str]:
    return _of_kind(look, lambda kinds: "coalition" in kinds)


def _sectors(look: Look) -> Iterable[str]:
    return _of_kind(look, lambda kinds: len(kinds) >= SECTORS)


def _of_kind(look: Look, wanted: Callable[[set[str]], bool]) -> Iterable[str]:
    kinds = {key: one.model.kind for key, one in look.store.partners.items()}
    for meeting, there in look.meetings():
        if wanted({kinds[key] for key in there if key in kinds}):
            yield meeting.id


def _connections(look: Look) -> Iterable[str]:
    """Partners with a connection of the period, and introductions that were kept in it."""
    for key, partner in sorted(look.store.partners.items()):
        if any(look.holds(one.since) for one in partner.model.connections):
            yield key
    for key, state, standing in look.promises():
        introduced = state == "kept" and _KIND(standing.record.plain) == "introduction"
        if introduced and look.holds(standing.settled_on):
            yield key


def _engagement(look: Look) -> Iterable[str]:
    for meeting, _ in look.meetings():
        engagement = _ENGAGEMENT(meeting.plain)
        if engagement and _PROMISED(engagement) in AT_LEAST_CONSULTED:
            yield meeting.id


def _supports(look: Look) -> Iterable[str]:
    return (meeting.id for meeting, _ in look.meetings() if _GIVEN(meeting.plain))


def _policy_input(look: Look) -> Iterable[str]:
    """Meetings with a decision that somebody took who is not us, alone or with us."""
    known = ours(look.store)
    for meeting in look.matter.meetings:
        decided = (party for one in meeting.model.decisions for party in one.decided_by)
        if not all(known[party] for party in decided):
            yield meeting.id


def _answered(look: Look) -> Iterable[str]:
    """What was heard, and changed what we promise."""
    for item in look.matter.heard:
        if any(one.direction == "outgoing" for one in item.promises):
            yield item.id


def _reported_back(look: Look) -> Iterable[str]:
    answers = Answers(look.store, look.day)
    for promises in look.matter.ways.values():
        for _, _, standing in promises:
            answers.take(standing)
    for meeting, _ in look.meetings():
        if answers.follow_up(meeting)[1]:
            yield meeting.id


def _plan_monitoring(look: Look) -> Iterable[str]:
    return (meeting.id for meeting, _ in look.meetings() if _ABOUT(meeting.plain))


def _plan_progress(look: Look) -> Iterable[str]:
    """Promises for a priority of which somebody wrote down in the period how they stand."""
    for key, _, standing in look.promises():
        if _FOR(standing.record.plain) and any(look.holds(one.date) for one in standing.counted):
            yield key


EVIDENCE: dict[str, Callable[[Look], Iterable[str]]] = {
    "partnerships": _partnerships,
    "lasting-partnerships": _lasting,
    "convened": _convened,
    "coalition": _coalition,
    "sectors": _sectors,
    "connections": _connections,
    "engagement": _engagement,
    "supports": _supports,
    "policy-input": _policy_input,
    "answered": _answered,
    "reported-back": _reported_back,
    "plan-monitoring": _plan_monitoring,
    "plan-progress": _plan_progress,
}
"""What answers each kind of evidence: the ids of records."""


def shown(matter: Matter, duties: Mapping[str, Duty]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return, by duty and by kind of evidence, the records that show it."""
    look, known = Look(matter), dict[str, tuple[str, ...]]()
    for kind in dict.fromkeys(kind for duty in duties.values() for kind in duty.shown_by):
        known[kind] = tuple(EVIDENCE[kind](look))
    return {
        key: {kind: known[kind] for kind in dict.fromkeys(duty.shown_by)}
        for key, duty in duties.items()
    }
