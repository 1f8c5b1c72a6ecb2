"""What each word makes of a promise: its state and its terms, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cpp_cli.models.commitment import Commitment, PromiseEntry

    Outcome = tuple[
        str, tuple[int, ...], str, str | None, tuple[str, ...], tuple[tuple[int, str], ...]
    ]
    """The last day, the entries that stand, the state, the due and review days, what is refused."""

# Event by event: the state that follows each state, or the reason why it cannot be said.
# Columns: open, delivered, disputed, kept, released, broken.
_SAY_AS_PROGRESS = mark("it is already settled; say it as progress")
_MAKE_A_NEW_PROMISE = mark("it is already settled; make a new promise")
_IT_WAS_KEPT = mark("it was kept")
_DISPUTE_FIRST = mark("it was let go; dispute it first")
_COLUMNS = ("open", "delivered", "disputed", "kept", "released", "broken")
_TABLE = {
    "progress": _COLUMNS,
    "delivered": (
        "delivered",
        "delivered",
        "delivered",
        _SAY_AS_PROGRESS,
        _SAY_AS_PROGRESS,
        "delivered",
    ),
    "confirmed": ("kept",) * 6,
    "disputed": ("disputed",) * 6,
    "renegotiated": ("open", "open", "open", _MAKE_A_NEW_PROMISE, _MAKE_A_NEW_PROMISE, "open"),
    "released": ("released", "released", "released", _IT_WAS_KEPT, "released", "released"),
    "broken": ("broken", "broken", "broken", "broken", _DISPUTE_FIRST, "broken"),
}

_AFTER = {event: dict(zip(_COLUMNS, cells, strict=True)) for event, cells in _TABLE.items()}
_SETTLED_STATES = frozenset(_COLUMNS)


def outcome(promise: Commitment, counted: Iterable[int]) -> Outcome:
    """Return what the entries of a history that count have made of a promise, in plain values."""
    fold, history = Fold(promise), promise.history
    day = promise.made.date
    taken = tuple(counted)
    for number in taken:
        day = history[number].date
        fold.take(number, history[number])
    refused = {number for number, _ in fold.refused}
    return (
        day.isoformat(),
        tuple(number for number in taken if number not in refused),
        fold.state,
        fold.due.isoformat() if fold.due else None,
        tuple(one.isoformat() for one in fold.left()),
        tuple(fold.refused),
    )


class Fold:
    """Takes the entries of a history one by one, in the order of their days."""

    __slots__ = ("answered", "due", "refused", "reviews", "state")

    def __init__(self, promise: Commitment) -> None:
        self.state = "open"
        self.refused: list[tuple[int, str]] = []
        self.answered: date | None = None
        review = promise.review
        self.reviews = tuple(sorted(review)) if review else ()
        self.due = self.reviews[0] if review else promise.due

    def take(self, number: int, entry: PromiseEntry) -> None:
        """Apply an entry, or keep the reason why the state forbids it."""
        event = entry.event
        cell = _AFTER[event][self.state]
        if cell not in _SETTLED_STATES:
            self.refused.append((number, cell))
            return
        self.state = cell
        if event == "confirmed" and self.reviews:
            self._confirm(entry.date)
        elif event == "renegotiated":
            self._renegotiate(entry)

    def _confirm(self, day: date) -> None:
        self.answered = day
        left = self.left()
        self.state = "open" if left else "kept"
        self.due = left[0] if left else self.reviews[-1]

    def _renegotiate(self, entry: PromiseEntry) -> None:
        review, due = entry.review, entry.due
        if review:
            self.reviews = tuple(sorted(review))
            left = self.left()
            self.due = left[0] if left else self.due
        elif due:
            self.due, self.reviews = due, ()

    def left(self) -> tuple[date, ...]:
        """Return the review dates that no confirmation has answered."""
        if self.answered is None:
            return self.reviews
        return tuple(day for day in self.reviews if day > self.answered)
