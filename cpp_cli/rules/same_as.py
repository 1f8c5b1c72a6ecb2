"""References: `same_as` leads to the one place where the name of a human is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import PARTNER
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits


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


def _has_people(record: Record[Partner], _: Context) -> bool:
    return bool(record.model.people)


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
        elif own == _circle_of(context, own):
            why = mark("that leads back to this person, and the name is kept nowhere")
        else:
            continue
        yield Hit(("people", number, "same_as"), {"text": person.same_as[:60], "why": t(why)})


def _circle_of(context: Context, person: str) -> str:
    """Return the first by name of the people in whose circle of `same_as` a person is, if any.

    Each is met once: `met` has what came out, for a person on the way into a circle nothing.
    """
    store = context.store
    met: dict[str, str] = context.cache.setdefault("circles", {})
    way: list[str] = []
    party: str | None = person
    while party and party not in met:
        met[party] = ""
        way.append(party)
        found = store.person(party)
        party = store.party(found.same_as) if found and found.same_as else None
    if party in way:
        circle = way[way.index(party) :]
        met.update(dict.fromkeys(circle, min(circle)))
    return met[person]


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
    when=_has_people,
)


RULES = (SAME_AS_NOBODY,)
