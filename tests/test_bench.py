"""Benchmarks as a whole: each row in a small repository, and a run from end to end."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import peers, table
from benchmarks.blocks import Bench, Block
from benchmarks.repository import Repository, git, make
from benchmarks.rows import COLD, ROWS, START, START_ROWS, UNCHANGED, WARM, Program, Row
from benchmarks.states import CACHE, State
from benchmarks.timing import TOO_LONG, Timed
from tests.test_bench_table import block, timed


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return make(30, tmp_path_factory.mktemp("small") / "30")


def test_no_two_rows_have_one_name() -> None:
    names = [row.name for row in (*ROWS, *START_ROWS)]
    assert len(names) == len(set(names))


def test_every_template_can_be_filled(small: Repository) -> None:
    there = Bench(small, {peer.program: f"/bin/{peer.program}" for peer in peers.PEERS})
    for row in (*ROWS, *START_ROWS):
        for program in row.programs:
            assert all(there._case(program).command)


def test_two_rounds_without_peers(small: Repository) -> None:
    measured = installed(Bench(small, {})).measure(COLD[0], 2, ())
    assert len(measured.ours.seconds) == 2
    assert measured.timed["hledger check"].problem == "not here: apt install hledger"
    assert [found.what for found in table.lines([measured]) if found.figure is not None] == [
        COLD[0].name
    ]


def test_ten_files_are_changed_and_restored(small: Repository) -> None:
    there = installed(Bench(small, {}))
    there.states.bring(State.CHANGED)
    assert len(git(small.root, "status", "--porcelain").splitlines()) == 10
    changed = there.measure(WARM[1], 1, ())
    assert [len(one.seconds) for one in changed.timed.values()] == [1, 1, 1]
    assert git(small.root, "status", "--porcelain") == ""


def test_the_cache_is_removed_and_nothing_else(small: Repository) -> None:
    (small.root / CACHE / "views").mkdir(parents=True, exist_ok=True)
    (small.root / CACHE / "views" / "one").touch()
    (small.root / CACHE).with_name("drafts").touch()
    Bench(small, {}).states.bring(State.FORGOTTEN)
    assert [path.name for path in (small.root / CACHE).parent.iterdir()] == ["drafts"]


def test_a_command_that_is_not_there_yet_says_so(small: Repository) -> None:
    unknown = Row(Program("foretell", "{cpp} foretell"), ())
    problem = installed(Bench(small, {})).measure(unknown, 1, ()).ours.problem
    assert problem.startswith("not there yet: cpp: ")


@pytest.mark.parametrize(
    ("fewer", "problem"),
    [
        (Timed(problem=f"{TOO_LONG} 120 s"), f"{TOO_LONG} 120 s"),
        (timed(30_000), "not tried: 30 s for 3 records"),
    ],
)
def test_what_took_too_long_among_fewer_is_not_tried(
    fewer: Timed, problem: str, small: Repository
) -> None:
    row = Row(Program("asked", "{missing-would-fail}"), ())
    before = block(fewer, size=3)
    found = Bench(small, {"missing-would-fail": "/nowhere"}).measure(row, 1, [before])
    assert found.ours.problem == problem


def installed(there: Bench) -> Bench:
    """Ask cpp as it is installed, without looking whether its set-up is up to date."""
    there.values["cpp"] = there.values["bin/cpp"]
    return there


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure nothing and make no repository: each row takes a second; `summary` is interrupted."""

    def measure(self: Bench, row: Row, rounds: int, before: Iterable[Block]) -> Block:
        if row.name == "summary":
            raise KeyboardInterrupt
        names = [START.name, *(program.name for program in row.programs)]
        return Block(row, self.repository.size, {name: timed(1000) for name in names}, 0)

    monkeypatch.setattr(Bench, "measure", measure)
    monkeypatch.setattr(
        "benchmarks.repository.ready", lambda size, keep: Repository(keep, keep, size)
    )
    monkeypatch.setattr("benchmarks.states.git", lambda *words: "")


@pytest.mark.usefixtures("pretended")
def test_a_run_to_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--sizes", "10000,1000", "--only", "nothing changed", "--out", str(tmp_path / "out")]
    assert bench.main(words) == 0
    told = capsys.readouterr()
    assert told.out.index("## 1,000 records") < told.out.index("## 10,000 records")
    assert f"| {UNCHANGED.name} | 1,000 |" in told.out
    assert told.err.splitlines()[0] == "1,000 records"
    out = tmp_path / "out"
    assert (out / "table.md").read_text(encoding="utf-8") + "\n" == told.out
    assert len((out / "blocks.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert len(json.loads((out / "figures.json").read_bytes())["blocks"]) == 2


@pytest.mark.usefixtures("pretended")
def test_an_interrupted_run_keeps_what_was_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["--sizes", "1000", "--out", str(tmp_path)]) == 130
    told = capsys.readouterr().out
    assert "| status | 1,000 |" in told
    assert "--at REV" not in told
    lines = (tmp_path / "blocks.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["row"] == "commitment list --open"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--rounds 6", "--rounds: at least 7"),
        ("--sizes 10", "at least 200 records"),
        ("--sizes many", "many"),
    ],
)
def test_what_cannot_be_measured_is_refused(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.main(words.split())
    assert said in capsys.readouterr().err


def test_without_git_nothing_is_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bench.main([]) == 3
    assert capsys.readouterr().err == "git is needed: apt install git\n"
