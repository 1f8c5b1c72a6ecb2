"""Pieces: a file cut into its fields and items, each with its lines and the comments around it.

Pieces that nobody changed give back the lines that they were cut from, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from cpp_cli.reading.nodes import Node

_MARKER = re.compile(r"^(?:---|\.\.\.)(?=\s|$)")

Form = Literal["fields", "items"]
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The fields or items of a list or group in lines of their own; `column` is where they begin.

    With `inline` the first stands on the line of the dash that it belongs to.
    """

    form: Form
    column: int
    inline: bool
    pieces: tuple[Piece, ...]

    @property
    def says(self) -> Any:
        """What the list or group says."""
        if self.form == "items":
            return tuple(piece.says for piece in self.pieces)
        return {piece.name: piece.says for piece in self.pieces}


@dataclass(frozen=True, slots=True)
class Piece:
    """A field, an item, or the whole of a file, which has no text of its own.

    `text` begins at `column` and is all of it, or with a `block` only what stands before that.
    `slot` is where in the text a comment stands or can be put; `inside` are comments elsewhere in
    it. `above` and `below` are lines of comments, and blank ones.
    """

    name: str | None
    column: int
    text: str
    says: Any
    node: Node
    source: str
    slot: tuple[int, int] | None = None
    inside: Lines = ()
    above: Lines = ()
    below: Lines = ()
    block: Block | None = None

    @property
    def beside(self) -> str:
        """The comment in the slot, if there is one."""
        return self.text[slice(*self.slot)].strip() if self.slot else ""

    @property
    def within(self) -> Lines:
        """The comments in the text."""
        return (*((self.beside,) if self.beside else ()), *self.inside)

    def lines(self) -> list[str]:
        """Return the lines of the piece, with the comments around it."""
        own = self._own()
        if self.block is None:
            return [*self.above, *own, *self.below]
        first, *others = self.block.pieces
        if self.block.inline:
            hoisted = tuple(moved(line, self.column) for line in first.above)
            head, *inner = replace(first, above=()).lines()
            own = [*hoisted, own[0].ljust(self.block.column) + head[self.block.column :], *inner]
        else:
            own += first.lines()
        for piece in others:
            own += piece.lines()
        return [*self.above, *own, *self.below]

    def _own(self) -> list[str]:
        if not self.text:
            return []
        first, *others = self.text.split("\n")
        return [" " * self.column + first, *others]

    def holding(self, block: Block) -> Piece:
        """Return the piece with another block."""
        return replace(self, block=block, says=block.says)

    def comments(self) -> Iterator[str]:
        """Yield every comment of the piece, without the space around it."""
        yield from of_lines(self.above)
        yield from self.within
        for piece in self.block.pieces if self.block else ():
            yield from piece.comments()
        yield from of_lines(self.below)


def of_lines(lines: Lines) -> Iterator[str]:
    """Yield the comments in lines between the pieces."""
    yield from filter(None, map(comment_of, lines))


def comment_of(line: str) -> str:
    """Return the comment in a line between the pieces: it may stand behind `---` or `...`."""
    return _MARKER.sub("", line).strip()


def is_marker(line: str) -> bool:
    """Whether a line is where a document begins or ends."""
    return _MARKER.match(line) is not None


def moved(line: str, column: int) -> str:
    """Return a line of its own, moved to a column."""
    return " " * column + line.strip() if line.strip() else line


def shifted(piece: Piece, by: int) -> Piece:
    """Return a piece moved to the right, or with less than nothing to the left."""
    if by == 0:
        return piece
    first, *others = piece.text.split("\n")
    text = "\n".join([first, *(_shift(line, by) for line in others)])
    block = piece.block
    if block:
        pieces = tuple(shifted(inner, by) for inner in block.pieces)
        block = replace(block, column=block.column + by, pieces=pieces)
    slot = piece.slot
    if slot:
        rows = piece.text.count("\n", 0, slot[0]) + 1
        added = _length(text, rows) - _length(piece.text, rows)
        slot = (slot[0] + added, slot[1] + added)
    return replace(
        piece,
        column=piece.column + by,
        text=text,
        slot=slot,
        above=tuple(_shift(line, by) for line in piece.above),
        below=tuple(_shift(line, by) for line in piece.below),
        block=block,
    )


def _length(text: str, rows: int) -> int:
    return len("\n".join(text.split("\n")[:rows]))


def _shift(line: str, by: int) -> str:
    if not line:
        return line
    return " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]
