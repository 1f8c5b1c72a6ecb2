"""Two states of the records to what changed: each record as it was, and as it is."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from cpp_cli.models.kinds import id_of, kind_of
from cpp_cli.models.shape import plain
from cpp_cli.models.walk import references
from cpp_cli.reading.references import as_of_now

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store


class States:
    """The records as they were and as they are, and the paths at which a file differs."""

    def __init__(
        self, before: Store, after: Store, changed: Iterable[str], base: str | None = None
    ) -> None:
        self.before, self.after, self.changed = before, after, changed
        self.base = base
        """The commit of the state before, if it is one."""


class Change:
    """A record as it was and as it is; None where it was not there, is gone, or cannot be read.

    `was_at` and `path` are where it stood and stands, None where it was not there or is gone.
    """

    def __init__(self, kind: Kind, states: States, was_at: str | None, path: str | None) -> None:
        self.kind = kind
        self.states = states
        self.was_at = was_at
        self.path = path
        self.before: Record[Any] | None = states.before.files.record(was_at) if was_at else None
        self.after: Record[Any] | None = states.after.files.record(path) if path else None

    @property
    def at(self) -> str:
        """Where it stands, or where it stood."""
        return self.path or self.was_at or ""

    @property
    def id(self) -> str:
        """The id that it has, or had."""
        record = self.after or self.before
        return record.id if record else id_of(self.at)

    @property
    def is_new(self) -> bool:
        """Whether the record was not there."""
        return self.was_at is None and self.after is not None

    @property
    def is_gone(self) -> bool:
        """Whether the record is not there any more."""
        return self.path is None and self.before is not None

    @property
    def is_unreadable(self) -> bool:
        """Whether the record is there still, and cannot be read any more."""
        return self.path is not None and self.before is not None and self.after is None

    @cached_property
    def old(self) -> dict[str, Any]:
        """What it said, with references as they are written now; nothing where it said nothing."""
        return self._said(self.before)

    @cached_property
    def new(self) -> dict[str, Any]:
        """What it says, likewise."""
        return self._said(self.after)

    def _said(self, record: Record[Any] | None) -> dict[str, Any]:
        if record is None:
            return {}
        if not self._names_anew:
            said: dict[str, Any] = plain(record.model)
            return said
        return as_of_now(self.states.after, record.model)

    @cached_property
    def _names_anew(self) -> bool:
        """Whether it does not name any more what it named: perhaps only by another id."""
        old, new = (_named(one) if one else set() for one in (self.before, self.after))
        return not old <= new

    @property
    def both(self) -> bool:
        """Whether it could be read in both states."""
        return self.before is not None and self.after is not None


def _named(record: Record[Any]) -> set[str]:
    return {text for _, _, text in references(record.model)}


def changes(states: States) -> list[Change]:
    """Return what changed from one state to the other, by path.

    A record that was moved or renamed is one change: the new file has its id, or names it among
    its former ids.
    """
    before, after = states.before.files, states.after.files
    kinds = {path: kind for path in sorted(states.changed) if (kind := kind_of(path))}
    gone = [path for path in kinds if path in before and path not in after]
    new = [path for path in kinds if path in after and path not in before]
    moved = dict(_moved(states, gone, new))
    found = []
    for path, kind in kinds.items():
        if path in gone:
            found.append(Change(kind, states, path, moved.get(path)))
        elif path in after and path not in moved.values():
            found.append(Change(kind, states, path if path in before else None, path))
    return sorted(found, key=lambda change: change.at)


def _moved(states: States, gone: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Yield where a record stood, and where it stands now."""
    now = {(kind_of(path), name): path for path in new for name in _names(states.after, path)}
    for path in gone:
        record = states.before.files.record(path)
        name = record.id if record else id_of(path)
        there = now.pop((kind_of(path), name), None)
        if there:
            yield path, there


def _names(store: Store, path: str) -> Iterator[str]:
    """Yield the names of a record: first those that it had."""
    record = store.files.record(path)
    yield from record.model.former_ids if record else ()
    yield record.id if record else id_of(path)
