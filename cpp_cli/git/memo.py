"""Notes that spare work: files in a folder of our own, each with a checksum, and safe to lose."""

import os
from binascii import crc32
from stat import S_ISDIR, S_ISREG

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.git.folder import Place

_FORM = b"cpp notes 1"
_LONGEST = 1 << 30
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Memo:
    """What was noted about one repository. A note that is damaged or of another one is none."""

    __slots__ = ("_folder", "_head", "_state")

    def __init__(self, place: "Place") -> None:
        self._state = place.private
        self._folder = os.path.join(self._state, "cache")
        own = os.stat(place.own)
        self._head = b"%b %d %d" % (_FORM, own.st_dev, own.st_ino)

    def read(self, name: str) -> list[bytes] | None:
        """Return the parts of a note as they were written, or None."""
        try:
            if not self._is_ours():
                return None
            data = _content(os.path.join(self._folder, name))
        except OSError:
            return None
        head, _, body = data.partition(b"\n")
        return body.split(b"\0") if head == self._headed(body) else None

    def write(self, name: str, parts: list[bytes]) -> None:
        """Note some parts, none of which holds a zero byte; where that cannot be done, do not."""
        body = b"\0".join(parts)
        path = os.path.join(self._folder, name)
        beside = f"{path}.{os.getpid()}"
        try:
            with open(self._new(beside), "wb") as stream:
                try:
                    stream.write(self._headed(body) + b"\n" + body)
                    stream.flush()
                    os.replace(beside, path)
                except OSError:
                    os.unlink(beside)
                    raise
        except OSError:
            return

    def now(self) -> int | None:
        """Return the time, in seconds, by the clock of the disk that holds the notes."""
        beside = os.path.join(self._folder, f"now.{os.getpid()}")
        try:
            file = self._new(beside)
            try:
                return int(os.fstat(file).st_mtime)
            finally:
                os.close(file)
                os.unlink(beside)
        except OSError:
            return None

    def _new(self, path: str) -> int:
        os.makedirs(self._folder, exist_ok=True)
        if not self._is_ours():
            raise OSError
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, 0o600)

    def _headed(self, body: bytes) -> bytes:
        return b"%b %d %08x" % (self._head, len(body), crc32(body))

    def _is_ours(self) -> bool:
        """Whether the folder is one, and no link that came with the repository."""
        return all(S_ISDIR(os.lstat(one).st_mode) for one in (self._state, self._folder))


def _content(path: str) -> bytes:
    file = os.open(path, os.O_RDONLY | _PLAIN)
    with open(file, "rb") as stream:
        found = os.fstat(file)
        if not S_ISREG(found.st_mode) or found.st_size > _LONGEST:
            raise OSError
        return stream.read()
