"""A snapshot: the files of the records at one moment, by path. The working tree is one."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from cpp_cli.models.kinds import RECORDS
from cpp_cli.reading.paths import seen
from cpp_cli.reading.text import MAX_BYTES


class Unreadable(str):
    """Why a file cannot be read: `link`, `folder`, `special`, `permission`, `gone` or `error`."""

    @property
    def hides(self) -> bool:
        """Whether there may be records behind it."""
        return self in ("link", "permission", "error")


class Snapshot(Protocol):
    """Paths relative to the repository, with `/`, and the bytes of each.

    `is_settled`: whether it will always be as it is.
    """

    is_settled: bool

    def paths(self) -> list[str]:
        """Return the paths of all that is below `records/`, sorted.

        That is every file but those that computers leave behind, and of the folders those that
        are not gone into: links, hidden ones, ones that are locked or have the name of a record.
        """

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Yield each of these paths with its bytes, or why not."""


class OneByOne:
    """Reads many files as it reads one."""

    is_settled = False

    def contents(self: Snapshot, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Yield each of these paths with its bytes, or why not."""
        return ((path, self.read(path)) for path in paths)


class WorkingTree(OneByOne):
    """The files as they are on disk now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._top = str(root)

    def paths(self) -> list[str]:
        """Return the paths of all that is below `records/`, sorted."""
        return sorted(path for path, _ in self._seen())

    def looks(self) -> dict[str, tuple[int, ...] | None]:
        """Return how each of these looks on the disk, which changes when it does; None of what
        cannot be looked at."""
        return {path: _look(entry) for path, entry in self._seen()}

    def _seen(self) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
        folders = [RECORDS]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError:
                yield folder, None
                continue
            for entry in entries:
                is_folder = entry.is_dir(follow_symlinks=False)
                path = f"{folder}/{entry.name}"
                shown = seen(f"{path}/." if is_folder else path)
                if shown:
                    yield shown, entry
                elif is_folder:
                    folders.append(path)

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""
        try:
            return _bytes(f"{self._top}/{path}")
        except OSError as error:
            return _why(error)

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Yield each of these paths with its bytes, or why not.

        What lies behind a link to a folder is not there, as a walk does not come upon it.
        """
        real = {RECORDS: True}
        for path in paths:
            folder = path[: path.rfind("/")]
            if folder not in real:
                self._look_at(folder, real)
            yield path, self._met(path) if real[folder] else Unreadable("gone")

    def _met(self, path: str) -> bytes | Unreadable:
        data = self.read(path)
        if type(data) is bytes:
            return as_met(path, data)
        locked = data == Unreadable("permission") and os.path.isdir(f"{self.root}/{path}")
        return data if locked else as_met(path, data)

    def _look_at(self, folder: str, real: dict[str, bool]) -> None:
        above = folder[: folder.rfind("/")]
        if above not in real:
            self._look_at(above, real)
        try:
            real[folder] = real[above] and _sort(os.lstat(f"{self.root}/{folder}")) == "folder"
        except OSError:
            real[folder] = False


class Nothing(OneByOne):
    """What is there before anything was written."""

    is_settled = True

    def paths(self) -> list[str]:
        """Return no path."""
        return []

    def read(self, path: str) -> Unreadable:
        """Return that nothing is at a path."""
        return Unreadable("gone")


def now_at(snapshot: Snapshot, paths: Iterable[str]) -> dict[str, bytes | Unreadable]:
    """Return what is at some paths now, as a walk over the folders comes upon it."""
    met = {seen(path) or seen(f"{path}/.") for path in paths}
    return dict(snapshot.contents(sorted(met - {""})))


def as_met(path: str, data: bytes | Unreadable) -> bytes | Unreadable:
    """Return what a walk says of a path: nothing of a folder that it goes into, or of a file that
    it passes over."""
    is_folder = isinstance(data, Unreadable) and data == "folder"
    return data if seen(f"{path}/." if is_folder else path) else Unreadable("gone")


def _look(entry: os.DirEntry[str] | None) -> tuple[int, ...] | None:
    try:
        found = entry.stat(follow_symlinks=False) if entry else None
    except OSError:
        return None
    if found is None or not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


_READ = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


def _bytes(file: str) -> bytes | Unreadable:
    # A pipe or a device is not even opened: that alone can set something going.
    sort = _sort(os.lstat(file))
    if sort not in ("file", "folder"):
        return Unreadable(sort)
    descriptor = os.open(file, _READ)
    try:
        found = os.fstat(descriptor)
        sort = _sort(found)
        if sort != "file":
            return Unreadable(sort)
        # Asked for as much as may be, Python would take memory for all of that each time.
        wanted = min(found.st_size, MAX_BYTES) + 1
        data = os.read(descriptor, wanted)
        while len(data) >= wanted and len(data) <= MAX_BYTES:
            wanted = MAX_BYTES + 1
            data += os.read(descriptor, wanted - len(data))
        return data
    finally:
        os.close(descriptor)


_SORTS = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}


def _sort(found: os.stat_result) -> str:
    return _SORTS.get(stat.S_IFMT(found.st_mode), "special")


_WHY = {
    errno.ELOOP: "link",
    errno.EMLINK: "link",
    errno.EISDIR: "folder",
    errno.ENXIO: "special",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.ENOENT: "gone",
    errno.ENOTDIR: "gone",
}


def _why(error: OSError) -> Unreadable:
    return Unreadable(_WHY.get(error.errno or 0, "error"))
