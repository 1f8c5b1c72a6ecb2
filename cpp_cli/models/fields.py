"""The types of the fields of a record: each reads the text of a scalar, and says what it wants.

A value arrives as `Value` (the text of a scalar, and whether it was written without quotes), as a
tuple, or as a dict. Nothing is guessed: `yes` is not `true`, `0` is not a day.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from cpp_cli.days import parse_iso
from cpp_cli.models.ids import ID_PATTERN

_ID = re.compile(ID_PATTERN)
_PARTY = re.compile(rf"{ID_PATTERN}(?:/{ID_PATTERN})?")
_HEARD = re.compile(rf"{ID_PATTERN}#{ID_PATTERN}")
_MONEY = re.compile(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,4})? [A-Z]{3}")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_EMAIL = re.compile(r'[^\s@<>,;:"()\[\]\\]+@[^\s@<>,;:"()\[\]\\]+\.[^\s@<>,;:"()\[\]\\.]+')
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[a-z0-9]{4,8})*"
)


class Value(str):
    """The text of a scalar; `plain` when it was written without quotes."""

    __slots__ = ("plain",)
    plain: bool

    @classmethod
    def of(cls, text: str, plain: bool) -> "Value":
        """Return the value of a scalar."""
        value = cls(text)
        value.plain = plain
        return value


class Empty:
    """What stands where a field has a name and no value."""


EMPTY = Empty()


class Reference:
    """Marks a field whose text names something: a party, a meeting, a term of the program."""

    __slots__ = ("to",)

    def __init__(self, to: str) -> None:
        self.to = to


class Reads:
    """Reads the text of a scalar: returns what it means, or None where it is not of this kind.

    `schema` is the JSON Schema of what may be written.
    """

    __slots__ = ("kind", "read", "schema")

    def __init__(self, kind: str, read: Callable[[str], Any], schema: Mapping[str, Any]) -> None:
        self.kind = kind
        self.read = read
        self.schema = schema


class Words:
    """Free words: any text but a blank one, of at most so many letters."""

    __slots__ = ("most",)

    def __init__(self, most: int | None = None) -> None:
        self.most = most


class Shorthand:
    """Lets a bare text stand for a group of fields with this one."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field


class Described:
    """What a field of this type is, where it is the same for all."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


def _flag(text: str) -> bool | None:
    plain = getattr(text, "plain", True)
    return {"true": True, "false": False}.get(text) if plain else None


Text = Annotated[str, Words()]
Word = Annotated[str, Words(most=200)]
Day = Annotated[date, Reads("day", parse_iso, {"type": "string", "format": "date"})]
Flag = Annotated[bool, Reads("flag", _flag, {"type": "boolean"})]
Count = Annotated[
    int,
    Reads(
        "count",
        lambda text: int(text) if _COUNT.fullmatch(text) else None,
        {"type": "integer", "minimum": 0},
    ),
]
Number = Annotated[
    Decimal,
    Reads(
        "number",
        lambda text: Decimal(text) if _NUMBER.fullmatch(text) else None,
        {"type": "number", "minimum": 0},
    ),
]
Rating = Annotated[
    int,
    Reads(
        "rating",
        lambda text: int(text) if text in ("1", "2", "3", "4") else None,
        {"type": "integer", "minimum": 1, "maximum": 4},
    ),
]


def _pattern(kind: str, pattern: re.Pattern[str]) -> Reads:
    schema = {"type": "string", "pattern": f"^{pattern.pattern}$"}
    return Reads(kind, lambda text: str(text) if pattern.fullmatch(text) else None, schema)


_id = _pattern("id", _ID)
_party = _pattern("party", _PARTY)
_heard = _pattern("heard", _HEARD)
_money = _pattern("money", _MONEY)
_email = _pattern("email", _EMAIL)
_language = _pattern("language", _LANGUAGE)

Id = Annotated[str, _id]
Money = Annotated[str, _money]
Email = Annotated[str, _email]
Language = Annotated[str, _language]

PartnerId = Annotated[str, _id, Reference("partner")]
MeetingId = Annotated[str, _id, Reference("meeting")]
CommitmentId = Annotated[str, _id, Reference("commitment")]
HarmId = Annotated[str, _id, Reference("harm")]
HeardId = Annotated[str, _heard, Reference("heard")]
Party = Annotated[str, _party, Reference("party")]
PartyOrCommunity = Annotated[str, _party, Reference("party-or-community")]
CommunityId = Annotated[str, _id, Reference("community")]
TopicId = Annotated[str, _id, Reference("topic")]
WorkId = Annotated[str, _id, Reference("work")]
ValueId = Annotated[str, _id, Reference("value")]
PriorityId = Annotated[str, _id, Reference("priority")]
