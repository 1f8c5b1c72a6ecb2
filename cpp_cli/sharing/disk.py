"""What is on the disk beside what was committed: as it is, and as git would keep it."""

import os
from collections.abc import Iterable, Mapping, Sequence

from cpp_cli.git.endings import rules, with_crlf, with_line_ends
from cpp_cli.git.read import Entry
from cpp_cli.git.state import begin
from cpp_cli.reading.snapshot import Unreadable, WorkingTree
from cpp_cli.reading.text import MAX_BYTES
from cpp_cli.sharing.ground import LINK, Ground, Held, Two, is_plain

_FEW = 200
_GONE = Unreadable("gone")


class Disk:
    """The files of a repository on the disk, each read when it is first asked for."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._raw: dict[str, bytes | Unreadable] = {}
        self._folders: dict[str, bool] = {}

    def raw(self, path: str) -> bytes | Unreadable:
        """Return the bytes of a file, or why it cannot be read."""
        if path not in self._raw:
            self._raw[path] = self._read(path)
        return self._raw[path]

    def _read(self, path: str) -> bytes | Unreadable:
        if not self._is_real(os.path.dirname(path)):
            return Unreadable("link")
        data = WorkingTree(self.ground.top).read(path)
        if isinstance(data, Unreadable) or len(data) <= MAX_BYTES:
            return data
        try:
            return (self.ground.top / path).read_bytes()
        except OSError:
            return Unreadable("error")

    def _is_real(self, folder: str) -> bool:
        """Whether no link is on the way to a folder."""
        if not folder:
            return True
        if folder not in self._folders:
            above = self._is_real(os.path.dirname(folder))
            self._folders[folder] = above and not (self.ground.top / folder).is_symlink()
        return self._folders[folder]

    # As git would keep it

    def changes(self, before: Mapping[str, Entry | None]) -> "Changes":
        """Return how the files at some paths differ from what was committed there."""
        found = Changes()
        self.ground.prepare(before.values())
        there = {path: raw for path in before if isinstance(raw := self.raw(path), bytes)}
        kept = self._as_kept(there, before)
        missing = [path for path in before if before[path] and self.raw(path) == _GONE]
        hidden = self._hidden(missing)
        for path, entry in before.items():
            raw = self.raw(path)
            if path in kept:
                if not self.ground.alike(kept[path], entry):
                    found.plain[path] = Two(entry, kept[path])
            elif raw == _GONE:
                if entry and is_plain(entry) and path not in hidden:
                    found.plain[path] = Two(entry, None)
            elif isinstance(raw, Unreadable) and not self._is_as_committed(path, raw, entry):
                found.odd[path] = raw
        return found

    def _as_kept(
        self, there: Mapping[str, bytes], before: Mapping[str, Entry | None]
    ) -> dict[str, bytes]:
        how = rules(self.ground.repository.git, list(there), {}) if there else {}
        return {
            path: with_line_ends(raw, how[path], self._content(before[path]))
            for path, raw in there.items()
        }

    def _content(self, entry: Entry | None) -> bytes:
        return self.ground.content(entry) if entry and is_plain(entry) else b""

    def _hidden(self, paths: list[str]) -> set[str]:
        """Return the files that a clone of only a part of them has taken from the disk."""
        if not paths:
            return set()
        listed = self.ground.repository.git.ask("ls-files", "-t", "-z")
        lines = listed.decode("utf-8", "surrogateescape").split("\0")
        return {line[2:] for line in lines if line.startswith("S ")}.intersection(paths)

    def _is_as_committed(self, path: str, raw: Unreadable, entry: Entry | None) -> bool:
        if entry is None or is_plain(entry):
            return False
        if entry.mode != LINK:
            return True  # Another repository: what it is at is its own matter.
        if raw != "link":
            return False
        asked = self.ground.repository.git.ask("cat-file", "blob", entry.id)
        try:
            return os.readlink(os.fsencode(self.ground.top / path)) == asked
        except OSError:
            return False

    # As it is written

    def written(self, files: Mapping[str, Held | None]) -> dict[str, bytes | None]:
        """Return what is written for some files: each with the line ends that it has here."""
        self.ground.prepare(files.values())
        new = [path for path, held in files.items() if held and self.raw(path) == _GONE]
        crlf = with_crlf(self.ground.repository.git, new) if new else set()
        return {
            path: None if held is None else self._with_ends(path, held, path in crlf)
            for path, held in files.items()
        }

    def _with_ends(self, path: str, held: Held, crlf: bool) -> bytes:
        data, raw = self.ground.content(held), self.raw(path)
        if isinstance(raw, bytes):
            plain = raw.replace(b"\r\n", b"")
            crlf = b"\r\n" in raw and b"\n" not in plain and b"\r\n" not in data
        if not crlf or b"\0" in data or b"\r" in data:
            return data
        return data.replace(b"\n", b"\r\n")


class Changes:
    """What differs on the disk: plain files, and what is no plain file or cannot be read."""

    __slots__ = ("odd", "plain")

    def __init__(self) -> None:
        self.plain: dict[str, Two] = {}
        self.odd: dict[str, Unreadable] = {}


def uncommitted(disk: Disk, commit: str | None, also: Iterable[str] = ()) -> Changes:
    """Return which records are not as they were committed, exactly; `also` at these paths."""
    ground = disk.ground
    paths = {*_may_differ(ground, commit), *filter(ground.is_record, also)}
    entries = _entries(ground, commit, paths)
    return disk.changes({path: entries.get(path) for path in sorted(paths)})


def _may_differ(ground: Ground, commit: str | None) -> set[str]:
    asked = begin(ground.root) if commit else None
    state = asked.state() if asked else None
    if state and state.commit == commit:
        found: Iterable[str] = state.changed
    else:
        tree = ground.records.tree(commit) if commit else {}
        found = {*tree, *WorkingTree(ground.root).paths()}
    return {path for path in map(ground.outer, found) if ground.is_record(path)}


def _entries(ground: Ground, commit: str | None, paths: set[str]) -> dict[str, Entry]:
    if commit is None or not paths:
        return {}
    if len(paths) <= _FEW:
        return ground.repository.entries(commit, sorted(paths))
    return {ground.outer(path): entry for path, entry in ground.records.tree(commit).items()}


def ignored(ground: Ground, paths: Sequence[str]) -> set[str]:
    """Return which new files are told to be kept out of what is committed."""
    if not paths:
        return set()
    few = ("--", *paths) if len(paths) <= _FEW else ()
    asked = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard")
    listed = ground.repository.git.ask(*asked, *few).decode("utf-8", "surrogateescape")
    return set(listed.split("\0")).intersection(paths)


def others(ground: Ground) -> list[str]:
    """Return the files that are no records and not as they were committed, new ones too."""
    listed = ground.repository.git.ask(
        *ground.repository.git.without_filters(),
        *("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"),
        "--ignore-submodules=all",
    )
    lines = listed.decode("utf-8", "surrogateescape").split("\0")
    found = [line[3:] for line in lines if line]
    return [path for path in found if not ground.is_record(path)]
