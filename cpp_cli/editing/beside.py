"""Writing files beside the records: each whole or not at all, and none over what somebody wrote."""

from collections.abc import Mapping
from pathlib import Path

from cpp_cli.editing.whole import digest, digest_of, mode_of, new_token, replace
from cpp_cli.editing.writer import Change, ChangedMeanwhile
from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.messages import reason, t


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
                t("{path} cannot be written: {why}.", path=path, why=reason(error)),
                t("What comes before it is there. Once that is mended, run the command again."),
            ) from error


def _write(file: Path, change: Change) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_name(f".{file.name}.{new_token()}.tmp")
    replace(file, change.after or b"", waiting, mode_of(file))


def link_to(root: Path, path: str) -> str | None:
    """Return the first link on the way to a file, if there is one: nobody knows where it leads."""
    parts = path.split("/")
    ways = ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
    return next((way for way in ways if (root / way).is_symlink()), None)
