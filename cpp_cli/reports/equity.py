"""Equity: what was promised, kept, answered and given, for centered communities beside others."""

from __future__ import annotations

from cpp_cli.ledger.counting import FEWEST
from cpp_cli.ledger.equity import Sides
from cpp_cli.ledger.resources import HOURS
from cpp_cli.messages import t
from cpp_cli.reports import amounts
from cpp_cli.reports.answer import Figure, Heading, Paragraph, Table
from cpp_cli.reports.kept import rates, share
from cpp_cli.reports.scope import called

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cpp_cli.ledger.equity import Side
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.resources import Amounts
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]


class _Shown:
    """What is told of one side."""

    __slots__ = ("figures", "moved")

    def __init__(self, side: Side) -> None:
        self.moved: Amounts = side.moved()
        found = rates(side.due)
        if len(found["median_days"].records) < FEWEST:
            found["median_days"] = Figure(None, found["median_days"].records)
        self.figures: dict[str, Any] = {
            **found,
            "heard": Figure.count(side.heard),
            "unanswered": Figure.count(side.unanswered),
            **amounts.data(self.moved),
        }

    def cells(self, units: Sequence[str]) -> list[Cell]:
        """Return this side as a row, with what moved in these currencies, and hours."""
        found = self.figures
        counted, middle = found["counted"], found["median_days"]
        return [
            _rate(found["counted_kept"], counted, found["kept_rate"]),
            _rate(found["counted_on_time"], counted, found["on_time_rate"]),
            Figure(t("too few to tell"), middle.records) if middle.value is None else middle,
            found["heard"],
            found["unanswered"],
            *(amounts.figure(self.moved.get(unit), unit) or Figure(0) for unit in units),
        ]


def equity(matter: Matter, each: bool = True) -> Found:
    """Say how it is for communities that the program centers beside all others; `each` by itself.

    Data: `equity`, with `centered`, `others` and `communities`: the rates of what fell due,
    `heard`, `unanswered`, and what was given, as `money` by currency and `hours`.
    """
    if matter.scope.kind != "program":
        return [], {}
    known, sides = matter.store.communities, Sides(matter)
    centered, others = _Shown(sides.centered), _Shown(sides.others)
    apart = {key: _Shown(side) for key, side in sides.communities.items()}
    data = {
        "centered": centered.figures,
        "others": others.figures,
        "communities": {key: one.figures for key, one in apart.items()},
    }
    centers = any(one.centered for one in known.values())
    if not known or not (centers or each):
        return [], {"equity": data}
    units = [*dict.fromkeys((*centered.moved, *others.moved))]
    names = _names(units)
    blocks: list[Block] = [Heading(t("Equity, by community"))]
    if centers:
        rows = [*zip(names, centered.cells(units), others.cells(units), strict=True)]
        columns = ("", ">" + t("Centered communities"), ">" + t("All others"))
        title = Heading(t("Equity: centered communities beside all others"))
        blocks = [title, Table(columns, rows)]
    blocks.append(Paragraph(_counted()))
    if each:
        lines = [[called(known[key]), *one.cells(units)] for key, one in apart.items()]
        blocks.append(Table((t("Community"), *(">" + name for name in names)), lines))
    return blocks, {"equity": data}


def _names(units: Sequence[str]) -> list[str]:
    return [
        t("our promises kept"),
        t("kept on time"),
        t("median days to do it"),
        t("heard"),
        t("not answered yet"),
        *(
            t("hours given") if one == HOURS else t("{currency} given", currency=one)
            for one in units
        ),
    ]


def _counted() -> str:
    return t(
        "Counted are our promises that fell due, what was heard, and what has moved from us."
        " What belongs to several communities counts in each of them, and once as centered."
        " No rate and no median is told for fewer than {fewest}.",
        fewest=FEWEST,
    )


def _rate(part: Figure, whole: Figure, rate: float | None) -> Figure:
    """A rate with its two numbers; without one, these, and that they are too few to tell."""
    if rate is not None:
        return share(part, whole, rate)
    if not whole.value:
        return Figure(t("none fell due"), part.records)
    text = t("{part} of {whole}: too few to tell", part=part.value, whole=whole.value)
    return Figure(text, part.records)
