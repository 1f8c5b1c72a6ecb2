"""Words that are plainly a command, read without the library that knows all about command lines.

Only what leaves no doubt is read here. The rest, and all that is wrong, is left to the library:
`None`.
"""

from cpp_cli.cli import table
from cpp_cli.cli.declare import FLAG, NUMBER, SEVERAL, SHARED, Option, Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.cli.declare import Command
    from cpp_cli.cli.session import Session

_MOST_DIGITS = 9


class Asked:
    """A command that was plainly asked for, with its values and those that all commands have."""

    __slots__ = ("command", "entry", "options", "values", "words")

    def __init__(
        self,
        words: str,
        entry: table.Entry,
        command: "Command",
        options: "dict[str, Any]",
        values: "dict[str, Any]",
    ) -> None:
        self.words = words
        self.entry = entry
        self.command = command
        self.options = options
        self.values = values

    def answer(self, session: "Session") -> "Any":
        """Answer it."""
        session.begin(self.words, self.entry, self.options, self.values)
        return self.command.answer(session, **self.values)


def read(arguments: list[str]) -> Asked | None:
    """Return what was plainly asked for."""
    named = name(arguments)
    if named is None:
        return None
    words, entry, noun, options, rest = named
    command = table.command(entry)
    taken = command.takes(noun)
    found = _Words([one for one in taken if isinstance(one, Option)])
    places = [one for one in taken if isinstance(one, Place)]
    if not found.take(rest) or len(found.places) > len(places) or "version" in found.given:
        return None
    given = dict(zip((place.name for place in places), found.places, strict=False)) | found.given
    if any(place.needed and place.name not in given for place in places):
        return None
    values = {one.name: given.get(one.name, getattr(one, "default", None)) for one in taken}
    return Asked(words, entry, command, options | found.shared(), values)


def name(
    arguments: list[str],
) -> "tuple[str, table.Entry, str, dict[str, Any], list[str]] | None":
    """Return the words of the command, its line in the table, its noun, the shared options that
    stand before it, and the words behind it; None where that is not plain."""
    options: dict[str, Any] = {}
    words: list[str] = []
    entries = table.top()
    rest = arguments
    while True:
        found = _Words([])
        rest = found.take_until_a_place(rest)
        options |= found.shared()
        if not rest or "version" in found.given:
            return None
        word, rest = rest[0], rest[1:]
        words.append(word)
        if word in entries:
            below = table.BELOW.get(word) if len(words) == 1 else None
            if not below or not _verb(rest, below):
                return " ".join(words), entries[word], " ".join(words[:-1]), options, rest
            entries = below
        elif len(words) > 1 or word not in table.NOUNS:
            return None
        else:
            entries = table.verbs(word)


def _verb(rest: list[str], below: dict[str, table.Entry]) -> bool:
    """Whether a verb comes next, perhaps after options that all commands have."""
    left = _Words([]).take_until_a_place(rest)
    return bool(left) and left[0] in below


class _Words:
    """What stands among some words: the values of options, and the other words."""

    def __init__(self, options: list[Option]) -> None:
        self._options = {word: option for option in (*options, *SHARED) for word in option.words}
        self.given: dict[str, Any] = {}
        self.places: list[str] = []

    def shared(self) -> "dict[str, Any]":
        """Return the values of the options that all commands have."""
        return {one.name: self.given[one.name] for one in SHARED if self.given.get(one.name)}

    def take(self, words: list[str]) -> bool:
        """Take all of the words; return whether all are plain."""
        while words:
            words = self.take_until_a_place(words)
            if words:
                if words[0].startswith("-"):
                    return False
                self.places.append(words[0])
                words = words[1:]
        return True

    def take_until_a_place(self, words: list[str]) -> list[str]:
        """Take options; return the words from the first on that is none, or is not plain."""
        while words and words[0].startswith("-"):
            used = self._take_option(words)
            if not used:
                break
            words = words[used:]
        return words

    def _take_option(self, words: list[str]) -> int:
        """Take an option with its value; return how many words that is, 0 if they are not plain."""
        word, equals, text = words[0].partition("=")
        option = self._options.get(word)
        if option is None or (equals and not word.startswith("--")):
            return 0
        if option.form == FLAG:
            if equals:
                return 0
            self.given[option.name] = True
            return 1
        if not equals:
            if len(words) < 2 or (words[1].startswith("-") and words[1] != "-"):
                return 0
            text = words[1]
        return (1 if equals else 2) if self._give(option, text) else 0

    def _give(self, option: Option, text: str) -> bool:
        if option.form == NUMBER:
            return self._give_number(option, text)
        if option.form == SEVERAL:
            self.given[option.name] = (*self.given.get(option.name, ()), text)
        else:
            self.given[option.name] = text
        return True

    def _give_number(self, option: Option, text: str) -> bool:
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            return False
        number = int(text)
        if number < (option.least or 0) or (option.most is not None and number > option.most):
            return False
        self.given[option.name] = number
        return True
