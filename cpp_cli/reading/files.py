"""The files of a snapshot as they were read: packed, with what is out of the ordinary beside."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from cpp_cli.models.kinds import KINDS, Kind, kind_of
from cpp_cli.reading.around import Around, around
from cpp_cli.reading.one import reading
from cpp_cli.reading.packs import ORDINARY, Odd, Pack, findings, odd, packed
from cpp_cli.reading.paths import plain
from cpp_cli.reading.record import Reading, in_brief, made
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cpp_cli.finding import Finding
    from cpp_cli.models.base import RecordModel
    from cpp_cli.reading.record import Record

    Packs = Callable[[str], Pack]
    Looks = dict[str, tuple[int, ...] | None]

_MANY = 1000
"""So many records are worth to be prepared for."""
ORDER = sorted(KINDS.values(), key=lambda kind: kind.folder or "program.yaml")
"""The kinds as their files stand among all, sorted by path."""


class _Named(dict[str, tuple[list[str], list[str]]]):
    """The paths of each kind with the names of the files, made when they are asked for."""

    def __init__(self, files: Files) -> None:
        super().__init__()
        self._files = files

    def __missing__(self, kind: str) -> tuple[list[str], list[str]]:
        paths = self._files.paths_of(KINDS[kind])
        both = self[kind] = paths, [path[path.rfind("/") + 1 : -5] for path in paths]
        return both


class Files:
    """All files below `records/`. `fresh` are those that are not as packed; None where one is gone.

    `text_of` gives the text of a file that was packed; None where it is another by now. `packed` is
    how many are packed, where that is known.
    """

    def __init__(
        self,
        packs: Packs,
        odd: Mapping[str, Odd],
        around: Around,
        text_of: Callable[[str], Text | None],
        fresh: Mapping[str, Reading | None] | None = None,
        packed: int | None = None,
    ) -> None:
        self._packs = packs
        self._odd = odd
        self.around = around
        self._text_of = text_of
        self.fresh = fresh or {}
        self._packed = packed

    @cached_property
    def count(self) -> int:
        """How many records there are, also those that could not be read."""
        if self._packed is None:
            return len(self.paths)
        change = sum((one is not None) - self._is_packed(path) for path, one in self.fresh.items())
        return self._packed + change

    # Paths

    @cached_property
    def paths(self) -> list[str]:
        """The path of every record, also of those that could not be read, sorted."""
        return [path for kind in ORDER for path in self.paths_of(kind)]

    def paths_of(self, kind: Kind) -> list[str]:
        """Return the paths of one kind, sorted."""
        packed = self._packs(kind.name).paths
        fresh = {path: one for path, one in self.fresh.items() if kind_of(path) is kind}
        if not fresh:
            return list(packed)
        found = [path for path in packed if path not in fresh]
        found += [path for path, reading in fresh.items() if reading]
        return sorted(found)

    def paths_by_id(self, kind: Kind) -> dict[str, str]:
        """Return the path of each record that could be read by its id; of several, the first."""
        paths, names = self._named[kind.name]
        found = dict(zip(names, paths, strict=True))
        odd = {path: one for path, of, one in self.odd() if of is kind}
        if len(found) == len(paths) and not any(one.id or one.unread for one in odd.values()):
            return found
        found = {}
        for path, name in zip(paths, names, strict=True):
            one = odd.get(path, ORDINARY)
            if not one.unread:
                found.setdefault(one.id or name, path)
        return found

    def twice(self, kind: Kind) -> set[str]:
        """Return the names that several files of a kind have, in folders of their own."""
        names = self._named[kind.name][1]
        known: set[str] = set()
        if len(set(names)) == len(names):
            return known
        return {name for name in names if name in known or known.add(name)}  # type: ignore[func-returns-value]  # it returns nothing

    @cached_property
    def _named(self) -> _Named:
        return _Named(self)

    def __contains__(self, path: str) -> bool:
        if path in self.fresh:
            return self.fresh[path] is not None
        return self._is_packed(path)

    def _is_packed(self, path: str) -> bool:
        kind = kind_of(path)
        return kind is not None and self._packs(kind.name).number(path) is not None

    # What they hold

    def record(self, path: str) -> Record[Any] | None:
        """Return the record at a path, if it could be read."""
        if path in self.fresh:
            reading = self.fresh[path]
            return reading.record if reading else None
        model = self._unpacked(path)
        return None if model is None else made(_kind(path), path, model, self._text_of)

    def _unpacked(self, path: str) -> RecordModel | None:
        values = self.plain(path)
        return None if values is None else cast("RecordModel", _kind(path).model.from_raw(values))

    def plain(self, path: str) -> Any:
        """Return the plain values of the record at a path; None if it could not be read."""
        if path in self.fresh:
            reading = self.fresh[path]
            return reading.record.model if reading and reading.record else None
        pack = self._packs(_kind(path).name)
        number = pack.number(path)
        return None if number is None else pack.values(number)

    def records(self, paths: Sequence[str]) -> Iterator[Record[Any]]:
        """Yield the record at each of these paths, which are sorted, if it could be read."""
        if len(paths) < _MANY:
            yield from filter(None, map(self.record, paths))
            return
        unread = {path for path, _, one in self._every_odd if one.unread}
        for kind, some in groupby(paths, _kind):
            yield from self.every(kind, (path for path in some if path not in unread))

    def every(self, kind: Kind, paths: Iterable[str]) -> Iterator[Record[Any]]:
        """Yield the record at each of these paths of one kind, quicker than one by one."""
        pack = self._packs(kind.name)
        known, number = pack.paths, -1
        fresh, text_of = self.fresh, self._text_of
        values, from_raw = pack.values, kind.model.from_raw
        for path in paths:
            if path in fresh:
                yield cast("Record[Any]", self.record(path))
            else:
                number += 1
                if number >= len(known) or known[number] != path:
                    found = pack.number(path)
                    assert found is not None, f"no record is at {path}"
                    number = found
                yield made(kind, path, from_raw(values(number)), text_of)

    def in_brief(self, kind: Kind, paths: Mapping[str, str]) -> Iterator[Record[Any]]:
        """Yield the records with these paths by id, in brief where they are known so."""
        pack, fresh = self._packs(kind.name), self.fresh
        if pack.briefs is None:
            return (yield from self.every(kind, paths.values()))
        rows: Iterable[Any] = pack.briefs
        if fresh or len(paths) < len(pack.paths):
            rows = map(dict(zip(pack.paths, pack.briefs, strict=True)).get, paths.values())
        for (key, path), row in zip(paths.items(), rows, strict=True):
            if path in fresh:
                yield from self.every(kind, (path,))
            else:
                yield in_brief(kind, path, key, row, self._text_of, self._unpacked)

    def text(self, path: str) -> Text | None:
        """Return the text of a file; None where it has none."""
        reading = self.fresh.get(path)
        return reading.record.text if reading and reading.record else self._text_of(path)

    def odd_at(self, path: str) -> Odd:
        """Return what is out of the ordinary in a file."""
        if path in self.fresh:
            reading = self.fresh[path]
            return odd(reading) if reading else ORDINARY
        return self._odd.get(path, ORDINARY)

    def odd(self) -> Iterator[tuple[str, Kind, Odd]]:
        """Yield what is out of the ordinary in files, by path."""
        return iter(self._every_odd)

    @cached_property
    def _every_odd(self) -> list[tuple[str, Kind, Odd]]:
        found = {path: one for path, one in self._odd.items() if path not in self.fresh}
        found |= {path: one for path in self.fresh if (one := self.odd_at(path)) != ORDINARY}
        return [(path, _kind(path), one) for path, one in sorted(found.items())]

    def naming(self, words: set[str]) -> set[str]:
        """Return the paths of the records that may name any of these; too many, never too few."""
        asked = [word.encode("utf-8", "surrogatepass") for word in words]
        found = {path for kind in ORDER for path in self._packs(kind.name).naming(asked)}
        return {path for path in found if path not in self.fresh} | {
            path for path, reading in self.fresh.items() if reading
        }

    def holding(self, test: Callable[[str], bool]) -> set[str]:
        """Return the paths of the public records whose text passes a test, in small letters."""
        found = set(self.fresh)
        for kind in ORDER:
            pack = self._packs(kind.name)
            for number, path in enumerate(pack.paths):
                row = pack.row(number)
                if b"public" in row and test(plain(row.decode("utf-8", "replace"))):
                    found.add(path)
        return {path for path in found if self.fresh.get(path, ORDINARY)}

    def findings(self) -> Iterator[Finding]:
        """Yield what reading found."""
        yield from self.around.findings()
        for path, _, one in self._every_odd:
            yield from findings(path, one)

    @property
    def hidden(self) -> frozenset[str]:
        """The kinds (by name) of which there may be records that nobody can see."""
        return self.around.hidden

    def pack(self, kind: str) -> Pack:
        """Return the records of one kind (by its name) packed as they are now."""
        before = self._packs(kind)
        paths = self.paths_of(KINDS[kind])
        if not any(kind_of(path) is KINDS[kind] for path in self.fresh):
            return before
        return Pack.of(paths, map(self._row, paths))

    def _row(self, path: str) -> bytes | bytearray:
        reading = self.fresh.get(path)
        if reading:
            return packed(reading)
        pack = self._packs(_kind(path).name)
        number = pack.number(path)
        assert number is not None
        return pack.row(number)

    # Another state

    def after(self, changes: Mapping[str, bytes | Unreadable | None]) -> Files:
        """Return the files with some changed, some added and some taken away (None)."""
        fresh = dict(self.fresh)
        strays = dict(self.around.strays)
        moved = False
        for path, data in changes.items():
            gone = data is None or (isinstance(data, Unreadable) and data == "gone")
            kind = kind_of(path)
            if kind is None:
                moved = moved or gone != (path not in strays)
                strays.pop(path, None)
                if not gone:
                    strays[path] = str(data) if isinstance(data, Unreadable) else ""
            elif gone or data is None:
                moved = moved or path in self
                fresh[path] = None
            else:
                moved = moved or path not in self
                fresh[path] = reading(path, kind, data)
        after = Files(self._packs, self._odd, self.around, self._text_of, fresh, self._packed)
        if moved or strays != self.around.strays:
            after.around = around(after.paths, strays)
        return after


def _kind(path: str) -> Kind:
    kind = kind_of(path)
    assert kind is not None
    return kind
