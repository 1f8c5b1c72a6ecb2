"""The folder of what was worked out before: plain files, each with a checksum.

All of it may be deleted, damaged, or come from elsewhere: what is not wholly ours is not there.
Nothing here is ever an error; what cannot be written is worked out again.
"""

from __future__ import annotations

import marshal
import os
import sys
from binascii import crc32
from stat import S_ISDIR, S_ISREG
from struct import Struct

try:
    from _sha1 import sha1  # type: ignore[import-not-found]  # quicker to import than all hashes
except ImportError:
    from hashlib import sha1

from cpp_cli.messages import ENGLISH, language

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADER = Struct("<4s16sQIQ")
"""A mark, the stamp of the program, the file's own number on its disk, checksum and length."""
_VIEWS = "cache/views"
AROUND, LOOKS, VERDICTS, BRIEF = "around", "looks", "verdicts", "brief-"
"""The sections of a view beside those of the kinds of record, and of what follows from these."""
_MARK = b"cpp\1"
MOST_VIEWS = 8
MOST_BYTES = 1 << 29
_UNFINISHED = ".tmp"
_LONG_AGO = 3600
"""Seconds after which a file that is not finished is nobody's any more."""
_STAMP: list[bytes] = []
_THERE = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def where() -> str:
    """Return where the views are, in the folder for what is no record.

    What is wrong with a file is kept in words. So each language has a folder of its own.
    """
    return _VIEWS if language() == ENGLISH else f"{_VIEWS}-{language()}"


def tool() -> bytes:
    """Return a stamp of this program, this Python and this person: what others wrote is not read.

    The files of the program are not read for it, only looked at.
    """
    if not _STAMP:
        here = os.path.dirname(os.path.dirname(__file__))
        found: list[object] = [here, sys.version, marshal.version, getattr(os, "getuid", int)()]
        folders = [here]
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.endswith((".py", ".mo")):
                        looks = entry.stat()
                        found.append((entry.name, looks.st_size, looks.st_mtime_ns))
                    elif entry.name != "__pycache__" and entry.is_dir():
                        folders.append(entry.path)
        _STAMP.append(sha1(repr(sorted(map(repr, found))).encode()).digest()[:16])
    return _STAMP[0]


class Folder:
    """A folder of views. A file is called after its view and its section: `view.section`."""

    def __init__(self, path: str) -> None:
        self.path = path

    def read(self, view: str, section: str) -> bytes | None:
        """Return a section of a view, if it is there and whole."""
        checksum, data = self._found(view, section) or (0, b"")
        return data if checksum and _checksum(view, section, data) == checksum else None

    def has(self, view: str, section: str) -> bool:
        """Whether a section of a view is there, as far as can be told without reading it."""
        return self._found(view, section, only_head=True) is not None

    def _found(self, view: str, section: str, only_head: bool = False) -> tuple[int, bytes] | None:
        try:
            with open(os.open(self._file(view, section), _THERE), "rb") as file:
                looks = os.fstat(file.fileno())
                head = file.read(_HEADER.size) if S_ISREG(looks.st_mode) else b""
                if len(head) < _HEADER.size:
                    return None
                mark, stamp, number, checksum, length = _HEADER.unpack(head)
                if mark != _MARK or stamp != tool() or number != looks.st_ino:
                    return None
                if length != looks.st_size - _HEADER.size:
                    return None
                return checksum, b"" if only_head else file.read(length)
        except OSError:
            return None

    def write(self, view: str, section: str, data: bytes) -> None:
        """Keep a section of a view, if that can be done."""
        try:
            if os.path.islink(os.path.dirname(self.path)):
                return
            os.makedirs(self.path, exist_ok=True)
            if not self._is_ours():
                return
            new = self._file(view, f"{section}.{os.getpid()}{_UNFINISHED}")
            descriptor = os.open(new, _NEW, 0o600)
            try:
                with open(descriptor, "wb") as file:
                    number = os.fstat(descriptor).st_ino
                    checksum = _checksum(view, section, data)
                    file.write(_HEADER.pack(_MARK, tool(), number, checksum, len(data)))
                    file.write(data)
                os.replace(new, self._file(view, section))
            except BaseException:
                os.unlink(new)
                raise
        except OSError:
            return

    def is_there(self) -> bool:
        """Whether anything was ever kept."""
        return os.path.isdir(self.path)

    def views(self) -> list[str]:
        """Return the views that are there, the last used first."""
        return [view for view, _ in self._by_use()]

    def use(self, view: str) -> None:
        """Remember that a view was used just now, and forget those that were not for longest."""
        try:
            os.utime(self._file(view, ""), follow_symlinks=False)
        except OSError:
            self.write(view, "", b"")
        size = 0
        for number, (_, files) in enumerate(self._by_use()):
            size += sum(_looks(file).st_size for file in files)
            if number and (number >= MOST_VIEWS or size > MOST_BYTES):
                _remove(files)
            newest = max(_looks(file).st_mtime for file in files)
            _remove(
                file
                for file in files
                if file.name.endswith(_UNFINISHED) and _looks(file).st_mtime < newest - _LONG_AGO
            )

    def forget(self, view: str) -> None:
        """Take a view away."""
        for other, files in self._by_use():
            if other == view:
                _remove(files)

    def _by_use(self) -> list[tuple[str, list[os.DirEntry[str]]]]:
        found: dict[str, list[os.DirEntry[str]]] = {}
        try:
            if not self._is_ours():
                return []
            with os.scandir(self.path) as entries:
                for entry in entries:
                    found.setdefault(entry.name.partition(".")[0], []).append(entry)
            return sorted(found.items(), key=lambda one: -max(_looks(f).st_mtime for f in one[1]))
        except OSError:
            return []

    def _is_ours(self) -> bool:
        """Whether the folder is one, and no link that came with the repository."""
        return all(
            S_ISDIR(os.lstat(one).st_mode) for one in (self.path, os.path.dirname(self.path))
        )

    def _file(self, view: str, section: str) -> str:
        return f"{self.path}/{view}.{section}"


def _checksum(view: str, section: str, data: bytes) -> int:
    return crc32(data, crc32(f"{view}.{section}".encode("utf-8", "surrogateescape")))


def _looks(file: os.DirEntry[str]) -> os.stat_result:
    return file.stat(follow_symlinks=False)


def _remove(files: Iterable[os.DirEntry[str]]) -> None:
    for file in files:
        try:
            os.unlink(file.path)
        except OSError:
            continue
