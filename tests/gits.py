"""Repositories for tests, made by plain git as somebody who works in them."""

import hashlib
import os
import shlex
import stat
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cpp_cli.git.read import Repository
from cpp_cli.git.state import State, begin
from cpp_cli.reading.snapshot import WorkingTree
from tests.support import write_files

PROGRAM = "records/program.yaml"
WHO = ("-c", "user.name=Maria", "-c", "user.email=maria@example.org")
LONG_AGO = (1_500_000_000, 1_500_000_000)
"""Times of a file, in seconds."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """An environment in which git knows nobody and looks for nothing above a folder."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ |= {
        "GIT_CONFIG_GLOBAL": str(folder / "global.gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def git(folder: Path, *arguments: str, stdin: str = "") -> str:
    """Run git as somebody who works there; return what it prints."""
    done = subprocess.run(
        ["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True, input=stdin.encode()
    )
    return done.stdout.decode("utf-8", "surrogateescape").strip()


def commit_all(folder: Path, message: str = "records", day: str = "") -> str:
    """Commit everything in a folder, at noon of a day where one is given; return the hash."""
    git(folder, "add", "--all")
    if day:
        os.environ["GIT_COMMITTER_DATE"] = os.environ["GIT_AUTHOR_DATE"] = f"{day}T12:00:00"
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        os.environ.pop(name, None)
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, files: Mapping[str, str | bytes], *options: str) -> Path:
    """Make a repository whose first commit holds some files."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *options)
    write_files(folder, files)
    commit_all(folder)
    return folder


def in_secret(file: Path, text: str) -> None:
    """Write a file anew without a trace in its size and its time."""
    before = file.stat()
    assert len(text) == before.st_size
    file.write_text(text)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def found(root: Path) -> Repository:
    """Return the repository around a folder, which is there."""
    known = Repository.find(root)
    assert known is not None
    return known


def state_of(root: str | Path) -> State:
    """Return the state of some records, of which git can vouch for."""
    asked = begin(root)
    state = asked.state() if asked else None
    assert state is not None
    return state


def vouched(root: Path) -> frozenset[str]:
    """Return what has changed; fail where a path is forgotten that is not as it was committed."""
    state = state_of(root)
    prefix = git(root, "rev-parse", "--show-prefix")
    assert state.commit == git(root, "rev-parse", "HEAD")
    assert state.tree == git(root, "rev-parse", f"HEAD:{prefix}records")
    listed = git(root, "ls-tree", "-r", "-z", "HEAD", "records").split("\0")
    tree = {line.partition("\t")[2]: line.split(maxsplit=3) for line in listed if line}
    wrong = [
        path
        for path in sorted({*tree, *WorkingTree(root).paths()} - state.changed)
        if path not in tree or not _is_as_committed(root / path, *tree[path][:3])
    ]
    assert wrong == []
    return state.changed


def _is_as_committed(file: Path, mode: str, kind: str, blob: str) -> bool:
    if not os.path.lexists(file) or not stat.S_ISREG(file.lstat().st_mode):
        return False
    data = file.read_bytes()
    algorithm = hashlib.sha1 if len(blob) == 40 else hashlib.sha256
    found = algorithm(b"blob %d\0%b" % (len(data), data)).hexdigest()
    return kind == "blob" and mode in ("100644", "100755") and found == blob


class Canary:
    """A program that leaves a trace when it runs."""

    def __init__(self, folder: Path) -> None:
        self.traces = folder / "traces"
        self.traces.mkdir(parents=True)
        self._program = folder / "canary.sh"
        # As an editor of a file's content it gives back what it gets; to talk would be to wait.
        self._program.write_text(
            f'#!/bin/sh\ntouch {shlex.quote(str(self.traces))}/"$1"\n'
            'case "$1" in filter.*.clean|*textconv) shift; cat "$@" ;; esac\n'
        )
        self._program.chmod(0o755)

    def command(self, name: str) -> str:
        """Return the words that run it under a name."""
        return f"{shlex.quote(str(self._program))} {name}"

    def file(self, path: Path, name: str) -> Path:
        """Make a file that runs it under a name, as a hook is one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{self.command(name)} </dev/null\n")
        path.chmod(0o755)
        return path

    def ran(self) -> set[str]:
        """Return the names under which it ran, and forget them."""
        names = {trace.name for trace in self.traces.iterdir()}
        for name in names:
            (self.traces / name).unlink()
        return names
