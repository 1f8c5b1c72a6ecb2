"""What makes two items of a list the same item, in two states of a record."""

from collections.abc import Hashable, Mapping
from typing import Any

SAME_BY: Mapping[str, tuple[str, ...]] = {
    "connections": ("to",),
    "decisions": ("what",),
    "experienced": ("by", "date"),
    "heard": ("id",),
    "history": ("date", "event", "by"),
    "needs": ("what",),
    "offers": ("what",),
    "people": ("id",),
    "plans": ("id",),
    "principles": ("value", "how"),
    "ratings": ("date", "by", "about"),
    "spoken_for_by": ("party",),
}
"""By the name of a list in a file: the fields of an item that stay when others of it change."""

ONLY_ADDED_TO = frozenset(("history",))
"""The lists whose items are neither changed nor taken away, but for a `mistake` that is added."""

SAID_AT_ONCE = frozenset(("answer", "mistake"))
"""The groups of fields that somebody says in one breath: two of them are never mixed."""


def same_by(field: str, item: Mapping[str, Any]) -> Hashable:
    """Return by what an item of a list is known: of two with the same, the first is the first.

    An item of a list that is not named above is known by all that it says.
    """
    names = SAME_BY.get(field, tuple(sorted(item)))
    return tuple(str(item.get(name, "")) for name in names)
