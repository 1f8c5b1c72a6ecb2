"""`validate --since`: what a change has to answer for, and nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cpp_cli.rules.example import A_PARTNER, A_PROMISE, RECORDS
from tests.gits import alone, commit_all, git, repository
from tests.support import Session, run

pytestmark = pytest.mark.twice

PROMISE = "records/commitments/2026/2026-03-02-bus-passes.yaml"
PARTNER = "records/partners/garden-club.yaml"
HUERTO = "records/partners/huerto-sol.yaml"
BROKEN = A_PARTNER.replace("resident-group", "residents")
"""A record with an error that nobody looks at now."""


@pytest.fixture(params=["on", "off"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A repository with one error in it from before, asked with what was kept and without."""
    with alone(tmp_path), pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPP_CACHE", request.param)
        there = repository(
            tmp_path / "here",
            {**RECORDS, PROMISE: A_PROMISE + "due: 2026-05-01\n", PARTNER: BROKEN},
        )
        yield there


def since(root: Path, *more: str, base: str = "HEAD") -> Session:
    return run("validate", "--since", base, *more, root=root)


def found(root: Path, base: str = "HEAD") -> list[tuple[str, str]]:
    """Return the code and the path of each finding; asked again, it is the same."""
    told = since(root, "-f", "json", base=base)
    assert since(root, "-f", "json", base=base) == told
    listed = json.loads(told.stdout)["data"]["findings"]
    return [(one["code"], one["path"]) for one in listed]


def write(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_where_nothing_changed_nothing_is_told(root: Path) -> None:
    assert run("validate", root=root).status == 1
    answer = since(root)
    assert (answer.status, answer.stdout) == (0, "All is well: 0 records checked.\n")


def test_what_changed_is_told_committed_or_not(root: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    assert found(root) == [("C004", PROMISE)]
    first = git(root, "rev-parse", "HEAD")
    commit_all(root)
    assert found(root) == []
    assert found(root, first) == [("C004", PROMISE)]
    assert found(root, "HEAD~1") == [("C004", PROMISE)]
    write(root, HUERTO, "id: ana-r", "id: ana-r\n    since: soon")
    assert found(root, first) == [("C004", PROMISE), ("S005", HUERTO)]


def test_what_names_a_record_that_changed_is_told_too(root: Path) -> None:
    other = "records/partners/river-school.yaml"
    write(root, other, "id: lee-w", "id: lee-w\n    same_as: garden-club/rosa-t")
    commit_all(root)
    assert found(root) == []
    (root / PARTNER).write_text(A_PARTNER + "people:\n  - id: rosa-x\n    name: Rosa X\n")
    assert (other in [path for _, path in found(root)]) == (
        other in run("validate", root=root).stdout
    )
    assert ("R001", other) in found(root)


def test_what_a_change_breaks_elsewhere_is_told(root: Path) -> None:
    (root / "records/partners/river-school.yaml").unlink()
    write(root, HUERTO, "name: Ana R", "name: Ana R\n    same_as: river-school/lee-w")
    commit_all(root)
    first = git(root, "rev-parse", "HEAD~1")
    assert ("R001", HUERTO) in found(root, first)


def test_a_change_of_the_program_tells_only_what_came_of_it(root: Path) -> None:
    write(root, "records/program.yaml", "  transport: Getting there", "  parks: Parks")
    assert found(root) == []
    write(root, "records/program.yaml", "river-road:", "river-street:")
    codes = found(root)
    assert ("R001", "records/harms/spraying.yaml") in codes
    assert PARTNER not in [path for _, path in codes]


def test_findings_that_only_moved_are_not_new(root: Path) -> None:
    write(root, "records/program.yaml", "us: [lcph-cpp]", "us: [lcph-cpp]\nvision: Ours")
    assert found(root) == []


def test_the_base_is_where_both_parted(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "mine")
    write(root, HUERTO, "name: Huerto Sol", "name: Huerto del Sol")
    commit_all(root)
    git(root, "checkout", "--quiet", "main")
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    commit_all(root)
    git(root, "checkout", "--quiet", "mine")
    assert found(root, "main") == []


def test_a_day_will_do_and_what_names_nothing_is_refused(root: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    commit_all(root, day="2099-01-01")
    assert found(root, "2098-12-31") == [("C004", PROMISE)]
    refused = since(root, base="nowhere")
    assert refused.status == 2
    assert "neither a day nor a revision" in refused.stderr


def test_two_commits_are_compared_with_at(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    second = commit_all(root)
    write(root, PROMISE, "due: 2026-06-01", "due: 2026-05-01")
    commit_all(root)
    assert found(root, first) == []
    told = since(root, "--at", second, "-f", "json", base=first)
    assert [one["code"] for one in json.loads(told.stdout)["data"]["findings"]] == ["C004"]


def test_a_file_that_can_be_read_no_more_is_told_once(root: Path) -> None:
    (root / PROMISE).write_text("what: [\n")
    codes = found(root)
    assert [path for _, path in codes] == [PROMISE]
    assert codes[0][0].startswith("T")


def test_a_moved_record_keeps_its_history(root: Path) -> None:
    said = "history:\n  - date: 2026-03-20\n    event: progress\n    by: lcph-cpp\n"
    with (root / PROMISE).open("a") as file:
        file.write(said)
    commit_all(root)
    moved = root / "records/commitments/2025/2026-03-02-bus-passes.yaml"
    moved.parent.mkdir()
    (root / PROMISE).rename(moved)
    assert found(root) == []
    moved.write_text(moved.read_text().replace(said, ""))
    assert found(root) == [("C002", "records/commitments/2025/2026-03-02-bus-passes.yaml")]


def test_outside_of_git_it_says_so(repo: Path, tmp_path: Path) -> None:
    with alone(tmp_path):
        answer = run("validate", "--since", "main", root=repo)
    assert answer.status == 3
    assert "no history" in answer.stderr
