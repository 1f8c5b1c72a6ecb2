"""Writing files: all of a change or none of it, and never a torn file."""

import errno
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.messages import t


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its bytes before (None: it was not there) and after (None: it goes away)."""

    before: bytes | None
    after: bytes | None
    moved_from: str | None = None
    """The path that the file had before, when it only gets another name."""


def write(root: Path, changes: Mapping[str, Change]) -> None:
    """Write every change or none.

    Each new text goes to a temporary file in its folder, is flushed to the disk, and then takes
    its name. The old texts wait beside them until all is done, so that going back needs no room
    on the disk. A file that is no longer as it was read is never overwritten.
    """
    done: list[str] = []
    try:
        # Where something fails, these end in reverse: files go back, then what is new goes away.
        with ExitStack() as folders, ExitStack() as temporary, ExitStack() as files:
            staged = {}
            for path, change in changes.items():
                _unchanged(root, path, change)
                _make_folder((root / path).parent, folders)
                like = root / (change.moved_from or path)
                old = _stage(root / path, change.before, like, temporary)
                staged[path] = old, _stage(root / path, change.after, like, temporary)
            # What goes away goes last: a file that moves is never without a name.
            for path, change in sorted(changes.items(), key=lambda item: item[1].after is None):
                _unchanged(root, path, change)
                old, new = staged[path]
                done.append(path)
                files.callback(_if_possible, _put, root / path, old)
                _put(root / path, new)
                _flush_folder((root / path).parent)
            files.pop_all()
            folders.pop_all()
    except OSError as error:
        left = [path for path in done if not _went_back(root / path, changes[path].before)]
        raise _failed(root, error, left) from error


def _failed(root: Path, error: OSError, left: list[str]) -> NoSurroundings:
    why = error.strerror or str(error)
    if left:
        return NoSurroundings(
            t("The disk failed ({why}), and what was written could not be undone.", why=why),
            *(t("Look at {path}: it may be half of the change.", path=path) for path in left),
        )
    return NoSurroundings(
        t("Nothing was written: {why}.", why=why),
        t("Check that you may write in {folder} and that the disk is not full.", folder=root),
    )


def _unchanged(root: Path, path: str, change: Change) -> None:
    """Refuse a file that is not as it was read, or that a link leads to, away from the records."""
    parts = Path(path).parts
    if any((root / Path(*parts[:depth])).is_symlink() for depth in range(2, len(parts) + 1)):
        raise Refused(t("{path} is behind a link; nothing was written.", path=path))
    if not _is(root / path, change.before):
        raise Refused(
            t("{path} was changed by somebody else meanwhile; nothing was written.", path=path),
            t("Look at it and run the command again."),
        )


def _is(target: Path, data: bytes | None) -> bool:
    """Whether a file holds these bytes; None: whether it is not there."""
    try:
        return target.read_bytes() == data
    except FileNotFoundError:
        return data is None


def _went_back(target: Path, before: bytes | None) -> bool:
    try:
        return _is(target, before)
    except OSError:
        return False


def _make_folder(folder: Path, folders: ExitStack) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        folders.callback(_if_possible, one.rmdir)
        one.mkdir(exist_ok=True)


def _stage(target: Path, data: bytes | None, like: Path, temporary: ExitStack) -> Path | None:
    """Write and flush a temporary file beside a target, as open to others as the file `like`."""
    if data is None:
        return None
    staged = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    temporary.callback(_if_possible, staged.unlink, True)
    with staged.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if like.exists():
            os.fchmod(file.fileno(), like.stat().st_mode & 0o777)
    return staged


def _put(target: Path, staged: Path | None) -> None:
    if staged is None:
        target.unlink(missing_ok=True)
    else:
        staged.replace(target)


def _if_possible(action: Callable[..., object], *arguments: object) -> None:
    with suppress(OSError):
        action(*arguments)


def _flush_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network disks cannot flush a folder.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
