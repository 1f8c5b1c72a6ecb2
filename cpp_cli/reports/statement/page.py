"""What every part of a statement needs: its numbers, the names it may say, words in a language."""

from __future__ import annotations

from cpp_cli.ledger.words import contact, in_language
from cpp_cli.local import language_name
from cpp_cli.messages import t
from cpp_cli.reports.answer import Heading, Pairs, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.statement import Statement
    from cpp_cli.reports.answer import Block, Cell


class Page:
    """A statement while it is written: each entry gets a number, by which it can be corrected."""

    __slots__ = ("_numbers", "entries", "language", "statement", "store")

    def __init__(self, statement: Statement, language: str) -> None:
        self.statement = statement
        self.store = statement.store
        self.language = language
        self.entries: list[tuple[int, str, str, str]] = []
        """The number, the part, the record and the words of each entry."""
        self._numbers: dict[str, int] = {}

    @property
    def us(self) -> str:
        """The party that hands the statement over: the first for which the program answers."""
        return next(iter(self.store.us), "")

    def number(self, part: str, record: str, words: str) -> int:
        """Return the next number, for an entry that a record holds."""
        number = len(self.entries) + 1
        self.entries.append((number, part, record, words))
        self._numbers.setdefault(record, number)
        return number

    def number_of(self, record: str) -> int | None:
        """Return the first number that a record has got so far."""
        return self._numbers.get(record)

    def name(self, party: str) -> str:
        """Return what a party is called, as far as it may be named; its own people without it."""
        own = self.statement.record.model.name
        return self.statement.name(party).removesuffix(f" ({own})")

    def names(self, parties: Iterable[str]) -> str:
        """Return what some parties are called."""
        return ", ".join(dict.fromkeys(map(self.name, parties)))

    def languages(self, tags: Iterable[str]) -> str:
        """Return what some languages are called."""
        return ", ".join(map(language_name, tags))

    def said(self, part: Any, field: str, spoken: str | None) -> str:
        """Return a text of a part on one line, in the language of the page where there is one."""
        return " ".join(in_language(part, field, self.language, spoken).split())

    def contact(self) -> list[str]:
        """Return how to say that something is wrong, in paragraphs: mostly one a language."""
        return [told for told, _ in contact(self.store.program, self.language)]

    def promised(self, one: Standing) -> str:
        """Return what is promised, by the terms in force."""
        model = one.record.model
        if one.what != model.what:
            return " ".join(one.what.split())
        return self.said(model, "what", model.lang)


def facts(title: str, pairs: Sequence[tuple[int, str, str]]) -> list[Block]:
    """Return a heading and numbered facts, each with its name; nothing where there are none."""
    named = [
        (t("{number}. {what}", number=number, what=name), text) for number, name, text in pairs
    ]
    return [Heading(title), Pairs(named)] if named else []


def numbered(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """Return a heading and a table whose first column are numbers; nothing without rows."""
    return [Heading(title), Table((">" + t("No."), *columns), rows)] if rows else []


def ranges(numbers: list[int]) -> str:
    """Return numbers in a row as the first and the last: `1-9, 12`."""
    found: list[list[int]] = []
    for one in numbers:
        if found and found[-1][-1] == one - 1:
            found[-1][1:] = [one]
        else:
            found.append([one])
    return ", ".join("-".join(map(str, run)) for run in found)
