"""Which files below `records/` may not be those of the last commit: exactly, and at once.

Git is asked for the files whose stat data are not those of its index, and for nothing that looks
into a file: what it takes for unchanged may have been converted on the way to the disk, or written
anew within the second that its times are counted in. What the index holds is vouched for once, by
`vouch`, whenever it changes. Git passes over some things that a walk over the folders would see
(pipes, empty folders, what is ignored), so their names are compared with those of the index here.
"""

import os
from stat import S_ISDIR

from cpp_cli.git.folder import place_of
from cpp_cli.git.index import NOTE, Index, Known
from cpp_cli.git.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.git.folder import Place
    from cpp_cli.git.start import Started

_TRIES = 3
_LONGEST_HASH = 32


class State:
    """In which state the records are.

    `commit` is the last one, and `tree` the id of its `records/`. `changed` are the paths at which
    the bytes on disk may not be those of the tree: all others are files, and hold exactly those.
    """

    __slots__ = ("changed", "commit", "tree")

    def __init__(self, commit: str, tree: str, changed: frozenset[str]) -> None:
        self.commit = commit
        self.tree = tree
        self.changed = changed


def begin(root: "str | os.PathLike[str]") -> "Asked | None":
    """Start to ask git about the records, and return at once; None outside of a repository."""
    place = place_of(root)
    return Asked(place) if place else None


class Asked:
    """What git is asked about the records of one repository."""

    def __init__(self, place: "Place") -> None:
        self.place = place
        self.index = Index(place)
        self._checksum = b""
        self._head: Started | None = None
        self._files: Started | None = None
        self._answer: State | None = None
        self._is_answered = False
        self._start_safely()

    def state(self) -> State | None:
        """Wait, and return the state; None where git cannot vouch for what is on the disk.

        It is asked for once; later the same is returned.
        """
        if not self._is_answered:
            self._answer, self._is_answered = self._asked_for(), True
        return self._answer

    def end(self) -> None:
        """End what still runs: nobody wants to know any more."""
        for started in filter(None, (self._head, self._files)):
            started.end()

    def _asked_for(self) -> State | None:
        from cpp_cli.errors import NoSurroundings

        try:
            for _ in range(_TRIES):
                found = self._found()
                if found is None or self._checksum == self._checksum_now():
                    return found
                self._start()
        except (NoSurroundings, OSError, ValueError, LookupError):
            pass
        return None

    def _start_safely(self) -> None:
        from cpp_cli.errors import NoSurroundings

        try:
            self._start()
        except (NoSurroundings, OSError):
            self._head = self._files = None

    def _start(self) -> None:
        self._checksum = self._checksum_now()
        below = self.index.below
        self._head = self.index.started("rev-parse", "HEAD", f"HEAD:{below}")
        self._files = self.index.started(
            *self._without_filters(),
            *("diff-files", "--name-status", "-z", "--no-renames", "--ignore-submodules=all"),
            *("--", below),
        )

    def _without_filters(self) -> list[str]:
        if self.index.alone and not any(map(_may_name_programs, self._settings_files())):
            return []
        return self.index.without_filters()

    def _settings_files(self) -> list[str]:
        place = self.place
        names = ((place.common, "config"), (place.own, "config.worktree"))
        return [os.path.join(folder, name) for folder, name in names]

    def _checksum_now(self) -> bytes:
        """Return the checksum that ends the index; nothing where it has none."""
        try:
            with open(os.path.join(self.place.own, "index"), "rb") as file:
                file.seek(-_LONGEST_HASH, os.SEEK_END)
                end = file.read()
        except (OSError, ValueError):
            return b""
        # A repository may leave the checksum out, and writes zeros.
        return end.hex().encode() if end[-16:].strip(b"\0") else b""

    def _found(self) -> State | None:
        if self._head is None or self._files is None:
            return None
        noted = _noted(Memo(self.place), self._checksum)
        head, files = self._head.finish(), self._files.finish()
        if head[0] != 0 and self.index.alone:
            # Perhaps the person has said that the folder of somebody else is to be trusted.
            self.index.alone = False
            self._start()
            return self._found()
        ids = head[1].split()
        if head[0] or files[0] or files[2] or len(ids) != 2:
            return None
        dirty = self._dirty(files[1])
        if noted is None or noted.commit != ids[0]:
            from cpp_cli.git.vouch import known

            noted = known(self.index, self._checksum, ids[0], dirty)
        changed = self._changed(noted, dirty)
        if self.index.records in changed:
            return None
        paths = frozenset(one.decode("utf-8", "surrogateescape") for one in changed)
        return State(ids[0].decode(), ids[1].decode(), paths)

    def _dirty(self, printed: bytes) -> dict[bytes, bytes]:
        words = printed.split(b"\0")
        return {
            self.index.own(path): letter
            for letter, path in zip(words[::2], words[1::2], strict=False)
        }

    def _changed(self, known: Known, dirty: dict[bytes, bytes]) -> set[bytes]:
        """Return the paths that may differ, with all that a walk would see below them."""
        top = os.fsencode(self.place.top) + b"/" + self.index.prefix
        others, gone = _others(top, known.folders)
        others.update(path for path, letter in dirty.items() if letter != b"M")
        others.update(known.odd)
        changed = {*dirty, *known.staged, *gone}
        for path in others:
            changed.update(_below(top, path))
        return changed


def _noted(memo: Memo, checksum: bytes) -> Known | None:
    parts = memo.read(NOTE) if checksum else None
    if not parts or parts[0] != checksum:
        return None
    return Known.of(parts)


def _may_name_programs(settings: str) -> bool:
    try:
        with open(settings, "rb") as file:
            said = file.read().lower()
    except FileNotFoundError:
        return False
    return b"filter" in said or b"include" in said


def _others(top: bytes, folders: dict[bytes, bytes]) -> tuple[set[bytes], set[bytes]]:
    """Return what the index does not have in its folders, and what these do not have any more."""
    others: set[bytes] = set()
    gone: set[bytes] = set()
    for folder in sorted(folders):
        known = folders[folder].split(b"/") if folders[folder] else []
        if folder.rpartition(b"/")[0] in gone or not _is_folder(top + folder):
            gone.add(folder)
            gone.update(folder + b"/" + name for name in known)
            continue
        names = set(os.listdir(top + folder))
        if len(names) != len(known) or not names.issuperset(known):
            others.update(folder + b"/" + name for name in names.difference(known))
            gone.update(folder + b"/" + name for name in set(known) - names)
    return others, gone


def _is_folder(path: bytes) -> bool:
    try:
        return S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _below(top: bytes, path: bytes) -> list[bytes]:
    """Return a path with all that a walk would see below it."""
    from cpp_cli.reading.paths import seen

    found, folders = [path], [path]
    while folders:
        folder = folders.pop()
        if not _is_folder(top + folder) or seen(f"{os.fsdecode(folder)}/."):
            continue
        inner = [folder + b"/" + name for name in os.listdir(top + folder)]
        found += inner
        folders += inner
    return found
