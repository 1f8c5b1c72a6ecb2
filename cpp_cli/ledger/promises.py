"""The ledger: what became of a promise. State is never stored; it follows from history and day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from cpp_cli.ledger.voices import anyone_left, is_internal, is_us, may_say, side_of
from cpp_cli.messages import mark
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

_SETTLING = {"kept": "confirmed", "released": "released", "broken": "broken"}

RECEIVER_ONLY = frozenset(("confirmed", "disputed", "released"))


def order(commitment: Commitment) -> list[int]:
    """Return the positions of a history in the order in which its entries count."""
    return sorted(
        range(len(commitment.history)), key=lambda number: (commitment.history[number].date, number)
    )


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


@dataclass(frozen=True)
class Standing:
    """How a promise stands on a day, by what its history says up to that day."""

    store: Store
    record: Record[Commitment]
    day: date
    settled: State
    due: date | None
    reviews: tuple[date, ...]
    what: str
    resources: Resources | None
    counted: tuple[PromiseEntry, ...]
    refused: tuple[tuple[int, str], ...]

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
        return self.state in OWED

    @cached_property
    def direction(self) -> Direction:
        """Who owes whom, seen from us."""
        if is_internal(self.store, self.promise):
            return "internal"
        if is_us(self.store, self.promise.from_):
            return "outgoing"
        return "incoming" if is_us(self.store, self.promise.to) else "between-partners"

    @cached_property
    def no_one_left(self) -> bool:
        """Whether it waits for a word that nobody is left to say."""
        return self.is_owed and not anyone_left(self.store, self.promise, self.day)

    @property
    def done_on(self) -> date | None:
        """The day it was delivered, else confirmed, under the terms in force and undisputed."""
        last = -1 if self.promise.review else 0
        for wanted in ("delivered", "confirmed"):
            days = [entry.date for entry in self._since_it_last_opened if entry.event == wanted]
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
        done = self.done_on
        made = self.promise.made.date
        return (done - made).days if self.state == "kept" and done else None

    @property
    def settled_on(self) -> date | None:
        """The day of the word that settled it, for what is kept, released or broken."""
        word = self.last(_SETTLING.get(self.state, ""))
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
        opened = [n for n, e in enumerate(self.counted) if e.event in ("renegotiated", "disputed")]
        return self.counted[opened[-1] :] if opened else self.counted


class _Fold:
    """Takes the entries of a history one by one."""

    def __init__(self, promise: Commitment) -> None:
        self.state = "open"
        self.due = promise.due
        self.reviews = tuple(sorted(promise.review))
        self.what, self.resources = promise.what, promise.resources
        self.answered: date | None = None
        self._set_review()

    def take(self, entry: PromiseEntry) -> str | None:
        """Apply an entry; return the reason where the state forbids it."""
        cell = _TABLE[entry.event][_COLUMNS.index(self.state)]
        if cell not in _COLUMNS:
            return cell
        self.state = cell
        if entry.event == "confirmed":
            self._confirm(entry.date)
        elif entry.event == "renegotiated":
            self._renegotiate(entry)
        return None

    def _confirm(self, day: date) -> None:
        if not self.reviews:
            return
        self.answered = day
        left = self._left()
        self.state = "open" if left else "kept"
        self.due = left[0] if left else self.reviews[-1]

    def _renegotiate(self, entry: PromiseEntry) -> None:
        self.what = entry.what or self.what
        self.resources = entry.resources or self.resources
        if entry.review:
            self.reviews = tuple(sorted(entry.review))
            self._set_review()
        elif entry.due:
            self.due, self.reviews = entry.due, ()

    def _set_review(self) -> None:
        left = self._left()
        if left:
            self.due = left[0]

    def _left(self) -> tuple[date, ...]:
        return tuple(day for day in self.reviews if self.answered is None or day > self.answered)


def standing(store: Store, record: Record[Commitment], day: date) -> Standing | None:
    """Return how a promise stands on a day; None before it was made."""
    promise = record.model
    if day < promise.made.date:
        return None
    fold = _Fold(promise)
    counted: list[PromiseEntry] = []
    refused: list[tuple[int, str]] = []
    for number in order(promise):
        entry = promise.history[number]
        if not promise.made.date <= entry.date <= day or is_mistake(store, promise, entry):
            continue
        if not says_who(store, promise, entry):
            continue
        why = fold.take(entry)
        if why is None:
            counted.append(entry)
        else:
            refused.append((number, why))
    return Standing(
        store,
        record,
        day,
        fold.state,  # type: ignore[arg-type]  # the table holds states only
        fold.due,
        fold._left(),
        fold.what,
        fold.resources,
        tuple(counted),
        tuple(refused),
    )


def standings(store: Store, day: date) -> list[Standing]:
    """Return how every promise that was made by a day stands on it, in the order of ids."""
    found = (standing(store, record, day) for _, record in sorted(store.commitments.items()))
    return [one for one in found if one]
