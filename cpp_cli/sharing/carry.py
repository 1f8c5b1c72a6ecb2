"""Carrying out what was worked out: files, then the branch, then the index; all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.editing.whole import digest_of, new_token
from cpp_cli.editing.writer import Change as Write
from cpp_cli.editing.writer import write
from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.commit import Change, made
from cpp_cli.git.head import head_of
from cpp_cli.git.move import is_busy
from cpp_cli.messages import reason, t
from cpp_cli.sharing.beside import follow, leave_folders
from cpp_cli.sharing.bring import Brought, Goal
from cpp_cli.sharing.ground import Ground, Held, Two
from cpp_cli.sharing.underway import Move, forget, go, has_not_moved, note, settle


@dataclass(frozen=True, slots=True)
class Person:
    """Who commits."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Own:
    """What the person commits beside what came in: files, and what is said of them."""

    files: Mapping[str, Held | None]
    subject: str
    body: str


def commits(ground: Ground, brought: Brought, person: Person | None, own: Own | None) -> str | None:
    """Make the commits for what was put together and for what is committed; no branch has them."""
    tip = brought.joined.start
    for source, laid in brought.joined.steps:
        words = t("Put together with the newest records")
        tip = _made(ground, laid, words, "", person, [tip or "", source])
    if own:
        tip = _made(ground, own.files, own.subject, own.body, person, [tip] if tip else [])
    return tip


def _made(
    ground: Ground,
    files: Mapping[str, Held | None],
    subject: str,
    body: str,
    person: Person | None,
    parents: list[str],
) -> str:
    assert person
    change = Change(files, subject, person.name, person.email, body)
    return made(ground.repository, change, parents)


def carry_out(
    ground: Ground, state: Path, brought: Brought, new: str | None, goal: Goal, why: str
) -> None:
    """Write the files, move the branch to a commit and work on it. To be called under the lock.

    What cannot be done to its end is taken back; what is cut short, the next command completes.
    """
    _refuse_what_moved(ground, brought)
    writes = {path: Write(*pair) for path, pair in brought.records.items()}
    if new is None or (new == brought.head.commit and goal.branch == brought.head.branch):
        return
    written = {
        path: digest_of(one.after) for path, one in writes.items() if one.before != one.after
    }
    about = Move(
        branch=goal.branch,
        switches=goal.branch != brought.head.branch,
        old=goal.old,
        was=brought.head.commit,
        new=new,
        why=why,
        written=written,
        beside=tuple(brought.beside),
        token=new_token(),
    )
    _noted(state, about)
    try:
        _write(ground, state, brought.beside, writes, about)
    except BaseException:
        if has_not_moved(ground, about):
            forget(state)
        raise
    for path, one in writes.items():
        if one.after is None:
            leave_folders(ground.root, path)
    if settle(ground.repository, about):
        forget(state)


def _noted(state: Path, about: Move) -> None:
    try:
        note(state, about)
    except OSError as error:
        raise NoSurroundings(
            t("Nothing was written: {why}.", why=reason(error)),
            t("Check that you may write in {folder} and that the disk is not full.", folder=state),
        ) from error


def _write(
    ground: Ground,
    state: Path,
    beside: Mapping[str, Two],
    writes: Mapping[str, Write],
    about: Move,
) -> None:
    follow(ground, beside, about.token)
    try:
        write(ground.root, state, writes)
        try:
            go(ground, about)
        except BaseException:
            # Where nobody knows whether it has moved, what is written stays: the next command
            # that shares completes the move.
            if has_not_moved(ground, about):
                back = {path: Write(one.after, one.before) for path, one in writes.items()}
                write(ground.root, state, back)
            raise
    except BaseException:
        if has_not_moved(ground, about):
            back_again = {path: Two(two.after, two.before) for path, two in beside.items()}
            follow(ground, back_again, about.token)
        raise


def _refuse_what_moved(ground: Ground, brought: Brought) -> None:
    if head_of(ground.repository) != brought.head:
        raise Refused(
            t("Something else has changed these records meanwhile; nothing was written."),
            t("Run this again: it starts from what is there now."),
        )
    if is_busy(ground.repository):
        raise NoSurroundings(
            t("Another program is at work on these records, or was ended while it was."),
            t("Try again. If nothing else runs, take away the file {file}.", file=_lock(ground)),
        )


def _lock(ground: Ground) -> str:
    return str(Path(ground.repository.place.own) / "index.lock")
