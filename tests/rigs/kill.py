"""Kills every writing command at every system call, and looks at what is left.

    python -P -m tests.rigs.kill [--step N] [--jobs N] [--only WORDS]

Then, at some points of each, the signals of a person who stops it: Ctrl-C, a closed window.
"""

import random
import signal
import sys
from collections.abc import Callable, Iterator, Sequence

from tests.rigs.commands import SCENARIOS, Scenario
from tests.rigs.driver import Driver
from tests.rigs.judge import Fault, behaves
from tests.rigs.place import Place
from tests.rigs.strace import inject
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
from tests.support import Session

KILLED = -signal.SIGKILL
STOPPED = {
    "SIGINT": (0, 130),
    "SIGTERM": (0, -signal.SIGTERM, 128 + signal.SIGTERM, 130),
    "SIGHUP": (0, -signal.SIGHUP, 128 + signal.SIGHUP, 130),
}
"""Each signal of a person, and how a command may end then."""


def kills(trial: Trial) -> Iterator[Point]:
    """Yield a kill at every call."""
    for call in trial.calls:
        yield Point(str(call), (f"{call.name}:signal=SIGKILL:when={call.number}",))


def kill(driver: Driver, place: Place, trial: Trial, point: Point) -> Verdict:
    """Kill a command at a point; judge at once, after the next command, and after another try."""
    said = inject(driver, trial.arguments, place.root, place.out, *point.faults)
    if said.status != KILLED:
        return Verdict(reached=False)
    return Verdict(_judged(driver, place, trial, said))


def _judged(driver: Driver, place: Place, trial: Trial, said: Session) -> list[Fault]:
    files = place.everything()
    faults = trial.judge.every_file(files)
    if said.stdout and not trial.judge.is_after(files):
        faults.append(Fault("lies", "it said that it had written, and had not"))
    later = trial.judge.aftermath(driver, place, trial.arguments)
    if said.stdout and not trial.judge.is_after(later.files):
        faults.append(Fault("lies", "what it said that it had written was taken back"))
    if said_nothing_was_written(said) and not trial.judge.is_before(later.files):
        faults.append(Fault("lies", "it said that nothing was written, and it was"))
    return faults + later.faults


def stops(number: int) -> Callable[[Trial], Iterator[Point]]:
    """Return what yields, for each signal of a person, some points, the same in every run."""

    def points(trial: Trial) -> Iterator[Point]:
        for name in STOPPED:
            luck = random.Random(f"{name} {trial.name}")
            for call in luck.sample(trial.calls, min(number, len(trial.calls))):
                fault = f"{call.name}:signal={name}:when={call.number}"
                yield Point(f"{name} at {call}", (fault,))

    return points


def stop(driver: Driver, place: Place, trial: Trial, point: Point) -> Verdict:
    """Stop a command with a signal of a person."""
    name = point.name.partition(" ")[0]
    said = inject(driver, trial.arguments, place.root, place.out, *point.faults)
    faults = behaves(name, said, STOPPED[name])
    if said.status == 130 and "Stopped" not in said.stderr:
        faults.append(Fault("lies", "it did not say that it was stopped"))
    if said.status == 0 and not trial.judge.is_after(place.everything()):
        faults.append(Fault("lies", "it ended as if it had written, and had not"))
    return Verdict(faults + _judged(driver, place, trial, said))


def run(
    scenarios: Sequence[Scenario] = SCENARIOS,
    *,
    step: int = 1,
    jobs: int = 2,
    signals: int = 8,
    say: Callable[[str], object] = lambda line: None,
) -> list[Total]:
    """Kill at every `step`-th point, and stop at some; return what each sweep counted."""
    killed = sweep(kill, kills, scenarios, step=step, jobs=jobs, say=say)
    say(f"killed: {killed}\n")
    stopped = sweep(stop, stops(signals), scenarios, jobs=jobs, say=say)
    say(f"stopped by a person: {stopped}")
    return [killed, stopped]


def main() -> int:
    """Run the sweep for the command line."""
    parser = arguments("Kill every writing command at every system call.")
    parser.add_argument("--signals", type=int, default=8, help="points for each signal (8)")
    given = parser.parse_args()
    scenarios = chosen(given.only)
    return finish(
        lambda: run(scenarios, step=given.step, jobs=given.jobs, signals=given.signals, say=say)
    )


if __name__ == "__main__":
    sys.exit(main())
