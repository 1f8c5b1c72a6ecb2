"""Glances: what a record says, by its plain values, for the rules that most records leave in peace.

A rule asks here `when` there is something to look at. A glance may see too much, never too little:
what is wrong, and where, the rule's own check finds out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cpp_cli.ledger.plainly import plainly
from cpp_cli.models.base import Mistake
from cpp_cli.models.commitment import Commitment, PromiseEntry
from cpp_cli.models.harm import Harm, HarmEntry, Told
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER
from cpp_cli.models.meeting import Engagement, Experienced, Heard, Meeting, Reply
from cpp_cli.models.partner import Partner, Person, Ratings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Context


class Past(NamedTuple):
    """The history of a promise or a harm: of all its entries the days, the events and so on."""

    days: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    ways: tuple[str | None, ...] = ()
    """`via`: how it was said."""
    mistakes: tuple[Any, ...] = ()
    """The plain values of `mistake`."""


_IN_ENTRY = ("date", "event", "via", "mistake")
_HISTORIES = {
    COMMITMENT: (plainly(Commitment, "history"), plainly(PromiseEntry, *_IN_ENTRY)),
    HARM: (plainly(Harm, "history"), plainly(HarmEntry, *_IN_ENTRY)),
}
_NO_PAST = Past()


def past(record: Record[Any], _: Context) -> Past:
    """Return what the history of a promise or a harm says."""
    history, in_entry = _HISTORIES[record.kind]
    entries = history(record.model)
    return Past._make(zip(*map(in_entry, entries), strict=True)) if entries else _NO_PAST


def has_mistakes(record: Record[Any], context: Context) -> bool:
    """Whether anything in the history of a promise or a harm was called a mistake."""
    return any(context.once(past, record).mistakes)


_TAKEN_BACK = plainly(Mistake, "date")
_TOLD = plainly(Harm, "told")
_TOLD_ON = plainly(Told, "date")
_RATINGS = plainly(Partner, "ratings")
_RATED_ON = plainly(Ratings, "date")
_HEARD, _ENGAGEMENT = plainly(Meeting, "heard"), plainly(Meeting, "engagement")
_ANSWER = plainly(Heard, "answer")
_ANSWERED_ON = plainly(Reply, "date")
_EXPERIENCED = plainly(Engagement, "experienced")
_EXPERIENCE = plainly(Experienced, "date", "by")


def days_said(record: Record[Any], context: Context) -> Sequence[str]:
    """Return every day on which something was said in a record."""
    kind, model = record.kind, record.model
    if kind is MEETING:
        return _said_about(model)
    if kind is PARTNER:
        return [*map(_RATED_ON, _RATINGS(model))]
    found = context.once(past, record)
    said = found.days
    if any(found.mistakes):
        said = (*said, *map(_TAKEN_BACK, filter(None, found.mistakes)))
    told = _TOLD(model) if kind is HARM else None
    return (*said, _TOLD_ON(told)) if told else said


def _said_about(meeting: Meeting) -> list[str]:
    """The days on which a meeting was answered, and on which it was said how it was."""
    answers = filter(None, map(_ANSWER, _HEARD(meeting)))
    said = [*map(_ANSWERED_ON, answers)]
    for day, _ in experienced(meeting):
        if day:
            said.append(day)
    return said


def experienced(meeting: Meeting) -> list[tuple[str | None, str]]:
    """Return on which day, if that is said, and by whom it was said how a meeting was."""
    engagement = _ENGAGEMENT(meeting)
    return [*map(_EXPERIENCE, _EXPERIENCED(engagement))] if engagement else []


_PEOPLE = plainly(Partner, "people")
_PERSON_ID, _HEARD_ID = plainly(Person, "id"), plainly(Heard, "id")


def part_ids(record: Record[Any], _: Context) -> list[str]:
    """Return the ids of the people of a partner, or of what was heard in a meeting."""
    if record.kind is PARTNER:
        return [*map(_PERSON_ID, _PEOPLE(record.model))]
    return [*map(_HEARD_ID, _HEARD(record.model))]
