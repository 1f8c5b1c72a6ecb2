"""The records that benchmarks are run on: the same everywhere, valid, with a history."""

import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from benchmarks import repository
from benchmarks.circle import TODAY, somebody
from benchmarks.ledgers import BEANCOUNT, JOURNAL, QUOTED
from benchmarks.records import LAST_CHANGE, records, write
from benchmarks.repository import SOURCES, Repository, git, make
from tests.support import ROOT, files_of, run

DIGEST = "d976f35a19ae6f1c3f7c527992e8f12d04660384c53130b1496b0c85119236cd"
"""Of 1,000 records; whoever changes what they say changes this."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return make(120, tmp_path_factory.mktemp("made") / "120")


def promises(count: int) -> int:
    return sum(record.promise is not None for record in records(count))


def test_a_seed_gives_the_same_bytes_everywhere() -> None:
    digest = hashlib.sha256()
    for record in records(1000):
        digest.update(f"{record.path}\0{record.text()}\0".encode())
    assert digest.hexdigest() == DIGEST


def test_another_seed_gives_others() -> None:
    assert [one.text() for one in records(50, 1)] != [one.text() for one in records(50, 2)]


@pytest.mark.parametrize("count", [30, 31, 199, 1000, 3001])
def test_there_are_as_many_as_asked_for_each_in_a_file(count: int) -> None:
    paths = [record.path for record in records(count)]
    assert len(paths) == len(set(paths)) == count


def test_no_folder_is_crowded() -> None:
    with_many = (record.path for record in islice(records(1_000_000), 110_000))
    folders = Counter(path.rpartition("/")[0] for path in with_many)
    assert folders["records/partners/042"] == 1000
    assert max(folders.values()) < 10_000


def test_kinds_and_sizes_are_those_of_a_program() -> None:
    every = list(records(2000))
    kinds = Counter(record.path.split("/")[1] for record in every)
    assert kinds["partners"] == 200
    assert kinds["commitments"] == 800
    assert kinds["harms"] == 20
    assert kinds["meetings"] == 979
    assert 1000 < sum(len(record.text().encode()) for record in every) / 2000 < 1500


def test_most_promises_are_kept_and_some_are_not() -> None:
    events = Counter(
        "confirmed" if "confirmed" in record.text() else "not yet"
        for record in records(2000)
        if record.promise
    )
    assert 0.6 < events["confirmed"] / 800 < 0.9


@pytest.mark.parametrize("count", [30, 300])
def test_nothing_is_wrong_with_them(count: int, tmp_path: Path) -> None:
    told = run("validate", "--strict", root=write(tmp_path, count), today=TODAY)
    assert told.stdout == f"All is well: {count} records checked.\n"


def test_the_partner_who_is_asked_about_is_there(made: Repository) -> None:
    assert (made.root / f"records/partners/{somebody(made.size)}.yaml").is_file()


def test_the_last_commit_is_what_is_written_without_git(made: Repository, tmp_path: Path) -> None:
    assert git(made.root, "status", "--porcelain") == ""
    assert files_of(made.root) == files_of(write(tmp_path, made.size))


def test_its_commits_cover_two_years_until_today(made: Repository) -> None:
    days = git(made.root, "log", "--format=%cs").split()
    assert len(days) == 20
    assert days == sorted(set(days), reverse=True)
    first, last = date.fromisoformat(days[-1]), date.fromisoformat(days[0])
    assert (last, (last - first).days) == (TODAY, 730)


def test_the_last_commit_changes_twenty_records(made: Repository) -> None:
    changed = git(made.root, "diff", "--name-status", "HEAD~1", "HEAD").splitlines()
    assert len(changed) == LAST_CHANGE
    assert all(line.startswith("M\trecords/commitments/") for line in changed)


@pytest.mark.parametrize("revision", ["HEAD~1", "HEAD~7", "HEAD~19"])
def test_the_past_is_valid_too(made: Repository, revision: str) -> None:
    told = run("validate", "--strict", "--at", revision, root=made.root, today=TODAY)
    assert (told.status, "All is well" in told.stdout) == (0, True)


def test_a_history_is_the_same_each_time(made: Repository, tmp_path: Path) -> None:
    again = make(made.size, tmp_path / "again")
    assert git(again.root, "rev-parse", "HEAD") == git(made.root, "rev-parse", "HEAD")


def test_settings_of_a_person_and_a_hook_do_not_count(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "broken"))
    (tmp_path / "broken").write_text("[", encoding="utf-8")
    assert git(made.root, "status", "--porcelain") == ""


def test_git_never_takes_a_repository_above(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(subprocess.CalledProcessError):
        git(inside, "reset", "--hard")


def test_other_programs_get_a_transaction_for_each_promise(made: Repository) -> None:
    journal = (made.peers / JOURNAL).read_text(encoding="utf-8")
    beancount = (made.peers / BEANCOUNT).read_text(encoding="utf-8")
    assert journal.count("  1 promise\n") == journal.count("  -1 promise\n") == promises(made.size)
    assert beancount.count("  1 PROMISE\n") == promises(made.size)
    opened = [line for line in beancount.splitlines() if " open " in line]
    assert len(opened) == len(set(opened))
    assert all(
        f" open {line.split()[0]}" in beancount
        for line in beancount.splitlines()
        if line.startswith("  Equity")
    )


def test_ajv_gets_the_same_records_with_days_as_text(made: Repository) -> None:
    quoted = files_of(made.peers / QUOTED)
    assert quoted.keys() == files_of(made.root).keys()
    for path, text in quoted.items():
        assert text.replace(b"'", b"") == (made.root / path).read_bytes()
        assert not _days(YAML(typ="safe", pure=True).load(text))


def _days(value: object) -> list[date]:
    """Return what a common reader took for days."""
    if isinstance(value, dict):
        return [day for item in value.values() for day in _days(item)]
    if isinstance(value, list):
        return [day for item in value for day in _days(item)]
    return [value] if isinstance(value, date) else []


def test_a_repository_is_kept_until_what_makes_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    first = repository.ready(30, tmp_path)
    (first.root / "records/program.yaml").write_text("changed", encoding="utf-8")
    (first.peers / "kept").touch()
    assert repository.ready(30, tmp_path) == first
    assert (first.peers / "kept").exists()
    assert git(first.root, "status", "--porcelain") == ""
    monkeypatch.setattr(repository, "_source", lambda: "other")
    assert repository.ready(30, tmp_path).root != first.root


def test_a_repository_that_was_not_finished_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setattr(repository, "_source", lambda: "this")
    (tmp_path / "repositories/30-7-this.unfinished/records").mkdir(parents=True)
    assert git(repository.ready(30, tmp_path).root, "rev-list", "--count", "HEAD") == "20\n"


def test_every_module_that_makes_a_repository_counts_as_its_source() -> None:
    code = "import sys, benchmarks.repository; print(*sys.modules)"
    done = subprocess.run(
        (sys.executable, "-c", code), cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = {name for name in done.stdout.split() if name.startswith("benchmarks.")}
    assert {f"{name.removeprefix('benchmarks.')}.py" for name in ours} == set(SOURCES)
