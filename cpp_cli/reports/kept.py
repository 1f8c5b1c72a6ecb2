"""Promises made and kept in a summary, by the rules of counting: what fell due, by its terms."""

from __future__ import annotations

from cpp_cli.ledger.counting import FEWEST, fell_due, in_hundred, median
from cpp_cli.ledger.promises import OWED
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Figure, Heading, Pairs, Paragraph, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.counting import Due
    from cpp_cli.ledger.matter import Matter, Promise, Scope
    from cpp_cli.reports.answer import Block, Cell

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
    """Return the promises of each direction: made, what became of them, and the rates."""
    rows: list[list[Cell]] = []
    data: dict[str, Any] = {}
    for way, name in _WAYS.items():
        mine = matter.ways[way]
        counts = _counts(mine, matter.made[way], matter.scope)
        if any(figure.value for figure in counts.values()):
            rows.append([t(name), *counts.values()])
        data[way.replace("-", "_")] = {**counts, **rates(fell_due(matter, way))}
    columns = ["", *(">" + t(word) for word in _COUNTED.values())]
    blocks: list[Block] = [Heading(t("Promises"))]
    if rows and not matter.scope.is_whole:
        blocks.append(
            Paragraph(
                t(
                    "Made, kept, released and broken in this time. The rest is how things stand"
                    " at the end of it, whenever it was promised."
                )
            )
        )
    blocks.append(Table(columns, rows) if rows else Paragraph(t("None.")))
    pairs = _rate_pairs(data)
    if pairs:
        blocks.append(
            Paragraph(t("Of what has fallen due (what is kept early counts from its due day on):"))
        )
        blocks.append(Pairs(pairs))
    return blocks, {"promises": data}


def _counts(mine: Iterable[Promise], made: Iterable[Promise], scope: Scope) -> dict[str, Figure]:
    found: dict[str, list[str]] = {word: [] for word in _COUNTED}
    found["made"] = [key for key, _, _ in made]
    for key, state, standing in mine:
        if state in OWED:
            found["owed"].append(key)
        elif not scope.is_whole and not scope.holds(standing.settled_on):
            continue
        if state in found:
            found[state].append(key)
    return {word: Figure.count(ids) for word, ids in found.items()}


def rates(due: Sequence[Due]) -> dict[str, Any]:
    """Return how many of these were kept, and on time, of all that were not let go.

    For fewer than five there is no rate, only its two numbers.
    """
    counted = [one.id for one in due if one.state != "released"]
    kept = [one for one in due if one.state == "kept"]
    on_time = [one.id for one in kept if one.on_time]
    days = [(one.id, one.days) for one in kept if one.days is not None]
    enough = len(counted) >= FEWEST
    return {
        "fell_due": Figure.count(one.id for one in due),
        "counted": Figure.count(counted),
        "counted_kept": Figure.count(one.id for one in kept),
        "counted_on_time": Figure.count(on_time),
        "kept_rate": round(len(kept) / len(counted), 3) if enough else None,
        "on_time_rate": round(len(on_time) / len(counted), 3) if enough else None,
        "median_days": Figure(median(taken for _, taken in days), tuple(key for key, _ in days)),
    }


def _rate_pairs(data: dict[str, Any]) -> list[tuple[str, Cell]]:
    pairs: list[tuple[str, Cell]] = []
    for way, name in _WAYS.items():
        found = data[way.replace("-", "_")]
        if way == "internal" or not found["counted"].value:
            continue
        kept = share(found["counted_kept"], found["counted"], found["kept_rate"])
        pairs.append((t("{way}: kept", way=t(name)), kept))
        on_time = share(found["counted_on_time"], found["counted"], found["on_time_rate"])
        pairs.append((t("{way}: kept on time", way=t(name)), on_time))
        if found["median_days"].value is not None:
            pairs.append((t("{way}: median days to do it", way=t(name)), found["median_days"]))
    return pairs


def share(part: Figure, whole: Figure, rate: float | None) -> Figure:
    """Return a rate in words, with its two numbers; without a rate, these alone."""
    named = {"part": part.value, "whole": whole.value}
    if rate is None:
        return Figure(t("{part} of {whole}", **named), part.records)
    percents = round(rate * 100)
    if isinstance(part.value, int) and isinstance(whole.value, int):
        percents = in_hundred(part.value, whole.value)
    return Figure(t("{part} of {whole} ({rate}%)", **named, rate=percents), part.records)
