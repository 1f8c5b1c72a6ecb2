"""What records are made of: groups of fields, frozen, and as light as tuples.

A model is declared like a dataclass: names, types, defaults, and a line of words below each.
Nothing is checked here: `models/strict.py` makes the checking model when a file is read.

A part holds plain values only, which `marshal` can write: days and amounts as text, groups as
tuples. A field gives a day or a part of them when it is asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[Any], Any]

REQUIRED: Any = object()
"""The default of a field that has none."""
NOTHING: Mapping[str, Any] = MappingProxyType({})
"""The default of a mapping."""


class _Days(dict[Any, Any]):
    """Days by their text, each made once."""

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day


DAYS = _Days({None: None})


def raw(value: Any) -> Any:
    """Return the plain value that a part holds for a field."""
    if type(value) is str:
        return value
    if isinstance(value, tuple):
        return tuple(map(raw, value))
    if isinstance(value, Mapping):
        return {name: raw(item) for name, item in value.items()}
    if value is None or isinstance(value, (bool, int)) or value is REQUIRED:
        return value
    return str(value)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Declared(type):
    """Makes the fields of a class from its annotations, after those of the class it extends."""

    FIELDS: dict[str, Any]
    """The default of each field by its name, in order."""
    RAW: list[Any]
    """The plain values of the defaults."""
    PARTS: dict[int, tuple[Any, bool]]
    """By position, the part that a field holds, and whether it holds several of them."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Declared:
        fields: dict[str, Any] = {}
        long: frozenset[str] = body.get("LONG", frozenset())
        parts: dict[int, tuple[Any, bool]] = {}
        for base in bases:
            fields |= getattr(base, "FIELDS", {})
            parts |= getattr(base, "PARTS", {})
            long |= getattr(base, "LONG", frozenset())
        known = vars(sys.modules[body["__module__"]])
        first = len(fields)
        for at, (field, declared) in enumerate(body.get("__annotations__", {}).items(), first):
            fields[field] = body.pop(field, REQUIRED)
            form, of = _type(declared, known)
            body[field] = property(_getter(at, form, of))
            if isinstance(of, _Declared) and form in ("", "tuple"):
                parts[at] = of, form == "tuple"
        body |= {"__slots__": (), "FIELDS": fields, "RAW": [raw(one) for one in fields.values()]}
        body |= {"LONG": long, "PARTS": parts}
        return super().__new__(cls, name, bases, body)


def _type(declared: str, known: dict[str, Any]) -> tuple[str, Any]:
    """Return the form of a field, such as `tuple`, and of what it is, as its type was declared."""
    form, _, item = declared.removesuffix(" | None").rpartition("[")
    of = known.get(item.rpartition(", ")[0 if form == "tuple" else 2].removesuffix("]"))
    return form, getattr(of, "__origin__", of)  # what is Annotated


def _getter(at: int, form: str, of: Any) -> Make:
    """Return what gives the value of the field at a position."""
    make = _maker(of)
    if make is None:
        return itemgetter(at)
    if of is date and not form:
        return lambda part: DAYS[part[at]]
    every = _each(make) if form == "tuple" else _each_value(make) if form == "Mapping" else make
    return lambda part: None if part[at] is None else every(part[at])


def _each(make: Make) -> Make:
    return lambda values: tuple(map(make, values))


def _each_value(make: Make) -> Make:
    return lambda values: {name: make(value) for name, value in values.items()}


def _maker(of: Any) -> Make | None:
    """Return what makes a value of a plain one; None where they are the same."""
    if of is date:
        return DAYS.__getitem__
    if isinstance(of, _Declared):
        return partial(tuple.__new__, of)  # type: ignore[arg-type]  # it is a tuple
    return of if getattr(of, "__name__", "") == "Decimal" else None


if TYPE_CHECKING:
    _Base = object
else:
    _Base = tuple


class Part(_Base, metaclass=_Declared):
    """A frozen group of fields.

    `LONG` are the names of those that only who reads one record asks for (`models/brief.py`).
    """

    if TYPE_CHECKING:
        LONG: ClassVar[frozenset[str]]

    else:

        def __new__(cls, **values):
            """Return a part with these values; what is left out has its default."""
            given = {**cls.FIELDS, **values}
            missing = [name for name, value in given.items() if value is REQUIRED]
            if missing or len(given) > len(cls.FIELDS):
                unknown = given.keys() - cls.FIELDS.keys()
                raise TypeError(f"{cls.__name__}: missing {missing}, unknown {sorted(unknown)}")
            return cls.from_raw(map(raw, given.values()))

        def __repr__(self):
            """Return what it says, as it would be made."""
            said = ", ".join(f"{name}={value!r}" for name, value in self.written())
            return f"{type(self).__name__}({said})"

    @classmethod
    def from_raw(cls, values: Iterable[Any]) -> Any:
        """Return a part with a plain value for each field, in order."""
        return tuple.__new__(cls, values)  # type: ignore[type-var]  # it is a tuple when it runs

    @staticmethod
    def file_name(name: str) -> str:
        """Return what a field is called in a file: `from_` is `from`."""
        return name.rstrip("_")

    def written(self) -> Iterator[tuple[str, Any]]:
        """Yield each field that has not its default, with its value."""
        held: Any = self
        for at, (name, default) in enumerate(zip(type(self).FIELDS, type(self).RAW, strict=True)):
            if held[at] != default:
                yield name, getattr(self, name)

    def but(self, **changes: Any) -> Any:
        """Return a part that is like this one, but for some fields."""
        return type(self)(**dict(zip(type(self).FIELDS, self, strict=True)) | changes)  # type: ignore[call-overload]  # likewise

    def flaw(self) -> str | None:
        """Return the name of what is wrong although each field is right; else nothing."""
        return None
