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

    from cpp_cli.ledger.drift import Drift, Side
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]

_ASKED: dict[tuple[str, Side], str] = {
    ("outgoing", "from"): mark("Promises from us to others: we asked"),
    ("outgoing", "to"): mark("Promises from us to others: they asked"),
    ("incoming", "from"): mark("Promises from others to us: they asked"),
    ("incoming", "to"): mark("Promises from others to us: we asked"),
    ("between-partners", "from"): mark("Between partners: the one who owes it asked"),
    ("between-partners", "to"): mark("Between partners: the one it is owed to asked"),
}
_CHANGED = {
    "what": mark("the wording"),
    "due": mark("the due date"),
    "review": mark("the review days"),
    "resources": mark("the resources"),
}


def drift(matter: Matter, each: bool = True) -> Found:
    """Say which promises got new terms, who asked, why, how many days later, and who bears it.

    Without `each`, they are only counted. Data: `drift`, with `renegotiations`, and for each way
    (`outgoing`, `incoming`, `between_partners`) the `promises`, `times` and `days_later`, of all
    and by the side that asked.
    """
    found = drifts(matter)
    data: dict[str, Any] = {"renegotiations": [_data(one) for one in found]} if each else {}
    for way in WAYS:
        mine = [one for one in found if one.way == way]
        data[way.replace("-", "_")] = {
            **_sums(mine),
            "asked_by_who_owes_it": _sums([one for one in mine if one.asked == "from"]),
            "asked_by_who_it_is_owed_to": _sums([one for one in mine if one.asked == "to"]),
        }
    if not found or not each:
        return [], {"drift": data}
    columns = (t("Who asked"), ">" + t("promises"), ">" + t("new terms"), ">" + t("days later"))
    return [
        Heading(t("Promises that got new terms")),
        Table(columns, _rows(found)),
        _table(matter, found),
    ], {"drift": data}


def _rows(found: Sequence[Drift]) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    for asked, words in _ASKED.items():
        mine = [one for one in found if (one.way, one.asked) == asked]
        if mine:
            rows.append((t(words), *_sums(mine).values()))
    return rows


def _sums(found: Sequence[Drift]) -> dict[str, Figure]:
    """Count the promises, how often they got new terms, and the days that were added by it."""
    ids = tuple(dict.fromkeys(one.id for one in found))
    later = tuple(dict.fromkeys(one.id for one in found if one.later))
    return {
        "promises": Figure(len(ids), ids),
        "times": Figure(len(found), ids),
        "days_later": Figure(sum(one.later or 0 for one in found), later),
    }


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
        *(t("Day"), t("What was promised"), t("Who asked"), t("What changed"), t("Due before")),
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
