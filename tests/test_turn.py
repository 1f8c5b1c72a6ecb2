"""A command's turn at the records: what an earlier one left half done, words not yet written."""

import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from cpp_cli.cli.turn import Turn
from cpp_cli.editing import lock, marks, writer
from cpp_cli.editing.journal import Journal
from cpp_cli.errors import SURROUNDINGS, NoSurroundings
from cpp_cli.reading import load, one
from tests.support import files_of, run

RENAME = ("partner", "rename", "huerto-sol", "huerto")
OLD, NEW = "records/partners/huerto-sol.yaml", "records/partners/huerto.yaml"


class Cut(BaseException):
    """The process ends here."""


@pytest.fixture
def cut(repo: Path) -> Callable[[int], None]:
    """Begin a write and end as a killed process does, when some of the files are replaced."""

    def write(after: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            go, count = Journal.go, iter(range(9))

            def until(self: Journal, *arguments: Any) -> None:
                if next(count) == after:
                    raise Cut
                go(self, *arguments)

            patch.setattr(Journal, "go", until)
            patch.setattr(writer, "_undo", lambda *_: True)
            with pytest.raises(Cut):
                run(*RENAME, root=repo)

    return write


@pytest.mark.parametrize("command", [("validate",), ("owes",), ("fix",), ("partner", "list")])
@pytest.mark.once
def test_any_command_takes_back_what_was_hardly_begun(
    repo: Path, cut: Callable[[int], None], command: tuple[str, ...]
) -> None:
    before = files_of(repo)
    cut(0)
    done = run(*command, root=repo)
    assert done.status == 0
    assert done.stderr == (
        "An earlier command was cut short. Nothing of it was written to:\n"
        "  records/partners/huerto.yaml\n"
        "  records/partners/huerto-sol.yaml\n"
    )
    assert files_of(repo) == before
    assert run(*command, root=repo).stderr == ""


@pytest.mark.parametrize("command", [("validate",), ("fix", "--dry-run"), ("partner", "list")])
@pytest.mark.once
def test_any_command_completes_what_was_begun(
    repo: Path, cut: Callable[[int], None], command: tuple[str, ...]
) -> None:
    cut(1)
    assert {OLD, NEW} <= set(files_of(repo))
    done = run(*command, root=repo)
    assert done.stderr.startswith("An earlier command was cut short. Its change is complete now:\n")
    assert NEW in files_of(repo)
    assert OLD not in files_of(repo)


def test_what_somebody_else_wrote_since_is_named(repo: Path, cut: Callable[[int], None]) -> None:
    cut(1)
    theirs = (repo / OLD).read_bytes() + b"languages: [es]\n"
    (repo / OLD).unlink()
    (repo / NEW).write_bytes(theirs)
    done = run("validate", "--quiet", root=repo)
    assert done.status == 1
    assert (repo / NEW).read_bytes() == theirs
    assert files_of(repo / ".cpp/drafts") == {} or done.stderr == ""


def test_what_cannot_be_completed_stops_every_command(
    repo: Path, cut: Callable[[int], None]
) -> None:
    cut(1)
    (repo / ".cpp/journal/write.json").write_text("{}")
    for command in (("owes",), ("partner", "edit", "huerto", "--set", "status=paused")):
        done = run(*command, root=repo)
        assert done.status == SURROUNDINGS
        assert "cannot be understood" in done.stderr


# Reading while somebody writes


def test_records_that_are_written_while_they_are_read_are_read_again(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another command renames a partner between the reading of one file and the next."""
    read, waiting = one.reading, iter([True])

    def meanwhile(*arguments: Any) -> Any:
        found = read(*arguments)
        if next(waiting, False):
            assert run(*RENAME, root=repo).status == 0
        return found

    monkeypatch.setattr(load, "reading", meanwhile)
    done = run("partner", "list", "--format", "json", root=repo)
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.count('"id": "huerto"') == 1
    assert '"id": "huerto-sol"' not in done.stdout


def test_what_was_read_while_somebody_wrote_is_read_again(
    repo: Path, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps, reads = iter([1, 2, 3, 4, 5, 5]), count(1)
    monkeypatch.setattr(marks, "stamp", lambda state: next(stamps))
    assert turn.undisturbed(lambda: next(reads)) == 3


def test_where_somebody_writes_all_the_time_it_is_said_who(
    repo: Path, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = count()
    monkeypatch.setattr(marks, "stamp", lambda state: next(stamps))
    with pytest.raises(NoSurroundings, match="are being changed by another cpp"):
        turn.undisturbed(lambda: 1)


def test_a_reader_waits_for_who_is_writing_and_not_for_the_lock(
    repo: Path, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = repo / ".cpp/journal/write.json"
    file.parent.mkdir(parents=True)
    file.touch()
    monkeypatch.setattr("cpp_cli.cli.turn.sleep", lambda seconds: file.unlink())
    with FileLock(repo / ".cpp/lock"):
        assert turn.undisturbed(lambda: "read") == "read"


def test_a_reader_does_not_wait_for_ever(
    repo: Path, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0)
    file = repo / ".cpp/journal/write.json"
    file.parent.mkdir(parents=True)
    file.touch()
    (repo / ".cpp/owner").write_text("Maria (cpp fix)")
    with FileLock(repo / ".cpp/lock"), pytest.raises(NoSurroundings) as stop:
        turn.settle()
    assert stop.value.message == "The records are being changed by Maria (cpp fix)."


# Interruptions


def test_an_interruption_waits_for_the_write(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Journal.go

    def interrupted(self: Journal, *arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        go(self, *arguments)

    monkeypatch.setattr(Journal, "go", interrupted)
    done = run(*RENAME, root=repo)
    assert done.status == 0
    assert NEW in files_of(repo)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


# Drafts


@pytest.fixture
def told() -> list[str]:
    """What was said beside the answer."""
    return []


@pytest.fixture
def turn(repo: Path, told: list[str]) -> Turn:
    """A turn at the records."""
    return Turn(repo, "meeting note", told.append)


def test_words_are_kept_until_they_are_written(repo: Path, turn: Turn) -> None:
    draft = turn.draft("words", "notes.md")
    assert draft.read_text() == "words"
    assert turn.end() == (f"What you wrote is kept in {draft}",)
    assert draft.exists()


def test_who_writes_again_is_told_of_words_from_earlier(
    repo: Path, turn: Turn, told: list[str]
) -> None:
    turn.draft("words", "notes.md")
    assert told == []
    again = Turn(repo, "meeting note", told.append)
    again.draft("", "other.md")
    again.draft("", "another.md")
    assert told == [f"Words from earlier wait in {repo / '.cpp/drafts'}: notes.md"]


def test_words_that_were_written_are_not_kept(repo: Path, turn: Turn) -> None:
    draft = turn.draft("words", "notes.md")
    turn.write(lambda root, state: None)
    assert turn.end() == ()
    assert not draft.exists()


def test_words_that_nobody_wrote_are_not_kept(repo: Path, turn: Turn) -> None:
    drafts = [turn.draft("", "notes.md"), turn.draft("as it was", "x.md", at_first="as it was")]
    turn.draft("", "gone.md").unlink()
    assert turn.end() == ()
    assert not any(draft.exists() for draft in drafts)


def test_words_are_kept_when_the_write_fails(repo: Path, turn: Turn) -> None:
    draft = turn.draft("words", "notes.md")

    def fail(root: Path, state: Path) -> None:
        raise OSError("a full disk")

    with pytest.raises(OSError, match="full disk"):
        turn.write(fail)
    assert turn.end() == (f"What you wrote is kept in {draft}",)
    assert not turn.wrote


def test_a_turn_is_taken_once(repo: Path, turn: Turn) -> None:
    assert turn.take()
    assert not turn.take()
    assert turn.settle() == marks.stamp(repo / ".cpp")
    assert not turn.take()
    turn.end()
    assert turn.take()
    turn.end()


def test_a_folder_of_its_own_that_is_a_link_is_refused(
    repo: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (repo / ".cpp").symlink_to(elsewhere)
    for command in (("owes",), RENAME):
        done = run(*command, root=repo)
        assert done.status == SURROUNDINGS
        assert "is a link to another folder" in done.stderr
    assert list(elsewhere.iterdir()) == []


def test_who_holds_the_lock_is_named_also_without_a_name(
    repo: Path, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("a full disk")

    monkeypatch.setattr("getpass.getuser", nobody)
    turn.take()
    owner = (repo / ".cpp/owner").read_text()
    assert owner == f"somebody (cpp meeting note, process {os.getpid()})"
    turn.end()
