"""Views: one state of the records as it was read, with all that was worked out about it.

A view has a file for each kind of record, one for what is beside them, and, once somebody has
asked, what the rules find (`verdicts`), what follows from single records (`FOLLOWING`), and the
records in brief. Who asks for the first time waits for none of that: it is kept for the next.
"""

from __future__ import annotations

import marshal
from array import array
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from cpp_cli.cache.folder import AROUND, BRIEF, LOOKS, VERDICTS
from cpp_cli.errors import Again
from cpp_cli.finding import Finding, Place
from cpp_cli.models.kinds import COMMITMENT, IN_BRIEF, KINDS
from cpp_cli.reading.affected import FOLLOWING
from cpp_cli.reading.around import Around
from cpp_cli.reading.files import Files
from cpp_cli.reading.one import text_of
from cpp_cli.reading.packs import Odd, Pack
from cpp_cli.reading.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from cpp_cli.cache.folder import Folder
    from cpp_cli.reading.files import Looks
    from cpp_cli.reading.snapshot import Snapshot

_LENGTH = 8
"""So many bytes tell a length."""


class View:
    """One state of the records. `count` is how many they are; `is_new` whether it is to be kept."""

    def __init__(
        self,
        folder: Folder,
        name: str,
        store: Store,
        count: int,
        is_new: bool,
        packs: Mapping[str, _Kept] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.name = name
        self.store = store
        self.count = count
        self.is_new = is_new
        self._packs = packs
        self._looks: Looks | None = None

    @classmethod
    def of(
        cls,
        folder: Folder,
        name: str,
        store: Store,
        looks: Looks | None = None,
        is_new: bool = True,
    ) -> View:
        """Return a view of some records."""
        view = cls(folder, name, store, store.files.count, is_new)
        view._looks = looks
        return view

    @property
    def few(self) -> int:
        """So many files may differ before a view of their own is worth the while."""
        return 16 + self.count // 2000

    @cached_property
    def looks(self) -> Looks | None:
        """How each file looked on the disk, where the view is of files there."""
        data = self.folder.read(self.name, LOOKS)
        looks: Looks | None = None if data is None else marshal.loads(data)
        return looks

    def keep(self) -> None:
        """Keep what is new of it."""
        if self.is_new:
            _keep_files(self.folder, self.name, self.store.files)
            if self._looks is not None:
                self.folder.write(self.name, LOOKS, marshal.dumps(self._looks))
        self._keep_worked_out()
        self.folder.use(self.name)

    def _keep_worked_out(self) -> None:
        known = self.store.kept
        found = self.store.memo.get("verdicts")
        if found and found.values() != known(VERDICTS):
            self.folder.write(self.name, VERDICTS, marshal.dumps(found.values()))
        for name in FOLLOWING:
            found = self.store.memo.get(name)
            if found and len(found) == _promises(self.store) and not known(name):
                self.folder.write(self.name, name, marshal.dumps(found))
        for pack in self._packs.values():
            if pack.is_missed:
                pack.keep_in_brief()


class _Kept(Pack):
    """A pack that was kept: each part of it is read when it is first asked for.

    The records in brief are a part of all bytes, and have their paths with them. `is_missed` is
    whether they were asked for, and were not there.
    """

    __slots__ = ("_brief", "_folder", "_kind", "_name", "is_missed")

    def __init__(self, folder: Folder, name: str, kind: str) -> None:
        self._folder, self._name, self._kind = folder, name, kind
        self.is_missed = False

    def __getattr__(self, wanted: str) -> Any:
        if wanted == "_brief":
            self._brief = (self._read(BRIEF) if self._kind in IN_BRIEF else None) or b""
        elif wanted == "briefs":
            self.is_missed = self._kind in IN_BRIEF and not self._brief
            if self._brief:
                self.paths = marshal.loads(_after(self._brief))
                self.briefs = marshal.loads(self._brief)
                self._brief = b""  # its room is wanted for what comes next
            else:
                self.briefs = None
        elif wanted == "paths" and self._brief:
            self.paths = marshal.loads(_after(self._brief))
        elif wanted in ("paths", "ends", "data"):
            data = self._read()
            if data is None:
                self._folder.forget(self._name)
                raise Again
            self.data = data
            self.paths, ends = marshal.loads(_after(data))
            self.ends = array("I", ends)
        else:
            raise AttributeError(wanted)
        return getattr(self, wanted)

    def _read(self, before: str = "") -> bytes | None:
        return self._folder.read(self._name, before + self._kind)

    def keep_in_brief(self) -> None:
        """Keep the records in brief, which were missed."""
        from cpp_cli.models.brief import briefs

        rows = map(self.values, range(len(self.paths)))
        found = briefs(KINDS[self._kind].model, rows)
        data = _with(marshal.dumps(found), self.paths)
        self._folder.write(self._name, BRIEF + self._kind, data)


def _with(first: bytes | bytearray, second: tuple[Any, ...]) -> bytes:
    """Return bytes, what is kept with them, and how long the bytes are: nothing is copied later."""
    return b"".join((first, marshal.dumps(second), len(first).to_bytes(_LENGTH, "big")))


def _after(both: bytes) -> memoryview:
    """Return what is kept with some bytes."""
    return memoryview(both)[int.from_bytes(both[-_LENGTH:], "big") :]


def kept(folder: Folder, name: str, snapshot: Snapshot) -> View | None:
    """Return a view that was kept; what it holds is only read when it is wanted.

    The texts of its records are those of a snapshot, as far as they are the same there.
    """
    data = folder.read(name, AROUND)
    if data is None or not all(folder.has(name, kind) for kind in KINDS):
        return None
    count, _, odd, strays, names = marshal.loads(data)
    around = Around(strays, tuple(_finding(one) for one in names))
    packs = {kind: _Kept(folder, name, kind) for kind in KINDS}
    ordinary = {path: Odd._make(one) for path, one in odd.items()}
    files = Files(packs.__getitem__, ordinary, around, text_of(snapshot), packed=count)
    store = Store(files)
    store.kept = _kept(folder, name)
    return View(folder, name, store, count, False, packs)


def _kept(folder: Folder, name: str) -> Callable[[str], Any]:
    known: dict[str, Any] = {}

    def kept(section: str) -> Any:
        if section not in known:
            data = folder.read(name, section)
            known[section] = None if data is None else marshal.loads(data)
        return known[section]

    return kept


def _promises(store: Store) -> int:
    """How many promises could be read."""
    unread = sum(kind is COMMITMENT and odd.unread for _, kind, odd in store.files.odd())
    return len(store.files.paths_of(COMMITMENT)) - unread


def _keep_files(folder: Folder, name: str, files: Files) -> None:
    for kind in KINDS:
        pack = files.pack(kind)
        rows = pack.data[: pack.ends[-1] if pack.ends else 0]
        folder.write(name, kind, _with(rows, (pack.paths, pack.ends.tobytes())))
    odd = {path: tuple(one) for path, _, one in files.odd()}
    names = [_values(one) for one in files.around.names]
    faulty = any(one.faults or one.unread for _, _, one in files.odd())
    around = (files.count, faulty, odd, dict(files.around.strays), names)
    folder.write(name, AROUND, marshal.dumps(around))


def _values(finding: Finding) -> tuple[Any, ...]:
    return finding.path, *finding.place, finding.code, dict(finding.values)


def _finding(values: tuple[Any, ...]) -> Finding:
    path, line, column, code, filled = values
    return Finding(path, Place(line, column), code, filled)
