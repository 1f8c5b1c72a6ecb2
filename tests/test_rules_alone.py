"""What a rule may look at, and that it looks no further than it has to."""

from datetime import date
from typing import Any, NoReturn

import pytest

from cpp_cli.reading.store import Store
from cpp_cli.rules import RULES
from cpp_cli.rules.files import NOT_RUNNABLE
from cpp_cli.rules.rule import Context, Rule
from tests.support import TODAY, store_of

RUNNABLE = [rule for rule in RULES.values() if rule.check and rule.code not in NOT_RUNNABLE]


class OnlyCompared(date):
    """A day that can be compared and said, but neither counted with nor remembered by."""

    def _refuse(self, *_: object) -> NoReturn:
        raise AssertionError("a rule does more with today than compare it")

    __hash__ = __add__ = __radd__ = __sub__ = __rsub__ = _refuse
    replace = toordinal = weekday = _refuse  # type: ignore[assignment]  # likewise


def with_example(rule: Rule) -> Store:
    text = rule.bad if isinstance(rule.bad, bytes) else rule.bad.encode()
    path = text.partition(b"\n")[0].decode().removeprefix("# ")
    return store_of({path: text})


def hits(context: Context) -> list[object]:
    """Return all that the rules say of the records of a store."""
    return [
        (record.path, rule.code, hit.keys, dict(hit.values), hit.name)
        for record in context.store.records()
        for rule in RUNNABLE
        if rule.check and record.kind in rule.kinds
        if rule.when is None or rule.when(record, context)
        for hit in rule.check(record, context)
    ]


@pytest.mark.parametrize("rule", RUNNABLE, ids=lambda rule: rule.code)
def test_a_rule_only_compares_today(rule: Rule) -> None:
    today = OnlyCompared(TODAY.year, TODAY.month, TODAY.day)
    found = hits(Context(with_example(rule), today))
    assert found
    assert found == hits(Context(with_example(rule), TODAY))


@pytest.mark.parametrize("rule", RUNNABLE, ids=lambda rule: rule.code)
def test_what_a_rule_keeps_is_right_on_every_day(rule: Rule) -> None:
    context = Context(with_example(rule), TODAY)
    for day in (date(2020, 1, 1), date(2030, 1, 1), TODAY):
        context.today = day
        assert hits(context) == hits(Context(with_example(rule), day))


class LookedAt(Exception):
    """Somebody has looked at the text of a record."""


class Closed:
    """A record whose text cannot be looked at."""

    def __init__(self, record: Any) -> None:
        self._record = record

    def __getattr__(self, name: str) -> Any:
        if name in ("text", "document"):
            raise LookedAt
        return getattr(self._record, name)


@pytest.mark.parametrize("path", [record.path for record in store_of().records()])
def test_no_rule_reads_the_text_of_a_record_in_order(path: str) -> None:
    store = store_of()
    record: Any = Closed(next(one for one in store.records() if one.path == path))
    context = Context(store, TODAY)
    readers = set()
    for rule in RUNNABLE:
        if rule.check and record.kind in rule.kinds:
            try:
                looks = rule.when is None or rule.when(record, context)
                assert list(rule.check(record, context) if looks else ()) == []
            except LookedAt:
                readers.add(rule.code)
    assert readers == set()
