"""Packs: the records of one kind as plain values in one piece, each unpacked when it is asked for.

What most files have is not kept beside them. What few have is: an id that is not the file's name,
former ids, faults, names in what could not be read, people who are somebody elsewhere.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from cpp_cli.finding import Finding, Place
from cpp_cli.models.kinds import PARTNER, id_of
from cpp_cli.reading.private import may_be_private

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpp_cli.reading.record import Reading


class Odd(NamedTuple):
    """What is out of the ordinary in one file."""

    id: str = ""
    """The id, where it is not the name of the file."""
    unread: bool = False
    """Whether no record could be read."""
    names: tuple[str, ...] = ()
    """What it would have named, where it could not be read."""
    former_ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Of a partner: the parties that its people are elsewhere, or that speak for it."""
    faults: tuple[tuple[int, int, str, dict[str, str]], ...] = ()
    """Line, column, code and values of each finding of the reader."""
    private: bool = False
    """Whether its text may hold what no record should: a personal number."""


ORDINARY = Odd()


def odd(reading: Reading) -> Odd:
    """Return what is out of the ordinary in a file that was read."""
    faults: tuple[Any, ...] = ()
    if reading.findings:
        faults = tuple((*one.place, one.code, dict(one.values)) for one in reading.findings)
    record = reading.record
    if record is None:
        return Odd(unread=True, names=tuple(sorted(reading.names)), faults=faults)
    own = record.id if record.id != id_of(reading.path) and hasattr(record.model, "id") else ""
    links = tuple(_links(record.model)) if reading.kind is PARTNER else ()
    private = may_be_private(record.text.content)
    if not (own or record.model.former_ids or links or faults or private):
        return ORDINARY
    return Odd(own, False, (), record.model.former_ids, links, faults, private)


def _links(partner: Any) -> Iterator[str]:
    yield from (person.same_as for person in partner.people if person.same_as)
    yield from (speaker.party for speaker in partner.spoken_for_by)


def findings(path: str, odd: Odd) -> tuple[Finding, ...]:
    """Return what the reader found in a file."""
    return tuple(
        Finding(path, Place(line, column), code, values)
        for line, column, code, values in odd.faults
    )


def packed(reading: Reading) -> bytes:
    """Return the row of a record: its plain values; empty for what could not be read."""
    return marshal.dumps(tuple(reading.record.model)) if reading.record else b""


class Pack:
    """The rows of one kind of record, by path; `briefs` is the same in brief, where it is known.

    The rows are what `data` begins with; what may follow them is not of the pack.
    """

    __slots__ = ("briefs", "data", "ends", "paths")

    def __init__(self, paths: tuple[str, ...], ends: array[int], data: bytes | bytearray) -> None:
        self.paths = paths
        self.ends = ends
        self.data = data
        self.briefs: list[Any] | None = None

    @classmethod
    def of(cls, paths: Iterable[str], rows: Iterable[bytes | bytearray]) -> Pack:
        """Return the pack of these rows, each of one path, in the order of the paths."""
        data, ends = bytearray(), array("I")
        for row in rows:
            data += row
            ends.append(len(data))
        return cls(tuple(paths), ends, data)

    def row(self, number: int) -> bytes | bytearray:
        """Return one row."""
        return self.data[self.ends[number - 1] if number else 0 : self.ends[number]]

    def number(self, path: str) -> int | None:
        """Return the number of the row of a path; None where there is none."""
        number = bisect_left(self.paths, path)
        return number if self.paths[number : number + 1] == (path,) else None

    def values(self, number: int) -> Any:
        """Return the plain values of one row; None for what could not be read."""
        row = self.row(number)
        return marshal.loads(row) if row else None

    def naming(self, words: Iterable[bytes]) -> set[str]:
        """Return the paths of the rows that hold any of these words, anywhere."""
        found: set[str] = set()
        last = self.ends[-1] if self.ends else 0
        for word in words:
            at = self.data.find(word, 0, last)
            while at >= 0:
                number = bisect_right(self.ends, at)
                found.add(self.paths[number])
                at = self.data.find(word, self.ends[number], last)
        return found


class Packing:
    """A pack in the making, of rows that come in pieces, in the order of their paths."""

    __slots__ = ("_data", "_ends")

    def __init__(self) -> None:
        self._data = bytearray()
        self._ends = array("I")

    def add(self, ends: bytes, rows: bytes) -> None:
        """Add rows; `ends` says where each ends among them."""
        start = len(self._data)
        self._ends.extend(start + end for end in array("I", ends))
        self._data += rows

    def pack(self, paths: Iterable[str]) -> Pack:
        """Return the pack of all that was added."""
        return Pack(tuple(paths), self._ends, self._data)
