"""Several at once, and some that are killed: nobody sees what another one has kept by halves."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from cpp_cli.cache import folder as folders
from cpp_cli.rules import example
from tests.caches import CLUB, ask, fresh, kept
from tests.gits import commit_all, git, repository
from tests.support import PROMISE, ROOT, files_of, run, write_files

pytestmark = pytest.mark.usefixtures("keeping")


@pytest.mark.parametrize("line", range(1, 240, 24))
def test_killed_while_it_keeps_something(tmp_path: Path, line: int) -> None:
    root = repository(tmp_path / "repo", example.RECORDS)
    right = fresh(root)
    for _ in range(3):
        child = os.fork()
        if child == 0:
            sys.settrace(_killer(line))
            try:
                ask(root)
            finally:
                os._exit(0)
        assert os.waitpid(child, 0)[1] in (0, 9)
    assert ask(root) == right
    assert ask(root) == right


def _killer(line: int) -> Callable[..., Any]:
    """Return what kills this process at a line of those that write down what is kept."""
    left = line

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code.co_filename != folders.__file__ or frame.f_code.co_name == "tool":
            return None
        left -= event == "line"
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


WRITES = (
    ("partner", "edit", "huerto", "--set", "status=paused"),
    ("commitment", "deliver", PROMISE, "--by", "us", "--note", "Done"),
    ("meeting", "add", "--title", "Benches", "--date", "2026-05-20", "--attendees", "ana"),
    ("partner", "rename", "river-school", "river-road-school"),
)


@pytest.mark.parametrize("section", ["partner", "meeting", "commitment", "harm", "program"])
@pytest.mark.parametrize("command", WRITES)
def test_a_writer_whose_memory_is_spoilt(
    known_root: Path, tmp_path: Path, command: tuple[str, ...], section: str
) -> None:
    before = tmp_path / "before"
    subprocess.run(["cp", "-a", known_root / "records", before], check=True)
    os.environ["CPP_CACHE"] = "off"
    right = run(*command, root=known_root), files_of(known_root)
    shutil.rmtree(known_root / "records")
    before.rename(known_root / "records")
    os.environ["CPP_CACHE"] = "on"
    for file in kept(known_root):
        if file.name.endswith(f".{section}"):
            os.truncate(file, 50)
    assert (run(*command, root=known_root), files_of(known_root)) == right


def test_clones_and_work_trees_stand_side_by_side(known_root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(known_root), "clone")
    git(known_root, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"), "HEAD~1")
    places = [known_root, tmp_path / "clone", tmp_path / "tree"]
    for number, place in enumerate(places):
        write_files(place, {CLUB: f"id: club\nname: Club {number}\nkind: school\nstatus: gone\n"})
    for _ in range(2):
        for place in places:
            assert ask(place) == fresh(place)


def test_many_ask_while_one_writes_and_commits(known_root: Path) -> None:
    asking = [
        subprocess.Popen(
            [sys.executable, "-P", "-c", _ASKS],
            cwd=known_root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "CPP_TODAY": str(example.TODAY), "PYTHONPATH": str(ROOT)},
        )
        for _ in range(8)
    ]
    for number in range(12):
        write_files(
            known_root, {f"records/harms/h{n}.yaml": f"id: h{n}\nwhat: {number}\n" for n in (1, 2)}
        )
        if number % 3 == 0:
            commit_all(known_root)
    said = [one.communicate()[0].decode() for one in asking]
    assert [one.returncode for one in asking] == [0] * 8, "\n".join(said)
    assert ask(known_root) == fresh(known_root)
    assert not list((known_root / ".git/cpp/cache/views").glob("*.tmp"))


_ASKS = """
import contextlib, io, sys
from cpp_cli.main import main
for command in ("validate", "status", "owes us", "harm list") * 3:
    with contextlib.redirect_stdout(err := io.StringIO()), contextlib.redirect_stderr(err):
        status = main(command.split())
    said = err.getvalue()
    # Between two looks a file may be another one: that is said, and is right.
    if status == 70 or (status > 1 and "changed" not in said):
        sys.exit(f"{command}: {status}: {said}")
"""
