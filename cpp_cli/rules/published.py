"""Privacy: what the texts of a public record must not give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.consent import is_public
from cpp_cli.ledger.names import Names, words_of
from cpp_cli.messages import mark, t
from cpp_cli.models.walk import free_texts, joined
from cpp_cli.reading.private import contact_details, may_hold_contacts
from cpp_cli.rules.example import A_MEETING
from cpp_cli.rules.rule import Context, Hit, Rule, published

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.rules.rule import Hits

_PUBLIC = A_MEETING + "visibility: public\n"
_NEVER_PUBLISHED = frozenset(
    (("people", "email"), ("people", "phone"), ("people", "account"), ("guests", "name"))
)


def _free_texts(record: Record[Any], _: Context) -> list[tuple[Keys, str]]:
    """Every text in free words of a record, but those that are never published."""
    return list(free_texts(record.model, _NEVER_PUBLISHED))


def _as_one(record: Record[Any], _: Context) -> str:
    """All these texts in one, for a first look."""
    return joined(record.model, _NEVER_PUBLISHED)


_CONTACTS = {"email": mark("an email address"), "phone": mark("a phone number")}


def _contact_in_text(record: Record[Any], context: Context) -> Hits:
    if not may_hold_contacts(context.once(_as_one, record)):
        return
    for keys, text in context.once(_free_texts, record):
        if keys == ("contact",):
            continue
        found = {kind for _, _, kind in contact_details(text)}
        if found:
            kinds = t(mark(" and ")).join(t(_CONTACTS[kind]) for kind in sorted(found))
            yield Hit(keys, {"what": kinds})


CONTACT_IN_TEXT = Rule(
    code="P003",
    name="contact-in-public-text",
    message=mark("This record is public, and its text holds {what}"),
    remedy=mark("Take it out of the text: contact details belong to `people`, where they stay."),
    why=mark(
        "Contact details are never published. Public pages hide what looks like one in a text, but"
        " the sentence then has a hole, and one written in an odd way may be overlooked."
    ),
    bad=_PUBLIC + "notes: For the keys call 541-555-0121.\n",
    good=_PUBLIC + "notes: For the keys call the garden.\n",
    severity="warning",
    excerpt=False,
    check=_contact_in_text,
    when=published,
)

_SHORTEST = 5


def _names(context: Context) -> Names:
    names: Names | None = context.cache.get("names")
    if names is None:
        named = ((name, "" if public else who) for name, who, public in _all_names(context.store))
        enough = ((name, tells) for name, tells in named if not tells or len(name) >= _SHORTEST)
        names = context.cache["names"] = Names(enough)
    return names


def _all_names(store: Store) -> Iterator[tuple[str, str, bool]]:
    for community_id, community in store.communities.items():
        yield community.name, community_id, True
    for partner_id, partner in sorted(store.partners.items()):
        public = is_public(partner)
        for name in (partner.model.name, *partner.model.also_known_as):
            yield name, partner_id, public
        for person in partner.model.people:
            party = f"{partner_id}/{person.id}"
            if person.name:
                yield person.name, party, public or _may_be_known(store, party)


def _may_be_known(store: Store, party: str) -> bool:
    """Whether a person of an internal partner once agreed to be named, whatever the day."""
    person = store.keeper(party)
    consent = person.consent if person else None
    return bool(consent and consent.scope == "public" and not consent.withdrawn)


def _internal_name(record: Record[Any], context: Context) -> Hits:
    names = _names(context)
    if names.signs.isdisjoint(words_of(context.once(_as_one, record))):
        return
    for keys, text in context.once(_free_texts, record):
        for party in sorted(names.told(words_of(text))):
            yield Hit(keys, {"record": party})


INTERNAL_NAME = Rule(
    code="P004",
    name="internal-name-in-public-text",
    message=mark("This record is public, and its text holds the name of {record}, which is not"),
    remedy=mark("Say it without the name, or make this record internal, or that one public."),
    why=mark(
        "A public page shows who is internal without a name. Public pages hide the name in a text"
        " as well, but the sentence then has a hole, and a nickname or initials may be overlooked."
    ),
    bad=_PUBLIC + "notes: River School lent us the chairs.\n",
    good=_PUBLIC + "notes: A school lent us the chairs.\n",
    severity="warning",
    excerpt=False,
    check=_internal_name,
    when=published,
)

RULES = (
    CONTACT_IN_TEXT,
    INTERNAL_NAME,
)
