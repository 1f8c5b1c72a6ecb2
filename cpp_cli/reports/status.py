"""What `cpp status` says: what needs attention now, the most pressing first."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cpp_cli.days import later
from cpp_cli.ledger.contacts import last_contacts, others
from cpp_cli.ledger.hearing import (
    HeardItem,
    heard_items,
    meetings_by,
    report_backs,
    was_reported_back,
)
from cpp_cli.ledger.promises import Standing
from cpp_cli.ledger.voices import who_may
from cpp_cli.messages import t, tn
from cpp_cli.reading.store import Store
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Block, Cell, Figure, Heading, Paragraph, Table, as_of

_DESERVES_REPORT_BACK = frozenset(("consult", "involve", "collaborate", "defer-to"))


@dataclass(frozen=True, slots=True)
class Look:
    """The records on a day."""

    store: Store
    standings: list[Standing]
    day: date


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the answer: a table, and the records it is about."""

    key: str
    title: str
    table: Table
    records: tuple[str, ...]


def report(store: Store, standings: list[Standing], day: date) -> Answer:
    """Return what needs attention on a day; what is in order is not mentioned."""
    look = Look(store, standings, day)
    parts = [part for make in PARTS for part in make(look) if part.table.rows]
    blocks: list[Block] = [Heading(t("What needs attention"), 1), as_of(day)]
    for part in parts:
        blocks += [Heading(part.title), part.table]
    if not parts:
        blocks.append(Paragraph(t("Nothing needs attention now."), "good"))
    counted = {part.key: Figure.count(part.records) for part in parts}
    columns = ("what", "record")
    csv = Table(columns, [(part.key, record) for part in parts for record in part.records])
    return Answer(blocks, data=counted, csv=csv)


def _promises(look: Look, key: str, title: str, test: Callable[[Standing], bool]) -> Iterator[Part]:
    found = promises.by_due(one for one in look.standings if test(one))
    yield Part(key, title, promises.table(look.store, found), tuple(one.id for one in found))


def _overdue(look: Look) -> Iterator[Part]:
    ours = ("outgoing", "internal")
    yield from _promises(
        look,
        "overdue_ours",
        t("We are late"),
        lambda one: one.state == "overdue" and one.direction in ours,
    )
    yield from _promises(
        look,
        "overdue_theirs",
        t("Others are late"),
        lambda one: one.state == "overdue" and one.direction not in ours,
    )


def _disputed(look: Look) -> Iterator[Part]:
    yield from _promises(
        look, "disputed", t("Said not to be kept as promised"), lambda one: one.state == "disputed"
    )


def _no_one_left(look: Look) -> Iterator[Part]:
    yield from _promises(
        look, "no_one_left", t("No one is left to say whether it was kept"), lambda s: s.no_one_left
    )


def _waiting(look: Look) -> Iterator[Part]:
    """Delivered promises, and who may say whether they were kept."""
    found = [s for s in look.standings if s.state == "delivered" and not s.no_one_left]
    found.sort(key=lambda one: (_delivered_on(one), one.id))
    rows = [
        (
            " ".join(one.what.split()),
            ", ".join(who_may(look.store, one.promise.to, look.day)),
            (look.day - _delivered_on(one)).days,
            one.id,
        )
        for one in found
    ]
    columns = (t("What"), t("Whose word it waits for"), ">" + t("Days"), t("Id"))
    ids = tuple(one.id for one in found)
    yield Part("delivered", t("Delivered, waits for a word"), Table(columns, rows), ids)


def _delivered_on(standing: Standing) -> date:
    delivered = standing.last("delivered")
    return delivered.date if delivered else standing.promise.made.date


def _unanswered(look: Look) -> Iterator[Part]:
    items = heard_items(look.store, look.standings, look.day)
    found = [item for item in items if item.outcome == "unanswered"]
    yield Part(
        "unanswered",
        t("Heard, and not answered yet"),
        heard_table(look.store, found, look.day),
        tuple(item.id for item in found),
    )


def heard_table(store: Store, items: Sequence[HeardItem], day: date) -> Table:
    """Return a table of things heard, with how many days ago."""
    rows: list[list[Cell]] = [
        [
            " ".join(item.item.text.split()),
            store.name(item.item.by) if item.item.by else t("asked not to be named"),
            (day - item.said_on).days,
            item.id,
        ]
        for item in items
    ]
    return Table((t("What was said"), t("By"), ">" + t("Days ago"), t("Id")), rows)


def _report_back(look: Look) -> Iterator[Part]:
    wait = look.store.program.days.report_back
    backs = report_backs(look.store, look.standings)
    heard: dict[str, list[HeardItem]] = defaultdict(list)
    for item in heard_items(look.store, look.standings, look.day):
        heard[item.meeting.id].append(item)
    rows, ids = [], []
    for meeting in meetings_by(look.store, look.day):
        model = meeting.model
        promised = model.engagement.promised if model.engagement else None
        age = (look.day - model.date).days
        told = was_reported_back(backs[meeting.id], heard[meeting.id])
        if promised in _DESERVES_REPORT_BACK and age > wait and not told:
            rows.append((model.title, t(str(promised)), age, meeting.id))
            ids.append(meeting.id)
    columns = (t("Meeting"), t("Promised"), ">" + t("Days ago"), t("Id"))
    yield Part(
        "no_report_back",
        tn("No report-back after one day", "No report-back after {count} days", wait),
        Table(columns, rows),
        tuple(ids),
    )


def _consents(look: Look) -> Iterator[Part]:
    """Consents that run out soon; what has run out in a public record is a finding."""
    until = later(look.day, look.store.program.days.consent_warning)
    rows, ids = [], []
    for key, record in sorted(look.store.partners.items()):
        for person in record.model.people:
            consent = person.consent
            if consent is None or consent.expires is None or consent.withdrawn:
                continue
            if look.day <= consent.expires <= until:
                party = f"{key}/{person.id}"
                rows.append((look.store.name(party), consent.expires.isoformat(), party))
                ids.append(party)
    columns = (t("Person"), t("Runs out"), t("Id"))
    yield Part("consents", t("Consents that run out soon"), Table(columns, rows), tuple(ids))


def _quiet(look: Look) -> Iterator[Part]:
    days = look.store.program.days.quiet
    rows, ids = [], []
    contacts = last_contacts(look.store, look.day)
    for record in others(look.store, look.day):
        if record.model.status != "active":
            continue
        contact = contacts.get(record.id)
        if contact and (look.day - contact.day).days <= days:
            continue
        last = contact.day.isoformat() if contact else t("never")
        rows.append((record.model.name, last, record.id))
        ids.append(record.id)
    columns = (t("Partner"), t("Last contact"), t("Id"))
    title = tn("Quiet for more than one day", "Quiet for more than {count} days", days)
    yield Part("quiet", title, Table(columns, rows), tuple(ids))


def _no_date(look: Look) -> Iterator[Part]:
    yield from _promises(
        look,
        "no_date",
        t("Promises without a date"),
        lambda one: one.state == "open" and one.due is None,
    )


PARTS: tuple[Callable[[Look], Iterator[Part]], ...] = (
    _overdue,
    _disputed,
    _no_one_left,
    _waiting,
    _unanswered,
    _report_back,
    _consents,
    _quiet,
    _no_date,
)
