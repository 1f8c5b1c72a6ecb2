"""What a walk over the folders says is said of what changes in them, too."""

import os
from pathlib import Path
from time import time_ns

import pytest

from cpp_cli.rules import example
from tests.caches import CLUB, ask, fresh
from tests.gits import commit_all, repository
from tests.support import run, write_files

_PROMISE = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
_MARKED = "records/partners/marked.yaml"
_ENDED = "id: marked\nname: Marked\nkind: school\nstatus: ended\n"


@pytest.fixture(params=["in a repository", "outside"])
def root(tmp_path: Path, keeping: None, request: pytest.FixtureRequest) -> Path:
    """Records of which something was kept."""
    root = tmp_path / "repo"
    make = repository if request.param == "in a repository" else write_files
    make(root, {**example.RECORDS, _MARKED: _ENDED, "records/notes": "x\n"})
    run("status", root=root)
    return root


@pytest.mark.parametrize(
    "name", ["partners/new", "2027", ".old", "partners/x.yaml", "harms/.a.yaml"]
)
@pytest.mark.parametrize("inner", ["", "well.yaml", ".hidden"])
def test_a_new_folder_is_what_a_walk_says_of_it(root: Path, name: str, inner: str) -> None:
    (root / "records" / name).mkdir()
    if inner:
        write_files(root, {f"records/{name}/{inner}": "id: well\nwhat: x\n"})
    assert ask(root)[:2] == fresh(root)[:2]


@pytest.mark.parametrize("text", ["id: [\n", _ENDED.replace("name:", "\n\nname:"), ""])
def test_a_file_that_is_another_since_is_never_looked_at_as_it_was(root: Path, text: str) -> None:
    before = (root / _MARKED).read_bytes()
    write_files(root, {_MARKED: text})
    assert ask(root)[:2] == fresh(root)[:2]
    (root / _MARKED).write_bytes(before)
    assert ask(root)[:2] == fresh(root)[:2]


def test_what_is_gone_is_gone_however_new_it_was(root: Path) -> None:
    (root / _PROMISE).unlink()
    assert ask(root)[:2] == fresh(root)[:2]


def test_what_was_new_among_old_files_is_gone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    an_hour_later = time_ns() + 3600 * 10**9
    monkeypatch.setattr("cpp_cli.cache.known.time_ns", lambda: an_hour_later)
    os.utime(root / _PROMISE, ns=(an_hour_later, an_hour_later))
    ask(root)
    (root / _PROMISE).unlink()
    assert ask(root)[:2] == fresh(root)[:2]


def test_a_file_becomes_a_folder(root: Path) -> None:
    (root / "records/notes").unlink()
    write_files(root, {"records/notes/club.yaml": "x\n", CLUB: _ENDED.replace("marked", "club")})
    assert ask(root)[:2] == fresh(root)[:2]
    if (root / ".git").exists():
        commit_all(root)
    assert ask(root)[:2] == fresh(root)[:2]
