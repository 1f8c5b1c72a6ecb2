"""Money and hours, each way: what was promised, and what has moved. Money has moved when kept.

Money that is passed on (`out_of`) is counted once: a total leaves out what came out of money that
the same total holds.
"""

from __future__ import annotations

from decimal import Decimal

from cpp_cli.ledger.contacts import Partners
from cpp_cli.ledger.plainly import plainly
from cpp_cli.models.commitment import Commitment, PromiseEntry
from cpp_cli.models.kinds import COMMITMENT

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal

    from cpp_cli.ledger.matter import Matter, Promise
    from cpp_cli.reading.store import Store

    Stage = Literal["promised", "moved", "owed"]
    Receiver = Literal["community_led", "communities", "other_partners"]

_GIVEN, _HISTORY = plainly(Commitment, "resources"), plainly(Commitment, "history")
_NEW = plainly(PromiseEntry, "resources")

STAGES: tuple[Stage, ...] = ("promised", "moved", "owed")
"""Promised in the period, by the terms in force; kept in it; still owed on the day."""
HOURS = "hours"
"""What is counted beside the currencies."""
RECEIVERS: tuple[Receiver, ...] = ("community_led", "communities", "other_partners")


class Amount:
    """How much of a currency, or how many hours, and the promises that this is the sum of."""

    __slots__ = ("number", "records")

    def __init__(self) -> None:
        self.number = Decimal(0)
        self.records: list[str] = []

    def add(self, number: Decimal, record: str) -> None:
        """Count what one promise is about."""
        self.number += number
        self.records.append(record)


Amounts = dict[str, Amount]
"""By currency, and `hours`."""


class Gift:
    """What one promise gives, by the terms in force: amounts by their units."""

    __slots__ = ("amounts", "id", "out_of", "promise")

    def __init__(self, promise: Promise, amounts: dict[str, Decimal], out_of: str | None) -> None:
        self.promise = promise
        self.id = promise[0]
        self.amounts = amounts
        self.out_of = out_of


def gifts(store: Store, promises: Iterable[Promise]) -> list[Gift]:
    """Return what each of these promises gives; those without money and hours are left out."""
    found: list[Gift] = []
    for promise in promises:
        plain = promise[2].record.plain
        if _GIVEN(plain) is None and not any(map(_NEW, _HISTORY(plain))):
            continue
        given = promise[2].resources
        if given is None:
            continue
        amounts: dict[str, Decimal] = {}
        if given.money:
            number, currency = given.money.split(" ")
            amounts[currency] = Decimal(number)
        if given.hours:
            amounts[HOURS] = given.hours
        out_of = given.out_of and store.current(COMMITMENT, given.out_of)
        if amounts:
            found.append(Gift(promise, amounts, out_of))
    return found


def total(gifts: Iterable[Gift], among: Iterable[Gift] = ()) -> Amounts:
    """Return the sum of gifts; money that came out of another gift `among` them is in that one."""
    sources = {one.id for one in among}
    found: Amounts = {}
    for one in gifts:
        for unit, number in one.amounts.items():
            if unit == HOURS or one.out_of is None or one.out_of not in sources:
                found.setdefault(unit, Amount()).add(number, one.id)
    return dict(sorted(found.items(), key=lambda item: (item[0] == HOURS, item[0])))


class Resources:
    """Money and hours by direction and stage; `passed_on` of what moved had been
    given to us.

    `together` are all directions; `to` is what moved from us, by who received it.
    """

    __slots__ = ("passed_on", "to", "together", "ways")

    def __init__(self) -> None:
        self.ways: dict[str, dict[Stage, Amounts]] = {}
        self.passed_on: dict[str, Amounts] = {}
        self.together: dict[Stage, Amounts] = {}
        self.to: dict[Receiver, Amounts] = {}


WAYS = ("outgoing", "incoming", "between-partners")


def resources(matter: Matter) -> Resources:
    """Return what was promised, has moved and is still owed, each way; not among ourselves."""
    found = Resources()
    given = {way: gifts(matter.store, matter.ways[way]) for way in WAYS}
    every = [one for way in WAYS for one in given[way]]
    received = {one.id for one in given["incoming"]}
    for way in WAYS:
        found.ways[way] = _stages(matter, given[way], given[way])
        moved = _of_stage(matter, given[way], "moved")
        found.passed_on[way] = total([_money(one) for one in moved if one.out_of in received])
    found.together = _stages(matter, every, every)
    ours = given["outgoing"]
    receiver = _receivers(matter)
    moved = _of_stage(matter, ours, "moved")
    for name in RECEIVERS:
        mine = [one for one in moved if receiver(one) == name]
        found.to[name] = total(mine, _ever(ours, "moved"))
    return found


def _money(gift: Gift) -> Gift:
    amounts = {unit: number for unit, number in gift.amounts.items() if unit != HOURS}
    return Gift(gift.promise, amounts, None)


def _stages(matter: Matter, given: list[Gift], among: list[Gift]) -> dict[Stage, Amounts]:
    return {stage: total(_of_stage(matter, given, stage), _ever(among, stage)) for stage in STAGES}


def _ever(given: Iterable[Gift], stage: Stage) -> list[Gift]:
    """Return the gifts that are in a stage, whatever the period: what others may come out of."""
    return [one for one in given if _IN[stage](one)]


_IN: dict[Stage, Callable[[Gift], bool]] = {
    "promised": lambda _: True,
    "moved": lambda one: one.promise[1] == "kept",
    "owed": lambda one: one.promise[2].is_owed,
}


def _of_stage(matter: Matter, given: Iterable[Gift], stage: Stage) -> list[Gift]:
    scope = matter.scope
    found = _ever(given, stage)
    if scope.is_whole or stage == "owed":
        return found
    if stage == "moved":
        return [one for one in found if scope.holds(one.promise[2].settled_on)]
    return [one for one in found if scope.holds(one.promise[2].promise.made.date)]


def _receivers(matter: Matter) -> Callable[[Gift], Receiver]:
    store, partners = matter.store, Partners(matter.store)
    known: dict[str, Receiver] = {}

    def receiver(gift: Gift) -> Receiver:
        to = gift.promise[2].promise.to
        if to in store.communities:
            return "communities"
        key = partners[to]
        if key not in known:
            record = store.partners.get(key)
            led = record is not None and record.model.community_led
            known[key] = "community_led" if led else "other_partners"
        return known[key]

    return receiver
