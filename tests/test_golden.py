"""The shipped records, and everything that the program says about them on one day.

A case is a file in `tests/golden/` whose first line is the command; the rest is what it prints.
"""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT, blessed, run

pytestmark = pytest.mark.twice

TODAY = "2026-10-01"
FOLDER = ROOT / "tests" / "golden"
CASES = sorted(FOLDER.glob("*.txt"))

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles", "COLUMNS": "40"},
)
"""Whatever may differ between two machines and must not show."""

BROAD = (
    "status",
    "owes --aging 30,60,90 --balance",
    "summary --show-records",
)


def command_of(case: Path) -> str:
    """Return the command of a case."""
    with case.open(encoding="utf-8") as file:
        return file.readline().strip()


def outcome(command: str) -> str:
    """Return everything that a command prints about the shipped records."""
    words = shlex.split(command.removeprefix("$ cpp"))
    return str(run(*words, root=ROOT, today=TODAY))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_shipped_records_give_what_is_written_down(
    case: Path, request: pytest.FixtureRequest
) -> None:
    command = command_of(case)
    assert command.startswith("$ cpp"), "the first line is the command: $ cpp …"
    blessed(case, f"{command}\n{outcome(command)}", request)


def _elsewhere(surroundings: dict[str, str]) -> "subprocess.Popen[bytes]":
    code = "from tests.test_golden import *; print(json.dumps([outcome(one) for one in BROAD]))"
    environment = {**os.environ, **surroundings}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    )


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed_locale_and_time_zone() -> None:
    printed = [process.communicate()[0] for process in map(_elsewhere, SURROUNDINGS)]
    first, second = (json.loads(one) for one in printed)
    assert len(first) == len(BROAD)
    assert not any("--- exit" in one for one in first)
    assert first == second


def test_names_come_out_whole_where_the_locale_knows_no_accents() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "CPP_TODAY": TODAY}
    shown = subprocess.run(
        [sys.executable, "-m", "cpp_cli", "partner", "show", "huerto-sol"],
        cwd=ROOT,
        env={**os.environ, **plain},
        capture_output=True,
        check=True,
    )
    assert "Ana Rentería".encode() in shown.stdout
    assert b"\\" not in shown.stdout
