"""The fuzzer: every input that once went wrong, a few new ones, and that it sees what is wrong."""

import io
from contextlib import redirect_stdout
from pathlib import Path
from random import Random
from typing import Any

import pytest

from cpp_cli.editing.edits import Edit, Set
from cpp_cli.editing.emit import Data
from cpp_cli.editing.splice import apply
from cpp_cli.models.kinds import KINDS, kind_of
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document
from cpp_cli.reading.text import Text
from tests.rigs import edits, fuzz, trial
from tests.rigs.inputs import PATHS, changed, kept, seeds


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return trial.prepare(tmp_path)


def test_what_once_went_wrong_and_new_inputs_go_well() -> None:
    outcome = fuzz.fuzz(1, lambda number: number < 80)
    assert outcome.tried.total() == len(kept()) + 80
    assert [story for _, _, story in outcome.crashes.values()] == []


def test_the_same_seed_gives_the_same_inputs() -> None:
    assert [changed(Random(5)) for _ in range(2)] == [changed(Random(5))] * 2


def test_each_kind_of_record_has_seeds_and_a_place() -> None:
    assert set(PATHS) == set(KINDS) == {kind for kind, _ in seeds()}
    assert {kind_of(path) for path in PATHS.values()} == set(KINDS.values())


# That the fuzzer sees what is wrong

CLUB = b"id: garden-club\nname: Garden Club\nkind: school\nstatus: active\n"


def complaint(root: Path, data: bytes = CLUB) -> str:
    """Return what the fuzzer says of an input."""
    outcome = fuzz.Outcome()
    for number in range(30):
        outcome.try_one("partner", data + b"# %d\n" % number, root)
    return "".join(story for _, _, story in outcome.crashes.values())


def test_nothing_is_wrong_with_a_club(root: Path) -> None:
    assert complaint(root) == ""


def test_a_crash_of_a_command_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("cpp_cli.reports.status.report", broken)
    monkeypatch.setattr("cpp_cli.commands.status.report", broken)
    assert "exit 70" in complaint(root)


def test_an_unsafe_character_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpp_cli.render.plain.render", lambda _: "\x1b]0;title\x07")
    assert "an unsafe character U+00" in complaint(root)


def test_an_answer_that_changes_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(range(10_000))
    monkeypatch.setattr("cpp_cli.render.plain.render", lambda _: f"{next(numbers)}\n")
    assert "shown otherwise" in complaint(root)


def edited(monkeypatch: pytest.MonkeyPatch, change: Any, empty: bool = False) -> None:
    """Let every edit have a fault of its own: those that change something, or those that do not."""
    real = apply

    def faulty(document: Document, edit: Edit) -> Document:
        right = real(document, edit)
        if (right is document) != empty:
            return right
        wrong, _ = parse(Text(change(right.text.content)))
        assert wrong
        return wrong

    monkeypatch.setattr(edits, "apply", faulty)


def test_an_edit_that_says_something_else_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(monkeypatch, lambda content: content.replace("Garden", "Guarden"))
    assert "the file says something else" in complaint(root)


def test_an_edit_that_changes_other_lines_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(monkeypatch, lambda content: content.replace("kind: school", "kind:  school"))
    assert "lines" in complaint(root)


def test_an_edit_that_should_change_nothing_and_does_is_seen(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited(monkeypatch, lambda content: content + "# more\n", True)
    assert "nothing new changes the file" in complaint(root)


def test_a_text_written_wrongly_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(value: Data) -> str:
        return "x: y\n"

    monkeypatch.setattr(trial, "block", faulty)
    assert "what was written says something else" in complaint(root)


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("csv", "a,b\n=1+1,x\n"),
        ("csv", "a,b\nx\n"),
        ("md", "- <img src=x>\n"),
        ("html", "<p><script>x</p>"),
    ],
)
def test_an_answer_that_is_not_well_formed_is_seen(form: str, shown: str) -> None:
    with pytest.raises(edits.Trouble):
        trial.well_formed(shown, form)


@pytest.fixture
def crashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "crashes"
    folder.mkdir()
    monkeypatch.setattr(fuzz, "CRASHES", folder)
    return folder


def test_the_rig_keeps_what_went_wrong_and_fails(
    crashes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(kind: str, data: bytes, root: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzz, "trial", broken)
    out = io.StringIO()
    with redirect_stdout(out):
        assert fuzz.main(["--seconds", "0.05"]) == 1
    (path,) = crashes.iterdir()
    assert path.name.partition("-")[0] in KINDS
    assert "ZeroDivisionError" in out.getvalue()
    assert out.getvalue().splitlines()[-1].endswith("1 went wrong, 0 slow")


def test_the_rig_prints_what_it_tried(crashes: Path) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        assert fuzz.main(["--seconds", "0"]) == 0
    assert out.getvalue().splitlines()[-1].startswith("fuzz: ")
    assert list(crashes.iterdir()) == []


def test_an_input_that_takes_many_times_longer_is_named() -> None:
    outcome = fuzz.Outcome()
    for seconds in (*[0.01] * 20, 0.6, 0.4):
        outcome.time(seconds, "harm", b"x" * 5)
    outcome.time(9.0, "harm", b"x" * 500)
    assert outcome.slow() == [(0.6, "harm", b"x" * 5)]


def test_an_edit_that_sets_what_is_there_is_tried() -> None:
    document, _ = parse(Text(CLUB.decode()))
    assert document
    some = [edits.some_edit(Random(n), "partner", document) for n in range(60)]
    assert {type(edit).__name__ for edit in some} == {"Set", "Append", "Unset"}
    assert any(isinstance(edit, Set) and edit.keys == ("name",) for edit in some)
