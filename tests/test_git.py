"""What is asked of git: only whether a file is committed, and in the right repository."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.git import run as running
from cpp_cli.git.folder import place_of, private_folder
from cpp_cli.git.read import is_committed
from tests.gits import commit_all, git
from tests.support import run

pytestmark = pytest.mark.usefixtures("own_environment")

RECORD = "records/harms/spraying.yaml"
PROMISE = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
EDIT = ("commitment", "edit", "2026-02-10-bus-stop-light", "--set", "due=2026-05-01")


@pytest.fixture
def committed(repo: Path) -> Path:
    """The example records, committed."""
    git(repo, "init", "--quiet")
    commit_all(repo)
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
    commit_all(committed, "gone")
    assert not is_committed(committed, RECORD)


def test_the_last_commit_counts_where_no_branch_is_checked_out(committed: Path) -> None:
    git(committed, "checkout", "--quiet", "--detach")
    assert is_committed(committed, RECORD)


def test_records_may_lie_deep_in_a_repository(tmp_path: Path, repo: Path) -> None:
    inner = tmp_path / "county" / "cpp"
    inner.mkdir(parents=True)
    (repo / "records").rename(inner / "records")
    git(tmp_path, "init", "--quiet")
    commit_all(tmp_path)
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
    commit_all(committed, "odd")
    assert is_committed(committed, "--help")


# Where git cannot be asked


def _no_git(committed: Path) -> None:
    os.environ["PATH"] = str(committed / "nowhere")


def _broken(committed: Path) -> None:
    (committed / ".git" / "HEAD").write_text("nonsense\n")


def _lost_objects(committed: Path) -> None:
    for path in (committed / ".git" / "objects").rglob("*"):
        if path.is_file():
            path.chmod(0o600)
            path.unlink()


@pytest.mark.parametrize("trouble", [_no_git, _broken, _lost_objects])
def test_where_git_cannot_be_asked_everything_counts_as_committed(
    committed: Path, trouble: Callable[[Path], None]
) -> None:
    trouble(committed)
    assert is_committed(committed, "records/harms/water.yaml")


def test_in_a_folder_of_another_owner_everything_counts_as_committed(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = "GIT_TEST_ASSUME_DIFFERENT_OWNER"
    monkeypatch.setenv(variable, "1")
    assert not is_committed(committed, "records/harms/water.yaml")
    monkeypatch.setattr(running, "KEPT", running.KEPT | {variable})
    assert is_committed(committed, "records/harms/water.yaml")


@pytest.mark.parametrize("path", ["a\0b", "\udcff", "", "../x", "/etc/passwd"])
def test_an_impossible_path_is_no_accident(committed: Path, path: str) -> None:
    assert is_committed(committed, path) is ("\0" in path or path in ("", "../x", "/etc/passwd"))


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
    commit_all(folder)
    return folder


def test_what_a_hook_sets_does_not_lead_to_another_repository(
    repo: Path, tmp_path: Path, other: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (repo / "records").rename(mine / "records")
    git(mine, "init", "--quiet")
    commit_all(mine)
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


# The folder for what is not a record


def test_drafts_are_kept_where_git_never_commits_them(committed: Path) -> None:
    assert private_folder(committed) == committed / ".git" / "cpp"
    (committed / "records").mkdir(exist_ok=True)
    assert private_folder(committed / "records") == committed / ".git" / "cpp" / "in" / "records"


def test_without_a_repository_drafts_are_kept_beside_the_records(repo: Path) -> None:
    assert private_folder(repo) == repo / ".cpp"


def test_a_folder_with_an_odd_name_has_a_folder_of_its_own(committed: Path) -> None:
    inner = committed / "county \udcff" / "c+p"
    inner.mkdir(parents=True)
    assert private_folder(inner) == committed / ".git/cpp/in/county%20%FF%2Fc%2Bp"


def test_each_work_tree_has_its_own(committed: Path, tmp_path: Path) -> None:
    git(committed, "worktree", "add", "--quiet", str(tmp_path / "second"))
    assert private_folder(tmp_path / "second") == committed / ".git/worktrees/second/cpp"


def test_a_submodule_has_its_own(committed: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet")
    allowed = ("-c", "protocol.file.allow=always")
    git(outer, *allowed, "submodule", "--quiet", "add", str(committed), "inner")
    assert (outer / "inner/.git").read_text().startswith("gitdir: ..")
    assert private_folder(outer / "inner") == outer / ".git/modules/inner/cpp"


def test_a_folder_is_found_through_a_link(committed: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(committed)
    assert private_folder(tmp_path / "link") == committed / ".git/cpp"
    own = tmp_path / "own"
    shutil.move(committed / ".git", own)
    (committed / ".git").symlink_to(own)
    assert private_folder(committed) == committed / ".git/cpp"
    assert is_committed(committed, RECORD)


@pytest.mark.parametrize(
    "pointer",
    [
        *(b"", b"gitdir:", b"gitdir: \n", b"nonsense", b"gitdir: nowhere\n", b"gitdir: .\n"),
        *(b"gitdir: a\0b", b"\xff\xfe", b"gitdir: \xff\xfe", b"Gitdir: good", b"x" * 99999),
    ],
)
def test_a_file_that_leads_nowhere_leads_beside_the_records(
    committed: Path, pointer: bytes
) -> None:
    inner = committed / "inner"
    inner.mkdir()
    (inner / ".git").write_bytes(pointer)
    assert place_of(inner) is None
    assert private_folder(inner) == inner / ".cpp"
    assert is_committed(inner, RECORD)
    (inner / ".git").write_bytes(b"gitdir: ../.git\n")
    assert private_folder(inner) == committed / ".git/cpp"


def test_a_file_that_cannot_be_read_leads_nowhere(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repo / ".git").write_text("gitdir: x\n")

    def locked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", locked)
    assert private_folder(repo) == repo / ".cpp"


def test_a_folder_that_is_only_named_so_is_passed_by(committed: Path) -> None:
    (committed / "inner/.git").mkdir(parents=True)
    assert private_folder(committed / "inner") == committed / ".git/cpp/in/inner"


def test_where_to_keep_drafts_is_known_without_git(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert private_folder(committed) == committed / ".git/cpp"


# At the terminal


def test_the_terms_of_a_promise_may_change_until_others_have_seen_it(repo: Path) -> None:
    git(repo, "init", "--quiet")
    assert run(*EDIT, root=repo).status == 0
    commit_all(repo)
    refused = run(*EDIT[:-1], "due=2026-06-01", root=repo)
    assert refused.status == 2
    assert "others have seen" in refused.stderr
    assert git(repo, "status", "--porcelain") == ""
