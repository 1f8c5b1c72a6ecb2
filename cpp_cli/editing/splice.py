"""Edits of a file that touch only the lines they are about.

Each edit is a splice of the text at the place of a node; every other byte stays. The result is
read again, and must say exactly what was meant and nothing else: otherwise the edit is refused.
"""

from cpp_cli.editing.around import (
    comments,
    entry_start,
    header_comment,
    indented,
    insert_lines,
    line_end,
    newline_of,
    region_comments,
)
from cpp_cli.editing.edits import Append, CannotEdit, Edit, Set, Unset, meant
from cpp_cli.editing.emit import Data, Typed, block, inline, items
from cpp_cli.finding import Keys
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document, Node, Scalar, Sequence, child
from cpp_cli.reading.nodes import Mapping as MappingNode
from cpp_cli.reading.slow import data_of
from cpp_cli.reading.text import Text


def apply(document: Document, edit: Edit) -> Document:
    """Return the document after an edit; refuse where the text would not say exactly that."""
    said = data_of(document)
    wanted = meant(said, edit)
    if wanted == said and not isinstance(getattr(edit, "value", None), Typed):
        return document
    content = _splice(document, edit)
    text = Text(content, document.text.bom)
    after, _ = parse(text)
    if after is None or data_of(after) != wanted:
        raise CannotEdit(edit.keys)
    return after


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
    if any(comments(text, node)):
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
    before, after, end = text[: node.start], text[node.end :], newline_of(text)
    space = "" if before[-1:] in (" ", "\n", "") else " "
    comment = header_comment(text, node)
    if isinstance(value, str) and ("\n" not in value or in_flow):
        return before + space + inline(value, in_flow) + comment + after
    if in_flow or not (isinstance(value, str) or node.is_null):
        raise CannotEdit(keys)
    header, _, body = block({"x": value}).removeprefix("x:").lstrip(" ").partition("\n")
    if not body:
        return f"{before}{space}{header}{after}"
    rest, newline, following = after.partition("\n")
    line = f"{before}{space if header else ''}{header}{comment}{rest}".rstrip()
    body = indented(body, " " * _indent(document, keys), end).rstrip("\r\n")
    last = end if newline or isinstance(value, str) else ""
    return f"{line}{end}{body}{last}{following}"


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
    assert isinstance(parent, MappingNode)
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
    return insert_lines(text, end, block({name: value}), indent)


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
    return insert_lines(text, node.end, items((value,)), indent)


# Taking away


def _unset(document: Document, keys: Keys) -> str:
    parent = document.node(keys[:-1])
    node = document.node(keys)
    assert node
    assert isinstance(parent, (MappingNode, Sequence))
    if _count(parent) == 1 and len(keys) > 1:
        return _unset(document, keys[:-1])
    if parent.flow:
        return _unset_in_flow(document, keys, parent)
    text = document.text.content
    start = entry_start(document, parent, keys[-1], node)
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        raise CannotEdit(keys)
    end = line_end(text, node.end)
    kept = region_comments(document, start, end)
    newline = newline_of(text)
    lines = (f"{text[line:start]}{comment}".rstrip() + newline for comment in kept)
    return text[:line] + "".join(lines) + text[end:]


def _unset_in_flow(document: Document, keys: Keys, parent: Sequence | MappingNode) -> str:
    text = document.text.content
    spans = [
        (entry_start(document, parent, key, node), node.end) for key, node in _children(parent)
    ]
    number = [key for key, _ in _children(parent)].index(keys[-1])
    start, end = spans[number]
    if number + 1 < len(spans):
        end = spans[number + 1][0]
    else:
        start = spans[number - 1][1]
    if any(region_comments(document, start, end)):
        raise CannotEdit(keys)
    return text[:start] + text[end:]


def _children(parent: Sequence | MappingNode) -> list[tuple[str | int, Node]]:
    if isinstance(parent, Sequence):
        return list(enumerate(parent.items))
    return [(name, node) for name, (_, node) in parent.entries.items()]


def _count(parent: Sequence | MappingNode) -> int:
    return len(_children(parent))


# Where things stand


def _indent(document: Document, keys: Keys) -> int:
    """How far the group that holds the field at `keys` is indented."""
    parent = document.node(keys[:-1])
    if isinstance(parent, MappingNode):
        return document.text.place(parent.entries[str(keys[-1])][0].start).column - 1
    assert parent
    return document.text.place(parent.start).column - 1


def _in_flow(document: Document, keys: Keys) -> bool:
    node: Node | None = document.root
    for key in keys:
        if isinstance(node, (MappingNode, Sequence)) and node.flow:
            return True
        node = child(node, key)
    return False
