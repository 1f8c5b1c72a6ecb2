"""What a change has to answer for: findings in what changed, in what refers to it, and between."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from cpp_cli.finding import START, Finding
from cpp_cli.models.kinds import MEETING, PARTNER
from cpp_cli.models.walk import references
from cpp_cli.reading.affected import touched_between
from cpp_cli.reading.references import current
from cpp_cli.rules import RULES
from cpp_cli.rules.check import with_hints
from cpp_cli.rules.verdicts import found_in, is_known, told, verdicts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping
    from datetime import date

    from cpp_cli.changes.pairs import Change, States
    from cpp_cli.reading.store import Store
    from cpp_cli.rules.verdicts import Values

    Found = Mapping[str, list[Values]]

_BETWEEN = [rule for rule in RULES.values() if rule.between]
_WITH_PARTS = {"party": PARTNER, "party-or-community": PARTNER, "heard": MEETING}
"""The kinds of reference that may name a part of a record, and the kind of the record."""


class Since:
    """What a change has to answer for; each is worked out when somebody asks."""

    def __init__(self, states: States, changed: list[Change], today: date) -> None:
        self._states = states
        self._changed = changed
        self._today = today

    @cached_property
    def paths(self) -> list[str]:
        """The paths of the records that changed and are still there."""
        return sorted(path for path in self._states.changed if path in self._states.after.files)

    @property
    def found(self) -> list[Finding]:
        """The findings in what changed, in what refers to it, and all that came of the change."""
        own = set(self._states.changed)
        others = {one.path for one in self._new} - own
        own |= set(_referring(self._states.after, others, self._changed))
        here = {one for one in self._new if one.path in own}
        added = self.added if others - own else list(_between(self._changed))
        return _hinted(self._states.after, {*here, *added}, self._known, self._today)

    @cached_property
    def added(self) -> list[Finding]:
        """The findings that were not there before, and those between the two states."""
        now_at = {one.was_at: one.path for one in self._changed if one.was_at and one.path}
        added = _without(self._new, self._old, now_at)
        return _sorted([*added, *_between(self._changed)])

    @cached_property
    def mended(self) -> list[Finding]:
        """The findings that are not there any more."""
        was_at = {one.path: one.was_at for one in self._changed if one.was_at and one.path}
        return _sorted(_without(self._old, self._new, was_at))

    @cached_property
    def _known(self) -> Found:
        return self._judged(self._states.after)

    @cached_property
    def _new(self) -> list[Finding]:
        return _findings(self._states.after, self._known)

    @cached_property
    def _old(self) -> list[Finding]:
        before = self._states.before
        return _findings(before, self._judged(before))

    def _judged(self, store: Store) -> Found:
        """Return what the rules find in a state, at least in all that the change touches."""
        near = None if is_known(self._states.after) else self._near
        if near is None:
            return verdicts(store, self._today).found
        return found_in(store, near, self._today)

    @cached_property
    def _near(self) -> set[str] | None:
        """The paths that the change touches; None where that may be all."""
        states = self._states
        near = touched_between(states.before, states.after, states.changed).paths
        return near if near is None else near.union(states.changed)


def _findings(store: Store, found: Found) -> list[Finding]:
    """Return the findings of reading and of the rules."""
    return [*store.findings(), *(one for path, hits in found.items() for one in told(path, hits))]


def _referring(store: Store, paths: Iterable[str], changed: list[Change]) -> Iterator[str]:
    """Yield the paths of the records that name one that changed."""
    both = ((one.kind.name, record) for one in changed for record in (one.before, one.after))
    names = {(kind, record.id) for kind, record in both if record}
    for path in paths:
        record = store.files.record(path) if path in store.files else None
        if record and any(_names(store, *one[1:]) in names for one in references(record.model)):
            yield path


def _names(store: Store, kind: str, text: str) -> tuple[str, str]:
    """Return the kind and the id of the record that a reference is to."""
    now, of = current(store, kind, text), _WITH_PARTS.get(kind)
    if of is None:
        return kind, now
    return of.name, now.partition("/" if of is PARTNER else "#")[0]


def _without(found: list[Finding], other: list[Finding], moved: Mapping[str, str]) -> list[Finding]:
    """Return findings without those of the other state, wherever in a file they stood there.

    `moved` has the paths here of the files that stood elsewhere there.
    """
    there = Counter(_what(one, moved.get(one.path, one.path)) for one in other)
    left = []
    for one in found:
        what = _what(one, one.path)
        there[what] -= 1
        if there[what] < 0:
            left.append(one)
    return left


def _what(finding: Finding, path: str) -> Hashable:
    return path, finding.code, tuple(sorted(finding.values.items()))


def _between(changed: Iterable[Change]) -> Iterator[Finding]:
    for one in changed:
        for rule in _BETWEEN:
            if rule.between and one.kind in rule.kinds and (one.both or one.is_gone):
                for hit in rule.between(one):
                    place = one.after.place(hit.keys, hit.name) if one.after else START
                    yield Finding(one.at, place, rule.code, hit.values)


def _hinted(store: Store, found: set[Finding], known: Found, today: date) -> list[Finding]:
    """Return findings, each with the name that may have been meant."""
    plain = {path: known[path] for path in {one.path for one in found} if path in known}
    before = (one for path, hits in sorted(plain.items()) for one in told(path, hits))
    better = dict(zip(before, with_hints(store, today, plain), strict=True))
    return _sorted(better.get(one, one) for one in found)


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: finding.order)
