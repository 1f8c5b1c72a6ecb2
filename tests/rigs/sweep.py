"""A sweep: every scenario, and at each of its points one fault; counted and judged."""

import argparse
import queue
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.rigs.commands import SCENARIOS, Scenario
from tests.rigs.driver import Driver
from tests.rigs.judge import KINDS, Fault, Judge
from tests.rigs.place import Files, Place, aside, of_git, records, start_of, workshop
from tests.rigs.strace import Call, Untraceable, require, trace
from tests.support import Session

SHOWN = 12
"""How many kinds of fault of one command are shown in words."""

LINES = 6
"""How many lines of a fault are shown."""

_ALIKE = re.compile(r"place-\d+|[0-9a-f]{16}")


@dataclass(frozen=True)
class Point:
    """One run of a command: what strace injects, and a name of it."""

    name: str
    faults: tuple[str, ...]
    error: int = 0
    call: Call | None = None
    """The call that is struck; None where it is all that the command prints as its answer."""


@dataclass(frozen=True)
class Trial:
    """A command that is about to be tried at its points."""

    name: str
    arguments: Sequence[str]
    start: Files
    judge: Judge
    calls: list[Call]
    stdout: str


@dataclass(frozen=True)
class Verdict:
    """What a point showed. Where the fault did not strike, it was not reached."""

    faults: list[Fault] = field(default_factory=list)
    reached: bool = True


Attempt = Callable[[Driver, Place, Trial, Point], Verdict]
Points = Callable[[Trial], Iterable[Point]]
Prepare = Callable[[Driver, Scenario, Path], Iterable[Trial]]


@dataclass
class Total:
    """What a sweep counted."""

    scenarios: int = 0
    commands: set[str] = field(default_factory=set)
    points: int = 0
    missed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, Fault]] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{kind} {self.kinds[kind]}" for kind in KINDS)
        return (
            f"commands {len(self.commands)} (in {self.scenarios} ways), points {self.points},"
            f" not reached {self.missed}, {kinds}"
        )

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong, and something was tried."""
        return self.points > 0 and not self.faults


def sweep(
    attempt: Attempt,
    points: Points,
    scenarios: Sequence[Scenario] = SCENARIOS,
    *,
    prepare: Prepare | None = None,
    step: int = 1,
    jobs: int = 2,
    say: Callable[[str], object] = lambda line: None,
) -> Total:
    """Try every `step`-th point of each scenario; return what was counted."""
    require()
    total = Total()
    with workshop() as folder, Driver() as driver:
        for number, scenario in enumerate(scenarios):
            for trial in (prepare or prepared)(driver, scenario, folder / f"trial-{number:03}"):
                began = time.monotonic()
                chosen = list(points(trial))[number % step :: step]
                found = _try_all(driver, folder, trial, attempt, chosen, jobs)
                seconds = max(time.monotonic() - began, 0.001)
                say(_count(total, trial, found, len(chosen) / seconds))
            total.scenarios += 1
            total.commands.add(scenario.command)
    return total


def prepared(driver: Driver, scenario: Scenario, folder: Path) -> Iterator[Trial]:
    """Run a command without any fault, twice: to see what it writes, and to see its calls."""
    place = Place(folder, start_of(scenario, folder))
    place.reset()
    before = place.everything()
    said = driver.run(scenario.arguments, place.root, place.out)
    read = driver.run(["validate"], place.root, place.out)
    after = place.everything()
    if said.status or read.status or records(before) == records(after):
        raise RuntimeError(f"{scenario.name} does not succeed without a fault: {said}{read}")
    judge = Judge(records(before), records(after), aside(after), of_git(before))
    place.reset()
    calls = trace(driver, scenario.arguments, place.root, place.out)
    yield Trial(scenario.name, scenario.arguments, place.start, judge, calls, said.stdout)


def _try_all(
    driver: Driver, folder: Path, trial: Trial, attempt: Attempt, points: list[Point], jobs: int
) -> list[tuple[Point, Verdict]]:
    # Paths of one length make calls of one number.
    places: queue.SimpleQueue[Place] = queue.SimpleQueue()
    for number in range(jobs):
        places.put(Place(folder / f"place-{number:03}", trial.start))

    def one(point: Point) -> tuple[Point, Verdict]:
        place = places.get()
        try:
            place.reset()
            return point, attempt(driver, place, trial, point)
        finally:
            places.put(place)

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, points))


def _count(total: Total, trial: Trial, found: list[tuple[Point, Verdict]], speed: float) -> str:
    """Add what was found to the total; return it in words."""
    missed = sum(not verdict.reached for _, verdict in found)
    faults = [(trial.name, point.name, f) for point, verdict in found for f in verdict.faults]
    points = len(found) - missed
    total.points += points
    total.missed += missed
    total.faults += faults
    # A point counts once for each kind of fault.
    struck = {(point, fault.kind) for _, point, fault in faults}
    kinds = Counter(kind for _, kind in struck)
    total.kinds += kinds
    told = ", ".join(f"{kind} {number}" for kind, number in kinds.items()) or "nothing wrong"
    missing = f" ({missed} not reached)" if missed else ""
    lines = [f"{trial.name}: {points} points{missing}, {told}, {speed:.0f} points a second"]
    lines += _grouped(faults)
    return "\n".join(lines)


def _grouped(faults: list[tuple[str, str, Fault]]) -> list[str]:
    """Return the faults in words, like ones together, each with the first point of its kind."""
    alike: dict[tuple[str, str], list[str]] = {}
    for _, point, fault in faults:
        alike.setdefault((fault.kind, _ALIKE.sub("…", fault.words)), []).append(point)
    lines = [
        f"    {kind}, {len(points)} times, first at {points[0]}\n        {_start(words)}"
        for (kind, words), points in alike.items()
    ]
    return lines[:SHOWN] + ["    …"] * (len(lines) > SHOWN)


def _start(words: str) -> str:
    return "\n        ".join(line.strip() for line in words.strip().splitlines()[:LINES])


def said_nothing_was_written(said: Session) -> bool:
    """Whether a command told the person that nothing was written."""
    told = said.stderr.lower()
    return "nothing was written" in told or "nothing was changed" in told


def arguments(about: str) -> argparse.ArgumentParser:
    """Return the options that every sweep has."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--step", type=int, default=1, help="try every STEP-th point (all)")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (2)")
    parser.add_argument("--only", default="", help="only commands with this in their name")
    return parser


def chosen(only: str) -> list[Scenario]:
    """Return the scenarios whose name holds some words."""
    return [scenario for scenario in SCENARIOS if only in scenario.name]


def finish(work: Callable[[], list[Total]]) -> int:
    """Run a sweep for the command line; return its exit status."""
    began = time.monotonic()
    try:
        totals = work()
    except Untraceable as reason:
        print(f"skipped: {reason}")
        return 0
    print(f"in {time.monotonic() - began:.0f} seconds")
    return 0 if all(total.clean for total in totals) else 1


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True, file=sys.stdout)
