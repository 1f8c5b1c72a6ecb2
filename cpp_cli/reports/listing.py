"""What `cpp <noun> list` says: one row a record."""

from __future__ import annotations

from cpp_cli.ledger.contacts import Partners
from cpp_cli.messages import t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Paragraph, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from cpp_cli.ledger.contacts import Contact
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell


def _answer(table: Table, data: Callable[[], dict[str, Any]], csv: Callable[[], Table]) -> Answer:
    blocks: list[Block] = [table] if table.rows else [Paragraph(t("None."))]
    return Answer(blocks, data=data, csv=csv)


def _plain(records: Sequence[Record[Any]]) -> list[Any]:
    from cpp_cli.models.shape import plain

    return [plain(record.model) for record in records]


def partners(records: Sequence[Record[Partner]], contacts: dict[str, Contact]) -> Answer:
    """Return partners with their kind, status and last contact."""
    rows: list[list[str]] = []
    for record in records:
        contact = contacts.get(record.id)
        last = contact.day.isoformat() if contact else ""
        model = record.model
        rows.append([model.name, model.kind, model.status, last, record.id])
    said = [[name, t(kind), t(status), last, key] for name, kind, status, last, key in rows]
    table = Table((t("Name"), t("Kind"), t("Status"), t("Last contact"), t("Id")), said)
    columns = ("name", "kind", "status", "last_contact", "id")
    return _answer(table, lambda: {"partners": _plain(records)}, lambda: Table(columns, rows))


def meetings(store: Store, records: Sequence[Record[Meeting]]) -> Answer:
    """Return meetings by day, with who came."""
    partners, names = Partners(store), promises.Names(store)
    rows: list[list[Cell]] = []
    for record in records:
        model = record.brief
        there = {partners[party] for party in model.attendees}
        came = ", ".join(sorted([names[partner] for partner in there]))
        rows.append([model.date.isoformat(), model.title, came, record.id])
    table = Table((t("Day"), t("Title"), t("Who came"), t("Id")), rows)
    columns = ("date", "title", "partners", "id")
    return _answer(table, lambda: {"meetings": _plain(records)}, lambda: Table(columns, rows))


def commitments(store: Store, standings: Sequence[Standing]) -> Answer:
    """Return promises by due date, with their state."""
    ordered = promises.by_due(standings)
    return _answer(
        promises.table(promises.Names(store), ordered),
        lambda: {"commitments": [promises.data(one) for one in ordered]},
        lambda: promises.csv_table(ordered),
    )
