"""What is imported before an answer comes: the program starts quickly, also to complete a word."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from cpp_cli.cli.app import root
from cpp_cli.cli.table import NOUNS, Entry, top, verbs
from tests.support import TODAY

RECORDS_ARE_READ_WITH = frozenset(("pydantic", "pydantic_core", "ruamel"))
TERMINAL = frozenset(("rich",))
GIT = frozenset(("git", "gitdb"))
NOTHING_BUT_PYTHON = RECORDS_ARE_READ_WITH | TERMINAL | GIT | {"typer", "shellingham"}
"""Each of these is a package; the names of what must not be imported."""

IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)


def program(
    folder: Path, *arguments: str, environment: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, set[str]]:
    """Run the program in a pipe; return what it prints, and the modules that it imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cpp_cli", *arguments],
        cwd=folder,
        env={**os.environ, "CPP_TODAY": str(TODAY), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout, set(IMPORTED.findall(done.stderr))


def completed(folder: Path, line: str) -> tuple[list[str], set[str]]:
    """Complete the last word of a line as bash does; return the words, and what is imported."""
    words = line.split(" ")
    asked = {
        "_CPP_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    printed, modules = program(folder, environment=asked)
    return printed.split(), modules


def packages(modules: set[str]) -> set[str]:
    """Return the packages that modules belong to."""
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        ("--version", NOTHING_BUT_PYTHON),
        ("--help", RECORDS_ARE_READ_WITH | TERMINAL | GIT),
        ("commitment --help", RECORDS_ARE_READ_WITH | TERMINAL | GIT),
        ("status", TERMINAL | GIT),
        ("owes --format json", TERMINAL | GIT),
        ("validate", TERMINAL | GIT),
        ("partner show huerto", TERMINAL | GIT),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    repo: Path, command: str, unwanted: frozenset[str]
) -> None:
    printed, modules = program(repo, *command.split())
    assert printed
    assert "cpp_cli.main" in modules
    assert not packages(modules) & unwanted


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cpp ow", ["owes"]),
        ("cpp partner ", ["add", "list", "show", "edit", "rename"]),
        ("cpp commitment re", ["rename", "renegotiate", "release"]),
        ("cpp partner show hu", ["huerto-sol"]),
        ("cpp meeting note 2026-02", ["2026-02-10-listening"]),
        ("cpp commitment confirm ", ["2026-02-10-bus-stop-light"]),
        ("cpp harm acknowledge s", ["spraying"]),
        ("cpp owes r", ["river-school"]),
        ("cpp summary l", ["lcph-cpp"]),
        ("cpp partner rename huerto-sol ", []),
        ("cpp partner show nobody", []),
        ("cpp --quiet owes hu", ["huerto-sol"]),
    ],
)
def test_commands_and_ids_are_completed_without_reading_a_record(
    repo: Path, line: str, words: list[str]
) -> None:
    found, modules = completed(repo, line)
    assert found == words
    assert not packages(modules) & (RECORDS_ARE_READ_WITH | TERMINAL | GIT)


def test_completion_looks_into_the_folder_that_is_named(repo: Path) -> None:
    found, _ = completed(repo / "records", f"cpp -C {repo} partner show river")
    assert found == ["river-school"]


def test_completion_where_no_records_are_is_silent(tmp_path: Path) -> None:
    assert completed(tmp_path, "cpp partner show hu")[0] == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("cpp partner edit huerto-sol --dry", ["--dry-run"]),
        ("cpp commitment list --st", ["--state"]),
        ("cpp owes --ov", ["--overdue"]),
        ("cpp --q", ["--quiet"]),
        ("cpp partner show --quiet hu", ["huerto-sol"]),
    ],
)
def test_options_are_completed(repo: Path, line: str, words: list[str]) -> None:
    assert completed(repo, line)[0] == words


def entries() -> dict[str, Entry]:
    """Return every line of the table by the words of its command."""
    found = {f"{noun} {name}": entry for noun in NOUNS for name, entry in verbs(noun).items()}
    return found | top()


@pytest.mark.parametrize("command", entries())
def test_the_table_says_which_commands_begin_with_an_id(command: str) -> None:
    found: Any = root()
    for word in command.split():
        found = found.get_command(None, word)
    arguments = [one.name for one in found.params if one.param_type_name == "argument"]
    assert entries()[command].names is (arguments[:1] in (["id"], ["party"], ["subject"]))
