"""What is worked out of a party once: its days, who it is, and that nothing is looked at twice."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.ledger import parties
from cpp_cli.ledger.parties import Times, times
from cpp_cli.ledger.promises import spoken, spoken_so_far, standing
from cpp_cli.ledger.voices import is_of, is_us, speaks_for
from cpp_cli.reading.store import Store, active
from tests.support import PROMISE, TODAY, examples, partner, promise, store_of

FIRST = date(2026, 3, 1)
DAYS = st.integers(0, 12).map(lambda number: FIRST + timedelta(days=number))
MAYBE = st.none() | DAYS
STRETCHES = st.lists(st.tuples(DAYS, DAYS), max_size=6)


@examples(300)
@given(STRETCHES, DAYS)
def test_several_stretches_hold_on_the_days_of_each(
    stretches: list[tuple[date, date]], day: date
) -> None:
    held = Times(stretches)
    assert held.hold(day) is any(first <= day <= last for first, last in stretches)
    apart = list(held.stretches())
    assert all(last < first for (_, last), (first, _) in pairwise(apart))


@examples(100)
@given(MAYBE, MAYBE, DAYS)
def test_times_between_days_that_may_be_missing(
    since: date | None, until: date | None, day: date
) -> None:
    assert times(since, until).hold(day) is active(since, until, day)


HUMAN = {
    **partner("lcph-cpp", "maria-k; until: 2026-03-31"),
    **partner("choir", "m; same_as: lcph-cpp/maria-k; since: 2026-04-01"),
    **partner("band", "m; same_as: choir/m; since: 2026-05-01", more="status: active\n"),
    **partner("club", "kim-l", more="status: active\nspoken_for_by: [band/m]\n"),
}


@pytest.mark.parametrize(
    ("side", "day", "expected"),
    [
        ("lcph-cpp", "2026-03-31", True),
        ("lcph-cpp", "2026-04-01", False),
        ("choir", "2026-03-31", False),
        ("choir", "2026-04-01", True),
        ("choir/m", "2026-04-01", True),
        ("club", "2026-04-30", False),
        ("club", "2026-05-01", True),
        ("club/kim-l", "2026-05-01", False),
        ("huerto-sol", "2026-05-01", False),
    ],
)
def test_a_human_is_of_a_side_on_the_days_of_the_one_who_is(
    side: str, day: str, expected: bool
) -> None:
    store = store_of(HUMAN)
    for by in ("lcph-cpp/maria-k", "choir/m", "band/m"):
        assert is_of(store, by, side, date.fromisoformat(day)) is expected


def many(people: int, speakers: int) -> Store:
    """Return records of one human who is many people, and of a club with many speakers."""
    first = [f"x{n}" if n == 0 else f"x{n}; same_as: big/x0" for n in range(people)]
    voices = "".join(f"  - party: big/x{n}\n    since: 2026-05-01\n" for n in range(speakers))
    club = f"status: active\nspoken_for_by:\n{voices}"
    return store_of({**partner("big", *first), **partner("club", "kim-l", more=club)})


def test_a_human_of_many_people_is_gone_through_once_and_not_for_each_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    humans: list[frozenset[str]] = []
    work_out, join = parties.Party.__init__, parties.Human.__init__

    def count(self: Any, every: Any, party: str) -> None:
        made.append(party)
        work_out(self, every, party)

    def count_human(self: Any, every: Any, ids: frozenset[str]) -> None:
        humans.append(ids)
        join(self, every, ids)

    monkeypatch.setattr(parties.Party, "__init__", count)
    monkeypatch.setattr(parties.Human, "__init__", count_human)
    store = many(200, 3)
    for number in range(200):
        assert is_of(store, f"big/x{number}", "big", TODAY)
        assert speaks_for(store, f"big/x{number}", "club", TODAY) is (number < 3)
        assert is_of(store, f"big/x{number}", "club", TODAY)
    assert len(made) == len(set(made)) <= 204
    assert [len(ids) for ids in humans] == [200]


def test_of_many_speakers_only_the_one_who_speaks_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = many(200, 200)
    assert speaks_for(store, "big/x7", "club", TODAY)
    asked: list[date] = []
    hold = Times.hold

    def count(self: Times, day: date) -> bool:
        asked.append(day)
        return hold(self, day)

    monkeypatch.setattr(Times, "hold", count)
    assert speaks_for(store, "big/x8", "club", TODAY)
    assert len(asked) <= 4


def test_what_counts_of_a_promise_is_worked_out_once_for_all_days() -> None:
    said = ("2026-03-09 delivered lcph-cpp", "2026-03-10 confirmed huerto-sol/ana-r")
    store = store_of(promise("lcph-cpp", "huerto-sol", *said))
    record = store.commitments[PROMISE]
    assert spoken(store, record) == (0, 1)
    assert spoken_so_far(store) == {record.path: (0, 1)}
    spoken_so_far(store)[record.path] = (0,)
    found = standing(store, record, TODAY)
    assert found is not None
    assert found.state == "delivered"


def test_who_answers_for_the_program_is_asked_of_each_store() -> None:
    theirs = {"records/program.yaml": "us: [huerto-sol]\n"}
    assert is_us(store_of(), "lcph-cpp/maria-k")
    assert not is_us(store_of(theirs), "lcph-cpp/maria-k")
    assert is_us(store_of(theirs), "huerto-sol")
