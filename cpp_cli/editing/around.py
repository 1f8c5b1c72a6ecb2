"""The text around an edit: its lines, and the comments that belong to the people who wrote them."""

import re
from collections.abc import Iterator

from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*|(?<=\n)[ ]*(?=\r?\n)")
"""A comment, or a line of its own with nothing on it."""

_TO_DASH = re.compile(r"(?:\s|#[^\n]*\n)*-")
"""From the end of an item to the dash of the next."""


def newline_of(text: str) -> str:
    """Return the line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def insert_lines(text: str, after: int, lines: str, indent: str) -> str:
    """Insert lines below what ends at `after`, and below the comments that are indented with it."""
    at, end = line_end(text, after), newline_of(text)
    deeper = re.compile(rf"(?:[ ]*\r?\n)*{indent}[ ]+#[^\n]*(?:\n|\Z)")
    while match := deeper.match(text, at):
        at = match.end()
    lead = "" if text[:at].endswith("\n") or not at else end
    return text[:at] + lead + indented(lines, indent, end) + text[at:]


def line_end(text: str, index: int) -> int:
    """Return where the line that holds `index` ends, its line end included."""
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def indented(lines: str, indent: str, newline: str) -> str:
    """Return lines with an indent before each that is not empty."""
    parts = [indent + line if line else line for line in lines.split("\n")]
    return newline.join(parts)


def header_comment(text: str, node: Scalar) -> str:
    """Return the comment beside the `|` of a long text, which is inside its span."""
    if node.style not in ("|", ">"):
        return ""
    header = text[node.start : node.end].partition("\n")[0]
    match = re.search(r"\s+#.*", header)
    return match.group().rstrip() if match else ""


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar of a node, names of fields included, in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from scalars(value)


def comments(text: str, node: Node) -> Iterator[str]:
    """Yield the comments between the parts of a list or group of fields; empty: a blank line."""
    if not isinstance(node, Scalar):
        yield from gaps(text, list(scalars(node)), node.start, node.end)


def region_comments(document: Document, start: int, end: int) -> Iterator[str]:
    """Yield the comments in a part of the text; empty: a blank line."""
    inside = [one for one in scalars(document.root) if start <= one.start < end]
    yield from gaps(document.text.content, inside, start, end)


def gaps(text: str, inside: list[Scalar], start: int, end: int) -> Iterator[str]:
    """Yield the comments beside and between some scalars; empty: a blank line."""
    at = start
    for scalar in [*inside, Scalar("", "", end, end)]:
        for match in _COMMENT.finditer(text[at : scalar.start]):
            yield match.group().strip(" ")
        comment = header_comment(text, scalar)
        if comment:
            yield comment.strip()
        at = max(at, scalar.end)


def entry_start(document: Document, parent: Sequence | Mapping, key: str | int, node: Node) -> int:
    """Return where a field or an item begins: with its name, or its dash."""
    if isinstance(parent, Mapping):
        return parent.entries[str(key)][0].start
    if parent.flow:
        return node.start
    number = int(key)
    dash = _TO_DASH.match(document.text.content, parent.items[number - 1].end) if number else None
    return dash.end() - 1 if dash else parent.start
