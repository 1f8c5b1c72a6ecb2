"""Engagement promised, against what those who were engaged say: a section of several answers."""

from __future__ import annotations

from cpp_cli.ledger.engagement import VERDICTS, engaged
from cpp_cli.messages import t
from cpp_cli.reports.answer import Figure, Heading, Pairs, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]


def engagement(matter: Matter, each: bool = True) -> Found:
    """Count what was experienced beside what was promised, and with `each`, say it by meeting."""
    rows: list[Sequence[Cell]] = []
    tally: dict[str, list[str]] = {verdict: [] for verdict in VERDICTS}
    for one in engaged(matter):
        tally[one.verdict].append(one.meeting)
        said = ", ".join(map(t, one.experienced)) or t("nobody has said")
        rows.append((one.title, t(one.promised), said, one.meeting))
    data = {key: Figure.count(ids) for key, ids in tally.items()}
    if not rows:
        return [], {"engagement": data}
    pairs: list[tuple[str, Cell]] = [
        (t("Experienced as less than promised"), data["below"]),
        (t("As promised"), data["as_promised"]),
        (t("As more than promised"), data["above"]),
        (t("Nobody has said"), data["not_said"]),
    ]
    blocks: list[Block] = [Heading(t("Engagement promised and experienced")), Pairs(pairs)]
    if each:
        blocks.append(Table((t("Meeting"), t("Promised"), t("Experienced"), t("Id")), rows))
    return blocks, {"engagement": data}
