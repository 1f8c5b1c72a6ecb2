"""A snapshot: the files of the records at one moment, by path. The working tree is one."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import t
from cpp_cli.models.kinds import PROGRAM_PATH, RECORDS
from cpp_cli.reading.paths import seen
from cpp_cli.reading.text import MAX_BYTES


class Unreadable(str):
    """Why a file cannot be read: `link`, `folder`, `special`, `permission`, `gone` or `error`."""

    @property
    def hides(self) -> bool:
        """Whether there may be records behind it."""
        return self in ("link", "permission", "error")


class Snapshot(Protocol):
    """Paths relative to the repository, with `/`, and the bytes of each."""

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

    def contents(self: Snapshot, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Yield each of these paths with its bytes, or why not."""
        return ((path, self.read(path)) for path in paths)


class WorkingTree(OneByOne):
    """The files as they are on disk now."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def paths(self) -> list[str]:
        """Return the paths of all that is below `records/`, sorted."""
        found: list[str] = []
        folders = [RECORDS]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError:
                found.append(folder)
                continue
            for entry in entries:
                is_folder = entry.is_dir(follow_symlinks=False)
                path = f"{folder}/{entry.name}"
                shown = seen(f"{path}/." if is_folder else path)
                if shown:
                    found.append(shown)
                elif is_folder:
                    folders.append(path)
        return sorted(found)

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""
        try:
            return _bytes(self.root / path)
        except OSError as error:
            return _why(error)


_READ = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


def _bytes(file: Path) -> bytes | Unreadable:
    # A pipe or a device is not even opened: that alone can set something going.
    sort = _sort(os.lstat(file))
    if sort not in ("file", "folder"):
        return Unreadable(sort)
    descriptor = os.open(file, _READ)
    try:
        sort = _sort(os.fstat(descriptor))
        if sort != "file":
            return Unreadable(sort)
        with open(descriptor, "rb", closefd=False) as stream:
            return stream.read(MAX_BYTES + 1)
    finally:
        os.close(descriptor)


def _sort(found: os.stat_result) -> str:
    sorts = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}
    return sorts.get(stat.S_IFMT(found.st_mode), "special")


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


def find_root(directory: Path, exactly: bool) -> Path:
    """Return the nearest folder at or above `directory` that holds records.

    With `exactly`, only `directory` itself is looked at.
    """
    start = directory.absolute()
    for folder in (start,) if exactly else (start, *start.parents):
        if os.path.exists(folder / PROGRAM_PATH):
            _refuse_link(folder / RECORDS)
            return folder
    raise NoSurroundings(
        t("There are no records in {folder}.", folder=start),
        t("Go to the folder that holds {path}, or name it with -C FOLDER.", path=PROGRAM_PATH),
    )


def _refuse_link(records: Path) -> None:
    """Refuse records behind a link: whoever changes the link would choose what is written to."""
    if records.is_symlink():
        raise NoSurroundings(
            t("{records} is a link to another folder.", records=records),
            t("Put the folder itself there, or go to the one that the link names."),
        )
