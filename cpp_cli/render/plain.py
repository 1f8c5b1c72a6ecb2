"""Answers as plain text: for pipes and files. Nothing is cut; what is told is read in lines."""

from __future__ import annotations

from cpp_cli.render.safe import exact_line, is_plain, one_line, safe, width
from cpp_cli.reports.answer import (
    Blanks,
    Boxes,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    Told,
    shown,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.reports.answer import Answer, Block, Cell


WIDE = 80
"""Columns in which what is told is laid out, wherever it goes to."""
_SHORT_BLANK, _LONG_BLANK = 12, 40
"""How many columns there are to write on."""


def render(answer: Answer) -> str:
    """Return the answer as text."""
    parts = ["\n".join(_block(block)) for block in answer.blocks]
    return "\n\n".join(part for part in parts if part) + "\n" if parts else ""


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        text = one_line(block.text)
        yield text
        yield ("=" if block.level == 1 else "-") * width(text)
    elif isinstance(block, Paragraph):
        yield safe(block.text)
    elif isinstance(block, Items):
        yield from (f"- {one_line(item)}" for item in block.items)
    elif isinstance(block, Pairs):
        names = _column([name for name, _ in block.pairs])
        for name, (_, cell) in zip(names, block.pairs, strict=True):
            yield f"{name}  {one_line(shown(cell))}"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Told):
        yield from _told(block)
    elif isinstance(block, Lines):
        yield from (exact_line(shown(line)) for line in block.lines)
    elif isinstance(block, Boxes):
        yield "    ".join(f"[ ] {one_line(label)}" for label in block.labels)
    elif isinstance(block, Blanks):
        yield blanks([one_line(label) for label in block.labels])


def blanks(labels: Sequence[str]) -> str:
    """Return a line to write on, with its labels."""
    lines = ["_" * _SHORT_BLANK] * (len(labels) - 1) + ["_" * _LONG_BLANK]
    return "  ".join(f"{label} {line}".lstrip() for label, line in zip(labels, lines, strict=True))


def _told(told: Told) -> Iterator[str]:
    for number, (text, pairs) in enumerate(told.items):
        if number:
            yield ""
        yield from _filled("", one_line(text))
        names = _column([name for name, _ in pairs])
        for name, (_, cell) in zip(names, pairs, strict=True):
            yield from _filled(f"  {name}  ", one_line(shown(cell)))


def _filled(before: str, text: str) -> Iterator[str]:
    """Yield a text as lines that are not longer than `WIDE`, if no word is, one below the other.

    A word that begins a line now may be a command to a log, where it was none in the text.
    """
    line, room = before, WIDE - width(before)
    left = room
    for number, word in enumerate(text.split(" ")):
        needed = width(word) + bool(number)
        if number and needed > left:
            yield exact_line(line.rstrip())
            line, left, needed = " " * (WIDE - room) + word, room, needed - 1
        else:
            line += f" {word}" if number else word
        left -= needed
    yield exact_line(line.rstrip())


def _table(table: Table) -> Iterator[str]:
    names = [name.lstrip(">") for name in table.columns]
    right = [name.startswith(">") for name in table.columns]
    columns = map(_column, zip(names, *table.rows, strict=True), right)
    first, *rows = zip(*columns, strict=True)
    yield "  ".join(first).rstrip()
    yield "  ".join("-" * width(cell) for cell in first)
    yield from (line.rstrip() for line in map("  ".join, rows))


def _column(cells: Sequence[Cell], right: bool = False) -> list[str]:
    """Return the cells of a column as text, all filled up with spaces to one width.

    A column is looked at as a whole first: there may be tens of thousands of rows.
    """
    texts = [cell if cell.__class__ is str else shown(cell) for cell in cells]
    if is_plain("".join(texts)):
        wide = max(map(len, texts), default=0)
        return [text.rjust(wide) if right else text.ljust(wide) for text in texts]
    texts = [one_line(text) for text in texts]
    widths = [width(text) for text in texts]
    wide = max(widths)
    spaces = [" " * (wide - one) for one in widths]
    pairs = zip(spaces, texts, strict=True) if right else zip(texts, spaces, strict=True)
    return ["".join(pair) for pair in pairs]
