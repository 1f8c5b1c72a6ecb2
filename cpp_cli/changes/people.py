"""What a change does to what is known of people, and of how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.changes import consent
from cpp_cli.changes.news import PEOPLE, News, differs
from cpp_cli.messages import mark, t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.differences import Difference
    from cpp_cli.changes.pairs import Change

_TO_REACH = {
    "email": mark("an email address"),
    "phone": mark("a phone number"),
    "account": mark("an account for reviews"),
}


def news(change: Change, one: Difference, day: date) -> Iterator[News]:
    """Yield what a difference in the people of a partner means."""
    person, *rest = one.names[1:] or ("",)
    name = _name(change, person)
    if consent.FIELD in rest:
        yield from consent.news(change, one, day, name)
        return
    yield News(PEOPLE, change, one.keys, _text(one, rest, name), person)
    if not rest and isinstance(one.after, dict) and consent.FIELD in one.after:
        keys = (*one.keys, consent.FIELD)
        yield consent.given(change, keys, one.after[consent.FIELD], name, day)


def _name(change: Change, person: str) -> str:
    store = change.states.after
    party = f"{change.id}/{person}"
    return store.name(party) if store.person(party) else f"{person} ({store.name(change.id)})"


def _text(one: Difference, rest: list[str], name: str) -> str:
    if not rest:
        return _comes(name, one.after) if one.after else t("{name} was taken out", name=name)
    if rest[0] not in _TO_REACH:
        return t("{name}: {what}", name=name, what=differs(one, 2))
    words = t(_TO_REACH[rest[0]])
    if one.after is None:
        return t("{name}: {what} was taken out", name=name, what=words)
    if one.before is None:
        return t("{name}: {what} was added", name=name, what=words)
    return t("{name}: {what} was changed", name=name, what=words)


def _comes(name: str, person: Any) -> str:
    ways = [t(words) for field, words in _TO_REACH.items() if field in person]
    if not ways:
        return t("{name} was added", name=name)
    return t("{name} was added, with {ways}", name=name, ways=", ".join(ways))
