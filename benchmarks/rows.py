"""Every row of the table: what cpp is asked, in which state, beside whom, and what is the goal.

A command is a template: `{hledger}` is a program that may be missing, `{journal}` a file made of
the same records. To measure something more, add a row.
"""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from benchmarks.machine import BASE
from benchmarks.states import NOT_WRITTEN, State


class Figure(Enum):
    """What is compared with a goal, and how it is written."""

    TIMES = "{:.2f} ×"
    """The time as a multiple of the other's."""
    MORE = "{:+.0f} ms"
    """How much longer it takes than the other."""
    MEMORY = "{:.0f} MB"
    """The memory at the peak."""
    SHARE = "{:.2f} × its memory"
    """The memory as a multiple of the other's."""


class Program(NamedTuple):
    """A program: its command as a template, and the state that it is started in."""

    name: str
    command: str
    state: State = State.AS_IT_IS
    environment: Mapping[str, str] = {}
    fine: tuple[int, ...] = (0,)
    patience: float = float("inf")


class Goal(NamedTuple):
    """At most so much of a figure, by the number of records; without a number it is only shown."""

    figure: Figure
    beside: Program | None = None
    most: Mapping[int, float] = {}


class Row(NamedTuple):
    """What is measured together, in turn: a cpp command, and whom it is beside."""

    program: Program
    goals: tuple[Goal, ...]

    @property
    def name(self) -> str:
        """What is measured."""
        return self.program.name

    @property
    def programs(self) -> tuple[Program, ...]:
        """All that run in a round, cpp first."""
        beside = (goal.beside for goal in self.goals if goal.beside)
        return tuple({program.name: program for program in (self.program, *beside)}.values())


def _by_size(*numbers: float | None) -> dict[int, float]:
    """Return the goals for 1,000, 10,000 and 100,000 records, as far as there are."""
    sizes = (1_000, 10_000, 100_000)
    return {size: number for size, number in zip(sizes, numbers, strict=False) if number}


# What has no goal beside it is only for comparison: slow ones get few rounds.
_CURIOUS = 10.0

HLEDGER_CHECK = Program("hledger check", "{hledger} -f {journal} check")
HLEDGER_BAL = Program("hledger bal", "{hledger} -f {journal} bal")
BEAN_CHECK = Program("bean-check", "{bean-check} --no-cache {beancount}", patience=_CURIOUS)
YAMLLINT = Program("yamllint", "{yamllint} -d relaxed records", patience=_CURIOUS)
GIT_STATUS = Program("git status", "{git} status")
AJV = Program(
    "ajv-cli",
    """sh -c 'for kind in partner meeting commitment harm; do
        "$0" validate --spec=draft2020 -c ajv-formats -s "$1/$kind.schema.json" \
            -d "$2/records/$kind"s"/**/*.yaml" || exit
    done' {ajv} {schemas} {quoted}""",
)
CHECK_JSONSCHEMA = Program(
    "check-jsonschema",
    """sh -c 'for kind in partner meeting commitment harm; do
        find "records/$kind"s -name "*.yaml" -print0 |
            xargs -0 "$0" --schemafile "$1/$kind.schema.json" || exit
    done' {check-jsonschema} {schemas}""",
    patience=_CURIOUS,
)
RAW_REVISION = Program(
    "git ls-tree, cat-file --batch",
    """sh -c '"$0" ls-tree -r --object-only "$1" records | "$0" cat-file --batch'
        {git} {revision}""",
)
START = Program(BASE, "{python} -c pass")
TYPER = Program("typer, nothing to do", "{python} -P {nothing}")


def _cold(name: str, environment: Mapping[str, str], hledger: dict[int, float]) -> Row:
    return Row(
        Program(name, "{cpp} validate", State.FORGOTTEN, environment),
        (
            Goal(Figure.TIMES, HLEDGER_CHECK, hledger),
            Goal(Figure.TIMES, AJV, _by_size(0.2, 0.25)),
            Goal(Figure.MEMORY, None, _by_size(45, 60, 120)),
            Goal(Figure.SHARE, HLEDGER_CHECK, _by_size(None, None, 0.5)),
        ),
    )


NOT_WRITTEN_COLD = _cold("validate, cold, cache not written", NOT_WRITTEN, _by_size(2.2, 1.3, 1.0))
COLD = (
    NOT_WRITTEN_COLD._replace(
        goals=(
            *NOT_WRITTEN_COLD.goals,
            *(Goal(Figure.TIMES, peer) for peer in (BEAN_CHECK, CHECK_JSONSCHEMA, YAMLLINT)),
        )
    ),
    _cold("validate, cold, cache written", {}, _by_size(2.5, 1.8, 1.5)),
)

UNCHANGED = Program("validate, nothing changed", "{cpp} validate")
WARM = (
    Row(UNCHANGED, (Goal(Figure.TIMES, GIT_STATUS, _by_size(6, 2.5, 1.3)),)),
    Row(
        Program("validate, 10 files changed", "{cpp} validate", State.CHANGED),
        (
            Goal(
                Figure.MORE,
                UNCHANGED._replace(name="nothing changed", state=State.SETTLED),
                _by_size(100, 120, 200),
            ),
        ),
    ),
)

_QUICK = _by_size(2.5, 1.0, 0.5)
QUESTIONS = {
    "owes PARTNER": ("owes {partner}", _QUICK),
    "owes US": ("owes {us}", _QUICK),
    "status": ("status", _QUICK),
    "commitment list --open": ("commitment list --open", _QUICK),
    "summary": ("summary", _by_size(4, 1.5, 1.0)),
}
ANSWERS = tuple(
    Row(Program(name, f"{{cpp}} {words}"), (Goal(Figure.TIMES, HLEDGER_BAL, most),))
    for name, (words, most) in QUESTIONS.items()
)

PAST = tuple(
    Row(
        Program(f"{program.name} --at REV, seen before", f"{program.command} --at {{revision}}"),
        (
            Goal(
                Figure.TIMES,
                program._replace(name="the same for today"),
                _by_size(1.1, 1.1, 1.1),
            ),
        ),
    )
    for program in (Program("validate", "{cpp} validate"), *(row.program for row in ANSWERS))
)
UNSEEN = tuple(
    Row(
        Program(
            f"{words} --at REV, never seen", f"{{cpp}} {words} --at {{revision}}", State.FORGOTTEN
        ),
        (Goal(Figure.TIMES, RAW_REVISION, _by_size(None, 4, 3)),),
    )
    for words in ("validate", "status")
)
CHANGES = tuple(
    Row(
        Program(f"{words}, 20 files", f"{{cpp}} {words} {{revision}}", fine=(0, 1)),
        (Goal(Figure.TIMES, GIT_STATUS, _by_size(8, 4, 2)),),
    )
    for words in ("review", "validate --since")
)
ROWS = (*COLD, *WARM, *ANSWERS, *PAST, *UNSEEN, *CHANGES)

START_SIZE = 100
"""The number of records where the start is measured."""
_COMPLETION = {"_CPP_COMPLETE": "complete_bash", "COMP_CWORD": "3"}


def _start(script: str, name: str, words: str, beside: Program, most: float) -> Row:
    goals = [Goal(Figure.TIMES, beside, {START_SIZE: most})]
    if beside is not START:
        goals.append(Goal(Figure.TIMES, START))
    return Row(Program(f"start: {name} ({script})", f"{{{script}}} {words}"), tuple(goals))


def _completed(script: str) -> Row:
    asked = _COMPLETION | {"COMP_WORDS": "cpp partner show partner-0000"}
    program = Program(f"start: completion of an id ({script})", f"{{{script}}}", environment=asked)
    return Row(program, (Goal(Figure.TIMES, START, {START_SIZE: 3}),))


READS = {
    **{name: words for name, (words, _) in QUESTIONS.items()},
    "commitment list": "commitment list",
    "partner show": "partner show {partner}",
}
START_ROWS = tuple(
    row
    for script in ("scripts/cpp", "bin/cpp")
    for row in (
        _start(script, "--version", "--version", START, 1.2),
        _completed(script),
        _start(script, "--help", "--help", START, 8),
        *(_start(script, name, words, TYPER, 1.3) for name, words in READS.items()),
    )
)
GROWTH = 1.3
"""At most so many times the time for a record that it takes among 10,000."""
