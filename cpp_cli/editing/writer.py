"""Writing files: all of a change or none of it, and never a torn file."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.editing import journal as journals
from cpp_cli.editing.journal import Journal, Side, Step
from cpp_cli.editing.whole import digest, digest_of, flush_folder, mode_of, new_token, write_through
from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.messages import reason, t


@dataclass(frozen=True, slots=True)
class Change:
    """One file: its bytes before (None: it was not there) and after (None: it goes away)."""

    before: bytes | None
    after: bytes | None
    moved_from: str | None = None
    """The path that the file had before, when it only gets another name."""


class ChangedMeanwhile(Refused):
    """A file is not as it was read: somebody else has changed it, and it is left alone."""


def write(root: Path, state: Path, changes: Mapping[str, Change]) -> None:
    """Write every change or none. To be called under the lock.

    What is about to happen is put down in a journal in the folder `state`. Then the old and the
    new text of each file go to temporary files in its folder and are flushed to the disk, so that
    neither going on nor going back needs room; then each new text takes its name. A file that is
    no longer as it was read is never overwritten.
    """
    if not changes:
        return
    journal = _journal(root, changes)
    try:
        for step in journal.steps:
            _check(root, step.path, step.before)
        journals.save(state, journal)
        _stage(root, journal, changes)
        for step in journal.steps:
            _check(root, step.path, step.before)
            journal.go(root, step, "after")
    except BaseException as error:
        undone = _undo(root, state, journal)
        if isinstance(error, OSError):
            raise _failed(root, error, undone) from error
        raise
    _put_away(root, state, journal)


def _journal(root: Path, changes: Mapping[str, Change]) -> Journal:
    # What goes away goes last: a file that moves is never without a name.
    ordered = sorted(changes.items(), key=lambda item: item[1].after is None)
    steps = [Step(path, digest_of(one.before), digest_of(one.after)) for path, one in ordered]
    folders = {folder for path in changes for folder in Path(path).parents}
    missing = sorted(str(folder) for folder in folders if not (root / folder).exists())
    return Journal(new_token(), tuple(steps), tuple(missing))


def _stage(root: Path, journal: Journal, changes: Mapping[str, Change]) -> None:
    for folder in journal.folders:
        (root / folder).mkdir(exist_ok=True)
        flush_folder((root / folder).parent)
    for step in journal.steps:
        change = changes[step.path]
        mode = mode_of(root / (change.moved_from or step.path))
        texts: dict[Side, bytes | None] = {"before": change.before, "after": change.after}
        for side, data in texts.items():
            if data is not None:
                write_through(journal.temporary(root, step, side), data, mode)


def _check(root: Path, path: str, before: str | None) -> None:
    """Refuse a file that is not as it was read, or that a link leads to, away from the records."""
    if not journals.is_inside(root, path):
        raise Refused(t("{path} is behind a link; nothing was written.", path=path))
    if digest(root / path) != before:
        raise ChangedMeanwhile(
            t("{path} was changed by somebody else meanwhile; nothing was written.", path=path),
            t("Look at it and run the command again."),
        )


def _undo(root: Path, state: Path, journal: Journal) -> bool:
    """Bring every file back; whether that was done. Else the journal stays for the next command."""
    back = True
    for step in reversed(journal.steps):
        try:
            if digest(root / step.path) == step.after:
                journal.go(root, step, "before")
        except OSError:
            back = False
    if back:
        _put_away(root, state, journal)
    return back


def _put_away(root: Path, state: Path, journal: Journal) -> None:
    """Remove what the write needed; what the disk does not let go now, the next command removes."""
    with suppress(OSError):
        journal.tidy(root)
        journals.clear(state)


def _failed(root: Path, error: OSError, undone: bool) -> NoSurroundings:
    why = reason(error)
    if not undone:
        return NoSurroundings(
            t("The disk failed ({why}), and what was written could not be undone.", why=why),
            t("The next command completes the change or takes it back, once the disk works."),
        )
    return NoSurroundings(
        t("Nothing was written: {why}.", why=why),
        t("Check that you may write in {folder} and that the disk is not full.", folder=root),
    )
