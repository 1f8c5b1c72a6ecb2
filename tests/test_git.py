"""What is asked of git: only whether a file is committed, and in the right repository."""

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cpp_cli.git import is_committed, private_folder
from tests.support import run

RECORD = "records/harms/spraying.yaml"
PROMISE = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
EDIT = ("commitment", "edit", "2026-02-10-bus-stop-light", "--set", "due=2026-05-01")


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path) -> Iterator[None]:
    """An environment in which git knows nobody, and which stays in this test."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        # A repository around the temporary folder is not this test's.
        "GIT_CEILING_DIRECTORIES": str(tmp_path.parent),
    }
    yield
    os.environ.clear()
    os.environ.update(before)


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody who works there."""
    who = ("-c", "user.name=Maria", "-c", "user.email=maria@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "records") -> None:
    """Commit everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture
def committed(repo: Path) -> Path:
    """The example records, committed."""
    git(repo, "init", "--quiet")
    commit(repo)
    return repo


# Whether a file is committed


def test_without_a_repository_nothing_is_committed(repo: Path) -> None:
    assert not is_committed(repo, RECORD)


def test_before_the_first_commit_nothing_is_committed(repo: Path) -> None:
    git(repo, "init", "--quiet")
    git(repo, "add", "--all")
    assert not is_committed(repo, RECORD)


def test_what_the_last_commit_holds_is_committed(committed: Path) -> None:
    assert is_committed(committed, RECORD)
    assert is_committed(committed, PROMISE)


def test_a_new_file_is_not_committed_also_when_it_is_staged(committed: Path) -> None:
    path = "records/harms/water.yaml"
    (committed / path).write_text("id: water\nwhat: x\n")
    assert not is_committed(committed, path)
    git(committed, "add", path)
    assert not is_committed(committed, path)


def test_a_changed_file_is_still_committed(committed: Path) -> None:
    (committed / RECORD).write_text("id: spraying\nwhat: changed\n")
    assert is_committed(committed, RECORD)
    git(committed, "rm", "--quiet", "--cached", RECORD)
    assert is_committed(committed, RECORD)


def test_a_file_that_a_later_commit_took_away_is_not_committed(committed: Path) -> None:
    (committed / RECORD).unlink()
    commit(committed, "gone")
    assert not is_committed(committed, RECORD)


def test_the_last_commit_counts_where_no_branch_is_checked_out(committed: Path) -> None:
    git(committed, "checkout", "--quiet", "--detach")
    assert is_committed(committed, RECORD)


def test_records_may_lie_deep_in_a_repository(tmp_path: Path, repo: Path) -> None:
    inner = tmp_path / "county" / "cpp"
    inner.mkdir(parents=True)
    (repo / "records").rename(inner / "records")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    assert is_committed(inner, RECORD)
    assert not is_committed(inner, "records/harms/water.yaml")
    assert not is_committed(tmp_path, RECORD)


def test_a_second_worktree_is_a_repository_too(committed: Path, tmp_path: Path) -> None:
    git(committed, "worktree", "add", "--quiet", str(tmp_path / "second"))
    assert is_committed(tmp_path / "second", RECORD)


@pytest.mark.parametrize(
    "path",
    ["--help", "-z", "--", "--output=stolen", ":(top)records", "HEAD", "*", "records/h*"],
)
def test_a_path_is_never_an_option_or_a_pattern(committed: Path, path: str) -> None:
    assert not is_committed(committed, path)
    assert not (committed / "stolen").exists()


def test_a_file_named_like_an_option_is_a_file(committed: Path) -> None:
    (committed / "--help").write_text("")
    commit(committed, "odd")
    assert is_committed(committed, "--help")


# Where git cannot be asked


def _no_git(committed: Path) -> None:
    os.environ["PATH"] = str(committed / "nowhere")


def _another_owner(committed: Path) -> None:
    os.environ["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1"


def _broken(committed: Path) -> None:
    (committed / ".git" / "HEAD").write_text("nonsense\n")


def _lost_objects(committed: Path) -> None:
    for path in (committed / ".git" / "objects").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.unlink()


@pytest.mark.parametrize("trouble", [_no_git, _another_owner, _broken, _lost_objects])
def test_where_git_cannot_be_asked_everything_counts_as_committed(
    committed: Path, trouble: Callable[[Path], None]
) -> None:
    trouble(committed)
    assert is_committed(committed, "records/harms/water.yaml")


def test_without_git_and_without_a_repository_nothing_is_committed(repo: Path) -> None:
    _no_git(repo)
    assert not is_committed(repo, RECORD)


# Another repository in the environment, as in a hook


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another repository, with one other file."""
    folder = tmp_path / "other"
    (folder / "records/harms").mkdir(parents=True)
    (folder / "records/harms/water.yaml").write_text("id: water\nwhat: x\n")
    git(folder, "init", "--quiet")
    commit(folder)
    return folder


def test_what_a_hook_sets_does_not_lead_to_another_repository(
    repo: Path, tmp_path: Path, other: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (repo / "records").rename(mine / "records")
    git(mine, "init", "--quiet")
    commit(mine)
    os.environ |= {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(other / ".git" / "index"),
        "GIT_OBJECT_DIRECTORY": str(other / ".git" / "objects"),
        "GIT_COMMON_DIR": str(other / ".git"),
        "GIT_PREFIX": "records/",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.worktree",
        "GIT_CONFIG_VALUE_0": str(other),
    }
    assert is_committed(mine, RECORD)
    assert not is_committed(mine, "records/harms/water.yaml")
    assert private_folder(mine) == mine / ".git" / "cpp"


def test_a_hook_sees_the_records_it_is_about(committed: Path, other: Path) -> None:
    os.environ["GIT_DIR"] = str(other / ".git")
    os.environ["GIT_INDEX_FILE"] = str(other / ".git" / "index")
    refused = run(*EDIT, root=committed)
    assert refused.status == 2
    assert "others have seen" in refused.stderr


def test_every_variable_that_git_calls_its_own_is_dropped(repo: Path) -> None:
    git(repo, "init", "--quiet")
    own = git(repo, "rev-parse", "--local-env-vars").split()
    assert "GIT_DIR" in own
    os.environ |= dict.fromkeys(own, str(repo / "nowhere"))
    private_folder(repo)
    assert [name for name in own if name in os.environ] == []


# Programs that a repository's configuration names


def test_asking_runs_no_program_that_the_repository_names(committed: Path) -> None:
    ran = committed / "ran"
    program = committed / "program.sh"
    program.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{ran}'\ncat\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (committed / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n")
    for name in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "gpg.program"),
        *("filter.evil.clean", "filter.evil.smudge", "filter.evil.process"),
        *("diff.external", "diff.evil.textconv", "diff.evil.command", "credential.helper"),
        *("alias.rev-parse", "alias.ls-tree"),
    ):
        value = f"!{program}" if name.startswith("alias") else str(program)
        git(committed, "config", name, value)
    hooks = committed / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "post-checkout", "reference-transaction", "pre-commit"):
        (hooks / hook).symlink_to(program)
    git(committed, "config", "core.hooksPath", str(hooks))
    (committed / RECORD).write_text("id: spraying\nwhat: changed\n")
    ran.unlink(missing_ok=True)
    assert is_committed(committed, RECORD)
    assert not is_committed(committed, "records/harms/water.yaml")
    private_folder(committed)
    assert not ran.exists()
    # What would have run shows that the trap works.
    subprocess.run(["git", "status"], cwd=committed, check=False, capture_output=True)
    assert ran.exists()


# The folder for what is not a record


def test_drafts_are_kept_where_git_never_commits_them(committed: Path) -> None:
    assert private_folder(committed) == committed / ".git" / "cpp"
    (committed / "records").mkdir(exist_ok=True)
    assert private_folder(committed / "records") == committed / ".git" / "cpp"


def test_without_a_repository_drafts_are_kept_beside_the_records(repo: Path) -> None:
    assert private_folder(repo) == repo / ".cpp"


# At the terminal


def test_the_terms_of_a_promise_may_change_until_others_have_seen_it(repo: Path) -> None:
    git(repo, "init", "--quiet")
    assert run(*EDIT, root=repo).status == 0
    commit(repo)
    refused = run(*EDIT[:-1], "due=2026-06-01", root=repo)
    assert refused.status == 2
    assert "others have seen" in refused.stderr
    assert git(repo, "status", "--porcelain") == ""
