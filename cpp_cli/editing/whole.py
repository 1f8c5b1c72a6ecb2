"""One file on the disk: a digest of what it holds, and a way to write it whole or not at all."""

import errno
import os
import secrets
import stat
from hashlib import sha256
from pathlib import Path


def new_token() -> str:
    """Return a name for one write that no other has."""
    return secrets.token_hex(8)


def digest(file: Path) -> str | None:
    """Return the SHA-256 of a file; None where there is none, empty for what is no plain file."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return ""
        return sha256(file.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None


def digest_of(data: bytes | None) -> str | None:
    """Return the SHA-256 of what a file holds, or would hold."""
    return None if data is None else sha256(data).hexdigest()


def mode_of(file: Path) -> int | None:
    """Return who may do what with a file; None where there is none."""
    return file.stat().st_mode & 0o777 if file.exists() else None


def write_through(file: Path, data: bytes, mode: int | None) -> None:
    """Write a new file and flush it to the disk."""
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        if mode is not None:
            os.fchmod(stream.fileno(), mode)
        os.fsync(stream.fileno())


def replace(file: Path, data: bytes, waiting: Path, mode: int | None) -> None:
    """Write a file whole or not at all; `waiting` is where its bytes are until then."""
    try:
        write_through(waiting, data, mode)
        waiting.replace(file)
        flush_folder(file.parent)
    finally:
        waiting.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
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
