"""An answer: headings, paragraphs, lists and tables for people; data for machines.

These classes are plain ones, and what only types need is not imported: every answer waits for them.
"""

from __future__ import annotations

from cpp_cli.messages import t

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from typing import Any, Literal

    Tone = Literal["plain", "good", "warn", "bad", "quiet"]
else:
    Tone = str


class Figure:
    """A number, and the ids of the records that it counts."""

    __slots__ = ("records", "value")

    def __init__(self, value: int | float | str | None, records: tuple[str, ...] = ()) -> None:
        self.value = value
        self.records = records

    @classmethod
    def count(cls, records: Iterable[str]) -> Figure:
        """Return how many records there are, and which."""
        ids = tuple(records)
        return cls(len(ids), ids)

    def data(self) -> dict[str, Any]:
        """Return the figure as JSON says it: `{value, records}`."""
        return {"value": self.value, "records": list(self.records)}


class Words:
    """A text in a tone of voice, which a terminal may show as a colour."""

    __slots__ = ("text", "tone")

    def __init__(self, text: str, tone: Tone = "plain") -> None:
        self.text = text
        self.tone: Tone = tone


Cell = str | int | float | None | Figure | Words


class Heading:
    """A heading; level 1 is the title."""

    __slots__ = ("level", "text")

    def __init__(self, text: str, level: int = 2) -> None:
        self.text = text
        self.level = level


class Paragraph:
    """A few sentences; line ends in it are kept."""

    __slots__ = ("text", "tone")

    def __init__(self, text: str, tone: Tone = "plain") -> None:
        self.text = text
        self.tone: Tone = tone


class Items:
    """A list of short texts."""

    __slots__ = ("items",)

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items


class Pairs:
    """What something is, name by name; a value may be a figure."""

    __slots__ = ("pairs",)

    def __init__(self, pairs: Sequence[tuple[str, Cell]]) -> None:
        self.pairs = pairs


class Table:
    """Rows under columns; a column whose name begins with `>` holds numbers."""

    __slots__ = ("columns", "rows")

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        self.columns = columns
        self.rows = rows


class Told:
    """Things told one below the other: each in its words, with what is known of it name by name."""

    __slots__ = ("items",)

    def __init__(self, items: Sequence[tuple[str, Sequence[tuple[str, Cell]]]]) -> None:
        self.items = items


class Lines:
    """Lines to be shown as they are: a file, the lines that changed."""

    __slots__ = ("lines",)

    def __init__(self, lines: Sequence[Words | str]) -> None:
        self.lines = lines


class Boxes:
    """Answers side by side, each with a box to tick on paper."""

    __slots__ = ("labels",)

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = labels


class Blanks:
    """A line to write on, in parts: each begins with what belongs there, and the last is long."""

    __slots__ = ("labels",)

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = labels


Block = Heading | Paragraph | Items | Pairs | Table | Told | Lines | Boxes | Blanks


class Answer:
    """What a command answers. `csv` is the table that a spreadsheet gets, if there is one.

    `first` is printed alone on the first line of stdout (the id of a new record). `asides` go to
    stderr. `data` is what `--format json` puts under `data`. `special` is what the formats of this
    command alone are made of. These and `csv` may be given as a function that makes them: most
    answers are read as text, and nothing is made for those who do not ask for it. A `dense` one is
    printed small, on few pages. `language` is the one it is in, where that is not the one in use.
    """

    __slots__ = (
        "_csv",
        "_data",
        "_special",
        "asides",
        "blocks",
        "dense",
        "first",
        "language",
        "status",
    )

    def __init__(
        self,
        blocks: list[Block] | None = None,
        data: Any = None,
        csv: Table | Callable[[], Table] | None = None,
        special: Any = None,
        first: str | None = None,
        asides: list[str] | None = None,
        status: int = 0,
        dense: bool = False,
        language: str | None = None,
    ) -> None:
        self.blocks: list[Block] = [] if blocks is None else blocks
        self._data = data
        self._csv = csv
        self._special = special
        self.first = first
        self.asides: list[str] = [] if asides is None else asides
        self.status = status
        self.dense = dense
        self.language = language

    @property
    def data(self) -> Any:
        """What machines get."""
        if callable(self._data):
            self._data = self._data()
        return self._data

    @property
    def csv(self) -> Table | None:
        """The table that a spreadsheet gets."""
        if callable(self._csv):
            self._csv = self._csv()
        return self._csv

    @property
    def special(self) -> Any:
        """What the formats of this command alone are made of."""
        if callable(self._special):
            self._special = self._special()
        return self._special

    @special.setter
    def special(self, special: Any) -> None:
        self._special = special


class About:
    """What an answer is the answer to: the command, the day, and the commit of the records."""

    __slots__ = ("as_of", "command", "revision")

    def __init__(self, command: str, as_of: date, revision: str | None = None) -> None:
        self.command = command
        self.as_of = as_of
        self.revision = revision


def as_of(day: date) -> Paragraph:
    """Return the line that says for which day an answer holds."""
    return Paragraph(t("As of {day}.", day=day), "quiet")


def dated(answer: Answer, stood: str, day: date) -> None:
    """Say below the title which records an answer is made from, and for which day it holds."""
    first, second = (*answer.blocks[:2], None, None)[:2]
    titled = isinstance(first, Heading) and first.level == 1
    below = second if titled else first
    says_day = isinstance(below, Paragraph) and str(day) in below.text
    said = " ".join(filter(None, (stood, "" if says_day else as_of(day).text)))
    answer.blocks[titled:titled] = [Paragraph(said, "quiet")] if said else []


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
        lines = records_behind(block)
        if lines:
            found.append(Items(lines))
    return found


def records_behind(block: Block) -> list[str]:
    """Return a line for each figure of a block that counts records: its name, and their ids."""
    named: list[tuple[str, Figure]] = []
    if isinstance(block, Pairs):
        named = [(name, cell) for name, cell in block.pairs if isinstance(cell, Figure)]
    elif isinstance(block, Table):
        for row in block.rows:
            for column, cell in zip(block.columns, row, strict=True):
                if isinstance(cell, Figure):
                    named.append((f"{shown(row[0])}, {column.lstrip('>')}", cell))
    return [f"{name}: {', '.join(figure.records)}" for name, figure in named if figure.records]
