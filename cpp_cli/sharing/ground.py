"""A repository with records in it: where things are, and what was committed of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from cpp_cli.git.folder import Place
from cpp_cli.git.read import Entry, Repository
from cpp_cli.models.kinds import RECORDS
from cpp_cli.reading.paths import seen
from cpp_cli.reading.text import MAX_BYTES

PLAIN = ("100644", "100755", "100664")
LINK = "120000"

Held = Entry | bytes
"""A file as it was committed, or as it is to be."""


class Two(NamedTuple):
    """What was at a path and what is there now; None where there is nothing."""

    before: Held | None
    after: Held | None


class Ground:
    """A repository around the folder of some records.

    Paths lead from the top of the repository, as other files may change together with records;
    `inner` makes of one what it is from the folder of the records.
    """

    def __init__(self, records: Repository, root: Path) -> None:
        self.root = root
        self.records = records
        place = records.place
        self.prefix = place.prefix
        self.repository = Repository(Place(place.top, place.own, ""))
        self.top = Path(place.top)
        self._contents: dict[str, bytes] = {}

    def inner(self, path: str) -> str | None:
        """Return a path as it leads from the folder of the records; None of what is outside."""
        return path[len(self.prefix) :] if path.startswith(self.prefix) else None

    def outer(self, path: str) -> str:
        """Return a path of the records as it leads from the top of the repository."""
        return self.prefix + path

    def is_record(self, path: str) -> bool:
        """Whether a path is below `records/`, and no file that is passed over there."""
        inner = self.inner(path)
        return bool(inner and inner.startswith(f"{RECORDS}/") and seen(inner) == inner)

    # What was committed

    def prepare(self, held: Iterable[Held | None]) -> None:
        """Read what was committed of many files at once."""
        wanted = {one.id for one in held if isinstance(one, Entry) and one.mode in PLAIN}
        for id, data in self.repository.each_content(sorted(wanted - set(self._contents))):
            if data is not None and len(data) <= MAX_BYTES:
                self._contents[id] = data

    def content(self, held: Held) -> bytes:
        """Return what a file holds, the whole of it."""
        if isinstance(held, bytes):
            return held
        if held.id not in self._contents:
            self._contents[held.id] = self.repository.git.ask("cat-file", "blob", held.id)
        return self._contents[held.id]

    def alike(self, one: Held | None, other: Held | None) -> bool:
        """Whether two files hold the same, or neither is there."""
        if one is None or other is None:
            return one is other
        if isinstance(one, Entry) and isinstance(other, Entry):
            return one.id == other.id
        return is_plain(one) and is_plain(other) and self.content(one) == self.content(other)


def is_plain(held: Held | None) -> bool:
    """Whether this is an ordinary file: no link, and no other repository."""
    return isinstance(held, bytes) or (held is not None and held.mode in PLAIN)


def is_safe(path: str) -> bool:
    """Whether a path of a commit stays in the folder, and out of what is git's own.

    Git writes no such commit itself; somebody who means harm may.
    """
    return not any(_is_unsafe(part) for part in path.split("/")) and "\\" not in path


def _is_unsafe(name: str) -> bool:
    plain = "".join(one for one in name.lower() if category(one) != "Cf").rstrip(". ")
    return not plain or plain in (".git", "git~1")
