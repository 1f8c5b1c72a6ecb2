"""What must hold after a command was killed or failed, and after the next command."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from subprocess import CalledProcessError

from tests.rigs.driver import HUNG, Driver
from tests.rigs.place import Files, Place, aside, git, of_git, records, temporary
from tests.support import Session

_RANDOM = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")
_RANDOM_BYTES = re.compile(_RANDOM.pattern.encode())

KINDS = ("torn", "lost", "hung", "lies", "crashed", "left")


@dataclass(frozen=True)
class Fault:
    """What went wrong: one of KINDS, and in words."""

    kind: str
    words: str


@dataclass(frozen=True)
class Aftermath:
    """The files after the next command, and what was wrong then."""

    files: Files
    faults: list[Fault]


@dataclass(frozen=True)
class Judge:
    """The records before and after a command, and what the program keeps beside them."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    aside: set[str]
    of_git: dict[str, bytes | None]
    known: dict[int, "Aftermath"] = field(default_factory=dict)
    """What followed from each state of the files in which a command was cut short."""

    def every_file(self, files: Files) -> list[Fault]:
        """Say which file is neither as before nor as after, or not there though it must be."""
        found = records(files)
        faults = [
            Fault("torn", f"{path} is neither as before nor as after")
            for path, data in found.items()
            if data not in (self.before.get(path), self.after.get(path))
        ]
        came = all(path in found for path in self.after)
        faults += [
            Fault("lost", f"{path} is gone")
            for path in self.before
            if path not in found and (path in self.after or not came)
        ]
        return faults

    def whole(self, files: Files) -> list[Fault]:
        """Say what is neither wholly before nor wholly after, or was left behind."""
        faults = self.every_file(files)
        found = records(files)
        if not faults and found not in (self.before, self.after):
            odd = [path for path in self.after if found.get(path) != self.after[path]]
            faults.append(Fault("torn", f"half of the change is there, without {', '.join(odd)}"))
        faults += [Fault("left", f"{path} is left") for path in temporary(files)]
        faults += [Fault("left", f"{path} is left") for path in sorted(aside(files) - self.aside)]
        return faults

    def git_is_well(self, place: Place, files: Files) -> list[Fault]:
        """Say what git says is broken, where anything of its own has changed."""
        if not self.of_git or of_git(files) == self.of_git:
            return []
        try:
            git(place.root, "fsck", "--strict", "--no-progress")
            git(place.root, "status", "--short")
        except CalledProcessError as error:
            return [Fault("torn", f"git: {error.stderr!r}")]
        return []

    def aftermath(self, driver: Driver, place: Place, arguments: Sequence[str]) -> "Aftermath":
        """Run the next command, which only reads, and then the same command once more."""
        state = state_of(place.everything())
        if state not in self.known:
            read = driver.run(["validate"], place.root, place.out)
            files = place.everything()
            faults = [*behaves("the next command", read, (0,)), *self.whole(files)]
            faults += self.git_is_well(place, files)
            again = driver.run(arguments, place.root, place.out)
            faults += behaves("the same command again", again, (0, 1, 2))
            self.known[state] = Aftermath(files, faults)
        return self.known[state]

    def is_after(self, files: Files) -> bool:
        """Whether all of the change is there."""
        return records(files) == self.after

    def is_before(self, files: Files) -> bool:
        """Whether nothing of the change is there."""
        return records(files) == self.before


def behaves(what: str, said: Session, allowed: Sequence[int]) -> list[Fault]:
    """Say where a command crashed, hung or ended otherwise than it may."""
    if said.status == HUNG:
        return [Fault("hung", f"{what} did not end")]
    told = f"{what} ended with {said.status}: {said.stderr or said.stdout}"
    crashed = "Traceback" in said.stderr or "Exception ignored" in said.stderr
    return [Fault("crashed", told)] if crashed or said.status not in allowed else []


def state_of(files: Files) -> int:
    """Return a number for the files, whatever random names they have."""
    return hash(
        tuple(
            (_RANDOM.sub("", path), _RANDOM_BYTES.sub(b"", data or b""))
            for path, data in files.items()
        )
    )
