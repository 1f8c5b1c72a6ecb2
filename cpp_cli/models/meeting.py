"""A meeting: who met, what was heard and decided, and how it was."""

from __future__ import annotations

from typing import Literal

from cpp_cli.models.base import Consent, RecordModel, Translations
from cpp_cli.models.fields import (
    CommunityId,
    Count,
    Day,
    Id,
    Language,
    Party,
    PartyOrCommunity,
    PriorityId,
    Text,
    TopicId,
    ValueId,
    Word,
    WorkId,
)
from cpp_cli.models.part import NOTHING, Part

MeetingKind = Literal[
    "listening-session", "check-in", "planning", "decision", "training", "event", "other"
]
Support = Literal["interpretation", "childcare", "food", "stipend", "transport", "remote-access"]
Level = Literal["ignore", "inform", "consult", "involve", "collaborate", "defer-to"]


class Guest(Part):
    """Somebody who is not in the records. A guest's name is never published."""

    name: Word | None = None
    """What they are called."""
    of: Word | None = None
    """Where they belong."""
    count: Count | None = None
    """How many, when they are counted and not named."""


class Experienced(Part):
    """How one party experienced the engagement."""

    level: Level
    """The level, on the Spectrum of Community Engagement to Ownership."""
    by: Party
    """Who says so; never one of us."""
    date: Day | None = None
    """The day it was said; without one, the day of the meeting."""


class Engagement(Part):
    """The level of engagement that was promised, and the levels that were experienced."""

    promised: Level | None = None
    """The level promised before the meeting."""
    experienced: tuple[Experienced, ...] = ()
    """The levels experienced, by those who were engaged."""


class Reply(Part):
    """An answer to what was heard: why not, or what was done at once."""

    LONG = frozenset(("text",))

    date: Day
    """The day of the answer."""
    by: Party
    """Who answers."""
    text: Text
    """The answer."""


class Heard(Part):
    """Something said in a meeting that deserves an answer."""

    LONG = frozenset(("consent", "translated"))

    id: Id
    """A word for it, such as `bus-stop`; not a number."""
    by: Party | None = None
    """Who said it; left out when they asked not to be named."""
    for_: tuple[PartyOrCommunity, ...] = ()
    """Whom they spoke for."""
    text: Text
    """What was said, in the language it was said in."""
    topic: TopicId | None = None
    """A topic of the program."""
    consent: Consent | None = None
    """What the speaker agreed may be done with these words."""
    answer: Reply | None = None
    """Why not, or what was done at once. A promise that answers it says so itself (`answers`)."""
    translated: Translations = NOTHING


class Decision(Part):
    """Something that was decided."""

    LONG = frozenset(("what", "translated"))

    what: Text
    """The decision."""
    decided_by: tuple[Party, ...] = ()
    """Who decided."""
    translated: Translations = NOTHING


class Principle(Part):
    """A value of the program, and how it was lived."""

    value: ValueId
    """The value."""
    how: Text
    """One concrete example."""


class Corrections(Part):
    """The time in which those who spoke may correct the notes."""

    until: Day
    """The last day for corrections."""
    confirmed_by: tuple[Party, ...] = ()
    """Who has said that the notes are right."""


class Meeting(RecordModel):
    """A meeting, and what was said in it."""

    LONG = frozenset(("place", "guests", "principles", "translated"))

    id: Id
    """The name of this file without `.yaml`: the date and a few words."""
    date: Day
    """The day of the meeting."""
    title: Word
    """What it was about."""
    kind: MeetingKind | None = None
    """What kind of meeting it was."""
    place: Word | None = None
    """Where it was."""
    convened_by: tuple[Party, ...] = ()
    """Who called it."""
    agenda_set_by: tuple[Party, ...] = ()
    """Who decided what it was about."""
    attendees: tuple[Party, ...] = ()
    """Who came."""
    guests: tuple[Guest, ...] = ()
    """Who came and is not in the records."""
    languages: tuple[Language, ...] = ()
    """The languages spoken."""
    supports: tuple[Support, ...] = ()
    """What was given so that people could take part."""
    work: tuple[WorkId, ...] = ()
    """Lines of work of the program."""
    priorities: tuple[PriorityId, ...] = ()
    """Priorities of the plans."""
    communities: tuple[CommunityId, ...] = ()
    """The communities it was about."""
    engagement: Engagement | None = None
    """The engagement promised and experienced."""
    heard: tuple[Heard, ...] = ()
    """What was said that deserves an answer."""
    decisions: tuple[Decision, ...] = ()
    """What was decided, and by whom."""
    principles: tuple[Principle, ...] = ()
    """How the program's values were lived."""
    corrections: Corrections | None = None
    """The time in which those who spoke may correct the notes."""
    translated: Translations = NOTHING
