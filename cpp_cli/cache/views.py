"""Views: one state of the records as it was read, with all that was worked out about it.

A view has a file for each kind of record, one for what is beside them, and, once somebody has
asked, the words that count in promises (`spoken`) and what the rules find (`verdicts`).
"""

from __future__ import annotations

import marshal
from array import array
from functools import cached_property
from typing import TYPE_CHECKING

from cpp_cli.cache.folder import AROUND, LOOKS, SPOKEN, VERDICTS
from cpp_cli.errors import Again
from cpp_cli.finding import Finding, Place
from cpp_cli.models.kinds import COMMITMENT, KINDS
from cpp_cli.reading.around import Around
from cpp_cli.reading.files import Files, text_of
from cpp_cli.reading.packs import Odd, Pack
from cpp_cli.reading.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cpp_cli.cache.folder import Folder
    from cpp_cli.reading.files import Looks
    from cpp_cli.reading.snapshot import Snapshot


class View:
    """One state of the records. `count` is how many they are; `is_new` whether it is to be kept."""

    def __init__(self, folder: Folder, name: str, store: Store, count: int, is_new: bool) -> None:
        self.folder = folder
        self.name = name
        self.store = store
        self.count = count
        self.is_new = is_new
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
        spoken = self.store.memo.get("spoken")
        if spoken and len(spoken) == _promises(self.store) and not known(SPOKEN):
            self.folder.write(self.name, SPOKEN, marshal.dumps(spoken))


def kept(folder: Folder, name: str, snapshot: Snapshot) -> View | None:
    """Return a view that was kept; what it holds is only read when it is wanted.

    The texts of its records are those of a snapshot, as far as they are the same there.
    """
    data = folder.read(name, AROUND)
    if data is None or not all(folder.has(name, kind) for kind in KINDS):
        return None
    count, _, odd, strays, names = marshal.loads(data)
    around = Around(strays, tuple(_finding(one) for one in names))
    packs: dict[str, Pack] = {}

    def pack(kind: str) -> Pack:
        if kind not in packs:
            packs[kind] = _pack(folder, name, kind)
        return packs[kind]

    ordinary = {path: Odd._make(one) for path, one in odd.items()}
    files = Files(pack, ordinary, around, text_of(snapshot), packed=count)
    store = Store(files)
    store.kept = _kept(folder, name)
    return View(folder, name, store, count, False)


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
        folder.write(name, kind, marshal.dumps((pack.paths, pack.ends.tobytes(), pack.data)))
    odd = {path: tuple(one) for path, _, one in files.odd()}
    names = [_values(one) for one in files.around.names]
    faulty = any(one.faults or one.unread for _, _, one in files.odd())
    around = (files.count, faulty, odd, dict(files.around.strays), names)
    folder.write(name, AROUND, marshal.dumps(around))


def _pack(folder: Folder, name: str, kind: str) -> Pack:
    data = folder.read(name, kind)
    if data is None:
        folder.forget(name)
        raise Again
    paths, ends, rows = marshal.loads(data)
    return Pack(paths, array("I", ends), rows)


def _values(finding: Finding) -> tuple[Any, ...]:
    return finding.path, *finding.place, finding.code, dict(finding.values)


def _finding(values: tuple[Any, ...]) -> Finding:
    path, line, column, code, filled = values
    return Finding(path, Place(line, column), code, filled)
