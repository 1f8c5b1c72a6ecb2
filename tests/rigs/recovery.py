"""The command after one that was cut short: killed, or on a disk that fails, while it mends.

    python -P -m tests.rigs.recovery [--step N] [--jobs N] [--only WORDS] [--nth N]

Each writing command is killed at each call that changes something. In each state of the files that
this leaves, the next command is struck at each of its own, and what a third one finds is judged.
"""

import errno
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.rigs.commands import SCENARIOS, Scenario
from tests.rigs.disk import CHANGES, MUTE, changing, could_speak
from tests.rigs.driver import Driver
from tests.rigs.judge import behaves, state_of
from tests.rigs.kill import KILLED
from tests.rigs.place import Place, aside
from tests.rigs.strace import inject, trace
from tests.rigs.sweep import (
    Point,
    Total,
    Trial,
    Verdict,
    arguments,
    chosen,
    finish,
    prepared,
    say,
    sweep,
)

NEXT = ("validate",)


def cut_short(driver: Driver, scenario: Scenario, folder: Path, nth: int = 1) -> Iterator[Trial]:
    """Yield the next command, on every `nth` state of the files in which a journal is left."""
    known: set[int] = set()
    for whole in prepared(driver, scenario, folder):
        place = Place(folder, whole.start)
        for call in list(changing(whole.calls))[::nth]:
            place.reset()
            fault = f"{call.name}:signal=SIGKILL:when={call.number}"
            inject(driver, whole.arguments, place.root, place.out, fault)
            files = place.everything()
            state = state_of(files)
            if state in known or not aside(files) - whole.judge.aside:
                continue
            known.add(state)
            calls = trace(driver, NEXT, place.root, place.out)
            name = f"after {scenario.name}, killed at {call.name} {call.number}"
            judge = replace(whole.judge, known={})
            yield replace(whole, name=name, arguments=NEXT, start=files, judge=judge, calls=calls)


def strikes(trial: Trial) -> Iterator[Point]:
    """Yield, for each call that changes something, a kill and the faults of a disk."""
    for call in changing(trial.calls):
        at = f"when={call.number}"
        yield Point(f"killed at {call}", (f"{call.name}:signal=SIGKILL:{at}",))
        for error in (errno.ENOSPC, errno.EIO, errno.EROFS):
            fault = f"{call.name}:error={errno.errorcode[error]}:{at}"
            yield Point(f"{errno.errorcode[error]} once at {call}", (fault,), error, call)
            if call.name in CHANGES:
                name = f"{errno.errorcode[error]} from {call}"
                yield Point(name, (f"{fault}+",), error, call)


def strike(driver: Driver, place: Place, trial: Trial, point: Point) -> Verdict:
    """Strike the command that mends; judge at once, and what the one after it finds."""
    said = inject(driver, trial.arguments, place.root, place.out, *point.faults)
    if point.call is None and said.status != KILLED:
        return Verdict(reached=False)
    faults = trial.judge.every_file(place.everything())
    if point.call is not None:
        faults += behaves("it", said, (0, 3) if could_speak(point) else (0, 3, MUTE))
    return Verdict(faults + trial.judge.aftermath(driver, place, trial.arguments).faults)


def run(
    scenarios: Sequence[Scenario] = SCENARIOS,
    *,
    step: int = 1,
    nth: int = 1,
    jobs: int = 2,
    say: Callable[[str], object] = lambda line: None,
) -> Total:
    """Strike every `step`-th point of every `nth` state; return what was counted."""
    prepare = partial(cut_short, nth=nth)
    struck = sweep(strike, strikes, scenarios, prepare=prepare, step=step, jobs=jobs, say=say)
    say(f"mending: {struck}")
    return struck


def main() -> int:
    """Run the sweep for the command line."""
    parser = arguments("Strike the command that mends what another left half done.")
    parser.add_argument("--nth", type=int, default=1, help="every NTH state that is left (all)")
    given = parser.parse_args()
    scenarios = chosen(given.only)
    return finish(
        lambda: [run(scenarios, step=given.step, nth=given.nth, jobs=given.jobs, say=say)]
    )


if __name__ == "__main__":
    sys.exit(main())
