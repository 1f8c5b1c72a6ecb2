"""Timing programs: all in turn, round after round, so that a busy moment hits all alike."""

import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

BASE = "python -c pass"


@dataclass(frozen=True, slots=True)
class Case:
    """A program to be timed, in a folder and an environment."""

    name: str
    command: Sequence[str]
    folder: Path = Path()
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> float:
        """Run the program; return how many seconds it took."""
        environment = {**os.environ, **self.environment}
        begun = perf_counter()
        done = subprocess.run(
            self.command, cwd=self.folder, env=environment, capture_output=True, check=False
        )
        taken = perf_counter() - begun
        if done.returncode:
            sys.exit(f"{self.name} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
        return taken


def measured(cases: Sequence[Case], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each case took, the start of Python first; a first round is lost."""
    turns = [Case(BASE, (sys.executable, "-c", "pass")), *cases]
    times: dict[str, list[float]] = {case.name: [] for case in turns}
    for number in range(rounds + 1):
        for case in turns:
            taken = case.run()
            if number:
                times[case.name].append(taken)
    return times


def table(times: Mapping[str, Sequence[float]]) -> str:
    """Return a Markdown table: the median, the middle half, and the ratio to Python's start."""
    base = median(times[BASE])
    rounds = len(times[BASE])
    lines = [
        f"{platform.python_implementation()} {platform.python_version()},"
        f" {platform.system()} {platform.machine()}, {rounds} rounds",
        "",
        "| what | median | middle half | ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, taken in times.items():
        low, _, high = quantiles(taken, n=4)
        middle = median(taken)
        lines.append(
            f"| `{name}` | {middle * 1000:.0f} ms | {low * 1000:.0f}-{high * 1000:.0f} ms"
            f" | {middle / base:.1f} |"
        )
    return "\n".join(lines) + "\n"
