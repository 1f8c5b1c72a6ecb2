"""The versions of a record to steps: what each of them changed of those that it was made of.

A merge is told only of what none of its sides had changed so: what it drops, or settles anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cpp_cli.changes.differences import alike, differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cpp_cli.changes.differences import Data, Difference
    from cpp_cli.changes.versions import Version

ADDED = "added"
CHANGED = "changed"
DELETED = "deleted"
MOVED = "moved"
REWRITTEN = "rewritten"
UNREADABLE = "unreadable"
OLDER = "older"


class Step(NamedTuple):
    """What one version changed. `was_at` is where the record stood before."""

    version: Version
    what: str
    was_at: str | None
    differences: tuple[Difference, ...]


def steps(versions: Sequence[Version]) -> list[Step]:
    """Return what each version changed, in the order of the versions: the newest first.

    A version that changed nothing, such as a merge of what stands on both sides, has no step.
    """
    family = _Family(versions)
    return [step for version in versions for step in _steps(family, version)]


class _Family:
    """The versions with those that each was made of, directly and at any distance."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self._by_commit = {one.made.commit: one for one in versions}
        oldest_first = list(reversed(versions))
        self._number = {one.made.commit: at for at, one in enumerate(oldest_first)}
        self._oldest_first = oldest_first
        self._before: dict[str, int] = {}
        self._told_by: dict[str, Version | None] = {}
        for at, one in enumerate(oldest_first):
            parents = self.parents(one)
            bits = 1 << at
            for parent in parents:
                bits |= self._before[parent.made.commit]
            self._before[one.made.commit] = bits
            # What cannot be read says what was said before it.
            last = self._told_by[parents[0].made.commit] if parents else None
            self._told_by[one.made.commit] = one if one.is_readable else last

    def parents(self, version: Version) -> list[Version]:
        return [self._by_commit[one] for one in version.parents if one in self._by_commit]

    def common(self, one: Version, other: Version) -> Version | None:
        """Return the last version that two were both made of."""
        both = self._before[one.made.commit] & self._before[other.made.commit]
        return self._oldest_first[both.bit_length() - 1] if both else None

    def between(self, before: Version | None, after: Version) -> list[Difference]:
        """Return what differs between what two versions say."""
        told = [self._told_by[one.made.commit] for one in (before, after) if one]
        as_written = any(one.is_there and not one.record for one in told if one)
        old = self._said(before, as_written)
        return list(differences(old, self._said(after, as_written)))

    def _said(self, version: Version | None, as_written: bool) -> Data:
        told = self._told_by[version.made.commit] if version else None
        if told is None or not told.is_there:
            return {}
        return (told.written or {}) if as_written else told.said


def _steps(family: _Family, version: Version) -> Iterator[Step]:
    parents = family.parents(version)
    there = [one for one in parents if one.is_there]
    was_at = there[0].path if there else None
    if version.made.is_cut and not parents:
        yield Step(version, OLDER, None, ())
    elif not version.is_there:
        if there:
            yield Step(version, DELETED, was_at, ())
    elif not version.is_readable:
        if version.data not in [one.data for one in there]:
            yield Step(version, UNREADABLE, was_at, ())
    elif not there:
        yield Step(version, ADDED, None, tuple(family.between(None, version)))
    else:
        changed = tuple(_changed(family, version, parents))
        what = CHANGED if changed else _without_words(version, parents)
        if what:
            yield Step(version, what, was_at, changed)


def _without_words(version: Version, parents: Sequence[Version]) -> str | None:
    """Return what a version did that says what was said before it; None where that is nothing."""
    if version.path not in [one.path for one in parents]:
        return MOVED
    return REWRITTEN if len(parents) == 1 and version.lines != parents[0].lines else None


def _changed(family: _Family, version: Version, parents: Sequence[Version]) -> Iterable[Difference]:
    if len(parents) == 1:
        return family.between(parents[0], version)
    found: list[tuple[Difference, bool]] = []
    for parent in parents:
        sides = [_of_sides(family, parent, other) for other in parents if other is not parent]
        for one in family.between(parent, version):
            if not any(_is_in(one, theirs) for _, theirs in sides):
                own = any(_touches(one, ours) for ours, _ in sides)
                found.append((one, own))
    return _once(found)


def _of_sides(
    family: _Family, one: Version, other: Version
) -> tuple[list[Difference], list[Difference]]:
    """Return what two sides of a merge had changed since they parted."""
    base = family.common(one, other)
    return family.between(base, one), family.between(base, other)


def _is_in(one: Difference, many: Iterable[Difference]) -> bool:
    return any(
        one.names == other.names
        and alike(one.before, other.before)
        and alike(one.after, other.after)
        for other in many
    )


def _touches(one: Difference, many: Iterable[Difference]) -> bool:
    return any(one.names == other.names for other in many)


def _once(found: Sequence[tuple[Difference, bool]]) -> Iterator[Difference]:
    """Yield each field once for each side that had changed it; once where none had."""
    told: list[Difference] = []
    for one, own in sorted(found, key=lambda each: not each[1]):
        if not _is_in(one, told) and (own or not _touches(one, told)):
            told.append(one)
            yield one
