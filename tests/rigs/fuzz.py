"""A fuzzer of reading, checking, editing and showing, for as long as told.

Each input is one file among the records of the rules' examples. What goes wrong is kept under
`tests/rigs/crashes/` by the kind of its record and its hash, and tried by the fast tests for ever.
"""

import argparse
import resource
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import nlargest
from itertools import count
from operator import itemgetter
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic, process_time

from tests.rigs.inputs import CRASHES, changed, kept, seeds
from tests.rigs.trial import prepare, trial

HUNG = 60
"""After so many seconds an input counts as hung."""
_SLOW = 50
"""An input is slow when it takes so many times the median of its size."""


class Hung(BaseException):
    """An input takes so long that it is given up."""


@dataclass
class Outcome:
    """What was tried and what went wrong: by the place where it did, an input and the story."""

    tried: Counter[str] = field(default_factory=Counter)
    crashes: dict[str, tuple[str, bytes, str]] = field(default_factory=dict)
    times: dict[int, list[float]] = field(default_factory=dict)
    slowest: dict[int, list[tuple[float, str, bytes]]] = field(default_factory=dict)

    def try_one(self, kind: str, data: bytes, root: Path) -> None:
        """Try an input; the first to go wrong at a place is kept."""
        self.tried[kind] += 1
        began = process_time()
        try:
            trial(kind, data, root)
        except (Exception, Hung) as error:
            where = _where(error)
            story = "".join(traceback.format_exception(error))
            if where not in self.crashes or len(data) < len(self.crashes[where][1]):
                self.crashes[where] = kind, data, story
        self.time(process_time() - began, kind, data)

    def time(self, seconds: float, kind: str, data: bytes) -> None:
        """Remember how long an input took, and which took longest among those of its size."""
        size = len(data).bit_length()
        self.times.setdefault(size, []).append(seconds)
        slowest = [*self.slowest.get(size, ()), (seconds, kind, data)]
        self.slowest[size] = nlargest(3, slowest, key=itemgetter(0))

    def slow(self) -> list[tuple[float, str, bytes]]:
        """Return the inputs that took many times longer than others of their size."""
        return [
            one
            for size, slowest in self.slowest.items()
            for one in slowest
            if one[0] > _SLOW * median(self.times[size])
        ]


def _where(error: BaseException) -> str:
    """The message without what differs from input to input, else the last place of our own."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    # A command that ends with a bug tells of it on two lines, and then the places it passed.
    lines = str(error).splitlines()
    said = " ".join(" ".join(lines[2:] or lines).split())
    return f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {said[:160]}"


def keep(kind: str, data: bytes) -> Path:
    """Write an input to where it is tried for ever."""
    path = CRASHES / f"{kind}-{sha256(data).hexdigest()[:12]}.yaml"
    path.write_bytes(data)
    return path


def fuzz(seed: int, go_on: Callable[[int], bool], outcome: Outcome | None = None) -> Outcome:
    """Try every input that was kept, then new ones while told to go on."""
    outcome = outcome or Outcome()
    rng = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = prepare(Path(folder))
        for kind, data in kept():
            outcome.try_one(kind, data, root)
        for number in count():
            if not go_on(number):
                return outcome
            outcome.try_one(*changed(rng), root)
    raise AssertionError


def _hung(signal_number: int, frame: object) -> None:
    raise Hung


def main(arguments: list[str]) -> int:
    """Fuzz for some seconds and print the counts; 0 when nothing went wrong."""
    parser = argparse.ArgumentParser(prog="tests.rigs.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began, outcome = monotonic(), Outcome()
    ends: float = began + options.seconds
    signal.signal(signal.SIGALRM, _hung)

    def go_on(number: int) -> bool:
        signal.alarm(HUNG)
        return monotonic() < ends

    print(f"fuzz: {len(seeds())} seeds, {len(kept())} kept inputs, seed {options.seed}")
    fuzz(options.seed, go_on, outcome)
    signal.alarm(0)
    for kind, tried in sorted(outcome.tried.items()):
        print(f"{kind:12} {tried:7} tried")
    for seconds, kind, data in outcome.slow():
        print(f"slow: {seconds:.2f} s, {len(data)} bytes, {keep(kind, data)}")
    for where, (kind, data, story) in outcome.crashes.items():
        print(f"{keep(kind, data)}: {where}\n{story}")
    total, took = outcome.tried.total(), monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"fuzz: {total} inputs in {took:.0f} s ({total / took:.0f} a second), {memory} MB at most,"
        f" {len(outcome.crashes)} went wrong, {len(outcome.slow())} slow"
    )
    return 1 if outcome.crashes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
