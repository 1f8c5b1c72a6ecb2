"""Findings: what is wrong in the records, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Keys = tuple[str | int, ...]
"""The way to a value inside a record: keys of mappings, and positions in lists from 0."""


class Place(NamedTuple):
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `code` names the rule, `values` fill its message."""

    path: str
    place: Place
    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def order(self) -> tuple[str, Place, str, str]:
        """The order in which findings are told: by file, place, code."""
        return (self.path, self.place, self.code, repr(sorted(self.values.items())))


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding inside one text, before it is known which file the text is."""

    code: str
    place: Place
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def at(self, path: str) -> Finding:
        """Return the finding for the file at `path`."""
        return Finding(path, self.place, self.code, self.values)
