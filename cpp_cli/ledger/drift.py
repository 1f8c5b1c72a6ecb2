"""Drift: promises that got new terms. Who asked, what changed, how much later, and who bore it."""

from __future__ import annotations

from cpp_cli.ledger.fold import Fold
from cpp_cli.ledger.voices import side_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal
    from typing import Literal

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.commitment import PromiseEntry, Resources

    Side = Literal["from", "to"]
    Changed = Literal["what", "due", "review", "resources"]

WAYS = ("outgoing", "incoming", "between-partners")


class Drift:
    """One renegotiation. `asked` is the side that asked: `from` owes it, `to` is owed it.

    `later` are the days from the old due date to the new one, None where one of them is missing.
    `borne` is the side that bears it: the one it is owed to waits longer or gets less, the one
    that owes it has less time or gives more; None where the terms do not tell.
    """

    __slots__ = (
        *("agreed_by", "asked", "borne", "by", "changed", "date"),
        *("due_after", "due_before", "id", "later", "standing", "way", "why"),
    )

    def __init__(self, standing: Standing, entry: PromiseEntry, before: _Terms) -> None:
        promise = standing.promise
        self.standing = standing
        self.id = standing.id
        self.way = standing.direction
        self.date: date = entry.date
        self.by = entry.by
        self.agreed_by = entry.agreed_by
        self.why = entry.why
        side = side_of(standing.store, promise, entry.by, entry.date)
        self.asked: Side = "to" if side == "to" else "from"
        self.changed = [*_changed(entry)]
        given, self.due_before = before.resources, before.due
        self.due_after = before.after(entry)
        self.later: int | None = None
        if self.due_before and self.due_after:
            self.later = (self.due_after - self.due_before).days
        self.borne = _borne(self.later, _grown(given, entry.resources))


class _Terms:
    """The terms in force before an entry."""

    __slots__ = ("_fold", "resources")

    def __init__(self, standing: Standing) -> None:
        self._fold = Fold(standing.promise)
        self.resources: Resources | None = standing.promise.resources

    @property
    def due(self) -> date | None:
        return self._fold.due

    def after(self, entry: PromiseEntry) -> date | None:
        """Take an entry; return the due date after it."""
        self._fold.take(0, entry)
        self.resources = entry.resources or self.resources
        return self._fold.due


def drifts(matter: Matter) -> list[Drift]:
    """Return the renegotiations of a period, the earliest first; not those among ourselves."""
    found = [
        one
        for way in WAYS
        for _, _, standing in matter.ways[way]
        if standing.last_day("renegotiated")
        for one in _of(standing)
        if matter.scope.holds(one.date)
    ]
    return sorted(found, key=lambda one: (one.date, one.id))


def _of(standing: Standing) -> Iterator[Drift]:
    terms = _Terms(standing)
    for entry in standing.counted:
        if entry.event == "renegotiated":
            yield Drift(standing, entry, terms)
        else:
            terms.after(entry)


def _changed(entry: PromiseEntry) -> Iterator[Changed]:
    if entry.what:
        yield "what"
    if entry.due:
        yield "due"
    if entry.review:
        yield "review"
    if entry.resources:
        yield "resources"


def _grown(before: Resources | None, after: Resources | None) -> Decimal | None:
    """Return by how much the money has grown, else the hours; None where that cannot be said."""
    if before is None or after is None:
        return None
    if before.money and after.money and before.money[-3:] == after.money[-3:]:
        from decimal import Decimal

        return Decimal(after.money[:-4]) - Decimal(before.money[:-4])
    if before.hours is not None and after.hours is not None:
        return after.hours - before.hours
    return None


def _borne(later: int | None, grown: Decimal | None) -> Side | None:
    if later:
        return "to" if later > 0 else "from"
    if grown:
        return "to" if grown < 0 else "from"
    return None
