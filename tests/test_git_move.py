"""Moving what is worked on, what differs between commits, and what a remote has."""

from pathlib import Path

import pytest

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.between import Pair, between
from cpp_cli.git.commit import Change, made
from cpp_cli.git.head import head_of, is_elsewhere, is_half_done, main_name, remotes, tip_of
from cpp_cli.git.move import Moved, bring_along, is_busy, move, move_back, remember, switch
from cpp_cli.git.read import Entry
from cpp_cli.git.remote import Unreachable, tips
from tests.gits import PROGRAM, commit_all, found, git
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

FILES = {PROGRAM: "name: P\n", "a b/ñ.txt": "x\n"}


def test_what_differs_is_told_with_modes_and_odd_names(root: Path) -> None:
    old = git(root, "rev-parse", "HEAD")
    (root / "link").symlink_to("nowhere")
    (root / "a b/ñ.txt").chmod(0o755)
    (root / PROGRAM).unlink()
    write_files(root, {"line\nend": "y\n"})
    new = commit_all(root)
    known = found(root)
    pairs = between(known, old, new)
    assert set(pairs) == {"link", "a b/ñ.txt", PROGRAM, "line\nend"}
    assert pairs[PROGRAM].after is None
    link, program = pairs["link"], pairs["a b/ñ.txt"]
    assert link.before is None
    assert link.after is not None
    assert link.after.mode == "120000"
    assert program.before is not None
    assert program.after == Entry("100755", program.before.id)
    everything = between(known, None, new)
    assert set(everything) == {"link", "a b/ñ.txt", "line\nend"}
    assert between(known, new, None)["link"] == Pair(link.after, None)
    assert between(known, new, new) == {}


def test_entries_of_another_commit_are_taken_as_they_are(root: Path) -> None:
    old = git(root, "rev-parse", "HEAD")
    (root / "link").symlink_to("nowhere")
    (root / "a b/ñ.txt").chmod(0o755)
    new = commit_all(root)
    pairs = between(found(root), old, new)
    change = Change({path: pair.after for path, pair in pairs.items()}, "S", "A", "a@example.org")
    again = made(found(root), change, [old])
    assert git(root, "rev-parse", f"{again}^{{tree}}") == git(root, "rev-parse", f"{new}^{{tree}}")


def test_a_branch_moves_only_from_where_it_was_seen(root: Path) -> None:
    known, old = found(root), git(root, "rev-parse", "HEAD")
    new = made(known, Change({"c": b"c"}, "S", "A", "a@example.org"), [old])
    with pytest.raises(Moved):
        move(known, "main", new, new, "why")
    with pytest.raises(Moved):
        move(known, "main", new, None, "why")
    with pytest.raises(Refused, match="cannot be the name"):
        move(known, "../main", new, None, "why")
    assert git(root, "rev-parse", "main") == old
    move(known, "other", new, None, "why")
    switch(known, "other")
    assert head_of(known) == ("other", new)
    assert git(root, "rev-parse", "main") == old
    switch(known, "main")
    move_back(known, "other", new, None)
    assert tip_of(known, "other") is None


def test_without_a_branch_what_is_worked_on_moves_alone(root: Path) -> None:
    known, old = found(root), git(root, "rev-parse", "HEAD")
    new = made(known, Change({"c": b"c"}, "S", "A", "a@example.org"), [old])
    move(known, None, new, old, "why")
    assert head_of(known) == (None, new)
    assert git(root, "rev-parse", "main") == old


def test_the_index_is_brought_along_and_what_is_set_aside_elsewhere_stays(root: Path) -> None:
    known, old = found(root), git(root, "rev-parse", "HEAD")
    change = Change({"c": b"c", PROGRAM: None}, "S", "A", "a@example.org")
    new = made(known, change, [old])
    write_files(root, {"c": "c", "a b/ñ.txt": "mine\n"})
    (root / PROGRAM).unlink()
    git(root, "add", "a b/ñ.txt")
    move(known, "main", new, old, "why")
    pairs = between(known, old, new)
    (root / ".git/index.lock").touch()
    assert is_busy(known)
    assert not bring_along(known, {path: pair.after for path, pair in pairs.items()})
    (root / ".git/index.lock").unlink()
    assert bring_along(known, {path: pair.after for path, pair in pairs.items()})
    assert git(root, "status", "--porcelain") == 'M  "a b/\\303\\261.txt"'


def test_what_a_remote_has_is_asked_without_bringing_it_here(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=trunk", "hub.git")
    git(root, "remote", "add", "origin", str(tmp_path / "hub.git"))
    known = found(root)
    assert remotes(known) == ["origin"]
    assert tips(known, "origin").branches == {}
    head = git(root, "rev-parse", "HEAD")
    git(root, "push", "--quiet", "origin", "main:trunk", "main:cpp/one")
    before = git(root, "for-each-ref")
    there = tips(known, "origin")
    assert (there.main, there.branches) == ("trunk", {"trunk": head, "cpp/one": head})
    assert git(root, "for-each-ref") == before
    assert main_name(known, "origin") is None
    git(root, "remote", "set-head", "origin", "trunk")
    assert main_name(known, "origin") == "trunk"
    remember(known, "origin", "cpp/two", head)
    assert git(root, "rev-parse", "origin/cpp/two") == head
    git(root, "remote", "set-url", "origin", str(tmp_path / "gone"))
    with pytest.raises(Unreachable, match="cannot be reached") as caught:
        tips(known, "origin")
    assert "There are no records at its address" in caught.value.hints[0]
    assert isinstance(caught.value, NoSurroundings)


@pytest.mark.parametrize("name", ["MERGE_HEAD", "CHERRY_PICK_HEAD", "rebase-merge"])
def test_what_was_begun_and_not_completed_is_seen(root: Path, name: str) -> None:
    assert not is_half_done(found(root))
    (root / ".git" / name).touch()
    assert is_half_done(found(root))


def test_a_branch_that_another_folder_works_on_is_seen(root: Path) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "second", "../second")
    assert is_elsewhere(found(root), "second")
    assert not is_elsewhere(found(root), "main")
    assert is_elsewhere(found(root.parent / "second"), "main")
