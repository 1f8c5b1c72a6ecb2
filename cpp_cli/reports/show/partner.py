"""A partner: the relationship at a glance."""

from __future__ import annotations

from cpp_cli.ledger.contacts import Covered, last_contacts, meetings_with
from cpp_cli.ledger.hearing import heard_items, meetings_by, unanswered
from cpp_cli.ledger.matter import said_by
from cpp_cli.ledger.voices import owes, touches
from cpp_cli.messages import t
from cpp_cli.reading.store import active
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Heading, Table
from cpp_cli.reports.beside import Card
from cpp_cli.reports.show.parts import known, line, names, notes_of
from cpp_cli.reports.status import heard_table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.models.partner import Partner, Person
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.show.parts import Shown

MOST_MEETINGS = 5


def show(store: Store, record: Record[Partner], promised: list[Standing], day: date) -> Shown:
    model = record.model
    held = meetings_by(store, day)
    contact = last_contacts(store, day).get(record.id)
    last = f"{contact.day.isoformat()} ({contact.record})" if contact else t("never")
    blocks: list[Block] = [
        Heading(model.name, 1),
        known(
            (t("Id"), record.id),
            (t("Kind"), t(model.kind)),
            (t("Status"), _status(model)),
            (t("Since"), model.since.isoformat() if model.since else ""),
            (t("Last contact"), last),
            (t("Communities"), names(store, model.communities)),
            (t("Languages"), ", ".join(model.languages)),
            (t("Looked after by"), store.name(model.steward) if model.steward else ""),
            (t("Led by its community"), _yes_or_no(model.community_led)),
            (t("Also known as"), ", ".join(model.also_known_as)),
            (t("Visibility"), t(model.visibility or "internal")),
        ),
    ]
    blocks += _people(store, record, day)
    owed = [s for s in promised if s.is_owed and touches(store, s.promise, record.id)]
    mine = [s for s in owed if owes(store, s.promise, record.id)]
    theirs = [s for s in owed if not owes(store, s.promise, record.id)]
    called = promises.Names(store)
    blocks += promises.section(t("Promised to {name}", name=model.name), called, theirs)
    blocks += promises.section(t("Promised by {name}", name=model.name), called, mine)
    covered = Covered(store, record.id)
    unheard = [
        item
        for item in unanswered(heard_items(store, promised, day, held))
        if said_by(item, covered)
    ]
    if unheard:
        blocks += [Heading(t("Said, and not answered yet")), heard_table(called, unheard, day)]
    blocks += _offers(t("Offers"), model.offers) + _offers(t("Needs"), model.needs)
    blocks += _recent(meetings_with(store, held, record.id))
    blocks += notes_of(model.notes)

    def data() -> dict[str, Any]:
        return {
            "last_contact": {"date": contact.day.isoformat(), "record": contact.record}
            if contact
            else None,
            "promised_to": [promises.data(s) for s in theirs],
            "promised_by": [promises.data(s) for s in mine],
            "unanswered": [item.id for item in unheard],
        }

    return blocks, data


def _status(model: Partner) -> str:
    if model.ended is None:
        return t(model.status)
    reason = f": {line(model.ended.reason)}" if model.ended.reason else ""
    return t("{status} on {day}", status=t(model.status), day=model.ended.date) + reason


def _yes_or_no(flag: bool | None) -> str:
    return "" if flag is None else t("yes") if flag else t("no")


def _people(store: Store, record: Record[Partner], day: date) -> list[Block]:
    rows: list[list[Cell]] = [
        [
            _name(store, record, person),
            person.role,
            person.pronouns,
            _reach(person),
            f"{record.id}/{person.id}",
        ]
        for person in _there(record, day)
    ]
    columns = (t("Name"), t("Role"), t("Pronouns"), t("Reached by"), t("Id"))
    return [Heading(t("People")), Table(columns, rows)] if rows else []


def cards(store: Store, record: Record[Partner], day: date) -> list[Card]:
    """Return the people that `show` shows, as far as it shows them, for an address book."""
    return [
        Card(
            f"{record.id}/{person.id}",
            _name(store, record, person),
            record.model.name,
            person.role or "",
            person.email or "",
            person.phone or "",
        )
        for person in _there(record, day)
    ]


def _there(record: Record[Partner], day: date) -> list[Person]:
    return [person for person in record.model.people if active(person.since, person.until, day)]


def _name(store: Store, record: Record[Partner], person: Person) -> str:
    return store.name(f"{record.id}/{person.id}").removesuffix(f" ({record.model.name})")


def _reach(person: Person) -> str:
    return ", ".join(one for one in (person.email, person.phone) if one)


def _offers(title: str, offers: Sequence[Any]) -> list[Block]:
    rows: list[list[Cell]] = [[line(offer.what), offer.topic] for offer in offers]
    return [Heading(title), Table((t("What"), t("Topic")), rows)] if rows else []


def _recent(there: Sequence[Record[Meeting]]) -> list[Block]:
    rows: list[list[Cell]] = [
        [m.model.date.isoformat(), m.model.title, m.id] for m in there[::-1][:MOST_MEETINGS]
    ]
    table = Table((t("Day"), t("Title"), t("Id")), rows)
    return [Heading(t("Last meetings")), table] if rows else []
