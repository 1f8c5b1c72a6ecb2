"""Loading: a snapshot's files read one by one, by two processes where they are many."""

from __future__ import annotations

from array import array
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING

from cpp_cli.forked import in_halves
from cpp_cli.models.kinds import KINDS, kind_of
from cpp_cli.reading.around import around
from cpp_cli.reading.files import Files
from cpp_cli.reading.one import reading, text_of
from cpp_cli.reading.packs import ORDINARY, Odd, Packing, odd, packed
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.store import Store

try:
    from _sha1 import sha1  # type: ignore[import-not-found]  # quicker to import than all hashes
except ImportError:
    from hashlib import sha1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.snapshot import Snapshot

    Progress = Callable[[int, int], None]
    Identify = Callable[[bytes | Unreadable], str]
    File = tuple[str, bytes | Unreadable]
    Piece = tuple[str, bytes, bytes, dict[str, tuple[Any, ...]], list[str]]
    """Of some files of a kind: its name, the rows and where each ends, what is odd, the ids."""

_PIECE = 500
"""So many files are read before they are handed on."""


def load(
    snapshot: Snapshot, progress: Progress | None = None, ids: dict[str, str] | None = None
) -> Store:
    """Return the store of a snapshot. `progress` is told how many of how many files are read.

    `ids` is filled with the id that git has for the content of each record.
    """
    return Store(_read_all(snapshot, progress, ids))


def _read_all(snapshot: Snapshot, progress: Progress | None, ids: dict[str, str] | None) -> Files:
    paths: list[str] = []
    by_kind: dict[str, list[str]] = {name: [] for name in KINDS}
    strays: dict[str, str] = {}
    for path in snapshot.paths():
        kind = kind_of(path)
        if kind:
            paths.append(path)
            by_kind[kind.name].append(path)
        else:
            data = snapshot.read(path)
            strays[path] = str(data) if isinstance(data, Unreadable) else ""
    identify = None if ids is None else blob_id
    packing = {name: Packing() for name in KINDS}
    odd: dict[str, Odd] = {}
    of: list[str] = []
    work = partial(_pieces, snapshot, len(paths), progress, identify)
    for name, ends, rows, strange, some in in_halves(work, paths):
        packing[name].add(ends, rows)
        odd.update((path, Odd._make(one)) for path, one in strange.items())
        of += some
    if ids is not None:
        ids.update(zip(paths, of, strict=True))
    packs = {name: packing[name].pack(by_kind[name]) for name in KINDS}
    return Files(packs.__getitem__, odd, around(paths, strays), text_of(snapshot))


def _pieces(
    snapshot: Snapshot,
    count: int,
    progress: Progress | None,
    identify: Identify | None,
    paths: Sequence[str],
) -> Iterator[Piece]:
    """Read files, and yield what they say in pieces of one kind: nothing is kept of any file."""
    contents = snapshot.contents(paths)
    if progress:
        contents = _told(contents, progress, count, count / max(len(paths), 1))
    for kind, files in groupby(contents, lambda one: kind_of(one[0])):
        assert kind is not None
        while (piece := _piece(kind, islice(files, _PIECE), identify))[1]:
            yield piece


def _told(files: Iterator[File], progress: Progress, count: int, share: float) -> Iterator[File]:
    """Yield files, and tell after each how many of all were read; each stands for its share."""
    for number, file in enumerate(files, start=1):
        yield file
        progress(int(number * share), count)


def _piece(kind: Kind, files: Iterable[File], identify: Identify | None) -> Piece:
    rows, ends = bytearray(), array("I")
    ids: list[str] = []
    strange: dict[str, tuple[Any, ...]] = {}
    for path, data in files:
        found = reading(path, kind, data)
        rows += packed(found)
        ends.append(len(rows))
        one = odd(found)
        if one is not ORDINARY:
            strange[path] = tuple(one)
        if identify:
            ids.append(identify(data))
    return kind.name, ends.tobytes(), bytes(rows), strange, ids


def blob_id(data: bytes | Unreadable) -> str:
    """Return the id that git has for a content; nothing for what cannot be read."""
    if isinstance(data, Unreadable):
        return ""
    found: str = sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
    return found
