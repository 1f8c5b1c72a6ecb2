"""Edits of a file that touch only the lines they are about.

Each edit is a splice of the text at the place of a node; every other byte stays. The result is
read again, and must say exactly what was meant and nothing else: otherwise the edit is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cpp_cli.document import Document, Node, Scalar, Sequence, child, parse
from cpp_cli.document import Mapping as MappingNode
from cpp_cli.editing.emit import Data, block, inline, items
from cpp_cli.errors import Refused
from cpp_cli.finding import Keys
from cpp_cli.messages import t
from cpp_cli.record import data_of
from cpp_cli.text import Text


@dataclass(frozen=True, slots=True)
class Set:
    """Give the field at `keys` a value; `order` are the names of its group in their usual order."""

    keys: Keys
    value: Data
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item at the end of the list at `keys`, which may not be there yet."""

    keys: Keys
    value: Data
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unset:
    """Take the field or item at `keys` away. Comments beside it stay."""

    keys: Keys


Edit = Set | Append | Unset


class CannotEdit(Refused):
    """The edit cannot be made without touching what it is not about."""

    def __init__(self, keys: Keys) -> None:
        super().__init__(
            t("{field} cannot be changed this way.", field=".".join(map(str, keys))),
            t("Change it in the editor: cpp <noun> edit ID, without --set, --add or --unset."),
        )


def apply(document: Document, edit: Edit) -> Document:
    """Return the document after an edit; refuse where the text would not say exactly that."""
    wanted = _meant(data_of(document), edit)
    content = _splice(document, edit)
    text = Text.of(content, document.text.bom)
    after, _ = parse(text)
    if after is None or data_of(after) != wanted:
        raise CannotEdit(edit.keys)
    return after


def _meant(data: Any, edit: Edit, depth: int = 0) -> Any:
    """What the file should say afterwards, worked out on what it says now."""
    key, last = edit.keys[depth], depth == len(edit.keys) - 1
    if isinstance(data, tuple):
        number = int(key)
        inner = [] if last and isinstance(edit, Unset) else [_inner(data[number], edit, depth)]
        return (*data[:number], *inner, *data[number + 1 :]) or None
    before = dict(data)
    if last and isinstance(edit, Unset):
        del before[str(key)]
    else:
        before[str(key)] = _inner(before.get(str(key)), edit, depth)
    return {name: value for name, value in before.items() if value is not None} or None


def _inner(value: Any, edit: Edit, depth: int) -> Any:
    if depth < len(edit.keys) - 1:
        return _meant({} if value is None else value, edit, depth + 1)
    if isinstance(edit, Append):
        return (*(value if isinstance(value, tuple) else ()), edit.value)
    return edit.value if isinstance(edit, Set) else value


def _splice(document: Document, edit: Edit) -> str:
    if isinstance(edit, Unset):
        return _unset(document, edit.keys)
    node = document.node(edit.keys)
    if node is None:
        return _insert(document, edit)
    if isinstance(edit, Set):
        return _replace(document, edit.keys, node, edit.value)
    return _append(document, edit.keys, node, edit.value)


# Setting


def _replace(document: Document, keys: Keys, node: Node, value: Data) -> str:
    text = document.text.content
    if any(True for _ in _comments(text, node)):
        raise CannotEdit(keys)
    in_flow = _in_flow(document, keys)
    if isinstance(node, Scalar):
        return _replace_scalar(document, keys, node, value, in_flow)
    if not node.flow or not _is_simple(value):
        raise CannotEdit(keys)
    return text[: node.start] + inline(value, True) + text[node.end :]


def _replace_scalar(
    document: Document, keys: Keys, node: Scalar, value: Data, in_flow: bool
) -> str:
    text = document.text.content
    before, after = text[: node.start], text[node.end :]
    space = "" if before[-1:] in (" ", "\n", "") else " "
    comment = _header_comment(text, node)
    if isinstance(value, str) and ("\n" not in value or in_flow):
        return before + space + inline(value, in_flow) + comment + after
    if in_flow:
        raise CannotEdit(keys)
    indent = " " * (_indent(document, keys) + 2)
    if isinstance(value, str):
        header, _, body = block({"x": value}).removeprefix("x: ").partition("\n")
        rest, newline, following = after.partition("\n")
        body = _indented(body, indent[:-2], newline_of(text)).rstrip("\r\n")
        end = newline_of(text)
        return f"{before}{space}{header}{comment}{rest.rstrip()}{end}{body}{newline}{following}"
    if not node.is_null or _is_rest_of_line(after):
        raise CannotEdit(keys)
    lines = block(value).rstrip("\n")
    if "\n" not in lines and not lines.startswith("- ") and isinstance(value, tuple):
        return f"{before}{space}{lines}{after}"
    return f"{before}{newline_of(text)}{_indented(lines, indent, newline_of(text))}{after}"


def _is_rest_of_line(after: str) -> bool:
    return bool(after.partition("\n")[0].strip())


def _header_comment(text: str, node: Scalar) -> str:
    """The comment beside the `|` of a long text, which is inside its span."""
    if node.style not in ("|", ">"):
        return ""
    header = text[node.start : node.end].partition("\n")[0]
    match = re.search(r"\s+#.*", header)
    return match.group().rstrip() if match else ""


def _is_simple(value: Data) -> bool:
    return isinstance(value, str) or (
        isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    )


def _insert(document: Document, edit: Set | Append) -> str:
    """Write a field that is not there, with what of its way is missing."""
    keys, value = edit.keys, edit.value
    if isinstance(edit, Append):
        value = (value,)
    while keys[:-1] and document.node(keys[:-1]) is None:
        value = {str(keys[-1]): value}
        keys = keys[:-1]
    parent = document.node(keys[:-1])
    if isinstance(parent, Scalar) and parent.is_null:
        return _replace(document, keys[:-1], parent, {str(keys[-1]): value})
    if not isinstance(parent, MappingNode) or not isinstance(keys[-1], str):
        raise CannotEdit(edit.keys)
    order = edit.order if keys == edit.keys else ()
    return _insert_field(document, keys, parent, value, order)


def _insert_field(
    document: Document, keys: Keys, parent: MappingNode, value: Data, order: tuple[str, ...]
) -> str:
    text, name = document.text.content, str(keys[-1])
    if parent.flow:
        ends = [node.end for _, node in parent.entries.values()]
        at = max(ends, default=parent.start + 1)
        comma = ", " if ends else ""
        return f"{text[:at]}{comma}{name}: {inline(value, True)}{text[at:]}"
    after = _predecessor(parent, name, order)
    indent = " " * (document.text.place(next(iter(parent.entries.values()))[0].start).column - 1)
    end = parent.entries[after][1].end
    return _insert_lines(text, end, _indented(block({name: value}), indent, newline_of(text)))


def _predecessor(parent: MappingNode, name: str, order: tuple[str, ...]) -> str:
    """The field after which a new one goes: the last that usually stands before it."""
    names = list(parent.entries)
    if name in order:
        before = set(order[: order.index(name)])
        return next((one for one in reversed(names) if one in before), names[0])
    return names[-1]


# Appending


def _append(document: Document, keys: Keys, node: Node, value: Data) -> str:
    text = document.text.content
    if isinstance(node, Scalar) and node.is_null:
        return _replace(document, keys, node, (value,))
    if not isinstance(node, Sequence):
        raise CannotEdit(keys)
    if node.flow:
        end = max((item.end for item in node.items), default=node.start + 1)
        comma = ", " if node.items else ""
        return text[:end] + comma + inline(value, True) + text[end:]
    indent = " " * (document.text.place(node.start).column - 1)
    return _insert_lines(text, node.end, _indented(items((value,)), indent, newline_of(text)))


# Taking away


def _unset(document: Document, keys: Keys) -> str:
    parent = document.node(keys[:-1])
    node = document.node(keys)
    if node is None or parent is None or isinstance(parent, Scalar):
        raise CannotEdit(keys)
    if _count(parent) == 1 and len(keys) > 1:
        return _unset(document, keys[:-1])
    if parent.flow:
        return _unset_in_flow(document, keys, parent)
    text = document.text.content
    start = _entry_start(document, parent, keys[-1], node)
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        raise CannotEdit(keys)
    end = _line_end(text, node.end)
    kept = [f"{text[line:start]}{comment}" for comment in _region_comments(document, start, end)]
    newline = newline_of(text)
    return text[:line] + "".join(one + newline for one in kept) + text[end:]


def _unset_in_flow(document: Document, keys: Keys, parent: Sequence | MappingNode) -> str:
    text = document.text.content
    spans = [
        (_entry_start(document, parent, key, node), node.end) for key, node in _children(parent)
    ]
    number = [key for key, _ in _children(parent)].index(keys[-1])
    start, end = spans[number]
    if number + 1 < len(spans):
        end = spans[number + 1][0]
    else:
        start = spans[number - 1][1]
    if "#" in text[start:end]:
        raise CannotEdit(keys)
    return text[:start] + text[end:]


def _entry_start(
    document: Document, parent: Sequence | MappingNode, key: str | int, node: Node
) -> int:
    if isinstance(parent, MappingNode):
        return parent.entries[str(key)][0].start
    if parent.flow:
        return node.start
    return document.text.content.rfind("-", 0, node.start or 0)


def _children(parent: Sequence | MappingNode) -> list[tuple[str | int, Node]]:
    if isinstance(parent, Sequence):
        return list(enumerate(parent.items))
    return [(name, node) for name, (_, node) in parent.entries.items()]


def _count(parent: Sequence | MappingNode) -> int:
    return len(_children(parent))


# The text around


def newline_of(text: str) -> str:
    """Return the line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def _insert_lines(text: str, after: int, lines: str) -> str:
    at = _line_end(text, after)
    lead = "" if text[:at].endswith("\n") or not at else newline_of(text)
    return text[:at] + lead + lines + text[at:]


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _indented(lines: str, indent: str, newline: str) -> str:
    parts = [indent + line if line else line for line in lines.split("\n")]
    return newline.join(parts)


def _indent(document: Document, keys: Keys) -> int:
    """How far the group that holds the field at `keys` is indented."""
    parent = document.node(keys[:-1])
    if isinstance(parent, MappingNode):
        return document.text.place(parent.entries[str(keys[-1])][0].start).column - 1
    return document.text.place(parent.start).column - 1 if parent else 0


def _in_flow(document: Document, keys: Keys) -> bool:
    node: Node | None = document.root
    for key in keys:
        if isinstance(node, (MappingNode, Sequence)) and node.flow:
            return True
        node = child(node, key)
    return False


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from _scalars(value)


def _comments(text: str, node: Node) -> Iterator[str]:
    """Yield the comments between the parts of a list or group of fields."""
    if not isinstance(node, Scalar):
        yield from _gaps(text, list(_scalars(node)), node.start, node.end)


def _region_comments(document: Document, start: int, end: int) -> Iterator[str]:
    inside = [one for one in _scalars(document.root) if start <= one.start < end]
    yield from _gaps(document.text.content, inside, start, end)


def _gaps(text: str, scalars: list[Scalar], start: int, end: int) -> Iterator[str]:
    at = start
    for scalar in [*scalars, Scalar("", "", end, end)]:
        for match in re.finditer(r"(?:^|(?<=\s))#[^\r\n]*", text[at : scalar.start]):
            yield match.group()
        comment = _header_comment(text, scalar)
        if comment:
            yield comment.strip()
        at = max(at, scalar.end)
