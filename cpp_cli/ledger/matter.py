"""What a summary is about: the program, a partner, a community or a priority, in a period."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cpp_cli.ledger.contacts import took_part
from cpp_cli.ledger.harms import HarmStanding, harm_standing, known_by
from cpp_cli.ledger.hearing import HeardItem, heard_items, meetings_by
from cpp_cli.ledger.promises import Standing
from cpp_cli.ledger.voices import covers, touches
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.meeting import Meeting
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """What a summary is about, and the period; a missing end is open."""

    kind: Literal["program", "partner", "community", "priority"] = "program"
    id: str = ""
    since: date | None = None
    until: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        if day is None:
            return False
        early, late = self.since or date.min, self.until or date.max
        return early <= day <= late


@dataclass(frozen=True, slots=True)
class Matter:
    """The records that a summary is about, on a day."""

    store: Store
    scope: Scope
    day: date
    meetings: list[Record[Meeting]]
    standings: list[Standing]
    heard: list[HeardItem]
    harms: list[HarmStanding]

    def made(self, ways: Sequence[str]) -> list[Standing]:
        """Promises made in the period, in these directions."""
        return [
            s
            for s in self.standings
            if s.direction in ways and self.scope.holds(s.promise.made.date)
        ]

    def fell_due(self, ways: Sequence[str]) -> list[Standing]:
        """Promises that fell due in the period, by the terms in force and by the day."""
        return [
            s
            for s in self.standings
            if s.direction in ways and s.due and s.due <= self.day and self.scope.holds(s.due)
        ]


def priorities(store: Store) -> dict[str, str]:
    """Return the priorities of all plans: id and name."""
    plans = store.program.plans or ()
    return {key: priority.name for plan in plans for key, priority in plan.priorities.items()}


# What belongs to a scope


@dataclass(frozen=True, slots=True)
class _Belongs:
    """Which records belong to a scope; each test takes what it is named after."""

    meeting: Callable[[Record[Meeting]], bool]
    promise: Callable[[Standing], bool]
    heard: Callable[[HeardItem], bool]
    harm: Callable[[HarmStanding], bool]


def gather(store: Store, standings: list[Standing], day: date, scope: Scope) -> Matter:
    """Return the records that a scope holds, as they stand on a day."""
    belongs = _BELONGS[scope.kind](store, scope.id)
    harms = (
        harm_standing(store, record, standings, day)
        for _, record in sorted(store.harms.items())
        if known_by(record, day)
    )
    return Matter(
        store,
        scope,
        day,
        [m for m in meetings_by(store, day) if scope.holds(m.model.date) and belongs.meeting(m)],
        [one for one in standings if belongs.promise(one)],
        [
            one
            for one in heard_items(store, standings, day)
            if scope.holds(one.said_on) and belongs.heard(one)
        ],
        [harm for harm in harms if belongs.harm(harm)],
    )


def _of_program(_store: Store, _id: str) -> _Belongs:
    return _Belongs(lambda _: True, lambda _: True, lambda _: True, lambda _: True)


def _of_partner(store: Store, party: str) -> _Belongs:
    def harmed(harm: HarmStanding) -> bool:
        model = harm.record.model
        return any(covers(store, party, one) for one in (*model.to, *model.by))

    return _Belongs(
        lambda meeting: took_part(store, meeting.model, party),
        lambda standing: touches(store, standing.promise, party),
        lambda item: said_by(store, item, party),
        harmed,
    )


def _of_community(store: Store, community: str) -> _Belongs:
    return _Belongs(
        lambda meeting: community in meeting.model.communities,
        lambda standing: to_community(store, standing, community),
        lambda item: heard_from(item, community),
        lambda harm: community in harm.record.model.to,
    )


def _of_priority(_: Store, priority: str) -> _Belongs:
    return _Belongs(
        lambda meeting: priority in meeting.model.priorities,
        lambda standing: priority in standing.promise.priorities,
        lambda item: priority in item.meeting.model.priorities,
        lambda harm: any(priority in repair.promise.priorities for repair in harm.repairs),
    )


_BELONGS: dict[str, Callable[[Store, str], _Belongs]] = {
    "program": _of_program,
    "partner": _of_partner,
    "community": _of_community,
    "priority": _of_priority,
}


def said_by(store: Store, item: HeardItem, party: str) -> bool:
    """Whether something was said by a party, a person in it, or for it."""
    voices = (*((item.item.by,) if item.item.by else ()), *item.item.for_)
    return any(one == party or covers(store, party, one) for one in voices)


def to_community(store: Store, standing: Standing, community: str) -> bool:
    """Whether a promise is owed to a community, or to a partner that is of it."""
    if standing.promise.to == community:
        return True
    partner = store.partner_of(standing.promise.to)
    return bool(partner and community in partner.model.communities)


def heard_from(item: HeardItem, community: str) -> bool:
    """Whether something was said for a community or, for nobody named, in a meeting about it."""
    return community in (item.item.for_ or item.meeting.model.communities)


def work_of(store: Store, standing: Standing) -> tuple[str, ...]:
    """Return the lines of work of a promise: its own, else those of its meeting."""
    promise = standing.promise
    if promise.work or not promise.made.meeting:
        return promise.work
    meeting = store.meetings.get(store.current(MEETING, promise.made.meeting))
    return meeting.model.work if meeting else ()
