"""docs/safety.md: every promise names a test, and that test is there."""

import re

import pytest

from tests.support import ROOT

PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
PROMISES = re.findall(r"^[0-9]+\. .*?(?=^[0-9]+\. |^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)


def test_the_promises_are_numbered_without_a_gap() -> None:
    numbers = [int(promise.partition(".")[0]) for promise in PROMISES]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 12


@pytest.mark.parametrize("promise", PROMISES, ids=lambda text: text.partition(".")[0])
def test_every_promise_names_a_test_that_is_there(promise: str) -> None:
    named = re.findall(r"`(tests/\w+\.py)::(\w+)`", promise)
    assert named
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_file_that_is_named_is_there() -> None:
    for name in re.findall(r"`((?:tests|scripts|docs)/[\w./]+)", PAGE):
        assert (ROOT / name).exists(), name
