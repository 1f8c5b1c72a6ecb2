"""Writing files: all of a change or none of it, whatever the disk does."""

import errno
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.editing.writer import Change, write
from cpp_cli.errors import REFUSED, SURROUNDINGS, NoSurroundings, Refused, Stop
from tests.support import write_files

BEFORE = {"records/a.yaml": b"a: 1\n", "records/deep/b.yaml": b"b: 1\n"}
CHANGES = {
    "records/a.yaml": Change(b"a: 1\n", b"a: 2\n"),
    "records/deep/b.yaml": Change(b"b: 1\n", None),
    "records/deep/c.yaml": Change(None, b"b: 1\n", "records/deep/b.yaml"),
    "records/new/2027/d.yaml": Change(None, b"d: 1\n"),
}
AFTER = {
    "records/a.yaml": b"a: 2\n",
    "records/deep/c.yaml": b"b: 1\n",
    "records/new/2027/d.yaml": b"d: 1\n",
}
MODES = {"records/a.yaml": 0o640, "records/deep/b.yaml": 0o600}

State = dict[str, tuple[bytes | None, int]]


def prepared(root: Path) -> Path:
    """Make the files as they are before the change."""
    write_files(root, BEFORE)
    for path, mode in MODES.items():
        (root / path).chmod(mode)
    return root


def state(root: Path) -> State:
    """Return every file and folder: its bytes and who may read it."""
    return {
        path.relative_to(root).as_posix(): (
            path.read_bytes() if path.is_file() else None,
            path.stat().st_mode & 0o777,
        )
        for path in sorted(root.rglob("*"))
    }


def files(root: Path) -> dict[str, bytes | None]:
    """Return every file with its bytes."""
    return {path: data for path, (data, _) in state(root).items() if data is not None}


def test_all_of_a_change_is_written(tmp_path: Path) -> None:
    write(prepared(tmp_path), CHANGES)
    assert files(tmp_path) == AFTER


def test_who_may_read_a_file_stays_also_when_it_moves(tmp_path: Path) -> None:
    write(prepared(tmp_path), CHANGES)
    found = state(tmp_path)
    assert found["records/a.yaml"][1] == 0o640
    assert found["records/deep/c.yaml"][1] == 0o600


def test_a_new_file_is_as_open_as_the_person_makes_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path, {"records/new.yaml": Change(None, b"x: 1\n")})
    finally:
        os.umask(before)
    assert (tmp_path / "records/new.yaml").stat().st_mode & 0o777 == 0o640


def test_no_change_touches_nothing(tmp_path: Path) -> None:
    before = state(prepared(tmp_path))
    write(tmp_path, {})
    assert state(tmp_path) == before


# A disk that fails


class Disk:
    """Counts what is asked of the disk, and fails once: before or after the work is done."""

    def __init__(self, fail_at: int | None, error: BaseException, late: bool, full: bool) -> None:
        self.asked: list[str] = []
        self.fail_at, self.error, self.late, self.full = fail_at, error, late, full

    def does(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.asked.append(f"{name} {arguments[0] if arguments else ''}")
            number = len(self.asked) - 1
            full = self.full and name in ("write", "fsync", "mkdir")
            fails = number == self.fail_at or (
                full and self.fail_at is not None and number > self.fail_at
            )
            if fails and not self.late:
                raise self.error
            with suppress(OSError) if fails else nullcontext():
                result = work(*arguments, **named)
            if fails:
                if name == "create":
                    result.close()
                elif name == "open":
                    os.close(result)
                raise self.error
            return result

        return called


class _File:
    """An open file whose writes go through the disk."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self.flush, self.fileno = file, file.flush, file.fileno
        self.write = disk.does("write", file.write)

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@contextmanager
def disk(
    fail_at: int | None = None,
    error: BaseException | None = None,
    late: bool = False,
    full: bool = False,
) -> Iterator[Disk]:
    """Stand between the program and the disk."""
    made = Disk(fail_at, error or OSError(errno.EIO, "Input/output error"), late, full)
    opened = io.open

    def open_file(path: Any, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if "x" not in mode:
            return opened(path, mode, *arguments, **named)
        return _File(made.does("create", opened)(path, mode, *arguments, **named), made)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "fsync", "fchmod", "replace", "unlink", "mkdir", "rmdir"):
            patch.setattr(os, name, made.does(name, getattr(os, name)))
        patch.setattr(io, "open", open_file)
        yield made


def steps(tmp_path: Path) -> list[str]:
    """Return all that is asked of the disk for the change."""
    root = prepared(tmp_path / "counted")
    with disk() as counted:
        write(root, CHANGES)
    return counted.asked


def test_everything_that_can_fail_is_tried_below(tmp_path: Path) -> None:
    kinds = {step.split()[0] for step in steps(tmp_path)}
    assert kinds == {"create", "write", "fsync", "fchmod", "replace", "unlink", "mkdir", "open"}


def test_a_text_is_on_the_disk_before_it_takes_its_name(tmp_path: Path) -> None:
    asked = steps(tmp_path)
    replaced = [step.split()[1] for step in asked if step.startswith("replace")]
    assert len(replaced) == len(AFTER)
    for temporary in replaced:
        created = asked.index(f"create {temporary}")
        kinds = [step.split()[0] for step in asked[created : created + 3]]
        assert kinds == ["create", "write", "fsync"]


def check(root: Path, disk: Disk, before: State, stopped: BaseException | None) -> None:
    """Check that everything or nothing was written, and that nothing is left behind."""
    failed = disk.asked[disk.fail_at or 0]
    found = state(root)
    if failed.startswith("unlink") and failed.endswith(".tmp"):
        # What could not be removed stays; all else must be in order.
        found = {path: what for path, what in found.items() if not path.endswith(".tmp")}
    wrote_all = {path: data for path, (data, _) in found.items() if data is not None} == AFTER
    assert wrote_all or found == before, failed
    if isinstance(stopped, Exception):
        assert found == before, failed


@pytest.mark.parametrize("late", [False, True], ids=["refused", "done-but-failed"])
@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "No space left"), (errno.EACCES, "Permission denied"), (errno.EIO, "I/O")],
)
def test_a_disk_that_fails_at_any_step_leaves_all_or_nothing(
    tmp_path: Path, number: int, reason: str, late: bool
) -> None:
    for step in range(len(steps(tmp_path))):
        root = prepared(tmp_path / str(step))
        before, stopped = state(root), None
        with disk(step, OSError(number, reason), late) as failing:
            try:
                write(root, CHANGES)
            except NoSurroundings as stop:
                stopped = stop
        check(root, failing, before, stopped)
        if stopped:
            assert stopped.message == f"Nothing was written: {reason}."
            assert stopped.status == SURROUNDINGS


def test_a_disk_that_is_full_from_some_step_on_leaves_nothing(tmp_path: Path) -> None:
    for step, what in enumerate(steps(tmp_path)):
        if what.split()[0] not in ("write", "fsync", "mkdir"):
            continue
        root = prepared(tmp_path / str(step))
        before = state(root)
        error = OSError(errno.ENOSPC, "No space left")
        with disk(step, error, full=True), pytest.raises(NoSurroundings, match="Nothing was"):
            write(root, CHANGES)
        assert state(root) == before, what


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_an_interruption_at_any_step_leaves_all_or_nothing(tmp_path: Path, late: bool) -> None:
    for step in range(len(steps(tmp_path))):
        root = prepared(tmp_path / str(step))
        before = state(root)
        with disk(step, KeyboardInterrupt(), late) as failing, pytest.raises(KeyboardInterrupt):
            write(root, CHANGES)
        check(root, failing, before, None)


def test_a_disk_that_lets_nothing_be_undone_is_told(tmp_path: Path) -> None:
    prepared(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        real, count = os.replace, iter(range(9))

        def replace(source: Any, target: Any) -> None:
            if next(count):
                raise OSError(errno.EIO, "I/O")
            real(source, target)

        patch.setattr(os, "replace", replace)
        with pytest.raises(NoSurroundings, match="could not be undone") as stopped:
            write(tmp_path, CHANGES)
    assert stopped.value.hints == ("Look at records/a.yaml: it may be half of the change.",)


def test_a_folder_that_cannot_be_flushed_is_no_reason_to_fail(tmp_path: Path) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        write(prepared(tmp_path), CHANGES)
    assert files(tmp_path) == AFTER


# What somebody else did meanwhile


@pytest.mark.parametrize(
    ("path", "theirs"),
    [
        ("records/a.yaml", b"a: theirs\n"),
        ("records/a.yaml", None),
        ("records/deep/b.yaml", b"b: theirs\n"),
        ("records/deep/b.yaml", None),
        ("records/deep/c.yaml", b"c: theirs\n"),
        ("records/new/2027/d.yaml", b""),
    ],
)
def test_what_somebody_else_changed_is_never_overwritten(
    tmp_path: Path, path: str, theirs: bytes | None
) -> None:
    prepared(tmp_path)
    if theirs is None:
        (tmp_path / path).unlink()
    else:
        write_files(tmp_path, {path: theirs})
    before = state(tmp_path)
    with pytest.raises(Refused, match="changed by somebody else meanwhile") as refused:
        write(tmp_path, CHANGES)
    assert path in refused.value.message
    assert refused.value.status == REFUSED
    assert state(tmp_path) == before


def test_what_changes_while_it_is_written_is_not_overwritten(tmp_path: Path) -> None:
    prepared(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        real = os.replace

        def replace(source: Any, target: Any) -> None:
            real(source, target)
            if Path(target).name == "a.yaml" and Path(target).read_bytes() == b"a: 2\n":
                (tmp_path / "records/deep/b.yaml").write_bytes(b"b: theirs\n")

        patch.setattr(os, "replace", replace)
        with pytest.raises(Refused):
            write(tmp_path, CHANGES)
    assert files(tmp_path) == {**BEFORE, "records/deep/b.yaml": b"b: theirs\n"}


# Links, and what is no file


@pytest.mark.parametrize("path", ["records/a.yaml", "records/deep/c.yaml"])
@pytest.mark.parametrize("target", ["outside.yaml", "nowhere.yaml"])
def test_a_link_is_not_followed_to_a_file(tmp_path: Path, path: str, target: str) -> None:
    root = prepared(tmp_path / "root")
    outside = write_files(tmp_path, {"outside.yaml": CHANGES[path].before or b""})
    (root / path).unlink(missing_ok=True)
    (root / path).symlink_to(outside / target)
    with pytest.raises(Refused, match="behind a link"):
        write(root, CHANGES)
    assert (root / path).is_symlink()
    assert (outside / "outside.yaml").read_bytes() == (CHANGES[path].before or b"")
    assert not (outside / "nowhere.yaml").exists()


def test_a_link_is_not_followed_to_a_folder(tmp_path: Path) -> None:
    root = prepared(tmp_path / "root")
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "records/new").symlink_to(outside)
    with pytest.raises(Refused, match="behind a link"):
        write(root, CHANGES)
    assert files(root) == BEFORE
    assert list(outside.iterdir()) == []


def test_the_records_themselves_may_be_behind_a_link(tmp_path: Path) -> None:
    real = prepared(tmp_path / "real")
    (tmp_path / "root").symlink_to(real)
    write(tmp_path / "root", CHANGES)
    assert files(real) == AFTER


@pytest.mark.parametrize("path", ["records/a.yaml/x.yaml", "records/deep"])
def test_a_file_where_a_folder_is_meant_is_told(tmp_path: Path, path: str) -> None:
    prepared(tmp_path)
    before = state(tmp_path)
    with pytest.raises(Stop):
        write(tmp_path, {**CHANGES, path: Change(None, b"x: 1\n")})
    assert state(tmp_path) == before
