"""The ledger: what became of a promise. State is never stored; it follows from history and day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.fold import outcome
from cpp_cli.ledger.parties import ours
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import anyone_left, may_say, side_of
from cpp_cli.models.commitment import Commitment, Made, PromiseEntry
from cpp_cli.models.part import DAYS
from cpp_cli.reading.affected import following

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Literal

    from cpp_cli.ledger.fold import Outcome
    from cpp_cli.models.commitment import Resources
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

_MADE, _HISTORY = plainly(Commitment, "made"), plainly(Commitment, "history")
_SIDES = plainly(Commitment, "from_", "to")
_ON, _WORD = plainly(Made, "date"), plainly(PromiseEntry, "date", "event")

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
    found: tuple[int, ...] | None = known.get(record.path)
    if found is None:
        found = known[record.path] = tuple(_spoken(store, record.model))
    return found


def spoken_so_far(store: Store) -> dict[str, tuple[int, ...]]:
    """Return the entries that count, by the paths of the promises of which they are known."""
    return following(store, "spoken")


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

    __slots__ = (
        *("_counted", "_reviews", "day", "due"),
        *("record", "refused", "settled", "store"),
    )

    def __init__(
        self, store: Store, record: Record[Commitment], day: date, outcome: Outcome
    ) -> None:
        self.store, self.record, self.day = store, record, day
        self.settled: State
        _, self._counted, self.settled, due, self._reviews, self.refused = outcome  # type: ignore[assignment]  # the table holds states only
        self.due: date | None = DAYS[due]

    @property
    def id(self) -> str:
        """The id of the promise."""
        return self.record.id

    @property
    def promise(self) -> Commitment:
        """The promise as it was made, in brief."""
        return self.record.brief

    @property
    def reviews(self) -> tuple[date, ...]:
        """The review days in force that no confirmation has answered."""
        return tuple(map(DAYS.__getitem__, self._reviews))

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
        from_us, to_us = map(ours(self.store).__getitem__, _SIDES(self.record.plain))
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
    def _words(self) -> list[tuple[str, str]]:
        """The days and events of these entries."""
        history = _HISTORY(self.record.plain)
        return [_WORD(history[number]) for number in self._counted]

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
        history = _HISTORY(self.record.plain) if self._counted else ()
        plain = (history[number] for number in reversed(self._counted))
        return (PromiseEntry.from_raw(one) for one in plain if _WORD(one)[1] == "renegotiated")

    @property
    def done_on(self) -> date | None:
        """The day it was delivered, else confirmed, under the terms in force and undisputed."""
        days: dict[str, list[str]] = {}
        for day, event in self._words:
            if event in ("renegotiated", "disputed"):
                days.clear()
            days.setdefault(event, []).append(day)
        found = days.get("delivered") or days.get("confirmed")
        return DAYS[found[-1 if self.promise.review else 0]] if found else None

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
        return self.last_day(event) if event else None

    @property
    def again(self) -> bool:
        """Whether it was delivered again after a dispute."""
        return self.settled == "delivered" and self.last_day("disputed") is not None

    def last_day(self, event: str) -> date | None:
        """Return the day of the latest entry that counts of one event."""
        return next((DAYS[day] for day, one in reversed(self._words) if one == event), None)


def standing(store: Store, record: Record[Commitment], day: date) -> Standing | None:
    """Return how a promise stands on a day; None before it was made."""
    until = day.isoformat()
    if until < _ON(_MADE(record.plain)):
        return None
    known = following(store, "outcomes")
    found: Outcome | None = known.get(record.path)
    if found is None:
        found = known[record.path] = outcome(record.brief, spoken(store, record))
    if until < found[0]:
        history = _HISTORY(record.plain)
        said = [one for one in spoken(store, record) if _WORD(history[one])[0] <= until]
        found = outcome(record.brief, said)
    return Standing(store, record, day, found)


def standings(store: Store, day: date) -> list[Standing]:
    """Return how every promise that was made by a day stands on it, in the order of ids."""
    found: list[Standing] = []
    until, known = day.isoformat(), following(store, "outcomes")
    for _, record in sorted(store.commitments.items()):
        outcome = known.get(record.path)
        if outcome is not None and outcome[0] <= until:
            found.append(Standing(store, record, day, outcome))
        elif one := standing(store, record, day):
            found.append(one)
    return found
