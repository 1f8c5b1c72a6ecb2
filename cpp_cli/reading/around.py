"""What stands beside the records: files that are none, names that not every computer can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.finding import START, Finding
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import KINDS, RECORDS, kind_of
from cpp_cli.reading.paths import name_findings
from cpp_cli.reading.snapshot import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Around:
    """What stands beside the records: the files that are none, with why one cannot be read, and
    what is wrong with names."""

    __slots__ = ("names", "strays")

    def __init__(self, strays: Mapping[str, str], names: tuple[Finding, ...]) -> None:
        self.strays = strays
        self.names = names

    @property
    def hidden(self) -> frozenset[str]:
        """The kinds (by name) of which there may be records that nobody can see: behind a link, or
        in a folder that is locked."""
        return frozenset(
            kind
            for path, why in self.strays.items()
            if why and Unreadable(why).hides
            for kind in _behind(path)
        )

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with names, and with what is no record."""
        yield from self.names
        for path, why in self.strays.items():
            yield unreadable(path, why) if why else Finding(path, START, "N001")


def around(paths: list[str], strays: Mapping[str, str]) -> Around:
    """Return what stands beside the records at these paths."""
    in_order = dict(sorted(strays.items()))
    return Around(in_order, tuple(name_findings(sorted([*paths, *in_order]))))


def _behind(path: str) -> list[str]:
    """The kinds that may have records behind what cannot be read."""
    behind = kind_of(f"{path}/.yaml")
    return list(KINDS) if path == RECORDS else [behind.name] if behind else []


def unreadable(path: str, why: str) -> Finding:
    """Return the finding for what cannot be read."""
    return Finding(path, START, "T007", {"why": t(_WHY[why])})


_WHY = {
    "link": mark("it is a link"),
    "folder": mark("it is a folder"),
    "special": mark("it is a pipe, a socket or a device"),
    "permission": mark("it is locked for you"),
    "gone": mark("it has just gone away"),
    "error": mark("the disk does not give it"),
}
