"""The lock: one command writes at a time, the others wait, and know for whom."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from filelock import FileLock

from cpp_cli.editing import lock
from cpp_cli.errors import SURROUNDINGS, NoSurroundings
from tests.support import files_of, run


def silent(line: str) -> None:
    """Fail where something is told."""
    raise AssertionError(line)


def taken(state: Path, tell: Callable[[str], None] = silent) -> None:
    """Take the lock and give it back."""
    with lock.held(state, "Li", tell):
        pass


def test_nobody_waits_where_nobody_writes(tmp_path: Path) -> None:
    for _ in range(2):
        with lock.held(tmp_path / "cpp", "Maria", silent):
            assert (tmp_path / "cpp/owner").read_text() == "Maria"
        assert not (tmp_path / "cpp/owner").exists()


def _holds(state: Path, begun: Event, done: Event) -> None:
    with lock.held(state, "Maria (cpp fix)", print):
        begun.set()
        done.wait(30)


def test_who_waits_is_told_for_whom_and_then_has_the_turn(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    begun, done = fork.Event(), fork.Event()
    other = fork.Process(target=_holds, args=(tmp_path, begun, done))
    other.start()
    assert begun.wait(30)
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        done.set()

    with lock.held(tmp_path, "Li", tell):
        assert (tmp_path / "owner").read_text() == "Li"
    assert told == ["Waiting for Maria (cpp fix) …"]
    other.join(30)


@pytest.mark.parametrize(
    ("name", "named"),
    [(b"Maria (cpp fix)", "Maria"), (None, "another cpp"), (b"", "another"), (b"\xff", "another")],
)
def test_who_waits_too_long_is_told_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes | None, named: str
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.01)
    if name is not None:
        (tmp_path / "owner").write_bytes(name)
    told: list[str] = []
    with FileLock(tmp_path / "lock"), pytest.raises(NoSurroundings) as stop:
        taken(tmp_path, told.append)
    assert stop.value.message.startswith(f"Nothing was written: {named}")
    assert stop.value.status == SURROUNDINGS
    assert len(told) == 1


def test_where_no_lock_can_be_it_is_said_why(tmp_path: Path) -> None:
    (tmp_path / "cpp").write_text("a file in the way")
    with pytest.raises(NoSurroundings, match="Nothing can be written: File exists"):
        taken(tmp_path / "cpp")


def test_where_nobody_can_lock_it_is_said_why(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(NoSurroundings, match="Nothing can be written: "), lock.free(tmp_path):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    begun, done = fork.Event(), fork.Event()
    other = fork.Process(target=_holds, args=(tmp_path, begun, done))
    other.start()
    assert begun.wait(30)
    other.kill()
    other.join(30)
    taken(tmp_path)


# Commands


def test_a_command_that_writes_waits_and_then_gives_up(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.01)
    (repo / ".cpp").mkdir()
    (repo / ".cpp/owner").write_text("Maria (cpp meeting note, process 4711)")
    before = files_of(repo)
    with FileLock(repo / ".cpp/lock"):
        done = run("partner", "edit", "huerto", "--set", "status=paused", root=repo)
        asked = run("owes", root=repo)
        dry = run("partner", "edit", "huerto", "--set", "status=paused", "--dry-run", root=repo)
    assert done.status == SURROUNDINGS
    assert done.stderr == (
        "Waiting for Maria (cpp meeting note, process 4711) …\n"
        "cpp: Nothing was written: Maria (cpp meeting note, process 4711) is still writing.\n"
        "Try again when that is done.\n"
    )
    assert (asked.status, asked.stderr) == (0, "")
    assert (dry.status, dry.stderr) == (0, "")
    assert files_of(repo) == before


def test_the_lock_is_free_after_each_command(repo: Path) -> None:
    for what in ("paused", "no such word", "active"):
        run("partner", "edit", "huerto", "--set", f"status={what}", root=repo)
        with FileLock(repo / ".cpp/lock", timeout=0):
            pass
