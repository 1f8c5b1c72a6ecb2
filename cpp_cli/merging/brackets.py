"""Lists and groups in brackets: opened into lines where versions combine, and closed again."""

import re
from dataclasses import replace

from cpp_cli.editing.emit import inline
from cpp_cli.merging.cut import cut, only
from cpp_cli.merging.piece import Block, Piece, shifted
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Mapping, Node, Scalar, Sequence
from cpp_cli.reading.text import Text

_UNSAFE = re.compile(r"[,\[\]{}\n]|^[-?:]|: |:$")
"""What in a plain text would mean something else inside brackets."""


def opened(piece: Piece) -> Piece | None:
    """Return a list or group in brackets as one in lines; None where it cannot be written so.

    Comments among the brackets go above it.
    """
    node = piece.node
    if isinstance(node, Scalar) or piece.block:
        return piece if piece.block else None
    head = _head(piece)
    column = piece.column + 2 if head else 0
    block = Block("fields" if isinstance(node, Mapping) else "items", column, head == "-", ())
    if _parts(node):
        rows = "\n".join("  " + part for part in _lines(node, piece.source))
        document, _ = parse(Text(f"x:\n{rows}\n"))
        found = shifted(only(cut(document)), column - 2) if document else None
        if found is None or found.block is None or found.says != piece.says:
            return None
        block = replace(found.block, inline=head == "-")
    comment = _written_beside(piece) if head != "-" else ""
    inside = piece.inside if comment or not piece.beside else piece.within
    above = (*piece.above, *(" " * piece.column + one for one in inside))
    slot = None if head == "-" else (len(head), len(head + comment))
    return replace(piece, text=head + comment, slot=slot, inside=(), above=above, block=block)


def closed(piece: Piece) -> Piece | None:
    """Return a list or group in lines in brackets; None where a comment or a line stands in it."""
    body = _inside(piece)
    if body is None:
        return None
    head = piece.text[: piece.slot[0]] if piece.slot else piece.text
    text = f"{head} {body}{_written_beside(piece)}\n".lstrip()
    document, _ = parse(Text(f"x:\n  {text}" if head == "-" else text))
    if document is None:
        return None
    found = cut(document)
    for _ in range({"": 0, "-": 2}.get(head, 1)):
        found = only(found)
    if found.says != piece.says:
        return None
    found = shifted(found, piece.column - found.column)
    return replace(found, above=piece.above, below=piece.below)


def _written_beside(piece: Piece) -> str:
    """The comment beside a piece, with the space before it."""
    return piece.text[slice(*piece.slot)].rstrip() if piece.slot else ""


def _head(piece: Piece) -> str:
    """What stands before a list or group: a name, a dash, or for a whole file nothing."""
    if piece.name is not None:
        return f"{inline(piece.name, True)}:"
    return "-" if re.match(r"-(?:\s|$)", piece.text) else ""


def _parts(node: Mapping | Sequence) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    return [value for _, value in node.entries.values()]


def _lines(node: Mapping | Sequence, source: str) -> list[str]:
    if isinstance(node, Sequence):
        return [f"- {source[one.start : one.end]}" for one in node.items]
    pairs = node.entries.values()
    return [
        f"{source[key.start : key.end]}: {source[one.start : one.end]}".rstrip()
        for key, one in pairs
    ]


def _inside(piece: Piece) -> str | None:
    """Return what a list or group says in brackets."""
    assert piece.block
    parts = [_part(one) for one in piece.block.pieces]
    if None in parts:
        return None
    inner = ", ".join(part for part in parts if part is not None)
    return f"[{inner}]" if piece.block.form == "items" else f"{{{inner}}}"


def _part(piece: Piece) -> str | None:
    if piece.within or any(line.strip() for line in (*piece.above, *piece.below)):
        return None
    value = _inside(piece) if piece.block else _value(piece)
    if value is None or piece.name is None:
        return value
    return f"{inline(piece.name, True)}: {value}"


def _value(piece: Piece) -> str | None:
    node, written = piece.node, piece.source[piece.node.start : piece.node.end]
    if not isinstance(node, Scalar):
        return None if "\n" in written else written
    if node.is_null:
        return written if piece.name is not None else "~"
    if node.style in ("|", ">") or "\n" in written or (not node.style and _UNSAFE.search(written)):
        return inline(node.text, True)
    return written
