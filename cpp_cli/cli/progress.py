"""A progress bar on stderr, only at a terminal, and only for what takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before a bar appears."""

Tell = Callable[[int, int], None]


@contextmanager
def bar(what: str, wanted: bool) -> Iterator[Tell | None]:
    """Yield what is to be told `done, total`; None where nobody would see it."""
    if not wanted or not sys.stderr.isatty():
        yield None
        return
    shown = _Shown(what)
    try:
        yield shown.tell
    finally:
        shown.close()


class _Shown:
    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def tell(self, done: int, total: int) -> None:
        if self._progress is None and time.monotonic() - self._begun > PATIENCE:
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task(self._what, total=total)
            self._progress.start()
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
