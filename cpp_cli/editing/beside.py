"""Writing files beside the records: each whole or not at all, and none over what somebody wrote."""

import os
from collections.abc import Mapping
from pathlib import Path

from cpp_cli.editing.journal import digest, digest_of, flush_folder, new_token
from cpp_cli.editing.writer import Change, ChangedMeanwhile
from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.messages import t


def lay(root: Path, changes: Mapping[str, Change]) -> None:
    """Write each file in its turn. To be called under the lock.

    Where one cannot be written, those before it are there: whoever asked can ask again for the
    rest.
    """
    for path, change in changes.items():
        link = link_to(root, path)
        if link:
            raise Refused(
                t("{path} is a link to another place; nothing is written there.", path=link),
                t("Move it away, and run the command again."),
            )
        if digest(root / path) != digest_of(change.before):
            raise ChangedMeanwhile(
                t("{path} was changed by somebody else meanwhile; it is left alone.", path=path),
                t("Look at it and run the command again."),
            )
        try:
            _write(root / path, change)
        except OSError as error:
            raise NoSurroundings(
                t("{path} cannot be written: {why}.", path=path, why=error.strerror or "?"),
                t("What comes before it is there. Once that is mended, run the command again."),
            ) from error


def _write(file: Path, change: Change) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{new_token()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(change.after or b"")
            stream.flush()
            if change.before is not None:
                os.fchmod(stream.fileno(), file.stat().st_mode & 0o777)
            os.fsync(stream.fileno())
        temporary.replace(file)
        flush_folder(file.parent)
    finally:
        temporary.unlink(missing_ok=True)


def link_to(root: Path, path: str) -> str | None:
    """Return the first link on the way to a file, if there is one: nobody knows where it leads."""
    parts = path.split("/")
    ways = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next((way for way in ways if (root / way).is_symlink()), None)
