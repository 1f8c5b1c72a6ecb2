"""Privacy: what the texts of a public record must not give away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.consent import is_public
from cpp_cli.messages import mark, t
from cpp_cli.models.walk import free_texts, joined
from cpp_cli.reading.private import contact_details, may_hold_contacts
from cpp_cli.rules.example import A_MEETING
from cpp_cli.rules.rule import Context, Hit, Rule, published

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
_ASCII_WORDS = "".join(c.lower() if c.isalnum() or c == "_" else " " for c in map(chr, range(128)))
"""What each ASCII character is in words: a small letter, or what stands between words."""


class _Names:
    """Names as words, with the internal record that each tells of, and how long names can be.

    Names that may be public tell of nothing; they are here so that a shorter one inside is not
    taken for another. `signs` has one word, the least usual, of each name that tells.
    """

    __slots__ = ("lengths", "signs", "tell")

    def __init__(self, store: Store) -> None:
        self.tell: dict[tuple[str, ...], str] = {}
        for name, party, public in _all_names(store):
            words = tuple(_words(name))
            if words and public:
                self.tell[words] = ""
            elif words and len(name) >= _SHORTEST:
                self.tell.setdefault(words, party)
        lengths: dict[str, set[int]] = {}
        usual: dict[str, int] = {}
        for words in self.tell:
            lengths.setdefault(words[0], set()).add(len(words))
            for word in words:
                usual[word] = usual.get(word, 0) + 1
        self.lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
        self.signs = {
            min(words, key=usual.__getitem__) for words, party in self.tell.items() if party
        }


def _words(text: str) -> Sequence[str]:
    if text.isascii():
        return text.translate(_ASCII_WORDS).split()
    import re
    from unicodedata import normalize

    return re.findall(r"\w+", normalize("NFC", text).casefold())


def _names(context: Context) -> _Names:
    names: _Names | None = context.cache.get("names")
    if names is None:
        names = context.cache["names"] = _Names(context.store)
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
    if names.signs.isdisjoint(_words(context.once(_as_one, record))):
        return
    for keys, text in context.once(_free_texts, record):
        for party in sorted(_told(names, _words(text))):
            yield Hit(keys, {"record": party})


def _told(names: _Names, words: Sequence[str]) -> set[str]:
    found: set[str] = set()
    after = 0
    for at, word in enumerate(words):
        if at < after or word not in names.lengths:
            continue
        for length in names.lengths[word]:
            party = names.tell.get(tuple(words[at : at + length]))
            if party is not None:
                found.add(party)
                after = at + length
                break
    return found - {""}


INTERNAL_NAME = Rule(
    code="P004",
    name="internal-name-in-public-text",
    message=mark("This record is public, and its text holds the name of {record}, which is not"),
    remedy=mark("Say it without the name, or make this record internal, or that one public."),
    why=mark(
        "A public page shows who is internal without a name. In a free text nothing can take the"
        " name out, so that it would be published after all."
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
