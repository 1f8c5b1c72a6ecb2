"""The small repository in which a command is tried, again and again from the same state."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.rigs.commands import Scenario
from tests.rigs.driver import environment
from tests.support import write_files

Files = Mapping[str, bytes | None]
"""Paths below a folder, and their bytes; None is a folder."""

TEMPORARY = re.compile(r"(^|.*/)\.[^/]*\.tmp$")
_ASIDE = (".git/cpp/", ".cpp/")
_LOCK = ("/lock", "/owner")
_CACHE = tuple(f"{folder}cache" for folder in _ASIDE)


class Place:
    """A folder `repo` with the records, and beside it what a command prints."""

    def __init__(self, folder: Path, start: Files) -> None:
        self.root = folder / "repo"
        self.out = folder / "said"
        self.start = start

    def reset(self) -> None:
        """Put everything back to the start."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        for path, data in self.start.items():
            if data is None:
                (self.root / path).mkdir(exist_ok=True)
            else:
                (self.root / path).write_bytes(data)

    def everything(self) -> Files:
        """Return every file and folder, git's own too, folders before what is in them."""
        return read(self.root)


def read(root: Path) -> Files:
    """Return every file and folder below a folder, folders before what is in them."""
    found: dict[str, bytes | None] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in sorted(os.scandir(root / folder), key=lambda entry: entry.name):
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                found[path] = None
                folders.append(f"{path}/")
            else:
                found[path] = Path(entry.path).read_bytes()
    return found


def records(files: Files) -> dict[str, bytes]:
    """Return the files that are people's: neither git's nor set aside nor temporary."""
    return {
        path: data
        for path, data in files.items()
        if data is not None
        and not path.startswith((".git/", *_ASIDE))
        and not TEMPORARY.match(path)
    }


def temporary(files: Files) -> list[str]:
    """Return the paths of temporary files, wherever they are."""
    return [path for path in files if TEMPORARY.match(path)]


def aside(files: Files) -> set[str]:
    """Return what the program keeps beside the records: a journal, a draft.

    Not the lock: it stays, and whose it was last is for people only. Nor the cache, which may go
    away at any time.
    """
    return {
        path
        for path, data in files.items()
        if data is not None and path.startswith(_ASIDE) and not path.endswith(_LOCK)
        if not path.startswith(_CACHE)
    }


def of_git(files: Files) -> dict[str, bytes | None]:
    """Return git's own files."""
    return {
        path: data
        for path, data in files.items()
        if path.startswith(".git/") and not f"{path}/".startswith(_ASIDE)
    }


def start_of(scenario: Scenario, folder: Path) -> Files:
    """Return the files on which a command is tried: everything committed, where there is git."""
    root = folder / "made"
    root.mkdir(parents=True)
    write_files(root, scenario.records)
    if scenario.git:
        git(root, "init", "-q", "--template=")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "Records")
    found = read(root)
    shutil.rmtree(root)
    return found


def git(root: Path, *arguments: str) -> str:
    """Run git, whatever the configuration of this machine says; return what it prints."""
    identity = ["-c", "user.name=Maria", "-c", "user.email=maria@example.org"]
    done = subprocess.run(
        ["git", *identity, *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode("utf-8", errors="replace")


@contextmanager
def workshop() -> Iterator[Path]:
    """Make a folder for a while: in memory where that is possible, which spares the disk."""
    memory = Path("/dev/shm")
    where = memory if os.access(memory, os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(prefix="cpp-rig-", dir=where) as folder:
        yield Path(folder)
