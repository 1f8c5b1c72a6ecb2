"""Measures a row in a repository: cpp and those beside it, in turn, round after round."""

import shlex
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import ledgers, machine, peers
from benchmarks.circle import TODAY, somebody
from benchmarks.records import US
from benchmarks.repository import Repository, surroundings
from benchmarks.rows import START, UNCHANGED, Program, Row
from benchmarks.states import USED, States
from benchmarks.timing import LIMIT, TOO_LONG, Case, Timed, measured, run

ROOT = Path(__file__).parents[1]
REVISION = "HEAD~1"
"""The commit before the last, which changes twenty records."""


@dataclass(frozen=True, slots=True)
class Block:
    """What was measured of a row among so many records, by the names of its programs."""

    row: Row
    size: int
    timed: Mapping[str, Timed]
    load: float
    commands: Mapping[str, str] = field(default_factory=dict)

    @property
    def ours(self) -> Timed:
        """What was measured of cpp."""
        return self.timed[self.row.name]

    @property
    def doubt(self) -> str:
        """Why it is not to be trusted, if it is not."""
        return machine.doubt(self.load, self.timed[machine.BASE])


class Bench:
    """A repository, and what the templates of the rows stand for in it."""

    def __init__(self, repository: Repository, programs: Mapping[str, str]) -> None:
        self.repository = repository
        self.environment = surroundings(repository.root) | USED
        self.environment["CPP_TODAY"] = str(TODAY)
        self.states = States(repository.root, self._look)
        self.values = {
            **programs,
            "cpp": str(ROOT / "scripts/cpp"),
            "scripts/cpp": str(ROOT / "scripts/cpp"),
            "bin/cpp": str(Path(sys.executable).with_name("cpp")),
            "python": sys.executable,
            "nothing": str(ROOT / "benchmarks/nothing.py"),
            "schemas": str(ROOT / "schemas"),
            "journal": str(repository.peers / ledgers.JOURNAL),
            "beancount": str(repository.peers / ledgers.BEANCOUNT),
            "revision": REVISION,
            "partner": somebody(repository.size),
            "us": US,
        }
        quoted = repository.peers / ledgers.QUOTED
        if quoted.is_dir():
            self.values["quoted"] = str(quoted)

    def measure(self, row: Row, rounds: int, before: Iterable[Block]) -> Block:
        """Measure a row; what took too long among fewer records, `before`, is not tried."""
        load = machine.load()
        cases, problems = [], self._hopeless(row, before)
        for program in (START, *row.programs):
            try:
                cases.append(self._case(program))
            except KeyError as missing:
                problems[program.name] = _missing(missing.args[0])
        try:
            timed = measured(cases, rounds, problems)
        finally:
            self.states.restore()
        timed |= {name: Timed(problem=why) for name, why in problems.items()}
        commands = {case.name: shlex.join(case.command) for case in cases}
        return Block(row, self.repository.size, timed, load, commands)

    def _case(self, program: Program) -> Case:
        command = [word.format_map(self.values) for word in shlex.split(program.command)]
        ours = command[0] in (self.values["cpp"], self.values["bin/cpp"])
        return Case(
            program.name,
            command,
            self.repository.root,
            {**self.environment, **program.environment},
            partial(self.states.bring, program.state),
            program.fine,
            {2: "not there yet"} if ours else {},
            program.patience,
        )

    def _look(self) -> None:
        run(self._case(UNCHANGED))

    def _hopeless(self, row: Row, before: Iterable[Block]) -> dict[str, str]:
        problems = {}
        for block in before:
            times = self.repository.size / block.size
            for name, one in block.timed.items() if block.row.name == row.name else ():
                if one.problem.startswith(TOO_LONG):
                    problems[name] = one.problem
                elif one.seconds and one.middle * times > 2 * LIMIT:
                    problems[name] = f"not tried: {one.middle:.0f} s for {block.size:,} records"
        return problems


def _missing(key: str) -> str:
    if key == "quoted":
        return f"its files are made for at most {ledgers.QUOTED_UP_TO:,} records"
    return f"not here: {peers.advice(key)}"
