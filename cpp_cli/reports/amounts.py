"""Money and hours, in words and for machines."""

from __future__ import annotations

from cpp_cli.ledger.resources import HOURS
from cpp_cli.messages import t, tn
from cpp_cli.reports.answer import Figure

TYPE_CHECKING = False

if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

    from cpp_cli.ledger.resources import Amount, Amounts


def bare(number: Decimal, unit: str) -> str:
    """Return an amount without its unit: `1,500.00` of money, `7.5` of hours."""
    return f"{number.normalize():f}" if unit == HOURS else f"{number:,.2f}"


def amount(number: Decimal, unit: str) -> str:
    """Return an amount with its unit: `1,500.00 USD`, `one hour`."""
    shown = bare(number, unit)
    if unit == HOURS:
        return tn("one hour", "{hours} hours", 1 if number == 1 else 2, hours=shown)
    return t("{amount} {currency}", amount=shown, currency=unit)


def figure(found: Amount | None, unit: str) -> Figure | None:
    """Return an amount without its unit, with its records; nothing where there is none."""
    return Figure(bare(found.number, unit), tuple(found.records)) if found else None


def number(found: Amount, unit: str) -> Figure:
    """Return an amount with its records for JSON: money as records write it, hours as a number."""
    value = float(found.number) if unit == HOURS else f"{found.number:.2f} {unit}"
    return Figure(value, tuple(found.records))


def data(found: Amounts) -> dict[str, Any]:
    """Return amounts for JSON: `money` by currency, and `hours`."""
    money = {unit: number(one, unit) for unit, one in found.items() if unit != HOURS}
    hours = found.get(HOURS)
    return {"money": money, "hours": number(hours, HOURS) if hours else Figure(0)}
