"""Writing files: all of a change or none of it, and never a torn file."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.messages import t


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its bytes before (None: it was not there) and after (None: it goes away)."""

    before: bytes | None
    after: bytes | None


def write(root: Path, changes: Mapping[str, Change]) -> None:
    """Write every change or none.

    Each new text goes to a temporary file in its folder, is flushed to the disk, and then takes
    its name. A file that is no longer as it was read is never overwritten.
    """
    staged: dict[str, Path] = {}
    done: list[str] = []
    try:
        for path, change in changes.items():
            _unchanged(root, path, change)
            if change.after is not None:
                staged[path] = _stage(root / path, change.after)
        for path, change in changes.items():
            _unchanged(root, path, change)
            done.append(path)
            _put(root / path, staged.pop(path, None))
    except OSError as error:
        _undo(root, changes, done)
        raise NoSurroundings(
            t("Nothing was written: {why}.", why=error.strerror or str(error)),
            t("Check that you may write in {folder} and that the disk is not full.", folder=root),
        ) from error
    except BaseException:
        _undo(root, changes, done)
        raise
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def _unchanged(root: Path, path: str, change: Change) -> None:
    try:
        now = (root / path).read_bytes()
    except FileNotFoundError:
        now = None
    if now != change.before:
        raise Refused(
            t("{path} was changed by somebody else meanwhile; nothing was written.", path=path),
            t("Look at it and run the command again."),
        )


def _stage(target: Path, data: bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    with temporary.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o777)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return temporary


def _put(target: Path, temporary: Path | None) -> None:
    if temporary is None:
        target.unlink()
    else:
        temporary.replace(target)
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _undo(root: Path, changes: Mapping[str, Change], done: list[str]) -> None:
    for path in reversed(done):
        before, target = changes[path].before, root / path
        if before is None:
            target.unlink(missing_ok=True)
        else:
            _stage(target, before).replace(target)
