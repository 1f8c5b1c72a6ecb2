"""What is about to happen to branches, on the disk before it does: for whoever is cut short.

Records are written before the branch moves. Cut short in between, they hold what came in while the
branch does not know of it. The next command that shares finds this note, and completes the move.
"""

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from cpp_cli.editing.whole import digest, flush_folder
from cpp_cli.errors import Stop
from cpp_cli.git.between import between
from cpp_cli.git.head import head_of, tip_of
from cpp_cli.git.move import bring_along, move, move_back, switch
from cpp_cli.git.read import Repository, whole
from cpp_cli.sharing.beside import tidy
from cpp_cli.sharing.ground import Ground

_NAME = "sharing.json"


@dataclass(frozen=True, slots=True)
class Move:
    """Where the branch goes: from `old` to `new`; `was` is the last commit before.

    `switches`: whether another branch was worked on. `written` has the digest of each record that
    is written for it, and `beside` the other files; `token` is in the names of what they wait in.
    """

    branch: str | None
    switches: bool
    old: str | None
    was: str | None
    new: str
    why: str
    written: dict[str, str | None]
    beside: tuple[str, ...]
    token: str


def note(state: Path, about: Move) -> None:
    """Put down what is about to happen."""
    state.mkdir(parents=True, exist_ok=True)
    staged = state / f"{_NAME}.tmp"
    with staged.open("w", encoding="utf-8") as file:
        json.dump(asdict(about), file)
        file.flush()
        os.fsync(file.fileno())
    staged.replace(state / _NAME)
    flush_folder(state)


def forget(state: Path) -> None:
    """Take the note away: all of it has happened, or nothing."""
    for name in (_NAME, f"{_NAME}.tmp"):
        (state / name).unlink(missing_ok=True)


def go(ground: Ground, about: Move) -> None:
    """Move the branch, and work on it; where that cannot be done, the branch is where it was."""
    repository = ground.repository
    if about.branch is None or tip_of(repository, about.branch) != about.new:
        move(repository, about.branch, about.new, about.old, about.why)
    if about.branch and about.switches:
        try:
            switch(repository, about.branch)
        except BaseException:
            move_back(repository, about.branch, about.new, about.old)
            raise


def has_not_moved(ground: Ground, about: Move) -> bool:
    """Whether it is sure that the branch is where it was."""
    try:
        tip = tip_of(ground.repository, about.branch) if about.branch else about.old
        return tip == about.old and head_of(ground.repository).commit == about.was
    except Stop:
        return False


def settle(repository: Repository, about: Move) -> bool:
    """Make the index say what was committed; whether that could be done now."""
    pairs = between(repository, about.was, about.new)
    return bring_along(repository, {path: pair.after for path, pair in pairs.items()})


def complete(ground: Ground, state: Path) -> None:
    """Complete what was cut short, if its records are written. To be called under the lock."""
    about = _noted(state)
    if about is None:
        forget(state)
        return
    tidy(ground.top, about.beside, about.token)
    head = head_of(ground.repository)
    if head.commit == about.was != about.new and any(
        digest(ground.root / path) == wanted for path, wanted in about.written.items()
    ):
        go(ground, about)
    if head_of(ground.repository).commit == about.new and not settle(ground.repository, about):
        return
    forget(state)


def _noted(state: Path) -> Move | None:
    try:
        about = Move(**json.loads((state / _NAME).read_text(encoding="utf-8")))
        for commit in (about.old, about.was, about.new):
            whole(commit or about.new)
        is_ours = re.fullmatch("[0-9a-f]{16}", about.token) and not any(
            {"", "..", ".git"} & set(path.split("/")) for path in about.beside
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return about if is_ours else None
