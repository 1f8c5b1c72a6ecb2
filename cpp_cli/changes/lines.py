"""Which version of a record each of its lines was written in.

A line keeps its version as long as it stands as it is, spaces included: in these files they have a
meaning. Only the mark of Windows at its end is none.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.changes.versions import Made, Version

    Line = tuple[str, Made]


def written_by(versions: Sequence[Version]) -> list[Line]:
    """Return the lines of the newest version, each with what made the version that it came with.

    In a merge a line is that of the first side that has it.
    """
    found: dict[str, list[Line]] = {}
    for version in reversed(versions):
        lines: list[Line] = [(text, version.made) for text in version.lines]
        open_: set[int] = set(range(len(lines)))
        for parent in version.parents:
            old = found.get(parent, [])
            for at, before in _alike([text for text, _ in lines], [text for text, _ in old]):
                if at in open_:
                    open_.remove(at)
                    lines[at] = old[before]
        found[version.made.commit] = lines
    return found[versions[0].made.commit] if versions else []


def _alike(now: Sequence[str], before: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the lines that stand as they stood: now, and before."""
    head = 0
    while head < min(len(now), len(before)) and now[head] == before[head]:
        yield head, head
        head += 1
    tail = 0
    most = min(len(now), len(before)) - head
    while tail < most and now[-1 - tail] == before[-1 - tail]:
        tail += 1
        yield len(now) - tail, len(before) - tail
    middle = now[head : len(now) - tail], before[head : len(before) - tail]
    if all(middle):
        for at, old, size in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            yield from ((head + at + one, head + old + one) for one in range(size))
