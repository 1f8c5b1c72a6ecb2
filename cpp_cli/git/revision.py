"""A commit as a snapshot: its records are read as those on disk are, and nothing is checked out."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from cpp_cli.git.read import Entry, Repository
from cpp_cli.models.kinds import kind_of
from cpp_cli.reading.paths import seen
from cpp_cli.reading.snapshot import OneByOne, Unreadable, as_met

_LINK, _REPOSITORY = "120000", "160000"
_AT_ONCE = 10_000
"""So many contents are held at a time."""
_NOT_A_FILE = {_LINK: Unreadable("link"), _REPOSITORY: Unreadable("folder")}


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
        entry = self._tree.get(path)
        if entry is None:
            return Unreadable("folder" if path in self._folders else "gone")
        if entry.mode in _NOT_A_FILE:
            return _NOT_A_FILE[entry.mode]
        data = self.repository.contents([entry.id])[entry.id]
        return Unreadable("gone") if data is None else data

    def contents(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes | Unreadable]]:
        """Yield each of these paths with its bytes, or why not; git is asked for many at once."""
        rest = iter(paths)
        while some := list(islice(rest, _AT_ONCE)):
            entries = {path: self._tree.get(path) for path in some}
            data = self.repository.contents(
                one.id for one in entries.values() if one and one.mode not in _NOT_A_FILE
            )
            for path, entry in entries.items():
                found = data.get(entry.id) if entry else None
                now = self.read(path) if found is None else found
                is_shown = entry and entry.mode == _REPOSITORY and seen(path)
                yield path, now if is_shown else as_met(path, now)


class Revision(Tree):
    """The records of one commit, named by its whole hash."""

    def __init__(self, repository: Repository, commit: str) -> None:
        super().__init__(repository, "")
        self.commit = commit

    @cached_property
    def _tree(self) -> dict[str, Entry]:
        return self.repository.tree(self.commit)
