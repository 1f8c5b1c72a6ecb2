"""Timing programs: all in turn, round after round, so that a busy moment hits all alike."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryFile
from threading import Timer
from time import perf_counter

LIMIT = 120.0
"""Seconds after which a program is not waited for."""
ENOUGH = 3
"""So many rounds are enough for whoever exceeds its patience."""
TOO_LONG = "more than"
"""How the problem begins of whoever exceeds the limit."""
KIB = 1 if os.uname().sysname == "Darwin" else 1024
"""What systems count a process's memory in."""


class Problem(Exception):
    """Why a program could not be timed, in a few words."""


def nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """A program to be timed. `before` is done each time before it, and not timed.

    `means` says in words what an exit status means; after `patience` seconds, a few rounds will do.
    """

    name: str
    command: Sequence[str]
    folder: Path
    environment: Mapping[str, str] | None = None
    before: Callable[[], object] = nothing
    fine: Sequence[int] = (0,)
    means: Mapping[int, str] = field(default_factory=dict)
    patience: float = float("inf")


@dataclass(slots=True)
class Timed:
    """What was measured of a program, in seconds and in bytes at its peak, or why it was not."""

    seconds: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    problem: str = ""

    @property
    def middle(self) -> float:
        """The median of the seconds."""
        return median(self.seconds)

    @property
    def quarters(self) -> tuple[float, float]:
        """Between which seconds the middle half lies."""
        low, _, high = quantiles(self.seconds, n=4, method="inclusive")
        return low, high

    @property
    def peak(self) -> float:
        """The median of the peaks of memory, in bytes."""
        return median(self.memory)


def measured(
    cases: Sequence[Case], rounds: int, problems: Mapping[str, str], limit: float = LIMIT
) -> dict[str, Timed]:
    """Time all cases in turn; a first round is lost, and whoever fails takes no further part.

    `problems` are those of cases that need not be tried at all.
    """
    timed = {case.name: Timed(problem=problems.get(case.name, "")) for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            one = timed[case.name]
            if one.problem or (number > ENOUGH and one.middle > case.patience):
                continue
            _once(case, one, limit, counts=number > 0)
    return timed


def _once(case: Case, timed: Timed, limit: float, counts: bool) -> None:
    try:
        seconds, memory = run(case, limit)
    except Problem as problem:
        timed.problem = str(problem)
        return
    if counts:
        timed.seconds.append(seconds)
        timed.memory.append(memory)


def run(case: Case, limit: float = LIMIT) -> tuple[float, int]:
    """Prepare and run a program once; return its seconds, and its memory at the peak in bytes.

    Of several processes the largest counts. No figure is below what this process held itself.
    """
    case.before()
    with TemporaryFile() as errors:
        begun = perf_counter()
        try:
            started = subprocess.Popen(
                case.command,
                cwd=case.folder,
                env=case.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                process_group=0,
            )
        except OSError as error:
            raise Problem(error.strerror or str(error)) from error
        status, memory = _awaited(started, limit)
        seconds = perf_counter() - begun
        if status not in case.fine:
            if seconds >= limit:
                raise Problem(f"{TOO_LONG} {limit:.0f} s")
            errors.seek(0)
            raise Problem(_explained(case, status, errors.read().decode(errors="replace")))
    return seconds, memory


def _awaited(started: "subprocess.Popen[bytes]", limit: float) -> tuple[int, int]:
    """Wait for a program, and end it with all that it started when it takes too long."""
    timer = Timer(limit, _end, (started.pid,))
    timer.start()
    try:
        _, status, usage = os.wait4(started.pid, 0)
    except BaseException:
        _end(started.pid)
        started.wait()
        raise
    finally:
        timer.cancel()
    started.returncode = os.waitstatus_to_exitcode(status)
    return started.returncode, usage.ru_maxrss * KIB


def _end(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _explained(case: Case, status: int, said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    words = case.means.get(status, f"ended with {status}")
    return f"{words}: {lines[0].strip()[:120]}" if lines else words
