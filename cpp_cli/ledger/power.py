"""Power: who called the meetings, set the agenda and decided, and what made it possible to come.

Meetings among ourselves are left out: nothing is shared there. What nobody wrote down stays so.
"""

from __future__ import annotations

from cpp_cli.ledger.contacts import Partners, others
from cpp_cli.ledger.parties import ours, speakers
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark
from cpp_cli.models.meeting import Decision, Meeting
from cpp_cli.reading.store import active

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Literal

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

    Who = Literal["us_alone", "together", "others_alone", "not_said"]
    By = dict[Who, list[str]]

WHO: tuple[Who, ...] = ("us_alone", "together", "others_alone", "not_said")
"""Who did something: we alone, we and others, others without us; or nobody has written it down."""
SUPPORTS = (
    mark("interpretation"),
    mark("childcare"),
    mark("food"),
    mark("stipend"),
    mark("transport"),
    mark("remote-access"),
)

_HOW = plainly(Meeting, "attendees", "convened_by", "agenda_set_by", "communities", "supports")
_CAME = plainly(Meeting, "attendees", "convened_by", "agenda_set_by")
_GUESTS, _DECISIONS = plainly(Meeting, "guests"), plainly(Meeting, "decisions")
_DECIDED_BY = plainly(Decision, "decided_by")


class Power:
    """Who did what, by the ids of meetings; `decided` by those of the meeting and the decision.

    `supports` are the meetings by what was given there; `without` are those about communities at
    which nothing was, of all that were about `communities`.
    """

    __slots__ = (
        *("agenda", "communities", "convened", "decided", "internal", "meetings"),
        *("supports", "without"),
    )

    def __init__(self) -> None:
        self.meetings: list[str] = []
        self.internal: list[str] = []
        self.convened: By = {who: [] for who in WHO}
        self.agenda: By = {who: [] for who in WHO}
        self.decided: By = {who: [] for who in WHO}
        self.supports: dict[str, list[str]] = {support: [] for support in SUPPORTS}
        self.communities: list[str] = []
        self.without: list[str] = []


def shared_power(matter: Matter) -> Power:
    """Return who called, prepared and decided what, in meetings with others."""
    found, who = Power(), _Sides(matter.store)
    for meeting in matter.meetings:
        key = meeting.id
        came, called, prepared, communities, supports = _HOW(meeting.plain)
        if who.internal(meeting, came + called + prepared, communities):
            found.internal.append(key)
            continue
        found.meetings.append(key)
        found.convened[who[called]].append(key)
        found.agenda[who[prepared]].append(key)
        _decided(meeting, who, found.decided)
        for support in supports:
            found.supports[support].append(key)
        if communities:
            found.communities.append(key)
            if not supports:
                found.without.append(key)
    return found


def decisions(matter: Matter) -> By:
    """Return who took the decisions of meetings with others, as `Power` has it."""
    found: By = {who: [] for who in WHO}
    who = _Sides(matter.store)
    for meeting in matter.meetings:
        came, called, prepared, communities, _ = _HOW(meeting.plain)
        if not who.internal(meeting, came + called + prepared, communities):
            _decided(meeting, who, found)
    return found


def _decided(meeting: Record[Meeting], who: _Sides, found: By) -> None:
    for number, decision in enumerate(_DECISIONS(meeting.plain), start=1):
        found[who[_DECIDED_BY(decision)]].append(f"{meeting.id}#{number}")


class _Sides(dict[tuple[str, ...], "Who"]):
    """Who some parties are, seen from us."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._ours = ours(store)

    def __missing__(self, named: tuple[str, ...]) -> Who:
        sides = {self._ours[party] for party in named}
        found: Who = "not_said"
        if sides:
            found = (
                "together" if len(sides) == 2 else "us_alone" if True in sides else "others_alone"
            )
        self[named] = found
        return found

    def internal(
        self, meeting: Record[Meeting], named: tuple[str, ...], communities: tuple[str, ...]
    ) -> bool:
        """Whether a meeting was among ourselves, by all who are named and what it was about."""
        return bool(
            named and not communities and self.all_ours(named) and not _GUESTS(meeting.model)
        )

    def all_ours(self, named: Iterable[str]) -> bool:
        """Whether there is nobody else."""
        return all(map(self._ours.__getitem__, named))


# Only when we want something


class OneWay:
    """A partner that we only asked of: our meetings, our agenda, and no promise from us to it."""

    __slots__ = ("meetings", "partner", "promises")

    def __init__(self, partner: str) -> None:
        self.partner = partner
        self.meetings: list[str] = []
        self.promises: list[str] = []


def one_way(matter: Matter) -> list[OneWay]:
    """Return the partners of which we only asked, by the meetings and promises of a period.

    Each meeting with it was called by us alone, and nobody else is named as having set the agenda;
    we promised nothing, owe nothing from before, and gave nothing, to it or to a community that it
    speaks for. It is asked of a program, or of one partner: of less, not all would be seen.
    """
    store, partners = matter.store, Partners(matter.store)
    known = {record.id: OneWay(record.id) for record in others(store, matter.day)}
    if matter.scope.kind != "program":
        known = {key: one for key, one in known.items() if key == matter.scope.id}
    mutual, who = _given_to(matter) if known else set(), _Sides(store)
    for meeting in matter.meetings:
        came, called, prepared = _CAME(meeting.plain)
        ours = who[called] == "us_alone" and who.all_ours(prepared)
        for partner in {partners[party] for party in came + called}:
            if not ours:
                mutual.add(partner)
            elif partner in known:
                known[partner].meetings.append(meeting.id)
    for key, _, standing in matter.made["incoming"]:
        owes = partners[standing.promise.from_]
        if owes in known:
            known[owes].promises.append(key)
    return [one for key, one in known.items() if one.meetings and key not in mutual]


def _given_to(matter: Matter) -> set[str]:
    """Return the partners to which we promised, owe or gave something in the period."""
    found, to, scope = set[str](), Receivers(matter.store, matter.day), matter.scope
    for one in standings(matter.store, matter.day):
        if one.direction == "outgoing" and (
            one.is_owed or scope.holds(one.promise.made.date) or scope.holds(one.settled_on)
        ):
            found.update(to[one.promise.to])
    return found


class Receivers(dict[str, tuple[str, ...]]):
    """The partners to which each promise is owed: for a community, those that speak for it."""

    def __init__(self, store: Store, day: date) -> None:
        super().__init__()
        self._store, self._day = store, day
        self._partners = Partners(store)

    def __missing__(self, to: str) -> tuple[str, ...]:
        found: tuple[str, ...] = (self._partners[to],)
        if to in self._store.communities:
            found = tuple(
                self._partners[one.party]
                for one in speakers(self._store, to)
                if active(one.since, one.until, self._day)
            )
        self[to] = found
        return found
