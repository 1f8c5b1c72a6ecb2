"""Accountability: whose word says how a harm, a meeting or a partnership is experienced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.harms import harmed_voices, taken_back, word_counts
from cpp_cli.ledger.voices import all_read, in_office, is_us, named, speakers_of
from cpp_cli.messages import mark
from cpp_cli.models.kinds import HARM, MEETING, PARTNER
from cpp_cli.rules.example import A_HARM, A_MEETING
from cpp_cli.rules.glance import experienced
from cpp_cli.rules.rule import Context, Hit, Rule, has_history

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.models.harm import Harm
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.rules.rule import Check, Hits


def _foreign_rating(record: Record[Any], context: Context) -> Hits:
    for number, rating in enumerate(record.model.ratings):
        by = context.store.party(rating.by)
        is_person = "/" in by and by.partition("/")[0] == record.id
        if not is_person or _was_gone(context.store, by, rating.date):
            values = {"by": rating.by, "partner": record.model.name, "day": str(rating.date)}
            yield Hit(("ratings", number, "by"), values)


def _was_gone(store: Store, person: str, day: date) -> bool:
    """Whether a person that there is was not in the partner on a day."""
    return store.person(person) is not None and not in_office(store, person, day)


FOREIGN_RATING = Rule(
    code="A013",
    name="rating-by-another",
    message=mark("{by} was not a person of {partner} on {day}: only a partner's own word counts"),
    remedy=mark("Name in `by` the person of this partner who gave the rating."),
    why=mark("How it is to work with us is for the partner to say, not for us to guess."),
    bad="""\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
status: active
ratings:
  - date: 2026-03-02
    by: lcph-cpp/maria-k
    about: lcph-cpp
    reliability: 4
""",
    good="""\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
status: active
people:
  - id: sam-t
    name: Sam T
ratings:
  - date: 2026-03-02
    by: garden-club/sam-t
    about: lcph-cpp
    reliability: 3
""",
    kinds=(PARTNER,),
    check=_foreign_rating,
)


def _may_be_own(record: Record[Any], context: Context) -> bool:
    return any(is_us(context.store, by) for _, by in experienced(record.model))


def _own_experience(record: Record[Any], context: Context) -> Hits:
    engagement = record.model.engagement
    for number, one in enumerate(engagement.experienced if engagement else ()):
        if is_us(context.store, one.by):
            keys = ("engagement", "experienced", number, "by")
            yield Hit(keys, {"by": context.store.name(one.by)})


OWN_EXPERIENCE = Rule(
    code="A014",
    name="experienced-by-us",
    message=mark("{by} is one of us: how an engagement was experienced is for others to say"),
    remedy=mark("Ask those who were engaged, and write down their word."),
    why=mark(
        "We promise a level of engagement; those who were engaged say which level it was. Our own"
        " opinion of ourselves is not a measure."
    ),
    bad=A_MEETING
    + """\
engagement:
  promised: involve
  experienced:
    - level: collaborate
      by: lcph-cpp/maria-k
""",
    good=A_MEETING
    + """\
engagement:
  promised: involve
  experienced:
    - level: consult
      by: huerto-sol/ana-r
""",
    kinds=(MEETING,),
    check=_own_experience,
    when=_may_be_own,
)


def _wrong_harm_voice(event: tuple[str, ...]) -> Check:
    def check(record: Record[Harm], context: Context) -> Hits:
        store, harm = context.store, record.model
        for number, entry in enumerate(record.model.history):
            if entry.event not in event or word_counts(store, harm, entry):
                continue
            if all_read(store, entry.by, *harm.to, *harm.by) and not taken_back(store, harm, entry):
                if entry.event == "acknowledged":
                    who = speakers_of(store, harm.by, entry.date)
                else:
                    who = named(store, harmed_voices(store, harm, entry.date))
                values = {"by": store.name(entry.by), "event": entry.event, "who": who}
                yield Hit(("history", number, "by"), values)

    return check


HARM_CLOSED = Rule(
    code="A015",
    name="repaired-by-another",
    message=mark("{by} may not say `{event}`: only those harmed may ({who})"),
    remedy=mark("Write down who of those harmed said it, and how."),
    why=mark(
        "Whether a harm is repaired is for those harmed to say, and for nobody else. Nothing that"
        " we write can close it."
    ),
    bad=A_HARM
    + """\
history:
  - date: 2026-03-02
    event: repaired
    by: lcph-cpp/maria-k
""",
    good=A_HARM
    + """\
history:
  - date: 2026-03-02
    event: repaired
    by: huerto-sol/ana-r
    via: in-person
""",
    kinds=(HARM,),
    check=_wrong_harm_voice(("repaired", "reopened")),
    when=has_history,
)


HARM_ACKNOWLEDGED = Rule(
    code="A016",
    name="acknowledged-by-another",
    message=mark("{by} cannot acknowledge this harm: only those who did it may ({who}), or we"),
    remedy=mark("Name in `by` a party that did the harm, or one of us."),
    why=mark(
        "To acknowledge a harm is to take responsibility for it. Nobody can do so for others."
    ),
    bad=A_HARM
    + """\
history:
  - date: 2026-03-02
    event: acknowledged
    by: river-school/lee-w
    via: letter
    note: We heard of it and are sorry.
""",
    good=A_HARM
    + """\
history:
  - date: 2026-03-02
    event: acknowledged
    by: lcph-cpp/maria-k
    note: Said at the garden, and written in the local paper.
""",
    kinds=(HARM,),
    check=_wrong_harm_voice(("acknowledged",)),
    when=has_history,
)

RULES = (
    FOREIGN_RATING,
    OWN_EXPERIENCE,
    HARM_CLOSED,
    HARM_ACKNOWLEDGED,
)
