"""What fell due in a period, by the terms in force, and what became of it: what rates count."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cpp_cli.ledger.matter import Matter, Promise

FEWEST = 5
"""A rate is never told for fewer than this."""


class Due:
    """A promise that fell due in a period.

    `days`: how many it took, of one that was kept; `on_time`: whether it was done by its due day,
    and kept.
    """

    __slots__ = ("days", "id", "on_time", "state", "to")

    def __init__(self, promise: Promise) -> None:
        self.id, self.state, standing = promise
        self.to = standing.promise.to
        self.days: int | None = None
        self.on_time = False
        done = standing.done_on if self.state == "kept" else None
        if done is not None:
            self.days = (done - standing.promise.made.date).days
            self.on_time = standing.due is not None and done <= standing.due


def fell_due(matter: Matter, way: str) -> list[Due]:
    """Return the promises of one direction that fell due in the period of a matter by its day."""
    found: list[Due] | None = matter.memo.get(way)
    if found is None:
        day, scope = matter.day, matter.scope
        found = matter.memo[way] = [
            Due(one)
            for one in matter.ways[way]
            if (on := one[2].due) and on <= day and scope.holds(on)
        ]
    return found


def median(days: Iterable[int]) -> int | float | None:
    """Return the middle one of some numbers, or between the two in the middle."""
    ordered = sorted(days)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def in_hundred(part: int, whole: int) -> int:
    """Return a part of a whole (not 0) in hundredths; a half is rounded up, as people do."""
    return (200 * part + whole) // (2 * whole)
