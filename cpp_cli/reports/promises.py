"""How promises are shown wherever they appear: one row, one set of data."""

from __future__ import annotations

from datetime import date

from cpp_cli.messages import mark, t, tn
from cpp_cli.reports.answer import Heading, Table, Words

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell, Tone

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
    state, due = standing.state, standing.due
    text = days_late(due, standing.day) if state == "overdue" and due else t(STATE_WORDS[state])
    if standing.again:
        text = t("delivered again after a dispute")
    if standing.no_one_left:
        text = t("{state}; no one left to say", state=text)
    return Words(text, TONES.get(state, "plain"))


def days_late(due: date, day: date) -> str:
    """Return how late something is."""
    return tn("overdue by one day", "overdue by {count} days", (day - due).days)


class Names(dict[str, str]):
    """What parties and communities are called, asked once however often they are named."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, party: str) -> str:
        name = self[party] = self._store.name(party)
        return name


def table(names: Names, standings: Iterable[Standing]) -> Table:
    """Return a table of promises, the earliest due first."""
    rows: list[Sequence[Cell]] = []
    for standing in by_due(standings):
        promise, due = standing.promise, standing.due
        rows.append(
            (
                names[promise.from_],
                names[promise.to],
                " ".join(standing.what.split()),
                due.isoformat() if due else t("no date"),
                state_words(standing),
                standing.id,
            )
        )
    return Table([t(column) for column in COLUMNS], rows)


def section(title: str, names: Names, standings: Sequence[Standing]) -> list[Block]:
    """Return a heading with a table below it; nothing where there are no promises."""
    return [Heading(title), table(names, standings)] if standings else []


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
    from cpp_cli.models.shape import plain

    fields = plain(standing.record.model)
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
