"""Answers as plain text: for pipes and files. Nothing is cut or wrapped."""

import unicodedata
from collections.abc import Iterator, Sequence

from cpp_cli.render.safe import exact_line, one_line, safe
from cpp_cli.reports.answer import (
    Answer,
    Block,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    shown,
)


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
        longest = max((width(one_line(name)) for name, _ in block.pairs), default=0)
        yield from (
            f"{pad(one_line(name), longest)}  {one_line(shown(cell))}" for name, cell in block.pairs
        )
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Lines):
        yield from (exact_line(shown(line)) for line in block.lines)


def _table(table: Table) -> Iterator[str]:
    rows = [[one_line(shown(cell)) for cell in row] for row in table.rows]
    right = [column.startswith(">") for column in table.columns]
    columns = [one_line(column.lstrip(">")) for column in table.columns]
    widths = [max(map(width, cells)) for cells in zip(columns, *rows, strict=True)]
    yield _row(columns, widths, right)
    yield "  ".join("-" * one for one in widths)
    yield from (_row(row, widths, right) for row in rows)


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        pad(cell, one, on_right) for cell, one, on_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def pad(text: str, to: int, right: bool = False) -> str:
    """Return a text filled up with spaces to a width."""
    space = " " * (to - width(text))
    return space + text if right else text + space
