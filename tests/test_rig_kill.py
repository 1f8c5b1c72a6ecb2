"""A writing command that is killed anywhere leaves all or nothing. The rig does it everywhere."""

import pytest

from tests.rigs import kill
from tests.rigs.commands import SCENARIOS, Scenario, writing_commands
from tests.rigs.driver import HUNG
from tests.rigs.judge import Judge, behaves
from tests.rigs.place import Files
from tests.rigs.strace import Untraceable
from tests.rigs.sweep import Total
from tests.support import Session

BEFORE: Files = {"records": None, "records/a.yaml": b"a: 1\n", "records/b.yaml": b"b: 1\n"}
AFTER: Files = {"records": None, "records/a.yaml": b"a: 2\n", "records/c.yaml": b"b: 2\n"}
JUDGE = Judge(
    {path: data for path, data in BEFORE.items() if data},
    {path: data for path, data in AFTER.items() if data},
    set(),
    {},
)


def scenario(name: str) -> Scenario:
    """Return the scenario of a name."""
    return next(one for one in SCENARIOS if one.name == name)


def test_every_writing_command_is_swept() -> None:
    assert {one.command for one in SCENARIOS} == writing_commands()


def test_some_are_swept_outside_git() -> None:
    assert {one.git for one in SCENARIOS} == {True, False}


@pytest.mark.parametrize("name", ["partner rename", "meeting note (with a commitment)"])
def test_a_killed_command_leaves_all_or_nothing(name: str) -> None:
    totals: list[Total] = []
    try:
        totals = kill.run([scenario(name)], step=40, jobs=1, signals=1)
    except Untraceable as reason:
        pytest.skip(str(reason))
    for total in totals:
        assert total.faults == []
        assert total.points > 2


@pytest.mark.parametrize(
    ("files", "kinds"),
    [
        (BEFORE, []),
        (AFTER, []),
        ({**AFTER, "records/a.yaml": b"a: 1\n"}, ["torn"]),
        ({**BEFORE, "records/a.yaml": b"a: "}, ["torn"]),
        ({**BEFORE, "records/d.yaml": b"d: 1\n"}, ["torn"]),
        ({"records": None, "records/b.yaml": b"b: 1\n"}, ["lost"]),
        ({"records": None, "records/a.yaml": b"a: 2\n"}, ["lost"]),
        ({**AFTER, "records/.a.yaml.0a1b.tmp": b"a: 2\n"}, ["left"]),
        ({**AFTER, ".git/cpp/journal/write.json": b"{}"}, ["left"]),
        ({**AFTER, ".cpp/lock": b"", ".git/index": b"x"}, []),
    ],
    ids=lambda value: "" if isinstance(value, dict) else ",".join(value) or "well",
)
def test_the_rig_sees_what_is_wrong(files: Files, kinds: list[str]) -> None:
    assert [fault.kind for fault in JUDGE.whole(files)] == kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (Session(0, "Wrote it\n", ""), []),
        (Session(2, "", "cpp: It is so already.\n"), []),
        (Session(HUNG, "", ""), ["hung"]),
        (Session(70, "", "cpp: This is a bug\n"), ["crashed"]),
        (Session(0, "Wrote it\n", "Exception ignored in: <stdout>\n"), ["crashed"]),
        (Session(0, "", "Traceback (most recent call last):\n"), ["crashed"]),
    ],
    ids=["well", "refused", "hung", "bug", "at the end", "traceback"],
)
def test_the_rig_sees_how_a_command_ends(said: Session, kinds: list[str]) -> None:
    assert [fault.kind for fault in behaves("it", said, (0, 2))] == kinds
