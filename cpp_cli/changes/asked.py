"""Of what changed, only the fields that were asked for, and nothing that is not for every eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.changes.differences import Difference, known_by, numbered
from cpp_cli.reading.text import HIDDEN, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TO_REACH = frozenset(("email", "phone"))
_MOST = 120


def only(found: Iterable[Difference], fields: Sequence[str]) -> tuple[Difference, ...]:
    """Return what differs in some fields, each named by the way to it with points between.

    Without fields, everything.
    """
    return tuple(part for one in found for part in _only(one, fields)) if fields else tuple(found)


def _only(one: Difference, fields: Sequence[str]) -> Iterator[Difference]:
    way = ".".join(one.names)
    if any(way == field or way.startswith(f"{field}.") for field in fields):
        yield one
    elif any(field.startswith(f"{way}.") for field in fields):
        for part in _parts(one):
            yield from _only(part, fields)


def _parts(one: Difference) -> Iterator[Difference]:
    """Yield the parts of what came or went as a whole."""
    before, after = (_named(one.names[-1], value) for value in (one.before, one.after))
    for name in {**before, **after}:
        key = (after.get(name) or before[name])[0]
        old, new = (side.get(name, (key, None))[1] for side in (before, after))
        yield Difference((*one.names, name), (*one.keys, key), old, new)


def _named(field: str, value: Any) -> dict[str, tuple[str | int, Any]]:
    if isinstance(value, dict):
        return {name: (name, item) for name, item in value.items()}
    if isinstance(value, list):
        return {known_by(same): (at, value[at]) for same, at in numbered(field, value).items()}
    return {}


def masked(one: Difference) -> Difference:
    """Return a difference in which no email and no phone number can be read."""
    names = tuple(short(name, _MOST) for name in one.names)
    if one.names[-1] in _TO_REACH:
        hidden = (None if value is None else HIDDEN for value in (one.before, one.after))
        return Difference(names, one.keys, *hidden)
    return Difference(names, one.keys, _masked(one.before), _masked(one.after))


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: HIDDEN if name in _TO_REACH and item is not None else _masked(item)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return HIDDEN if isinstance(value, str) and short(value) == HIDDEN else value
