"""Free words with what nobody may read taken out: contact details, and names of who is internal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cpp_cli.ledger.names import WORD, Names, words_of
from cpp_cli.messages import t
from cpp_cli.models.kinds import KINDS, PARTNER, PROGRAM
from cpp_cli.reading.paths import plain
from cpp_cli.reading.private import contact_details, plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cpp_cli.ledger.consent import Allowed
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.store import Store

_ID = r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+|(?<=[@/])[A-Za-z0-9]+"
"""It begins where a word begins: tried at every letter, a word of many thousands takes minutes."""
_DIGITS = r"[0-9](?:[ ./()_-]{0,3}[0-9]){6,}"
_LOCAL_DIGITS = 7
_LONG = 5
"""A name of so many letters is found however it is written; a shorter one, as it is written."""
_SHORTEST = 3


class Masks:
    """Takes out of texts what may not be published: of records as they were, and as they are."""

    __slots__ = ("_given", "_ids", "_names", "_phones")

    def __init__(self, stores: tuple[Store, ...], allowed: Allowed) -> None:
        known: list[tuple[str, str]] = []
        alone: set[str] = set()
        given: set[str] = set()
        self._ids: set[str] = set()
        self._phones: set[str] = set()
        for store in stores:
            for name, tells, is_person in _named(store, allowed):
                if not tells or len(name) >= _LONG:
                    known.append((name, tells))
                if tells:
                    words = list(_alone(name, is_person))
                    alone.update(words)
                    given.update(words_of(words[0])[:1] if is_person and words else ())
            self._ids.update(_internal_ids(store, allowed))
            self._phones.update(_phones(store))
        public = {word for name, tells in known if not tells for word in words_of(name)}
        self._given = given - public
        self._names = Names(known, {word for word in alone if plain(word) not in public})

    def text(self, text: str) -> str:
        """Return a text without them; each is replaced by words that say that something is gone."""
        alike = plain_text(text)
        if alike != text and any(contact_details(alike)):
            text = alike
        contacts = [(first, last) for first, last, _ in contact_details(text)]
        contacts += self._numbers(text)
        names = _found(_ID, text, lambda one: one.lower() in self._ids)
        names += self._names.places(text)
        held = [(*place, t("[contact withheld]")) for place in contacts]
        held += [(*place, t("[name withheld]")) for place in names]
        return _without(text, held) if held else text

    def names(self, path: str) -> bool:
        """Whether the path of a file names somebody, who is known there by a given name already."""
        words = words_of(path)
        return bool(self._names.told(words)) or not self._given.isdisjoint(words)

    def _numbers(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a phone number stands that is known, however its digits are parted."""
        for run in re.finditer(_DIGITS, text):
            at = [place for place in range(*run.span()) if text[place].isdigit()]
            digits = _digits(run.group())
            for first in range(len(digits) - _LOCAL_DIGITS + 1):
                if digits[first : first + _LOCAL_DIGITS] in self._phones:
                    yield at[first], at[first + _LOCAL_DIGITS - 1] + 1


def _found(pattern: str, text: str, test: Callable[[str], bool]) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text) if test(match.group())]


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def _without(text: str, held: list[tuple[int, int, str]]) -> str:
    found: list[str] = []
    after = 0
    for first, last, instead in sorted(held):
        if first >= after:
            found += text[after:first], instead
        after = max(after, last)
    return "".join(found) + text[after:]


def _alone(name: str, is_person: bool) -> Iterator[str]:
    """Yield the words by which alone somebody may be known: a short name, a name of a person."""
    words = re.findall(WORD, name)
    for at, word in enumerate(
        words if is_person or (len(words) == 1 and len(name) < _LONG) else ()
    ):
        # Who is called Jo is known by that; the La of a surname begins many a sentence.
        enough = len(word) >= _SHORTEST or (len(word) > 1 and at == 0 and f"{word}." not in name)
        if enough and not word[0].islower():
            yield word


def _named(store: Store, allowed: Allowed) -> Iterator[tuple[str, str, bool]]:
    """Yield every name: whom it tells of, nobody where it may be known, and if it is a person's."""
    for community in store.communities.values():
        yield community.name, "", False
    if store.program.name:
        yield store.program.name, "", False
    for partner_id, partner in sorted(store.partners.items()):
        model: Partner = partner.model
        tells = "" if allowed.record(PARTNER, partner_id) else partner_id
        for name in (model.name, *model.also_known_as):
            yield name, tells, False
        for person in model.people:
            party = f"{partner_id}/{person.id}"
            if person.name:
                yield person.name, "" if allowed.agreed(party) else party, True
            for written in _spelled(person.email) if person.email else ():
                yield written, party, False
    for key, meeting in sorted(store.meetings.items()):
        for guest in meeting.model.guests:
            if guest.name:
                yield guest.name, key, True


def _spelled(email: str) -> Iterator[str]:
    """Yield an email address as people write it who want no machine to read it."""
    local, _, host = email.partition("@")
    for at, dot in (("at", "dot"), ("arroba", "punto")):
        yield f"{local} {at} {host}"
        yield f"{local} {at} {host.replace('.', f' {dot} ')}"


def _internal_ids(store: Store, allowed: Allowed) -> Iterator[str]:
    """Yield what nobody may read: ids of who and what is internal, names of accounts."""
    for kind in KINDS.values():
        for key, record in store.of(kind).items() if kind is not PROGRAM else ():
            if not allowed.record(kind, key):
                yield from (key, *record.model.former_ids)
    for partner_id, partner in store.partners.items():
        for person in partner.model.people:
            if person.account:
                yield person.account.lower()
            if not allowed.agreed(f"{partner_id}/{person.id}"):
                yield person.id


def _phones(store: Store) -> Iterator[str]:
    """Yield the last seven digits of every phone number, by which neighbours know it."""
    for partner in store.partners.values():
        for person in partner.model.people:
            digits = _digits(person.phone or "")
            if len(digits) >= _LOCAL_DIGITS:
                yield digits[-_LOCAL_DIGITS:]
