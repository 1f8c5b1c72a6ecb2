"""Somebody works with some records and asks again and again: with what was kept, and without.

    python -P -m tests.rigs.cache [--seconds N] [--seed N] [--outside]

Whatever is done to the files, the index and the branches, both answers are the same, byte for byte.
A row of steps that leads to two answers is made as short as it can be, and shown.
"""

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.gits import alone
from tests.rigs.somebody import ASKS, GIT_WAYS, WAYS, Differs, Somebody, Step


def take(somebody: Somebody, step: Step) -> None:
    """Do something, or ask."""
    if step[0] == "words to write":
        somebody.writes(step[1])
    elif step[0] in ASKS:
        somebody.ask(step[1])
    else:
        somebody.do(step)


@contextmanager
def place(with_git: bool) -> Iterator[Somebody]:
    """Make a folder for somebody, for a while."""
    with tempfile.TemporaryDirectory(prefix="cpp-cache-") as folder, alone(Path(folder)):
        yield Somebody(Path(folder) / "repo", with_git)


def trouble(steps: Sequence[Step], with_git: bool) -> str:
    """Return what goes wrong on the way; nothing where all is well."""
    with place(with_git) as somebody:
        try:
            for step in steps:
                take(somebody, step)
        except Differs as found:
            return str(found)
    return ""


def some_steps(rng: random.Random, with_git: bool, count: int) -> list[Step]:
    """Return some things to do, with questions in between."""
    names = [*WAYS, *(GIT_WAYS if with_git else ())]
    found: list[Step] = []
    while len(found) < count:
        done = rng.choice((0, 1, 1, 2))
        found += [(rng.choice(names), rng.randrange(1 << 30)) for _ in range(done)]
        kinds = ASKS if rng.random() < 0.2 else ASKS[:2]
        found.append((rng.choice(kinds), rng.randrange(1 << 30)))
    return found


def shortened(steps: list[Step], with_git: bool, until: float) -> list[Step]:
    """Return as few of the steps as still lead to trouble."""
    size = len(steps) // 2
    while size and time.monotonic() < until:
        at = 0
        while at < len(steps) and time.monotonic() < until:
            fewer = steps[:at] + steps[at + size :]
            if trouble(fewer, with_git):
                steps = fewer
            else:
                at += size
        size //= 2
    return steps


def main() -> int:
    """Go on for some time; say what was found."""
    parser = argparse.ArgumentParser(description="Ask with what was kept, and without.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--outside", action="store_true", help="outside of git only")
    given = parser.parse_args()
    end, count = time.monotonic() + given.seconds, 0
    for seed in itertools.count(given.seed):
        if time.monotonic() > end:
            break
        rng = random.Random(seed)
        with_git = not given.outside and rng.random() < 0.8
        steps = some_steps(rng, with_git, given.steps)
        count += 1
        if trouble(steps, with_git):
            print(
                f"seed {seed}:",
                trouble(shortened(steps, with_git, time.monotonic() + 90), with_git),
            )
            return 1
    print(f"places: {count}; from seed {given.seed} on; no two answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
