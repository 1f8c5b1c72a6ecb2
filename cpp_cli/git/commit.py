"""Committing: files go into a commit of a branch without the person's index or files being touched.

All of it is plumbing, and runs no program but git, and the one that signs where the person signs.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.errors import Refused
from cpp_cli.git.endings import Rule, rules, with_line_ends
from cpp_cli.git.message import message
from cpp_cli.git.move import branch_ref, move
from cpp_cli.git.read import Entry, Repository, rows, whole
from cpp_cli.git.run import words
from cpp_cli.git.trust import refuse_foreign_programs
from cpp_cli.messages import t
from cpp_cli.render.safe import exact_line, one_line

_PLAIN, _PROGRAM = "100644", "100755"
_ATTRIBUTES = ".gitattributes"


Files = Mapping[str, bytes | Entry | None]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be committed: files by path (None: taken away), and who says what of it.

    An entry of another commit is taken as it is: a link, a program, another repository. Paths are
    relative to the records' root, as everywhere.
    """

    files: Files
    subject: str
    author: str
    email: str
    body: str = ""


def commit(
    repository: Repository, change: Change, parents: Sequence[str], branch: str, old: str | None
) -> str:
    """Commit a change upon its first parent and move a branch there; return the commit's hash.

    The branch is moved only from `old` (None: it is new); from elsewhere it is `Moved`. Without
    parents it is the first commit. A change that changes nothing makes no commit.
    """
    branch_ref(repository, branch)
    new = made(repository, change, parents)
    move(repository, branch, new, old, change.subject, who(change))
    return new


def made(repository: Repository, change: Change, parents: Sequence[str]) -> str:
    """Make a commit that no branch has yet, and return its hash."""
    tree = _tree(repository, change.files, parents)
    if len(parents) == 1 and tree == _tree_of(repository, parents[0]):
        return whole(parents[0])
    return _committed(repository, change, tree, parents)


def _committed(repository: Repository, change: Change, tree: str, parents: Sequence[str]) -> str:
    asked = repository.git.answers("config", "--type=bool", "--get", "commit.gpgSign")
    signed = asked.out.strip() == b"true"
    if signed:
        refuse_foreign_programs(repository)
    words = [word for parent in parents for word in ("-p", whole(parent))]
    made = repository.git.ask(
        *("commit-tree", "--gpg-sign" if signed else "--no-gpg-sign", *words, tree),
        stdin=message(change.subject, change.body).encode(),
        more=who(change),
    )
    return made.decode().strip()


def who(change: Change) -> dict[str, str]:
    """Return what tells git who makes a commit."""
    name, email = one_line(change.author), one_line(change.email)
    return {
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": email,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": email,
    }


def _tree_of(repository: Repository, commit_: str) -> str:
    asked = ("rev-parse", "--verify", "--end-of-options", f"{whole(commit_)}^{{tree}}")
    return repository.git.ask(*asked).decode().strip()


def _tree(repository: Repository, files: Files, parents: Sequence[str]) -> str:
    for path in files:
        if "\0" in path or {"", ".", ".."} & set(path.split("/")):
            raise _impossible(exact_line(path))
    with tempfile.TemporaryDirectory(prefix="cpp-") as folder:
        new = _NewTree(repository, Path(folder))
        new.begin(parents)
        full = {repository.place.prefix + path: data for path, data in files.items()}
        # What the change says about line ends already counts for its other files.
        for first in (True, False):
            part = {path: full[path] for path in full if _says_how(path) is first}
            if part:
                new.lay(part)
        return new.written()


def _impossible(path: str) -> Refused:
    return Refused(t("{path} cannot be committed; nothing was changed.", path=path))


def _says_how(path: str) -> bool:
    return path.rpartition("/")[2] == _ATTRIBUTES


class _NewTree:
    """The files of a commit to be, in an index of its own, which is gone afterwards."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        self._git = repository.git
        self._repository = repository
        self._folder = folder
        self._index = {"GIT_INDEX_FILE": str(folder / "index")}

    def begin(self, parents: Sequence[str]) -> None:
        """Begin with the files of the first parent."""
        start = [whole(parents[0])] if parents else ["--empty"]
        self._git.ask("read-tree", *start, more=self._index)

    def lay(self, files: Files) -> None:
        """Lay files over those that are there; their paths lead from the top of the repository."""
        before = self._entries()
        kept = {path: data for path, data in files.items() if isinstance(data, bytes)}
        taken = {path: one for path, one in files.items() if isinstance(one, Entry)}
        how = rules(self._git, list(kept), self._index)
        ids = self._stored(
            [self._as_kept(kept[path], how[path], before.get(path)) for path in kept]
        )
        gone = [path for path, data in files.items() if data is None and path in before]
        lines = [f"0 {'0' * len(before[path].id)}\t{path}\0" for path in gone]
        for path, one in zip(kept, ids, strict=True):
            was = before.get(path)
            mode = was.mode if was and was.mode == _PROGRAM else _PLAIN
            lines.append(f"{mode} {one}\t{path}\0")
        lines += [f"{one.mode} {whole(one.id)}\t{path}\0" for path, one in taken.items()]
        given = "".join(lines).encode("utf-8", "surrogateescape")
        answer = self._git.run("update-index", "-z", "--index-info", stdin=given, more=self._index)
        # Git passes over some paths, such as those below `.git`, without calling it an error.
        laid = self._entries()
        lost = [path for path in (*kept, *taken) if path not in laid]
        if lost or answer.status != 0:
            raise _impossible(exact_line(lost[0]) if lost else words(answer.reason))

    def written(self) -> str:
        """Return the id of the tree. What a partial clone lacks was in the parent and stays."""
        return self._git.ask("write-tree", "--missing-ok", more=self._index).decode().strip()

    def _entries(self) -> dict[str, Entry]:
        listed = self._git.ask("ls-files", "-s", "-z", more=self._index)
        return {path: Entry(of[0], of[1]) for of, path in rows(listed)}

    def _as_kept(self, data: bytes, rule: Rule, was: Entry | None) -> bytes:
        before = b""
        if rule is Rule.AS_IT_LOOKS and was:
            before = self._repository.contents([was.id])[was.id] or b""
        return with_line_ends(data, rule, before)

    def _stored(self, contents: Sequence[bytes]) -> list[str]:
        """Store contents as they are, all with one call; return their ids."""
        names = []
        for number, data in enumerate(contents):
            file = self._folder / f"content-{number}"
            file.write_bytes(data)
            names.append(f"{file}\n")
        asked = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        return self._git.ask(*asked, stdin="".join(names).encode()).decode().split()
