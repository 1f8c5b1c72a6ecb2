"""Files that are no records follow what was committed: each whole, old or new, never torn.

Both texts stand in commits, so nothing is lost wherever this is cut short: who brings the newest
records in again goes on from there.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cpp_cli.editing.whole import mode_of, replace
from cpp_cli.errors import NoSurroundings, Refused, Stop
from cpp_cli.git.read import Entry
from cpp_cli.messages import reason, t
from cpp_cli.sharing.disk import Disk
from cpp_cli.sharing.ground import Ground, Held, Two

_PLAIN, _PROGRAM = 0o644, "100755"


def follow(ground: Ground, files: Mapping[str, Two], token: str) -> None:
    """Write files as they are to be; where one cannot be written, all are as they were."""
    disk = Disk(ground)
    after = disk.written({path: two.after for path, two in files.items()})
    before = {path: disk.raw(path) for path in files}
    done: list[str] = []
    try:
        for path, two in files.items():
            done.append(path)
            _bring(ground.top, path, after[path], two.after, token)
    except (OSError, Stop) as error:
        for path in done:
            raw = before[path]
            was = raw if isinstance(raw, bytes) else None
            with suppress(OSError, Stop):
                _bring(ground.top, path, was, files[path].before, token)
        if isinstance(error, Stop):
            raise
        raise NoSurroundings(
            t("Nothing was written: {why}.", why=reason(error)),
            t(
                "Check that you may write in {folder} and that the disk is not full.",
                folder=ground.top,
            ),
        ) from error


def _bring(top: Path, path: str, data: bytes | None, held: Held | None, token: str) -> None:
    target = top / path
    if any((top / above).is_symlink() for above in [path, *map(str, Path(path).parents)]):
        raise Refused(t("{path} is behind a link; nothing was written.", path=path))
    if data is None:
        target.unlink(missing_ok=True)
        leave_folders(top, path)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    replace(target, data, _waiting(top, path, token), _mode(target, held))


def _waiting(top: Path, path: str, token: str) -> Path:
    return (top / path).with_name(f".{Path(path).name}.{token}.tmp")


def tidy(top: Path, paths: Iterable[str], token: str) -> None:
    """Remove what waits to become one of these files."""
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError):
            _waiting(top, path, token).unlink()


def _mode(target: Path, held: Held | None) -> int:
    mode = mode_of(target)
    mode = _PLAIN if mode is None else mode
    is_program = isinstance(held, Entry) and held.mode == _PROGRAM
    return mode | 0o111 if is_program else mode & ~0o111


def leave_folders(top: Path, path: str) -> None:
    """Take the folders above a file away that nothing is left in."""
    for folder in Path(path).parents[:-1]:
        try:
            (top / folder).rmdir()
        except OSError:
            return
