"""Money and hours each way, and the share of those led by communities: a section of answers."""

from __future__ import annotations

from cpp_cli.ledger.counting import FEWEST
from cpp_cli.ledger.resources import HOURS, RECEIVERS, STAGES, WAYS, Amount
from cpp_cli.ledger.resources import resources as given
from cpp_cli.messages import mark, t
from cpp_cli.reports import amounts
from cpp_cli.reports.answer import Figure, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.kept import share

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.resources import Amounts, Resources, Stage
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]

_WAYS = {
    "outgoing": mark("From us to others"),
    "incoming": mark("From others to us"),
    "between-partners": mark("Between partners"),
}
_TOGETHER = mark("Together, each counted once")
_TO = {
    "community_led": mark("To partners led by their community"),
    "communities": mark("To communities themselves"),
    "other_partners": mark("To other partners"),
}


def resources(matter: Matter) -> Found:
    """Say what money and hours were promised, moved and are owed each way, and to whom ours went.

    Data: `resources`, with a part for each way (`outgoing`, `incoming`, `between_partners`),
    `together`, `to` (who received what moved from us) and `community_led_share` by unit.
    """
    found = given(matter)
    data: dict[str, Any] = {way.replace("-", "_"): _way_data(found, way) for way in WAYS}
    data["together"] = {stage: amounts.data(found.together[stage]) for stage in STAGES}
    data["to"] = {name: amounts.data(sums) for name, sums in found.to.items()}
    data["community_led_share"] = {unit: _share(found, unit) for unit in _units(found)}
    rows = [row for way, name in _WAYS.items() for row in _rows(t(name), found.ways[way])]
    if not rows:
        return [], {"resources": data}
    columns = ("", ">" + t("promised"), ">" + t("has moved"), ">" + t("still owed"))
    return [
        Heading(t("Money and hours")),
        Paragraph(t("What was promised has moved when those it was promised to say that it came.")),
        *_since(matter),
        Table(columns, rows + _rows(t(_TOGETHER), found.together)),
        *_passed_on(found),
        *_went_to(found),
    ], {"resources": data}


def _since(matter: Matter) -> list[Block]:
    if matter.scope.is_whole:
        return []
    return [
        Paragraph(
            t(
                "Promised and moved in this time; still owed at the end of it, whenever it was"
                " promised."
            )
        )
    ]


def _way_data(found: Resources, way: str) -> dict[str, Any]:
    data: dict[str, Any] = {stage: amounts.data(found.ways[way][stage]) for stage in STAGES}
    data["passed_on"] = amounts.data(found.passed_on[way])["money"]
    return data


def _rows(name: str, stages: dict[Stage, Amounts]) -> list[list[Cell]]:
    units = dict.fromkeys(unit for stage in STAGES for unit in stages[stage])
    return [
        [
            _named(name, unit),
            *(amounts.figure(stages[stage].get(unit), unit) for stage in STAGES),
        ]
        for unit in sorted(units, key=lambda unit: (unit == HOURS, unit))
    ]


def _named(name: str, unit: str) -> str:
    return t("{name}: {unit}", name=name, unit=t("hours") if unit == HOURS else unit)


def _passed_on(found: Resources) -> list[Block]:
    """Say how much of what moved was money that we had been given: it is counted once."""
    lines = [
        t(
            "Of the money that moved from us to others, {amount} was given to us by others to pass"
            " on.",
            amount=amounts.amount(sum_.number, unit),
        )
        for unit, sum_ in found.passed_on["outgoing"].items()
    ]
    return [Paragraph("\n".join(lines))] if lines else []


def _units(found: Resources) -> list[str]:
    return [*dict.fromkeys(unit for sums in found.to.values() for unit in sums)]


def _went_to(found: Resources) -> list[Block]:
    pairs: list[tuple[str, Cell]] = []
    for unit in _units(found):
        whole = _whole(found, unit)
        shown = Figure(amounts.amount(whole.number, unit))
        for name in RECEIVERS:
            part = found.to[name].get(unit)
            if part:
                cell = Figure(amounts.amount(part.number, unit), tuple(part.records))
                pairs.append((_named(t(_TO[name]), unit), share(cell, shown, _rate(part, whole))))
    return [Paragraph(t("Who received what moved from us:")), Pairs(pairs)] if pairs else []


def _share(found: Resources, unit: str) -> dict[str, Any]:
    part, whole = found.to["community_led"].get(unit, Amount()), _whole(found, unit)
    return {
        "part": amounts.number(part, unit),
        "whole": amounts.number(whole, unit),
        "rate": _rate(part, whole),
    }


def _whole(found: Resources, unit: str) -> Amount:
    whole = Amount()
    for sums in found.to.values():
        if unit in sums:
            whole.number += sums[unit].number
            whole.records += sums[unit].records
    return whole


def _rate(part: Amount, whole: Amount) -> float | None:
    """Return which part of the whole it is; never of fewer than five promises."""
    if len(whole.records) < FEWEST or not whole.number:
        return None
    return round(float(part.number / whole.number), 3)
