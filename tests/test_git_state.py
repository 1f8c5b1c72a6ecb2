"""Which files are not those of the last commit: none is forgotten, whatever was done to them."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gits import LONG_AGO, PROGRAM, commit_all, git, in_secret, repository, state_of, vouched
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

WATER, AIR, PARTNER = (
    "records/harms/water.yaml",
    "records/harms/air.yaml",
    "records/partners/a.yaml",
)
RECORDS = {PROGRAM: "name: P\n", WATER: "id: water\n", AIR: "id: air\n", PARTNER: "id: a\n"}
FILES = {**RECORDS, "README": "x\n"}


# What is done to the files


def edited(root: Path) -> None:
    (root / WATER).write_text("id: water\nwhat: x\n")


def edited_at_the_same_size(root: Path) -> None:
    (root / WATER).write_text("id: wader\n")


def edited_in_secret(root: Path) -> None:
    in_secret(root / WATER, "id: wader\n")


def edited_in_secret_with_an_old_time(root: Path) -> None:
    os.utime(root / WATER, LONG_AGO)
    git(root, "add", "--all")
    in_secret(root / WATER, "id: wader\n")


def edited_in_secret_before_the_index_is_written_again(root: Path) -> None:
    edited_in_secret_with_an_old_time(root)
    (root / AIR).write_text("id: changed\n")
    git(root, "add", AIR)
    (root / AIR).write_text("id: air\n")
    git(root, "add", AIR)


def replaced_in_secret(root: Path) -> None:
    before = (root / WATER).stat()
    (root / "other").write_text("id: wader\n")
    os.utime(root / "other", ns=(before.st_atime_ns, before.st_mtime_ns))
    (root / "other").rename(root / WATER)


def deleted(root: Path) -> None:
    (root / WATER).unlink()


def deleted_in_the_index(root: Path) -> None:
    git(root, "rm", "--quiet", "--cached", WATER)


def staged_and_written_back(root: Path) -> None:
    edited(root)
    git(root, "add", WATER)
    (root / WATER).write_text(FILES[WATER])


def replaced_by_a_link(root: Path) -> None:
    (root / "copy").write_text(FILES[WATER])
    (root / WATER).unlink()
    (root / WATER).symlink_to(root / "copy")


def replaced_by_a_pipe(root: Path) -> None:
    (root / WATER).unlink()
    os.mkfifo(root / WATER)


def flagged(flag: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        git(root, "update-index", flag, WATER)
        (root / WATER).write_text("id: other\n")

    change.__name__ = flag.strip("-")
    return change


def flagged_and_deleted(root: Path) -> None:
    git(root, "update-index", "--skip-worktree", WATER)
    (root / WATER).unlink()


def in_conflict(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "side")
    (root / WATER).write_text("id: side\n")
    commit_all(root, "side")
    git(root, "checkout", "--quiet", "main")
    (root / WATER).write_text("id: main\n")
    commit_all(root, "main")
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, "merge", "--quiet", "side")


@pytest.mark.parametrize(
    "change",
    [
        *(edited, edited_at_the_same_size, edited_in_secret, edited_in_secret_with_an_old_time),
        *(edited_in_secret_before_the_index_is_written_again, replaced_in_secret, deleted),
        *(deleted_in_the_index, staged_and_written_back, replaced_by_a_link, replaced_by_a_pipe),
        *(flagged("--assume-unchanged"), flagged("--skip-worktree"), flagged_and_deleted),
        in_conflict,
    ],
)
def test_a_file_that_is_not_as_it_was_committed_is_named(
    root: Path, change: Callable[[Path], None]
) -> None:
    assert vouched(root) == set()
    change(root)
    assert vouched(root) == {WATER}


def test_nothing_is_named_where_nothing_changed(root: Path) -> None:
    assert vouched(root) == set()
    (root / "README").write_text("changed\n")
    (root / WATER).chmod(0o755)
    write_files(root, {"other/records/new.yaml": "x", "records.yaml": "x"})
    assert vouched(root) - {WATER} == set()
    git(root, "commit", "--quiet", "--all", "--message", "more")
    assert vouched(root) == set()


# What is there, and git does not know or does not tell


def test_what_git_ignores_or_leaves_out_is_named(root: Path) -> None:
    write_files(
        root,
        {
            ".gitignore": "*.bak\nrecords/ignored/\n",
            ".git/info/exclude": "records/harms/excluded.yaml\n",
            "excludes": "everywhere.yaml\n",
            "records/x.bak": "x",
            "records/ignored/a.yaml": "x",
            "records/ignored/deep/b.yaml": "x",
            "records/harms/excluded.yaml": "x",
            "records/harms/everywhere.yaml": "x",
            "records/new/.gitignore": "*\n",
            "records/new/c.yaml": "x",
            "records/plain/d.yaml": "x",
        },
    )
    git(root, "config", "--global", "core.excludesFile", str(root / "excludes"))
    git(root, "config", "status.showUntrackedFiles", "no")
    assert git(root, "status", "--porcelain", "records") == ""
    assert vouched(root) >= {
        *("records/x.bak", "records/ignored/a.yaml", "records/ignored/deep/b.yaml"),
        *("records/harms/excluded.yaml", "records/harms/everywhere.yaml"),
        *("records/new/.gitignore", "records/new/c.yaml", "records/plain/d.yaml"),
    }


def test_what_git_never_tells_is_named(root: Path) -> None:
    (root / "records/.hidden").mkdir()
    (root / "records/empty.yaml").mkdir()
    os.mkfifo(root / "records/pipe.yaml")
    (root / "records/link.yaml").symlink_to("nowhere")
    assert vouched(root) == {
        *("records/.hidden", "records/empty.yaml", "records/pipe.yaml", "records/link.yaml"),
    }


def test_a_folder_that_becomes_a_file_and_a_file_that_becomes_a_folder(root: Path) -> None:
    (root / WATER).unlink()
    write_files(root, {f"{WATER}/inner.yaml": "x"})
    (root / PROGRAM).unlink()
    write_files(root, {f"{PROGRAM}/inner.yaml": "x"})
    shutil.rmtree(root / "records/partners")
    (root / "records/partners").write_text("x")
    assert vouched(root) >= {WATER, PROGRAM, "records/partners", PARTNER}


def test_a_folder_behind_a_link_is_gone(root: Path) -> None:
    write_files(root, {"records/harms/deep/x.yaml": "x"})
    commit_all(root)
    assert vouched(root) == set()
    (root / "records/harms").rename(root / "elsewhere")
    (root / "records/harms").symlink_to(root / "elsewhere")
    assert vouched(root) == {WATER, AIR, "records/harms", *_deep()}


def test_a_folder_that_is_taken_away_and_comes_back(root: Path) -> None:
    write_files(root, {"records/harms/deep/x.yaml": "x"})
    commit_all(root)
    (root / "records/harms").rename(root / "elsewhere")
    assert vouched(root) == {WATER, AIR, "records/harms", *_deep()}
    in_secret(root / "elsewhere/water.yaml", "id: wader\n")
    (root / "elsewhere").rename(root / "records/harms")
    assert WATER in vouched(root)


def _deep() -> set[str]:
    return {"records/harms/deep", "records/harms/deep/x.yaml"}


def test_names_that_say_what_is_no_file_are_named(root: Path) -> None:
    write_files(root, {"records/folder.yaml/x.yaml": "x", "records/.hidden/x.yaml": "x"})
    (root / "records/link.yaml").symlink_to("program.yaml")
    commit_all(root)
    assert vouched(root) >= {"records/folder.yaml", "records/.hidden", "records/link.yaml"}
    git(root, "config", "core.symlinks", "false")
    (root / "records/link.yaml").unlink()
    (root / "records/link.yaml").write_text("program.yaml")
    assert "records/link.yaml" in vouched(root)


def test_any_name_of_a_file_is_told_as_it_is(root: Path) -> None:
    odd = [
        *("with space", "quo'te\"s", '"quoted"', "line\nbreak\ttab", "return\r", "\udcff\udcfe"),
        *("ñandú", "[a]*", "-h", ":(top)x", "back\\slash"),
    ]
    paths = {f"records/harms/{name}.yaml" for name in odd} | {'records/"a', "records/b\r"}
    write_files(root, dict.fromkeys(paths, "a"))
    assert vouched(root) == paths
    commit_all(root)
    assert vouched(root) == set()
    for path in paths:
        (root / path).write_text("b")
    assert vouched(root) == paths


# The index


def test_what_is_renamed_is_named_twice(root: Path) -> None:
    git(root, "mv", WATER, "records/harms/moved.yaml")
    assert vouched(root) == {WATER, "records/harms/moved.yaml"}


@pytest.mark.parametrize("content", ["", "id: new\n"])
def test_what_is_only_intended_to_be_added_is_named(root: Path, content: str) -> None:
    write_files(root, {"records/new.yaml": content})
    git(root, "add", "--intent-to-add", "records/new.yaml")
    assert vouched(root) == {"records/new.yaml"}


@pytest.mark.parametrize("options", [["--cone"], ["--no-cone"], ["--cone", "--sparse-index"]])
def test_what_a_sparse_checkout_leaves_out_is_named(root: Path, options: list[str]) -> None:
    git(root, "sparse-checkout", "set", *options, "records/harms")
    assert not (root / PARTNER).exists()
    assert vouched(root) >= {PARTNER}
    assert not {WATER, AIR} & vouched(root)
    write_files(root, {PARTNER: "id: b\n"})
    assert PARTNER in vouched(root)


def test_repositories_below_the_records_are_named_with_what_they_hold(root: Path) -> None:
    repository(root / "records/inner", {"x.yaml": "x", "deep/y.yaml": "x"})
    assert vouched(root) >= {"records/inner", "records/inner/x.yaml", "records/inner/deep/y.yaml"}
    allowed = ("-c", "protocol.file.allow=always")
    git(root, *allowed, "submodule", "--quiet", "add", str(root / "records/inner"), "records/sub")
    commit_all(root)
    (root / "records/sub/x.yaml").write_text("y")
    git(root, "config", "diff.ignoreSubmodules", "all")
    inside = {f"records/{name}{inner}" for name in ("inner", "sub") for inner in ("", "/x.yaml")}
    assert vouched(root) >= inside


@pytest.mark.parametrize(
    "options",
    [
        ("update-index", "--index-version=4"),
        ("update-index", "--split-index"),
        ("update-index", "--untracked-cache"),
        ("pack-refs", "--all"),
        ("checkout", "--quiet", "--detach"),
        ("gc", "--quiet"),
    ],
)
def test_any_form_of_repository_is_understood(root: Path, options: tuple[str, ...]) -> None:
    git(root, *options)
    assert vouched(root) == set()
    write_files(root, {"records/new.yaml": "x", AIR: "id: changed\n"})
    git(root, "add", AIR)
    edited_in_secret(root)
    assert vouched(root) == {WATER, AIR, "records/new.yaml"}


def test_a_sha_256_repository_is_understood(tmp_path: Path) -> None:
    root = repository(tmp_path / "long", RECORDS, "--object-format=sha256")
    assert vouched(root) == set()
    edited_in_secret(root)
    assert vouched(root) == {WATER}


def test_the_records_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    inner = "county \udcff/c*p"
    top = repository(tmp_path / "top", {f"{inner}/{path}": text for path, text in RECORDS.items()})
    write_files(top, {PROGRAM: "name: of nobody\n"})
    root = top / inner
    assert vouched(root) == set()
    edited_in_secret(root)
    write_files(root, {"records/new/x.yaml": "x"})
    assert vouched(root) == {WATER, "records/new", "records/new/x.yaml"}


def test_each_work_tree_has_its_own_state(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "second", str(tmp_path / "second"))
    edited(tmp_path / "second")
    assert vouched(root) == set()
    assert vouched(tmp_path / "second") == {WATER}
    commit_all(tmp_path / "second")
    assert vouched(tmp_path / "second") == set()
    assert state_of(root).tree != state_of(tmp_path / "second").tree


def test_clones_that_lack_a_part_are_understood(root: Path, tmp_path: Path) -> None:
    commit_all(root, "second")
    git(root, "config", "uploadpack.allowFilter", "true")
    for name, option in (("shallow", "--depth=1"), ("partial", "--filter=blob:none")):
        git(tmp_path, "clone", "--quiet", option, root.as_uri(), name)
        assert vouched(tmp_path / name) == set()
        edited_in_secret(tmp_path / name)
        assert vouched(tmp_path / name) == {WATER}


def test_a_copy_is_understood_though_no_time_is_right(root: Path, tmp_path: Path) -> None:
    vouched(root)
    shutil.copytree(root, tmp_path / "copy")
    edited(tmp_path / "copy")
    assert WATER in vouched(tmp_path / "copy")
    git(tmp_path / "copy", "status")
    assert vouched(tmp_path / "copy") == {WATER}


def test_an_index_that_is_missing_or_being_written_is_understood(root: Path) -> None:
    (root / ".git/index.lock").write_text("")
    assert vouched(root) == set()
    (root / ".git/index").unlink()
    write_files(root, {"records/new.yaml": "x"})
    assert vouched(root) == {*RECORDS, "records/new.yaml", "records/harms", "records/partners"}
