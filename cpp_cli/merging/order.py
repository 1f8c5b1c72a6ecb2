"""The order of what two versions hold, and what of it stays: lines of comments among it."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from cpp_cli.merging.piece import Lines, comment_of, is_marker, moved

K = TypeVar("K", bound=Hashable)


def woven(ours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """Return ours in its order, and in it what only theirs has, each after what it followed."""
    found, shared = list(ours), set(theirs)
    there = set(ours)
    anchor: K | None = None
    for one in theirs:
        if one not in there:
            at = 0 if anchor is None else found.index(anchor) + 1
            while at < len(found) and found[at] not in shared:
                at += 1
            found.insert(at, one)
            there.add(one)
        anchor = one
    return found


def staying(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """Return what both have, and what one of them has added."""
    old, mine, other = set(base), set(ours), set(theirs)
    return [k for k in woven(ours, theirs) if (k in mine and k in other) or k not in old]


def merged_lines(base: Lines, ours: Lines, theirs: Lines, column: int) -> Lines:
    """Return the lines between two pieces, as both sides left them; new ones go to a column."""
    base, theirs = _without_markers(base), _without_markers(theirs)
    was, mine, other = _numbered(base), _numbered(ours), _numbered(theirs)
    if other in (was, mine):
        return ours
    written = dict(zip(other, (moved(line, column) for line in theirs), strict=True))
    written |= zip(mine, ours, strict=True)
    markers = [key for key, line in zip(mine, ours, strict=True) if is_marker(line)]
    return tuple(written[key] for key in staying(was, mine, [*markers, *other]))


def merged_comments(base: Lines, ours: Lines, theirs: Lines) -> Lines:
    """Return the comments in two versions of a piece that stay, ours first."""
    was, mine, other = _numbered(base), _numbered(ours), _numbered(theirs)
    return tuple(comment for comment, _ in staying(was, mine, other))


def left_over(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Return what is there after and was not before; of several alike, so many more."""
    return list((Counter(after) - Counter(before)).elements())


def _numbered(lines: Lines) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        seen[line.strip()] += 1
        found.append((line.strip(), seen[line.strip()]))
    return found


def _without_markers(lines: Lines) -> Lines:
    """Lines with only the comments of those where a document begins or ends: ours has its own."""
    shown = (comment_of(line) if is_marker(line) else line for line in lines)
    pairs = zip(shown, lines, strict=True)
    return tuple(one for one, line in pairs if one or not is_marker(line))
