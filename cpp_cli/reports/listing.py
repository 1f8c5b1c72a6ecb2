"""What `cpp <noun> list` says: one row a record."""

from collections.abc import Sequence

from cpp_cli.ledger.contacts import Contact
from cpp_cli.ledger.harms import WORDS, HarmStanding
from cpp_cli.ledger.promises import Standing
from cpp_cli.messages import t
from cpp_cli.models.meeting import Meeting
from cpp_cli.models.partner import Partner
from cpp_cli.models.shape import plain
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Block, Cell, Paragraph, Table


def _answer(table: Table, data: dict[str, object], csv: Table) -> Answer:
    blocks: list[Block] = [table] if table.rows else [Paragraph(t("None."))]
    return Answer(blocks, data=data, csv=csv)


def partners(records: Sequence[Record[Partner]], contacts: dict[str, Contact]) -> Answer:
    """Return partners with their kind, status and last contact."""
    rows: list[list[Cell]] = []
    for record in records:
        contact = contacts.get(record.id)
        last = contact.day.isoformat() if contact else ""
        model = record.model
        rows.append([model.name, t(model.kind), t(model.status), last, record.id])
    table = Table((t("Name"), t("Kind"), t("Status"), t("Last contact"), t("Id")), rows)
    csv = Table(("name", "kind", "status", "last_contact", "id"), rows)
    return _answer(table, {"partners": [plain(record.model) for record in records]}, csv)


def meetings(store: Store, records: Sequence[Record[Meeting]]) -> Answer:
    """Return meetings by day, with who came."""
    rows: list[list[Cell]] = []
    for record in records:
        model = record.model
        there = {store.party(party).partition("/")[0] for party in model.attendees}
        names = ", ".join(sorted(store.name(party) for party in there))
        rows.append([model.date.isoformat(), model.title, names, record.id])
    table = Table((t("Day"), t("Title"), t("Who came"), t("Id")), rows)
    csv = Table(("date", "title", "partners", "id"), rows)
    return _answer(table, {"meetings": [plain(record.model) for record in records]}, csv)


def commitments(store: Store, standings: Sequence[Standing]) -> Answer:
    """Return promises by due date, with their state."""
    ordered = promises.by_due(standings)
    data: dict[str, object] = {"commitments": [promises.data(one) for one in ordered]}
    return _answer(promises.table(store, ordered), data, promises.csv_table(ordered))


def harms(store: Store, standings: Sequence[HarmStanding]) -> Answer:
    """Return harms, who has taken responsibility, and what those harmed say."""
    rows: list[list[Cell]] = []
    for standing in standings:
        model = standing.record.model
        rows.append(
            [
                " ".join(model.what.split()),
                ", ".join(store.name(party) for party in model.to),
                ", ".join(store.name(entry.by) for entry in standing.acknowledged) or t("nobody"),
                t(WORDS[standing.word]),
                standing.record.id,
            ]
        )
    columns = (t("What"), t("To whom"), t("Acknowledged by"), t("Those harmed say"), t("Id"))
    data: dict[str, object] = {
        "harms": [{**plain(s.record.model), **s.data()} for s in standings],
    }
    csv = Table(("what", "to", "acknowledged_by", "word_of_those_harmed", "id"), rows)
    return _answer(Table(columns, rows), data, csv)
