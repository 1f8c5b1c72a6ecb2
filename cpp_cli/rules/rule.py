"""What a rule is: its code and name, what it says, why it matters, a bad and a good example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.ledger.consent import is_public
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM, Kind
from cpp_cli.models.part import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from typing import Literal, TypeVar

    from cpp_cli.changes.pairs import Change
    from cpp_cli.finding import Keys
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

    T = TypeVar("T")
    Severity = Literal["error", "warning"]
    Family = Literal[
        "text", "shape", "names", "references", "time", "accountability", "privacy", "change"
    ]
    Hits = Iterator["Hit"]
    Check = Callable[[Record[Any], "Context"], Hits]
    Between = Callable[[Change], Hits]
    When = Callable[[Record[Any], "Context"], object]

FAMILIES: dict[str, Family] = {
    "T": "text",
    "S": "shape",
    "N": "names",
    "R": "references",
    "D": "time",
    "A": "accountability",
    "P": "privacy",
    "C": "change",
}
EVERY_KIND = (PROGRAM, PARTNER, MEETING, COMMITMENT, HARM)
_NO_VALUES: Mapping[str, str] = {}


class Hit:
    """One place in a record where a rule is broken; `name` points at the field's name."""

    __slots__ = ("keys", "name", "values")

    def __init__(
        self, keys: Keys, values: Mapping[str, str] = _NO_VALUES, name: bool = False
    ) -> None:
        self.keys, self.values, self.name = keys, values, name


class Context:
    """What a rule may look at beside its record: all records, and today.

    `cache` is for what a rule works out once for all records, under a name of its own, and what
    is the same on every day; `of_day` for what holds today, and will go on to hold. `hints`:
    whether to look for what was meant by a name.
    """

    __slots__ = ("_come", "_made", "_record", "_today", "cache", "hints", "of_day", "store")

    def __init__(self, store: Store, today: date, hints: bool = False) -> None:
        self.store, self.today, self.hints = store, today, hints
        self.cache: dict[str, Any] = {}
        self._record: Record[Any] | None = None
        self._made: dict[Any, Any] = {}

    @property
    def today(self) -> date:
        """The day of the answer."""
        return self._today

    @today.setter
    def today(self, day: date) -> None:
        self._today = day
        self._come = ""
        self.of_day: dict[str, Any] = {}

    def has_come(self, day: str) -> bool:
        """Whether a day, as plain text, is not after today. Today is only compared with days that
        are later than all that were found to have come."""
        if day <= self._come:
            return True
        if DAYS[day] > self.today:
            return False
        self._come = day
        return True

    def once(self, make: Callable[[Record[Any], Context], T], record: Record[Any]) -> T:
        """Return what is made of a record, which several rules ask for one after the other."""
        if record is not self._record:
            self._record, self._made = record, {}
        made: T | None = self._made.get(make)
        if made is None:
            made = self._made[make] = make(record, self)
        return made


def has_history(record: Record[Any], _: Context) -> bool:
    """Whether anything was said about a promise or a harm."""
    return bool(record.model.history)


def published(record: Record[Any], _: Context) -> bool:
    """Whether a record may be published."""
    return is_public(record)


class Rule:
    """One rule. `message` and `remedy` are templates; `bad` and `good` begin with `# path`.

    The examples stand among the records of `rules/example.py`: `bad` gives exactly this code,
    `good` gives nothing. A rule of the reader has no `check`. Where `when` does not hold there is
    nothing to check; it is asked once for all rules that share it. Where `excerpt` is off, the
    line is not shown with the finding: it may hold what others should not read.

    A rule between two states has `between` for a check, and `before` for the state from which its
    examples come; an example with nothing below its path stands for a file that is gone.
    """

    __slots__ = (
        "bad",
        "before",
        "between",
        "check",
        "code",
        "excerpt",
        "good",
        "kinds",
        "message",
        "name",
        "remedy",
        "severity",
        "when",
        "why",
    )

    def __init__(
        self,
        *,
        code: str,
        name: str,
        message: str,
        remedy: str,
        why: str,
        bad: str | bytes,
        good: str,
        severity: Severity = "error",
        excerpt: bool = True,
        kinds: tuple[Kind, ...] = EVERY_KIND,
        check: Check | None = None,
        when: When | None = None,
        before: str = "",
        between: Between | None = None,
    ) -> None:
        self.code, self.name, self.severity = code, name, severity
        self.message, self.remedy, self.why = message, remedy, why
        self.bad, self.good, self.excerpt = bad, good, excerpt
        self.kinds, self.check, self.when = kinds, check, when
        self.before, self.between = before, between

    @property
    def family(self) -> Family:
        """The family of the rule, by the first letter of its code."""
        return FAMILIES[self.code[0]]
