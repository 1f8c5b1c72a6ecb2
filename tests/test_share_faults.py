"""Whatever fails, and wherever a command is ended: the records are as they were, or all is done."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.errors import NoSurroundings
from cpp_cli.git import remote
from cpp_cli.git.run import Git
from tests import shares
from tests.gits import git
from tests.modes import bound
from tests.shares import BUS, CLUB, HUERTO, SCHOOL, add, branch, branches, change, put, status, text
from tests.support import Session, files_of, run

pytestmark = pytest.mark.usefixtures("own_environment")

ENDED = 9
STEP = 1 if os.environ.get("CPP_TEST_LONG") else 11
"""Every which point is tried."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Ana has not sent what she wrote, and there are newer records that touch the same."""
    folder = tmp_path / "place"
    folder.mkdir()
    hub = shares.hub(folder)
    ana, ben = shares.clone(hub, "ana"), shares.clone(hub, "ben")
    git(ana, "config", "remote.origin.url", "../hub.git")
    add(ben, HUERTO, "notes: |\n  First.\n")
    change(ben, BUS, "due: 2026-04-01\n", "due: 2026-04-01\nkind: action\n")
    put(ben, CLUB, shares.A_CLUB)
    put(ben, "README.md", "Newer.\n")
    git(ben, "add", "--all")
    git(ben, "commit", "--quiet", "--message", "Newer")
    git(ben, "push", "--quiet")
    add(ana, BUS, "visibility: public # ours\n")
    add(ana, HUERTO, "notes: |\n  First.\n  Ours.\n")
    change(ana, SCHOOL, "River School", "Road School")
    put(ana, "letter.txt", "Mine.\n")
    return folder


@contextmanager
def faults(at: int, fault: Callable[[], None], disk: bool) -> Iterator[list[int]]:
    """Let a fault happen at one call of git, or with `disk` also at one that changes the disk."""
    count = [0]

    def then(real: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == at:
                fault()
            return real(*arguments, **named)

        return called

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Git, "start", then(Git.start))
        patch.setattr(remote, "_online", then(remote._online))
        if disk:
            patch.setattr(Path, "replace", then(Path.replace))
            patch.setattr(Path, "unlink", then(Path.unlink))
            patch.setattr(os, "fsync", then(os.fsync))
        yield count


def copied(place: Path, name: str) -> Path:
    """Return Ana's folder in a copy of the place."""
    shutil.copytree(place, place.parent / name, symlinks=True)
    return place.parent / name / "ana"


def counted(place: Path, command: str, disk: bool) -> tuple[int, Path]:
    """Return how many points a command has, and the folder in which it went well."""
    root = copied(place, f"{command}-whole")
    with faults(0, lambda: None, disk) as count:
        said = run(command, root=root)
    assert said.status == 0, said
    return count[0], root


def refuse() -> None:
    raise NoSurroundings("Injected.", "Nothing can be done.")


def end() -> None:
    os._exit(ENDED)


def judged(command: str, whole: Path, root: Path) -> None:
    """All is as if nothing had ever gone wrong."""
    assert files_of(root) == files_of(whole)
    assert status(root) == status(whole)
    assert git(root, "rev-parse", "HEAD^{tree}") == git(whole, "rev-parse", "HEAD^{tree}")
    assert not (root / ".git/cpp/sharing.json").exists()
    assert not list((root / ".git").glob("*.lock"))
    if command == "submit":
        hub = root.parent / "hub.git"
        assert git(hub, "rev-parse", branch(root)) == git(root, "rev-parse", "HEAD")
        assert len(branches(hub)) == 1


@pytest.mark.parametrize("command", ["update", "submit"])
def test_wherever_git_fails_the_records_are_as_they_were_and_again_ends_well(
    place: Path, command: str
) -> None:
    points, whole = counted(place, command, disk=False)
    assert points > 20
    for number in range(STEP // 2 + 1, points + 1, STEP):
        root = copied(place, f"{command}-{number}")
        before = shares.everything(root)
        with faults(number, refuse, disk=False):
            said = run(command, root=root)
        assert "bug" not in said.stderr, said
        if git(root, "rev-parse", "HEAD") == git(place / "ana", "rev-parse", "HEAD"):
            assert shares.everything(root) == before, (number, said)
            assert said.status != 0, number
        else:
            assert files_of(root) == files_of(whole), (number, said)
        again = run(command, root=root)
        assert again.status == 0, (number, again)
        judged(command, whole, root)
        shutil.rmtree(root.parent)


@pytest.mark.parametrize("command", ["update", "submit"])
def test_wherever_it_is_ended_again_ends_well(place: Path, command: str) -> None:
    points, whole = counted(place, command, disk=True)
    assert points > 40
    for number in range(1, points + 1, STEP):
        root = copied(place, f"{command}-{number}")
        ended = killed(command, root, number)
        assert ended == ENDED, number
        again = run(command, root=root)
        assert again.status == 0, (number, again)
        judged(command, whole, root)
        shutil.rmtree(root.parent)


def killed(command: str, root: Path, number: int) -> int:
    """Run a command in a process that ends at a point; return its status."""
    child = os.fork()
    if child == 0:
        try:
            with faults(number, end, disk=True):
                run(command, root=root)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# Surroundings


def offline(root: Path) -> None:
    """Take the repository that everybody sends to away."""
    (root.parent / "hub.git").rename(root.parent / "gone.git")


def online(root: Path) -> None:
    """Bring it back."""
    (root.parent / "gone.git").rename(root.parent / "hub.git")


def test_without_a_connection_update_says_so_and_changes_nothing(place: Path) -> None:
    root = place / "ana"
    offline(root)
    before = shares.everything(root)
    said = run("update", root=root)
    assert said.status == 3
    assert "cannot be reached" in said.stderr
    assert "run this again" in said.stderr
    assert shares.everything(root) == before


def test_without_a_connection_submit_keeps_it_and_sends_it_later(place: Path) -> None:
    root = place / "ana"
    offline(root)
    said = run("submit", root=root)
    assert said.status == 3
    assert "is kept here" in said.stdout
    assert status(root) == "?? letter.txt"
    add(root, "records/harms/spraying.yaml", "notes: more\n")
    assert run("submit", root=root).status == 3
    online(root)
    assert run("submit", root=root).status == 0
    (sent,) = branches(place / "hub.git")
    for path, words in ((SCHOOL, "Road School"), (HUERTO, "Ours."), (BUS, "# ours")):
        assert words in git(place / "hub.git", "show", f"{sent}:{path}")
    assert "more" in git(place / "hub.git", "show", f"{sent}:records/harms/spraying.yaml")
    assert text(root, CLUB) == shares.A_CLUB


def test_a_name_that_somebody_else_took_meanwhile_is_left_to_them(place: Path) -> None:
    root, hub = place / "ana", place / "hub.git"
    offline(root)
    run("submit", "-m", "Same", root=root)
    online(root)
    taken = branch(root)
    git(hub, "branch", taken, "main~1")
    ben = place / "ben"
    git(ben, "fetch", "--quiet")
    git(ben, "checkout", "--quiet", "-b", taken, f"origin/{taken}")
    add(ben, SCHOOL, "notes: theirs\n")
    git(ben, "commit", "--quiet", "--all", "--message", "Theirs")
    git(ben, "push", "--quiet")
    theirs = git(hub, "rev-parse", taken)
    assert run("submit", root=root).status == 0
    assert git(hub, "rev-parse", taken) == theirs
    assert branch(root) != taken
    assert "Road School" in git(hub, "show", f"{branch(root)}:{SCHOOL}")


def test_what_the_remote_refuses_is_kept(place: Path) -> None:
    root, hub = place / "ana", place / "hub.git"
    git(hub, "config", "transfer.hideRefs", "refs/heads/cpp")
    said = run("submit", root=root)
    assert said.status == 2, said
    assert "kept here" in said.stderr
    assert status(root) == "?? letter.txt"
    git(hub, "config", "--unset", "transfer.hideRefs")
    assert run("submit", root=root).status == 0
    assert branches(hub) == [branch(root)]


def test_without_a_name_off_a_terminal_it_is_said_what_to_set(place: Path) -> None:
    root = place / "ana"
    git(root, "config", "--unset", "user.name")
    git(root, "config", "--unset", "user.email")
    before = shares.everything(root)
    said = run("submit", root=root)
    assert said.status == 2
    assert 'git config user.name "Your Name"' in said.stderr
    assert 'git config user.email "you@example.org"' in said.stderr
    assert shares.everything(root) == before
    assert branches(place / "hub.git") == []


@pytest.mark.parametrize("command", ["update", "submit"])
def test_a_folder_that_may_not_be_written(place: Path, command: str) -> None:
    root = place / "ana"
    folder = root / "records/partners"
    folder.chmod(0o500)
    before = shares.everything(root)
    said = bound(root, command)
    folder.chmod(0o700)
    assert said.status == 3, said
    assert shares.everything(root) == before
    assert run(command, root=root).status == 0


def test_a_disk_that_is_full_leaves_all_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = place / "ana"
    before = shares.everything(root)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        said = run("update", root=root)
    assert said.status == 3
    assert shares.everything(root) == before
    assert run("update", root=root).status == 0


def full(self: Path, target: Path) -> Path:
    """What a full disk says."""
    raise OSError(28, "No space left on device")


def test_what_another_program_has_begun_is_not_mixed_up(place: Path) -> None:
    root = place / "ana"
    (root / ".git/MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"))
    said = run("update", root=root)
    assert said.status == 2
    assert "waits to be completed" in said.stderr
    (root / ".git/MERGE_HEAD").unlink()
    before = shares.everything(root)
    (root / ".git/index.lock").touch()
    said = run("update", root=root)
    assert said.status == 3
    assert "at work" in said.stderr
    (root / ".git/index.lock").unlink()
    assert shares.everything(root) == before
    assert run("update", root=root).status == 0


def test_outside_of_what_is_shared_it_is_said_what_is_missing(repo: Path) -> None:
    said = run("update", root=repo)
    assert (said.status, "not kept with git" in said.stderr) == (3, True)
    git(repo, "init", "--quiet", "--initial-branch=main")
    said = run("submit", root=repo)
    assert (said.status, "not known where" in said.stderr) == (3, True)
    git(repo, "remote", "add", "one", "../one")
    git(repo, "remote", "add", "two", "../two")
    said = run("submit", root=repo)
    assert (said.status, "one, two" in said.stderr) == (2, True)


def test_settings_that_came_with_the_folder_are_refused(place: Path) -> None:
    root = place / "ana"
    git(root, "config", "core.sshCommand", "touch /tmp/never")
    before = shares.everything(root)
    for command in ("update", "submit"):
        said = run(command, root=root)
        assert (said.status, "core.sshcommand" in said.stderr) == (2, True)
    assert shares.everything(root) == before


@pytest.mark.parametrize("name", [".git", ".GIT", "..", "git~1", ".git .", ".g\u200cit"])
def test_a_commit_that_would_write_into_what_is_gits_own_is_refused(place: Path, name: str) -> None:
    hub, root = place / "hub.git", place / "ana"
    blob = git(hub, "hash-object", "-w", "--stdin", stdin="#!/bin/sh\ntouch /tmp/never\n")
    inner = git(hub, "mktree", stdin=f"100755 blob {blob}\tpost-checkout\n")
    listed = git(hub, "ls-tree", "main")
    tree = git(hub, "mktree", stdin=f"{listed}\n040000 tree {inner}\t{name}\n")
    commit = git(hub, "commit-tree", "-p", "main", "-m", "Harm", tree)
    git(hub, "update-ref", "refs/heads/main", commit)
    before = shares.everything(root)
    for command in ("update", "submit"):
        said = run(command, root=root)
        assert said.status == 2, said
        assert "must not be written" in said.stderr
    assert shares.everything(root) == before
    assert not (root / name / "post-checkout").exists()


def test_a_note_that_was_sent_does_no_harm(place: Path) -> None:
    root = place / "ana"
    for note in ("{}", "[]", "x", '{"branch": "../x"}'):
        put(root, ".git/cpp/sharing.json", note)
        assert run("update", root=root).status == 0
        assert not (root / ".git/cpp/sharing.json").exists()


@pytest.mark.parametrize("command", ["update", "submit"])
def test_a_dry_run_writes_nothing_anywhere(place: Path, command: str) -> None:
    root = place / "ana"
    before = everything_below(place)
    said: Session = run(command, "--dry-run", root=root)
    assert said.status == 0
    assert "newer records" in said.stdout.lower()
    assert everything_below(place) == before


def everything_below(place: Path) -> dict[str, bytes]:
    """Return every file, those of git too, but what is kept to be quick."""
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and "cpp" not in path.parts
    }
