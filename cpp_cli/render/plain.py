"""Answers as plain text: for pipes and files. Nothing is cut or wrapped."""

from __future__ import annotations

from cpp_cli.render.safe import exact_line, is_plain, one_line, safe, width
from cpp_cli.reports.answer import Heading, Items, Lines, Pairs, Paragraph, Table, Told, shown

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.reports.answer import Answer, Block, Cell


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
        yield from _pairs(block.pairs)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Told):
        yield from _told(block)
    elif isinstance(block, Lines):
        yield from (exact_line(shown(line)) for line in block.lines)


def _pairs(pairs: Sequence[tuple[str, Cell]]) -> Iterator[str]:
    names = _column([name for name, _ in pairs])
    for name, (_, cell) in zip(names, pairs, strict=True):
        yield f"{name}  {one_line(shown(cell))}"


def _told(told: Told) -> Iterator[str]:
    for number, (text, pairs) in enumerate(told.items):
        if number:
            yield ""
        yield one_line(text)
        yield from (f"  {line}" for line in _pairs(pairs))


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
