"""Whatever becomes of what was kept, no answer is another one, and nothing else is touched."""

import gc
import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.cache import folder as folders
from tests.caches import FILES, ask, fresh, kept, views
from tests.gits import commit_all, repository
from tests.modes import bound
from tests.support import run, write_files

pytestmark = pytest.mark.usefixtures("keeping")


@pytest.mark.once
def test_something_is_kept_and_made_use_of(
    known_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("all records were read")

    monkeypatch.setattr("cpp_cli.reading.load.load", never)
    assert ask(known_root)[0].status in (0, 1)


@pytest.mark.once
def test_nothing_is_kept_where_nothing_is_wanted(tmp_path: Path) -> None:
    root = repository(tmp_path / "repo", FILES)
    fresh(root)
    assert not (root / ".git/cpp/cache").exists()


@pytest.mark.parametrize("command", ["validate", "owes", "review HEAD"])
def test_git_is_not_left_running_where_nothing_was_kept(tmp_path: Path, command: str) -> None:
    """It was asked what has changed since, and there is no since."""
    root = repository(tmp_path / "repo", FILES)
    gc.disable()
    try:
        assert run(*command.split(), root=root).status in (0, 1)
        with pytest.raises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
    finally:
        gc.enable()


def _deleted(file: Path, _: Path) -> None:
    file.unlink()


def _empty(file: Path, _: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path, _: Path) -> None:
    os.truncate(file, max(file.stat().st_size - 1, 0))


def _cut_in_its_head(file: Path, _: Path) -> None:
    os.truncate(file, min(file.stat().st_size, 20))


def _longer(file: Path, _: Path) -> None:
    with file.open("ab") as stream:
        stream.write(b"\0")


def _another(file: Path, other: Path) -> None:
    shutil.copyfile(other, file)


def _moved(file: Path, other: Path) -> None:
    other.replace(file)


def _a_link(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to(other)


def _a_link_to_nothing(file: Path, _: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def _a_folder(file: Path, _: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_pipe(file: Path, _: Path) -> None:
    file.unlink()
    os.mkfifo(file)


DAMAGES: tuple[Callable[[Path, Path], None], ...] = (
    *(_deleted, _empty, _cut, _cut_in_its_head, _longer, _another, _moved),
    *(_a_link, _a_link_to_nothing, _a_folder, _a_pipe),
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_file_may_be_spoilt(known_root: Path, damage: Callable[[Path, Path], None]) -> None:
    right = fresh(known_root)
    there = [one.name for one in kept(known_root)]
    for number, name in enumerate(there):
        file, other = (kept(known_root)[0].parent / one for one in (name, there[number - 1]))
        if not file.is_file() or not other.is_file():
            continue
        damage(file, other)
        assert ask(known_root) == right, (name, damage)


def test_each_byte_may_be_another(known_root: Path) -> None:
    rng, right = random.Random(1), fresh(known_root)
    for file in kept(known_root):
        if not file.exists():
            continue
        data = bytearray(file.read_bytes())
        data[rng.choice((rng.randrange(len(data)), rng.randrange(44)))] ^= 1 << rng.randrange(8)
        file.write_bytes(data)
        assert ask(known_root) == right, file.name


def test_what_another_version_or_person_kept_is_not_read(
    known_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folders.Folder(str(known_root / ".git/cpp/cache/views"))
    view, section = kept(known_root)[-1].name.split(".")
    assert folder.read(view, section) is not None
    monkeypatch.setattr(folders, "_STAMP", [b"0" * 16])
    assert folder.read(view, section) is None


def test_the_stamp_is_of_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_STAMP", [])
    mine = folders.tool()
    monkeypatch.setattr(folders, "_STAMP", [])
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert folders.tool() != mine


def test_what_was_copied_is_not_read(known_root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-a", known_root, copy], check=True)
    folder = folders.Folder(str(copy / ".git/cpp/cache/views"))
    for file in kept(copy):
        view, _, section = file.name.partition(".")
        assert folder.read(view, section) is None
    assert ask(copy) == fresh(copy)


@pytest.mark.parametrize("link", [".git/cpp/cache", ".git/cpp/cache/views"])
def test_a_link_out_of_the_repository_is_not_followed(
    known_root: Path, tmp_path: Path, link: str
) -> None:
    outside = tmp_path / "outside"
    names = [f"{number}.txt" for number in range(30)]
    write_files(outside, dict.fromkeys(names, "mine"))
    shutil.rmtree(known_root / link)
    (known_root / link).symlink_to(outside)
    right = fresh(known_root)
    assert ask(known_root) == right
    assert sorted(one.name for one in outside.iterdir()) == sorted(names)


@pytest.mark.once
def test_a_folder_that_cannot_be_written_to(known_root: Path) -> None:
    shutil.rmtree(known_root / ".git/cpp/cache")
    right = fresh(known_root)[0]
    for folder in [known_root, *(one for one in known_root.rglob("*") if one.is_dir())]:
        folder.chmod(0o555)
    try:
        said = bound(known_root, "validate")
    finally:
        for folder in [known_root, *(one for one in known_root.rglob("*") if one.is_dir())]:
            folder.chmod(0o755)
    assert (said.stdout, said.status) == (right.stdout, right.status), said.stderr
    assert not (known_root / ".git/cpp/cache").exists()


@pytest.mark.parametrize("spoil", ["HEAD", "index", "objects", "config", "refs", ""])
def test_git_may_be_out_of_order(tmp_path: Path, spoil: str) -> None:
    """What is kept is worked out after the answer, and nothing is said of what fails then."""
    root = repository(tmp_path / "repo", FILES)
    if not spoil:
        os.environ["PATH"] = str(tmp_path)
    elif (root / ".git" / spoil).is_dir():
        shutil.rmtree(root / ".git" / spoil)
    else:
        (root / ".git" / spoil).write_text("broken\n")
    for command in ("validate", "status"):
        os.environ["CPP_CACHE"] = "off"
        right = run(command, root=root)
        os.environ["CPP_CACHE"] = "on"
        assert [run(command, root=root) for _ in range(2)] == [right, right]


@pytest.mark.once
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path / "repo", FILES)
    right = fresh(root)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cpp_cli.cache.folder.os.replace", full)
    assert ask(root) == right
    assert not list((root / ".git/cpp/cache/views").iterdir())


def test_what_is_said_is_said_once(known_root: Path) -> None:
    for section in ("partner", "meeting", "commitment", "harm", "program"):
        ask(known_root)
        for file in kept(known_root):
            if file.name.endswith(f".{section}"):
                os.truncate(file, 50)
        said = run("meeting", "list", "--at", "HEAD", root=known_root)
        assert str(said).count("The records as they stood") == 1, section


def test_only_so_much_is_kept(known_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2 * folders.MOST_VIEWS):
        files = {f"records/harms/h{n}.yaml": f"id: h{n}\nwhat: {number}\n" for n in range(20)}
        write_files(known_root, files)
        commit_all(known_root)
        ask(known_root)
    assert 2 < len(views(known_root)) <= folders.MOST_VIEWS
    monkeypatch.setattr(folders, "MOST_BYTES", 1)
    ask(known_root)
    assert len(views(known_root)) == 1


def test_what_was_not_finished_goes_away(known_root: Path) -> None:
    view = kept(known_root)[0].name.partition(".")[0]
    folder = kept(known_root)[0].parent
    for number in range(5):
        left = folder / f"{view}.around.{number}.tmp"
        left.write_bytes(b"half")
        os.utime(left, (1_000_000_000, 1_000_000_000))
    ask(known_root)
    assert not list(folder.glob("*.tmp"))
