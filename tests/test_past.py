"""The past: `--at` answers from the records as they stood, and changes nothing."""

import json
from pathlib import Path

import pytest

from tests.gits import commit_all, git
from tests.support import files_of, run

pytestmark = [pytest.mark.usefixtures("own_environment"), pytest.mark.twice]

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
    for day in ("2026-02-20", "2026-04-01"):
        # Alone, --at sets the day too.
        at = ("--at", past, *(("--as-of", day) if day != "2026-02-20" else ()))
        asked = run(*command, *at, "--format", "json", root=repo)
        known = run(*command, "--as-of", day, "--format", "json", root=then)
        assert asked.status == known.status
        assert asked.stdout.replace(f'"{past}"', "null") == known.stdout
        assert asked.stderr == f"{stood(past)}\n" + known.stderr
        asked, known = (run(*command, *more, root=repo) for more in (at, (*at, "-f", "md")))
        read = run(*command, root=then, today=day)
        assert without_days(asked.stdout) == without_days(read.stdout)
        for shown in (asked.stdout, known.stdout.replace("\u2060", "").replace("\\", "")):
            assert shown.count(stood(past)) == 1
            assert shown.lower().count(f"as of {day}.") == 1


def stood(commit: str) -> str:
    return f"The records as they stood in {commit[:12]}, of 2026-02-20."


def without_days(shown: str) -> list[str]:
    said = ("The records as they stood", "As of ")
    return [line for line in shown.splitlines() if line and not line.startswith(said)]


@pytest.mark.parametrize("command", [("review",), ("validate", "--since")], ids=" ".join)
def test_a_change_of_the_past_is_judged_as_it_was_then(
    repo: Path, past: str, elsewhere: Path, command: tuple[str, ...]
) -> None:
    second = git(repo, "rev-parse", "HEAD")
    file = repo / "records/partners/river-school.yaml"
    file.write_text(file.read_text() + "since: 2027-01-01\n")
    commit_all(repo, day="2026-04-20")
    then = elsewhere / "then"
    git(repo, "worktree", "add", "--quiet", "--detach", str(then), second)
    asked = run(*command, past, "--at", second, "-f", "json", root=repo)
    known = run(*command, past, "--as-of", "2026-03-20", "-f", "json", root=then)
    assert asked.status == known.status
    told = json.loads(asked.stdout)
    assert told.pop("revision") == second
    assert told.pop("data") == json.loads(known.stdout)["data"]
    assert told["as_of"] == "2026-03-20"
    assert "river-school.yaml" not in asked.stdout


@pytest.mark.parametrize(
    ("more", "day"),
    [
        (("--at", "HEAD~1"), "2026-02-20"),
        (("--at", "HEAD"), "2026-03-20"),
        (("--at", "2026-03-01"), "2026-03-01"),
        (("--at", "2099-01-01"), "2026-06-01"),
        (("--at", "HEAD", "--as-of", "2026-01-05"), "2026-01-05"),
        (("--as-of", "2099-01-01"), "2099-01-01"),
    ],
)
def test_the_past_is_seen_from_its_own_day_unless_another_is_named(
    repo: Path, past: str, more: tuple[str, ...], day: str
) -> None:
    answer = run("owes", *more, "-f", "json", root=repo)
    assert json.loads(answer.stdout)["as_of"] == day
    assert f"As of {day}." in run("owes", *more, root=repo).stdout


@pytest.mark.parametrize(
    ("more", "day"),
    [
        (("--until", "2026-03-01"), "2026-03-01"),
        (("--until", "2026-05-01"), "2026-03-20"),
        (("--until", "2026-05-01", "--as-of", "2026-04-01"), "2026-04-01"),
    ],
)
def test_a_period_of_the_past_ends_no_later_than_what_was_known(
    repo: Path, past: str, more: tuple[str, ...], day: str
) -> None:
    answer = run("summary", "--at", "HEAD", *more, "-f", "json", root=repo)
    assert json.loads(answer.stdout)["as_of"] == day


@pytest.mark.parametrize("command", [("partner", "list"), ("partner", "show", "huerto-sol")])
def test_a_day_that_was_asked_for_is_named_below_the_title(
    repo: Path, command: tuple[str, ...]
) -> None:
    assert "As of" not in run(*command, root=repo).stdout
    assert run(*command, "--as-of", "2026-03-01", root=repo).stdout.count("As of 2026-03-01.") == 1


def test_records_of_an_older_form_are_left_out_and_counted(repo: Path) -> None:
    git(repo, "init", "--quiet")
    file = repo / "records/partners/river-school.yaml"
    now = file.read_text()
    file.write_text(now + "neighbourhood: River Road\nworth: 3\n")
    commit_all(repo, day="2026-02-20")
    file.write_text(now)
    commit_all(repo, day="2026-03-20")
    for command in READS[1:]:
        then = run(*command, "--at", "2026-02-20", root=repo)
        assert then.status == 1
        assert "One record could not be read and is left out." in then.stderr
        assert run(*command, "--at", "2026-03-20", root=repo).status == 0
    then = run("validate", "--at", "2026-02-20", root=repo)
    assert (then.status, then.stdout.count("S002")) == (1, 2)


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
