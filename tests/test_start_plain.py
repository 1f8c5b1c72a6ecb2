"""Words that are read without the library mean what it says that they mean."""

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.cli import plain, table
from cpp_cli.cli.app import root
from cpp_cli.cli.declare import FLAG, NUMBER, SHARED, Option, Place
from cpp_cli.errors import Stop
from tests.support import examples

Meaning = tuple[str, table.Entry, dict[str, Any], dict[str, Any]]

COMMANDS: dict[tuple[str, ...], table.Entry] = {
    **{(name,): entry for name, entry in table.top().items()},
    **{(noun, verb): entry for noun in table.NOUNS for verb, entry in table.verbs(noun).items()},
    **{(one, verb): entry for one, done in table.BELOW.items() for verb, entry in done.items()},
}


class Read(Exception):
    """The library has read a command, and calls it."""


class Listener:
    """A session that begins no command, and says what it was to begin."""

    def begin(self, *meaning: Any) -> None:
        raise Read(*meaning)


def by_the_library(arguments: list[str]) -> Meaning | None:
    """Return what the library reads; None where it has another answer."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            root().main(args=arguments, prog_name="cpp", standalone_mode=False, obj=Listener())
    except Read as read:
        words, entry, options, values = read.args
        return words, entry, dict(options), values
    except (Stop, typer.TyperException):
        return None
    return None


def plainly(arguments: list[str]) -> Meaning | None:
    """Return the command and the values that are read without the library."""
    asked = plain.read(arguments)
    return (asked.words, asked.entry, asked.options, asked.values) if asked else None


def taken(words: tuple[str, ...]) -> list[Place | Option]:
    """Return what a command takes, and what all take."""
    noun = words[0] if len(words) == 2 else ""
    return [*table.command(COMMANDS[words]).takes(noun), *SHARED]


def options(words: tuple[str, ...]) -> Iterator[tuple[Option, str]]:
    """Yield each option by each of its names."""
    for one in taken(words):
        if isinstance(one, Option):
            yield from ((one, name) for name in one.words)


def needed(words: tuple[str, ...]) -> list[str]:
    """Return words for the places that must not stay empty."""
    return ["x" for one in taken(words) if isinstance(one, Place) and one.needed]


def with_value(option: Option, name: str) -> list[list[str]]:
    """Return the ways to give an option plainly."""
    if option.form == FLAG:
        return [[name]]
    value = "7" if option.form == NUMBER else "a b=c"
    joined = [[f"{name}={value}"]] if name.startswith("--") else []
    return [[name, value], *joined]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_is_read_with_each_of_its_options_before_and_behind_its_words(
    words: tuple[str, ...],
) -> None:
    lines = [[*words, *needed(words)]]
    for option, name in options(words):
        for typed in with_value(option, name):
            lines.append([*words, *needed(words), *typed])
            lines.append([*words, *typed, *needed(words)])
            lines.append([*words, *typed, *needed(words), *typed])
            if option in SHARED:
                lines.append([*typed, *words, *needed(words)])
    for line in lines:
        if "--version" not in line:
            assert plainly(line) == by_the_library(line) is not None, line


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_stands_in_a_place_is_read_and_what_is_one_too_many_is_not(
    words: tuple[str, ...],
) -> None:
    places = [one for one in taken(words) if isinstance(one, Place)]
    line = [*words, *("x" for _ in places)]
    meaning = plainly(line)
    assert meaning == by_the_library(line)
    assert meaning is not None
    assert [meaning[3][one.name] for one in places] == ["x"] * len(places)
    assert plainly([*line, "y"]) is None
    assert by_the_library([*line, "y"]) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "partner",
        "nothing",
        "partner nothing",
        "partner show --help",
        "--help",
        "status --version",
        "--version status",
        "status --quie",
        "status --quiet=yes",
        "status -Cx",
        "status -C",
        "status --directory",
        "owes --from --to",
        "owes --nothing",
        "owes -- x",
        "owes -x",
        "owes -",
        "agenda --days 0",
        "agenda --days 3651",
        "agenda --days x",
        "agenda --days ٣",
        "agenda --days 1_0",
        "agenda --days=",
        "partner rename huerto",
        "partner --dry-run fix",
        "heard --unanswered answer",
        "heard answers",
    ],
)
def test_what_leaves_a_doubt_is_left_to_the_library(line: str) -> None:
    assert plain.read(line.split()) is None


VALUES = ("x", "huerto", "", "-", "--", "-1", "0", "7", "3650", "9" * 12, "٣", " 7", "a=b", "json")


@st.composite
def typed(draw: st.DrawFn) -> list[str]:
    """Make up a line: the words of a command, with its options and others in any order."""
    words = draw(st.sampled_from(list(COMMANDS)))
    names = [name for _, name in options(words)]
    option = st.sampled_from([*names, "--help", "--nothing", "-x", "--", *table.NOUNS])
    value = st.sampled_from(VALUES)
    piece = st.one_of(
        option.map(lambda name: [name]),
        st.tuples(option, value).map(list),
        st.tuples(option, value).map(lambda both: ["=".join(both)]),
        st.tuples(option, value).map(lambda both: ["".join(both)]),
        value.map(lambda word: [word]),
    )
    pieces = st.lists(piece, max_size=4).map(lambda many: [word for one in many for word in one])
    shared = st.lists(
        st.sampled_from([way for one in SHARED for way in with_value(one, one.words[-1])]),
        max_size=2,
    ).map(lambda many: [word for one in many for word in one])
    line = []
    for word in words:
        line += [*draw(st.one_of(shared, pieces)), word]
    return [*line, *draw(pieces)]


@given(typed())
@examples(400)
def test_what_is_plain_means_what_the_library_says(line: list[str]) -> None:
    meaning = plainly(line)
    assert meaning is None or meaning == by_the_library(line)
