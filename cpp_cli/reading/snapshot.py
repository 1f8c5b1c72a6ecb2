"""A snapshot: the files of the records at one moment, by path. The working tree is one."""

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import t
from cpp_cli.models.kinds import PROGRAM_PATH, RECORDS
from cpp_cli.reading.text import MAX_BYTES


class Unreadable(str):
    """Why a file cannot be read: `link`, `folder`, `special`, `permission`, `gone` or `error`."""


class Snapshot(Protocol):
    """Paths relative to the repository, with `/`, and the bytes of each."""

    def paths(self) -> list[str]:
        """Return the paths below `records/` whose names say YAML, sorted."""

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""


class WorkingTree:
    """The files as they are on disk now."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def paths(self) -> list[str]:
        """Return the paths below `records/` whose names say YAML, sorted."""
        found: list[str] = []
        folders = [RECORDS]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError:
                found.append(f"{folder}/.yaml")
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.name.lower().endswith((".yaml", ".yml")):
                    found.append(path)
                elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                    folders.append(path)
        return sorted(found)

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            descriptor = os.open(self.root / path, flags)
        except OSError as error:
            return _why(error)
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            os.close(descriptor)
            return Unreadable("folder" if stat.S_ISDIR(mode) else "special")
        with open(descriptor, "rb") as file:
            try:
                return file.read(MAX_BYTES + 1)
            except OSError as error:
                return _why(error)


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


class Overlay:
    """A snapshot with some files changed, and some taken away (None), before they are written."""

    def __init__(self, base: Snapshot, changes: Mapping[str, bytes | None]) -> None:
        self._base = base
        self._changes = changes

    def paths(self) -> list[str]:
        """Return the paths below `records/` whose names say YAML, sorted."""
        gone = {path for path, data in self._changes.items() if data is None}
        return sorted({*self._base.paths(), *self._changes} - gone)

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""
        if path not in self._changes:
            return self._base.read(path)
        data = self._changes[path]
        return Unreadable("gone") if data is None else data


def find_root(directory: Path, exactly: bool) -> Path:
    """Return the nearest folder at or above `directory` that holds records.

    With `exactly`, only `directory` itself is looked at.
    """
    start = directory.absolute()
    for folder in (start,) if exactly else (start, *start.parents):
        if (folder / PROGRAM_PATH).exists():
            return folder
    raise NoSurroundings(
        t("There are no records in {folder}.", folder=start),
        t("Go to the folder that holds {path}, or name it with -C FOLDER.", path=PROGRAM_PATH),
    )
