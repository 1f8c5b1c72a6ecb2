"""Many who write at once, while git commits and others read: no word is lost, none comes twice.

    python -P -m tests.rigs.writers [--writers 16] [--operations 100]

Every operation is a process of its own.
"""

import argparse
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cpp_cli.reading.load import load
from tests.rigs.commands import Scenario
from tests.rigs.driver import HUNG, Driver
from tests.rigs.place import TEMPORARY, Place, git, read, records, start_of, temporary, workshop
from tests.support import PROMISE, InMemory, partner, promise

TRIES = 8
"""How often a command that others kept from writing is tried."""

PAUSE = 0.2
"""Seconds between two commits, and between two looks of a reader: the writers need the machine."""

_BUSY = ("is still writing", "meanwhile")


class Operation(NamedTuple):
    """A command, and a word of its own that must stand so often in the records afterwards."""

    arguments: tuple[str, ...]
    word: str
    times: int = 1


@dataclass
class Total:
    """What happened, and what went wrong."""

    done: int = 0
    retries: int = 0
    waits: int = 0
    refused: int = 0
    reads: int = 0
    commits: int = 0
    committed_temporary: int = 0
    faults: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def fault(self, kind: str, words: str) -> None:
        """Take note of what went wrong."""
        self.kinds[kind] += 1
        self.faults.append(f"{kind}: {words.strip()}")

    def __str__(self) -> str:
        kinds = ", ".join(
            f"{kind} {self.kinds[kind]}" for kind in ("lost", "twice", "torn", "hung", "crashed")
        )
        speed = self.done / max(self.seconds, 0.001)
        return (
            f"operations {self.done} ({speed:.1f} a second), waited {self.waits},"
            f" retries {self.retries}, refused {self.refused}, reads {self.reads},"
            f" commits {self.commits}, with temporary files {self.committed_temporary}, {kinds}"
        )


def operations(writer: int, count: int) -> Iterator[Operation]:
    """Yield what one writer does: to records that all share, and to its own; the same each time."""
    luck = random.Random(writer)
    for number in range(count):
        word = f"W{writer:02}x{number:03}"
        yield luck.choice(_KINDS)(word, writer)


def _note(word: str, writer: int) -> Operation:
    return Operation(("meeting", "note", "listening", "--text", f"{word} said so."), word)


def _progress(word: str, writer: int) -> Operation:
    said = ("--by", "us", "--note", f"{word} said so.")
    return Operation(("commitment", "progress", PROMISE, *said), word)


def _shared_tag(word: str, writer: int) -> Operation:
    return Operation(("partner", "edit", "huerto-sol", "--add", f"tags={word}"), word)


def _own_tag(word: str, writer: int) -> Operation:
    return Operation(("partner", "edit", f"partner-{writer:02}", "--add", f"tags={word}"), word)


def _promise(word: str, writer: int) -> Operation:
    new = ("--from", "us", "--to", "huerto-sol", "--what", word, "--due", "2026-08-01")
    return Operation(("commitment", "add", *new), word)


def _meeting(word: str, writer: int) -> Operation:
    """Two files at once: one without the other would be found."""
    notes = f"- [ ] us -> huerto-sol: {word} (by 2026-08-01)"
    new = ("--title", "Check-in", "--date", "2026-05-20", "--commitments", "--notes", notes)
    return Operation(("meeting", "add", *new), word, 2)


_KINDS: Sequence[Callable[[str, int], Operation]] = (
    *(_note, _note, _progress, _progress, _shared_tag, _shared_tag, _own_tag, _own_tag),
    *(_promise, _meeting),
)


class Crowd:
    """The writers, the readers and git, all at once on one repository."""

    def __init__(self, driver: Driver, folder: Path, writers: int, count: int) -> None:
        self.driver, self.folder = driver, folder
        self.root = folder / "repo"
        self.writers, self.count = writers, count
        self.total = Total()
        self.ended = threading.Event()
        self.lock = threading.Lock()
        self.outcome: dict[str, tuple[Operation, bool]] = {}

    def run(self) -> Total:
        """Let all work until the writers are done; then look at what is there."""
        began = time.monotonic()
        with ThreadPoolExecutor(self.writers + 3) as pool:
            others = [
                pool.submit(self._reader, "validate", "All is well"),
                pool.submit(self._reader, "owes", ""),
                pool.submit(self._committer),
            ]
            for done in [pool.submit(self._writer, number) for number in range(self.writers)]:
                done.result()
            self.total.seconds = time.monotonic() - began
            self.ended.set()
            for other in others:
                other.result()
        self._look()
        return self.total

    def _writer(self, number: int) -> None:
        out = self.folder / f"writer-{number:02}"
        for operation in operations(number, self.count):
            done = self._write(operation, out)
            with self.lock:
                self.outcome[operation.word] = operation, done
                self.total.done += done
                self.total.refused += not done

    def _write(self, operation: Operation, out: Path) -> bool:
        """Try until it is written; whether it was."""
        for _ in range(TRIES):
            said = self.driver.run(operation.arguments, self.root, out)
            with self.lock:
                self.total.waits += "Waiting for" in said.stderr
                if said.status == 0:
                    return True
                if said.status not in (2, 3) or not any(word in said.stderr for word in _BUSY):
                    kind = "hung" if said.status == HUNG else "crashed"
                    self.total.fault(kind, f"{' '.join(operation.arguments)}: {said}")
                    return False
                self.total.retries += 1
        return False

    def _reader(self, command: str, starts: str) -> None:
        while not self.ended.is_set():
            said = self.driver.run([command], self.root, self.folder / f"reader-{command}")
            with self.lock:
                self.total.reads += 1
                if said.status or not said.stdout.startswith(starts):
                    self.total.fault("torn", f"what {command} read: {said}")
            self.ended.wait(PAUSE)

    def _committer(self) -> None:
        """Commit whatever is there, as a person or a program beside us may at any moment."""
        while not self.ended.wait(PAUSE):
            self._commit()

    def _commit(self) -> None:
        try:
            git(self.root, "add", "--all", "records")
            git(self.root, "commit", "--quiet", "--allow-empty", "--message", "Records")
        except subprocess.CalledProcessError as error:
            # A file that went away while git looked at it: git says so, and commits nothing.
            if b"No such file" not in error.stderr and b"unable to stat" not in error.stderr:
                raise
            return
        self.total.commits += 1

    # Afterwards

    def _look(self) -> None:
        validated = self.driver.run(["validate"], self.root, self.folder / "last")
        if validated.status or not validated.stdout.startswith("All is well"):
            self.total.fault("torn", f"in the end: {validated}")
        files = read(self.root)
        for path in temporary(files):
            self.total.fault("torn", f"{path} is left")
        text = b"\n".join(records(files).values()).decode()
        found = Counter(re.findall(r"\bW\d\dx\d\d\d\b", text))
        for word, (operation, done) in self.outcome.items():
            wanted = operation.times if done else 0
            if found[word] != wanted:
                kind = "lost" if found[word] < wanted else "twice"
                told = f"{found[word]} times for {wanted}"
                self.total.fault(kind, f"{' '.join(operation.arguments)}: there {told}")
        self._commit()
        self._look_at_commits()

    def _look_at_commits(self) -> None:
        git(self.root, "fsck", "--strict", "--no-progress")
        seen: set[tuple[str, str]] = set()
        for commit in git(self.root, "rev-list", "HEAD").split():
            listed = [
                line.split(None, 3) for line in git(self.root, "ls-tree", "-r", commit).splitlines()
            ]
            paths = {path: blob for _, _, blob, path in listed}
            self.total.committed_temporary += any(TEMPORARY.match(path) for path in paths)
            new = {(path, blob) for path, blob in paths.items() if path.endswith(".yaml")} - seen
            seen |= new
            texts = {path: git(self.root, "cat-file", "blob", blob) for path, blob in new}
            for path in load(InMemory(texts)).left_out:
                self.total.fault("torn", f"{path} in commit {commit}")


def run(writers: int, count: int) -> Total:
    """Let so many writers do so much each; return what happened."""
    shared = promise("lcph-cpp", "huerto-sol")
    own = {
        path: text
        for number in range(writers)
        for path, text in partner(f"partner-{number:02}").items()
    }
    with workshop() as folder, Driver() as driver:
        start = start_of(Scenario("", "", shared | own), folder)
        Place(folder, start).reset()
        return Crowd(driver, folder, writers, count).run()


def main() -> int:
    """Run the writers for the command line."""
    parser = argparse.ArgumentParser(description="Let many write at once.")
    parser.add_argument("--writers", type=int, default=16, help="how many at once (16)")
    parser.add_argument("--operations", type=int, default=100, help="of each (100)")
    given = parser.parse_args()
    total = run(given.writers, given.operations)
    for fault in total.faults[:20]:
        print(fault)
    print(f"writers {given.writers}, {total}")
    return 1 if total.faults or total.refused else 0


if __name__ == "__main__":
    sys.exit(main())
