"""A disk that fails under every writing command: full, broken, read-only, over its quota.

    python -P -m tests.rigs.disk [--step N] [--jobs N] [--only WORDS]

Each call that changes something fails once; then it and all of its kind fail from there on; then
everything that changes something does, as on a disk that was made read-only.
"""

import errno
import re
import sys
from collections.abc import Callable, Iterator, Sequence

from tests.rigs.commands import SCENARIOS, Scenario
from tests.rigs.driver import Driver
from tests.rigs.judge import Fault, behaves
from tests.rigs.place import Place
from tests.rigs.strace import Call, inject
from tests.rigs.sweep import (
    Point,
    Total,
    Trial,
    Verdict,
    arguments,
    chosen,
    finish,
    said_nothing_was_written,
    say,
    sweep,
)

REASONS = {
    errno.ENOSPC: "space",
    errno.EIO: "input/output",
    errno.EROFS: "read-only",
    errno.EDQUOT: "quota",
}
"""Each fault of a disk, and a word that tells a person of it."""

MUTE = 120
"""How Python itself ends when neither stdout nor stderr takes a word."""

OPENS = ("open", "openat", "openat2", "creat")
CHANGES = (
    *("write", "writev", "pwrite64", "sendfile", "copy_file_range"),
    *("fsync", "fdatasync", "ftruncate", "fallocate", "fchmod", "chmod", "fchown"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"),
)
OUTPUT = ("write", "writev")
_WRITABLE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC")
_OPENED = re.compile(r" = (\d+)")
_DESCRIPTOR = re.compile(r"\d+")


def changing(calls: Sequence[Call]) -> Iterator[Call]:
    """Yield the calls that change something on the disk, or close what was written."""
    written: set[str] = set()
    for call in calls:
        if call.name in OPENS:
            opened = _OPENED.search(call.text)
            if _WRITABLE.search(call.text):
                written |= {opened[1]} if opened else set()
                yield call
        elif call.name == "close":
            closed = _DESCRIPTOR.match(call.text)
            if closed and closed[0] in written:
                written.discard(closed[0])
                yield call
        elif call.name in CHANGES:
            yield call


def failures(trial: Trial) -> Iterator[Point]:
    """Yield, for each call that changes something and each fault, the three ways to fail."""
    every = list(changing(trial.calls))
    for number, call in enumerate(every):
        for error in REASONS:
            name = errno.errorcode[error]
            once = f"{call.name}:error={name}:when={call.number}"
            yield Point(f"{name} once at {call}", (once,), error, call)
            if call.name != "close":
                yield Point(f"{name} from {call}", (f"{once}+",), error, call)
            everything = _all(name, every, number)
            yield Point(f"{name} of everything from {call}", everything, error, call)
    for error in REASONS:
        # Only what is printed: it fails again when Python flushes at its end.
        name = errno.errorcode[error]
        yield Point(f"{name} of stdout", (f"write:error={name}:when=1+",), error)


def _all(error: str, calls: list[Call], number: int) -> tuple[str, ...]:
    """Every call that changes something fails from here on; opening does not: reading goes on."""
    first = {call.name: call.number for call in reversed(calls[number:])}
    last = {call.name: call.number for call in calls[:number]}
    return tuple(
        f"?{name}:error={error}:when={first.get(name, last.get(name, 0) + 1)}+" for name in CHANGES
    )


def fail(driver: Driver, place: Place, trial: Trial, point: Point) -> Verdict:
    """Let the disk fail at a point; judge what the command says, and what is there then."""
    only = place.out.with_suffix(".out") if point.call is None else None
    said = inject(driver, trial.arguments, place.root, place.out, *point.faults, only=only)
    files = place.everything()
    allowed = (0, 1, 2, 3) if could_speak(point) else (0, 1, 2, 3, MUTE)
    faults = trial.judge.every_file(files) + behaves("it", said, allowed)
    if said.status == 0 and not trial.judge.is_after(files):
        faults.append(Fault("lies", "it ended as if it had written, and had not"))
    if said.status == 0 and said.stdout != trial.stdout:
        faults.append(Fault("lies", "it ended as if it had answered, and had not"))
    if said.status and could_speak(point) and REASONS[point.error] not in said.stderr.lower():
        faults.append(Fault("lies", f"it does not say why: {said.stderr}"))
    later = trial.judge.aftermath(driver, place, trial.arguments)
    if said_nothing_was_written(said) and not trial.judge.is_before(later.files):
        faults.append(Fault("lies", "it said that nothing was written, and it was"))
    return Verdict(faults + later.faults)


def could_speak(point: Point) -> bool:
    """Whether stderr worked."""
    if point.call is None:
        return True
    to_stderr = point.call.name in OUTPUT and point.call.text.startswith("2,")
    lasting = [fault.lstrip("?") for fault in point.faults if fault.endswith("+")]
    return not to_stderr and not any(fault.startswith(OUTPUT) for fault in lasting)


def run(
    scenarios: Sequence[Scenario] = SCENARIOS,
    *,
    step: int = 1,
    jobs: int = 2,
    say: Callable[[str], object] = lambda line: None,
) -> Total:
    """Fail at every `step`-th point; return what was counted."""
    failed = sweep(fail, failures, scenarios, step=step, jobs=jobs, say=say)
    say(f"failed: {failed}")
    return failed


def main() -> int:
    """Run the sweep for the command line."""
    given = arguments("Let the disk fail under every writing command.").parse_args()
    scenarios = chosen(given.only)
    return finish(lambda: [run(scenarios, step=given.step, jobs=given.jobs, say=say)])


if __name__ == "__main__":
    sys.exit(main())
