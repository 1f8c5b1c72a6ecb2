"""What `cpp <noun> show` says: one record at a glance, and what follows from it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from cpp_cli.harms import WORDS, harm_standing
from cpp_cli.hearing import HeardItem, heard_items, meetings_by
from cpp_cli.ledger import Standing, order, standing
from cpp_cli.matter import said_by
from cpp_cli.messages import t
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.harm import Harm
from cpp_cli.models.meeting import Meeting
from cpp_cli.models.partner import Partner, Person
from cpp_cli.record import Record
from cpp_cli.relations import last_contacts, took_part
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Block, Cell, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.status import heard_table
from cpp_cli.shape import plain
from cpp_cli.store import Store, active
from cpp_cli.voices import owes, touches, who_may

MOST_MEETINGS = 5


def show(store: Store, record: Record[Any], promised: list[Standing], day: date) -> Answer:
    """Return one record as it stands on a day."""
    blocks, data = _SHOWS[record.kind.name](store, record, promised, day)
    blocks = [block for block in blocks if not isinstance(block, Pairs) or block.pairs]
    return Answer(blocks, data={**plain(record.model), "path": record.path, **data})


_Shown = tuple[list[Block], dict[str, Any]]


def _pairs(*pairs: tuple[str, Cell]) -> Pairs:
    """What is known; what is not is left out."""
    return Pairs([(name, cell) for name, cell in pairs if cell not in (None, "")])


def _names(store: Store, parties: Iterable[str]) -> str:
    return ", ".join(store.name(party) for party in parties)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _notes(notes: str | None) -> list[Block]:
    return [Heading(t("Notes")), Paragraph(notes.rstrip())] if notes else []


# A partner: the relationship at a glance


def _partner(store: Store, record: Record[Partner], promised: list[Standing], day: date) -> _Shown:
    model = record.model
    contact = last_contacts(store, day).get(record.id)
    last = f"{contact.day.isoformat()} ({contact.record})" if contact else t("never")
    blocks: list[Block] = [
        Heading(model.name, 1),
        _pairs(
            (t("Id"), record.id),
            (t("Kind"), t(model.kind)),
            (t("Status"), _status(model)),
            (t("Since"), model.since.isoformat() if model.since else ""),
            (t("Last contact"), last),
            (t("Communities"), _names(store, model.communities)),
            (t("Languages"), ", ".join(model.languages)),
            (t("Looked after by"), store.name(model.steward) if model.steward else ""),
            (t("Led by its community"), _yes_or_no(model.community_led)),
            (t("Also known as"), ", ".join(model.also_known_as)),
            (t("Visibility"), t(model.visibility)),
        ),
    ]
    blocks += _people(store, record, day)
    owed = [s for s in promised if s.is_owed and touches(store, s.promise, record.id)]
    mine = [s for s in owed if owes(store, s.promise, record.id)]
    theirs = [s for s in owed if s not in mine]
    blocks += promises.section(t("Promised to {name}", name=model.name), store, theirs)
    blocks += promises.section(t("Promised by {name}", name=model.name), store, mine)
    unanswered = _unanswered(store, promised, day, record.id)
    if unanswered:
        blocks += [Heading(t("Said, and not answered yet")), heard_table(store, unanswered, day)]
    blocks += _offers(t("Offers"), model.offers) + _offers(t("Needs"), model.needs)
    blocks += _recent(store, record.id, day)
    blocks += _notes(model.notes)
    data = {
        "last_contact": {"date": contact.day.isoformat(), "record": contact.record}
        if contact
        else None,
        "promised_to": [promises.data(s) for s in theirs],
        "promised_by": [promises.data(s) for s in mine],
        "unanswered": [item.id for item in unanswered],
    }
    return blocks, data


def _status(model: Partner) -> str:
    if model.ended is None:
        return t(model.status)
    reason = f": {_line(model.ended.reason)}" if model.ended.reason else ""
    return t("{status} on {day}", status=t(model.status), day=model.ended.date) + reason


def _yes_or_no(flag: bool | None) -> str:
    return "" if flag is None else t("yes") if flag else t("no")


def _people(store: Store, record: Record[Partner], day: date) -> list[Block]:
    there = [person for person in record.model.people if active(person.since, person.until, day)]
    rows: list[list[Cell]] = [
        [
            store.name(f"{record.id}/{person.id}").removesuffix(f" ({record.model.name})"),
            person.role,
            person.pronouns,
            _reach(person),
            f"{record.id}/{person.id}",
        ]
        for person in there
    ]
    columns = (t("Name"), t("Role"), t("Pronouns"), t("Reached by"), t("Id"))
    return [Heading(t("People")), Table(columns, rows)] if rows else []


def _reach(person: Person) -> str:
    return ", ".join(one for one in (person.email, person.phone) if one)


def _offers(title: str, offers: Sequence[Any]) -> list[Block]:
    rows: list[list[Cell]] = [[_line(offer.what), offer.topic] for offer in offers]
    return [Heading(title), Table((t("What"), t("Topic")), rows)] if rows else []


def _unanswered(store: Store, promised: list[Standing], day: date, party: str) -> list[HeardItem]:
    return [
        item
        for item in heard_items(store, promised, day)
        if item.outcome == "unanswered" and said_by(store, item, party)
    ]


def _recent(store: Store, partner: str, day: date) -> list[Block]:
    there = [m for m in meetings_by(store, day) if took_part(store, m.model, partner)]
    rows: list[list[Cell]] = [
        [m.model.date.isoformat(), m.model.title, m.id] for m in there[::-1][:MOST_MEETINGS]
    ]
    table = Table((t("Day"), t("Title"), t("Id")), rows)
    return [Heading(t("Last meetings")), table] if rows else []


# A meeting


def _meeting(store: Store, record: Record[Meeting], promised: list[Standing], day: date) -> _Shown:
    model = record.model
    items = [i for i in heard_items(store, promised, day) if i.meeting.id == record.id]
    made = [s for s in promised if s.promise.made.meeting == record.id]
    engagement = model.engagement
    experienced = ", ".join(
        f"{t(one.level)} ({store.name(one.by)})"
        for one in (engagement.experienced if engagement else ())
    )
    blocks: list[Block] = [
        Heading(model.title, 1),
        _pairs(
            (t("Id"), record.id),
            (t("Day"), model.date.isoformat()),
            (t("Kind"), t(model.kind) if model.kind else ""),
            (t("Place"), model.place),
            (t("Called by"), _names(store, model.convened_by)),
            (t("Agenda set by"), _names(store, model.agenda_set_by)),
            (t("Who came"), _names(store, model.attendees)),
            (t("Guests"), _guests(model)),
            (t("Languages"), ", ".join(model.languages)),
            (t("Support given"), ", ".join(t(one) for one in model.supports)),
            (t("About"), _names(store, model.communities)),
            (t("Promised"), t(engagement.promised) if engagement and engagement.promised else ""),
            (t("Experienced"), experienced),
            (t("Visibility"), t(model.visibility)),
        ),
    ]
    if items:
        rows: list[list[Cell]] = [
            [_line(item.item.text), _by(store, item), _became(item), item.id] for item in items
        ]
        columns = (t("What was said"), t("By"), t("What became of it"), t("Id"))
        blocks += [Heading(t("What was heard")), Table(columns, rows)]
    decided: list[list[Cell]] = [
        [_line(one.what), _names(store, one.decided_by)] for one in model.decisions
    ]
    if decided:
        blocks += [Heading(t("Decided")), Table((t("What"), t("By")), decided)]
    lived: list[list[Cell]] = [[one.value, _line(one.how)] for one in model.principles]
    if lived:
        blocks += [Heading(t("Values, as they were lived")), Table((t("Value"), t("How")), lived)]
    blocks += promises.section(t("Promised here"), store, made)
    blocks += _notes(model.notes)
    data = {
        "heard_outcomes": {item.item.id: item.outcome for item in items},
        "promised_here": [promises.data(s) for s in made],
    }
    return blocks, data


def _guests(model: Meeting) -> str:
    parts = []
    for guest in model.guests:
        who = ", ".join(one for one in (guest.name, guest.of) if one)
        parts.append(f"{guest.count} {who}".strip() if guest.count else who)
    return "; ".join(parts)


def _by(store: Store, item: HeardItem) -> str:
    return store.name(item.item.by) if item.item.by else t("asked not to be named")


def _became(item: HeardItem) -> str:
    if item.promises:
        return ", ".join(f"{t(s.state)} ({s.id})" for s in item.promises)
    return _line(item.reply.text) if item.reply else t("not answered yet")


# A commitment


def _commitment(
    store: Store, record: Record[Commitment], promised: list[Standing], day: date
) -> _Shown:
    model = record.model
    stands = standing(store, record, day)
    if stands is None:
        text = t("On {day} this promise had not been made yet.", day=day)
        return [Heading(_line(model.what), 1), Paragraph(text)], {"state": None}
    resources = stands.resources
    blocks: list[Block] = [
        Heading(_line(stands.what), 1),
        _pairs(
            (t("Id"), record.id),
            (t("Who owes it"), store.name(model.from_)),
            (t("To whom"), store.name(model.to)),
            (t("State"), promises.state_words(stands)),
            (t("Due"), stands.due.isoformat() if stands.due else t("no date")),
            (t("Still to be reviewed"), ", ".join(one.isoformat() for one in stands.reviews)),
            (t("Made"), _made(model)),
            (t("Kind"), t(model.kind) if model.kind else ""),
            (t("First promised as"), _line(model.what) if stands.what != model.what else ""),
            (t("First due"), _first_due(model, stands)),
            (t("Money"), resources.money if resources else ""),
            (t("Hours"), str(resources.hours) if resources and resources.hours else ""),
            (t("Also given"), _line(resources.what) if resources else ""),
            (t("Answers"), ", ".join(model.answers)),
            (t("Repairs"), model.repairs),
            (t("Whose word is next"), _next_word(store, stands)),
            (t("Visibility"), t(model.visibility)),
        ),
    ]
    rows: list[list[Cell]] = []
    for number in order(model):
        entry = model.history[number]
        how = entry.meeting or entry.via or ""
        note = entry.note or entry.why
        said = t("(mistake) ") + _line(note) if entry.mistake else _line(note)
        if entry.date <= day:
            name = store.name(entry.by)
            rows.append([entry.date.isoformat(), t(entry.event), name, how, said])
    if rows:
        columns = (t("Day"), t("What"), t("Who said it"), t("How"), t("Note"))
        blocks += [Heading(t("What has been said since")), Table(columns, rows)]
    blocks += _notes(model.notes)
    return blocks, promises.data(stands)


def _made(model: Commitment) -> str:
    meeting = f" ({model.made.meeting})" if model.made.meeting else ""
    return f"{model.made.date.isoformat()}{meeting}"


def _first_due(model: Commitment, stands: Standing) -> str:
    first = model.due or min(model.review, default=None)
    return first.isoformat() if first and first != stands.due and not model.review else ""


def _next_word(store: Store, stands: Standing) -> str:
    if not stands.is_owed:
        return ""
    side = stands.promise.to if stands.state == "delivered" else stands.promise.from_
    return ", ".join(who_may(store, side, stands.day)) or t("no one is left to say")


# A harm


def _harm(store: Store, record: Record[Harm], promised: list[Standing], day: date) -> _Shown:
    model = record.model
    stands = harm_standing(store, record, promised, day)
    blocks: list[Block] = [
        Heading(_line(model.what), 1),
        _pairs(
            (t("Id"), record.id),
            (t("When"), model.when),
            (t("To whom"), _names(store, model.to)),
            (t("By whom"), _names(store, model.by)),
            (t("Told"), _told(store, model)),
            (t("Those harmed say"), t(WORDS[stands.word])),
            (t("Visibility"), t(model.visibility)),
        ),
    ]
    rows: list[list[Cell]] = [
        [
            entry.date.isoformat(),
            t(entry.event),
            store.name(entry.by),
            entry.meeting or entry.via,
            _line(entry.note),
        ]
        for entry in stands.counted
    ]
    if rows:
        columns = (t("Day"), t("What"), t("Who said it"), t("How"), t("Note"))
        blocks += [Heading(t("What has been said since")), Table(columns, rows)]
    else:
        blocks.append(Paragraph(t("Nobody has taken responsibility yet."), "warn"))
    blocks += promises.section(t("Repairs promised"), store, stands.repairs)
    blocks += _notes(model.notes)
    return blocks, stands.data()


def _told(store: Store, model: Harm) -> str:
    if model.told is None:
        return ""
    by = store.name(model.told.by) if model.told.by else t("somebody who asked not to be named")
    return t("{day}, by {who}", day=model.told.date, who=by)


_SHOWS: dict[str, Callable[..., _Shown]] = {
    "partner": _partner,
    "meeting": _meeting,
    "commitment": _commitment,
    "harm": _harm,
}
