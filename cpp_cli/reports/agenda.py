"""What `cpp agenda` says: what is due or waits for a word, and what to bring to a meeting."""

from datetime import date

from cpp_cli.days import later
from cpp_cli.ledger.contacts import last_contacts, took_part
from cpp_cli.ledger.hearing import heard_items, meetings_by
from cpp_cli.ledger.matter import said_by
from cpp_cli.ledger.promises import Standing
from cpp_cli.ledger.voices import touches
from cpp_cli.messages import t, tn
from cpp_cli.reading.store import Store
from cpp_cli.reading.text import HIDDEN, short
from cpp_cli.reports import promises
from cpp_cli.reports.answer import (
    Answer,
    Block,
    Calendar,
    Event,
    Figure,
    Heading,
    Paragraph,
    Table,
    as_of,
)
from cpp_cli.reports.status import heard_table


def report(
    store: Store, standings: list[Standing], day: date, days: int, party: str | None
) -> Answer:
    """Return what to talk about in the next `days`, with one partner or with all."""
    until = later(day, days)
    mine = [s for s in standings if party is None or touches(store, s.promise, party)]
    late = [one for one in mine if one.state == "overdue"]
    soon = [one for one in mine if one.state == "open" and one.due and one.due <= until]
    waiting = [one for one in mine if one.state == "delivered"]
    disputed = [one for one in mine if one.state == "disputed"]
    unanswered = [
        item
        for item in heard_items(store, standings, day)
        if item.outcome == "unanswered" and (party is None or said_by(store, item, party))
    ]
    blocks: list[Block] = [Heading(_title(store, party), 1), as_of(day)]
    if party:
        blocks.append(Paragraph(_last(store, party, day)))
    blocks += promises.section(t("Late"), store, late)
    title = tn("Due in the next day", "Due in the next {count} days", days)
    blocks += promises.section(title, store, soon)
    blocks += promises.section(t("Delivered: ask whether it was kept"), store, waiting)
    blocks += promises.section(t("Disputed: talk about it"), store, disputed)
    if unanswered:
        blocks += [Heading(t("Said, and not answered yet")), heard_table(store, unanswered, day)]
    corrections = _corrections(store, day, party)
    if corrections.rows:
        blocks += [Heading(t("Notes that may still be corrected")), corrections]
    if len(blocks) == 2 + bool(party):
        blocks.append(Paragraph(t("Nothing is due and nothing waits."), "good"))
    data = {
        "days": days,
        "overdue": [promises.data(one) for one in late],
        "due": [promises.data(one) for one in soon],
        "delivered": [promises.data(one) for one in waiting],
        "disputed": [promises.data(one) for one in disputed],
        "unanswered": Figure.count(item.id for item in unanswered),
    }
    return Answer(
        blocks,
        data=data,
        csv=promises.csv_table([*late, *soon, *waiting, *disputed]),
        special=Calendar(day, [_event(store, one, one.due) for one in (*late, *soon) if one.due]),
    )


def _event(store: Store, standing: Standing, due: date) -> Event:
    """A due date for a calendar, which more people see than the records: partners without their
    people, and no words that may hold an email or a phone number."""
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


def _corrections(store: Store, day: date, party: str | None) -> Table:
    rows = [
        (meeting.model.title, meeting.model.corrections.until.isoformat(), meeting.id)
        for meeting in meetings_by(store, day)
        if meeting.model.corrections
        and day <= meeting.model.corrections.until
        and (party is None or took_part(store, meeting.model, party))
    ]
    return Table((t("Meeting"), t("Until"), t("Id")), rows)
