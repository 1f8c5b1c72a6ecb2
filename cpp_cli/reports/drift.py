"""Promises that got new terms, and who bears it: a section of several answers."""

from __future__ import annotations

from cpp_cli.ledger.drift import WAYS, drifts
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Figure, Heading, Table
from cpp_cli.reports.promises import Names

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cpp_cli.ledger.drift import Drift
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]

_WAYS = {
    "outgoing": mark("Promises from us to others"),
    "incoming": mark("Promises from others to us"),
    "between-partners": mark("Promises between partners"),
}
_CHANGED = {
    "what": mark("the wording"),
    "due": mark("the due date"),
    "review": mark("the review days"),
    "resources": mark("the resources"),
}


def drift(matter: Matter) -> Found:
    """Say which promises got new terms, who asked, why, how many days later, and who bears it.

    Data: `drift`, with `renegotiations`, and figures for each way (`outgoing`, `incoming`,
    `between_partners`).
    """
    found = drifts(matter)
    ways = {way: _sums([one for one in found if one.way == way]) for way in WAYS}
    data = {
        "renegotiations": [_data(one) for one in found],
        **{way.replace("-", "_"): sums for way, sums in ways.items()},
    }
    if not found:
        return [], {"drift": data}
    rows: list[Sequence[Cell]] = [
        (t(_WAYS[way]), *sums.values()) for way, sums in ways.items() if sums["times"].value
    ]
    columns = (
        "",
        ">" + t("promises"),
        ">" + t("new terms"),
        ">" + t("asked by who owes it"),
        ">" + t("days later"),
        ">" + t("asked by who it is owed to"),
        ">" + t("days later"),
    )
    return [
        Heading(t("Promises that got new terms")),
        Table(columns, rows),
        _table(matter, found),
    ], {"drift": data}


def _sums(found: Sequence[Drift]) -> dict[str, Figure]:
    """Count the promises, the times, and for each side that asked the times and the days."""
    sums = {
        "promises": Figure.count(dict.fromkeys(one.id for one in found)),
        "times": _times(found),
    }
    for side, name in (("from", "who_owes_it"), ("to", "who_it_is_owed_to")):
        asked = [one for one in found if one.asked == side]
        later = [one for one in asked if one.later]
        sums[f"asked_by_{name}"] = _times(asked)
        days = sum(one.later or 0 for one in later)
        sums[f"days_asked_by_{name}"] = Figure(days, _times(later).records)
    return sums


def _times(found: Sequence[Drift]) -> Figure:
    return Figure(len(found), tuple(dict.fromkeys(one.id for one in found)))


def _table(matter: Matter, found: Sequence[Drift]) -> Table:
    names = Names(matter.store)
    rows: list[Sequence[Cell]] = [
        (
            one.date.isoformat(),
            " ".join(one.standing.promise.what.split()),
            names[one.by],
            ", ".join(t(_CHANGED[name]) for name in one.changed),
            _day(one.due_before),
            _day(one.due_after),
            one.later,
            names[_bearer(one)] if one.borne else "",
            " ".join((one.why or "").split()),
            one.id,
        )
        for one in found
    ]
    columns = (
        *(t("Day"), t("What was promised"), t("Who asked"), t("New"), t("Due before")),
        *(t("Due after"), ">" + t("Days later"), t("Who bears it"), t("Why"), t("Id")),
    )
    return Table(columns, rows)


def _day(day: object) -> str:
    return str(day) if day else t("no date")


def _bearer(one: Drift) -> str:
    promise = one.standing.promise
    return promise.to if one.borne == "to" else promise.from_


def _data(one: Drift) -> dict[str, Any]:
    return {
        "commitment": one.id,
        "direction": one.way,
        "date": one.date.isoformat(),
        "by": one.by,
        "agreed_by": one.agreed_by,
        "asked_by_side": one.asked,
        "why": one.why,
        "changed": one.changed,
        "due_before": one.due_before.isoformat() if one.due_before else None,
        "due_after": one.due_after.isoformat() if one.due_after else None,
        "days_later": one.later,
        "borne_by": _bearer(one) if one.borne else None,
    }
