"""Answers at a terminal: the same words, wrapped to its width, with colour where it has any."""

import io
from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from cpp_cli.render.plain import blanks
from cpp_cli.render.safe import exact_line, one_line, safe
from cpp_cli.reports.answer import (
    Answer,
    Blanks,
    Block,
    Boxes,
    Cell,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    Told,
    Words,
    shown,
)

_NUMBER, _WORDS = 7, 14
"""A table in which numbers or words would get fewer columns is shown row by row."""

_STYLES = {"plain": "", "good": "green", "warn": "yellow", "bad": "red", "quiet": "dim"}


def render(answer: Answer, width: int, colour: bool) -> str:
    """Return the answer for a terminal of a width, with or without colour."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for number, block in enumerate(answer.blocks):
        if number:
            console.print()
        _show(console, block, width)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


def _show(console: Console, block: Block, width: int) -> None:
    if isinstance(block, Heading):
        style = "bold underline" if block.level == 1 else "bold"
        console.print(Text(one_line(block.text), style))
    elif isinstance(block, Paragraph):
        console.print(Text(safe(block.text), _STYLES[block.tone]))
    elif isinstance(block, Items):
        for item in block.items:
            grid = Grid.grid(padding=(0, 1))
            grid.add_row("-", Text(one_line(item), overflow="fold"))
            console.print(grid)
    elif isinstance(block, Pairs):
        console.print(_pairs(block.pairs, width))
    elif isinstance(block, Table):
        console.print(_table(block, width))
    elif isinstance(block, Told):
        for number, (text, pairs) in enumerate(block.items):
            if number:
                console.print()
            console.print(Text(one_line(text)))
            console.print(Padding(_pairs(pairs, width), (0, 0, 0, 2)))
    elif isinstance(block, Lines):
        for line in block.lines:
            tone = line.tone if isinstance(line, Words) else "plain"
            console.print(Text(exact_line(shown(line)), _STYLES[tone]), soft_wrap=True)
    elif isinstance(block, Boxes):
        console.print(_boxes(block.labels))
    elif isinstance(block, Blanks):
        console.print(Text(blanks([one_line(label) for label in block.labels])))


def _boxes(labels: Sequence[str]) -> Text:
    boxes = (f"[ ]\u00a0{one_line(label)}" for label in labels)
    return Text("    ".join(boxes))


def _pairs(pairs: Sequence[tuple[str, Cell]], width: int) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(min_width=min(12, width // 4))
    grid.add_column(overflow="fold")
    for name, cell in pairs:
        grid.add_row(Text(one_line(name), "dim", overflow="fold"), _cell(cell))
    return grid


def _table(table: Table, width: int) -> Grid:
    needed = [_needed(table, number) for number in range(len(table.columns))]
    if width < sum(needed) + 3 * (len(needed) - 1):
        return _stacked(table)
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1))
    for number, column in enumerate(table.columns):
        right = column.startswith(">")
        grid.add_column(
            Text(one_line(column.lstrip(">"))),
            justify="right" if right else "left",
            overflow="fold",
            min_width=needed[number],
            width=needed[number] if right else None,
            no_wrap=not right and not _is_words(table, number),
        )
    for row in table.rows:
        grid.add_row(*(_cell(cell) for cell in row))
    return grid


def _needed(table: Table, number: int) -> int:
    """How many columns a column of a table wants at least: what has no spaces is not broken."""
    cells = [table.columns[number].lstrip(">"), *(shown(row[number]) for row in table.rows)]
    words = (word for cell in cells for word in one_line(cell).split())
    longest = max((cell_len(word) for word in words), default=0)
    if table.columns[number].startswith(">"):
        return max(_NUMBER, longest)
    return max(_WORDS, longest) if _is_words(table, number) else longest


def _is_words(table: Table, number: int) -> bool:
    """Whether a column holds texts, which may be wrapped, and not ids, days or numbers."""
    return any(" " in shown(row[number]) for row in table.rows)


def _stacked(table: Table) -> Grid:
    """In a narrow window each row is shown as name and value, one below the other."""
    grid = Grid.grid(padding=(0, 2))
    for number, row in enumerate(table.rows):
        if number:
            grid.add_row("", "")
        for column, cell in zip(table.columns, row, strict=True):
            if shown(cell):
                name = Text(one_line(column.lstrip(">")), "dim", overflow="fold")
                grid.add_row(name, _cell(cell))
    return grid


def _cell(cell: Cell) -> Text:
    tone = cell.tone if isinstance(cell, Words) else "plain"
    return Text(one_line(shown(cell)), _STYLES[tone], overflow="fold")
