"""What a change does to a record of any kind, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes import consent, heard, people
from cpp_cli.changes.differences import differences
from cpp_cli.changes.news import DELETED, OTHER, WIDENED, News, differs, told
from cpp_cli.changes.promises import TERMS
from cpp_cli.messages import t
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.differences import Difference
    from cpp_cli.changes.pairs import Change

_TOLD_BY_OTHERS = {COMMITMENT: {*TERMS, "history"}, HARM: {"history"}}
"""The fields of which `changes/promises.py` and `changes/harms.py` tell."""
_NAMES = ("id", "former_ids")


def news(change: Change, day: date) -> Iterator[News]:
    """Yield what a change does to the fields of a record."""
    if change.is_gone:
        if change.kind is not COMMITMENT:
            noun = t(change.kind.label)
            yield News(DELETED, change, (), t("{noun} {id}", noun=noun, id=change.id))
        return
    if change.is_new and change.after and change.kind in (PARTNER, MEETING):
        model = change.after.model
        name = told(model.name if change.kind is PARTNER else model.title)
        new = t("a new {noun}: {name}", noun=t(change.kind.label), name=name)
        yield News(OTHER, change, (), new)
    if change.before and change.after and change.before.id != change.after.id:
        yield News(OTHER, change, ("id",), t("was called {was}", was=change.before.id))
    for one in differences(change.old, change.new):
        if one.names[0] not in _TOLD_BY_OTHERS.get(change.kind, ()):
            yield from _told(change, one, day)


def _told(change: Change, one: Difference, day: date) -> Iterator[News]:
    field = one.names[0]
    if field == "visibility":
        yield from _visibility(change, one)
    elif field == "people" and change.kind is PARTNER:
        yield from people.news(change, one, day)
    elif field == "heard" and change.kind is MEETING:
        yield from heard.news(change, one, day)
    elif consent.FIELD in one.names:
        yield from consent.news(change, one, day, t("those who told it"))
    elif not change.is_new and field not in _NAMES:
        yield News(OTHER, change, one.keys, differs(one))


def _visibility(change: Change, one: Difference) -> Iterator[News]:
    if one.after == "public":
        noun = t(change.kind.label)
        text = t("{noun} {id} is public, it was internal", noun=noun, id=change.id)
        yield News(WIDENED, change, one.keys, text)
    elif one.before == "public":
        yield News(OTHER, change, one.keys, t("is not to be published any more"))
