"""What `cpp summary --shape digest` says: a person's week, short."""

from __future__ import annotations

from cpp_cli.ledger.digest import digest
from cpp_cli.messages import t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Figure, Heading, Paragraph, Table, as_of
from cpp_cli.reports.status import heard_table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.digest import Digest
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell


def report(store: Store, standings: Sequence[Standing], day: date, who: str) -> Answer:
    """Return the week of a person of ours, around a day."""
    found, names = digest(store, standings, day, who), promises.Names(store)
    blocks: list[Block] = [Heading(t("The week of {name}", name=names[who]), 1), as_of(day)]
    blocks += _promised(t("Late"), names, found.late)
    due = t("Due until {day}", day=found.until)
    blocks += _promised(due, names, found.due)
    blocks += _promised(t("Done, and waiting for the word of others"), names, found.waits)
    blocks += _promised(t("Done for us: was it kept? You may say"), names, found.asks)
    if found.unheard:
        title = Heading(t("Said by partners that you look after, and not answered yet"))
        blocks += [title, heard_table(names, found.unheard, day)]
    blocks += _quiet(found, store.program.days.quiet)
    if found.met:
        rows = [(one.brief.date.isoformat(), one.brief.title, one.id) for one in found.met]
        title = Heading(t("Meetings since {day}", day=found.since))
        blocks += [title, Table((t("Day"), t("Meeting"), t("Id")), rows)]
    if len(blocks) == 2:
        blocks.append(Paragraph(t("Nothing is due and nothing waits for you. Well done."), "good"))
    data = {"shape": "digest", "person": who, **_data(found)}
    parts = (found.late, found.due, found.waits, found.asks)
    every = [one for part in parts for one in part]
    return Answer(blocks, data=data, csv=lambda: promises.csv_table(every))


def _promised(title: str, names: promises.Names, found: Sequence[Standing]) -> list[Block]:
    """A heading, and below it what was promised, to whom and by when."""
    if not found:
        return []
    rows: list[Sequence[Cell]] = [
        (
            " ".join(one.what.split()),
            names[one.promise.from_],
            names[one.promise.to],
            one.due.isoformat() if one.due else t("no date"),
            one.id,
        )
        for one in promises.by_due(found)
    ]
    columns = (t("What"), t("Who"), t("To whom"), t("Due"), t("Id"))
    return [Heading(title), Table(columns, rows)]


def _quiet(found: Digest, days: int) -> list[Block]:
    rows: list[Sequence[Cell]] = [
        (one.model.name, contact.day.isoformat() if contact else t("never"), one.id)
        for one, contact in found.quiet
    ]
    if not rows:
        return []
    text = t("No contact is written down for more than {days} days. How are they?", days=days)
    table = Table((t("Partner"), t("Last contact"), t("Id")), rows)
    return [Heading(t("Partners that you have not heard from")), Paragraph(text), table]


def _data(found: Digest) -> dict[str, Any]:
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "overdue": Figure.count(one.id for one in found.late),
        "due": Figure.count(one.id for one in found.due),
        "waits_for_a_word": Figure.count(one.id for one in found.waits),
        "may_say": Figure.count(one.id for one in found.asks),
        "unanswered": Figure.count(item.id for item in found.unheard),
        "quiet": Figure.count(one.id for one, _ in found.quiet),
        "meetings": Figure.count(one.id for one in found.met),
    }
