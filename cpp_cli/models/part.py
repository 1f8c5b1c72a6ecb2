"""What records are made of: groups of fields, frozen, and as light as tuples.

A model is declared like a dataclass: names, types, defaults, and a line of words below each.
Nothing is checked here: `models/strict.py` makes the checking model when a file is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, dataclass_transform

REQUIRED: Any = object()
"""The default of a field that has none."""
NOTHING: Mapping[str, Any] = MappingProxyType({})
"""The default of a mapping."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Declared(type):
    """Makes the fields of a class from its annotations, after those of the class it extends."""

    FIELDS: dict[str, Any]
    """The default of each field by its name, in order."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Declared:
        fields: dict[str, Any] = {}
        for base in bases:
            fields |= getattr(base, "FIELDS", {})
        for field in body.get("__annotations__", ()):
            fields[field] = body.pop(field, REQUIRED)
        getters = {field: property(itemgetter(at)) for at, field in enumerate(fields)}
        body |= {**getters, "__slots__": (), "FIELDS": fields}
        return super().__new__(cls, name, bases, body)


if TYPE_CHECKING:
    _Base = object
else:
    _Base = tuple


class Part(_Base, metaclass=_Declared):
    """A frozen group of fields."""

    if not TYPE_CHECKING:

        def __new__(cls, **values):
            """Return a part with these values; what is left out has its default."""
            given = {**cls.FIELDS, **values}
            missing = [name for name, value in given.items() if value is REQUIRED]
            if missing or len(given) > len(cls.FIELDS):
                unknown = given.keys() - cls.FIELDS.keys()
                raise TypeError(f"{cls.__name__}: missing {missing}, unknown {sorted(unknown)}")
            return cls.from_values(given.values())

        def __repr__(self):
            """Return what it says, as it would be made."""
            said = ", ".join(f"{name}={value!r}" for name, value in self.written())
            return f"{type(self).__name__}({said})"

    @classmethod
    def from_values(cls, values: Iterable[Any]) -> Any:
        """Return a part with a value for each field, in order."""
        return tuple.__new__(cls, values)  # type: ignore[type-var]  # it is a tuple when it runs

    @staticmethod
    def file_name(name: str) -> str:
        """Return what a field is called in a file: `from_` is `from`."""
        return name.rstrip("_")

    def written(self) -> Iterator[tuple[str, Any]]:
        """Yield each field that has not its default, with its value."""
        for name, default in type(self).FIELDS.items():
            value = getattr(self, name)
            if value is not default and value != default:
                yield name, value

    def but(self, **changes: Any) -> Any:
        """Return a part that is like this one, but for some fields."""
        return type(self)(**dict(zip(type(self).FIELDS, self, strict=True)) | changes)  # type: ignore[call-overload]  # likewise

    def flaw(self) -> str | None:
        """Return the name of what is wrong although each field is right; else nothing."""
        return None
