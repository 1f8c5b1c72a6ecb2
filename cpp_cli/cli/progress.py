"""A progress bar on stderr, only at a terminal, and only for what takes longer than a second."""

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from rich.progress import Progress, TaskID

    Tell: TypeAlias = Callable[[int, int], None]

PATIENCE = 1.0
"""Seconds before a bar appears."""


def bar(what: str, wanted: bool) -> "_Bar":
    """Return what gives what is to be told `done, total`; None where nobody would see it."""
    return _Bar(_Shown(what) if wanted and sys.stderr.isatty() else None)


class _Bar:
    def __init__(self, shown: "_Shown | None") -> None:
        self._shown = shown

    def __enter__(self) -> "Tell | None":
        return self._shown.tell if self._shown else None

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._shown.close()


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
