"""Promises made and kept in a summary, by the rules of counting: what fell due, by its terms."""

from __future__ import annotations

from cpp_cli.ledger.promises import OWED
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Figure, Heading, Pairs, Paragraph, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.matter import Matter, Promise, Scope
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]

FEWEST = 5
"""A rate is never printed for fewer promises than this."""

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
        mine = matter.ways[way]
        counts = _counts(mine, matter.made[way], matter.scope)
        if any(figure.value for figure in counts.values()):
            rows.append([t(name), *counts.values()])
        due = [
            one
            for one in mine
            if (on := one[2].due) and on <= matter.day and matter.scope.holds(on)
        ]
        data[way.replace("-", "_")] = {**counts, **_rates(due)}
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


def _rates(due: Sequence[Promise]) -> dict[str, Any]:
    """Kept, and kept on time, of all that fell due and was not released; never for fewer than 5."""
    counted = [key for key, state, _ in due if state != "released"]
    kept = [(key, one) for key, state, one in due if state == "kept"]
    on_time: list[str] = []
    days: list[tuple[str, int]] = []
    for key, one in kept:
        done, by = one.done_on, one.due
        if done is None:
            continue
        days.append((key, (done - one.promise.made.date).days))
        if by is not None and done <= by:
            on_time.append(key)
    enough = len(counted) >= FEWEST
    return {
        "fell_due": Figure.count([key for key, _, _ in due]),
        "counted": Figure.count(counted),
        "counted_kept": Figure.count([key for key, _ in kept]),
        "counted_on_time": Figure.count(on_time),
        "kept_rate": round(len(kept) / len(counted), 3) if enough else None,
        "on_time_rate": round(len(on_time) / len(counted), 3) if enough else None,
        "median_days": Figure(_median([taken for _, taken in days]), tuple(key for key, _ in days)),
    }


def _median(days: Iterable[int]) -> int | float | None:
    ordered = sorted(days)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


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
    """Return a part with the whole beside it, and the rate where there is one."""
    text = t("{part} of {whole}", part=part.value, whole=whole.value)
    if rate is not None:
        text = t("{text} ({rate}%)", text=text, rate=round(rate * 100))
    return Figure(text, part.records)
