"""What a part of a file says, whatever way it is written: this is what merging compares."""

from collections.abc import Hashable
from typing import Any

from cpp_cli.editing.emit import Data, Typed
from cpp_cli.models.fields import EMPTY
from cpp_cli.reading.nodes import Node, Scalar, Sequence


def said(node: Node) -> Any:
    """Return what a node says: quotes do not matter, but that `"true"` is a word."""
    if isinstance(node, Sequence):
        return tuple(said(item) for item in node.items)
    if not isinstance(node, Scalar):
        return {name: said(value) for name, (_, value) in node.entries.items()}
    if node.is_null:
        return EMPTY
    if node.style == "" and node.text in ("true", "false"):
        return node.text == "true"
    return node.text


def as_data(says: Any) -> Data:
    """Return what is said as a value that can be shown, and written."""
    if isinstance(says, tuple):
        return tuple(as_data(item) for item in says)
    if isinstance(says, dict):
        return {name: as_data(value) for name, value in says.items()}
    if isinstance(says, bool):
        return Typed("true" if says else "false")
    return "" if says is EMPTY else str(says)


def as_said(value: Data) -> Any:
    """Return what a value says once it is written."""
    if isinstance(value, str):
        flag = isinstance(value, Typed) and value in ("true", "false")
        return value == "true" if flag else str(value)
    if isinstance(value, tuple):
        return tuple(as_said(item) for item in value)
    return {name: as_said(item) for name, item in value.items()}


def frozen(says: Any) -> Hashable:
    """Return what is said as a key; the order of fields does not matter."""
    if isinstance(says, dict):
        return frozenset((name, frozen(value)) for name, value in says.items())
    if isinstance(says, tuple):
        return tuple(frozen(item) for item in says)
    return (type(says).__name__, str(says))
