"""How a program is started and read without waiting for it: what makes other ways slow is left out.

What it is given and what it complains of are files, so neither side ever waits for the other.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import Popen
    from typing import BinaryIO

_STANDARD = 3
"""How many descriptors have a meaning for every program."""
_TERM = 15
"""What asks a program to end: `signal` says the same, and takes longer to import than all here."""


class Started:
    """A program that runs; whatever it prints waits to be read from `out`."""

    def __init__(
        self, line: list[str], environment: "Mapping[str, str]", given: bytes = b""
    ) -> None:
        self._process: Popen[bytes] | None = None
        self._pid = 0
        self._complaints = _scratch()
        try:
            fed = _scratch(given) if given else os.open(os.devnull, os.O_RDONLY)
            try:
                self.out = self._run(line, environment, fed)
            finally:
                os.close(fed)
        except OSError:
            os.close(self._complaints)
            raise

    def _run(self, line: list[str], environment: "Mapping[str, str]", fed: int) -> "BinaryIO":
        read, write = os.pipe()
        descriptors = (fed, write, self._complaints)
        if min(*descriptors, read) < _STANDARD or not hasattr(os, "posix_spawn"):
            os.close(read)
            os.close(write)
            return self._run_slowly(line, environment, fed)
        actions = [(os.POSIX_SPAWN_DUP2, one, at) for at, one in enumerate(descriptors)]
        try:
            self._pid = os.posix_spawn(line[0], line, environment, file_actions=actions)
        except OSError:
            os.close(read)
            raise
        finally:
            os.close(write)
        return open(read, "rb")

    def _run_slowly(
        self, line: list[str], environment: "Mapping[str, str]", fed: int
    ) -> "BinaryIO":
        """Start it where one of our own standard streams is closed, and on other systems."""
        import subprocess

        self._process = subprocess.Popen(
            line, env=environment, stdin=fed, stdout=subprocess.PIPE, stderr=self._complaints
        )
        self._pid = self._process.pid
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]  # typeshed names a wider type

    def finish(self) -> tuple[int, bytes, bytes]:
        """Wait for its end; return its status, what is left of what it printed, its complaints."""
        printed = self.out.read()
        self.out.close()
        status = self._waited()
        complaints = _content(self._complaints)
        if status is None:
            # Whoever started us wants to know of no child's end: only its words are left.
            status = 255 if complaints else 0
        return status, printed, complaints

    def end(self) -> None:
        """End it, and let go of all that it holds."""
        if not self._pid:
            return
        if self._process is not None:
            self._process.kill()
        else:
            try:  # noqa: SIM105  # nothing can be imported while Python ends
                os.kill(self._pid, _TERM)
            except ProcessLookupError:  # somebody else may have waited for it
                pass
        self.out.close()
        self._waited()
        os.close(self._complaints)

    def __del__(self) -> None:
        """End it where nobody wants to know any more."""
        if getattr(self, "_pid", 0):
            self.end()

    def _waited(self) -> int | None:
        pid, self._pid = self._pid, 0
        if self._process is not None:
            return self._process.wait()
        try:
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        except ChildProcessError:
            return None


def _scratch(content: bytes = b"") -> int:
    """Return a file without a name, ready to be read from its beginning."""
    if hasattr(os, "memfd_create"):
        file = os.memfd_create("cpp")
    else:
        import tempfile

        with tempfile.TemporaryFile("w+b") as temporary:
            file = os.dup(temporary.fileno())
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]
    if content:
        os.lseek(file, 0, os.SEEK_SET)
    return file


def _content(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    with open(file, "rb") as stream:
        return stream.read()
