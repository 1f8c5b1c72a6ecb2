"""How promises are shown wherever they appear: one row, one set of data."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cpp_cli.ledger.promises import Standing
from cpp_cli.messages import mark, t, tn
from cpp_cli.models.shape import plain
from cpp_cli.reading.store import Store
from cpp_cli.reports.answer import Block, Cell, Heading, Table, Tone, Words

TONES: dict[str, Tone] = {
    "overdue": "bad",
    "broken": "bad",
    "disputed": "bad",
    "delivered": "warn",
    "kept": "good",
    "released": "quiet",
}
STATE_WORDS = {
    "open": mark("open"),
    "overdue": mark("overdue"),
    "delivered": mark("delivered, waits for a word"),
    "disputed": mark("disputed"),
    "kept": mark("kept"),
    "released": mark("released"),
    "broken": mark("broken"),
}
DIRECTION_WORDS = {
    "outgoing": mark("We owe"),
    "incoming": mark("We are owed"),
    "between-partners": mark("Between partners"),
    "internal": mark("Among ourselves"),
}
COLUMNS = (mark("Who"), mark("To whom"), mark("What"), mark("Due"), mark("State"), mark("Id"))


def state_words(standing: Standing) -> Words:
    """Return the state of a promise in words."""
    text = t(STATE_WORDS[standing.state])
    if standing.state == "overdue" and standing.due:
        text = days_late(standing.due, standing.day)
    if standing.again:
        text = t("delivered again after a dispute")
    if standing.no_one_left:
        text = t("{state}; no one left to say", state=text)
    return Words(text, TONES.get(standing.state, "plain"))


def days_late(due: date, day: date) -> str:
    """Return how late something is."""
    return tn("overdue by one day", "overdue by {count} days", (day - due).days)


def row(store: Store, standing: Standing) -> list[Cell]:
    """Return one row of a table of promises."""
    return [
        store.name(standing.promise.from_),
        store.name(standing.promise.to),
        " ".join(standing.what.split()),
        standing.due.isoformat() if standing.due else t("no date"),
        state_words(standing),
        standing.id,
    ]


def table(store: Store, standings: Iterable[Standing]) -> Table:
    """Return a table of promises, the earliest due first."""
    rows = [row(store, standing) for standing in by_due(standings)]
    return Table([t(column) for column in COLUMNS], rows)


def section(title: str, store: Store, standings: Sequence[Standing]) -> list[Block]:
    """Return a heading with a table below it; nothing where there are no promises."""
    return [Heading(title), table(store, standings)] if standings else []


def by_due(standings: Iterable[Standing]) -> list[Standing]:
    """Return promises by due date; those without one last."""
    return sorted(standings, key=lambda s: (s.due or date.max, s.id))


def csv_table(standings: Iterable[Standing]) -> Table:
    """Return promises as a spreadsheet takes them: ids, ISO dates, plain states."""
    columns = ("id", "from", "to", "what", "made", "due_in_force", "state", "direction")
    rows = [
        (
            s.id,
            s.promise.from_,
            s.promise.to,
            s.what,
            s.promise.made.date.isoformat(),
            s.due.isoformat() if s.due else "",
            s.state,
            s.direction,
        )
        for s in standings
    ]
    return Table(columns, rows)


def data(standing: Standing) -> dict[str, Any]:
    """Return a promise for JSON: the fields of its file, and what follows from them."""
    fields = plain(standing.promise)
    if "history" in fields:
        fields["history"] = [
            entry for entry in fields["history"] if entry["date"] <= standing.day.isoformat()
        ]
    return {
        **fields,
        "state": standing.state,
        "due_in_force": standing.due.isoformat() if standing.due else None,
        "what_in_force": standing.what,
        "direction": standing.direction,
        "no_one_left": standing.no_one_left,
    }
