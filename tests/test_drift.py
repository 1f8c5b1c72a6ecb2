"""Promises that got new terms: who asked, what changed, how many days later, who bears it."""

from datetime import date
from typing import Any

import pytest

from cpp_cli.ledger.drift import Drift, drifts
from cpp_cli.ledger.matter import Scope
from cpp_cli.reports.drift import drift as section
from tests.support import promise
from tests.test_power import matter


def drift(*history: str, more: str = "") -> list[Drift]:
    """Return the new terms of a promise of ours to Huerto Sol."""
    return drifts(matter(promise("lcph-cpp", "huerto-sol", *history, more=more)))


def asks(day: str, by: str, agreed: str, *terms: str) -> str:
    return "; ".join((f"{day} renegotiated {by}", f"agreed_by: {agreed}", "why: rain", *terms))


DUE = "due: 2026-04-01\n"


@pytest.mark.parametrize(
    ("by", "agreed", "due", "asked", "later", "borne"),
    [
        ("lcph-cpp/maria-k", "huerto-sol", "2026-04-21", "from", 20, "to"),
        ("huerto-sol/ana-r", "lcph-cpp", "2026-04-21", "to", 20, "to"),
        ("huerto-sol/ana-r", "lcph-cpp", "2026-03-22", "to", -10, "from"),
    ],
)
def test_who_asked_how_much_later_and_who_bears_it(
    by: str, agreed: str, due: str, asked: str, later: int, borne: str
) -> None:
    (one,) = drift(asks("2026-03-09", by, agreed, f"due: {due}"), more=DUE)
    assert (one.asked, one.later, one.borne, one.changed) == (asked, later, borne, ["due"])
    assert one.why == "rain"


def test_each_renegotiation_counts_from_the_terms_before_it() -> None:
    found = drift(
        asks("2026-03-09", "lcph-cpp", "huerto-sol", "due: 2026-04-11"),
        asks("2026-04-09", "lcph-cpp", "huerto-sol", "due: 2026-05-11", "what: Half of it"),
        more=DUE,
    )
    assert [(one.later, one.changed) for one in found] == [(10, ["due"]), (30, ["what", "due"])]


def test_review_days_and_promises_without_a_day() -> None:
    reviews = "review: [2026-04-01, 2026-07-01]\n"
    (one,) = drift(
        asks("2026-03-09", "lcph-cpp", "huerto-sol", "review: [2026-05-01, 2026-08-01]"),
        more=reviews,
    )
    assert (one.later, one.changed) == (30, ["review"])
    (answered,) = drift(
        "2026-04-02 confirmed huerto-sol",
        asks("2026-04-09", "lcph-cpp", "huerto-sol", "review: [2026-03-01, 2026-08-01]"),
        more=reviews,
    )
    assert (answered.due_before, answered.due_after) == (date(2026, 7, 1), date(2026, 8, 1))
    (first,) = drift(asks("2026-03-09", "lcph-cpp", "huerto-sol", "due: 2026-05-01"))
    assert (first.later, first.borne) == (None, None)


@pytest.mark.parametrize(
    ("given", "borne"),
    [("money: 4.00 USD", "to"), ("money: 40.00 USD", "from"), ("hours: 3", None)],
)
def test_who_gets_less_or_gives_more_bears_it(given: str, borne: str | None) -> None:
    terms = f"resources: {{{given}}}"
    (one,) = drift(
        asks("2026-03-09", "lcph-cpp", "huerto-sol", terms), more="resources:\n  money: 10.00 USD\n"
    )
    assert (one.borne, one.changed) == (borne, ["resources"])


def test_new_terms_that_the_other_side_has_not_agreed_to_are_none() -> None:
    said = asks("2026-03-09", "lcph-cpp", "lcph-cpp/maria-k", "due: 2026-04-21")
    assert drift(said, more=DUE) == []


def test_a_period_holds_the_new_terms_of_its_days() -> None:
    files = promise(
        "lcph-cpp",
        "huerto-sol",
        asks("2026-03-09", "lcph-cpp", "huerto-sol", "due: 2026-04-11"),
        more=DUE,
    )
    assert len(drifts(matter(files, scope=Scope(since=date(2026, 3, 9))))) == 1
    assert drifts(matter(files, scope=Scope(since=date(2026, 3, 10)))) == []


def test_the_sums_say_for_each_side_how_often_it_asked_and_how_many_days() -> None:
    """Four times of one promise; the days of those who asked for less time come off."""
    files = promise(
        "lcph-cpp",
        "huerto-sol",
        asks("2026-03-09", "lcph-cpp", "huerto-sol", "due: 2026-04-11"),
        asks("2026-03-10", "lcph-cpp", "huerto-sol", "due: 2026-05-11"),
        asks("2026-03-11", "huerto-sol", "lcph-cpp", "due: 2026-05-06"),
        asks("2026-03-12", "huerto-sol", "lcph-cpp", "what: Half of it"),
        more=DUE,
    )
    _, data = section(matter(files))
    ours = data["drift"]["outgoing"]

    def sums(found: dict[str, Any]) -> tuple[int, ...]:
        return tuple(found[name].value for name in ("promises", "times", "days_later"))

    assert sums(ours) == (1, 4, 35)
    assert sums(ours["asked_by_who_owes_it"]) == (1, 2, 40)
    assert sums(ours["asked_by_who_it_is_owed_to"]) == (1, 2, -5)
    assert sums(data["drift"]["incoming"]) == (0, 0, 0)
