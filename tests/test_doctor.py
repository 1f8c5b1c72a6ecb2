"""`cpp doctor`: each check finds what is wrong, none stops the others, and nobody is named."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.checkup import computer, place
from cpp_cli.checkup.check import Check, Surroundings
from tests.gits import git
from tests.support import TODAY, run, write_files

NAMES = [check.name for check in (*computer.CHECKS, *place.CHECKS)]
OURS = "#!/bin/sh\nexec python -c 'from cpp_cli.start import start'\n"
OTHER = "\x7fELF another program\n"


@pytest.fixture
def folder(tmp_path: Path, own_environment: None) -> Path:
    """Records that were begun with all that belongs around them, on a computer in order."""
    for name, value in (("user.name", "Maria Grün"), ("user.email", "maria@example.org")):
        git(tmp_path, "config", "--global", name, value)
    made = tmp_path / "our records"
    told = run(
        *("init", "--name", "Ours", "--us", "us-all", "--no-input", "--merge-driver"),
        *("--tool", f"git+https://example.org/cpp@{'a' * 40}", "-C", str(made)),
        root=tmp_path,
    )
    assert told.status == 0, told
    git(made, "remote", "add", "origin", "https://somebody:secret@example.org/x.git")
    program(tmp_path / "bin" / "cpp", OURS)
    os.environ["PATH"] = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    os.environ["LC_ALL"] = "C.UTF-8"
    return made


def program(path: Path, text: str) -> None:
    write_files(path.parent, {path.name: text})
    path.chmod(0o755)


def found(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what each check finds, by its name."""
    told = run("doctor", "--format", "json", root=folder)
    data = json.loads(told.stdout)["data"]
    wrong = [one for one in data["checks"] if one["state"] == "mend"]
    assert told.status == (1 if wrong else 0)
    assert data["to_do"] == len(wrong)
    assert all(one["what_to_do"] for one in wrong)
    return {one["name"]: one for one in data["checks"]}


def test_where_all_is_in_place_it_says_so(folder: Path) -> None:
    told = run("doctor", root=folder)
    assert (told.status, told.stderr) == (0, "")
    assert told.stdout.startswith("Everything that could be looked at is in place.\n")
    assert list(found(folder)) == NAMES
    assert {one["state"] for one in found(folder).values()} == {"fine"}


def test_nobody_is_named_and_no_address_is_shown(folder: Path) -> None:
    for form in ("text", "json", "md", "html", "csv"):
        told = run("doctor", "--format", form, root=folder).stdout
        for word in ("Maria", "maria@", "secret", "somebody", "example.org/x"):
            assert word not in told


def _gone(folder: Path, path: str) -> None:
    (folder / path).unlink()


TROUBLES: dict[str, Any] = {
    "identity": lambda folder: git(folder, "config", "--global", "--unset", "user.email"),
    "command": lambda folder: program(folder.parent / "bin" / "cpp", OTHER),
    "locale": lambda folder: os.environ.update(LC_ALL="de_DE.ISO-8859-1"),
    "remote": lambda folder: git(folder, "remote", "remove", "origin"),
    "schemas": lambda folder: write_files(folder, {"schemas/harm.schema.json": "{}"}),
    "editor": lambda folder: _gone(folder, ".vscode/settings.json"),
    "merge_driver": lambda folder: git(folder, "config", "merge.cpp.driver", "/gone/python"),
    "hooks": lambda folder: write_files(
        folder, {".pre-commit-config.yaml": "repos: [{hooks: [{id: cpp-validate}]}]\n"}
    ),
    "site": lambda folder: write_files(
        folder,
        {
            "records/partners/b.yaml": "id: b\nname: B\nkind: school\nstatus: active\n"
            "people:\n  - id: x\n    name: X\n    account: x\n"
        },
    ),
    "cache": lambda folder: (
        (folder / ".git/cpp").rename(folder / "elsewhere")
        and (folder / ".git/cpp").symlink_to(folder / "elsewhere")
    ),
    "waiting": lambda folder: write_files(folder, {".git/cpp/drafts/notes.md": "words"}),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_each_trouble_is_found_alone_and_with_what_to_do(folder: Path, name: str) -> None:
    TROUBLES[name](folder)
    wrong = {one["name"] for one in found(folder).values() if one["state"] != "fine"}
    assert wrong == {name}


def test_a_write_that_was_cut_short_is_told_and_left_to_the_next_command(folder: Path) -> None:
    write_files(folder, {".git/cpp/journal/write.json.tmp": "{}"})
    assert found(folder)["waiting"]["what_to_do"] == "cpp validate"
    assert (folder / ".git/cpp/journal/write.json.tmp").exists()
    assert run("validate", root=folder).status == 0
    assert found(folder)["waiting"]["state"] == "fine"


def test_a_site_without_a_source_is_told(folder: Path) -> None:
    work = folder / ".github/workflows/records.yml"
    text = work.read_text(encoding="utf-8")
    work.write_text(text.replace(f"git+https://example.org/cpp@{'a' * 40}", ""), encoding="utf-8")
    assert "CPP_SOURCE" in found(folder)["site"]["what_to_do"]


def test_the_other_program_of_this_name_is_named_and_never_run(folder: Path) -> None:
    trace = folder.parent / "ran"
    program(folder.parent / "bin" / "cpp", f"#!/bin/sh\ntouch {trace}\n")
    said = found(folder)["command"]
    assert "C preprocessor" in said["said"]
    assert not trace.exists()


def test_outside_of_records_and_repositories(tmp_path: Path, own_environment: None) -> None:
    checks = found(tmp_path)
    assert list(checks) == NAMES
    assert checks["records"]["state"] == checks["repository"]["state"] == "mend"
    assert checks["schemas"]["said"].startswith("could not be found out: ")


def test_without_git_nothing_breaks(folder: Path) -> None:
    os.environ["PATH"] = str(folder.parent / "bin")
    checks = found(folder)
    assert list(checks) == NAMES
    assert checks["git"]["state"] == "mend"
    assert checks["identity"]["state"] == checks["remote"]["state"] == "unknown"
    assert checks["schemas"]["state"] == checks["editor"]["state"] == "fine"


@pytest.mark.parametrize(("version", "state"), [("2.29.9", "mend"), ("2.30.0", "fine")])
def test_an_old_git_is_told(folder: Path, version: str, state: str) -> None:
    program(folder.parent / "bin" / "git", f"#!/bin/sh\necho git version {version}\n")
    assert found(folder)["git"]["state"] == state


def test_a_repository_that_leads_nowhere_hides_nobodys_name(folder: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "broken", {".git": "gitdir: nowhere"})
    assert found(tmp_path / "broken")["identity"]["state"] == "fine"


def test_a_repository_that_is_broken_breaks_no_check(folder: Path) -> None:
    write_files(folder, {".git/config": "[[[\n"})
    checks = found(folder)
    assert list(checks) == NAMES
    assert checks["remote"]["state"] == "unknown"


@pytest.mark.parametrize(
    "path", ["records/program.yaml", ".vscode/settings.json", ".gitattributes"]
)
@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"{", b"a: &a [*a]\n"])
def test_files_that_cannot_be_read_break_no_check(folder: Path, path: str, data: bytes) -> None:
    write_files(folder, {path: data})
    assert list(found(folder)) == NAMES


@pytest.mark.parametrize("error", [ValueError("x"), OSError(5, "the disk"), RecursionError()])
def test_whatever_happens_in_a_check_it_is_only_not_found_out(
    tmp_path: Path, error: Exception
) -> None:
    def look(around: Surroundings) -> Any:
        raise error

    around = Surroundings(tmp_path, None, {}, "python", TODAY)
    told = Check("x", "x", look).found(around)
    assert (told.state, told.todo) == ("unknown", "")
    assert told.said.startswith("could not be found out: ")


def test_in_a_folder_that_is_named_so_is_what_to_do(folder: Path) -> None:
    git(folder, "config", "--unset", "merge.cpp.driver")
    told = run("doctor", "-C", str(folder), root=folder.parent)
    assert f"cpp -C '{folder}' init --merge-driver" in told.stdout
