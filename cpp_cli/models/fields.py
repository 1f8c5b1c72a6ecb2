"""The types of the fields of a record: each reads the text of a scalar, and says what it wants.

A value arrives as `Value` (the text of a scalar, and whether it was written without quotes), as a
tuple, or as a dict. Nothing is guessed: `yes` is not `true`, `0` is not a day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from cpp_cli.days import parse_iso
from cpp_cli.models.ids import ID_PATTERN

_ID = re.compile(ID_PATTERN)
_PARTY = re.compile(rf"{ID_PATTERN}(?:/{ID_PATTERN})?")
_HEARD = re.compile(rf"{ID_PATTERN}#{ID_PATTERN}")
_MONEY = re.compile(r"(?P<amount>(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,4})?) (?P<currency>[A-Z]{3})")
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?")
_COUNT = re.compile(r"0|[1-9][0-9]{0,8}")
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]+")
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


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text names something: a party, a meeting, a term of the program."""

    to: str


def _reader(kind: str, read: Callable[[str], Any]) -> PlainValidator:
    def validate(value: Any) -> Any:
        found = read(value) if isinstance(value, str) else None
        if found is None:
            raise PydanticCustomError(kind, "not a {kind}", {"kind": kind})
        return found

    validate.kind = kind  # type: ignore[attr-defined]  # what a field wants, for prompts
    return PlainValidator(validate)


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda text: str(text) if pattern.fullmatch(text) else None


def _flag(text: str) -> bool | None:
    plain = getattr(text, "plain", True)
    return {"true": True, "false": False}.get(text) if plain else None


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")
    return text


Text = Annotated[str, AfterValidator(_not_blank), Field(json_schema_extra={"pattern": r"\S"})]
Word = Annotated[Text, StringConstraints(max_length=200)]
Day = Annotated[
    date, _reader("day", parse_iso), WithJsonSchema({"type": "string", "format": "date"})
]
Flag = Annotated[bool, _reader("flag", _flag), WithJsonSchema({"type": "boolean"})]
Count = Annotated[
    int,
    _reader("count", lambda text: int(text) if _COUNT.fullmatch(text) else None),
    WithJsonSchema({"type": "integer", "minimum": 0}),
]
Number = Annotated[
    Decimal,
    _reader("number", lambda text: Decimal(text) if _NUMBER.fullmatch(text) else None),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
Rating = Annotated[
    int,
    _reader("rating", lambda text: int(text) if text in ("1", "2", "3", "4") else None),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 4}),
]


def _pattern(kind: str, pattern: re.Pattern[str]) -> tuple[PlainValidator, WithJsonSchema]:
    schema = {"type": "string", "pattern": f"^{pattern.pattern}$"}
    return _reader(kind, _matching(pattern)), WithJsonSchema(schema)


_id = _pattern("id", _ID)
_party = _pattern("party", _PARTY)
_heard = _pattern("heard", _HEARD)
_money = _pattern("money", _MONEY)
_email = _pattern("email", _EMAIL)
_language = _pattern("language", _LANGUAGE)

Id = Annotated[str, *_id]
Money = Annotated[str, *_money]
Email = Annotated[str, *_email]
Language = Annotated[str, *_language]

PartnerId = Annotated[str, *_id, Reference("partner")]
MeetingId = Annotated[str, *_id, Reference("meeting")]
CommitmentId = Annotated[str, *_id, Reference("commitment")]
HarmId = Annotated[str, *_id, Reference("harm")]
HeardId = Annotated[str, *_heard, Reference("heard")]
Party = Annotated[str, *_party, Reference("party")]
PartyOrCommunity = Annotated[str, *_party, Reference("party-or-community")]
CommunityId = Annotated[str, *_id, Reference("community")]
TopicId = Annotated[str, *_id, Reference("topic")]
WorkId = Annotated[str, *_id, Reference("work")]
ValueId = Annotated[str, *_id, Reference("value")]
PriorityId = Annotated[str, *_id, Reference("priority")]


def shorthand(key: str, schema: Any) -> BeforeValidator:
    """Let a bare text stand for a mapping with that one field; `schema` is what may be written."""
    return BeforeValidator(
        lambda value: {key: value} if isinstance(value, str) else value,
        json_schema_input_type=schema,
    )
