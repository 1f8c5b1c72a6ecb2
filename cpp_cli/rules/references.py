"""References: every id that a record writes down names something that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.hearing import was_heard
from cpp_cli.ledger.voices import known_party
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM, KINDS, MEETING, PARTNER, Kind
from cpp_cli.models.walk import names_only, references
from cpp_cli.rules.example import A_MEETING, A_PROMISE
from cpp_cli.rules.near import Known, did_you_mean, near_heard, party_hint
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.models.walk import Judged
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.rules.rule import Hits

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


_AGAIN = (*_ALLOWED, *_TERMS)


def _known(context: Context) -> Known:
    known: Known | None = context.cache.get("references")
    if known is None:
        known = context.cache["references"] = Known(context.store, context.hints)
    return known


def _in_doubt(record: Record[Any], context: Context) -> bool:
    """Whether a record names anything that is not there, or that has a new id: seldom."""
    judged: dict[str, Judged] | None = context.cache.get("judged")
    if judged is None:
        judged = context.cache["judged"] = {kind: _judged(context, kind) for kind in _NAMED}
    return not names_only(record.model, judged)


def _judged(context: Context, kind: str) -> Judged:
    """Return what tells whether a text names something of a kind, by the id that it has now.

    Records are known by their ids; parties and terms are named again and again, and kept.
    """
    names, store, known = _NAMED[kind], context.store, _known(context)
    kept: set[str] = set()

    def right(text: str) -> bool:
        found = names(known, kind, text) and not _new_id(store, kind, text)
        if found and kind in _AGAIN:
            kept.add(text)
        return found

    return store.ids(KINDS[kind]) if kind in _RECORDS else kept, right


def _of_kinds(record: Record[Any], kinds: Collection[str]) -> Iterator[tuple[Keys, str, str]]:
    return (found for found in references(record.model) if found[1] in kinds)


def _is_party(known: Known, kind: str, text: str) -> bool:
    if known_party(known.store, text):
        return True
    communities = known.terms["community"]
    or_community = kind == "party-or-community" and "/" not in text
    return or_community and (communities is None or text in communities)


def _unknown_party(record: Record[Any], context: Context) -> Hits:
    store, known = context.store, _known(context)
    for keys, kind, text in _of_kinds(record, _ALLOWED):
        if _is_party(known, kind, text) or _told_elsewhere(record, keys, text, store):
            continue
        hint = party_hint(known, record, text, kind == "party-or-community")
        yield Hit(keys, {"allowed": t(_ALLOWED[kind]), "text": text[:60], "hint": hint})


def _told_elsewhere(record: Record[Any], keys: Keys, text: str, store: Store) -> bool:
    """Whether another rule tells of the same text: A002, A013, R006."""
    if keys == ("from",):
        return text in store.communities
    if keys[-1] == "same_as":
        return "/" not in text
    if keys[0] == "ratings" and keys[-1] == "by":
        return "/" not in text or store.party(text).partition("/")[0] != record.id
    return False


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
    when=_in_doubt,
)


def _is_record(known: Known, kind: str, text: str) -> bool:
    return known.store.knows(KINDS[kind], text)


def _unknown_record(record: Record[Any], context: Context) -> Hits:
    known = _known(context)
    for keys, kind, text in _of_kinds(record, _RECORDS):
        if _is_record(known, kind, text):
            continue
        near = known.nearest(kind, text, context.store.of(KINDS[kind]))
        hint = did_you_mean(near)
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
    when=_in_doubt,
)


def _is_heard(known: Known, _: str, text: str) -> bool:
    store = known.store
    return was_heard(store, text) or store.unread(MEETING, text.partition("#")[0])


def _unknown_heard(record: Record[Any], context: Context) -> Hits:
    store, known = context.store, _known(context)
    for keys, kind, text in _of_kinds(record, ("heard",)):
        if _is_heard(known, kind, text):
            continue
        meeting_id, _, heard_id = text.partition("#")
        if store.knows(MEETING, meeting_id):
            why = t(mark("nothing with the id `{id}` was heard in that meeting"), id=heard_id[:60])
            hint = did_you_mean(near_heard(known, meeting_id, heard_id))
        else:
            why = t(mark("there is no meeting `{id}`"), id=meeting_id[:60])
            near = known.nearest(MEETING.name, meeting_id, store.meetings)
            hint = did_you_mean(near and f"{near}#{heard_id}")
        yield Hit(keys, {"text": text[:60], "why": why, "hint": hint})


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
    when=_in_doubt,
)


def _is_term(known: Known, kind: str, text: str) -> bool:
    terms = known.terms[kind]
    return terms is None or text in terms


def _unknown_term(record: Record[Any], context: Context) -> Hits:
    known = _known(context)
    for keys, kind, text in _of_kinds(record, _TERMS):
        if _is_term(known, kind, text):
            continue
        label, field_name = _TERMS[kind]
        hint = did_you_mean(known.nearest(kind, text, known.terms[kind] or ()))
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
    when=_in_doubt,
)


def _former_id(record: Record[Any], context: Context) -> Hits:
    for keys, kind, text in references(record.model):
        new = _new_id(context.store, kind, text)
        if new:
            yield Hit(keys, {"old": text[:60], "new": new[:60]})


def _new_id(store: Store, kind: str, text: str) -> str:
    """Return a reference as it is written today; nothing where it is, or has no other id."""
    of, sign = _renamable(kind)
    record_id, sign, rest = text.partition(sign)
    if of is None or (kind == "party-or-community" and text in store.communities):
        return ""
    current = store.current(of, record_id)
    if current == record_id or store.unread(of, record_id):
        return ""
    return f"{current}{sign}{rest}"


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
    when=_in_doubt,
)


_NAMED: dict[str, Callable[[Known, str, str], bool]] = {
    **dict.fromkeys(_ALLOWED, _is_party),
    **dict.fromkeys(_RECORDS, _is_record),
    "heard": _is_heard,
    **dict.fromkeys(_TERMS, _is_term),
}
"""Whether a text names something, by the kind of thing that it should name."""

RULES = (
    UNKNOWN_PARTY,
    UNKNOWN_RECORD,
    UNKNOWN_HEARD,
    UNKNOWN_TERM,
    FORMER_ID,
)
