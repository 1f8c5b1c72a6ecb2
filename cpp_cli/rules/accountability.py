"""Accountability: who can promise what to whom, and what a history has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.parties import parties
from cpp_cli.ledger.promises import standing
from cpp_cli.ledger.voices import is_us, known_party
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM
from cpp_cli.rules.example import A_PROMISE
from cpp_cli.rules.glance import past
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.models.commitment import Commitment
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits


def _same_partner(record: Record[Commitment], context: Context) -> Hits:
    known, to = parties(context.store), record.model.to
    one, other = known[record.model.from_], known[to]
    if one.partner != other.partner:
        return
    if one.id == other.id or not (one.ours and other.ours):
        yield Hit(("to",), {"to": to, "partner": context.store.name(one.partner)})


TO_ONESELF = Rule(
    code="A001",
    name="promise-to-oneself",
    message=mark("{to} is {partner} as well: a promise needs two sides"),
    remedy=mark("Name in `to` the partner or community that the promise was made to."),
    why=mark(
        "A promise is kept when the one it was made to says so. Where both sides are the same"
        " partner there is nobody to say it. Only among ourselves (`us` in the program) may one"
        " person promise another."
    ),
    bad=A_PROMISE.replace("from: lcph-cpp", "from: huerto-sol/ana-r"),
    good=A_PROMISE,
    kinds=(COMMITMENT,),
    check=_same_partner,
)


def _community_owes(record: Record[Commitment], context: Context) -> Hits:
    from_ = record.model.from_
    if parties(context.store)[from_].community:
        yield Hit(("from",), {"community": from_})


COMMUNITY_OWES = Rule(
    code="A002",
    name="community-owes",
    message=mark("{community} is a community: it can be promised something, but never owes"),
    remedy=mark("Name in `from` the partner or person who made the promise."),
    why=mark(
        "Communities are who this work is for. Nobody can promise in the name of a whole"
        " community, so none is ever held to a promise."
    ),
    bad=A_PROMISE.replace("from: lcph-cpp", "from: river-road"),
    good=A_PROMISE,
    kinds=(COMMITMENT,),
    check=_community_owes,
)


_SETTLES = ("confirmed", "released")
"""After these something cannot be said any more."""


def _goes_on(record: Record[Commitment], context: Context) -> bool:
    """Whether anything follows on what settled a promise."""
    said, events, *_ = context.once(past, record)
    settled = [day for event, day in zip(events, said, strict=True) if event in _SETTLES]
    return bool(settled) and sum(day >= min(settled) for day in said) > 1


def _settled(record: Record[Commitment], context: Context) -> Hits:
    entries = record.model.history
    stands = standing(context.store, record, max(entry.date for entry in entries))
    for number, why in stands.refused if stands else ():
        event = entries[number].event
        yield Hit(("history", number, "event"), {"event": event, "why": t(why)})


SETTLED = Rule(
    code="A006",
    name="already-settled",
    message=mark("`{event}` cannot be said any more: {why}"),
    remedy=mark("Say it in another way: as progress, by a dispute, or with a new promise."),
    why=mark(
        "Once the receiver has said kept, or has let a promise go, the side that owes cannot open"
        " it again or claim it anew. The receiver can: by disputing it, at any time."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol
    via: phone
  - date: 2026-03-10
    event: delivered
    by: lcph-cpp
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol
    via: phone
  - date: 2026-03-10
    event: progress
    by: lcph-cpp
""",
    kinds=(COMMITMENT,),
    check=_settled,
    when=_goes_on,
)


def _not_all_say_how(record: Record[Any], context: Context) -> bool:
    return None in context.once(past, record).ways


def _no_source(record: Record[Any], context: Context) -> Hits:
    for number, entry in enumerate(record.model.history):
        if entry.via or entry.meeting:
            continue
        voices = (entry.by, getattr(entry, "agreed_by", None))
        theirs = [by for by in voices if by and not is_us(context.store, by)]
        if theirs and known_party(context.store, theirs[0]):
            values = {"by": context.store.name(theirs[0])}
            yield Hit(("history", number, "by"), values)


NO_SOURCE = Rule(
    code="A007",
    name="word-without-source",
    message=mark("How did {by} say this? A word of others needs `via` or `meeting`"),
    remedy=mark("Add `via` with phone, email, letter or in-person, or the `meeting` with its id."),
    why=mark(
        "Staff write down what partners say. So that a partner can recognise its word and a"
        " reviewer can ask about it, the record says how it was said."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol/ana-r
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol/ana-r
    via: in-person
""",
    kinds=(COMMITMENT, HARM),
    check=_no_source,
    when=_not_all_say_how,
)


_NOTED = frozenset(("broken", "acknowledged"))


def _has_noted(record: Record[Any], context: Context) -> bool:
    return not _NOTED.isdisjoint(context.once(past, record).events)


def _silent(record: Record[Any], _: Context) -> Hits:
    for number, entry in enumerate(record.model.history):
        if entry.event in _NOTED and not entry.note:
            yield Hit(("history", number), {"event": entry.event})


NO_NOTE = Rule(
    code="A008",
    name="event-without-note",
    message=mark("`{event}` needs a note: say in a sentence why, or how"),
    remedy=mark("Add a `note` with one honest sentence."),
    why=mark(
        "Who breaks a promise says why, and who acknowledges a harm says how. The word alone"
        " would only close the file."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: broken
    by: lcph-cpp
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: broken
    by: lcph-cpp
    note: The transit district ended the program; we should have asked first.
""",
    kinds=(COMMITMENT, HARM),
    check=_silent,
    when=_has_noted,
)


RULES = (
    TO_ONESELF,
    COMMUNITY_OWES,
    SETTLED,
    NO_SOURCE,
    NO_NOTE,
)
