"""What some answers hold beside their words: days for a calendar, people for an address book."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Event:
    """What a calendar shows on a day, all day long."""

    __slots__ = ("day", "description", "id", "summary")

    def __init__(self, id: str, day: date, summary: str, description: str) -> None:
        self.id = id
        self.day = day
        self.summary = summary
        self.description = description


class Calendar:
    """Days for a calendar, as of the day on which it was made."""

    __slots__ = ("events", "made")

    def __init__(self, made: date, events: Sequence[Event]) -> None:
        self.made = made
        self.events = events


class Card:
    """A person for a list of contacts."""

    __slots__ = ("email", "id", "name", "organisation", "phone", "role")

    def __init__(
        self,
        id: str,
        name: str,
        organisation: str,
        role: str = "",
        email: str = "",
        phone: str = "",
    ) -> None:
        self.id = id
        self.name = name
        self.organisation = organisation
        self.role = role
        self.email = email
        self.phone = phone
