"""Says what was measured: a Markdown table for each number of records, and the missed goals."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from benchmarks.blocks import Block
from benchmarks.rows import GROWTH, START_SIZE, Figure, Goal
from benchmarks.timing import Timed

COMPARED = 10_000
"""The number of records that growth is compared with."""
HEAD = (
    "| what | ms | middle half | MB | beside | ms | middle half | MB | figure | goal | |\n"
    "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |\n"
)


class Line(NamedTuple):
    """A line of the table: what was measured beside what, the figure and its goal."""

    size: int
    what: str
    ours: Timed
    beside: str
    other: Timed | None
    kind: Figure
    figure: float | None
    most: float | None
    doubt: str

    @property
    def missed(self) -> bool:
        """Whether there is a goal, and it is not met."""
        return self.most is not None and self.figure is not None and self.figure > self.most

    @property
    def unknown(self) -> bool:
        """Whether there is a goal, and nothing to compare with it."""
        return self.most is not None and self.figure is None


def lines(blocks: Sequence[Block]) -> list[Line]:
    """Return the lines of all blocks, and how each row grows."""
    measured = [_line(block, goal) for block in blocks for goal in block.row.goals]
    return measured + list(_growth(blocks))


def _line(block: Block, goal: Goal) -> Line:
    other = block.timed[goal.beside.name] if goal.beside else None
    ours = block.ours
    figure = None
    if ours.seconds and (other is None or other.seconds):
        figure = _figure(goal.figure, ours, other)
    return Line(
        block.size,
        block.row.name,
        ours,
        goal.beside.name if goal.beside else "",
        other,
        goal.figure,
        figure,
        goal.most.get(block.size),
        block.doubt,
    )


def _figure(kind: Figure, ours: Timed, other: Timed | None) -> float:
    if other is None:
        return ours.peak / 1e6
    if kind is Figure.MORE:
        return (ours.middle - other.middle) * 1000
    if kind is Figure.SHARE:
        return ours.peak / other.peak
    return ours.middle / other.middle


def _growth(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield how much longer a record takes among many than among 10,000."""
    known = {block.row.name: block for block in blocks if block.size == COMPARED}
    for block in blocks:
        fewer = known.get(block.row.name)
        if fewer and block.size > COMPARED and block.ours.seconds and fewer.ours.seconds:
            each = block.ours.middle / block.size / (fewer.ours.middle / COMPARED)
            yield Line(
                block.size,
                f"{block.row.name}: time for each record",
                block.ours,
                f"among {COMPARED:,}",
                fewer.ours,
                Figure.TIMES,
                each,
                GROWTH,
                block.doubt or fewer.doubt,
            )


def text(found: Sequence[Line], facts: dict[str, str], rounds: int, floor: int) -> str:
    """Return the tables, what they were measured on, and which goals are missed."""
    return "\n".join(
        (
            "; ".join(f"{name}: {value}" for name, value in facts.items()) + ".",
            f"Medians of {rounds} rounds after one that is lost, all in a row in turn."
            f" Memory is that of the largest process; less than {floor / 1e6:.0f} MB is not seen.",
            "",
            *_tables(found),
            *_listed("Goals missed", [line for line in found if line.missed]),
            *_listed("Goals without a figure", [line for line in found if line.unknown]),
        )
    )


def _tables(found: Sequence[Line]) -> Iterator[str]:
    for size, some in groupby(sorted(found, key=lambda line: line.size), lambda line: line.size):
        here = list(some)
        yield f"## {'Start' if size == START_SIZE else f'{size:,} records'}\n"
        yield HEAD + "".join(map(_row, [None, *here], here))
        doubts = {line.what: line.doubt for line in here if line.doubt}
        if doubts:
            yield "Too busy to trust:\n"
            yield "".join(f"- {what}: {why}\n" for what, why in doubts.items())


def _row(above: Line | None, line: Line) -> str:
    verdict = "**missed**" if line.missed else "" if line.figure is None else "met"
    words = ["" if line.most is None else verdict, "too busy to trust" if line.doubt else ""]
    again = above is not None and above.ours is line.ours and above.what == line.what
    cells = (
        *(("", "", "", "") if again else (line.what, *_cells(line.ours))),
        line.beside,
        *(_cells(line.other) if line.other else ("", "", "")),
        _said(line.kind, line.figure),
        _said(line.kind, line.most),
        ", ".join(filter(None, words)),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _cells(timed: Timed) -> tuple[str, str, str]:
    if not timed.seconds:
        return timed.problem, "", ""
    low, high = (f"{seconds * 1000:,.0f}" for seconds in timed.quarters)
    return f"{timed.middle * 1000:,.0f}", f"{low}-{high}", f"{timed.peak / 1e6:.0f}"


def _said(kind: Figure, figure: float | None) -> str:
    return "" if figure is None else kind.value.format(figure)


def _listed(title: str, found: Sequence[Line]) -> Iterator[str]:
    yield f"## {title}\n"
    for line in found:
        beside = f" beside {line.beside}" if line.beside else ""
        why = next((one.problem for one in (line.ours, line.other) if one and one.problem), "")
        yield (
            f"- {line.size:,} records, {line.what}{beside}:"
            f" {_said(line.kind, line.figure) or why}, goal {_said(line.kind, line.most)}"
        )
    yield "" if found else "None.\n"


def raw(blocks: Sequence[Block], found: Sequence[Line], facts: dict[str, str]) -> dict[str, Any]:
    """Return everything that was measured, as JSON has it."""
    return {
        "machine": facts,
        "blocks": [of_block(block) for block in blocks],
        "lines": [
            {
                "records": line.size,
                "what": line.what,
                "beside": line.beside,
                "kind": line.kind.name.lower(),
                "figure": line.figure,
                "goal": line.most,
                "missed": line.missed,
                "doubt": line.doubt,
            }
            for line in found
        ],
    }


def of_block(block: Block) -> dict[str, Any]:
    """Return what was measured of a row, as JSON has it."""
    return {
        "records": block.size,
        "row": block.row.name,
        "load": block.load,
        "doubt": block.doubt,
        "programs": {
            name: {
                "command": block.commands.get(name, ""),
                "seconds": one.seconds,
                "memory": one.memory,
                "problem": one.problem,
            }
            for name, one in block.timed.items()
        },
    }
