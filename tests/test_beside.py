"""Files beside the records are written whole, and never over what somebody else wrote."""

import os
from pathlib import Path

import pytest

from cpp_cli.editing.beside import lay, link_to
from cpp_cli.editing.writer import Change, ChangedMeanwhile
from cpp_cli.errors import NoSurroundings, Refused
from tests.support import files_of, write_files


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_files(tmp_path, {"b": "old"})
    (tmp_path / "b").chmod(0o640)
    lay(tmp_path, {"a/b/c": Change(None, b"new"), "b": Change(b"old", b"newer")})
    assert files_of(tmp_path) == {"a/b/c": b"new", "b": b"newer"}
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("before", [None, b"as it was read"])
def test_what_is_not_as_it_was_read_is_left_alone(tmp_path: Path, before: bytes | None) -> None:
    write_files(tmp_path, {"a": "theirs"})
    with pytest.raises(ChangedMeanwhile):
        lay(tmp_path, {"a": Change(before, b"ours")})
    assert files_of(tmp_path) == {"a": b"theirs"}


@pytest.mark.parametrize("link", ["a", "a/b", "a/b/c"])
def test_nothing_is_written_by_way_of_a_link(tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(tmp_path / "elsewhere")
    assert link_to(root, "a/b/c") == link
    with pytest.raises(Refused, match="is a link"):
        lay(root, {"a/b/c": Change(None, b"ours")})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_disk_that_fails_leaves_the_old_text_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a": "old"})

    def fails(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(NoSurroundings, match="No space left"):
        lay(tmp_path, {"a": Change(b"old", b"new")})
    assert files_of(tmp_path) == {"a": b"old"}
