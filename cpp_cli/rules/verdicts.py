"""Verdicts: what the rules find in each record, and on which days that is so.

Verdicts that were reached before are kept for every record that a change does not touch, as long
as no day that a rule has looked at has come or gone.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cpp_cli.finding import Finding, Place
from cpp_cli.forked import in_halves
from cpp_cli.ledger.promises import spoken, spoken_so_far
from cpp_cli.models.kinds import COMMITMENT
from cpp_cli.reading.affected import touched
from cpp_cli.rules.each import checked
from cpp_cli.rules.rule import Context

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from cpp_cli.reading.store import Store

_EVER, _NEVER = date.min.toordinal(), date.max.toordinal()
HINTING = frozenset(("R001", "R002", "R003", "R004"))
"""What says which name may have been meant: the nearest of all that are there."""
_NAME_US = frozenset(("A003", "A004", "A011", "A015", "A016"))
"""What names all who may speak, also where the record does not."""

Values = tuple[int, int, str, dict[str, str]]


class Verdicts:
    """What the rules find. `found` has the findings of each record in which there are any.

    All of it holds from the day `first` to the day `last` (as ordinals); what is in `until` only
    holds up to the day there.
    """

    __slots__ = ("first", "found", "until")

    def __init__(
        self,
        found: dict[str, list[Values]],
        first: int = _EVER,
        until: dict[str, int] | None = None,
    ) -> None:
        self.found = found
        self.first = first
        self.until = until or {}

    def holds(self, day: date) -> bool:
        """Whether all of it is so on a day."""
        number = day.toordinal()
        return self.first <= number and all(number <= last for last in self.until.values())

    def values(self) -> tuple[Any, ...]:
        """Return all of it as plain values, of which another can be made."""
        return self.found, self.first, self.until


def told(path: str, found: Iterable[Values]) -> Iterator[Finding]:
    """Yield the findings in one record."""
    for line, column, code, values in found:
        yield Finding(path, Place(line, column), code, values)


class _Today(date):
    """A day that remembers between which days it could lie, by what it was compared with."""

    first = _EVER
    last = _NEVER

    def __lt__(self, other: date, /) -> bool:
        return self._is_up_to(other.toordinal() - 1)

    def __le__(self, other: date, /) -> bool:
        return self._is_up_to(other.toordinal())

    def __gt__(self, other: date, /) -> bool:
        return not self._is_up_to(other.toordinal())

    def __ge__(self, other: date, /) -> bool:
        return not self._is_up_to(other.toordinal() - 1)

    def __str__(self) -> str:
        """Return it in words that are only those of this very day."""
        self.first = self.last = self.toordinal()
        return self.isoformat()

    def _is_up_to(self, number: int) -> bool:
        if self.toordinal() <= number:
            self.last = min(self.last, number)
            return True
        self.first = max(self.first, number + 1)
        return False


def verdicts(store: Store, day: date) -> Verdicts:
    """Return what the rules find in the records of a store on a day."""
    known = _known(store)
    if known and known.holds(day):
        return known
    if known is None or day.toordinal() < known.first:
        found = _looked_at(store, store.files.paths, day)
    else:
        over = {path for path, last in known.until.items() if last < day.toordinal()}
        found = _together(known, _looked_at(store, sorted(over), day), over)
    store.memo["verdicts"] = found
    _tell_before(store, found)
    return found


def found_in(store: Store, paths: Iterable[str], day: date) -> dict[str, list[Values]]:
    """Return what the rules find on a day in the records at some paths; no other is looked at."""
    wanted = sorted(path for path in paths if path in store.files)
    return _looked_at(store, wanted, day).found


def is_known(store: Store) -> bool:
    """Whether it is known from before what the rules find in most records of a store."""
    return _known(store) is not None


def _known(store: Store) -> Verdicts | None:
    """Return what is known without looking at a record.

    At those of the store before nobody can look any more: their texts may be others by now.
    """
    if "verdicts" not in store.memo:
        kept = store.kept("verdicts")
        known = Verdicts(*kept) if kept else None
        if known is None and store.before:
            before = _known(store.before)
            known = _without_touched(store, before, store) if before else None
        store.memo["verdicts"] = known
    found: Verdicts | None = store.memo["verdicts"]
    return found


def _tell_before(store: Store, found: Verdicts) -> None:
    """Let the store before know of all that is so in both."""
    before = store.before
    if before and _known(before) is None:
        before.memo["verdicts"] = same = _without_touched(store, found, before)
        if same:
            _tell_before(before, same)


def _without_touched(store: Store, found: Verdicts, of: Store) -> Verdicts | None:
    """Return verdicts for one of two stores, but for what was touched in between: that is to be
    looked at. They are those of the other one; the later of the two is `store`."""
    change = touched(store)
    if change.paths is None:
        return None
    naming = (path for path, one in found.found.items() if any(hit[2] in _NAME_US for hit in one))
    anew = {*change.paths, *(naming if change.named else ()), *store.changed}
    unknown = Verdicts({}, _EVER, {path: _EVER for path in anew if path in of.files})
    return _together(found, unknown, anew)


def _together(old: Verdicts, new: Verdicts, gone: set[str]) -> Verdicts:
    """Return old verdicts without those of some paths, and new ones."""
    found = {path: one for path, one in old.found.items() if path not in gone}
    until = {path: one for path, one in old.until.items() if path not in gone}
    return Verdicts(found | new.found, max(old.first, new.first), until | new.until)


def _looked_at(store: Store, paths: Sequence[str], day: date) -> Verdicts:
    first = _EVER
    found: dict[str, list[Values]] = {}
    until: dict[str, int] = {}
    for half in in_halves(lambda some: _half(store, some, day), paths):
        first = max(first, half[0])
        found |= half[1]
        until |= half[2]
        spoken_so_far(store).update(half[3])
    return Verdicts(found, first, until)


def _half(store: Store, paths: Sequence[str], day: date) -> Iterator[tuple[int, Any, Any, Any]]:
    found: dict[str, list[Values]] = {}
    until: dict[str, int] = {}
    said: dict[str, tuple[int, ...]] = {}
    first = _EVER
    today = _Today(day.year, day.month, day.day)
    context = Context(store, today)
    for record in store.files.records(paths):
        path = record.path
        first = max(first, today.first)
        today.first, today.last = _EVER, _NEVER
        hits = [(*one.place, one.code, dict(one.values)) for one in checked(record, context)]
        if hits:
            found[path] = hits
        if today.last != _NEVER:
            until[path] = today.last
        if record.kind is COMMITMENT:
            said[path] = spoken(store, record)
    yield max(first, today.first), found, until, said
