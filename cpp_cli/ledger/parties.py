"""What a party is to the question who may speak: worked out once for all records, and kept.

A promise may have hundreds of words, and a human be in hundreds of partners. So nothing here goes
through all of them for one word: days are stretches of time, looked up by their first day.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from cpp_cli.models.kinds import PARTNER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cpp_cli.models.base import Speaker
    from cpp_cli.reading.store import Store

Stretch = tuple[date, date]
"""The first and the last day of something."""


class Times:
    """The days on which something holds."""

    __slots__ = ("_firsts", "_lasts")

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        firsts: list[date] = []
        lasts: list[date] = []
        for first, last in sorted(stretches):
            if lasts and first <= lasts[-1]:
                lasts[-1] = max(last, lasts[-1])
            else:
                firsts.append(first)
                lasts.append(last)
        self._firsts, self._lasts = firsts, lasts

    def hold(self, day: date) -> bool:
        """Whether a day is one of these."""
        at = bisect_right(self._firsts, day)
        return at > 0 and day <= self._lasts[at - 1]

    def stretches(self) -> Iterable[Stretch]:
        """Return the days as stretches that do not touch, in order."""
        return zip(self._firsts, self._lasts, strict=True)


class _Never(Times):
    """No day: nothing is compared."""

    __slots__ = ()

    def hold(self, _: date) -> bool:
        """Return that a day is none of these."""
        return False


class _Always(Times):
    """Every day: nothing is compared."""

    __slots__ = ()

    def hold(self, _: date) -> bool:
        """Return that a day is one of these."""
        return True


NEVER: Times = _Never(())
ALWAYS: Times = _Always([(date.min, date.max)])


def times(since: date | None, until: date | None) -> Times:
    """Return the days between two that may be missing, both included."""
    if since is None and until is None:
        return ALWAYS
    return Times([(since or date.min, until or date.max)])


class Ours(dict[str, bool]):
    """Whether the program answers for a party, or for the partner it belongs to."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, party: str) -> bool:
        now, us = self._store.party(party), self._store.us
        found = self[party] = now in us or now.partition("/")[0] in us
        return found


class Party:
    """A partner, a person or a community, by the id that it has now.

    `community`: it is called as one; `read`: it is there and could be read; `office`: the days
    on which it is there to speak.
    """

    __slots__ = ("_all", "_also", "_human", "community", "id", "office", "ours", "partner", "read")

    def __init__(self, every: Parties, party: str) -> None:
        store = every.store
        self.id = store.party(party)
        self.partner, slash, name = self.id.partition("/")
        self.ours = ours(store)[party]
        partner = store.partner_of(self.id)
        person = store.person(self.id) if slash else None
        self.community = party in store.communities
        self.read = self.community or (
            partner is not None
            and (not name or person is not None or store.unread(PARTNER, party.partition("/")[0]))
        )
        self.office = NEVER
        if partner is not None and (not slash or person is not None):
            ended = partner.model.ended
            last = ended.date if ended else None
            until = person.until if person else None
            if last is None or (until is not None and until < last):
                last = until
            self.office = times(person.since if person else None, last)
        self._all = every
        self._also: dict[str, Times] | None = None
        self._human: Party | Human | None = None

    @property
    def whole(self) -> Party | None:
        """The partner that a person is in; None for a partner or community."""
        return self._all[self.partner] if self.partner != self.id else None

    @property
    def also(self) -> dict[str, Times]:
        """When others may speak for it (through its partner), by their ids."""
        if self._also is None:
            stretches: dict[str, list[Stretch]] = {}
            for one in speakers(self._all.store, self.id):
                days = times(one.since, one.until)
                stretches.setdefault(self._all[one.party].id, []).extend(days.stretches())
            self._also = {party: Times(days) for party, days in stretches.items()}
        return self._also

    @property
    def human(self) -> Party | Human:
        """All that the same human is, in any partner; itself where it is only this."""
        if self._human is None:
            ids = self._all.store.same_human(self.id)
            self._human = self if len(ids) == 1 else self._all.human(ids)
        return self._human

    def has(self, party: str) -> bool:
        """Whether it is a party."""
        return party == self.id

    @property
    def ours_in_office(self) -> Times:
        """The days on which it is there to speak as one of us."""
        return self.office if self.ours else NEVER

    @property
    def names(self) -> Iterable[str]:
        """The parties as which it may speak: itself, and the partner it is in."""
        return (self.id, self.partner)

    def under(self, party: str) -> Times:
        """Return the days on which it is there to speak as a party, or as a person in it."""
        return self.office if party in (self.id, self.partner) else NEVER


class Human:
    """One human in several partners: what a `Party` says of itself, of all of them together."""

    __slots__ = ("_ids", "_under", "ours_in_office")

    def __init__(self, every: Parties, ids: frozenset[str]) -> None:
        self._ids = ids
        under: dict[str, list[Stretch]] = {}
        ours: list[Stretch] = []
        for one in map(every.__getitem__, ids):
            stretches = list(one.office.stretches())
            for party in {one.id, one.partner}:
                under.setdefault(party, []).extend(stretches)
            ours += stretches if one.ours else []
        self._under = {party: Times(days) for party, days in under.items()}
        self.ours_in_office = Times(ours)

    def has(self, party: str) -> bool:
        """Whether one of them is a party."""
        return party in self._ids

    @property
    def names(self) -> Iterable[str]:
        """The parties as which one of them may speak: each itself, and the partner it is in."""
        return self._under.keys()

    def under(self, party: str) -> Times:
        """Return the days on which one of them speaks as a party, or as a person in it."""
        return self._under.get(party, NEVER)


class Parties(dict[str, Party]):
    """Parties by what records call them, each worked out when it is first asked for."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self._humans: dict[frozenset[str], Human] = {}

    def __missing__(self, party: str) -> Party:
        found = self[party] = Party(self, party)
        return found

    def human(self, ids: frozenset[str]) -> Human:
        """Return the human that is all of these."""
        if ids not in self._humans:
            self._humans[ids] = Human(self, ids)
        return self._humans[ids]


def parties(store: Store) -> Parties:
    """Return the parties of a store; they are kept with it."""
    found: Parties | None = store.memo.get("parties")
    if found is None:
        found = store.memo["parties"] = Parties(store)
    return found


def ours(store: Store) -> Ours:
    """Return which parties are ours in a store; it is kept with it."""
    found: Ours | None = store.memo.get("ours")
    if found is None:
        found = store.memo["ours"] = Ours(store)
    return found


def speakers(store: Store, side: str) -> tuple[Speaker, ...]:
    """Return who else may speak for a party (through its partner) or a community."""
    community = store.communities.get(side)
    if community:
        return community.spoken_for_by
    partner = store.partner_of(side)
    return partner.model.spoken_for_by if partner else ()
