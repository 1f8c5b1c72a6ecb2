"""The states in which cpp is asked: its cache gone, ten files changed, all as committed.

Only here is written where the cache is, and by what it is switched off.
"""

import shutil
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from benchmarks.repository import git

CACHE = ".git/cpp/cache"
"""The folder of all that is kept from one command for the next."""
USED = {"CPP_CACHE": "on"}
NOT_WRITTEN = {"CPP_CACHE": "off"}

CHANGED = 10


class State(Enum):
    """What is done before a program starts."""

    AS_IT_IS = "nothing"
    FORGOTTEN = "the cache is removed"
    CHANGED = "ten files are changed"
    SETTLED = "all is as committed, and cpp has seen it"


class States:
    """Brings a repository from state to state; `look` lets cpp see it as it is."""

    def __init__(self, root: Path, look: Callable[[], object]) -> None:
        self.root = root
        self.look = look
        promises = git(root, "ls-files", "-z", "records/commitments").split("\0")[:-1]
        step = max(1, len(promises) // CHANGED)
        self.some = promises[::step][:CHANGED]
        self.times = 0
        self.is_changed = False

    def bring(self, state: State) -> None:
        """Bring the repository to a state."""
        match state:
            case State.AS_IT_IS:
                pass
            case State.FORGOTTEN:
                self._forget()
            case State.CHANGED:
                self._change()
            case State.SETTLED:
                self.restore()
                self.look()

    def restore(self) -> None:
        """Bring the files back to what is committed."""
        if self.is_changed:
            git(self.root, "checkout", "--quiet", "--", *self.some)
            self.is_changed = False

    def _forget(self) -> None:
        shutil.rmtree(self.root / CACHE, ignore_errors=True)

    def _change(self) -> None:
        """Change promises to what they never were; their last key is notes."""
        self.times += 1
        self.is_changed = True
        for name in self.some:
            with (self.root / name).open("ab") as file:
                file.write(b"  Asked again, time %d.\n" % self.times)
