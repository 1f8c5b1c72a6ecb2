"""An answer: headings, paragraphs, lists and tables for people; data for machines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from cpp_cli.messages import t

Tone = Literal["plain", "good", "warn", "bad", "quiet"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the ids of the records that it counts."""

    value: int | float | str | None
    records: tuple[str, ...] = ()

    @classmethod
    def count(cls, records: Iterable[str]) -> "Figure":
        """Return how many records there are, and which."""
        ids = tuple(records)
        return cls(len(ids), ids)

    def data(self) -> dict[str, Any]:
        """Return the figure as JSON says it: `{value, records}`."""
        return {"value": self.value, "records": list(self.records)}


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a tone of voice, which a terminal may show as a colour."""

    text: str
    tone: Tone = "plain"


Cell = str | int | float | None | Figure | Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences; line ends in it are kept."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What something is, name by name; a value may be a figure."""

    pairs: Sequence[tuple[str, Cell]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; a column whose name begins with `>` holds numbers."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to be shown as they are: a file, the lines that changed."""

    lines: Sequence[Words | str]


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar shows on a day, all day long."""

    id: str
    day: date
    summary: str
    description: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days for a calendar, as of the day on which it was made."""

    made: date
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Card:
    """A person for a list of contacts."""

    id: str
    name: str
    organisation: str
    role: str = ""
    email: str = ""
    phone: str = ""


Block = Heading | Paragraph | Items | Pairs | Table | Lines


@dataclass(slots=True)
class Answer:
    """What a command answers. `csv` is the table that a spreadsheet gets, if there is one.

    `first` is printed alone on the first line of stdout (the id of a new record). `asides` go to
    stderr. `data` is what `--format json` puts under `data`. `special` is what the formats of this
    command alone are made of.
    """

    blocks: list[Block] = field(default_factory=list)
    data: Any = None
    csv: Table | None = None
    special: Any = None
    first: str | None = None
    asides: list[str] = field(default_factory=list)
    status: int = 0


class About(NamedTuple):
    """What an answer is the answer to: the command, the day, and the commit of the records."""

    command: str
    as_of: date
    revision: str | None = None


def as_of(day: date) -> Paragraph:
    """Return the line that says for which day an answer holds."""
    return Paragraph(t("As of {day}.", day=day), "quiet")


def shown(cell: Cell) -> str:
    """Return a cell as text."""
    if isinstance(cell, Words):
        return cell.text
    if isinstance(cell, Figure):
        return shown(cell.value)
    if isinstance(cell, float):
        return f"{cell:g}"
    return "" if cell is None else str(cell)


def number(cell: Cell) -> Any:
    """Return a cell as JSON or a spreadsheet takes it."""
    if isinstance(cell, Figure):
        return cell.value
    return cell.text if isinstance(cell, Words) else cell


def figures(value: Any) -> Any:
    """Return data with each figure in it as `{value, records}`."""
    if isinstance(value, Figure):
        return value.data()
    if isinstance(value, dict):
        return {name: figures(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [figures(item) for item in value]
    return value


def with_records(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks with the ids behind each figure written out below it."""
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        named: list[tuple[str, Figure]] = []
        if isinstance(block, Pairs):
            named = [(name, cell) for name, cell in block.pairs if isinstance(cell, Figure)]
        elif isinstance(block, Table):
            for row in block.rows:
                for column, cell in zip(block.columns, row, strict=True):
                    if isinstance(cell, Figure):
                        named.append((f"{shown(row[0])}, {column.lstrip('>')}", cell))
        lines = [f"{name}: {', '.join(figure.records)}" for name, figure in named if figure.records]
        if lines:
            found.append(Items(lines))
    return found
