"""What all records share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from cpp_cli.models.fields import (
    Day,
    Described,
    Id,
    Language,
    MeetingId,
    Party,
    Shorthand,
    Text,
    Word,
)
from cpp_cli.models.part import Part

Visibility = Literal["internal", "public"]


class RecordModel(Part):
    """The fields that every record may have."""

    LONG = frozenset(("notes",))

    former_ids: tuple[Id, ...] = ()
    """Ids that this record had before. References to them still work; no other record gets them."""
    visibility: Visibility | None = None
    """`public` when it may be published. `internal` is not secret: everyone with the records
    reads it, and a public-records request may open it."""
    lang: Language | None = None
    """The language this record is written in, such as `en` or `es`."""
    notes: Text | None = None
    """Anything else, in free words."""


class Consent(Part):
    """What a person agreed may be known about them."""

    scope: Visibility
    """`internal`: for those who read these records; `public`: may be published."""
    by: Party | None = None
    """Who gave the consent."""
    date: Day | None = None
    """The day it was given."""
    expires: Day | None = None
    """The last day it holds."""
    withdrawn: Day | None = None
    """The day it was taken back."""
    how: Text | None = None
    """How it was given: on a form, in a conversation."""


class Speaker(Part):
    """A party that may speak for another."""

    party: Party
    """Who may speak."""
    since: Day | None = None
    """The first day they may."""
    until: Day | None = None
    """The last day they may."""


SpokenFor = Annotated[Speaker, Shorthand("party")]


class Mistake(Part):
    """Says that an entry of a history was written by mistake and does not count."""

    by: Party
    """Who says so: of the side whose word the entry claims to be."""
    date: Day
    """The day it was said."""
    why: Text
    """What was wrong with it."""


class Entry(Part):
    """One entry of a history. Entries are added, never rewritten."""

    LONG = frozenset(("note",))

    date: Day
    """The day it happened or was said."""
    by: Party
    """Who says it."""
    note: Text | None = None
    """In their words."""
    meeting: MeetingId | None = None
    """The meeting where it was said."""
    via: Word | None = None
    """How it was said, when not in a meeting: phone, email, letter, in-person."""
    mistake: Mistake | None = None
    """Fill this in when the entry was written by mistake; it then no longer counts."""


Translations = Annotated[
    Mapping[Language, Text],
    Described("The same words in another language, by language: `en: …`."),
]
