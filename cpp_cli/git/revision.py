"""A commit as a snapshot: its records are read as those on disk are, and nothing is checked out."""

from functools import cached_property

from cpp_cli.git.read import Entry, Repository
from cpp_cli.reading.paths import says_yaml, seen
from cpp_cli.reading.snapshot import Unreadable

_LINK, _REPOSITORY = "120000", "160000"
_NOT_A_FILE = {_LINK: Unreadable("link"), _REPOSITORY: Unreadable("folder")}


class Revision:
    """The records of one commit, named by its whole hash."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository = repository
        self.commit = commit

    @cached_property
    def _tree(self) -> dict[str, Entry]:
        return self.repository.tree(self.commit)

    @cached_property
    def _contents(self) -> dict[str, bytes | None]:
        """All records at once: git is started twice, however many there are."""
        return self.repository.contents(
            entry.id
            for path, entry in self._tree.items()
            if says_yaml(path) and entry.mode not in _NOT_A_FILE
        )

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
        if entry.id not in self._contents:
            return self._other(entry)
        data = self._contents[entry.id]
        return Unreadable("gone") if data is None else data

    def _other(self, entry: Entry) -> bytes | Unreadable:
        """Return a file that stands among the records, and by its name is none."""
        data = self.repository.contents([entry.id])[entry.id]
        return Unreadable("gone") if data is None else data
