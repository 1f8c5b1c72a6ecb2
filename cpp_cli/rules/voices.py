"""Accountability: whose word says what became of a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.harms import taken_back
from cpp_cli.ledger.promises import RECEIVER_ONLY, is_mistake, says_who, spoken
from cpp_cli.ledger.voices import all_read, may_say, side_of, speakers_of, speaks_for
from cpp_cli.messages import mark
from cpp_cli.models.kinds import COMMITMENT, HARM
from cpp_cli.rules.example import A_PROMISE, A_RENEGOTIATION
from cpp_cli.rules.glance import has_mistakes, past
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cpp_cli.models.commitment import Commitment, PromiseEntry
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits


def _side_of_entry(promise: Commitment, entry: PromiseEntry) -> str | None:
    """The side whose word an entry is, where the kind of event says so."""
    if entry.event in RECEIVER_ONLY:
        return promise.to
    return promise.from_ if entry.event == "delivered" else None


def _not_all_count(record: Record[Commitment], context: Context) -> bool:
    """Whether a history has entries that do not count; what counts breaks no rule on voices."""
    return len(context.once(past, record).days) > len(spoken(context.store, record))


def _said(record: Record[Commitment], context: Context) -> Iterator[tuple[int, PromiseEntry]]:
    """The entries of a history that do not count although they were not taken back."""
    store, counts = context.store, frozenset(spoken(context.store, record))
    for number, entry in enumerate(record.model.history):
        if number not in counts and not is_mistake(store, record.model, entry):
            yield number, entry


def _wrong_voice(record: Record[Commitment], context: Context) -> Hits:
    store, promise = context.store, record.model
    for number, entry in _said(record, context):
        side = _side_of_entry(promise, entry)
        if side is None or not all_read(store, entry.by, promise.from_, promise.to):
            continue
        if not speaks_for(store, entry.by, side, entry.date):
            values = {
                "by": store.name(entry.by),
                "event": entry.event,
                "who": speakers_of(store, (side,), entry.date),
            }
            yield Hit(("history", number, "by"), values)


NOT_THEIR_WORD = Rule(
    code="A003",
    name="not-their-word",
    message=mark("{by} may not say `{event}` here: that is the word of {who}"),
    remedy=mark("Write down who of that side said it, and how; until then say it as progress."),
    why=mark(
        "Kept is the receiver's word. Only the side that a promise was made to may say that it was"
        " kept, that it was not, or that it is let go; only the side that owes may say that it"
        " has delivered. A person speaks for a partner while they are in it."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: lcph-cpp/maria-k
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol/ana-r
    via: phone
""",
    kinds=(COMMITMENT,),
    check=_wrong_voice,
    when=_not_all_count,
)


def _no_side(record: Record[Commitment], context: Context) -> Hits:
    store, promise = context.store, record.model
    for number, entry in _said(record, context):
        sides = (promise.from_, promise.to)
        if _side_of_entry(promise, entry) or not all_read(store, entry.by, *sides):
            continue
        if not any(speaks_for(store, entry.by, side, entry.date) for side in sides):
            values = {
                "by": store.name(entry.by),
                "event": entry.event,
                "who": speakers_of(store, sides, entry.date),
            }
            yield Hit(("history", number, "by"), values)


NEITHER_SIDE = Rule(
    code="A004",
    name="neither-side",
    message=mark("{by} is of neither side: only {who} may say `{event}`"),
    remedy=mark("Write down who of the two sides said it."),
    why=mark(
        "What became of a promise is said by those who made it and those it was made to, not by"
        " others who heard of it."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: progress
    by: river-school/lee-w
    via: email
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: progress
    by: lcph-cpp/maria-k
""",
    kinds=(COMMITMENT,),
    check=_no_side,
    when=_not_all_count,
)


def _both_sides(record: Record[Commitment], context: Context) -> Hits:
    store, promise = context.store, record.model
    for number, entry in _said(record, context):
        side = _side_of_entry(promise, entry)
        sides = (side,) if side else (promise.from_, promise.to)
        speaks = any(speaks_for(store, entry.by, one, entry.date) for one in sides)
        if speaks and not any(may_say(store, promise, entry.by, s, entry.date) for s in sides):
            yield Hit(("history", number, "by"), {"by": store.name(entry.by), "event": entry.event})


BOTH_SIDES = Rule(
    code="A005",
    name="speaks-for-both-sides",
    message=mark("{by} belongs to both sides of this promise and may not say `{event}`"),
    remedy=mark("Ask somebody who is only of the side whose word it is."),
    why=mark(
        "Nobody speaks for both sides. Who is of the side that owes, in any partner (`same_as`),"
        " never says the receiver's word: else one could promise and confirm alone."
    ),
    bad=A_PROMISE.replace("to: huerto-sol", "to: river-road").replace("lcph-cpp", "huerto-sol")
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol/ana-r
    via: phone
""",
    good=A_PROMISE.replace("to: huerto-sol", "to: river-road")
    + """\
history:
  - date: 2026-03-09
    event: confirmed
    by: huerto-sol/ana-r
    via: phone
""",
    kinds=(COMMITMENT,),
    check=_both_sides,
    when=_not_all_count,
)


def _not_agreed(record: Record[Commitment], context: Context) -> Hits:
    store, promise = context.store, record.model
    for number, entry in _said(record, context):
        agreed = entry.agreed_by
        if entry.event != "renegotiated" or not agreed or not all_read(store, agreed):
            continue
        side = side_of(store, promise, entry.by, entry.date)
        if side and not says_who(store, promise, entry):
            other = promise.from_ if side == "to" else promise.to
            values = {"by": store.name(agreed), "who": speakers_of(store, (other,), entry.date)}
            yield Hit(("history", number, "agreed_by"), values)


NOT_AGREED = Rule(
    code="A011",
    name="not-agreed-by-the-other-side",
    message=mark("{by} cannot agree for the other side: only {who} may"),
    remedy=mark("Name in `agreed_by` who of the other side agreed."),
    why=mark("One side asks, the other agrees. A change that one side agrees with itself is none."),
    bad=A_RENEGOTIATION.replace("huerto-sol/ana-r", "lcph-cpp/maria-k"),
    good=A_RENEGOTIATION,
    kinds=(COMMITMENT,),
    check=_not_agreed,
    when=_not_all_count,
)


def _wrong_mistake(record: Record[Any], context: Context) -> Hits:
    store, model = context.store, record.model
    harm = record.kind is HARM
    taken = taken_back if harm else is_mistake
    sides = (*model.to, *model.by) if harm else (model.from_, model.to)
    for number, entry in enumerate(model.history):
        mistake = entry.mistake
        if not mistake or not all_read(store, mistake.by, *sides):
            continue
        if not taken(store, model, entry):
            values = {"by": store.name(mistake.by), "event": entry.event}
            yield Hit(("history", number, "mistake", "by"), values)


WRONG_MISTAKE = Rule(
    code="A012",
    name="mistake-of-another",
    message=mark("{by} cannot take back this `{event}`: it is the word of the other side"),
    remedy=mark("Only the side whose word it claims to be says that it was a mistake."),
    why=mark(
        "A dispute or a confirmation would be worth nothing if the side that owes could call it a"
        " mistake."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: disputed
    by: huerto-sol/ana-r
    via: phone
    mistake:
      by: lcph-cpp/maria-k
      date: 2026-03-10
      why: They did not mean it.
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: disputed
    by: huerto-sol/ana-r
    via: phone
    mistake:
      by: huerto-sol/ana-r
      date: 2026-03-10
      why: It was another promise.
""",
    kinds=(COMMITMENT, HARM),
    check=_wrong_mistake,
    when=has_mistakes,
)

RULES = (
    NOT_THEIR_WORD,
    NEITHER_SIDE,
    BOTH_SIDES,
    NOT_AGREED,
    WRONG_MISTAKE,
)
