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
        *mark_many("breaks one promise", "breaks {count} promises"),
    ),
    DISPUTED: (
        mark("Not kept as promised, say those it is owed to"),
        *mark_many("disputes one promise", "disputes {count} promises"),
    ),
    WEAKENED: (
        mark("Promises weakened or reworded"),
        *mark_many("weakens or rewords one promise", "weakens or rewords {count} promises"),
    ),
    WITHOUT_WORD: (
        mark("Closed or changed without the word that it needs"),
        *mark_many(
            "closes or changes one promise or harm without the word that it needs",
            "closes or changes {count} promises or harms without the word that they need",
        ),
    ),
    MADE: (mark("Promises made"), *mark_many("makes one promise", "makes {count} promises")),
    KEPT: (
        mark("Promises kept, say those it is owed to"),
        *mark_many(
            "has the word that one promise was kept", "has the word that {count} promises were kept"
        ),
    ),
    SAID: (
        mark("Where promises stand"),
        *mark_many("says where one promise stands", "says where {count} promises stand"),
    ),
    HARMS: (mark("Harms"), *mark_many("tells of one harm", "tells of {count} harms")),
    CONSENT: (mark("Consent"), *mark_many("changes one consent", "changes {count} consents")),
    PEOPLE: (
        mark("People and how to reach them"),
        *mark_many(
            "changes what is known of one person", "changes what is known of {count} people"
        ),
    ),
    WIDENED: (
        mark("May be published from now on"),
        *mark_many("lets one record be published", "lets {count} records be published"),
    ),
    DELETED: (mark("Deleted"), *mark_many("deletes one record", "deletes {count} records")),
    HEARD: (
        mark("What communities said"),
        *mark_many("changes one thing that was heard", "changes {count} things that were heard"),
    ),
    OTHER: (
        mark("Other changes"),
        *mark_many("makes one other change", "makes {count} other changes"),
    ),
}
"""Each group of news, the most important first: its title, and what a change does, of one and of
many."""


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
