"""References: every id that a record writes down names something that is there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from cpp_cli.finding import Keys
from cpp_cli.ledger.voices import known_party
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM, KINDS, MEETING, PARTNER, Kind
from cpp_cli.models.partner import Partner
from cpp_cli.models.shape import references
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store
from cpp_cli.rules.example import A_MEETING, A_PROMISE
from cpp_cli.rules.rule import Context, Hit, Hits, Rule

_ALLOWED = {
    "party": mark("partner or person"),
    "party-or-community": mark("partner, person or community"),
}
_RECORDS = (PARTNER.name, MEETING.name, COMMITMENT.name, HARM.name)
_TERMS = {
    "community": (mark("community"), "communities"),
    "topic": (mark("topic"), "topics"),
    "work": (mark("line of work"), "work"),
    "value": (mark("value"), "values"),
    "priority": (mark("priority"), "plans"),
}
_DATED = (MEETING.name, COMMITMENT.name)
_LETTERS = 1_000_000


@dataclass(slots=True)
class _Known:
    """What can be named, worked out once; a near name is looked for while that stays quick."""

    store: Store
    people: dict[str, str]
    terms: dict[str, Collection[str] | None]
    left: int = _LETTERS
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def nearest(self, kind: str, text: str, among: Collection[str]) -> str:
        """Return the name most like a text, or nothing."""
        if (kind, text) not in self.found:
            cost = len(among) * len(text)
            if cost > self.left:
                return ""
            self.left -= cost
            likeness = 0.8 if kind in _DATED else 0.6
            near = get_close_matches(text, sorted(among), 1, likeness)
            self.found[kind, text] = next(iter(near), "")
        return self.found[kind, text]


def _known(context: Context) -> _Known:
    known: _Known | None = context.cache.get("references")
    if known is None:
        store = context.store
        people: dict[str, str] = {}
        for partner_id, partner in sorted(store.partners.items()):
            for person in partner.model.people:
                people.setdefault(person.id, f"{partner_id}/{person.id}")
        known = context.cache["references"] = _Known(store, people, _terms(store))
    return known


def _terms(store: Store) -> dict[str, Collection[str] | None]:
    program = store.program
    plans = program.plans
    return {
        "community": program.communities,
        "topic": program.topics,
        "work": program.work,
        "value": program.values,
        "priority": None if plans is None else {one for plan in plans for one in plan.priorities},
    }


def _of_kinds(record: Record[Any], kinds: Collection[str]) -> Iterator[tuple[Keys, str, str]]:
    return (found for found in references(record.model) if found[1] in kinds)


def _did_you_mean(near: str) -> str:
    return t(mark(" Did you mean `{near}`?"), near=near) if near else ""


def _unknown_party(record: Record[Any], context: Context) -> Hits:
    store = context.store
    for keys, kind, text in _of_kinds(record, _ALLOWED):
        if known_party(store, text) or _told_elsewhere(record, keys, text, store):
            continue
        known = _known(context)
        or_community = kind == "party-or-community"
        if or_community and _may_be_community(known, text):
            continue
        allowed = (
            mark("partner, person or community") if or_community else mark("partner or person")
        )
        hint = _party_hint(known, record, text, or_community)
        yield Hit(keys, {"allowed": t(allowed), "text": text[:60], "hint": hint})


def _may_be_community(known: _Known, text: str) -> bool:
    communities = known.terms["community"]
    return "/" not in text and (communities is None or text in communities)


def _told_elsewhere(record: Record[Any], keys: Keys, text: str, store: Store) -> bool:
    """Whether another rule tells of the same text: A002, A013, R006."""
    if keys == ("from",):
        return text in store.communities
    if keys[-1] == "same_as":
        return "/" not in text
    if keys[0] == "ratings" and keys[-1] == "by":
        return "/" not in text or store.party(text).partition("/")[0] != record.id
    return False


def _party_hint(known: _Known, record: Record[Any], text: str, or_community: bool) -> str:
    store = known.store
    partner_id, _, person_id = text.partition("/")
    if partner_id in store.communities:
        why = mark(
            " `{community}` is a community: it has no people here, and it cannot speak or owe."
        )
        return t(why, community=partner_id)
    partner = store.partner_of(text)
    if partner is None and not person_id and text in known.people:
        return _did_you_mean(_person_like(known, record, text))
    if partner is None:
        names = [*store.partners, *(store.communities if or_community and not person_id else ())]
        near = known.nearest("party" if or_community else "partner", partner_id, names)
        partner = store.partners.get(near)
        if partner is None or not person_id:
            return _did_you_mean(near)
    people = {person.id for person in partner.model.people}
    near = known.nearest(f"person of {partner.id}", person_id, people)
    return _did_you_mean(f"{partner.id}/{near}" if near else "")


def _person_like(known: _Known, record: Record[Any], person_id: str) -> str:
    own = f"{record.id}/{person_id}"
    return own if known.store.person(own) else known.people[person_id]


_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
status: active
people:
  - id: ana-r
    name: Ana R
"""

UNKNOWN_PARTY = Rule(
    code="R001",
    name="unknown-party",
    message=mark("There is no {allowed} `{text}` in the records.{hint}"),
    remedy=mark(
        "Correct the id (`partner`, or `partner/person`), or first write the record of the partner"
        " or add the person to the `people` of their partner."
    ),
    why=mark(
        "Who said, promised or decided something must be somebody the records know. A misspelled"
        " name would drop out of every list, and a promise to nobody is kept to nobody."
    ),
    bad=A_MEETING + "attendees: [huerto-sol/anna-r]\n",
    good=A_MEETING + "attendees: [huerto-sol/ana-r]\n",
    check=_unknown_party,
)


def _unknown_record(record: Record[Any], context: Context) -> Hits:
    for keys, kind, text in _of_kinds(record, _RECORDS):
        if context.store.knows(KINDS[kind], text):
            continue
        known = _known(context)
        near = known.nearest(kind, text, context.store.of(KINDS[kind]))
        hint = _did_you_mean(near)
        if kind == PARTNER.name and text in context.store.communities:
            hint = t(mark(" That is a community, not a partner."))
        yield Hit(keys, {"kind": t(KINDS[kind].label), "text": text[:60], "hint": hint})


UNKNOWN_RECORD = Rule(
    code="R002",
    name="unknown-record",
    message=mark("There is no {kind} `{text}` in the records.{hint}"),
    remedy=mark("Correct the id (the file's name without `.yaml`), or first write that record."),
    why=mark(
        "Records hang together: a promise was made at a meeting, a repair belongs to a harm. Where"
        " the other end is missing, nobody can look up how it came about."
    ),
    bad=A_PROMISE + "  meeting: 2026-02-10-listning\n",
    good=A_PROMISE + "  meeting: 2026-02-10-listening\n",
    check=_unknown_record,
)


def _unknown_heard(record: Record[Any], context: Context) -> Hits:
    store = context.store
    for keys, _, text in _of_kinds(record, ("heard",)):
        meeting_id, _, heard_id = text.partition("#")
        if store.heard(text) or store.unread(MEETING, meeting_id):
            continue
        known = _known(context)
        if store.knows(MEETING, meeting_id):
            why = t(mark("nothing with the id `{id}` was heard in that meeting"), id=heard_id[:60])
            hint = _did_you_mean(_near_heard(known, meeting_id, heard_id))
        else:
            why = t(mark("there is no meeting `{id}`"), id=meeting_id[:60])
            near = known.nearest(MEETING.name, meeting_id, store.meetings)
            hint = _did_you_mean(near and f"{near}#{heard_id}")
        yield Hit(keys, {"text": text[:60], "why": why, "hint": hint})


def _near_heard(known: _Known, meeting_id: str, heard_id: str) -> str:
    meeting = known.store.meetings.get(known.store.current(MEETING, meeting_id))
    items = {item.id for item in meeting.model.heard} if meeting else set()
    near = known.nearest(f"heard in {meeting_id}", heard_id, items)
    return near and f"{meeting_id}#{near}"


UNKNOWN_HEARD = Rule(
    code="R003",
    name="unknown-heard-item",
    message=mark("`{text}` cannot be found: {why}.{hint}"),
    remedy=mark("Write the id of the meeting, `#`, and the `id` of the item below its `heard`."),
    why=mark(
        "What people said and what became of it are joined only here. Where the link leads nowhere,"
        " those who spoke never see that they were answered."
    ),
    bad=A_PROMISE + "answers: [2026-02-10-listening#bus-stops]\n",
    good=A_PROMISE + "answers: [2026-02-10-listening#bus-stop]\n",
    kinds=(COMMITMENT,),
    check=_unknown_heard,
)


def _unknown_term(record: Record[Any], context: Context) -> Hits:
    for keys, kind, text in _of_kinds(record, _TERMS):
        known = _known(context)
        terms = known.terms[kind]
        if terms is None or text in terms:
            continue
        label, field_name = _TERMS[kind]
        hint = _did_you_mean(known.nearest(kind, text, terms))
        yield Hit(keys, {"term": t(label), "text": text[:60], "list": field_name, "hint": hint})


UNKNOWN_TERM = Rule(
    code="R004",
    name="unknown-term",
    message=mark("The program has no {term} `{text}`.{hint}"),
    remedy=mark("Correct the word, or add it under `{list}` in records/program.yaml."),
    why=mark(
        "The program keeps lists of its own words so that what belongs together is found together."
        " A word outside of the list falls out of every report on it."
    ),
    bad=A_MEETING + "communities: [river-rd]\n",
    good=A_MEETING + "communities: [river-road]\n",
    check=_unknown_term,
)


def _former_id(record: Record[Any], context: Context) -> Hits:
    store = context.store
    for keys, kind, text in references(record.model):
        of, cut = _renamable(kind)
        record_id, cut, rest = text.partition(cut)
        if of is None or (kind == "party-or-community" and text in store.communities):
            continue
        current = store.current(of, record_id)
        if current != record_id and not store.unread(of, record_id):
            yield Hit(keys, {"old": text[:60], "new": f"{current}{cut}{rest}"[:60]})


def _renamable(kind: str) -> tuple[Kind | None, str]:
    if kind in _ALLOWED:
        return PARTNER, "/"
    if kind == "heard":
        return MEETING, "#"
    return (KINDS[kind] if kind in _RECORDS else None), "#"


FORMER_ID = Rule(
    code="R005",
    name="former-id",
    message=mark("`{old}` has a new id: it is `{new}` now"),
    remedy=mark("Run `cpp fix`, which writes the new id, or write `{new}` here yourself."),
    why=mark(
        "A record that was renamed is still found by its former id, so nothing is lost. But people"
        " who read this file would look for a file that is not there any more."
    ),
    bad=A_MEETING + "attendees: [river-elementary/lee-w]\n",
    good=A_MEETING + "attendees: [river-school/lee-w]\n",
    severity="warning",
    check=_former_id,
)


def _same_as(record: Record[Partner], context: Context) -> Hits:
    store = context.store
    for number, person in enumerate(record.model.people):
        if not person.same_as:
            continue
        own, other = f"{record.id}/{person.id}", store.party(person.same_as)
        if "/" not in other:
            why = mark("that is not a person")
        elif other == own:
            why = mark("that is this very person")
        elif own in _circles(context):
            why = mark("that leads back to this person, and the name is kept nowhere")
        else:
            continue
        yield Hit(("people", number, "same_as"), {"text": person.same_as[:60], "why": t(why)})


def _circles(context: Context) -> set[str]:
    """Return the first by name of the people in each circle of `same_as`; each is met once."""
    found: set[str] | None = context.cache.get("circles")
    if found is None:
        store = context.store
        found = context.cache["circles"] = set()
        done: set[str] = set()
        for start in store.people():
            way: list[str] = []
            party, person = start, store.person(start)
            while person and person.same_as and party not in done:
                done.add(party)
                way.append(party)
                party = store.party(person.same_as)
                person = store.person(party)
            if party in way:
                found.add(min(way[way.index(party) :]))
    return found


SAME_AS_NOBODY = Rule(
    code="R006",
    name="same-as-not-another-person",
    message=mark("`same_as: {text}` does not name the same human in another partner: {why}"),
    remedy=mark("Write `partner/person` of the place where name and consent are kept."),
    why=mark(
        "One human can be in several partners. Their name and what they agreed to is kept in one"
        " place; `same_as` leads there, so that nobody speaks for both sides and a withdrawn"
        " consent counts everywhere."
    ),
    bad=_PARTNER + "    same_as: huerto-sol\n",
    good=_PARTNER + "    same_as: huerto-sol/ana-r\n",
    kinds=(PARTNER,),
    check=_same_as,
)

RULES = (
    UNKNOWN_PARTY,
    UNKNOWN_RECORD,
    UNKNOWN_HEARD,
    UNKNOWN_TERM,
    FORMER_ID,
    SAME_AS_NOBODY,
)
