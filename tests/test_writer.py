"""Writing files: all of a change or none of it, whatever the disk does."""

import errno
import io
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, NoReturn

import pytest

from cpp_cli.editing import journal, marks, writer
from cpp_cli.editing.writer import Change
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


def write(root: Path, changes: Mapping[str, Change]) -> None:
    """Write with the journal beside the records."""
    writer.write(root, beside(root), changes)


def beside(root: Path) -> Path:
    """Return the folder for the journal."""
    return root.parent / f"{root.name}.state"


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

    def fail(self) -> NoReturn:
        """End the process without another step where SIGKILL is meant; else raise the error."""
        if isinstance(self.error, SystemExit):
            os._exit(9)
        raise self.error

    def does(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.asked.append(f"{name} {arguments[0] if arguments else ''}")
            number = len(self.asked) - 1
            full = self.full and name in ("write", "fsync", "mkdir")
            fails = number == self.fail_at or (
                full and self.fail_at is not None and number > self.fail_at
            )
            if fails and not self.late:
                self.fail()
            with suppress(OSError) if fails else nullcontext():
                result = work(*arguments, **named)
            if fails:
                if name == "create":
                    result.close()
                elif name == "open":
                    os.close(result)
                self.fail()
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
        if not {"x", "w"} & set(mode):
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
    assert kinds == {
        "create",
        "write",
        "fsync",
        "fchmod",
        "replace",
        "unlink",
        "mkdir",
        "rmdir",
        "open",
    }


def test_a_text_is_on_the_disk_before_it_takes_its_name(tmp_path: Path) -> None:
    asked = steps(tmp_path)
    replaced = [step.split()[1] for step in asked if step.startswith("replace")]
    assert len(replaced) == len(AFTER) + 1
    for temporary in replaced:
        created = asked.index(f"create {temporary}")
        kinds = [step.split()[0] for step in asked[created : created + 4]]
        assert kinds[:2] == ["create", "write"]
        assert "fsync" in kinds[2:]


def test_the_journal_is_on_the_disk_before_anything_else_and_goes_last(tmp_path: Path) -> None:
    asked = steps(tmp_path)
    kept = asked.index(f"replace {beside(tmp_path / 'counted')}/journal/write.json.tmp")
    others = [number for number, step in enumerate(asked) if "/records/" in step]
    assert kept < min(others)
    assert asked.index(f"unlink {beside(tmp_path / 'counted')}/journal/write.json") > max(others)


def check(root: Path, disk: Disk, before: State, stopped: BaseException | None) -> None:
    """Check that everything or nothing was written, and that the next command clears up."""
    failed = disk.asked[disk.fail_at or 0]
    kept = {path: what for path, what in state(root).items() if not path.endswith(".tmp")}
    wrote_all = {path: data for path, (data, _) in kept.items() if data is not None} == AFTER
    assert wrote_all is (stopped is None) or isinstance(stopped, KeyboardInterrupt), failed
    assert wrote_all or files_only(kept) == files_only(before), failed
    journal.recover(root, beside(root))
    assert not marks.is_open(beside(root)), failed
    assert files(root) == AFTER if wrote_all else state(root) == before, failed


def files_only(found: State) -> State:
    """Leave out the folders."""
    return {path: what for path, what in found.items() if what[0] is not None}


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
    asked = steps(tmp_path)
    written = max(number for number, what in enumerate(asked) if what.startswith("replace"))
    for step, what in enumerate(asked):
        if what.split()[0] not in ("write", "fsync", "mkdir"):
            continue
        root = prepared(tmp_path / str(step))
        before = state(root)
        error = OSError(errno.ENOSPC, "No space left")
        with disk(step, error, full=True) as failing:
            try:
                write(root, CHANGES)
                stopped = None
            except NoSurroundings as stop:
                stopped = stop
        assert stopped or step > written, what
        check(root, failing, before, stopped)


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_an_interruption_at_any_step_leaves_all_or_nothing(tmp_path: Path, late: bool) -> None:
    for step in range(len(steps(tmp_path))):
        root = prepared(tmp_path / str(step))
        before = state(root)
        with (
            pytest.raises(KeyboardInterrupt) as stopped,
            disk(step, KeyboardInterrupt(), late) as one,
        ):
            write(root, CHANGES)
        check(root, one, before, stopped.value)


def test_a_disk_that_lets_nothing_be_undone_is_told(tmp_path: Path) -> None:
    prepared(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        real, count = os.replace, iter(range(9))

        def replace(source: Any, target: Any) -> None:
            if next(count) > 1:
                raise OSError(errno.EIO, "I/O")
            real(source, target)

        patch.setattr(os, "replace", replace)
        with pytest.raises(NoSurroundings, match="could not be undone") as stopped:
            write(tmp_path, CHANGES)
    assert stopped.value.hints == (
        "The next command completes the change or takes it back, once the disk works.",
    )
    assert files(tmp_path) not in (BEFORE, AFTER)
    done = journal.recover(tmp_path, beside(tmp_path))
    assert done is not None
    assert files(tmp_path) == (AFTER if done.completed else BEFORE)


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


def test_where_folders_cannot_be_opened_they_are_not_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
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


# A process that is killed


def killed_at(step: int, root: Path, late: bool) -> None:
    """Write in another process, which ends at a step as by SIGKILL: nothing more is run in it."""
    child = os.fork()
    if child == 0:
        with disk(step, SystemExit(), late):
            writer.write(root, beside(root), CHANGES)
        os._exit(0)
    assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_a_kill_at_any_step_is_mended_by_the_next_command(tmp_path: Path, late: bool) -> None:
    outcomes = set()
    for step, what in enumerate(steps(tmp_path)):
        root = prepared(tmp_path / str(step))
        before = state(root)
        killed_at(step, root, late)
        torn = {path: data for path, data in files(root).items() if not path.endswith(".tmp")}
        assert all(data in (BEFORE.get(path), AFTER.get(path)) for path, data in torn.items())
        done = journal.recover(root, beside(root))
        outcome = "nothing to do" if done is None else "completed" if done.completed else "undone"
        outcomes.add(outcome)
        assert files(root) == AFTER or state(root) == before, what
        assert (files(root) == AFTER) is (outcome == "completed" or torn == AFTER), what
        assert journal.recover(root, beside(root)) is None
    assert outcomes == {"nothing to do", "undone", "completed"}


@pytest.mark.parametrize(
    "path", ["outside.yaml", "../outside.yaml", "records/../x.yaml", "/x.yaml"]
)
def test_nothing_is_written_outside_the_records(tmp_path: Path, path: str) -> None:
    with pytest.raises(Refused):
        write(tmp_path / "root", {path: Change(None, b"x: 1\n")})
    assert not list(tmp_path.rglob("*.yaml"))


def test_what_is_no_plain_file_is_not_read_nor_replaced(tmp_path: Path) -> None:
    prepared(tmp_path)
    (tmp_path / "records/a.yaml").unlink()
    os.mkfifo(tmp_path / "records/a.yaml")
    with pytest.raises(Refused, match="changed by somebody else"):
        write(tmp_path, CHANGES)
    assert stat.S_ISFIFO((tmp_path / "records/a.yaml").stat().st_mode)
