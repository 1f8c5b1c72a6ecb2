"""A commitment: one party owes one party or community one thing. Its state is never stored."""

from __future__ import annotations

from typing import Literal

from cpp_cli.models.base import Entry, RecordModel, Translations
from cpp_cli.models.fields import (
    CommitmentId,
    Day,
    HarmId,
    HeardId,
    Id,
    MeetingId,
    Money,
    Number,
    Party,
    PartyOrCommunity,
    PriorityId,
    Text,
    WorkId,
)
from cpp_cli.models.part import NOTHING, Part

CommitmentKind = Literal[
    "action",
    "information",
    "introduction",
    "resource",
    "decision",
    "report-back",
    "repair",
    "restraint",
]
CommitmentEvent = Literal[
    "progress", "delivered", "confirmed", "disputed", "renegotiated", "released", "broken"
]


class Made(Part):
    """When and where a promise was made."""

    date: Day
    """The day it was made."""
    meeting: MeetingId | None = None
    """The meeting where it was made."""


class Resources(Part):
    """What a promise gives or costs."""

    money: Money | None = None
    """An amount with its currency: `150.00 USD`."""
    hours: Number | None = None
    """Hours of work."""
    what: Text | None = None
    """Anything else: a room, a van, a printer."""
    out_of: CommitmentId | None = None
    """The commitment whose money is passed on here, so that it is counted once."""


class PromiseEntry(Entry):
    """One entry in the history of a promise."""

    LONG = frozenset(("evidence", "why"))

    event: CommitmentEvent
    """What is said about the promise."""
    evidence: Text | None = None
    """Where it can be seen: a link, a document, a place."""
    agreed_by: Party | None = None
    """Renegotiated: who of the other side agreed."""
    why: Text | None = None
    """Renegotiated: why."""
    what: Text | None = None
    """Renegotiated: what is promised from now on."""
    due: Day | None = None
    """Renegotiated: the new due date."""
    review: tuple[Day, ...] = ()
    """Renegotiated: the new review dates."""
    resources: Resources | None = None
    """Renegotiated: the new resources."""


class Commitment(RecordModel):
    """A promise by one party to another party or to a community."""

    LONG = frozenset(("translated",))

    id: Id
    """The name of this file without `.yaml`: the date and a few words."""
    from_: Party
    """Who owes it."""
    to: PartyOrCommunity
    """To whom it is owed: a party or a community."""
    what: Text
    """What was promised, in one sentence."""
    made: Made
    """When and where it was made."""
    due: Day | None = None
    """The day by which it should be done."""
    review: tuple[Day, ...] = ()
    """In place of `due`, for a promise that stands: the days on which it is looked at."""
    kind: CommitmentKind | None = None
    """What kind of promise it is."""
    answers: tuple[HeardId, ...] = ()
    """What was heard that this promise answers: `meeting#heard`."""
    repairs: HarmId | None = None
    """The harm that it repairs."""
    work: tuple[WorkId, ...] = ()
    """Lines of work of the program; without any, those of its meeting."""
    priorities: tuple[PriorityId, ...] = ()
    """Priorities of the plans."""
    resources: Resources | None = None
    """Money, hours and other things that it gives."""
    history: tuple[PromiseEntry, ...] = ()
    """What has been said about it since: appended to, never rewritten."""
    translated: Translations = NOTHING
