"""A harm: what was done to whom, who has said so, and whether those harmed say it is repaired."""

from __future__ import annotations

from typing import Literal

from cpp_cli.models.base import Consent, Entry, RecordModel, Translations
from cpp_cli.models.fields import Day, Id, MeetingId, Party, PartyOrCommunity, Text, Word
from cpp_cli.models.part import NOTHING, Part

HarmEvent = Literal["acknowledged", "repaired", "reopened"]


class Told(Part):
    """How the program came to know."""

    date: Day
    """The day it was told."""
    by: Party | None = None
    """Who told it; left out when they asked not to be named."""
    meeting: MeetingId | None = None
    """The meeting where it was told."""


class HarmEntry(Entry):
    """One entry in the history of a harm."""

    event: HarmEvent
    """`acknowledged`: by those who did it or by us; `repaired`, `reopened`: by those harmed."""


class Harm(RecordModel):
    """A harm that was done. That repair is promised follows from commitments."""

    id: Id
    """The name of this file without `.yaml`."""
    what: Text
    """What happened."""
    when: Word | None = None
    """When, in free words: an era, a year, a day."""
    to: tuple[PartyOrCommunity, ...] = ()
    """Who was harmed: communities or parties."""
    by: tuple[Party, ...] = ()
    """Who did it."""
    told: Told | None = None
    """How the program came to know."""
    consent: Consent | None = None
    """What those who told it agreed may be known."""
    history: tuple[HarmEntry, ...] = ()
    """What has been said since: appended to, never rewritten."""
    translated: Translations = NOTHING
