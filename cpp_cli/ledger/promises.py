"""The ledger: what became of a promise. State is never stored; it follows from history and day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.fold import Fold
from cpp_cli.ledger.voices import anyone_left, is_us, may_say, side_of
from cpp_cli.reading.affected import touched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Literal

    from cpp_cli.models.commitment import Commitment, PromiseEntry, Resources
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

    State = Literal["open", "overdue", "delivered", "disputed", "kept", "released", "broken"]
    Direction = Literal["outgoing", "incoming", "between-partners", "internal"]

STATES: tuple[State, ...] = (
    "open",
    "overdue",
    "delivered",
    "disputed",
    "kept",
    "released",
    "broken",
)
DIRECTIONS: tuple[Direction, ...] = ("outgoing", "incoming", "between-partners", "internal")
OWED: frozenset[State] = frozenset(("open", "overdue", "delivered", "disputed"))

_SETTLING = {"kept": "confirmed", "released": "released", "broken": "broken"}

RECEIVER_ONLY = frozenset(("confirmed", "disputed", "released"))


def order(commitment: Commitment) -> list[int]:
    """Return the positions of a history in the order in which its entries count."""
    days = [entry.date for entry in commitment.history]
    return sorted(range(len(days)), key=days.__getitem__)


def says_who(store: Store, commitment: Commitment, entry: PromiseEntry) -> bool:
    """Whether the words of an entry were said by somebody who may say them."""
    by, day = entry.by, entry.date
    if entry.event in RECEIVER_ONLY:
        return may_say(store, commitment, by, commitment.to, day)
    if entry.event == "delivered":
        return may_say(store, commitment, by, commitment.from_, day)
    side = side_of(store, commitment, by, day)
    if entry.event == "renegotiated" and side:
        other = commitment.from_ if side == "to" else commitment.to
        agreed = entry.agreed_by
        return agreed is not None and may_say(store, commitment, agreed, other, day)
    return side is not None


def is_mistake(store: Store, commitment: Commitment, entry: PromiseEntry) -> bool:
    """Whether an entry was taken back by the side whose word it claims to be."""
    mistake = entry.mistake
    if mistake is None:
        return False
    if entry.event in RECEIVER_ONLY:
        sides = [commitment.to]
    elif entry.event == "delivered":
        sides = [commitment.from_]
    elif entry.event == "renegotiated":
        sides = [commitment.from_, commitment.to]
    else:
        side = side_of(store, commitment, entry.by, entry.date)
        both = {"to": [commitment.to], "from": [commitment.from_]}
        sides = both.get(side or "", [commitment.from_, commitment.to])
    return any(may_say(store, commitment, mistake.by, side, mistake.date) for side in sides)


def spoken(store: Store, record: Record[Commitment]) -> tuple[int, ...]:
    """Return the positions of the entries of a history that count, in the order of their days.

    These are said by somebody who may say them, not taken back as a mistake, and not from before
    the promise. It is the same on every day, and kept in the store that the record is of.
    """
    known = spoken_so_far(store)
    found = known.get(record.path)
    if found is None:
        found = known[record.path] = tuple(_spoken(store, record.model))
    return found


def spoken_so_far(store: Store) -> dict[str, tuple[int, ...]]:
    """Return the entries that count, by the paths of the promises of which they are known."""
    found: dict[str, tuple[int, ...]] | None = store.memo.get("spoken")
    if found is None:
        found = store.memo["spoken"] = dict(store.kept("spoken") or {})
        gone = touched(store).paths if store.before else None
        if store.before and gone is not None:
            earlier = spoken_so_far(store.before)
            found |= {path: one for path, one in earlier.items() if path not in gone}
    return found


def _spoken(store: Store, promise: Commitment) -> Iterator[int]:
    history = promise.history
    made = promise.made.date if history else None
    for number in order(promise) if history else ():
        entry = history[number]
        if made and entry.date < made:
            continue
        if not is_mistake(store, promise, entry) and says_who(store, promise, entry):
            yield number


class Standing:
    """How a promise stands on a day, by what its history says up to that day.

    `settled` is its state, but for being late; `due` and `reviews` are the days in force;
    `refused` are the positions in the history of what its state did not allow, with the reason.
    """

    __slots__ = ("_counted", "day", "due", "record", "refused", "reviews", "settled", "store")

    def __init__(
        self,
        store: Store,
        record: Record[Commitment],
        day: date,
        fold: Fold,
        counted: tuple[int, ...],
    ) -> None:
        self.store, self.record, self.day = store, record, day
        self.settled: State = fold.state  # type: ignore[assignment]  # the table holds states only
        self.due = fold.due
        self.reviews = fold.left() if fold.reviews else ()
        self.refused = tuple(fold.refused)
        self._counted = counted

    @property
    def id(self) -> str:
        """The id of the promise."""
        return self.record.id

    @property
    def promise(self) -> Commitment:
        """The promise as it was made."""
        return self.record.model

    @property
    def state(self) -> State:
        """Its state: `open` is `overdue` from the day after the due date in force."""
        late = self.settled == "open" and self.due is not None and self.day > self.due
        return "overdue" if late else self.settled

    @property
    def is_owed(self) -> bool:
        """Whether it is still owed."""
        return self.settled in OWED

    @property
    def direction(self) -> Direction:
        """Who owes whom, seen from us."""
        promise = self.record.model
        from_us, to_us = is_us(self.store, promise.from_), is_us(self.store, promise.to)
        if from_us:
            return "internal" if to_us else "outgoing"
        return "incoming" if to_us else "between-partners"

    @property
    def no_one_left(self) -> bool:
        """Whether it waits for a word that nobody is left to say."""
        return self.is_owed and not anyone_left(self.store, self.promise, self.day)

    @property
    def counted(self) -> tuple[PromiseEntry, ...]:
        """The entries that count, in the order of their days."""
        history = self.record.model.history if self._counted else ()
        return tuple(history[number] for number in self._counted)

    @property
    def what(self) -> str:
        """What is promised, by the terms in force."""
        terms = (entry.what for entry in self._terms())
        return next((what for what in terms if what), None) or self.promise.what

    @property
    def resources(self) -> Resources | None:
        """What it gives or costs, by the terms in force."""
        terms = (entry.resources for entry in self._terms())
        return next((given for given in terms if given), None) or self.promise.resources

    def _terms(self) -> Iterator[PromiseEntry]:
        """Yield the renegotiations, the last one first."""
        return (entry for entry in reversed(self.counted) if entry.event == "renegotiated")

    @property
    def done_on(self) -> date | None:
        """The day it was delivered, else confirmed, under the terms in force and undisputed."""
        last = -1 if self.promise.review else 0
        since = self._since_it_last_opened
        for wanted in ("delivered", "confirmed"):
            days = [entry.date for entry in since if entry.event == wanted]
            if days:
                return days[last]
        return None

    @property
    def kept_on_time(self) -> bool | None:
        """Whether it was kept, and done by its due date; None where it has no due date."""
        if self.state != "kept":
            return False
        done = self.done_on
        return None if self.due is None or done is None else done <= self.due

    @property
    def days_taken(self) -> int | None:
        """Days from the making of the promise to its being done, for what was kept."""
        done = self.done_on if self.settled == "kept" else None
        return (done - self.promise.made.date).days if done else None

    @property
    def settled_on(self) -> date | None:
        """The day of the word that settled it, for what is kept, released or broken."""
        event = _SETTLING.get(self.settled)
        word = self.last(event) if event else None
        return word.date if word else None

    @property
    def again(self) -> bool:
        """Whether it was delivered again after a dispute."""
        return self.settled == "delivered" and any(e.event == "disputed" for e in self.counted)

    def last(self, event: str) -> PromiseEntry | None:
        """Return the latest entry that counts of one event."""
        return next((e for e in reversed(self.counted) if e.event == event), None)

    @property
    def _since_it_last_opened(self) -> tuple[PromiseEntry, ...]:
        """The entries since new terms were agreed, or it was disputed."""
        counted = self.counted
        opened = [n for n, e in enumerate(counted) if e.event in ("renegotiated", "disputed")]
        return counted[opened[-1] :] if opened else counted


def standing(store: Store, record: Record[Commitment], day: date) -> Standing | None:
    """Return how a promise stands on a day; None before it was made."""
    promise = record.model
    if day < promise.made.date:
        return None
    fold = Fold(promise)
    heard = spoken(store, record)
    history = promise.history if heard else ()
    for at, number in enumerate(heard):
        entry = history[number]
        if entry.date > day:
            heard = heard[:at]
            break
        fold.take(number, entry)
    if fold.refused:
        refused = {number for number, _ in fold.refused}
        heard = tuple(number for number in heard if number not in refused)
    return Standing(store, record, day, fold, heard)


def standings(store: Store, day: date) -> list[Standing]:
    """Return how every promise that was made by a day stands on it, in the order of ids."""
    found = (standing(store, record, day) for _, record in sorted(store.commitments.items()))
    return [one for one in found if one]
