"""What a summary is about: the program, a partner, a community or a priority, in a period."""

from __future__ import annotations

from datetime import date

from cpp_cli.ledger.contacts import Covered
from cpp_cli.ledger.harms import harm_standings, harms_by
from cpp_cli.ledger.hearing import heard_items, meetings_by
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.promises import DIRECTIONS
from cpp_cli.models.commitment import Commitment, Made
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.meeting import Heard, Meeting

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Literal

    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

    Promise = tuple[str, str, Standing]
    ScopeKind = Literal["program", "partner", "community", "priority"]


_CAME, _FOR = plainly(Meeting, "attendees", "convened_by"), plainly(Heard, "for_")
_ABOUT = plainly(Meeting, "communities")
_WORK, _MEETING = plainly(Commitment, "work", "made"), plainly(Made, "meeting")


class Scope:
    """What a summary is about, and the period; a missing end is open."""

    __slots__ = ("_first", "_last", "id", "kind", "since", "until")

    def __init__(
        self,
        kind: ScopeKind = "program",
        id: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> None:
        self.kind = kind
        self.id = id
        self.since = since
        self.until = until
        self._first, self._last = since or date.min, until or date.max

    @property
    def is_whole(self) -> bool:
        """Whether every day lies in the period."""
        return self.since is None and self.until is None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self._first <= day <= self._last


class Matter:
    """The records that a summary is about, on a day. Each promise is there with its id and state.

    `ways` are the promises by their direction, and `made` those that were made in the period;
    `between` are the latter but for those among ourselves, in the order of their ids. `owed` tells
    to which communities a promise is owed, `memo` is for what is worked out of them once.
    """

    __slots__ = (
        *("between", "day", "harms", "heard"),
        *("made", "meetings", "memo", "owed", "scope", "store", "ways"),
    )

    def __init__(
        self,
        store: Store,
        scope: Scope,
        day: date,
        meetings: list[Record[Meeting]],
        standings: Iterable[Standing],
        heard: list[HeardItem],
        harms: list[HarmStanding],
    ) -> None:
        self.store = store
        self.scope = scope
        self.day = day
        self.meetings = meetings
        self.heard = heard
        self.harms = harms
        self.ways: dict[str, list[Promise]] = {way: [] for way in DIRECTIONS}
        self.made: dict[str, list[Promise]] = {way: [] for way in DIRECTIONS}
        self.between: list[Promise] = []
        self.memo: dict[str, Any] = {}
        self.owed = Owed(store)
        for standing in standings:
            way = standing.direction
            promise = standing.record.id, standing.state, standing
            self.ways[way].append(promise)
            if scope.is_whole or scope.holds(standing.promise.made.date):
                self.made[way].append(promise)
                if way != "internal":
                    self.between.append(promise)


def priorities(store: Store) -> dict[str, str]:
    """Return the priorities of all plans: id and name."""
    plans = store.program.plans or ()
    return {key: priority.name for plan in plans for key, priority in plan.priorities.items()}


# What belongs to a scope


class _Belongs:
    """Which records belong to a scope: a test for each kind of them, None where all do."""

    __slots__ = ("harm", "heard", "meeting", "promise")

    def __init__(
        self,
        meeting: Callable[[Record[Meeting]], bool] | None = None,
        promise: Callable[[Standing], bool] | None = None,
        heard: Callable[[HeardItem], bool] | None = None,
        harm: Callable[[HarmStanding], bool] | None = None,
    ) -> None:
        self.meeting = meeting
        self.promise = promise
        self.heard = heard
        self.harm = harm


def gather(store: Store, standings: list[Standing], day: date, scope: Scope) -> Matter:
    """Return the records that a scope holds, as they stand on a day."""
    belongs = _BELONGS[scope.kind](store, scope.id)
    held = meetings_by(store, day)
    if not scope.is_whole:
        held = [meeting for meeting in held if scope.holds(meeting.brief.date)]
    harms = harm_standings(store, harms_by(store, day), standings, day)
    return Matter(
        store,
        scope,
        day,
        list(filter(belongs.meeting, held)),
        list(filter(belongs.promise, standings)),
        list(filter(belongs.heard, heard_items(store, standings, day, held))),
        list(filter(belongs.harm, harms)),
    )


def _of_program(_store: Store, _id: str) -> _Belongs:
    return _Belongs()


def _of_partner(store: Store, party: str) -> _Belongs:
    covered = Covered(store, party)

    def promised(standing: Standing) -> bool:
        promise = standing.promise
        return covered[promise.from_] or promise.to == party or covered[promise.to]

    def harmed(harm: HarmStanding) -> bool:
        model = harm.record.model
        return covered.any_of(model.to, model.by)

    return _Belongs(
        lambda meeting: covered.any_of(*_CAME(meeting.plain)),
        promised,
        lambda item: said_by(item, covered),
        harmed,
    )


def _of_community(store: Store, community: str) -> _Belongs:
    owed = Owed(store)
    return _Belongs(
        lambda meeting: community in meeting.brief.communities,
        lambda standing: community in owed[standing.promise.to],
        lambda item: community in heard_for(item, owed),
        lambda harm: community in harm.record.model.to,
    )


def _of_priority(_: Store, priority: str) -> _Belongs:
    return _Belongs(
        lambda meeting: priority in meeting.brief.priorities,
        lambda standing: priority in standing.promise.priorities,
        lambda item: priority in item.meeting.brief.priorities,
        lambda harm: any(priority in repair.promise.priorities for repair in harm.repairs),
    )


_BELONGS: dict[str, Callable[[Store, str], _Belongs]] = {
    "program": _of_program,
    "partner": _of_partner,
    "community": _of_community,
    "priority": _of_priority,
}


def said_by(item: HeardItem, covered: Covered) -> bool:
    """Whether something was said by a party, a person in it, or for it."""
    said = item.item
    voices = (said.by, *said.for_) if said.by else said.for_
    return covered.party in voices or covered.any_of(voices)


class Owed(dict[str, tuple[str, ...]]):
    """The communities to which a promise to each party or community is owed."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self.communities = store.communities

    def __missing__(self, to: str) -> tuple[str, ...]:
        partner = self._store.partner_of(to)
        of = partner.model.communities if partner else ()
        found = self[to] = tuple(dict.fromkeys((to, *of)))
        return found


def heard_for(item: HeardItem, owed: Owed) -> tuple[str, ...]:
    """Return for whom something was said, and the communities of these; for nobody named, the
    communities of the meeting.
    """
    named = _FOR(item.plain)
    if not named:
        return _ABOUT(item.meeting.plain)  # type: ignore[no-any-return]  # ids
    return owed[named[0]] if len(named) == 1 else tuple(one for each in named for one in owed[each])


def heard_from(matter: Matter) -> list[tuple[str, ...]]:
    """Return for each thing heard in a matter for whom it was said."""
    found: list[tuple[str, ...]] | None = matter.memo.get("heard_from")
    if found is None:
        found = matter.memo["heard_from"] = [heard_for(item, matter.owed) for item in matter.heard]
    return found


class Work(dict[str, tuple[str, ...]]):
    """The lines of work of each meeting."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, meeting: str) -> tuple[str, ...]:
        record = self._store.meetings.get(self._store.current(MEETING, meeting))
        found = self[meeting] = record.brief.work if record else ()
        return found

    def of(self, promise: Commitment) -> tuple[str, ...]:
        """Return the lines of work of a promise: its own, else those of its meeting."""
        own, made = _WORK(promise)
        meeting = None if own else _MEETING(made)
        return self[meeting] if meeting else own
