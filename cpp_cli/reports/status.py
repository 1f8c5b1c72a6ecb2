"""What `cpp status` says: what needs attention now, the most pressing first."""

from __future__ import annotations

from cpp_cli.days import later
from cpp_cli.ledger.contacts import Contacts, others
from cpp_cli.ledger.hearing import Answers, meetings_by
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.promises import OWED
from cpp_cli.ledger.voices import who_may
from cpp_cli.messages import t, tn
from cpp_cli.models.base import Consent
from cpp_cli.models.meeting import Engagement, Meeting
from cpp_cli.models.partner import Partner, Person
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Figure, Heading, Paragraph, Table, as_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

_ENGAGED, _PROMISED = plainly(Meeting, "engagement"), plainly(Engagement, "promised")
_PEOPLE, _PERSON = plainly(Partner, "people"), plainly(Person, "id", "consent")
_RUNS_OUT = plainly(Consent, "expires", "withdrawn")
_DESERVES_REPORT_BACK = frozenset(("consult", "involve", "collaborate", "defer-to"))
_OURS = frozenset(("outgoing", "internal"))


class Look:
    """The records on a day, each looked at once for all that the parts of the answer ask of it."""

    __slots__ = (
        *("contacts", "day", "names", "partners"),
        *("pressing", "silent", "store", "unheard"),
    )

    def __init__(self, store: Store, standings: Sequence[Standing], day: date) -> None:
        self.store = store
        self.day = day
        self.names = promises.Names(store)
        self.partners = sorted(store.partners.items())
        self.pressing: dict[str, list[Standing]] = {}
        self.unheard: list[HeardItem] = []
        self.silent: list[Record[Meeting]] = []
        answers, contacts = Answers(store, day), Contacts(store, day)
        for standing in standings:
            answers.take(standing)
            contacts.said(standing.record)
            for key in _pressing(standing):
                self.pressing.setdefault(key, []).append(standing)
        if len(standings) < len(store.commitments):
            for promise in store.commitments.values():
                contacts.said(promise)
        held = meetings_by(store, day)
        contacts.met(held)
        for meeting in held:
            unheard, heard_back = answers.follow_up(meeting)
            self.unheard += unheard
            engagement = _ENGAGED(meeting.plain)
            if engagement and not heard_back and _PROMISED(engagement) in _DESERVES_REPORT_BACK:
                self.silent.append(meeting)
        self.contacts = contacts.by_partner()


class Part:
    """One part of the answer: a table, and the records it is about, which its last column names."""

    __slots__ = ("key", "records", "table", "title")

    def __init__(self, key: str, title: str, table: Table) -> None:
        self.key = key
        self.title = title
        self.table = table
        self.records = tuple(str(row[-1]) for row in table.rows)


def _pressing(one: Standing) -> list[str]:
    """The parts of the answer that name a promise, because it needs attention."""
    state = one.state
    if state not in OWED:
        return []
    lost = one.no_one_left
    keys = ["no_one_left"] if lost else []
    if state == "overdue":
        keys.append("overdue_ours" if one.direction in _OURS else "overdue_theirs")
    elif state == "disputed" or (state == "delivered" and not lost):
        keys.append(state)
    elif state == "open" and one.due is None:
        keys.append("no_date")
    return keys


def report(store: Store, standings: list[Standing], day: date) -> Answer:
    """Return what needs attention on a day; what is in order is not mentioned."""
    look = Look(store, standings, day)
    made = (make(look) for make in PARTS)
    parts = [part for part in made if part.table.rows]
    blocks: list[Block] = [Heading(t("What needs attention"), 1), as_of(day)]
    for part in parts:
        blocks += [Heading(part.title), part.table]
    if not parts:
        blocks.append(Paragraph(t("Nothing needs attention now."), "good"))
    counted = {part.key: Figure.count(part.records) for part in parts}
    return Answer(blocks, data=counted, csv=lambda: _csv(parts))


def _csv(parts: Sequence[Part]) -> Table:
    return Table(
        ("what", "record"), [(part.key, record) for part in parts for record in part.records]
    )


def _promises(look: Look, key: str, title: str) -> Part:
    return Part(key, title, promises.table(look.names, look.pressing.get(key, ())))


def _overdue_ours(look: Look) -> Part:
    return _promises(look, "overdue_ours", t("We are late"))


def _overdue_theirs(look: Look) -> Part:
    return _promises(look, "overdue_theirs", t("Others are late"))


def _disputed(look: Look) -> Part:
    return _promises(look, "disputed", t("Said not to be kept as promised"))


def _no_one_left(look: Look) -> Part:
    return _promises(look, "no_one_left", t("No one is left to say whether it was kept"))


def _waiting(look: Look) -> Part:
    """Delivered promises, and who may say whether they were kept."""
    voices: dict[str, str] = {}
    found = sorted((_delivered_on(one), one.id, one) for one in look.pressing.get("delivered", ()))
    rows: list[Sequence[Cell]] = []
    for delivered, key, one in found:
        to = one.promise.to
        if to not in voices:
            voices[to] = ", ".join(who_may(look.store, to, look.day))
        rows.append((" ".join(one.what.split()), voices[to], (look.day - delivered).days, key))
    columns = (t("What"), t("Whose word it waits for"), ">" + t("Days"), t("Id"))
    return Part("delivered", t("Delivered, waits for a word"), Table(columns, rows))


def _delivered_on(standing: Standing) -> date:
    return standing.last_day("delivered") or standing.promise.made.date


def _unanswered(look: Look) -> Part:
    table = heard_table(look.names, look.unheard, look.day)
    return Part("unanswered", t("Heard, and not answered yet"), table)


def heard_table(names: promises.Names, items: Iterable[HeardItem], day: date) -> Table:
    """Return a table of things heard, with how many days ago."""
    rows: list[Sequence[Cell]] = []
    for item in items:
        said = item.item
        by = names[said.by] if said.by else t("asked not to be named")
        rows.append((" ".join(said.text.split()), by, (day - item.said_on).days, item.id))
    return Table((t("What was said"), t("By"), ">" + t("Days ago"), t("Id")), rows)


def _report_back(look: Look) -> Part:
    wait = look.store.program.days.report_back
    rows: list[Sequence[Cell]] = []
    for meeting in look.silent:
        model = meeting.brief
        age = (look.day - model.date).days
        if age > wait and model.engagement:
            rows.append((model.title, t(str(model.engagement.promised)), age, meeting.id))
    columns = (t("Meeting"), t("Promised"), ">" + t("Days ago"), t("Id"))
    title = tn("No report-back after one day", "No report-back after {count} days", wait)
    return Part("no_report_back", title, Table(columns, rows))


def _consents(look: Look) -> Part:
    """Consents that run out soon; what has run out in a public record is a finding."""
    first = look.day.isoformat()
    last = later(look.day, look.store.program.days.consent_warning).isoformat()
    rows: list[Sequence[Cell]] = []
    for key, partner in look.partners:
        for person in _PEOPLE(partner.model):
            name, consent = _PERSON(person)
            expires, withdrawn = _RUNS_OUT(consent) if consent else (None, None)
            if expires and first <= expires <= last and not withdrawn:
                party = f"{key}/{name}"
                rows.append((look.names[party], expires, party))
    columns = (t("Person"), t("Runs out"), t("Id"))
    return Part("consents", t("Consents that run out soon"), Table(columns, rows))


def _quiet(look: Look) -> Part:
    days = look.store.program.days.quiet
    rows: list[Sequence[Cell]] = []
    for record in others(look.store, look.day):
        model = record.model
        if model.status != "active":
            continue
        contact = look.contacts.get(record.id)
        if contact is None or (look.day - contact.day).days > days:
            last = contact.day.isoformat() if contact else t("never")
            rows.append((model.name, last, record.id))
    columns = (t("Partner"), t("Last contact"), t("Id"))
    title = tn("Quiet for more than one day", "Quiet for more than {count} days", days)
    return Part("quiet", title, Table(columns, rows))


def _no_date(look: Look) -> Part:
    return _promises(look, "no_date", t("Promises without a date"))


PARTS: tuple[Callable[[Look], Part], ...] = (
    _overdue_ours,
    _overdue_theirs,
    _disputed,
    _no_one_left,
    _waiting,
    _unanswered,
    _report_back,
    _consents,
    _quiet,
    _no_date,
)
