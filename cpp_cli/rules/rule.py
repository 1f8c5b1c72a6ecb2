"""What a rule is: its code and name, what it says, why it matters, a bad and a good example."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from cpp_cli.finding import Keys
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM, Kind
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store

Severity = Literal["error", "warning"]
Family = Literal["text", "shape", "names", "references", "time", "accountability", "privacy"]

FAMILIES: dict[str, Family] = {
    "T": "text",
    "S": "shape",
    "N": "names",
    "R": "references",
    "D": "time",
    "A": "accountability",
    "P": "privacy",
}
EVERY_KIND = (PROGRAM, PARTNER, MEETING, COMMITMENT, HARM)


class Hit(NamedTuple):
    """One place in a record where a rule is broken; `name` points at the field's name."""

    keys: Keys
    values: Mapping[str, str] = MappingProxyType({})
    name: bool = False


Hits = Iterator[Hit]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside its record: all records, and today."""

    store: Store
    today: date
    cache: dict[str, Any] = field(default_factory=dict)
    """For what a rule works out once for all records, under the rule's own name."""


Check = Callable[[Record[Any], Context], Hits]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `message` and `remedy` are templates; `bad` and `good` begin with `# path`.

    The examples stand among the records of `rules/example.py`: `bad` gives exactly this code,
    `good` gives nothing. A rule of the reader has no `check`. Where `excerpt` is off, the line
    is not shown with the finding: it may hold what others should not read.
    """

    code: str
    name: str
    message: str
    remedy: str
    why: str
    bad: str | bytes
    good: str
    severity: Severity = "error"
    excerpt: bool = True
    kinds: tuple[Kind, ...] = EVERY_KIND
    check: Check | None = None

    @property
    def family(self) -> Family:
        """The family of the rule, by the first letter of its code."""
        return FAMILIES[self.code[0]]
