"""One command's turn at the records: the lock, what an earlier command left half done, drafts."""

from __future__ import annotations

import os
from time import sleep

from cpp_cli.cli.cached import cached_property
from cpp_cli.editing import marks
from cpp_cli.errors import NoSurroundings
from cpp_cli.git.folder import private_folder
from cpp_cli.messages import t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

_TRIES = 100
"""How often the records are read again where somebody writes all the time."""


class Turn:
    """Whether it is this command's turn to write, and the words that it has not written yet."""

    def __init__(self, root: Path, command: str, tell: Callable[[str], None]) -> None:
        self._root = root
        self._command = command
        self._tell = tell
        self._drafts: dict[Path, str] = {}
        self._lock: ExitStack | None = None
        self.taken = False
        """Whether nobody else can write now."""
        self.wrote = False
        """Whether something was written."""

    @cached_property
    def state(self) -> Path:
        """The folder for the lock, the journal and drafts: never among the records."""
        state = private_folder(self._root)
        if state.is_symlink():
            raise NoSurroundings(
                t("{folder} is a link to another folder.", folder=state),
                t("It may have come with the records. Take it away and try again."),
            )
        return state

    def take(self) -> bool:
        """Keep every other command from writing until this one ends; whether that is new.

        Where it is, the records may have changed since they were read.
        """
        if self.taken:
            return False
        from contextlib import ExitStack

        from cpp_cli.editing import lock

        self._lock = ExitStack()
        self._lock.enter_context(lock.held(self.state, self._name(), self._tell))
        self.taken = True
        self._recover()
        return True

    def undisturbed(self, read: Callable[[], T]) -> T:
        """Return what is read while nobody writes; else half of it may be older than the rest."""
        for _ in range(_TRIES):
            before = self.settle()
            found = read()
            if self.settle() == before:
                return found
        raise self._busy()

    def settle(self) -> int:
        """Finish what an earlier command left half done; return a number that a write changes."""
        if not self.taken and marks.is_open(self.state):
            self._settle()
        return marks.stamp(self.state)

    def _settle(self) -> None:
        """Mend what a dead command left; where one is writing, only wait until it has written."""
        from cpp_cli.editing import lock

        for _ in range(lock.LOOKS):
            with lock.free(self.state) as nobody_writes:
                if nobody_writes:
                    self._recover()
                    return
            sleep(lock.PAUSE)
            if not marks.is_open(self.state):
                return
        raise self._busy()

    def _busy(self) -> NoSurroundings:
        from cpp_cli.editing import lock

        return NoSurroundings(
            t("The records are being changed by {owner}.", owner=lock.owner(self.state)),
            t("Try again when that is done."),
        )

    def write(self, carry_out: Callable[[Path, Path], None]) -> None:
        """Carry out a change. Ctrl-C waits for it: then either all is written or nothing."""
        import signal

        interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            carry_out(self._root, self.state)
            self.wrote = True
        finally:
            signal.signal(signal.SIGINT, interrupt)
        for draft in self._drafts:
            draft.unlink(missing_ok=True)
        self._drafts.clear()

    def give_back(self) -> None:
        """Let others write."""
        if self._lock:
            self._lock.close()
        self.taken = False

    def _name(self) -> str:
        return t(
            "{who} (cpp {command}, process {process})",
            who=_user(),
            command=self._command,
            process=os.getpid(),
        )

    def _recover(self) -> None:
        from cpp_cli.editing import journal

        done = journal.recover(self._root, self.state)
        if done is None:
            return
        if done.completed:
            self._tell(t("An earlier command was cut short. Its change is complete now:"))
        else:
            self._tell(t("An earlier command was cut short. Nothing of it was written to:"))
        for path in done.paths:
            self._tell(f"  {path}")
        for draft in done.kept:
            self._tell(t("What it was to write there is kept in {draft}", draft=draft))

    # Drafts

    def draft(self, text: str, name: str, at_first: str = "") -> Path:
        """Keep words until they are written; those that are still as `at_first` are nobody's."""
        from cpp_cli.editing import drafts

        earlier = drafts.waiting(self.state)
        if earlier and not self._drafts:
            names = ", ".join(earlier)
            folder = self.state / drafts.FOLDER
            self._tell(
                t("Words from earlier wait in {folder}: {names}", folder=folder, names=names)
            )
        draft = drafts.keep(self.state, name, text.encode())
        self._drafts[draft] = at_first
        return draft

    def end(self) -> tuple[str, ...]:
        """Let others write; return what to say of words that were not written."""
        self.give_back()
        for draft, at_first in list(self._drafts.items()):
            if _is(draft, at_first):
                del self._drafts[draft]
                draft.unlink(missing_ok=True)
        return tuple(t("What you wrote is kept in {draft}", draft=one) for one in self._drafts)


def _is(draft: Path, text: str) -> bool:
    try:
        return draft.read_bytes() == text.encode()
    except FileNotFoundError:
        return True


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return t("somebody")
