"""Promises made and kept in a summary, by the rules of counting: what fell due, by its terms."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from cpp_cli.ledger.matter import Matter
from cpp_cli.ledger.promises import Standing
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Block, Cell, Figure, Heading, Pairs, Paragraph, Table

FEWEST = 5
"""A rate is never printed for fewer promises than this."""

Found = tuple[list[Block], dict[str, Any]]

_WAYS = {
    "outgoing": mark("We to others"),
    "incoming": mark("Others to us"),
    "between-partners": mark("Between partners"),
    "internal": mark("Among ourselves (not counted as kept to a community)"),
}
_COUNTED = {
    "made": mark("made"),
    "kept": mark("kept"),
    "released": mark("released"),
    "broken": mark("broken"),
    "owed": mark("still owed"),
    "overdue": mark("overdue"),
    "delivered": mark("waits for a word"),
    "disputed": mark("disputed"),
}
"""Made, kept, released and broken in the period; what is owed, on the day."""


def promised(matter: Matter) -> Found:
    rows: list[list[Cell]] = []
    data: dict[str, Any] = {}
    for way, name in _WAYS.items():
        counts = _counts(matter, way)
        if any(figure.value for figure in counts.values()):
            rows.append([t(name), *counts.values()])
        data[way.replace("-", "_")] = {**counts, **_rates(matter.fell_due((way,)))}
    columns = ["", *(">" + t(word) for word in _COUNTED.values())]
    blocks: list[Block] = [Heading(t("Promises"))]
    blocks.append(Table(columns, rows) if rows else Paragraph(t("None.")))
    pairs = _rate_pairs(data)
    if pairs:
        blocks.append(
            Paragraph(t("Of what has fallen due (what is kept early counts from its due day on):"))
        )
        blocks.append(Pairs(pairs))
    return blocks, {"promises": data}


def _counts(matter: Matter, way: str) -> dict[str, Figure]:
    mine = [s for s in matter.standings if s.direction == way]
    settled = [s for s in mine if matter.scope.holds(s.settled_on)]
    counts = {"made": Figure.count(s.id for s in matter.made((way,)))}
    for state in ("kept", "released", "broken"):
        counts[state] = Figure.count(s.id for s in settled if s.state == state)
    counts["owed"] = Figure.count(s.id for s in mine if s.is_owed)
    for state in ("overdue", "delivered", "disputed"):
        counts[state] = Figure.count(s.id for s in mine if s.state == state)
    return counts


def _rates(due: Sequence[Standing]) -> dict[str, Any]:
    """Kept, and kept on time, of all that fell due and was not released; never for fewer than 5."""
    counted = [s for s in due if s.state != "released"]
    kept = [s for s in counted if s.state == "kept"]
    on_time = [s for s in kept if s.kept_on_time]
    days = [(s.id, s.days_taken) for s in kept if s.days_taken is not None]
    enough = len(counted) >= FEWEST
    return {
        "fell_due": Figure.count(s.id for s in due),
        "counted": Figure.count(s.id for s in counted),
        "counted_kept": Figure.count(s.id for s in kept),
        "counted_on_time": Figure.count(s.id for s in on_time),
        "kept_rate": round(len(kept) / len(counted), 3) if enough else None,
        "on_time_rate": round(len(on_time) / len(counted), 3) if enough else None,
        "median_days": Figure(
            median(taken for _, taken in days) if days else None, tuple(key for key, _ in days)
        ),
    }


def _rate_pairs(data: dict[str, Any]) -> list[tuple[str, Cell]]:
    pairs: list[tuple[str, Cell]] = []
    for way, name in _WAYS.items():
        found = data[way.replace("-", "_")]
        if way == "internal" or not found["counted"].value:
            continue
        kept = _share(found["counted_kept"], found["counted"], found["kept_rate"])
        pairs.append((t("{way}: kept", way=t(name)), kept))
        on_time = _share(found["counted_on_time"], found["counted"], found["on_time_rate"])
        pairs.append((t("{way}: kept on time", way=t(name)), on_time))
        if found["median_days"].value is not None:
            pairs.append((t("{way}: median days to do it", way=t(name)), found["median_days"]))
    return pairs


def _share(part: Figure, whole: Figure, rate: float | None) -> Figure:
    text = t("{part} of {whole}", part=part.value, whole=whole.value)
    if rate is not None:
        text = t("{text} ({rate}%)", text=text, rate=round(rate * 100))
    return Figure(text, part.records)
