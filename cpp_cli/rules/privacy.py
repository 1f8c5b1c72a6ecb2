"""Privacy: what must not be written down, and whom a public record may name."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cpp_cli.finding import Keys
from cpp_cli.ledger.consent import Agreed, agreed_to_be_named, is_public
from cpp_cli.ledger.private import HINTS, contact_details, personal_numbers, plain_text
from cpp_cli.messages import mark, t
from cpp_cli.models.fields import Words
from cpp_cli.models.part import Part
from cpp_cli.models.partner import Partner
from cpp_cli.models.shape import Shape, references, shapes
from cpp_cli.models.types import types
from cpp_cli.reading.nodes import Mapping, Node, Scalar, Sequence
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store
from cpp_cli.rules.example import A_MEETING
from cpp_cli.rules.rule import Context, Hit, Hits, Rule

_NUMBERS = {
    "social-security": mark("a social security number"),
    "payment-card": mark("a payment card number"),
    "medical-record": mark("a medical record number"),
}


def _personal_number(record: Record[Any], _: Context) -> Hits:
    content = record.text.content
    if "\\" not in content and not HINTS.search(plain_text(content)):
        return
    written: list[tuple[Keys, Scalar]] = []
    for keys, scalar, is_name in _scalars(record.document.root):
        written.append((keys, scalar))
        for number in personal_numbers(scalar.text):
            yield Hit(keys, {"what": t(_NUMBERS[number]), "where": ""}, is_name)
    yield from _in_comments(record, written)


def _scalars(node: Node, keys: Keys = ()) -> Iterator[tuple[Keys, Scalar, bool]]:
    """Yield every text of a document with where it stands, and whether it is a field's name."""
    if isinstance(node, Scalar):
        yield keys, node, False
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _scalars(item, (*keys, number))
    elif isinstance(node, Mapping):
        for name, (key, value) in node.entries.items():
            yield (*keys, name), key, True
            yield from _scalars(value, (*keys, name))


def _in_comments(record: Record[Any], written: list[tuple[Keys, Scalar]]) -> Hits:
    """Look between the texts, where only comments hold words; the text before gives the place."""
    text = record.text
    end = 0
    before: Keys = ()
    for keys, scalar in written:
        yield from _in_gap(record, before, end, scalar.start)
        end, before = scalar.end, keys
        if scalar.style in ("|", ">"):
            line, column = text.place(scalar.start)
            header = len(text.line(line)) - column + 1
            yield from _in_gap(record, keys, scalar.start, scalar.start + header)
    yield from _in_gap(record, before, end, len(text.content))


def _in_gap(record: Record[Any], keys: Keys, start: int, end: int) -> Hits:
    text = record.text
    gap = text.content[start:end]
    if "#" not in gap:
        return
    at = start
    for line in gap.splitlines(keepends=True):
        for number in personal_numbers(line.partition("#")[2]):
            where = t(mark(" (in the comment on line {line})"), line=text.place(at).line)
            yield Hit(keys, {"what": t(_NUMBERS[number]), "where": where})
        at += len(line)


_PUBLIC = A_MEETING + "visibility: public\n"
_PUBLIC_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
status: active
visibility: public
people:
  - id: sam-t
    name: Sam T
"""

PERSONAL_NUMBER = Rule(
    code="P001",
    name="personal-number",
    message=mark("This looks like {what}{where}; such numbers must not be written down here"),
    remedy=mark(
        "Take the number out, and tell your supervisor if it was already saved: older versions"
        " of the file still hold it."
    ),
    why=mark(
        "With such a number somebody can be harmed for years. Everyone with these records reads"
        " them, a public-records request may open them, and git does not forget."
    ),
    bad=A_MEETING + "notes: She gave her number, 219-09-9999, to be called back.\n",
    good=A_MEETING + "notes: She asked to be called back.\n",
    excerpt=False,
    check=_personal_number,
)


def _named_people(record: Record[Any], store: Store) -> Iterator[tuple[Keys, str]]:
    """Yield every person whom a record names: once in its own `people`, and wherever it refers."""
    own: dict[int, str] = {}
    if isinstance(record.model, Partner):
        own = {n: f"{record.id}/{person.id}" for n, person in enumerate(record.model.people)}
        yield from ((("people", number, "id"), party) for number, party in own.items())
    for keys, kind, text in references(record.model):
        if "/" not in text or kind not in ("party", "party-or-community"):
            continue
        party = store.party(text)
        about_own = own and keys[0] == "people" and isinstance(keys[1], int)
        if about_own and own[int(keys[1])] in store.same_human(party):
            continue
        yield keys, party


def _consents(record: Record[Any], context: Context) -> Iterator[tuple[Keys, str, Agreed]]:
    if not is_public(record):
        return
    known: dict[str, Agreed] = context.cache.setdefault("consents", {})
    for keys, party in _named_people(record, context.store):
        if party not in known:
            known[party] = agreed_to_be_named(context.store, party, context.today)
        yield keys, party, known[party]


def _never_agreed(record: Record[Any], context: Context) -> Hits:
    for keys, party, state in _consents(record, context):
        if state == "never":
            yield Hit(keys, {"party": party})


WITHOUT_CONSENT = Rule(
    code="P002",
    name="named-without-consent",
    message=mark("This record is public, and {party} has not agreed to be named in public"),
    remedy=mark(
        "Ask them and write down their `consent` with `scope: public`, or name their partner"
        " instead, or make the record internal."
    ),
    why=mark(
        "Being named can cost people their work, their home or their safety. They decide that, not"
        " we. Public pages leave their name out until they have agreed."
    ),
    bad=_PUBLIC_PARTNER,
    good=_PUBLIC_PARTNER + "    consent:\n      scope: public\n      date: 2026-03-02\n",
    severity="warning",
    excerpt=False,
    check=_never_agreed,
)


def _no_longer_agreed(record: Record[Any], context: Context) -> Hits:
    for keys, party, state in _consents(record, context):
        if state in ("expired", "withdrawn"):
            yield Hit(keys, {"party": party, "what": _ended(context.store, party)})


def _ended(store: Store, party: str) -> str:
    person = store.keeper(party)
    consent = person.consent if person else None
    if consent and consent.withdrawn:
        return t(mark("was taken back on {day}"), day=consent.withdrawn)
    return t(mark("ran out after {day}"), day=consent.expires if consent else "")


CONSENT_ENDED = Rule(
    code="P005",
    name="consent-ended",
    message=mark("This record is public, but the consent of {party} to be named {what}"),
    remedy=mark(
        "Name their partner instead, or make the record internal; if they agree anew, write that"
        " into their `consent`."
    ),
    why=mark(
        "A consent is theirs to take back at any time, and one that ran out has to be asked for"
        " again. Public pages leave their name out from that day; the record itself should follow."
    ),
    bad=_PUBLIC_PARTNER
    + "    consent:\n      scope: public\n      date: 2025-03-02\n      expires: 2026-03-01\n",
    good=_PUBLIC_PARTNER
    + "    consent:\n      scope: public\n      date: 2025-03-02\n      expires: 2027-03-01\n",
    severity="warning",
    excerpt=False,
    check=_no_longer_agreed,
)

_NEVER_PUBLISHED = frozenset(
    (("people", "email"), ("people", "phone"), ("people", "account"), ("guests", "name"))
)


@cache
def _wordy(model: type[Part]) -> tuple[tuple[Shape, bool], ...]:
    """The fields of a model with free words (true) or, deeper, with groups that may hold some."""
    found = []
    for shape in shapes(model).values():
        free = _is_free(types(model)[shape.name])
        if free or shape.model:
            found.append((shape, free))
    return tuple(found)


def _is_free(annotation: Any) -> bool:
    """Whether a type is free words: of all texts these alone are checked after they were read."""
    marks = getattr(annotation, "__metadata__", ())
    if any(isinstance(mark, Words) for mark in marks):
        return True
    return any(_is_free(inner) for inner in getattr(annotation, "__args__", ()))


def _free_texts(part: Part, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text in free words of a record, but those that are never published."""
    for shape, free in _wordy(type(part)):
        if (*keys[:1], shape.file_name) in _NEVER_PUBLISHED:
            continue
        for at, item in _items(shape, getattr(part, shape.name)):
            here = (*keys, shape.file_name, *at)
            if isinstance(item, Part):
                yield from _free_texts(item, here)
            elif free and isinstance(item, str):
                yield here, item


def _items(shape: Shape, value: Any) -> Iterator[tuple[Keys, Any]]:
    if not value:
        return
    if shape.form == "list":
        yield from (((number,), item) for number, item in enumerate(value))
    elif shape.form == "mapping":
        yield from (((name,), item) for name, item in value.items())
    else:
        yield (), value


_CONTACTS = {"email": mark("an email address"), "phone": mark("a phone number")}


def _contact_in_text(record: Record[Any], _: Context) -> Hits:
    for keys, text in _free_texts(record.model) if is_public(record) else ():
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
)

_WORD = re.compile(r"\w+")
_SHORTEST = 5


@dataclass(slots=True)
class _Names:
    """Names as words, with the internal record that each tells of, and how long names can be.

    Names that may be public tell of nothing; they are here so that a shorter one inside is not
    taken for another.
    """

    tell: dict[tuple[str, ...], str] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def _names(context: Context) -> _Names:
    names: _Names | None = context.cache.get("names")
    if names is None:
        names = context.cache["names"] = _Names()
        for name, party, public in _all_names(context.store):
            words = _words(name)
            if words and public:
                names.tell[words] = ""
            elif words and len(name) >= _SHORTEST:
                names.tell.setdefault(words, party)
        lengths: dict[str, set[int]] = {}
        for words in names.tell:
            lengths.setdefault(words[0], set()).add(len(words))
        names.lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}
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
    if not is_public(record):
        return
    names = _names(context)
    for keys, text in _free_texts(record.model):
        for party in sorted(_told(names, _words(text))):
            yield Hit(keys, {"record": party})


def _told(names: _Names, words: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    after = 0
    for at, word in enumerate(words):
        if at < after or word not in names.lengths:
            continue
        for length in names.lengths[word]:
            party = names.tell.get(words[at : at + length])
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
)

RULES = (
    PERSONAL_NUMBER,
    WITHOUT_CONSENT,
    CONTACT_IN_TEXT,
    INTERNAL_NAME,
    CONSENT_ENDED,
)
