"""The program: who we are, and the words that records may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cpp_cli.models.base import RecordModel, SpokenFor
from cpp_cli.models.fields import Count, Day, Flag, Id, Language, Party, PriorityId, Text, Word
from cpp_cli.models.part import NOTHING, Part


class Community(Part):
    """A community: it can be promised, harmed and heard, but never owes."""

    name: Word
    """Its name, as it calls itself."""
    centered: Flag = False
    """Whether the program centers it: most harmed, first in mind."""
    spoken_for_by: tuple[SpokenFor, ...] = ()
    """Who may speak for it: parties, each with `since` and `until` if need be."""


class Priority(Part):
    """A priority of a plan."""

    name: Word
    """What it is called."""
    strategies: Mapping[Id, Word] = NOTHING
    """Its strategies: id and name."""
    replaces: tuple[PriorityId, ...] = ()
    """Priorities of an earlier plan that it takes the place of."""


class Plan(Part):
    """A plan, such as a community health improvement plan."""

    id: Id
    """A short id."""
    label: Word | None = None
    """What people call it, such as CHP."""
    name: Word | None = None
    """Its full name."""
    from_: Day | None = None
    """Its first day."""
    until: Day | None = None
    """Its last day."""
    priorities: Mapping[Id, Priority] = NOTHING
    """Its priorities by id; an id is used once across all plans."""


class Days(Part):
    """How many days until something needs attention."""

    report_back: Count = 30
    """After a meeting: the days within which those who spoke should hear back."""
    quiet: Count = 120
    """Without any contact: the days after which a relationship is called quiet."""
    consent_warning: Count = 60
    """Before a consent runs out: the days from which that is shown."""


Evidence = Literal[
    "partnerships",
    "lasting-partnerships",
    "convened",
    "coalition",
    "sectors",
    "connections",
    "engagement",
    "supports",
    "policy-input",
    "answered",
    "reported-back",
    "plan-monitoring",
    "plan-progress",
]


class Duty(Part):
    """A duty that the program answers for."""

    name: Text
    """The duty, in your own words."""
    source: Text | None = None
    """Where it is written."""
    shown_by: tuple[Evidence, ...] = ()
    """What in the records shows that it is met; `cpp summary --shape evidence` looks for it."""


class Program(RecordModel):
    """The program itself: who we are, and the words that the other records may use."""

    us: tuple[Party, ...]
    """The parties that the program answers for: what they owe, we owe."""
    name: Word | None = None
    """The name of the program."""
    vision: Text | None = None
    """The world it works for."""
    mission: Text | None = None
    """What it is for."""
    languages: tuple[Language, ...] = ()
    """The languages that the program publishes in."""
    currency: Word | None = None
    """The usual currency, such as USD."""
    contact: Text | None = None
    """How somebody can say that something is wrong."""
    values: Mapping[Id, Text] | None = None
    """The program's values: id and what each means."""
    work: Mapping[Id, Word] | None = None
    """Its lines of work: id and name."""
    communities: Mapping[Id, Community] | None = None
    """The communities it works with. They share one set of ids with the partners."""
    topics: Mapping[Id, Word] | None = None
    """Topics of offers, needs and what is heard: id and name."""
    plans: tuple[Plan, ...] | None = None
    """Plans with their priorities."""
    days: Days = Days()
    """After how many days something needs attention."""
    duties: Mapping[Id, Duty] = NOTHING
    """Duties of the program: id, name and source."""
