"""The lock of a repository: one command writes at a time, and the others know whose turn it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import reason, t

PATIENCE = 10.0
"""Seconds to wait for another command."""

PAUSE = 0.02
"""Seconds between two looks at whether another command is done."""

LOOKS = 500


@contextmanager
def held(state: Path, owner: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Keep every other command from writing; wait for one that does, and say for whom."""
    lock = _acquired(state, tell)
    named = state / "owner"
    try:
        # The name is for people only: the lock itself is the kernel's, and ends with its process.
        with suppress(OSError):
            named.write_text(owner, encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            named.unlink(missing_ok=True)
        lock.release()


@contextmanager
def free(state: Path) -> Iterator[bool]:
    """Keep others from writing where nobody is writing now; whether that is so."""
    lock = FileLock(state / "lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise _cannot(state, error) from error
    try:
        yield True
    finally:
        lock.release()


def _acquired(state: Path, tell: Callable[[str], None]) -> FileLock:
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            tell(t("Waiting for {owner} …", owner=owner(state)))
            lock.acquire(timeout=PATIENCE, poll_interval=PAUSE)
    except Timeout as error:
        raise NoSurroundings(
            t("Nothing was written: {owner} is still writing.", owner=owner(state)),
            t("Try again when that is done."),
        ) from error
    except OSError as error:
        raise _cannot(state, error) from error
    return lock


def _cannot(state: Path, error: OSError) -> NoSurroundings:
    return NoSurroundings(
        t("Nothing can be written: {why}.", why=reason(error)),
        t("Check that you may write in {folder} and that the disk is not full.", folder=state),
    )


def owner(state: Path) -> str:
    """Return who is writing, for people."""
    with suppress(OSError, UnicodeDecodeError):
        return (state / "owner").read_text(encoding="utf-8") or t("another cpp")
    return t("another cpp")
