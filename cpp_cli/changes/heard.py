"""What a change does to what communities said, and to what they were answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes import consent
from cpp_cli.changes.news import HEARD, News, called, differs, named, told
from cpp_cli.messages import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.differences import Difference
    from cpp_cli.changes.pairs import Change


def news(change: Change, one: Difference, day: date) -> Iterator[News]:
    """Yield what a difference in what was heard in a meeting means."""
    item, *rest = one.names[1:] or ("",)
    who = t("who said {item} in {name}", item=item, name=called(change))
    if consent.FIELD in rest:
        yield from consent.news(change, one, day, who)
        return
    yield News(HEARD, change, one.keys, named(change, _text(one, item, rest)), item)
    if not rest and isinstance(one.after, dict) and consent.FIELD in one.after:
        keys = (*one.keys, consent.FIELD)
        yield consent.given(change, keys, one.after[consent.FIELD], who, day)


def _text(one: Difference, item: str, rest: list[str]) -> str:
    if len(one.names) == 1:
        return t("what was heard stands in another order")
    if not rest and one.before is None:
        return t("{item}, new: {text}", item=item, text=told(one.after["text"]))
    if not rest:
        return t("{item} was taken out: {text}", item=item, text=told(one.before["text"]))
    if rest == ["text"]:
        values = {"before": told(one.before), "after": told(one.after)}
        return t("{item}, reworded: it was {before}, it is {after}", item=item, **values)
    if rest == ["answer"] and one.before is None:
        return t("{item}, answered: {text}", item=item, text=told(one.after["text"]))
    return t("{item}: {what}", item=item, what=differs(one, 2))
