"""What an edit says: give a field a value, add an item, take something away; and what a file says
after it, worked out without its text."""

from dataclasses import dataclass
from typing import Any

from cpp_cli.editing.emit import Data
from cpp_cli.errors import Refused
from cpp_cli.finding import Keys
from cpp_cli.messages import t
from cpp_cli.models.fields import EMPTY


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
            t(
                "{field} cannot be changed alone: a comment or its layout would go.",
                field=_path(keys),
            ),
            t("Change it in your editor: the command edit, without --set, --add and --unset."),
        )


def _path(keys: Keys) -> str:
    """The names on the way to a field, as people write them: items are counted from 1."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def meant(data: Any, edit: Edit, depth: int = 0) -> Any:
    """Return what a file should say after an edit, worked out on what it says now."""
    key = edit.keys[depth]
    if isinstance(data, tuple) and isinstance(key, int) and 0 <= key < len(data):
        inner = _inner(data[key], edit, depth)
        return (*data[:key], *(() if inner is None else (inner,)), *data[key + 1 :]) or None
    if not isinstance(data, dict) or not isinstance(key, str):
        raise CannotEdit(edit.keys)
    after = {**data, key: _inner(data.get(key), edit, depth)}
    return {name: value for name, value in after.items() if value is not None} or None


def _inner(value: Any, edit: Edit, depth: int) -> Any:
    """What should stand at a key instead of `value`; None: nothing, neither now nor then."""
    if isinstance(edit, Unset) and value is None:
        raise CannotEdit(edit.keys)
    if depth < len(edit.keys) - 1:
        return meant({} if value is None or value is EMPTY else value, edit, depth + 1)
    if isinstance(edit, Append):
        return (*(value if isinstance(value, tuple) else ()), edit.value)
    return edit.value if isinstance(edit, Set) else None
