"""Ids for shell completion, from the names of files alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.cli import completion
from cpp_cli.cli.completion import ids
from cpp_cli.main import main
from tests.support import ROOT, write_files


@pytest.mark.parametrize(
    ("noun", "typed", "offered"),
    [
        ("partner", "", ["huerto-sol", "lcph-cpp", "river-school"]),
        ("partner", "hu", ["huerto-sol"]),
        ("partner", "zz", []),
        ("partner", "Hu", []),
        ("meeting", "2026-0", ["2026-02-10-listening"]),
        ("commitment", "", ["2026-02-10-bus-stop-light"]),
        ("harm", "s", ["spraying"]),
        ("owes", "lc", ["lcph-cpp"]),
        ("", "r", ["river-school"]),
        (completion.ANY, "2026", ["2026-02-10-bus-stop-light", "2026-02-10-listening"]),
        (completion.ANY, "s", ["spraying"]),
    ],
)
def test_ids_that_begin_so_are_offered(
    repo: Path, noun: str, typed: str, offered: list[str]
) -> None:
    assert ids(repo, noun, typed) == offered


def test_records_are_found_from_a_folder_below(repo: Path) -> None:
    assert ids(repo / "records" / "meetings" / "2026", "harm", "") == ["spraying"]


def test_any_depth_of_folders_is_looked_into(repo: Path) -> None:
    write_files(repo, {"records/partners/a/b/deep.yaml": ""})
    assert ids(repo, "partner", "d") == ["deep"]


def test_only_records_are_offered(repo: Path) -> None:
    others = (
        ".git/deep.yaml",
        ".deep.yaml.0a1b2c3d.tmp",
        "deep.yml",
        "deep.md",
        "deep.yaml~",
        ".deep.yaml",
    )
    write_files(repo, {f"records/partners/{name}": "" for name in others})
    assert ids(repo, "partner", "d") == []
    assert ids(repo, "partner", "") == ["huerto-sol", "lcph-cpp", "river-school"]


def test_unreadable_records_are_offered_too(repo: Path) -> None:
    write_files(repo, {"records/partners/broken.yaml": b"\xff["})
    assert ids(repo, "partner", "b") == ["broken"]


def test_without_records_nothing_is_offered(tmp_path: Path) -> None:
    assert ids(tmp_path, "partner", "") == []
    write_files(tmp_path, {"records/program.yaml": "us: [x]\n"})
    assert ids(tmp_path, "partner", "") == []
    assert ids(tmp_path / "nowhere", "partner", "") == []


def complete(folder: Path, words: str, count: int) -> list[str]:
    """Return what the shell would offer for the last of some words."""
    environment = os.environ | {
        "_CPP_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(count),
        "PYTHONPATH": str(ROOT),
    }
    answer = subprocess.run(
        [sys.executable, "-P", "-c", "import sys; from cpp_cli.main import main; sys.exit(main())"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stderr == ""
    return answer.stdout.split()


@pytest.mark.parametrize(
    ("words", "count", "offered"),
    [
        ("cpp partner show hu", 3, ["huerto-sol"]),
        ("cpp meeting note 2026", 3, ["2026-02-10-listening"]),
        ("cpp harm repaired ", 3, ["spraying"]),
        ("cpp owes r", 2, ["river-school"]),
        ("cpp history s", 2, ["spraying"]),
        ("cpp blame --at HEAD s", 4, ["spraying"]),
        ("cpp -C .. partner show hu", 5, ["huerto-sol"]),
        ("cpp commitm", 1, ["commitment"]),
    ],
)
def test_the_shell_is_offered_ids_and_commands(
    repo: Path, words: str, count: int, offered: list[str]
) -> None:
    assert complete(repo / "records", words, count) == offered


SHELLS = ("bash", "zsh", "fish get-args", "fish is-args")
PLAIN = (
    "partner show hu",
    "partner show ",
    "partner show zz",
    "meeting note 2026",
    "commitment confirm ",
    "harm acknowledge s",
    "owes r",
    "history 2026",
    "blame r",
    "summary l",
    "-C records partner show river",
    "--directory=.. --quiet partner --as-of 2026-01-01 edit h",
    "  partner   rename   hu",
)
OTHER = (
    "",
    "ow",
    "partner ",
    "partner sh",
    "partner show --",
    "partner show --quiet hu",
    "partner rename huerto-sol ",
    "partner nothing hu",
    "--at",
    "--version owes r",
    "rule A0",
    "partner 'show' hu",
    "partner show h\\u",
    'partner show "hu',
    "partner show -C records hu",
    "partner -- show hu",
    "owes hu #",
)


def environment(shell: str, line: str) -> dict[str, str]:
    """Return what the script of a shell sets, for the last word of a line."""
    name, _, action = shell.partition(" ")
    words = f"cpp {line}"
    return {
        "_CPP_COMPLETE": f"complete_{name}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - (not words.endswith(" "))),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": action,
    }


@pytest.fixture
def offered(
    repo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, str], tuple[object, str]]:
    """Complete a line for a shell, in the folder of the records."""
    monkeypatch.chdir(repo)

    def complete(shell: str, line: str) -> tuple[object, str]:
        for name, value in environment(shell, line).items():
            monkeypatch.setenv(name, value)
        try:
            status: object = main([])
        except SystemExit as end:
            status = end.code
        return status, capsys.readouterr().out

    return complete


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", [*PLAIN, *OTHER])
def test_an_id_is_completed_as_the_library_does(
    offered: Callable[[str, str], tuple[object, str]],
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    line: str,
) -> None:
    found = offered(shell, line)
    answered = completion.quickly(environment(shell, line))
    assert (answered is not None) is (line in PLAIN)
    monkeypatch.setattr(completion, "quickly", lambda _: None)
    assert found == offered(shell, line)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_calls_this_program_and_not_another_of_its_name(shell: str) -> None:
    environment = {**os.environ, "_CPP_COMPLETE": f"source_{shell}"}
    script = subprocess.run(
        [sys.executable, "-P", "-m", "cpp_cli"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    calls = [line for line in script.splitlines() if f"complete_{shell}" in line]
    assert calls
    for line in calls:
        assert line.count(f"complete_{shell}") == line.count(f"{sys.executable} -P -m cpp_cli")
