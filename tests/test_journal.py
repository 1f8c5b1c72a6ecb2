"""The journal: what becomes of a write that was cut short, whatever happened since."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.editing import drafts, journal, marks, writer
from cpp_cli.editing.journal import Journal, Recovered
from cpp_cli.editing.writer import Change
from cpp_cli.errors import SURROUNDINGS, NoSurroundings
from tests.support import files_of, write_files

A, B = "records/a.yaml", "records/deep/b.yaml"
BEFORE = {A: b"a: 1\n", B: b"b: 1\n"}
AFTER = {A: b"a: 2\n", B: b"b: 2\n"}
CHANGES = {path: Change(BEFORE[path], AFTER[path]) for path in (A, B)}


class Cut(BaseException):
    """The process ends here."""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The folder for the journal."""
    return tmp_path / ".cpp"


def cut_short(root: Path, state: Path, after: int) -> None:
    """Write the files, and end as a killed process does when some of them are replaced."""
    write_files(root, BEFORE)
    with pytest.MonkeyPatch.context() as patch:
        go, count = Journal.go, iter(range(9))

        def until(self: Journal, *arguments: Any) -> None:
            if next(count) == after:
                raise Cut
            go(self, *arguments)

        patch.setattr(Journal, "go", until)
        patch.setattr(writer, "_undo", lambda *_: True)
        with pytest.raises(Cut):
            writer.write(root, state, CHANGES)
    assert marks.is_open(state)


def recovered(root: Path, state: Path) -> Recovered:
    """Do what the next command does; nothing is left to do then."""
    done = journal.recover(root, state)
    assert done is not None
    assert journal.recover(root, state) is None
    assert not list(root.rglob("*.tmp"))
    return done


def test_a_write_that_replaced_nothing_is_taken_back(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=0)
    assert recovered(tmp_path, state) == Recovered(False, (A, B), ())
    assert files_of(tmp_path) == BEFORE


@pytest.mark.parametrize("after", [1])
def test_a_write_that_replaced_a_file_is_completed(tmp_path: Path, state: Path, after: int) -> None:
    cut_short(tmp_path, state, after)
    assert recovered(tmp_path, state) == Recovered(True, (A, B), ())
    assert files_of(tmp_path) == AFTER


def test_a_write_that_cannot_be_completed_is_taken_back(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=1)
    (waiting,) = (tmp_path / "records/deep").glob("*.after.tmp")
    waiting.unlink()
    assert recovered(tmp_path, state) == Recovered(False, (A, B), ())
    assert files_of(tmp_path) == BEFORE


def test_what_somebody_else_wrote_since_stays_and_the_new_text_is_kept(
    tmp_path: Path, state: Path
) -> None:
    cut_short(tmp_path, state, after=1)
    write_files(tmp_path, {B: "b: theirs\n"})
    done = recovered(tmp_path, state)
    assert done == Recovered(True, (A,), (state / "drafts/b.yaml",))
    assert done.kept[0].read_bytes() == AFTER[B]
    assert files_of(tmp_path) == {A: AFTER[A], B: b"b: theirs\n"}


def test_what_somebody_else_took_away_since_stays_away(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=1)
    (tmp_path / B).unlink()
    assert recovered(tmp_path, state).kept
    assert files_of(tmp_path) == {A: AFTER[A]}


def test_what_somebody_else_put_in_the_place_of_a_folder_stays(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=0)
    (tmp_path / A).unlink()
    (tmp_path / A).mkdir()
    assert recovered(tmp_path, state) == Recovered(False, (B,), ())
    assert (tmp_path / A).is_dir()


def test_nothing_is_kept_of_a_new_text_that_is_gone(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=1)
    write_files(tmp_path, {B: "b: theirs\n"})
    for waiting in (tmp_path / "records/deep").glob("*.after.tmp"):
        waiting.unlink()
    assert recovered(tmp_path, state).kept == ()


def test_drafts_never_replace_each_other(tmp_path: Path, state: Path) -> None:
    write_files(state, {"drafts/b.yaml": "earlier\n", "drafts/b-2.yaml": "earlier\n"})
    cut_short(tmp_path, state, after=1)
    write_files(tmp_path, {B: "b: theirs\n"})
    assert recovered(tmp_path, state).kept == (state / "drafts/b-3.yaml",)


def test_a_disk_that_still_fails_leaves_the_journal(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", _full)
        with pytest.raises(NoSurroundings, match="cannot be completed: No space left") as stop:
            journal.recover(tmp_path, state)
    assert stop.value.status == SURROUNDINGS
    assert recovered(tmp_path, state).completed


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left")


def test_where_nothing_can_be_kept_it_is_said_why(tmp_path: Path, state: Path) -> None:
    write_files(state, {"drafts": "a file in the way"})
    with pytest.raises(NoSurroundings, match=r"Nothing can be kept in .*: File exists"):
        drafts.keep(state, "b.yaml", b"words")
    assert drafts.waiting(state) == []


# A journal that is not ours, or would lead elsewhere


def journal_with(state: Path, **fields: Any) -> None:
    """Change the journal that is there."""
    file = state / "journal" / "write.json"
    found = json.loads(file.read_text())
    file.write_text(json.dumps({**found, **fields}))


def refused(root: Path, state: Path) -> None:
    """Check that nothing is done, and that it is said what to do."""
    before = files_of(root)
    with pytest.raises(NoSurroundings, match=r"write\.json cannot be understood"):
        journal.recover(root, state)
    assert files_of(root) == before


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yaml",
        "/etc/passwd",
        "records/../../outside.yaml",
        "records//a.yaml",
        "records/./a.yaml",
        "README.md",
        "",
        ".git/config",
        "schemas/../outside.yaml",
        "records/a\0.yaml",
    ],
)
def test_a_journal_never_leads_out_of_the_records(tmp_path: Path, state: Path, path: str) -> None:
    cut_short(tmp_path, state, after=0)
    journal_with(state, steps=[{"path": path, "before": None, "after": None}])
    refused(tmp_path, state)


def test_a_journal_never_leads_through_a_link(tmp_path: Path, state: Path) -> None:
    root = tmp_path / "root"
    cut_short(root, state, after=0)
    (root / "records/deep").rename(tmp_path / "elsewhere")
    (root / "records/deep").symlink_to(tmp_path / "elsewhere")
    refused(root, state)


@pytest.mark.parametrize(
    "fields",
    [
        {"version": 2},
        {"token": "../../x"},
        {"token": 5},
        {"steps": [{"path": A}]},
        {"steps": [{"path": A, "before": None, "after": None, "more": 1}]},
        {"steps": None},
        {"steps": ["x"]},
        {"folders": None},
        {"folders": [5]},
        {"steps": [{"path": 5, "before": None, "after": None}]},
    ],
)
def test_a_journal_of_another_version_or_shape_is_left_alone(
    tmp_path: Path, state: Path, fields: dict[str, Any]
) -> None:
    cut_short(tmp_path, state, after=0)
    journal_with(state, **fields)
    refused(tmp_path, state)


def test_a_journal_never_leads_to_folders_elsewhere(tmp_path: Path, state: Path) -> None:
    cut_short(tmp_path, state, after=0)
    (tmp_path / "empty").mkdir()
    journal_with(state, folders=["records/../empty"])
    refused(tmp_path, state)
    assert (tmp_path / "empty").is_dir()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}", "\xff"])
def test_a_damaged_journal_is_left_alone(tmp_path: Path, state: Path, text: str) -> None:
    cut_short(tmp_path, state, after=0)
    (state / "journal" / "write.json").write_text(text, encoding="latin-1")
    refused(tmp_path, state)
