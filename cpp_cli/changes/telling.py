"""A change told as news, the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes import fields, harms, promises
from cpp_cli.changes.differences import alike
from cpp_cli.changes.news import GROUPS, WITHOUT_WORD, News
from cpp_cli.changes.pairs import Change
from cpp_cli.ledger.promises import standing
from cpp_cli.messages import t
from cpp_cli.models.kinds import COMMITMENT, HARM, PARTNER, PROGRAM, kind_of
from cpp_cli.reading.affected import touched_between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.pairs import States

_ORDER = list(GROUPS)


def news(states: States, changed: list[Change], day: date) -> list[News]:
    """Return what a change does, as seen on a day: by group, then by record."""
    found = [one for change in changed for one in _of(change, day)]
    found += _by_others(states, changed, day)
    return sorted(found, key=lambda one: (_ORDER.index(one.group), one.change.at))


def only_written_anew(changed: list[Change]) -> list[str]:
    """Return the paths of the records that say what they said, in another writing or place."""
    return [one.at for one in changed if one.both and one.was_at == one.path and _alike(one)]


def _alike(change: Change) -> bool:
    return alike(change.old, change.new)


def _of(change: Change, day: date) -> Iterator[News]:
    if change.is_unreadable:
        yield fields.unreadable(change)
        return
    if change.kind is COMMITMENT:
        yield from promises.news(change, day)
    elif change.kind is HARM:
        yield from harms.news(change)
    yield from fields.news(change, day)


def _is_certain(change: Change) -> bool:
    """Whether all who are named in a promise can be read, before and after."""
    assert change.after is not None
    promise = change.after.model
    named = (promise.from_, promise.to, *(entry.by for entry in promise.history))
    partners = {party.partition("/")[0] for party in named}
    stores = (change.states.before, change.states.after)
    return not any(store.unread(PARTNER, one) for store in stores for one in partners)


def _by_others(states: States, changed: list[Change], day: date) -> Iterator[News]:
    """Yield the promises that nobody changed and that stand otherwise now: by who may speak."""
    if not any(one.kind in (PARTNER, PROGRAM) for one in changed):
        return
    own = {one.path for one in changed}
    near = touched_between(states.before, states.after, states.changed).paths
    paths = states.after.files.paths_of(COMMITMENT) if near is None else sorted(near)
    for path in paths:
        if path in own or kind_of(path) is not COMMITMENT or path not in states.before.files:
            continue
        change = Change(COMMITMENT, states, path, path)
        if change.before and change.after and _is_certain(change):
            was = standing(states.before, change.before, day)
            now = standing(states.after, change.after, day)
            if was and now and was.settled != now.settled:
                text = t(
                    "{state} now, and {before} before: others may speak for those it is about",
                    state=t(now.settled),
                    before=t(was.settled),
                )
                yield News(WITHOUT_WORD, change, (), promises.named(change, text))
