"""Reading a repository: what was committed, what is on disk beside it, and nothing run for it."""

import os

from cpp_cli.errors import NoSurroundings
from cpp_cli.git.folder import Place, is_marked, place_of
from cpp_cli.git.run import Git
from cpp_cli.models.kinds import RECORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

_LENGTHS = (40, 64)
_DIGITS = frozenset("0123456789abcdef")


class Entry:
    """What stands at a path of a commit: its mode in six digits, and the id of its content."""

    __slots__ = ("id", "mode")

    def __init__(self, mode: str, id: str) -> None:
        self.mode = mode
        self.id = id

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and (self.mode, self.id) == (other.mode, other.id)


class Repository:
    """The repository around some records. Paths are relative to the records' root.

    A commit is asked for by its whole hash: `resolve` makes one of what people type.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.git = Git(place)

    @classmethod
    def find(cls, root: "str | os.PathLike[str]") -> "Repository | None":
        """Return the repository around `root`; None outside one. Git is not run for it."""
        place = place_of(root)
        return cls(place) if place else None

    def resolve(self, revision: str) -> str | None:
        """Return the whole hash of the commit that people mean, or None where there is none."""
        # `:/words` would search for the words together with what is added here.
        if "\0" in revision or revision.startswith(":"):
            return None
        answer = self.git.run(*_VERIFY, f"{revision}^{{commit}}")
        if answer.status > 1:
            # Such as `@{upstream}` without one: git calls it fatal, but the repository is fine.
            self.git.ask("rev-parse", "--git-dir")
        found = answer.out.decode().strip()
        return found if answer.status == 0 and _is_whole(found) else None

    def on_day(self, day: "date", tip: str) -> str | None:
        """Return the last commit on the way to `tip` before the local day ended.

        Only first parents count: what was worked on elsewhere was here when it was merged.
        """
        from datetime import date, datetime, time

        # Before and after these no clock of a computer counts, and so nothing was committed.
        first, last = date(1970, 1, 2), date(9000, 1, 1)
        if day < first:
            return None
        # Where clocks are set back at midnight the last hour comes twice: its second time ends.
        end = datetime.combine(min(day, last), time(23, 59, 59, fold=1))
        until = f"--before=@{int(end.timestamp())} +0000"
        return _one(self.git.ask("rev-list", "-1", "--first-parent", until, whole(tip)))

    def day_of(self, commit: str) -> "date | None":
        """Return the local day on which a commit was made; None where no clock said so."""
        told = self.git.ask("cat-file", "commit", whole(commit)).partition(b"\n\n")[0]
        lines = (line for line in told.split(b"\n") if line.startswith(b"committer "))
        words = next(lines, b"").decode("utf-8", "replace").split(" ")
        return day_at(words[-2]) if len(words) > 2 else None

    def main(self) -> str | None:
        """Return the last commit of the main branch that is known here; None before the first."""
        found = map(self.resolve, ("refs/remotes/origin/HEAD", "refs/heads/main", "HEAD"))
        return next(filter(None, found), None)

    def branch(self) -> str | None:
        """Return the name of the branch that is worked on, also before it has a commit."""
        answer = self.git.answers("symbolic-ref", "--quiet", "HEAD")
        return _text(answer.out).strip().removeprefix("refs/heads/") or None

    def is_shallow(self) -> bool:
        """Whether the older commits are not here."""
        return self.git.ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def merge_base(self, one: str, other: str) -> str | None:
        """Return the last commit that two have in common."""
        return _one(self.git.answers("merge-base", whole(one), whole(other)).out)

    def tree(self, commit: str, below: str = RECORDS) -> dict[str, Entry]:
        """Return what a commit holds at and below a path."""
        listed = self.git.ask(
            "ls-tree", "-r", "-z", "--full-tree", whole(commit), "--", self.place.prefix + below
        )
        return {self._own(path): Entry(of[0], of[2]) for of, path in rows(listed)}

    def entries(self, commit: str, paths: "Sequence[str]") -> dict[str, Entry]:
        """Return what a commit holds at some paths, where there is anything."""
        asked = (self.place.prefix + path for path in paths)
        listed = self.git.ask(*_LITERALLY, *_LISTED, whole(commit), "--", *asked)
        return {self._own(path): Entry(of[0], of[2]) for of, path in rows(listed)}

    def index(self, below: str = RECORDS) -> dict[str, Entry]:
        """Return what the person has set aside to be committed, at and below a path."""
        listed = self.git.ask("ls-files", "-s", "-z", "--", self.place.prefix + below)
        return {self._own(path): Entry(of[0], of[1]) for of, path in rows(listed)}

    def changed(self, old: str, new: str, below: str = RECORDS) -> list[str]:
        """Return the paths that two commits do not have alike."""
        listed = self.git.ask(
            *("diff-tree", "-r", "-z", "--no-renames", "--name-only", "--ignore-submodules=none"),
            *(whole(old), whole(new), "--", self.place.prefix + below),
        )
        return [self._own(path) for path in _parts(listed)]

    def uncommitted(self, below: str = RECORDS) -> dict[str, str]:
        """Return the paths that are not on disk as in the last commit, new ones included.

        Each has git's two letters: set aside to be committed, and on disk beside that.
        """
        listed = self.git.ask(
            *self.git.without_filters(),
            *("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"),
            *("--ignore-submodules=all", "--", self.place.prefix + below),
        )
        return {self._own(line[3:]): line[:2] for line in _parts(listed)}

    def tree_id(self, commit: str, below: str = RECORDS) -> str | None:
        """Return the id of the folder that a commit holds at a path, or None where it has none."""
        named = os.fsencode(f"{whole(commit)}:{self.place.prefix}{below}\n")
        # No line can hold a name with a line end: what is asked is then two questions.
        if named.count(b"\n") > 1:
            return self._tree_id_slowly(commit, below)
        found = self.git.ask("cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=named)
        one, _, kind = found.decode("utf-8", "surrogateescape").strip().rpartition(" ")
        return one if kind == "tree" else None

    def _tree_id_slowly(self, commit: str, below: str) -> str | None:
        asked = ("ls-tree", "-d", "-z", "--full-tree", whole(commit), "--")
        for of, _ in rows(self.git.ask(*asked, self.place.prefix + below)):
            return of[2] if of[1] == "tree" else None
        return None

    def differing(self, old: str, new: str, below: str = RECORDS) -> list[str] | None:
        """Return the paths that two trees of the same folder do not have alike.

        None where one of them is not here.
        """
        answer = self.git.run(
            *("diff-tree", "-r", "-z", "--no-renames", "--name-only", "--ignore-submodules=none"),
            *(whole(old), whole(new)),
        )
        if answer.status != 0:
            return None
        return [f"{below}/{path}" for path in _parts(answer.out)]

    def listing(
        self, tree: str, below: str = RECORDS, paths: "Sequence[str] | None" = None
    ) -> dict[str, Entry]:
        """Return what a tree holds, by paths as if it were the folder `below`.

        All that it holds, or what it has at some paths.
        """
        asked = [path[len(below) + 1 :] for path in paths or ()]
        which = ("--", *asked) if asked and all(asked) else ("-r",)
        listed = self.git.ask(*_LITERALLY, *_LISTED, whole(tree), *which)
        return {f"{below}/{path}": Entry(of[0], of[2]) for of, path in rows(listed)}

    def contents(self, ids: "Iterable[str]") -> dict[str, bytes | None]:
        """Return the content of each id, cut after one byte more than a record may have.

        None is said of what is not here, and of what is not the content of a file.
        """
        return dict(self.each_content(ids))

    def each_content(self, ids: "Iterable[str]") -> "Iterator[tuple[str, bytes | None]]":
        """Yield each id once with its content, as `contents` returns them, and keep none."""
        from cpp_cli.git.blobs import each

        return each(self.git, [whole(one) for one in dict.fromkeys(ids)])

    def _own(self, path: str) -> str:
        return path.removeprefix(self.place.prefix)


_LITERALLY = ("--literal-pathspecs",)
_LISTED = ("ls-tree", "-z", "--full-tree")
_VERIFY = ("rev-parse", "--verify", "--quiet", "--end-of-options")


def _is_whole(commit: str) -> bool:
    return len(commit) in _LENGTHS and _DIGITS.issuperset(commit)


def whole(commit: str) -> str:
    """Return the hash if it is a whole one; nothing else is ever passed on to git."""
    if not _is_whole(commit):
        raise ValueError(f"not a whole hash: {commit!r}")
    return commit


def day_at(seconds: str) -> "date | None":
    """Return the local day of a time that git tells; None where no clock can have said so."""
    import time

    from cpp_cli.days import date

    try:
        return date(*time.localtime(int(seconds))[:3])
    except (ValueError, OverflowError, OSError):
        return None


def is_committed(root: "str | os.PathLike[str]", path: str) -> bool:
    """Whether the last commit of the repository at `root` holds a file at `path`.

    Outside a repository nothing is committed. Where there is one and git cannot be asked,
    everything counts as committed: what is strict is safe.
    """
    repository = Repository.find(root)
    if repository is None:
        return is_marked(root)
    try:
        head = repository.git.run(*_VERIFY, "HEAD")
        if head.status == 1:
            return False
        return path in repository.tree(head.out.decode().strip(), path)
    except (NoSurroundings, ValueError):
        return True


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _parts(data: bytes) -> list[str]:
    return [_text(part) for part in data.split(b"\0") if part]


def rows(data: bytes) -> "Iterator[tuple[list[str], str]]":
    """Yield the facts and the path of each line of a listing."""
    for row in _parts(data):
        facts, _, path = row.partition("\t")
        yield facts.split(" "), path


def _one(out: bytes) -> str | None:
    return out.decode().strip() or None
