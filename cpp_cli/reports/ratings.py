"""How partners rate us, in their own word: a section of several answers."""

from __future__ import annotations

from cpp_cli.ledger.counting import FEWEST
from cpp_cli.ledger.ratings import SCALES, ratings_of_us
from cpp_cli.messages import t
from cpp_cli.reports.answer import Figure, Heading, Paragraph, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.ratings import Rated
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]


def ratings(matter: Matter) -> Found:
    """Say how each partner rated us first and latest, from 1 to 4.

    Data: `ratings`, with `partners` and `average` by scale: of the latest ratings, None for fewer
    than five partners.
    """
    found = ratings_of_us(matter)
    average = {scale: _average(found, scale) for scale in SCALES}
    data = {"partners": [_data(one) for one in found], "average": average}
    if not found:
        return [], {"ratings": data}
    rows: list[Sequence[Cell]] = []
    for one in found:
        days = [rating.date.isoformat() for rating in one.ratings]
        cells = [_course(one.first(scale), one.latest(scale)) for scale in SCALES]
        rows.append((matter.store.name(one.partner), days[0], days[-1], *cells, one.partner))
    mean = [figure for figure in average.values() if figure.value is not None]
    if mean:
        rows.append((t("Average of the latest"), "", "", *average.values(), ""))
    scales = [">" + t(words) for words in SCALES.values()]
    columns = (t("Partner"), t("First"), t("Latest"), *scales, t("Id"))
    return [
        Heading(t("How partners rate us")),
        Paragraph(t("From 1 (low) to 4 (high), the first time and the latest, in their own word.")),
        Table(columns, rows),
    ], {"ratings": data}


def _course(first: int | None, latest: int | None) -> str:
    if first is None or latest is None:
        return ""
    return str(latest) if first == latest else t("{first} → {latest}", first=first, latest=latest)


def _average(found: Sequence[Rated], scale: str) -> Figure:
    latest = [(one.partner, rating) for one in found if (rating := one.latest(scale))]
    partners = tuple(partner for partner, _ in latest)
    enough = len(latest) >= FEWEST
    mean = round(sum(rating for _, rating in latest) / len(latest), 1) if enough else None
    return Figure(mean, partners)


def _data(one: Rated) -> dict[str, Any]:
    return {
        "partner": one.partner,
        "first_date": one.ratings[0].date.isoformat(),
        "latest_date": one.ratings[-1].date.isoformat(),
        "first": {scale: one.first(scale) for scale in SCALES},
        "latest": {scale: one.latest(scale) for scale in SCALES},
    }
