"""A commit as a snapshot: its records are read as those on disk are, and nothing is checked out."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice

from cpp_cli.git.read import Entry, Repository
from cpp_cli.models.kinds import kind_of
from cpp_cli.reading.paths import seen
from cpp_cli.reading.snapshot import OneByOne, Unreadable, as_met

_LINK, _REPOSITORY, _FOLDER = "120000", "160000", "040000"
_AT_ONCE = 10_000
"""So many contents are held at a time."""
_FEW = 200
"""For so many paths it is quicker to ask for them alone than for all there are."""
_NOT_A_FILE = {
    _LINK: Unreadable("link"),
    _REPOSITORY: Unreadable("folder"),
    _FOLDER: Unreadable("folder"),
}


class Tree(OneByOne):
    """The records in one tree of git, named by its whole hash: what `records/` held once."""

    is_settled = True

    def __init__(self, repository: Repository, tree: str) -> None:
        self.repository = repository
        self.tree = tree

    @cached_property
    def _tree(self) -> dict[str, Entry]:
        return self.repository.listing(self.tree)

    def ids(self) -> dict[str, str]:
        """Return the id of the content of each record."""
        return {
            path: entry.id
            for path, entry in self._tree.items()
            if entry.mode not in _NOT_A_FILE and kind_of(path) and seen(path) == path
        }

    @cached_property
    def _folders(self) -> set[str]:
        return {
            path[:end]
            for path in self._tree
            for end, character in enumerate(path)
            if character == "/"
        }

    def paths(self) -> list[str]:
        """Return the paths of all that is below `records/`, sorted.

        Another repository in a folder is one of them: what it held is not told by this one.
        """
        return sorted({shown for path in self._tree if (shown := seen(path))})

    def read(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file (one more than may be, of a larger one), or why not."""
        return self._read({path: self._entry(path)})[path]

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Yield each of these paths with its bytes, or why not; git is asked for many at once."""
        rest = iter(paths)
        while some := list(islice(rest, _AT_ONCE)):
            entries = self._entries(some)
            for path, now in self._read(entries).items():
                entry = entries[path]
                is_shown = entry and entry.mode == _REPOSITORY and seen(path)
                yield path, now if is_shown else as_met(path, now)

    def _entries(self, paths: list[str]) -> dict[str, Entry | None]:
        if len(paths) > _FEW or "_tree" in self.__dict__:
            return {path: self._entry(path) for path in paths}
        found = self._some(paths)
        return {path: found.get(path) for path in paths}

    def _some(self, paths: list[str]) -> dict[str, Entry]:
        return self.repository.listing(self.tree, paths=paths)

    def _entry(self, path: str) -> Entry | None:
        folder = Entry(_FOLDER, "") if path in self._folders else None
        return self._tree.get(path, folder)

    def _read(self, entries: dict[str, Entry | None]) -> dict[str, bytes | Unreadable]:
        ids = (one.id for one in entries.values() if one and one.mode not in _NOT_A_FILE)
        data = self.repository.contents(ids)
        return {path: _said(entry, data) for path, entry in entries.items()}


def not_a_file(entry: Entry) -> Unreadable | None:
    """Return what stands there where no file does."""
    return _NOT_A_FILE.get(entry.mode)


def _said(entry: Entry | None, data: dict[str, bytes | None]) -> bytes | Unreadable:
    if entry and entry.mode in _NOT_A_FILE:
        return _NOT_A_FILE[entry.mode]
    found = data.get(entry.id) if entry else None
    return Unreadable("gone") if found is None else found


class Revision(Tree):
    """The records of one commit, named by its whole hash."""

    def __init__(self, repository: Repository, commit: str, asked: date | None = None) -> None:
        super().__init__(repository, "")
        self.commit = commit
        self._asked = asked

    @cached_property
    def day(self) -> date | None:
        """The day that it was asked for by, else that on which it was made."""
        return self._asked or self.repository.day_of(self.commit)

    @cached_property
    def _tree(self) -> dict[str, Entry]:
        return self.repository.tree(self.commit)

    def _some(self, paths: list[str]) -> dict[str, Entry]:
        return self.repository.entries(self.commit, paths)
