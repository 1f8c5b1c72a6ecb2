"""The journal: what a write is about to do, on the disk before it is done.

A write that is cut short leaves its journal. The next command takes back a write that has not
replaced a file yet, and completes one that has: there is never half of a change.
"""

import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from cpp_cli.editing.drafts import keep
from cpp_cli.editing.marks import FOLDER, NAME, STAGED, is_open
from cpp_cli.editing.whole import digest, flush_folder
from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import reason, t
from cpp_cli.models.kinds import RECORDS
from cpp_cli.models.schemas import FOLDER as SCHEMAS

_VERSION = 1

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a change: the digests of its bytes before and after (None: it is not there)."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """The files of one write, in the order of the work, and the folders made for them.

    Beside each file stand two temporary ones, named with `token`, that hold its bytes before and
    after. To go either way is to give one of them the name of the file.
    """

    token: str
    steps: tuple[Step, ...]
    folders: tuple[str, ...]

    def paths(self) -> tuple[str, ...]:
        """Return every path that the write is about."""
        return (*(step.path for step in self.steps), *self.folders)

    def temporary(self, root: Path, step: Step, side: Side) -> Path:
        """Return where the bytes of one side wait."""
        target = root / step.path
        return target.with_name(f".{target.name}.{self.token}.{side}.tmp")

    def go(self, root: Path, step: Step, side: Side) -> None:
        """Bring a file to one side, wherever it is."""
        target = root / step.path
        if digest(target) != getattr(step, side):
            if getattr(step, side) is None:
                target.unlink(missing_ok=True)
            else:
                self.temporary(root, step, side).replace(target)
        if target.parent.exists():
            flush_folder(target.parent)

    def can_go(self, root: Path, step: Step, side: Side) -> bool:
        """Whether a file is at one side, or can be brought there."""
        wanted = getattr(step, side)
        here = digest(root / step.path)
        return wanted in (None, here) or digest(self.temporary(root, step, side)) == wanted

    def tidy(self, root: Path) -> None:
        """Remove the temporary files, and the folders that nothing came into."""
        for step in self.steps:
            for side in ("before", "after"):
                with suppress(FileNotFoundError, NotADirectoryError):
                    self.temporary(root, step, side).unlink()
        for folder in reversed(self.folders):
            with suppress(OSError):
                (root / folder).rmdir()


# On the disk


def save(state: Path, journal: Journal) -> None:
    """Put a journal on the disk, for good, before anything else happens."""
    folder = state / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"version": _VERSION, **asdict(journal)})
    staged = folder / STAGED
    with staged.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(folder / NAME)
    flush_folder(folder)


def clear(state: Path) -> None:
    """Take the journal away: the write is done, or was never begun."""
    for name in (NAME, STAGED):
        (state / FOLDER / name).unlink(missing_ok=True)
    flush_folder(state / FOLDER)


def load(state: Path, root: Path) -> Journal | None:
    """Return the journal that is there; refuse one that would lead out of the records."""
    file = state / FOLDER / NAME
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        found = None
    journal = _understood(found)
    if journal is None or not all(is_inside(root, path) for path in journal.paths()):
        raise NoSurroundings(
            t("{file} cannot be understood.", file=file),
            t(
                "It tells of a write that another command did not finish. Use the newest cpp; or"
                " move this file away, and look at the records with: cpp validate"
            ),
        )
    return journal


def _understood(found: Any) -> Journal | None:
    try:
        if found.pop("version") != _VERSION or not re.fullmatch("[0-9a-f]{16}", found["token"]):
            return None
        steps = tuple(Step(**step) for step in found["steps"])
        journal = Journal(found["token"], steps, tuple(found["folders"]))
        return journal if all(isinstance(path, str) for path in journal.paths()) else None
    except (AttributeError, KeyError, TypeError):
        return None


def is_inside(root: Path, path: str) -> bool:
    """Whether a path stays among the records and schemas: no step up, no link on the way."""
    parts = path.split("/")
    if parts[0] not in (RECORDS, SCHEMAS) or {"", ".", ".."} & set(parts) or "\0" in path:
        return False
    ways = (Path(*parts[:depth]) for depth in range(1, len(parts) + 1))
    return not any((root / way).is_symlink() for way in ways)


# Afterwards


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a write that was cut short."""

    completed: bool
    paths: tuple[str, ...]
    kept: tuple[Path, ...]
    """New texts of files that somebody else has changed since: those files are left alone."""


def recover(root: Path, state: Path) -> Recovered | None:
    """Complete a write that was cut short, or take it back. To be called under the lock."""
    try:
        journal = load(state, root)
        if journal is None:
            if is_open(state):
                clear(state)
            return None
        theirs = [step for step in journal.steps if _is_theirs(root, step)]
        ours = [step for step in journal.steps if step not in theirs]
        begun = any(step.before != step.after == digest(root / step.path) for step in ours)
        completed = begun and all(journal.can_go(root, step, "after") for step in ours)
        for step in ours:
            journal.go(root, step, "after" if completed else "before")
        kept = tuple(_keep(root, state, journal, theirs)) if completed else ()
        journal.tidy(root)
        clear(state)
    except OSError as error:
        raise NoSurroundings(
            t(
                "An earlier command was cut short, and its change cannot be completed: {why}.",
                why=reason(error),
            ),
            t("Check that you may write in {folder} and that the disk is not full.", folder=root),
        ) from error
    return Recovered(completed, tuple(step.path for step in ours), kept)


def _is_theirs(root: Path, step: Step) -> bool:
    return digest(root / step.path) not in (step.before, step.after)


def _keep(root: Path, state: Path, journal: Journal, theirs: Iterable[Step]) -> Iterable[Path]:
    for step in theirs:
        waiting = journal.temporary(root, step, "after")
        if waiting.exists():
            yield keep(state, Path(step.path).name, waiting.read_bytes())
