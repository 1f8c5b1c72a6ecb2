"""Equity: what was promised, kept and answered, for centered communities beside all others."""

from __future__ import annotations

from cpp_cli.ledger.counting import FEWEST
from cpp_cli.ledger.equity import Sides
from cpp_cli.ledger.hearing import unanswered
from cpp_cli.messages import t
from cpp_cli.reports.answer import Figure, Heading, Paragraph, Table
from cpp_cli.reports.kept import rates, share
from cpp_cli.reports.scope import called

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.ledger.equity import Side
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]


def equity(matter: Matter) -> Found:
    """Return the communities that the program centers beside all others, and each by itself."""
    if matter.scope.kind != "program":
        return [], {}
    known = matter.store.communities
    sides = Sides(matter)
    centered, others = _figures(sides.centered), _figures(sides.others)
    each = {key: _figures(side) for key, side in sides.communities.items()}
    data = {"equity": {"centered": centered, "others": others, "communities": each}}
    if not any(one.centered for one in known.values()):
        return [], data
    names = _names()
    beside = zip(names, _cells(centered), _cells(others), strict=True)
    columns = ("", ">" + t("Centered communities"), ">" + t("All others"))
    rows: list[list[Cell]] = [[called(one), *_cells(each[key])] for key, one in known.items()]
    blocks: list[Block] = [
        Heading(t("Equity: centered communities beside all others")),
        Paragraph(
            t(
                "Counted are our promises that fell due, what was heard, and what we gave."
                " A promise to a partner of several communities counts in each of them, and once as"
                " centered. No rate and no median is told for fewer than {fewest}.",
                fewest=FEWEST,
            ),
            "quiet",
        ),
        Table(columns, [*map(list, beside)]),
        Table((t("Community"), *(">" + name for name in names)), rows),
    ]
    return blocks, data


def _figures(side: Side) -> dict[str, Any]:
    found = rates(side.due)
    if len(found["median_days"].records) < FEWEST:
        found["median_days"] = Figure(None, found["median_days"].records)
    return {
        **found,
        "heard": Figure.count(item.id for item in side.heard),
        "unanswered": Figure.count(item.id for item in unanswered(side.heard)),
    }


def _names() -> tuple[str, ...]:
    return (
        t("our promises kept"),
        t("kept on time"),
        t("median days to do it"),
        t("heard"),
        t("not answered yet"),
    )


def _cells(found: dict[str, Any]) -> list[Cell]:
    counted = found["counted"]
    middle = found["median_days"]
    return [
        _rate(found["counted_kept"], counted, found["kept_rate"]),
        _rate(found["counted_on_time"], counted, found["on_time_rate"]),
        Figure(t("too few to tell"), middle.records) if middle.value is None else middle,
        found["heard"],
        found["unanswered"],
    ]


def _rate(part: Figure, whole: Figure, rate: float | None) -> Figure:
    """A rate with its two numbers; without one, these, and that they are too few to tell."""
    if rate is not None:
        return share(part, whole, rate)
    text = t("{part} of {whole}: too few to tell", part=part.value, whole=whole.value)
    return Figure(text, part.records)
