"""Loading: a snapshot's files read one by one, by two processes where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.forked import halves
from cpp_cli.models.kinds import KINDS, kind_of
from cpp_cli.reading.around import around
from cpp_cli.reading.files import Files, reading, text_of
from cpp_cli.reading.packs import ORDINARY, Odd, Pack, odd, packed
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.store import Store

try:
    from _sha1 import sha1  # type: ignore[import-not-found]  # quicker to import than all hashes
except ImportError:
    from hashlib import sha1

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from cpp_cli.reading.snapshot import Snapshot

    Progress = Callable[[int, int], None]


def load(
    snapshot: Snapshot, progress: Progress | None = None, ids: dict[str, str] | None = None
) -> Store:
    """Return the store of a snapshot. `progress` is told how many of how many files are read.

    `ids` is filled with the id that git has for the content of each record.
    """
    return Store(_read_all(snapshot, progress, ids))


def _read_all(snapshot: Snapshot, progress: Progress | None, ids: dict[str, str] | None) -> Files:
    paths: list[str] = []
    strays: dict[str, str] = {}
    for path in snapshot.paths():
        if kind_of(path):
            paths.append(path)
        else:
            data = snapshot.read(path)
            strays[path] = str(data) if isinstance(data, Unreadable) else ""
    identify = None if ids is None else blob_id
    parts = halves(lambda some: _rows(snapshot, some, len(paths), progress, identify), paths)
    rows = [row for some, _, _ in parts for row in some]
    odd = {path: Odd._make(one) for _, some, _ in parts for path, one in some.items()}
    if ids is not None:
        ids.update(zip(paths, (one for _, _, some in parts for one in some), strict=True))
    packs = _packs(paths, rows)
    return Files(packs.__getitem__, odd, around(paths, strays), text_of(snapshot))


def _rows(
    snapshot: Snapshot,
    paths: Sequence[str],
    count: int,
    progress: Progress | None,
    identify: Callable[[bytes | Unreadable], str] | None,
) -> tuple[list[bytes], dict[str, tuple[Any, ...]], list[str]]:
    rows: list[bytes] = []
    ids: list[str] = []
    strange: dict[str, tuple[Any, ...]] = {}
    share = count / max(len(paths), 1)
    for path, data in snapshot.contents(paths):
        kind = kind_of(path)
        assert kind is not None
        found = reading(path, kind, data)
        rows.append(packed(found))
        one = odd(found)
        if one != ORDINARY:
            strange[path] = tuple(one)
        if identify:
            ids.append(identify(data))
        if progress:
            progress(int(len(rows) * share), count)
    return rows, strange, ids


def blob_id(data: bytes | Unreadable) -> str:
    """Return the id that git has for a content; nothing for what cannot be read."""
    if isinstance(data, Unreadable):
        return ""
    found: str = sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
    return found


def _packs(paths: Sequence[str], rows: Sequence[bytes]) -> dict[str, Pack]:
    of: dict[str, tuple[list[str], list[bytes]]] = {name: ([], []) for name in KINDS}
    for path, row in zip(paths, rows, strict=True):
        kind = kind_of(path)
        assert kind is not None
        of[kind.name][0].append(path)
        of[kind.name][1].append(row)
    return {name: Pack.of(*both) for name, both in of.items()}
