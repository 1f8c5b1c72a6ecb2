"""Findings: what is wrong in the records, and where."""

from collections.abc import Mapping
from typing import NamedTuple

Keys = tuple[str | int, ...]
"""The way to a value inside a record: keys of mappings, and positions in lists from 0."""


class Place(NamedTuple):
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


START = Place(1, 1)


_NO_VALUES: Mapping[str, str] = {}


class Finding:
    """One thing that is wrong. `code` names the rule, `values` fill its message."""

    __slots__ = ("code", "path", "place", "values")

    def __init__(
        self, path: str, place: Place, code: str, values: Mapping[str, str] = _NO_VALUES
    ) -> None:
        self.path = path
        self.place = place
        self.code = code
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self.order == other.order

    def __hash__(self) -> int:
        return hash((self.path, self.place, self.code))

    def __repr__(self) -> str:
        return f"Finding({self.path!r}, {self.place!r}, {self.code!r}, {self.values!r})"

    @property
    def order(self) -> tuple[str, Place, str, str]:
        """The order in which findings are told: by file, place, code."""
        return (self.path, self.place, self.code, repr(sorted(self.values.items())))


class Fault:
    """A finding inside one text, before it is known which file the text is."""

    __slots__ = ("code", "place", "values")

    def __init__(self, code: str, place: Place, values: Mapping[str, str] = _NO_VALUES) -> None:
        self.code = code
        self.place = place
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fault) and self.at("") == other.at("")

    __hash__ = None  # type: ignore[assignment]  # nobody asks for it

    def __repr__(self) -> str:
        return f"Fault({self.code!r}, {self.place!r}, {self.values!r})"

    def at(self, path: str) -> Finding:
        """Return the finding for the file at `path`."""
        return Finding(path, self.place, self.code, self.values)
