"""A check of the surroundings, what it may find, and that no check ever stops the others."""

from __future__ import annotations

from cpp_cli.errors import NoSurroundings, Stop
from cpp_cli.git.folder import Place, place_of
from cpp_cli.git.run import Git
from cpp_cli.messages import reason, t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

FINE, MEND, UNKNOWN = "fine", "mend", "unknown"


class Found:
    """What a check has found: in a line, and in another what to do where it is not fine."""

    __slots__ = ("said", "state", "todo")

    def __init__(self, state: str, said: str, todo: str = "") -> None:
        self.state = state
        self.said = said
        self.todo = todo


def fine(said: str) -> Found:
    """Return that nothing is to be done."""
    return Found(FINE, said)


def mend(said: str, todo: str) -> Found:
    """Return what is not as it should be, and what to do."""
    return Found(MEND, said, todo)


class Surroundings:
    """What the checks look at. `root` is the folder of the records, None where there are none."""

    def __init__(
        self,
        folder: Path,
        root: Path | None,
        variables: Mapping[str, str],
        program: str,
        today: date,
        words: str = "cpp",
    ) -> None:
        self.folder = folder
        self.root = root
        self.variables = variables
        self.program = program
        """The Python that runs this."""
        self.today = today
        self._words = words

    def cpp(self, words: str) -> str:
        """Return what to type for a command about these records."""
        return f"{self._words} {words}"

    @property
    def place(self) -> Place | None:
        """The repository around the records, else around the folder."""
        return place_of(self.root or self.folder)

    def records(self) -> Path:
        """Return the folder of the records; without one, a check cannot find anything out."""
        if self.root is None:
            raise NoSurroundings(t("there are no records here"))
        return self.root

    def repository(self) -> Git:
        """Return the git of the repository; without one, a check cannot find anything out."""
        place = self.place
        if place is None:
            raise NoSurroundings(t("there is no repository here"))
        return Git(place)

    def git(self) -> Git:
        """Return a git for what needs no repository; one that is broken here does not matter."""
        top = self.folder.anchor
        return Git(Place(top, top, ""), new=True)


class Check:
    """One check: a short name for machines, what it is about, and how it is found out."""

    __slots__ = ("_look", "label", "name")

    def __init__(self, name: str, label: str, look: Callable[[Surroundings], Found]) -> None:
        self.name = name
        self.label = label
        self._look = look

    def found(self, around: Surroundings) -> Found:
        """Return what is found, or why nothing could be: this never fails."""
        try:
            return self._look(around)
        except Stop as stop:
            why = stop.message.rstrip(".")
        except OSError as error:
            why = reason(error)
        except Exception as error:  # whatever it is, the other checks still say what they find
            why = type(error).__name__
        return Found(UNKNOWN, t("could not be found out: {why}", why=why))
