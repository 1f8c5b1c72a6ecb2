"""What was heard and what became of it, and harms and repair, in a summary."""

from __future__ import annotations

from cpp_cli.ledger.harms import WORDS
from cpp_cli.messages import t
from cpp_cli.reports.answer import Figure, Heading, Pairs, Table
from cpp_cli.reports.heard import FIGURES, counted

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]


def heard(matter: Matter) -> Found:
    """Return what was heard in the period, and what became of it."""
    data = counted(matter.heard)
    blocks: list[Block] = [Heading(t("What was heard, and what became of it"))]
    blocks.append(Pairs([(t(FIGURES[key]), one) for key, one in data.items()]))
    if matter.heard and matter.scope.kind != "program":
        rows = [_became(item) for item in matter.heard]
        blocks.append(Table((t("What was said"), t("What became of it"), t("Id")), rows))
    return blocks, {"heard": data}


def _became(item: HeardItem) -> Sequence[Cell]:
    became = ", ".join([f"{t(s.state)} ({s.id})" for s in item.promises])
    outcome = became or (t("answered") if item.replied else t("not answered yet"))
    return " ".join(item.item.text.split()), outcome, item.id


def harms(matter: Matter) -> Found:
    """Return the harms and what became of them: of a program how many, of all others each one."""
    found = matter.harms
    counts = {
        "told": Figure.count(one.record.id for one in found),
        "acknowledged": Figure.count(one.record.id for one in found if one.acknowledged),
        "repair_promised": Figure.count(one.record.id for one in found if one.repairs),
        **{
            word: Figure.count(one.record.id for one in found if one.word == word) for word in WORDS
        },
    }
    data = {"harms": [one.data() for one in found], "harm_counts": counts}
    if not found:
        return [], data
    blocks: list[Block] = [Heading(t("Harms and repair"))]
    if matter.scope.kind == "program":
        names = (
            t("Harms that we were told of"),
            t("Somebody has taken responsibility"),
            t("Repair was promised"),
            t("Those harmed say: it is repaired"),
            t("Those harmed say: it is not repaired"),
            t("Those harmed have not said"),
        )
        blocks.append(Pairs(list(zip(names, counts.values(), strict=True))))
    else:
        blocks.append(harms_table(found))
    return blocks, data


def harms_table(harms: Iterable[HarmStanding]) -> Table:
    """Return a table of harms: what happened, and what became of it."""
    rows: list[Sequence[Cell]] = [
        (
            " ".join(one.record.model.what.split()),
            t("acknowledged") if one.acknowledged else t("not acknowledged"),
            ", ".join(f"{t(s.state)} ({s.id})" for s in one.repairs) or t("none promised"),
            t(WORDS[one.word]),
            one.record.id,
        )
        for one in harms
    ]
    columns = (t("Harm"), t("Acknowledged"), t("Repair promised"), t("Those harmed say"), t("Id"))
    return Table(columns, rows)
