"""The past of one record: its versions, followed by the ids that it has and had.

Git would guess by likeness which file a renamed one was before; a record says so itself.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cpp_cli.changes.versions import Made, Version
from cpp_cli.git import log
from cpp_cli.git.revision import not_a_file
from cpp_cli.models.kinds import PROGRAM, RECORDS, id_of, kind_of
from cpp_cli.reading.paths import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cpp_cli.git.log import Commit
    from cpp_cli.git.read import Entry, Repository
    from cpp_cli.models.kinds import Kind


def versions(
    repository: Repository, tip: str, kind: Kind, path: str, names: Iterable[str]
) -> list[Version]:
    """Return the versions of a record up to a commit, the newest first.

    `path` is where it stands or may have stood, `names` its id and then those that it had before.
    """
    search = _Search(repository, tip, kind)
    search.add(path, names)
    while search.goes_on():
        pass
    return search.versions


_MOST = 300
"""So many ids of a record are followed: git is told the paths of all of them at once."""


class _Search:
    """Looks for all that a record was called, and for all places where it stood."""

    def __init__(self, repository: Repository, tip: str, kind: Kind) -> None:
        self.repository = repository
        self.tip = tip
        self.kind = kind
        self.versions: list[Version] = []
        self._names: dict[str, None] = {}
        self._paths: dict[str, None] = {}
        self._contents: dict[str, bytes | None] = {}
        self._met: set[str] = set()

    def add(self, path: str, names: Iterable[str]) -> None:
        """Look at a path also, and wherever files with some names may stand."""
        names = [name for name in names if name not in self._names]
        folder = path.rpartition("/")[0]
        self._paths[path] = None
        for name in islice(names, _MOST - len(self._names)):
            self._names[name] = None
            if self.kind is not PROGRAM:
                self._paths |= dict.fromkeys((self.kind.path(name), f"{folder}/{name}.yaml"))

    def goes_on(self) -> bool:
        """Read the versions at all known paths; return whether they told of more."""
        known = (len(self._names), len(self._paths))
        commits = log.log(self.repository, self.tip, list(self._paths))
        self.versions = self._read(commits)
        for version in self.versions:
            self.add(version.path or next(iter(self._paths)), version.names)
        for path in self._moved():
            if kind_of(path) is self.kind and seen(path) == path:
                self._paths[path] = None
        return known != (len(self._names), len(self._paths))

    def _moved(self) -> list[str]:
        """Return the paths at which a file went or came with one that came or went elsewhere."""
        there = {one.made.commit: one.path for one in self.versions}
        edges = [
            one.made.commit
            for one in self.versions
            if {one.path} != {there[before] for before in one.parents if before in there}
        ]
        new = [one for one in edges if one not in self._met]
        self._met.update(new)
        if not new or self.kind is PROGRAM:
            return []
        below = f"{RECORDS}/{self.kind.folder}"
        files = [f"{name}.yaml" for name in self._names]
        return log.moves(self.repository, new, below, files)

    def _read(self, commits: Sequence[Commit]) -> list[Version]:
        here = _states(commits)
        chosen = {one.id: self._chosen(here[one.id]) for one in commits}
        ids = [at[1].id for at in chosen.values() if at and not not_a_file(at[1])]
        new = [one for one in ids if one not in self._contents]
        self._contents.update(self.repository.contents(new))
        cut = log.cut_off(self.repository)
        return [self._version(one, chosen[one.id], one.id in cut) for one in commits]

    def _version(self, commit: Commit, at: tuple[str, Entry] | None, is_cut: bool) -> Version:
        made = Made(commit.id, commit.author, commit.day, commit.message, is_cut)
        if at is None:
            return Version(self.kind, made, commit.parents)
        path, entry = at
        data = not_a_file(entry) or self._contents.get(entry.id)
        return Version(self.kind, made, commit.parents, path, data)

    def _chosen(self, files: dict[str, Entry]) -> tuple[str, Entry] | None:
        """Return which of the files is the record: that with the newest of its ids."""
        order = list(self._names)
        path = min(files, key=lambda one: (_rank(order, id_of(one)), one), default=None)
        return (path, files[path]) if path else None


def _rank(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _states(commits: Sequence[Commit]) -> dict[str, dict[str, Entry]]:
    """Return what stood at the paths after each commit.

    What a commit has like all of its parents stands there as in the first of them.
    """
    found: dict[str, dict[str, Entry]] = {}
    for commit in reversed(commits):
        files: dict[str, Entry | None] = {}
        files |= next((found[one] for one in commit.parents if one in found), {})
        files |= commit.files
        found[commit.id] = {path: entry for path, entry in files.items() if entry}
    return found
