"""What a command takes after its name, as data: read where no library for it is imported.

@takes(PARTY, flag("--overdue", "overdue", mark("Only what is overdue.")))
def owes(session, party, overdue): ...
"""

from cpp_cli.messages import languages, mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeAlias

    Taken: TypeAlias = "Place | Option"
    Help: TypeAlias = "str | Callable[[], str]"


class Place:
    """A word that stands without an option; with `ids`, a shell offers ids for it."""

    __slots__ = ("help", "ids", "metavar", "name", "needed")

    def __init__(
        self, name: str, metavar: str, help: str, ids: bool = False, needed: bool = False
    ) -> None:
        self.name = name
        self.metavar = metavar
        self.help = help
        self.ids = ids
        self.needed = needed


VALUE, SEVERAL, NUMBER, FLAG = "value", "several", "number", "flag"


class Option:
    """An option: a flag, or one that has a value after it, which may be a number from `least` on.

    `name` is that of its value, which is `default` where it is not given: None, nothing, False.
    `help` is a template, or makes the words. `among` tells what a shell offers for the value.
    """

    __slots__ = ("among", "default", "form", "help", "least", "metavar", "most", "name", "words")

    def __init__(self, form: str, words: tuple[str, ...], name: str, help: "Help") -> None:
        self.form = form
        self.words = words
        self.name = name
        self.help = help
        self.metavar: str | None = None
        self.least: int | None = None
        self.most: int | None = None
        self.default: bool | int | tuple[str, ...] | None = None
        self.among: Callable[[], list[str]] | None = None


def value(word: str, name: str, metavar: str, help: "Help") -> Option:
    """Return an option with a value: a text, or None."""
    option = Option(VALUE, (word,), name, help)
    option.metavar = metavar
    return option


def several(word: str, name: str, metavar: str, help: "Help") -> Option:
    """Return an option that may be given several times: its value is a tuple of texts."""
    option = value(word, name, metavar, help)
    option.form = SEVERAL
    option.default = ()
    return option


def number(
    word: str, name: str, help: str, most: int | None = None, default: int | None = None
) -> Option:
    """Return an option with a whole number, 1 or more."""
    option = Option(NUMBER, (word,), name, help)
    option.metavar = "NUMBER"
    option.least, option.most, option.default = 1, most, default
    return option


def flag(word: str, name: str, help: str) -> Option:
    """Return an option without a value: True or False."""
    option = Option(FLAG, (word,), name, help)
    option.default = False
    return option


def _shared() -> "tuple[Option, ...]":
    directory = value(
        "-C",
        "directory",
        "DIR",
        mark("The folder with the records (else the nearest one above)."),
    )
    directory.words = ("-C", "--directory")
    form = value(
        "-f",
        "format",
        "FORMAT",
        mark("text, md, html, json or csv, as far as the command has them."),
    )
    form.words = ("-f", "--format")
    language = value(
        "--lang",
        "lang",
        "LANG",
        mark("The language of the answer (else that of your computer)."),
    )
    language.among = languages
    return (
        directory,
        value("--at", "at", "REV", mark("The records as they stood at a day, or a git revision.")),
        value("--as-of", "as_of", "DATE", mark("What was true on that day.")),
        form,
        language,
        flag("--no-input", "no_input", mark("Never ask; dates in ISO form only.")),
        flag("--quiet", "quiet", mark("Say nothing beside the answer.")),
        flag("--version", "version", mark("Print the version and stop.")),
    )


SHARED = _shared()
"""The options that every command has, before or after its name."""


class Command:
    """A command: the function that answers it, and what that takes beside the session."""

    __slots__ = ("_takes", "answer")

    def __init__(
        self,
        answer: "Callable[..., Any]",
        taken: "tuple[Taken | Callable[[str], Iterable[Taken]], ...]",
    ) -> None:
        self.answer = answer
        self._takes = taken

    def takes(self, noun: str) -> "list[Taken]":
        """Return what it takes: some of that may follow from the kind of record it is about."""
        found: list[Taken] = []
        for one in self._takes:
            if isinstance(one, Place | Option):
                found.append(one)
            else:
                found.extend(one(noun))
        return found


def takes(
    *taken: "Taken | Callable[[str], Iterable[Taken]]",
) -> "Callable[[Callable[..., Any]], Command]":
    """Say what a command takes; its function gets the session, and each value by its name."""
    return lambda answer: Command(answer, taken)
