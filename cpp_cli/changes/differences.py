"""What a record said to what it says: the fields that differ, item by item.

Values are as JSON can say them. A text that is only broken into other lines is the same text.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from cpp_cli.models.same import SAME_BY, same_by

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from cpp_cli.finding import Keys

Data = dict[str, Any]


class Difference(NamedTuple):
    """One value that differs; None where there is none.

    `names` is the way to it in words: names of fields, and what the items of a list are known by.
    `keys` is the way in the state after; for what is gone, in the state before.
    """

    names: tuple[str, ...]
    keys: Keys
    before: Any
    after: Any

    def besides(self, value: Any) -> Any:
        """Return what an item of a list says beside what it is known by; any other value whole."""
        if not isinstance(value, dict) or not isinstance(self.keys[-1], int):
            return value
        known = SAME_BY.get(self.names[-2], ())
        return {name: item for name, item in value.items() if name not in known}


def differences(before: Data, after: Data) -> Iterator[Difference]:
    """Yield what differs between what a record said and says, in the order of its fields."""
    return _of_groups((), (), before, after)


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    return bool(one == other)


def _of_groups(
    names: tuple[str, ...], keys: Keys, before: Data, after: Data
) -> Iterator[Difference]:
    for name in {**before, **after}:
        yield from _of_values((*names, name), (*keys, name), before.get(name), after.get(name))


def _of_values(names: tuple[str, ...], keys: Keys, before: Any, after: Any) -> Iterator[Difference]:
    if alike(before, after):
        return
    one = before if before is not None else type(after)()
    other = after if after is not None else type(before)()
    if isinstance(one, list) and isinstance(other, list):
        yield from _of_lists(names, keys, one, other)
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _of_groups(names, keys, before, after)
    else:
        yield Difference(names, keys, before, after)


def _of_lists(
    names: tuple[str, ...], keys: Keys, before: list[Any], after: list[Any]
) -> Iterator[Difference]:
    field = names[-1]
    was, now = numbered(field, before), numbered(field, after)
    found = False
    for same, at in was.items():
        if same not in now:
            found = True
            yield Difference((*names, known_by(same)), (*keys, at), before[at], None)
    for same, at in now.items():
        way, there = (*names, known_by(same)), (*keys, at)
        old = before[was[same]] if same in was else None
        for difference in _of_values(way, there, old, after[at]):
            found = True
            yield difference
    if not found:
        yield Difference(names, keys, before, after)


def numbered(field: str, items: Sequence[Any]) -> Mapping[tuple[Hashable, int], int]:
    """Return the position of each item of a list by what it is known by.

    Of several that are known by the same, each has a number.
    """
    met: Counter[Hashable] = Counter()
    found = {}
    for at, item in enumerate(items):
        same = same_by(field, item) if isinstance(item, dict) else str(item)
        found[same, met[same]] = at
        met[same] += 1
    return found


def known_by(same: tuple[Hashable, int]) -> str:
    """Return in words what an item of a list is known by, and its number among the same."""
    names, number = same
    text = " ".join(filter(None, names)) if isinstance(names, tuple) else str(names)
    return f"{text} ({number + 1})" if number else text
