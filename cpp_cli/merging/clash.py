"""What two people said differently, and how somebody answers which of it is meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from cpp_cli.editing.emit import Data
from cpp_cli.finding import Fault

Way = tuple[str, ...]
"""The way to a value in a file: names of fields, and what items of lists are known by."""


class Side(Enum):
    """An answer to a clash: what is ours, or what is theirs."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Own:
    """An answer to a clash: neither, but this."""

    value: Data


Answer = Side | Own
Answers = Mapping[Way, Answer]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be merged field by field: which version cannot be read, and why."""

    version: str
    fault: Fault


class Odd(Enum):
    """Why two versions that can be read do not become one file."""

    NOTHING_LEFT = "nothing left"
    """What one of them left, the other took away."""
    UNFIT = "unfit"
    """What came out was not what was meant: a fault of this program, which is never written."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One value that two people changed differently; None: it is not there.

    A clash about a whole file has no way, its values are the texts, and `why` may say what is
    wrong with one of them.
    """

    way: Way
    was: Data | None
    ours: Data | None
    theirs: Data | None
    why: Unreadable | Odd | None = None
