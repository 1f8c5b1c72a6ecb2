"""The past: `--at` answers from the records as they stood, and changes nothing."""

import json
from pathlib import Path

import pytest

from tests.gits import commit_all, git
from tests.support import files_of, run

pytestmark = pytest.mark.usefixtures("own_environment")

READS = (
    ("validate",),
    ("status",),
    ("owes",),
    ("owes", "huerto-sol"),
    ("agenda",),
    ("summary",),
    ("partner", "list"),
    ("partner", "show", "huerto-sol"),
    ("meeting", "list"),
    ("commitment", "list"),
    ("harm", "list"),
)
RENAME = ("partner", "rename", "huerto-sol", "huerto")


@pytest.fixture
def past(repo: Path) -> str:
    """Records with a first commit, whose hash is returned; then a partner was renamed."""
    git(repo, "init", "--quiet")
    first = commit_all(repo, day="2026-02-20")
    assert run(*RENAME, root=repo).status == 0
    commit_all(repo, day="2026-03-20")
    return first


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder outside the repository."""
    return tmp_path_factory.mktemp("elsewhere")


@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_the_past_answers_as_it_did_then(
    repo: Path, past: str, elsewhere: Path, command: tuple[str, ...]
) -> None:
    then = elsewhere / "then"
    git(repo, "worktree", "add", "--quiet", "--detach", str(then), past)
    for form in ("text", "json"):
        asked = run(*command, "--at", past, "--format", form, root=repo)
        known = run(*command, "--format", form, root=then)
        assert asked.status == known.status
        assert asked.stdout.replace(f'"{past}"', "null") == known.stdout
        assert asked.stderr == f"The records as they stood in {past[:12]}.\n" + known.stderr


@pytest.mark.parametrize("at", ["HEAD~1", "2026-02-20", "2026-03-19", "HEAD@{1}"])
def test_a_day_or_any_name_of_a_commit_will_do(repo: Path, past: str, at: str) -> None:
    asked = run("partner", "list", "--at", at, "--format", "json", root=repo)
    answer = json.loads(asked.stdout)
    assert answer["revision"] == past
    assert "huerto-sol" in asked.stdout


def test_the_day_of_the_change_is_after_it(repo: Path, past: str) -> None:
    asked = run("partner", "show", "huerto", "--at", "2026-03-20", "--format", "json", root=repo)
    assert asked.status == 0
    assert json.loads(asked.stdout)["revision"] == git(repo, "rev-parse", "HEAD")


def test_without_it_no_revision_is_named(repo: Path, past: str) -> None:
    assert json.loads(run("owes", "-f", "json", root=repo).stdout)["revision"] is None


def test_the_files_on_disk_do_not_matter(repo: Path, past: str) -> None:
    (repo / "records/partners/huerto.yaml").write_text("broken: [\n")
    before = files_of(repo)
    assert run("validate", "--at", past, root=repo).status == 0
    assert run("validate", root=repo).status == 1
    assert files_of(repo) == before


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("2026-02-19", "There were no records yet on 2026-02-19."),
        (
            "no-such-branch",
            "--at: no-such-branch is neither a day nor a revision of these records.",
        ),
        ("--output=x", "--at: --output=x is neither a day nor a revision of these records."),
        ("HEAD:records", "--at: HEAD:records is neither a day nor a revision of these records."),
    ],
)
def test_what_never_was_is_refused(repo: Path, past: str, at: str, message: str) -> None:
    asked = run("owes", f"--at={at}", root=repo)
    assert asked.status == 2
    assert " ".join(asked.stderr.split()).startswith(f"cpp: {message} ")
    assert asked.stdout == ""


def test_in_a_shallow_clone_it_is_said_that_more_was_there(
    repo: Path, past: str, elsewhere: Path
) -> None:
    clone = elsewhere / "clone"
    git(repo, "clone", "--quiet", "--depth=1", f"file://{repo}", str(clone))
    asked = run("owes", "--at", "2026-02-20", root=clone)
    assert asked.status == 2
    assert "The older history is not on this computer." in asked.stderr


def test_before_the_first_commit_there_is_no_past(repo: Path) -> None:
    git(repo, "init", "--quiet")
    assert run("owes", "--at", "2026-02-20", root=repo).status == 2


def test_outside_git_there_is_no_past(repo: Path) -> None:
    asked = run("owes", "--at", "2026-02-20", root=repo)
    assert asked.status == 3
    assert "have no history" in asked.stderr


@pytest.mark.parametrize("command", [RENAME, (*RENAME, "--dry-run"), ("fix",)])
def test_nothing_is_written_into_the_past(repo: Path, past: str, command: tuple[str, ...]) -> None:
    before = files_of(repo)
    asked = run(*command, "--at", past, root=repo)
    assert asked.status == 2
    assert "looks at the past" in asked.stderr
    assert files_of(repo) == before
