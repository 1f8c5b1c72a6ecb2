"""Makes git repositories of records, with a history of two years, and keeps them for next time.

    python -m benchmarks.repository COUNT FOLDER

The first commit holds all that was there two years ago, the last one the twenty promises that
changed on the last day. The files of other programs stand beside, in `peers/`.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import IO, NamedTuple

from benchmarks.circle import TODAY
from benchmarks.ledgers import ledgers
from benchmarks.records import Record, records

SEED = 7
SOURCES = ("words.py", "circle.py", "records.py", "ledgers.py", "repository.py")
BRANCH = "refs/heads/main"
AUTHOR = "Tomas Ibarra <tomas@lane.example.org>"


class Repository(NamedTuple):
    """A repository that was made: its work tree, and the files of other programs."""

    root: Path
    peers: Path
    size: int


def ready(count: int, keep: Path) -> Repository:
    """Return a repository of so many records below a folder, made now unless it is there."""
    folder = keep / "repositories" / f"{count}-{SEED}-{_source()}"
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _make_apart(count, unfinished)
        unfinished.rename(folder)
    repository = Repository(folder / "records", folder / "peers", count)
    settle(repository.root)
    return repository


def _make_apart(count: int, folder: Path) -> None:
    # Another process: what it holds would be counted as memory of what is measured here.
    words = (sys.executable, "-m", __spec__.name, str(count), str(folder.absolute()))
    subprocess.run(words, cwd=Path(__file__).parents[1], check=True)


def settle(root: Path) -> None:
    """Bring a work tree back to its last commit, and its index in order."""
    git(root, "reset", "--quiet", "--hard")
    # As long as files are as young as the index, git reads them again each time.
    time.sleep(1.1)
    git(root, "status", "--porcelain")


def surroundings(root: Path) -> dict[str, str]:
    """Return an environment in which a person's settings do not count, nor another repository."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return own | {
        "GIT_CEILING_DIRECTORIES": str(root.resolve().parent),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C.UTF-8",
    }


def git(root: Path, *words: str) -> str:
    """Run git; return what it prints."""
    command = ("git", *words)
    done = subprocess.run(
        command, cwd=root, env=surroundings(root), stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def _source() -> str:
    code = b"".join((Path(__file__).parent / name).read_bytes() for name in SOURCES)
    return hashlib.sha256(code).hexdigest()[:12]


def make(count: int, folder: Path, commits: int = 0, seed: int = SEED) -> Repository:
    """Make a repository of so many records in a new folder, with 20 to 200 commits."""
    made = Repository(folder / "records", folder / "peers", count)
    made.root.mkdir(parents=True)
    git(made.root, "init", "--quiet", "--template=", f"--initial-branch={BRANCH[11:]}")
    days = _days(commits or min(200, max(20, count // 50)))
    with _importer(made.root) as stream, ledgers(made.peers, count) as others:
        changes: list[list[bytes]] = [[] for _ in days]
        mark = 0
        for record in records(count, seed):
            others.add(record)
            for at, text in _versions(record, days):
                mark += 1
                stream.write(b"blob\nmark :%d\n" % mark)
                _data(stream, text)
                changes[at].append(b"M 100644 :%d %s\n" % (mark, record.path.encode()))
        for day, changed in zip(days, changes, strict=True):
            _commit(stream, day, changed)
    git(made.root, "reset", "--quiet", "--hard")
    return made


@contextmanager
def _importer(root: Path) -> Iterator[IO[bytes]]:
    """Open what git imports from: a stream of contents and commits."""
    command = ("git", "fast-import", "--quiet", "--date-format=raw")
    environment = surroundings(root)
    with subprocess.Popen(command, cwd=root, env=environment, stdin=subprocess.PIPE) as importer:
        assert importer.stdin
        with importer.stdin as stream:
            yield stream
    if importer.returncode:
        raise subprocess.CalledProcessError(importer.returncode, command)


def _days(commits: int) -> list[date]:
    """Return the days of the commits: evenly over two years until yesterday, and today."""
    ago = (730 - 729 * at // (commits - 2) for at in range(commits - 1))
    return [*(TODAY - timedelta(days=days) for days in ago), TODAY]


def _versions(record: Record, days: list[date]) -> Iterator[tuple[int, bytes]]:
    """Yield with which commits a record changed, and to what."""
    changed = [record.since, *(said for said, _ in record.entries)]
    for at, _ in groupby(bisect_left(days, day) for day in changed):
        yield at, record.text(days[at]).encode()


def _data(stream: IO[bytes], text: bytes) -> None:
    stream.write(b"data %d\n%s\n" % (len(text), text))


def _commit(stream: IO[bytes], day: date, changes: list[bytes]) -> None:
    # At noon, when it is the same day in most places.
    seconds = int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())
    stream.write(
        b"commit %s\ncommitter %s %d +0000\n" % (BRANCH.encode(), AUTHOR.encode(), seconds)
    )
    _data(stream, f"Records until {day}\n".encode())
    stream.writelines(changes)
    stream.write(b"\n")


def main() -> None:
    """Make a repository, as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repository")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    parser.add_argument("--commits", type=int, default=0, help="(default: 20 to 200)")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    make(options.count, options.folder, options.commits, options.seed)


if __name__ == "__main__":
    main()
