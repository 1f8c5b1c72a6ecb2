"""Timing programs: in turn, with their memory, whatever they do."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import machine
from benchmarks.timing import ENOUGH, TOO_LONG, Case, Problem, Timed, measured, run


def case(code: str, **more: Any) -> Case:
    return Case(more.pop("name", "it"), (sys.executable, "-c", code), Path(), **more)


def test_a_program_has_its_time_and_its_memory() -> None:
    seconds, memory = run(case("b = bytearray(300_000_000)"))
    assert seconds > 0
    assert 300e6 < memory < 600e6


def test_what_is_prepared_is_done_before_each_run(tmp_path: Path) -> None:
    done: list[int] = []
    prepared = case("pass", before=lambda: done.append(1))
    assert len(measured([prepared], 2, {})["it"].seconds) == 2
    assert len(done) == 3


def test_programs_run_in_turn(tmp_path: Path) -> None:
    turns: list[str] = []
    cases = [
        case("pass", name="one", before=lambda: turns.append("one")),
        case("pass", name="two", before=lambda: turns.append("two")),
    ]
    measured(cases, 2, {})
    assert turns == ["one", "two"] * 3


@pytest.mark.parametrize(
    ("code", "more", "problem"),
    [
        ("raise SystemExit(3)", {}, "ended with 3"),
        ("import sys; sys.exit('no records here')", {}, "ended with 1: no records here"),
        ("raise SystemExit(2)", {"means": {2: "not there yet"}}, "not there yet"),
    ],
)
def test_whoever_fails_takes_no_further_part(code: str, more: dict[str, Any], problem: str) -> None:
    runs: list[int] = []
    found = measured([case(code, before=lambda: runs.append(1), **more)], 5, {})["it"]
    assert (found.problem, found.seconds, len(runs)) == (problem, [], 1)


def test_a_status_may_be_fine() -> None:
    assert run(case("raise SystemExit(1)", fine=(0, 1)))


def test_a_program_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(Problem, match="No such file"):
        run(Case("it", ("/nowhere/at-all",), Path()))


def test_who_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    end = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    slow = ("sh", "-c", 'exec 9>"$0"; echo begun >&9; sleep 60 & wait', str(fifo))
    with pytest.raises(Problem, match=TOO_LONG):
        run(Case("it", slow, Path()), limit=2)
    os.set_blocking(end, True)
    with open(end, "rb") as written:
        # This ends when nobody holds the other end any more.
        assert written.read() == b"begun\n"


def test_for_whoever_is_only_looked_at_a_few_rounds_will_do() -> None:
    assert len(measured([case("pass", patience=0)], 7, {})["it"].seconds) == ENOUGH


@pytest.mark.parametrize(
    ("load", "starts", "doubt"),
    [
        (0.5, [10, 10, 10, 11], ""),
        (3.1, [10, 10, 10, 10], "load 3.1 on 2 cores"),
        (0.5, [10, 10, 20, 30], "python -c pass varies by 83%"),
    ],
)
def test_a_busy_machine_is_not_trusted(
    load: float, starts: Sequence[float], doubt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert machine.doubt(load, Timed([one / 1000 for one in starts])) == doubt


def test_the_machine_is_told(tmp_path: Path) -> None:
    facts = machine.facts(tmp_path, {"git": "git version 2"})
    assert list(facts) == ["processor", "cores", "system", "file system", "Python", "git"]
    assert all(facts.values())
