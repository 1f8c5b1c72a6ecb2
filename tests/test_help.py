"""The help: every command says what it does, and every option what it is for, in 80 columns."""

import re
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.cli.app import root
from cpp_cli.cli.table import BELOW, NOUNS, top, verbs
from cpp_cli.messages import languages
from tests.support import ROOT, every_command, run

COMMANDS = list(every_command())
GROUPS = ["", *NOUNS, *BELOW]
PLACES = frozenset(
    ("[BASE]", "ID", "NEW", "[PARTY]", "[PARTNER]", "[ITEM]", "[ID]", "[SUBJECT]", "[CODE]")
)
"""What stands without an option: never a file, which a C preprocessor of this name would write."""


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def found(command: str) -> Any:
    """Return a command as the library sees it."""
    group: Any = root()
    for word in command.split():
        group = group.get_command(None, word)
    return group


def help_of(command: str) -> str:
    """Return the help of a command."""
    answer = run(*command.split(), "--help", root=ROOT)
    assert (answer.status, answer.stderr) == (0, "")
    return answer.stdout


@pytest.mark.parametrize("command", [*GROUPS, *COMMANDS])
def test_the_help_fits_eighty_columns_and_says_what_the_command_does(command: str) -> None:
    shown = help_of(command)
    assert max(map(len, shown.splitlines())) <= 80
    usage, _, rest = shown.partition("\n\n")
    assert " ".join(usage.split()).startswith(f"Usage: cpp {command}".rstrip())
    first = rest.partition("\n\n")[0]
    assert re.match(r"  [A-Z].*\S", first)
    if command in COMMANDS:
        assert first.rstrip().endswith((".", "?"))


@pytest.mark.parametrize("language", languages()[1:])
@pytest.mark.parametrize("command", [*GROUPS, *COMMANDS])
def test_the_help_fits_eighty_columns_in_every_language(command: str, language: str) -> None:
    shown = run(*command.split(), "--help", "--lang", language, root=ROOT).stdout
    assert f"cpp {command}".rstrip() in " ".join(shown.partition("\n\n")[0].split())
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_and_argument_says_what_it_is_for(command: str) -> None:
    for one in found(command).params:
        name = one.opts[-1]
        assert one.help, name
        words = (
            "true",
            "public",
            "internal",
            "text",
            "board",
        )  # a help may begin with what is typed
        assert one.help[0].isupper() or one.help.startswith(words), name
        assert one.help.rstrip()[-1] in ".)…" or "(by DATE)" in one.help, f"{name}: {one.help}"
        assert "None" not in one.help, name
        assert "`" not in one.help, name


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_takes_a_file_without_an_option(command: str) -> None:
    places = [one for one in found(command).params if one.param_type_name == "argument"]
    assert {one.metavar for one in places} <= PLACES
    assert all(one.nargs == 1 for one in places)


@pytest.mark.parametrize("command", COMMANDS)
def test_options_of_every_command_are_explained_in_each(command: str) -> None:
    shown = help_of(command).partition("Options of every command:\n")[2]
    names = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", shown, re.MULTILINE)
    assert names == [
        "--directory",
        "--at",
        "--as-of",
        "--format",
        "--lang",
        "--no-input",
        "--quiet",
        "--version",
        "--help",
    ]
    own = [name for one in found(command).params for name in one.opts]
    assert not set(own) & set(names)


def test_the_help_lists_every_command_of_the_table() -> None:
    below = (*((noun, verbs(noun)) for noun in NOUNS), *BELOW.items())
    for group, names in (("", [*NOUNS, *top()]), *below):
        listed = re.findall(r"^  ([a-z][a-z-]*)  ", help_of(group), re.MULTILINE)
        assert listed == list(names)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_runs(command: str, tmp_path: Path) -> None:
    """With nothing said, each answers or says what is missing; none stumbles."""
    answer = run(*command.split(), "--no-input", root=tmp_path)
    assert answer.status in (0, 1, 2, 3)
    assert answer.stdout or answer.stderr.startswith("cpp: ")
