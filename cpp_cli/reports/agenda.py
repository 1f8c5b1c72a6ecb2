"""What `cpp agenda` says: what is due or waits for a word, and what to bring to a meeting."""

from __future__ import annotations

from cpp_cli.days import later
from cpp_cli.ledger.contacts import Covered, last_contacts
from cpp_cli.ledger.hearing import heard_items, meetings_by, unanswered
from cpp_cli.ledger.matter import said_by
from cpp_cli.ledger.voices import touches
from cpp_cli.messages import t, tn
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Figure, Heading, Paragraph, Table, as_of
from cpp_cli.reports.beside import Calendar, Event
from cpp_cli.reports.status import heard_table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell


def report(
    store: Store, standings: list[Standing], day: date, days: int, party: str | None
) -> Answer:
    """Return what to talk about in the next `days`, with one partner or with all."""
    until = later(day, days)
    mine = [s for s in standings if party is None or touches(store, s.promise, party)]
    states = _by_state(mine)
    late, waiting, disputed = (states.get(one, []) for one in ("overdue", "delivered", "disputed"))
    soon = [one for one in states.get("open", ()) if one.due and one.due <= until]
    held = meetings_by(store, day)
    covered = Covered(store, party) if party else None
    unheard = unanswered(heard_items(store, standings, day, held))
    if covered is not None:
        unheard = [item for item in unheard if said_by(item, covered)]
    names = promises.Names(store)
    blocks: list[Block] = [Heading(_title(store, party), 1), as_of(day)]
    if party:
        blocks.append(Paragraph(_last(store, party, day)))
    blocks += promises.section(t("Late"), names, late)
    title = tn("Due in the next day", "Due in the next {count} days", days)
    blocks += promises.section(title, names, soon)
    blocks += promises.section(t("Delivered: ask whether it was kept"), names, waiting)
    blocks += promises.section(t("Disputed: talk about it"), names, disputed)
    if unheard:
        blocks += [Heading(t("Said, and not answered yet")), heard_table(names, unheard, day)]
    corrections = _corrections(held, day, covered)
    if corrections.rows:
        blocks += [Heading(t("Notes that may still be corrected")), corrections]
    if len(blocks) == 2 + bool(party):
        blocks.append(Paragraph(t("Nothing is due and nothing waits."), "good"))

    def data() -> dict[str, Any]:
        return {
            "days": days,
            "overdue": [promises.data(one) for one in late],
            "due": [promises.data(one) for one in soon],
            "delivered": [promises.data(one) for one in waiting],
            "disputed": [promises.data(one) for one in disputed],
            "unanswered": Figure.count(item.id for item in unheard),
        }

    return Answer(
        blocks,
        data=data,
        csv=lambda: promises.csv_table([*late, *soon, *waiting, *disputed]),
        special=lambda: Calendar(
            day, [_event(store, one, one.due) for one in (*late, *soon) if one.due]
        ),
    )


def _by_state(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for standing in standings:
        found.setdefault(standing.state, []).append(standing)
    return found


def _event(store: Store, standing: Standing, due: date) -> Event:
    """A due date for a calendar, which more people see than the records: partners without their
    people, and no words that may hold an email or a phone number."""
    from cpp_cli.reading.text import HIDDEN, short

    who, whom = (_partner(store, end) for end in (standing.promise.from_, standing.promise.to))
    brief = short(standing.what)
    what = brief if brief == HIDDEN else " ".join(standing.what.split())
    lines = [
        t("{who} owes {whom}: {what}", who=who, whom=whom, what=what),
        t("State: {state}", state=t(promises.STATE_WORDS[standing.state])),
        f"cpp commitment show {standing.id}",
    ]
    key = f"{standing.id}@commitments.cpp"
    return Event(key, due, t("Due: {what}", what=brief), "\n".join(lines))


def _partner(store: Store, party: str) -> str:
    return store.name(party.partition("/")[0])


def _title(store: Store, party: str | None) -> str:
    if party:
        return t("For the next meeting with {name}", name=store.name(party))
    return t("Agenda")


def _last(store: Store, party: str, day: date) -> str:
    contact = last_contacts(store, day).get(party.partition("/")[0])
    if contact is None:
        return t("No contact is written down yet.")
    days = (day - contact.day).days
    ago = tn("one day ago", "{count} days ago", days)
    return t("Last contact {ago} ({record}).", ago=ago, record=contact.record)


def _corrections(held: Iterable[Record[Meeting]], day: date, covered: Covered | None) -> Table:
    rows: list[Sequence[Cell]] = []
    for meeting in held:
        model = meeting.brief
        corrections = model.corrections
        if corrections is None or day > corrections.until:
            continue
        if covered is None or covered.any_of(model.attendees, model.convened_by):
            rows.append((model.title, corrections.until.isoformat(), meeting.id))
    return Table((t("Meeting"), t("Until"), t("Id")), rows)
