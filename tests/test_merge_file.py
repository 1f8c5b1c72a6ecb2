"""`cpp merge-file`, alone and as what git calls when two branches changed one record."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gits import WHO, alone, commit_all, git, repository
from tests.support import ROOT, Session, run, write_files

BASE = "id: garden\nname: Garden\nkind: other\nstatus: active\n"
OURS = BASE.replace("other", "school # mine")
THEIRS = BASE.replace("active", "paused # theirs")
BOTH = OURS.replace("active", "paused # theirs")
OTHER = BASE.replace("other", "funder")
PATH = "records/partners/garden.yaml"


def of(
    folder: Path, *more: str, base: str = BASE, ours: str = OURS, theirs: str = THEIRS
) -> Session:
    """Merge three files in a folder that holds no records."""
    write_files(folder, {"base": base, "ours": ours, "theirs": theirs})
    versions = ("--base", "base", "--ours", "ours", "--theirs", "theirs")
    return run("merge-file", *versions, *more, root=folder)


def test_two_versions_become_one_where_no_records_are(tmp_path: Path) -> None:
    done = of(tmp_path, "--out", "merged")
    assert str(done) == "Merged into merged.\n"
    assert (tmp_path / "merged").read_text() == BOTH
    assert sorted(file.name for file in tmp_path.iterdir()) == ["base", "merged", "ours", "theirs"]


def test_the_merged_file_may_take_the_place_of_mine(tmp_path: Path) -> None:
    (tmp_path / "ours").touch(0o640)
    (tmp_path / "link").symlink_to("ours")
    assert of(tmp_path, "--out", "link").status == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "ours").read_text() == BOTH
    assert (tmp_path / "ours").stat().st_mode & 0o777 == 0o640


def test_a_clash_is_told_in_words_and_nothing_is_written(tmp_path: Path) -> None:
    done = of(tmp_path, "--out", "ours", "--path", PATH, theirs=OTHER)
    assert str(done) == (
        f"{PATH}: Both versions changed the same field, differently; nothing was written.\n\n"
        "kind\n----\n\n"
        'It was "other". Theirs says "funder". Yours says "school".\n--- exit 1 ---\n'
    )
    assert (tmp_path / "ours").read_text() == OURS
    assert sorted(file.name for file in tmp_path.iterdir()) == ["base", "ours", "theirs"]


def test_machines_are_told_what_clashes(tmp_path: Path) -> None:
    clash = {"way": ["kind"], "was": "other", "ours": "school", "theirs": "funder", "why": None}
    done = of(tmp_path, "--out", "-", "-f", "json", theirs=OTHER)
    assert done.status == 1
    assert json.loads(done.stdout)["data"] == {"merged": False, "out": None, "clashes": [clash]}
    done = of(tmp_path, "--out", "-", "-f", "json")
    assert json.loads(done.stdout)["data"] == {
        "merged": True,
        "out": None,
        "clashes": [],
        "text": BOTH,
    }
    done = of(tmp_path, "--out", "merged", "-f", "json")
    assert json.loads(done.stdout)["data"] == {"merged": True, "out": "merged", "clashes": []}


@pytest.mark.parametrize(
    ("base", "theirs", "words"),
    [
        ("", BASE.replace("Garden", "Hill"), 'It was not there. Theirs says "Hill".'),
        (BASE, BASE.replace("name: Garden\n", ""), "Theirs has taken it away."),
        (BASE, "a: [x\n", "Theirs cannot be read, in line 1: "),
        ("name: x\nid: y\n", "id: y\n", "Together they would leave nothing of it"),
        (BASE, "", "Theirs cannot be read, in line 1: "),
    ],
)
def test_each_clash_has_its_words(tmp_path: Path, base: str, theirs: str, words: str) -> None:
    ours = "name: x\n" if "Together" in words else BASE.replace("Garden", "x" * 200)
    done = of(tmp_path, "--out", "-", base=base, ours=ours, theirs=theirs)
    assert done.status == 1
    assert words in done.stdout.replace("\n", " ")
    assert "x" * 120 not in done.stdout


def test_what_is_no_record_is_told_so(tmp_path: Path) -> None:
    done = of(tmp_path, "--out", "-", "--path", "README.md")
    assert "no record that can be merged by field" in done.stdout.replace("\n", " ")
    assert done.status == 1


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    done = run("merge-file", "--ours", "x", root=tmp_path)
    assert done.status == 2
    assert "--theirs, --out" in done.stderr
    done = of(tmp_path, "--out", "nowhere/merged")
    assert (done.status, "cannot be written" in done.stderr) == (3, True)
    done = run("merge-file", "--ours", "x", "--theirs", "y", "--out", "z", root=tmp_path)
    assert (done.status, "x cannot be read" in done.stderr) == (3, True)


def test_a_pipe_or_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = of(tmp_path, "--out", "pipe")
    assert (done.status, "no plain file" in done.stderr) == (3, True)
    assert (tmp_path / "pipe").is_fifo()


def test_a_pipe_gets_the_merged_file_byte_for_byte(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"base": BASE, "ours": "\ufeff" + OURS.replace("\n", "\r\n"), "theirs": THEIRS}
    )
    words = ["--base", "base", "--ours", "ours", "--theirs", "theirs", "--out", "-"]
    printed = subprocess.run(
        [sys.executable, "-P", "-m", "cpp_cli", "merge-file", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert printed.stdout == ("\ufeff" + BOTH.replace("\n", "\r\n")).encode()


# As what git calls


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Path]:
    """A repository that merges records by field, with a branch of theirs."""
    with alone(tmp_path):
        root = repository(
            tmp_path / "records repository",
            {PATH: BASE, ".gitattributes": "records/**/*.yaml merge=cpp\n", "README.md": "x\n"},
        )
        program = f'PYTHONPATH="{ROOT}" "{sys.executable}" -P -m cpp_cli merge-file'
        files = "--base %O --ours %A --theirs %B --out %A --path %P"
        git(root, "config", "merge.cpp.name", "records, field by field")
        git(root, "config", "merge.cpp.driver", f"{program} {files}")
        yield root


def branches(root: Path, ours: str, theirs: str) -> None:
    """Commit one text on `main` and another on `theirs`."""
    git(root, "checkout", "--quiet", "-b", "theirs")
    (root / PATH).write_text(theirs)
    commit_all(root, "theirs")
    git(root, "checkout", "--quiet", "main")
    (root / PATH).write_text(ours)
    commit_all(root, "ours")


WAYS = (
    ("merge", "--no-edit", "theirs"),
    ("cherry-pick", "theirs"),
    ("rebase", "--quiet", "theirs"),
)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
def test_git_merges_by_field(here: Path, way: tuple[str, ...]) -> None:
    branches(here, OURS, THEIRS)
    git(here, *way)
    assert (here / PATH).read_text() == BOTH
    assert git(here, "status", "--porcelain") == ""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0])
def test_after_a_clash_git_keeps_a_file_that_can_be_read(here: Path, way: tuple[str, ...]) -> None:
    branches(here, OURS, OTHER)
    tried = subprocess.run(["git", *WHO, *way], cwd=here, capture_output=True, text=True)
    assert tried.returncode != 0
    assert 'Theirs says "' in tried.stdout + tried.stderr
    assert (here / PATH).read_text() == (OTHER if way[0] == "rebase" else OURS)
    assert git(here, "ls-files", "--unmerged", "--", PATH) != ""


def test_git_asks_also_where_both_sides_added_the_file(here: Path) -> None:
    new = PATH.replace("garden", "new")
    for branch, text in (("theirs", BASE + "since: 2026-01-01\n"), ("main", BASE + "tags: [x]\n")):
        git(here, "checkout", "--quiet", *(["-b"] if branch != "main" else []), branch)
        write_files(here, {new: text})
        commit_all(here, branch)
    git(here, "merge", "--no-edit", "theirs")
    assert (here / new).read_text() == BASE + "tags: [x]\nsince: 2026-01-01\n"


def test_other_files_are_left_to_git(here: Path) -> None:
    git(here, "checkout", "--quiet", "-b", "theirs")
    (here / "README.md").write_text("theirs\n")
    commit_all(here, "theirs")
    git(here, "checkout", "--quiet", "main")
    (here / PATH).write_text(OURS)
    commit_all(here, "ours")
    git(here, "merge", "--no-edit", "theirs")
    assert (here / "README.md").read_text() == "theirs\n"
    assert (here / PATH).read_text() == OURS
