"""What became of a harm: who has taken responsibility, what is promised, what those harmed say."""

from __future__ import annotations

from cpp_cli.ledger.voices import (
    in_office,
    is_of,
    is_one_of_us,
    is_the_same,
    is_us,
    may_say,
    speaks_for,
    voices,
)
from cpp_cli.messages import mark
from cpp_cli.models.kinds import HARM

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.harm import Harm, HarmEntry
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

WORDS = {
    "repaired": mark("it is repaired"),
    "reopened": mark("it is not repaired"),
    "nothing": mark("nothing yet"),
}

COUNTED = "counted words of harms"
"""Where a store keeps which words about its harms count."""


def word_counts(store: Store, harm: Harm, entry: HarmEntry) -> bool:
    """Whether an entry in the history of a harm was said by somebody who may say it."""
    by, day = entry.by, entry.date
    if entry.event == "acknowledged":
        ours = is_us(store, by) and in_office(store, by, day)
        return ours or any(speaks_for(store, by, one, day) for one in harm.by)
    return of_the_harmed(store, harm, by, day)


def of_the_harmed(store: Store, harm: Harm, by: str, day: date) -> bool:
    """Whether a party may say on a day whether a harm is repaired: only those harmed may.

    Never one of us, nor who did it or speaks for them, whatever else the same human is: so nothing
    that we write can close a harm.
    """
    if not any(speaks_for(store, by, one, day) for one in harm.to) or is_one_of_us(store, by, day):
        return False
    did = (is_of(store, by, one, day) or is_the_same(store, by, one) for one in harm.by)
    return not any(did)


def harmed_voices(store: Store, harm: Harm, day: date) -> list[str]:
    """Return those who may say on a day whether a harm is repaired, as far as they are named."""
    named = dict.fromkeys(one for side in harm.to for one in voices(store, side, day))
    return [one for one in named if of_the_harmed(store, harm, one, day)]


def answerable(store: Store, harm: Harm, day: date) -> list[str]:
    """Return those who may take responsibility for a harm on a day: who did it, and we."""
    did = (one for side in harm.by for one in voices(store, side, day))
    return list(dict.fromkeys((*did, *store.program.us)))


def taken_back(store: Store, harm: Harm, entry: HarmEntry) -> bool:
    """Whether an entry was called a mistake by somebody who could have said it."""
    mistake = entry.mistake
    if mistake is None:
        return False
    said = entry.but(by=mistake.by, date=mistake.date)
    return word_counts(store, harm, said)


class Wait:
    """Something that is still waited for after a harm, and whose word or deed it is.

    `what` is `acknowledged`, `promised`, `done` or `kept` (of a promise of repair) or `repaired`;
    without `voices` there is no one left.
    """

    __slots__ = ("promise", "voices", "what")

    def __init__(self, what: str, voices: Iterable[str], promise: Standing | None = None) -> None:
        self.what = what
        self.voices = tuple(voices)
        self.promise = promise


class HarmStanding:
    """How a harm stands on a day."""

    __slots__ = ("counted", "day", "record", "repairs", "store")

    def __init__(
        self,
        store: Store,
        record: Record[Harm],
        counted: tuple[HarmEntry, ...],
        repairs: tuple[Standing, ...],
        day: date,
    ) -> None:
        self.store = store
        self.record = record
        self.counted = counted
        self.repairs = repairs
        self.day = day

    @property
    def acknowledged(self) -> list[HarmEntry]:
        """The entries in which somebody took responsibility."""
        return [entry for entry in self.counted if entry.event == "acknowledged"]

    @property
    def words(self) -> list[HarmEntry]:
        """The entries in which those harmed said whether it is repaired; the last one counts."""
        return [entry for entry in self.counted if entry.event != "acknowledged"]

    @property
    def word(self) -> str:
        """What those harmed say: `repaired`, `reopened` or `nothing`."""
        said = self.words
        return said[-1].event if said else "nothing"

    @property
    def lacks_repair(self) -> bool:
        """Whether no repair is promised, or none that is not broken."""
        return all(one.settled == "broken" for one in self.repairs)

    @property
    def waits(self) -> list[Wait]:
        """What is still waited for: first of those who did it and of us, then of those harmed."""
        store, harm, day = self.store, self.record.model, self.day
        found: list[Wait] = []
        if not self.acknowledged:
            found.append(Wait("acknowledged", answerable(store, harm, day)))
        if self.lacks_repair and self.word != "repaired":
            found.append(Wait("promised", answerable(store, harm, day)))
        for one in self.repairs:
            if one.settled == "delivered":
                found.append(Wait("kept", kept_voices(one), one))
            elif one.is_owed:
                found.append(Wait("done", (one.promise.from_,), one))
        if self.word != "repaired":
            found.append(Wait("repaired", harmed_voices(store, harm, day)))
        return found

    def data(self) -> dict[str, Any]:
        """Return the harm for JSON, in brief."""
        return {
            "id": self.record.id,
            "acknowledged_by": [entry.by for entry in self.acknowledged],
            "repairs": [{"id": s.id, "state": s.state} for s in self.repairs],
            "word_of_those_harmed": self.word,
        }


def kept_voices(standing: Standing) -> list[str]:
    """Return those who may say that a promise was kept, as far as they are named."""
    store, promise, day = standing.store, standing.promise, standing.day
    return [
        one
        for one in voices(store, promise.to, day)
        if may_say(store, promise, one, promise.to, day)
    ]


def harm_standing(
    store: Store, record: Record[Harm], standings: Iterable[Standing], day: date
) -> HarmStanding:
    """Return how a harm stands on a day."""
    return harm_standings(store, [record], standings, day)[0]


def harm_standings(
    store: Store, records: Iterable[Record[Harm]], standings: Iterable[Standing], day: date
) -> list[HarmStanding]:
    """Return how each of these harms stands on a day."""
    repairs: dict[str, list[Standing]] = {}
    for standing in standings:
        harm = standing.promise.repairs
        if harm:
            repairs.setdefault(store.current(HARM, harm), []).append(standing)
    return [
        HarmStanding(
            store,
            record,
            _counted(store, record, day),
            tuple(repairs.get(record.id, ())),
            day,
        )
        for record in records
    ]


def _counted(store: Store, record: Record[Harm], day: date) -> tuple[HarmEntry, ...]:
    """The entries of a history that count by a day, in the order in which they do."""
    history = record.model.history
    said = (history[number] for number in words_that_count(store, record))
    return tuple(entry for entry in said if entry.date <= day)


def words_that_count(store: Store, record: Record[Harm]) -> tuple[int, ...]:
    """Return the positions of the entries that count, in the order of their days.

    It is the same on every day, and kept in the store that the record is of.
    """
    known: dict[str, tuple[int, ...]] = store.memo.setdefault(COUNTED, {})
    found = known.get(record.path)
    if found is None:
        harm = record.model
        history = harm.history
        found = known[record.path] = tuple(
            number
            for number in sorted(range(len(history)), key=lambda number: history[number].date)
            if word_counts(store, harm, history[number])
            and not taken_back(store, harm, history[number])
        )
    return found


def harms_by(store: Store, day: date) -> list[Record[Harm]]:
    """Return the harms that had been told by a day, by id."""
    harms = store.harms
    return [harms[key] for key in sorted(harms) if known_by(harms[key], day)]


def known_by(record: Record[Harm], day: date) -> bool:
    """Whether a harm had been told by a day; one without a day is always there."""
    return record.model.told is None or record.model.told.date <= day
