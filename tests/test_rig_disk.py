"""A disk that fails under a writing command: all or nothing is written, and the person is told."""

import pytest

from tests.rigs import disk
from tests.rigs.commands import SCENARIOS
from tests.rigs.strace import Call, Untraceable

CALLS = [
    Call("openat", 1, 'AT_FDCWD, "records/a.yaml", O_RDONLY|O_CLOEXEC) = 3'),
    Call("close", 1, "3) = 0"),
    Call("openat", 2, 'AT_FDCWD, "records/.a.tmp", O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC, 0666) = 3'),
    Call("write", 1, '3, "a: 2\\n", 5) = 5'),
    Call("close", 2, "3) = 0"),
    Call("close", 3, "3) = -1 EBADF"),
    Call("read", 1, '4, "", 5) = 0'),
    Call("rename", 1, '"records/.a.tmp", "records/a.yaml") = 0'),
]


def test_a_failing_disk_leaves_all_or_nothing() -> None:
    try:
        total = disk.run([one for one in SCENARIOS if one.name == "harm add"], step=23, jobs=1)
    except Untraceable as reason:
        pytest.skip(str(reason))
    assert total.faults == []
    assert total.points > 5


def test_every_call_that_changes_something_is_struck() -> None:
    struck = [f"{call.name} {call.number}" for call in disk.changing(CALLS)]
    assert struck == ["openat 2", "write 1", "close 2", "rename 1"]
