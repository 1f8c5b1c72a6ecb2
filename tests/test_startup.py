"""What is imported before an answer comes: the program starts quickly, also to complete a word."""

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from cpp_cli import __version__
from cpp_cli.cli.app import root
from cpp_cli.rules import example
from tests.gits import repository
from tests.support import ROOT, TODAY, every_command, write_files

LIBRARIES = {
    *("typer", "shellingham", "rich", "pydantic", "pydantic_core", "ruamel", "git", "gitdb"),
    *("smmap", "filelock", "yaml_rs", "jinja2", "markupsafe", "babel"),
}
"""Each of these is a package that is installed beside the program."""
RECORDS_ARE_READ_WITH = {"pydantic", "pydantic_core", "ruamel"}
"""What reads the records that are not plain, and all of them where the quick reader is missing."""
QUICK = find_spec("yaml_rs") is not None

COSTLY = {
    *("subprocess", "tempfile", "multiprocessing", "asyncio", "argparse", "shlex"),
    *("difflib", "textwrap"),
}
"""Modules of Python that take long, and that nobody needs to read records and to answer."""

READ = LIBRARIES - {"yaml_rs"} - (set() if QUICK else RECORDS_ARE_READ_WITH)
PLACED = READ | COSTLY | ({"dataclasses", "inspect"} if QUICK else set())
"""What is not imported to say what is wrong or has changed, and on which line."""
ANSWERS: dict[str, set[str]] = {
    "status": READ | COSTLY,
    "owes": READ | COSTLY,
    "owes --format json": READ | COSTLY,
    "agenda": READ | COSTLY,
    "summary": READ | COSTLY,
    "power": READ | COSTLY,
    "load": READ | COSTLY,
    "heard": READ | COSTLY,
    "heard --unanswered --older-than 2w": READ | COSTLY,
    "harm list": READ | COSTLY,
    "harm show spraying": READ | COSTLY,
    "statement huerto-sol": (READ | COSTLY) - {"babel"},
    "partner list": READ | COSTLY,
    "commitment list --open": READ | COSTLY,
    "partner show huerto-sol": READ | COSTLY,
    "validate": PLACED,
    "review HEAD": PLACED,
    "review": PLACED,
    "validate --since HEAD": PLACED,
    "--help": LIBRARIES - {"typer", "shellingham"},
    "commitment --help": LIBRARIES - {"typer", "shellingham"},
    "status --help": LIBRARIES - {"typer", "shellingham", "yaml_rs"},
}
"""What is not imported on the way to an answer. Nothing leaves this list."""

START = ("cpp_cli", "cpp_cli.start")
WORDS = (
    *START,
    "gc",
    *(f"cpp_cli.{name}" for name in ("main", "days", "errors", "messages", "models", "models.ids")),
    *(
        f"cpp_cli.cli{name}"
        for name in ("", ".completion", ".declare", ".plain", ".table", ".utf8")
    ),
    *("os", "stat", "_stat", "posixpath", "genericpath", "_collections_abc", "_datetime"),
)
"""Each module that the completion of an id takes."""

IMPORTED = re.compile(r"^import time:\s+\d+ \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
LIKE_THE_SCRIPTS = ("-I", "-S", "-X", "utf8", "-X", "importtime", "-c")
BEGIN = "import sys; sys.path += sys.argv.pop().split(':'); "
RUN = BEGIN + "from cpp_cli.start import start; sys.exit(start())"


def program(
    folder: Path,
    *arguments: str,
    environment: Mapping[str, str] = MappingProxyType({}),
    code: str = RUN,
) -> tuple[str, set[str]]:
    """Run the program in a pipe as the scripts do; return its words, and the modules it imports."""
    places = ":".join((str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    done = subprocess.run(
        [sys.executable, *LIKE_THE_SCRIPTS, code, *arguments, places],
        cwd=folder,
        env={**os.environ, "CPP_TODAY": str(TODAY), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout, set(IMPORTED.findall(done.stderr))


@cache
def python_alone() -> set[str]:
    """Return what Python imports to run nothing."""
    return program(ROOT, code=BEGIN)[1]


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


def test_the_version_is_told_with_nothing_imported(tmp_path: Path) -> None:
    printed, modules = program(tmp_path, "--version")
    assert printed == f"cpp {__version__}\n"
    assert modules - python_alone() == set(START)


CLUB = "records/partners/huerto-sol.yaml"
KNOWS = "connections:\n  - to: river-elementary\n    depth: cooperation\n"


@pytest.fixture
def changed(tmp_path: Path, own_environment: None) -> Path:
    """A repository where what was written since its only commit has a former name in line 9."""
    root = repository(tmp_path, example.RECORDS)
    return write_files(root, {CLUB: example.RECORDS[CLUB] + KNOWS})


@pytest.mark.parametrize("command", ANSWERS)
def test_a_command_imports_no_more_than_it_needs(changed: Path, command: str) -> None:
    printed, modules = program(changed, *command.split())
    assert printed
    assert (f"{CLUB}:9" in printed) is (ANSWERS[command] is PLACED)
    assert "cpp_cli.main" in modules
    assert sorted((packages(modules) | modules) & ANSWERS[command]) == []


def test_what_is_not_to_be_imported_can_be_imported() -> None:
    names = {name for unwanted in ANSWERS.values() for name in unwanted}
    assert [name for name in sorted(names) if find_spec(name) is None] == []


@pytest.mark.parametrize(
    "line",
    [
        "cpp partner show hu",
        "cpp -C . commitment confirm ",
        "cpp owes r",
        "cpp summary l",
        "cpp heard answer 2026",
    ],
)
def test_an_id_is_completed_with_hardly_anything_imported(repo: Path, line: str) -> None:
    found, modules = completed(repo, line)
    assert found
    assert sorted(modules - python_alone() - set(WORDS)) == []


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
        ("cpp heard an", ["answer"]),
        ("cpp heard answer ", ["2026-02-10-listening"]),
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
    assert not packages(modules) & (LIBRARIES - {"typer", "shellingham"})


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
        ("cpp heard --un", ["--unanswered"]),
        ("cpp heard answer --wh", ["--why", "--what"]),
        ("cpp heard answer --quiet 2", ["2026-02-10-listening"]),
        ("cpp --q", ["--quiet"]),
        ("cpp partner show --quiet hu", ["huerto-sol"]),
        ("cpp owes --lang e", ["en", "es"]),
    ],
)
def test_options_are_completed(repo: Path, line: str, words: list[str]) -> None:
    assert completed(repo, line)[0] == words


@pytest.mark.parametrize("command", every_command())
def test_the_table_says_which_commands_begin_with_an_id(command: str) -> None:
    found: Any = root()
    for word in command.split():
        found = found.get_command(None, word)
    arguments = [one.name for one in found.params if one.param_type_name == "argument"]
    places = (["id"], ["party"], ["subject"], ["item"])
    assert every_command()[command].names is (arguments[:1] in places)
