"""News: one thing that a change does, in words, with the record and the place where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.finding import START
from cpp_cli.messages import mark, mark_many, t
from cpp_cli.reading.text import short

if TYPE_CHECKING:
    from cpp_cli.changes.differences import Difference
    from cpp_cli.changes.pairs import Change
    from cpp_cli.finding import Keys, Place

_CALLED = {
    "program": "name",
    "partner": "name",
    "meeting": "title",
    "commitment": "what",
    "harm": "what",
}
"""The field by which people know a record of a kind."""

_MOST = 300
"""So much of a text is told: a reviewer reads what was reworded."""

BROKEN = "broken"
DISPUTED = "disputed"
WEAKENED = "weakened"
WITHOUT_WORD = "without_word"
MADE = "made"
KEPT = "kept"
SAID = "said"
HARMS = "harms"
CONSENT = "consent"
PEOPLE = "people"
WIDENED = "widened"
DELETED = "deleted"
HEARD = "heard"
OTHER = "other"

GROUPS: dict[str, tuple[str, str, str]] = {
    BROKEN: (
        mark("Promises that will not be kept"),
        *mark_many("One promise will not be kept.", "{count} promises will not be kept."),
    ),
    DISPUTED: (
        mark("Not kept as promised, say those it is owed to"),
        *mark_many("One promise is disputed.", "{count} promises are disputed."),
    ),
    WEAKENED: (
        mark("Promises weakened or reworded"),
        *mark_many(
            "One promise is weakened or reworded.", "{count} promises are weakened or reworded."
        ),
    ),
    WITHOUT_WORD: (
        mark("Closed or changed without the word that it needs"),
        *mark_many(
            "One promise or harm is closed or changed without the word that it needs.",
            "{count} promises or harms are closed or changed without the word that they need.",
        ),
    ),
    MADE: (mark("Promises made"), *mark_many("One promise is made.", "{count} promises are made.")),
    KEPT: (
        mark("Promises kept, say those it is owed to"),
        *mark_many(
            "One promise was kept, say those it is owed to.",
            "{count} promises were kept, say those they are owed to.",
        ),
    ),
    SAID: (
        mark("Where promises stand"),
        *mark_many(
            "It is said where one promise stands.", "It is said where {count} promises stand."
        ),
    ),
    HARMS: (
        mark("Harms"),
        *mark_many("Something is said about one harm.", "Something is said about {count} harms."),
    ),
    CONSENT: (
        mark("Consent"),
        *mark_many("One consent is changed.", "{count} consents are changed."),
    ),
    PEOPLE: (
        mark("People and how to reach them"),
        *mark_many(
            "What is known of one person is changed.", "What is known of {count} people is changed."
        ),
    ),
    WIDENED: (
        mark("May be published from now on"),
        *mark_many(
            "One record may be published from now on.",
            "{count} records may be published from now on.",
        ),
    ),
    DELETED: (
        mark("Deleted"),
        *mark_many("One record is deleted.", "{count} records are deleted."),
    ),
    HEARD: (
        mark("What communities said"),
        *mark_many(
            "One thing that was heard is changed.", "{count} things that were heard are changed."
        ),
    ),
    OTHER: (
        mark("Other changes"),
        *mark_many("There is one other change.", "There are {count} other changes."),
    ),
}
"""Each group of news, the most important first: its title, and a sentence for one and for many."""


class News:
    """One thing that a change does. `about` is what is counted: of a record, or of a part of it."""

    __slots__ = ("about", "change", "group", "keys", "text")

    def __init__(
        self, group: str, change: Change, keys: Keys, text: str, part: str | None = None
    ) -> None:
        self.group = group
        self.change = change
        self.keys = keys
        self.text = text
        self.about = (change.kind.name, change.id, part)

    @property
    def place(self) -> Place:
        """Where the record says so; where it said so, when it is gone."""
        record = self.change.after or self.change.before
        return record.place(self.keys) if record and self.keys else START


def called(change: Change) -> str:
    """Return what a record is called; of a promise or a harm, what it is."""
    record = change.after or change.before
    assert record is not None
    return told(getattr(record.model, _CALLED[change.kind.name]))


def named(change: Change, text: str) -> str:
    """Return what is told of a record, with what it is called."""
    return t("{name}: {text}", name=called(change), text=text)


def differs(one: Difference, start: int = 0) -> str:
    """Return a difference in words; the first `start` steps of the way to it are told already."""
    values = {"before": told(one.besides(one.before)), "after": told(one.besides(one.after))}
    field = ".".join(one.names[start:])
    if one.before is None:
        if not values["after"]:
            return t("{field} is new", field=field)
        return t("{field}: {after}, which is new", field=field, **values)
    if one.after is None:
        if not values["before"]:
            return t("{field} was taken out", field=field)
        return t("{field}: {before} was taken out", field=field, **values)
    if isinstance(one.before, list):
        return t("{field}: in another order", field=field)
    return t("{field}: {before} is now {after}", field=field, **values)


def told(value: Any) -> str:
    """Return a value in words, never an email or a phone number; free words stand in quotes."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {told(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(told, value))
    if value is None:
        return "–"
    words = short(str(value), _MOST)
    return t("“{words}”", words=words) if " " in words else words
