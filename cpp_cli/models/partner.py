"""A partner: an organisation or group, its people, and the relationship with it."""

from __future__ import annotations

from typing import Literal

from cpp_cli.models.base import Consent, RecordModel, SpokenFor, Translations
from cpp_cli.models.fields import (
    CommunityId,
    Day,
    Email,
    Flag,
    Id,
    Language,
    MeetingId,
    PartnerId,
    Party,
    Rating,
    Text,
    TopicId,
    Word,
)
from cpp_cli.models.part import NOTHING, Part

PartnerKind = Literal[
    "community-organization",
    "coalition",
    "tribal-government",
    "public-agency",
    "county-program",
    "school",
    "health-care",
    "faith-community",
    "funder",
    "business",
    "resident-group",
    "other",
]
Status = Literal["active", "paused", "ended"]
Depth = Literal["awareness", "cooperation", "coordination", "integration"]


class Ended(Part):
    """How a partnership ended."""

    date: Day
    """The last day."""
    reason: Text | None = None
    """Why."""


class Person(Part):
    """A person in a partner. The id never changes; the person stays while anything names them."""

    id: Id
    """A short id, unique in this partner: `ana-r`."""
    name: Word | None = None
    """What they are called; kept elsewhere for the same human in another partner (`same_as`)."""
    role: Word | None = None
    """What they do there."""
    pronouns: Word | None = None
    """Their pronouns."""
    languages: tuple[Language, ...] = ()
    """The languages they speak."""
    email: Email | None = None
    """One plain address."""
    phone: Word | None = None
    """One number."""
    account: Word | None = None
    """Their name where changes are reviewed."""
    since: Day | None = None
    """The first day in this partner."""
    until: Day | None = None
    """The last day; after it the partner speaks."""
    same_as: Party | None = None
    """The same human in another partner; name and consent are kept there."""
    consent: Consent | None = None
    """What they agreed may be known about them."""

    def flaw(self) -> str | None:
        """Return `nameless` for a person who has no name here, and none elsewhere."""
        return "nameless" if self.name is None and self.same_as is None else None


class Offer(Part):
    """What a partner offers or needs."""

    what: Text
    """In its own words."""
    topic: TopicId | None = None
    """A topic of the program."""
    since: Day | None = None
    """The first day."""
    until: Day | None = None
    """The last day."""
    translated: Translations = NOTHING


class Connection(Part):
    """A relationship with another partner."""

    to: PartnerId
    """The other partner."""
    depth: Depth | None = None
    """How deep it is."""
    since: Day | None = None
    """The first day."""
    introduced_at: MeetingId | None = None
    """The meeting where they were introduced."""
    note: Text | None = None
    """In free words."""


class Ratings(Part):
    """A partner's own word about how it is to work with somebody, from 1 (low) to 4 (high)."""

    date: Day
    """The day it was given."""
    by: Party
    """A person of this partner."""
    about: Party
    """Who is rated."""
    reliability: Rating | None = None
    """Do they do what they say?"""
    shared_mission: Rating | None = None
    """Do we want the same?"""
    openness: Rating | None = None
    """Do they say what is going on?"""
    power: Rating | None = None
    """Do we decide together?"""

    @staticmethod
    def file_name(name: str) -> str:
        """Return what a field is called in a file: `shared_mission` is `shared-mission`."""
        return name.replace("_", "-")


class Partner(RecordModel):
    """A partner: an organisation, a public body or a group of residents."""

    id: Id
    """The name of this file without `.yaml`."""
    name: Word
    """What it is called."""
    kind: PartnerKind
    """What kind of partner it is."""
    status: Status
    """Whether the partnership is active, paused or ended."""
    ended: Ended | None = None
    """The day it ended and why, once it has."""
    also_known_as: tuple[Word, ...] = ()
    """Other names it is known by."""
    since: Day | None = None
    """The first day of the partnership."""
    community_led: Flag | None = None
    """`true` when it is led by the community that it serves."""
    communities: tuple[CommunityId, ...] = ()
    """The communities it belongs to or serves."""
    languages: tuple[Language, ...] = ()
    """The languages it works in."""
    steward: Party | None = None
    """Who of us looks after the relationship."""
    spoken_for_by: tuple[SpokenFor, ...] = ()
    """Who else may speak for it; the only ones once it has ended."""
    people: tuple[Person, ...] = ()
    """The people in it."""
    offers: tuple[Offer, ...] = ()
    """What it offers."""
    needs: tuple[Offer, ...] = ()
    """What it needs."""
    connections: tuple[Connection, ...] = ()
    """Its relationships with other partners."""
    ratings: tuple[Ratings, ...] = ()
    """Its own word about how it is to work with us."""
    tags: tuple[Word, ...] = ()
    """Free words to find it by."""
