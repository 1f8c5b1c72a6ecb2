"""What a change does to a record of any kind, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes import consent, heard, people, promises
from cpp_cli.changes.differences import differences
from cpp_cli.changes.news import (
    DELETED,
    OTHER,
    WIDENED,
    WITHOUT_WORD,
    News,
    called,
    differs,
    named,
)
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.differences import Difference
    from cpp_cli.changes.pairs import Change

_TOLD_BY_OTHERS = {COMMITMENT: {*promises.TERMS, "history"}, HARM: {"history"}}
"""The fields of which `changes/promises.py` and `changes/harms.py` tell."""
_NAMES = ("id", "former_ids")
_NEW = {PARTNER: mark("a new partner: {name}"), MEETING: mark("a new meeting: {name}")}


def news(change: Change, day: date) -> Iterator[News]:
    """Yield what a change does to the fields of a record."""
    if change.is_gone:
        if change.kind is not COMMITMENT:
            what = t("{noun} {name}", noun=t(change.kind.label), name=called(change))
            yield News(DELETED, change, (), what)
        return
    if change.is_new and change.after and change.kind in _NEW:
        yield News(OTHER, change, (), t(_NEW[change.kind], name=called(change)))
    if change.before and change.after and change.before.id != change.after.id:
        was = t("was called {was}", was=change.before.id)
        yield News(OTHER, change, ("id",), _named(change, was))
    for one in differences(change.old, change.new):
        if one.names[0] not in _TOLD_BY_OTHERS.get(change.kind, ()):
            yield from _told(change, one, day)


def unreadable(change: Change) -> News:
    """Return that a record cannot be read any more: a promise then counts nowhere."""
    group = WITHOUT_WORD if change.kind is COMMITMENT else OTHER
    return News(group, change, (), _named(change, t("cannot be read any more")))


def _told(change: Change, one: Difference, day: date) -> Iterator[News]:
    field = one.names[0]
    if field == "visibility":
        yield from _visibility(change, one)
    elif field == "people" and change.kind is PARTNER:
        yield from people.news(change, one, day)
    elif field == "heard" and change.kind is MEETING:
        yield from heard.news(change, one, day)
    elif consent.FIELD in one.names:
        yield from consent.news(change, one, day, _who_told(change))
    elif not change.is_new and field not in _NAMES:
        yield News(OTHER, change, one.keys, _named(change, differs(one)))


def _visibility(change: Change, one: Difference) -> Iterator[News]:
    if one.after == "public":
        values = {"noun": t(change.kind.label), "name": called(change)}
        text = t("{noun} {name} is public, it was internal", **values)
        yield News(WIDENED, change, one.keys, text)
    elif one.before == "public":
        text = _named(change, t("is not to be published any more"))
        yield News(OTHER, change, one.keys, text)


def _who_told(change: Change) -> str:
    return t("those who told of {name}", name=called(change))


def _named(change: Change, text: str) -> str:
    return promises.named(change, text) if change.kind is COMMITMENT else named(change, text)
