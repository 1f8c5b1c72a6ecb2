"""Slips of the hand: one fault put into a valid record, and the one line on which to act.

The line that counts as right is the line that was changed, with these exceptions. What is taken
away is missing from its record, group or item: right is the line where that begins, or its name.
Of two of the same, right is the later. Where two versions were put together, right is the first
mark. A slip that leaves a valid record is none: the kinds here are such that none can, but for
texts in which nobody could tell (a ` #` that cuts a text off is also how a comment is written).
"""

import re
from collections.abc import Callable
from random import Random
from string import Template
from typing import NamedTuple

from tests.rigs.pages import Line, Page


class Slip(NamedTuple):
    """The rows of a file with a fault, and the line, from 1, that a finding must name."""

    rows: list[str]
    line: int
    end: str = "\n"

    @property
    def data(self) -> bytes:
        """The bytes of the file; a lone half of a surrogate pair stands for a byte of Latin-1."""
        return (self.end.join(self.rows) + self.end).encode("utf-8", "surrogateescape")


Wanted = Callable[[Line], bool]
Kind = Callable[[Random, Page], Slip | None]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    def add(make: Kind) -> Kind:
        KINDS[name] = make
        return make

    return add


def moved(page: Page, at: int | None, row: str) -> Slip | None:
    """Return a page with another row in the place of a line, if there is such a line."""
    return None if at is None else Slip(page.with_lines(at, 1, row), at + 1)


def _changed(name: str, wanted: Wanted, *rows: str) -> None:
    """A kind that writes a line anew, in one of several ways; of two rows the first is named."""

    def make(rng: Random, page: Page) -> Slip | None:
        at = page.some(rng, wanted)
        if at is None:
            return None
        line = page.lines[at]
        parts = {"lead": line.lead, "in": " " * line.indent, "key": line.key, "value": line.value}
        parts["field"] = f"{line.lead}{line.key}:" if line.key else line.lead.rstrip()
        row = Template(rng.choice(rows)).substitute(parts)
        return Slip(page.with_lines(at, 1, *row.split("\n")), at + 1)

    KINDS[name] = make


def _valued(*keys: str) -> Wanted:
    return lambda line: line.key in keys and bool(line.value)


def is_field(line: Line) -> bool:
    return line.role == "field"


def is_one(line: Line) -> bool:
    """Whether a field has a value on its line that is neither a list nor the mark of a text."""
    return line.role == "field" and re.match(r"[^\[|>]", line.value) is not None


def is_day(line: Line) -> bool:
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", line.value) is not None


_FREE = ("values", "work", "topics", "communities", "priorities", "strategies", "translated")


def is_known(line: Line) -> bool:
    """Whether the name of a field is one of the tool's, and not a word of the program's own."""
    return is_field(line) and not (len(line.way) > 1 and line.way[-2] in (*_FREE, "duties"))


def is_words(line: Line) -> bool:
    return line.is_words


_WORDS = _valued("kind", "status", "event", "visibility", "scope", "promised", "level", "depth")
_PARTIES = _valued("from", "to", "steward", "party", "about")

# Names of fields
_changed("colon lost", is_one, "$lead$key $value")
_changed("colon of a group lost", lambda x: is_field(x) and not x.value, "$lead$key")
_changed(
    "other sign than a colon",
    is_one,
    "$lead$key = $value",
    "$lead$key; $value",
    "$lead$key, $value",
)
_changed("colon of another alphabet", is_one, "$lead$key： $value")
_changed("no space after the colon", is_one, "$lead$key:$value")
_changed("two colons", is_known, "$lead$key:: $value")
_changed("name in quotes left open", is_one, '$lead"$key: $value', "$lead'$key: $value")

# Values
_changed("word that is not on the list", _WORDS, "$field unknown", "$field Active!", "$field a b")
_changed("word with a capital", _WORDS, "$field Consult", "$field PUBLIC", "$field Deliver")
_changed("day that is none", is_day, "$field 2026-02-30", "$field 2026-13-01", "$field 0")
_changed("day as spoken", is_day, "$field 3/4/2026", "$field next friday", "$field 2026-3-4")
_changed("smart quotes", lambda x: is_day(x) or _WORDS(x), "$field “$value”", "$field ‘$value’")
_changed("id with other signs", _valued("id"), "$field A $value", "$field ${value}_", "$field é")
_changed("party nobody knows", _PARTIES, "$field nobody-at-all", "$field lcph-cpp/nobody-here")
_changed("party by name", _PARTIES, "$field Lane County Public Health", "$field a/b/c")
_changed("meeting nobody held", _valued("meeting", "introduced_at"), "$field 2020-01-01-none")
_changed(
    "negative money", _valued("money"), "$field -150.00 USD", "$field $$150", "$field 1,500 USD"
)
_changed("number in words", _valued("count", "hours"), "$field a few", "$field -2", "$field 1.5e3")
_changed("flag in other words", _valued("community_led", "centered"), "$field yes", "$field True")
_changed("two emails", _valued("email"), "$field $value, $value", "$field ask them")
_changed("no value", is_one, "$field", "$field ")
_changed("null as a value", is_one, "$field ~", "$field null")
_changed("list for a text", is_one, "$field [$key]", "$field\n$in  - $key")
_changed("group for a text", is_one, "$field {a: $key}", "$field\n$in  a: $key")
_changed("text for a list", lambda x: x.value[:1] == "[", "$field some words", '$field "a, b"')
_changed("name too long", _valued("name", "title", "role"), "$field " + "long " * 50)

# Signs
_changed("tab in a text", is_words, "$field $value\tand", "$field\t$value")
_changed("control character", is_words, "$field $value\x07", "$field \x1b[1m$value", "$field \x00")
_changed("direction of writing turned", is_words, "$field \u202e$value", "$field $value\u2066")
_changed("letter of another encoding", is_words, "$field caf\udce9 $value", "$field $value\udcff")
_changed("old line end", is_field, "$lead\r$key: $value", "$field $value\r\r")
_changed("quote not closed", is_words, '$field "$value', "$field '$value")
_changed("apostrophe in quotes", is_words, "$field '$value isn't so'")
_changed("text after the quote", is_words, '$field "$value" too', "$field '$value', too")
_changed("quote in quotes", is_words, '$field "$value "so" they say"')
_changed("backslash in quotes", is_words, '$field "C:\\data $value"', '$field "\\$value"')
_changed("text begins with a sign", is_words, *(f"$field {sign}$value" for sign in "@`%"))
_changed(
    "text begins with a bracket", is_words, "$field [$value", "$field {$value", "$field }$value"
)
_changed("text begins with a mark", is_words, "$field *$value", "$field &$value", "$field !$value")
_changed("text is all a comment", is_one, "$field #$value", "$field # $value")
_changed("text behind a long text's mark", is_words, "$field | $value", "$field >$value")
_changed("text begins with a dash", is_words, "$field - $value", "$field ? $value")
_changed(
    "colon in a text", is_words, "$field $value: more", "$field Note: $value", "$field $value:"
)
_changed("number of a person", is_words, "$field $value 123-45-6789")
_changed("tag", is_one, "$field !!str $value", "$field !<x> $value")
_changed("anchor", is_one, "$field &here $value")
_changed("alias", is_one, "$field *here")
_changed("list not closed", lambda x: x.is_list, "$field [a, b", "$field [a, [b]")
_changed("list not opened", lambda x: x.is_list, "$field a, b]", "$field a, b]]")
_changed("list closed twice", lambda x: x.is_list, "$field $value]", "$field [$value}")


@kind("copied by a mark")
def _merge(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, is_one)
    if at is None:
        return None
    row = " " * page.lines[at].indent + "<<: *here"
    return Slip(page.with_lines(at + 1, 0, row), at + 2)


@kind("misspelt name")
def _misspelt(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, is_known)
    if at is None:
        return None
    line = page.lines[at]
    n = rng.randrange(len(line.key))
    ways = [line.key[:n] + line.key[n + 1 :], line.key[:n] + line.key[n] * 2 + line.key[n + 1 :]]
    ways += [
        line.key.capitalize(),
        line.key.replace("_", "-") + "s",
        f"{line.key[:n]}x{line.key[n:]}",
    ]
    row = f"{line.lead}{rng.choice(ways) or 'x'}: {line.value}".rstrip()
    return Slip(page.with_lines(at, 1, row), at + 1)
