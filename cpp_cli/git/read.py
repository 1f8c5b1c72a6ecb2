"""Reading a repository: what was committed, what is on disk beside it, and nothing run for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from cpp_cli.errors import NoSurroundings
from cpp_cli.git.folder import Place, is_marked, place_of
from cpp_cli.git.run import Git, trouble
from cpp_cli.models.kinds import RECORDS
from cpp_cli.reading.text import MAX_BYTES

_WHOLE = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_FIRST, _LAST = date(1970, 1, 2), date(9000, 1, 1)
"""Days before and after which no clock of a computer counts, and so nothing was committed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands at a path of a commit: its mode in six digits, and the id of its content."""

    mode: str
    id: str


class Repository:
    """The repository around some records. Paths are relative to the records' root.

    A commit is asked for by its whole hash: `resolve` makes one of what people type.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.git = Git(place)

    @classmethod
    def find(cls, root: Path) -> "Repository | None":
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
        return found if answer.status == 0 and _WHOLE.fullmatch(found) else None

    def on_day(self, day: date, tip: str) -> str | None:
        """Return the last commit on the way to `tip` before the local day ended.

        Only first parents count: what was worked on elsewhere was here when it was merged.
        """
        if day < _FIRST:
            return None
        # Where clocks are set back at midnight the last hour comes twice: its second time ends.
        end = datetime.combine(min(day, _LAST), time(23, 59, 59, fold=1))
        until = f"--before=@{int(end.timestamp())} +0000"
        return _one(self.git.ask("rev-list", "-1", "--first-parent", until, whole(tip)))

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
            *self._without_filters(),
            *("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"),
            *("--ignore-submodules=all", "--", self.place.prefix + below),
        )
        return {self._own(line[3:]): line[:2] for line in _parts(listed)}

    def contents(self, ids: Iterable[str]) -> dict[str, bytes | None]:
        """Return the content of each id, cut after one byte more than a record may have.

        None is said of what is not here, and of what is not the content of a file.
        """
        wanted = dict.fromkeys(whole(one) for one in ids)
        found: dict[str, bytes | None] = dict.fromkeys(wanted)
        small = []
        for one, size in self._sizes(wanted):
            if size <= MAX_BYTES:
                small.append(one)
            else:
                found[one] = self.git.head_of("cat-file", "blob", one, limit=MAX_BYTES + 1)
        return found | self._whole_contents(small)

    def _sizes(self, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
        wanted = set(ids)
        asked = ("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
        answer = self.git.run(*asked, stdin=_lines(wanted))
        if "promisor" in answer.reason:
            # Of a partial clone git will not say what is missing; so it says all that is here.
            answer = self.git.run(*asked, "--batch-all-objects", "--unordered")
        if answer.status != 0:
            raise trouble(answer.reason)
        for line in answer.out.decode().splitlines():
            one, kind, *size = line.split(" ")
            if kind == "blob" and one in wanted:
                yield one, int(size[0])

    def _whole_contents(self, ids: list[str]) -> dict[str, bytes]:
        data = self.git.ask("cat-file", "--batch", "--buffer", stdin=_lines(ids)) if ids else b""
        found, start = {}, 0
        while start < len(data):
            end = data.index(b"\n", start)
            one, _, size = data[start:end].decode().split(" ")
            start = end + 1 + int(size) + 1
            found[one] = data[end + 1 : start - 1]
        return found

    def _without_filters(self) -> Iterator[str]:
        """Yield the options that take every program away that git would run on a file's content.

        Their names hold what their author likes, also `=`: so `-c` does not do.
        """
        asked = ("config", "--name-only", "-z", "--get-regexp", r"^filter\.")
        names = _parts(self.git.answers(*asked).out)
        for name in sorted({name.rpartition(".")[0] for name in names}):
            for setting in ("clean", "smudge", "process"):
                yield f"--config-env={name}.{setting}=CPP_NOTHING"
            yield f"--config-env={name}.required=CPP_FALSE"

    def _own(self, path: str) -> str:
        return path.removeprefix(self.place.prefix)


_VERIFY = ("rev-parse", "--verify", "--quiet", "--end-of-options")


def whole(commit: str) -> str:
    """Return the hash if it is a whole one; nothing else is ever passed on to git."""
    if not _WHOLE.fullmatch(commit):
        raise ValueError(f"not a whole hash: {commit!r}")
    return commit


def is_committed(root: Path, path: str) -> bool:
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


def rows(data: bytes) -> Iterator[tuple[list[str], str]]:
    """Yield the facts and the path of each line of a listing."""
    for row in _parts(data):
        facts, _, path = row.partition("\t")
        yield facts.split(" "), path


def _lines(ids: Iterable[str]) -> bytes:
    return "".join(f"{one}\n" for one in ids).encode()


def _one(out: bytes) -> str | None:
    return out.decode().strip() or None
