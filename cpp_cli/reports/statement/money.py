"""In a statement: money and hours both ways. They have moved when they were kept."""

from __future__ import annotations

from cpp_cli.ledger.resources import gifts, total
from cpp_cli.messages import t
from cpp_cli.reports import amounts
from cpp_cli.reports.answer import Heading, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.resources import Amounts
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.statement.page import Page

    Found = tuple[list[Block], dict[str, Any]]


def money(page: Page) -> Found:
    """Return what money and hours went to the partner and came from it, and what is promised."""
    statement = page.statement
    covered = statement.voice.covered
    to = [one for one in statement.promised_to if covered[one.promise.to]]
    rows: list[Sequence[Cell]] = []
    data: dict[str, Any] = {}
    for way, name, those in (
        ("to", t("To you"), to),
        ("from", t("From you"), statement.promised_by),
    ):
        moved, owed = _sums(page, those)
        data[way] = {"moved": amounts.data(moved), "owed": amounts.data(owed)}
        if moved or owed:
            rows.append((name, in_words(moved), in_words(owed)))
    table = Table(("", t("Given"), t("Promised, and not given yet")), rows)
    title = t("Money and hours")
    return ([Heading(title), table] if rows else []), {"money_and_hours": data}


def _sums(page: Page, those: Iterable[Standing]) -> tuple[Amounts, Amounts]:
    given = gifts(page.store, [(one.id, one.state, one) for one in those])
    moved = [one for one in given if one.promise[1] == "kept"]
    owed = [one for one in given if one.promise[2].is_owed]
    return total(moved, moved), total(owed, owed)


def in_words(sums: Amounts) -> str:
    """Return amounts on one line."""
    return ", ".join(amounts.amount(one.number, unit) for unit, one in sums.items())


def with_amounts(page: Page, one: Standing, what: str) -> str:
    """Return what is promised, with the money and the hours that it is about."""
    given = gifts(page.store, [(one.id, one.state, one)])
    if not given:
        return what
    return t("{what} ({amounts})", what=what, amounts=in_words(total(given)))
