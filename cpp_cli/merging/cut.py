"""A document cut into pieces, and a value as a piece of its own."""

from dataclasses import replace

from cpp_cli.editing.around import entry_start, gaps, scalars
from cpp_cli.editing.emit import Data, block, items
from cpp_cli.merging.piece import Block, Form, Lines, Piece, is_marker, shifted
from cpp_cli.merging.says import said
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from cpp_cli.reading.text import Text


class _NotInLines(Exception):
    """The parts of a list or group do not each have lines of their own."""


def cut(document: Document) -> Piece:
    """Return the whole of a document as a piece; its fields are the pieces of that."""
    return _Knife(document).whole()


def cut_text(text: str) -> Piece:
    """Return a text that can be read as a piece."""
    document, faults = parse(Text(text))
    assert document is not None, faults
    return cut(document)


def piece_of(name: str | None, value: Data, column: int) -> Piece:
    """Return a field with a value, or without a name an item, as a piece written anew."""
    written = block({name: value}) if name is not None else "x:\n" + items((value,))
    piece = only(cut_text(written))
    piece = piece if name is not None else only(piece)
    return shifted(piece, column - piece.column)


def only(piece: Piece) -> Piece:
    """Return the only part of a list or group."""
    assert piece.block
    (inner,) = piece.block.pieces
    return inner


Child = tuple[Scalar | None, int, Node]
"""A field or item: its name, where it begins, and its value."""


class _Knife:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.content = document.text.content
        self.rows = self.content.removesuffix("\n").split("\n")

    def whole(self) -> Piece:
        root = self.document.root
        first, column = self._row(root.start), self._column(root.start)
        above = tuple(self.rows[:first])
        head = _head(above)
        try:
            block, below = self._block(root, column, False, len(self.rows), above[head:])
        except _NotInLines:
            start = self.content.rfind("\n", 0, root.start) + 1
            flat = self._flat((None, start, root), 0, first)
            return replace(flat, above=above, below=tuple(self.rows[self._last(root) + 1 :]))
        return _with(None, column, "", root, self.content, above[:head], below, block)

    def _row(self, index: int) -> int:
        return self.document.text.place(index).line - 1

    def _column(self, index: int) -> int:
        return self.document.text.place(index).column - 1

    def _last(self, node: Node) -> int:
        """The row on which a value ends."""
        row = self._row(node.end)
        if isinstance(node, Scalar) and node.style in ("|", ">"):
            return self._last_of_long(node, row)
        if isinstance(node, Scalar) or node.flow:
            return row
        return max(self._last(value) for _, _, value in self._children(node))

    def _last_of_long(self, node: Scalar, row: int) -> int:
        """Blank rows below a long text are its own where `|+` keeps them, or spaces are in them."""
        header = self.content[node.start : node.end].partition("\n")[0].partition("#")[0]
        last = row
        for number in range(row + 1, len(self.rows)):
            if self.rows[number].strip():
                break
            if "+" in header or self.rows[number]:
                last = number
        return last

    def _children(self, node: Mapping | Sequence) -> list[Child]:
        if isinstance(node, Mapping):
            return [(key, key.start, value) for key, value in node.entries.values()]
        number = enumerate(node.items)
        return [(None, entry_start(self.document, node, at, item), item) for at, item in number]

    def _block(
        self, node: Mapping | Sequence, column: int, inline: bool, end: int, above: Lines
    ) -> tuple[Block, Lines]:
        """Cut a list or group up to a row; return its parts, and the lines that are left over."""
        if node.flow:
            raise _NotInLines
        children = self._children(node)
        rows = [*(self._row(start) for _, start, _ in children), end]
        pieces = []
        for number, child in enumerate(children):
            own_row = not self.rows[rows[number]][:column].strip()
            below = self._last(child[2]) + 1
            if not (own_row or (inline and number == 0)) or rows[number + 1] < below:
                raise _NotInLines
            gap = tuple(self.rows[below : rows[number + 1]])
            deep = _deeper(gap, column)
            pieces.append(self._piece(child, below + deep, above))
            above = gap[deep:]
        form: Form = "fields" if isinstance(node, Mapping) else "items"
        return Block(form, column, inline, tuple(pieces)), above

    def _piece(self, child: Child, end: int, above: Lines) -> Piece:
        _, start, node = child
        if not isinstance(node, Scalar) and not node.flow:
            try:
                return self._with_block(child, node, end, above)
            except _NotInLines:
                pass
        flat = self._flat(child, self._column(start), self._row(start))
        return replace(flat, above=above, below=tuple(self.rows[self._last(node) + 1 : end]))

    def _with_block(self, child: Child, node: Mapping | Sequence, end: int, above: Lines) -> Piece:
        key, start, _ = child
        row, column = self._row(start), self._column(start)
        first = self._children(node)[0][1]
        begins, inner = self._row(first), self._column(first)
        if begins == row:
            if key or self.rows[row][column:inner].strip() != "-":
                raise _NotInLines
            block, below = self._block(node, inner, True, end, ())
            return _with(key, column, "-", node, self.content, above, below, block)
        between = tuple(self.rows[row + 1 : begins])
        if any(line.strip() and not line.lstrip().startswith("#") for line in between):
            raise _NotInLines
        block, below = self._block(node, inner, False, end, between)
        head = self.rows[row][column:]
        after = self.content[key.end if key else start + 1 : start + len(head)]
        comments = tuple(gaps(after, [], 0, len(after)))
        piece = _with(key, column, head, node, self.content, above, below, block)
        return replace(piece, slot=_slot(head, comments))

    def _flat(self, child: Child, column: int, row: int) -> Piece:
        key, start, node = child
        last = self._last(node)
        text = "\n".join([self.rows[row][column:], *self.rows[row + 1 : last + 1]])
        parts = [*([key] if key else []), *scalars(node)]
        comments = tuple(one for one in gaps(self.content, parts, start, start + len(text)) if one)
        slot = self._slot(text, node, start, comments)
        name = key.text if key else None
        inside = comments if slot is None else ()
        return Piece(name, column, text, said(node), node, self.content, slot, inside)

    def _slot(self, text: str, node: Node, start: int, comments: Lines) -> tuple[int, int] | None:
        if isinstance(node, Scalar) and node.style in ("|", ">"):
            end = text.find("\n", node.start - start)
            return _slot(text[: len(text) if end < 0 else end], comments)
        return _slot(text, comments)


def _with(
    key: Scalar | None,
    column: int,
    text: str,
    node: Node,
    source: str,
    above: Lines,
    below: Lines,
    block: Block,
) -> Piece:
    name = key.text if key else None
    return Piece(name, column, text, block.says, node, source, None, (), above, below, block)


def _slot(text: str, comments: Lines) -> tuple[int, int] | None:
    """Where in a text its comment stands, or could; None where comments are in other places."""
    whole = text.rstrip()
    if not comments:
        return len(whole), len(text)
    if len(comments) > 1 or not whole.endswith(comments[0]):
        return None
    return len(whole.removesuffix(comments[0]).rstrip()), len(text)


def _head(above: Lines) -> int:
    """How many of the lines above the first field are about the whole file."""
    for number in range(len(above), 0, -1):
        if is_marker(above[number - 1]) or not above[number - 1].strip():
            return number
    return 1 if above and "yaml-language-server" in above[0] else 0


def _deeper(gap: Lines, column: int) -> int:
    """How many of the lines below a piece are its own: up to the last comment further right."""
    deep = 0
    for number, line in enumerate(gap, 1):
        if is_marker(line):
            break
        comment = line.lstrip(" ")
        if comment.startswith("#") and len(line) - len(comment) > column:
            deep = number
    return deep
