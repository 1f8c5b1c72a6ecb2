"""The ledger: the state of a promise follows from its history and the day, and nothing else."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.ledger.promises import OWED, STATES, Standing, standing, standings
from cpp_cli.models.commitment import Commitment, PromiseEntry
from cpp_cli.models.strict import checked
from cpp_cli.reading.affected import FOLLOWING, following
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store
from cpp_cli.rules import RULES
from cpp_cli.rules.check import findings
from tests.support import PROMISE, TODAY, partner, promise, store_of

PROGRAM = """\
us: [lcph-cpp]
communities:
  river-road:
    name: River Road
    spoken_for_by:
      - party: huerto-sol
      - {party: river-school, since: 2026-04-01, until: 2026-04-30}
"""
CAST = {
    "records/program.yaml": PROGRAM,
    **partner("lcph-cpp", "maria-k", "joe-n; until: 2026-03-31"),
    **partner("huerto-sol", "ana-r", "luis-m; since: 2026-04-01; until: 2026-04-20"),
    **partner("choir", "maria-c; same_as: lcph-cpp/maria-k", "kim-l"),
}


def stands(
    *history: str, on: str = "2026-05-31", to: str = "huerto-sol", more: str = ""
) -> Standing:
    """Return how our promise to somebody stands on a day."""
    store = store_of({**CAST, **promise("lcph-cpp", to, *history, more=more)})
    found = standing(store, store.commitments[PROMISE], date.fromisoformat(on))
    assert found is not None
    return found


US, THEM = "lcph-cpp/maria-k", "huerto-sol/ana-r"
TERMS = f"; agreed_by: {THEM}; why: The passes are late; due: 2026-09-01"

# The table of states, cell by cell; a footnote of the domain page where the word is refused.
COLUMNS = ("open", "delivered", "disputed", "kept", "released", "broken")
TABLE = {
    "progress": ("open", "delivered", "disputed", "kept", "released", "broken"),
    "delivered": ("delivered", "delivered", "delivered", "²", "²", "delivered"),
    "confirmed": ("kept", "kept", "kept", "kept", "kept", "kept"),
    "disputed": ("disputed",) * 6,
    "renegotiated": ("open", "open", "open", "⁴", "⁴", "open"),
    "released": ("released", "released", "released", "⁵", "released", "released"),
    "broken": ("broken", "broken", "broken", "broken", "⁶", "broken"),
}
REFUSALS = {
    "²": "say it as progress",
    "⁴": "make a new promise",
    "⁵": "it was kept",
    "⁶": "dispute it first",
}
WHO = {"progress": US, "delivered": US, "renegotiated": US, "broken": US}
MORE = {"renegotiated": TERMS, "broken": "; note: We cannot."}
LEADS_TO = {
    "open": (),
    "delivered": ("delivered",),
    "disputed": ("disputed",),
    "kept": ("confirmed",),
    "released": ("released",),
    "broken": ("broken",),
}


def say(event: str, day: str) -> str:
    """Return an entry, said by the side whose word it is."""
    return f"{day} {event} {WHO.get(event, THEM)}{MORE.get(event, '')}"


CELLS = [
    (event, state, cell)
    for event, row in TABLE.items()
    for state, cell in zip(COLUMNS, row, strict=True)
]


@pytest.mark.parametrize(("event", "state", "cell"), CELLS, ids=lambda part: str(part))
def test_each_cell_of_the_table_of_states(event: str, state: str, cell: str) -> None:
    history = [say(before, "2026-03-10") for before in LEADS_TO[state]]
    assert stands(*history).settled == state
    after = stands(*history, say(event, "2026-03-20"))
    if cell in REFUSALS:
        assert after.settled == state
        assert len(after.counted) == len(history)
        ((number, why),) = after.refused
        assert number == len(history)
        assert REFUSALS[cell] in why
    else:
        assert after.settled == cell
        assert len(after.counted) == len(history) + 1
        assert after.refused == ()


@pytest.mark.parametrize(("event", "state", "cell"), [c for c in CELLS if c[2] in REFUSALS])
def test_a_refused_word_in_a_file_is_an_error_that_says_what_to_do(
    event: str, state: str, cell: str
) -> None:
    history = [say(one, f"2026-03-{10 + n}") for n, one in enumerate((*LEADS_TO[state], event))]
    store = store_of({**CAST, **promise("lcph-cpp", "huerto-sol", *history)})
    (found,) = findings(store, TODAY)
    assert found.code == "A006"
    message = RULES[found.code].message.format(**found.values)
    assert REFUSALS[cell] in message
    assert event in message


@pytest.mark.parametrize("event", TABLE)
def test_what_is_overdue_is_open_to_every_word(event: str) -> None:
    due = "due: 2026-03-05\n"
    assert stands(more=due).state == "overdue"
    after = stands(say(event, "2026-03-20"), more=due)
    expected = {"progress": "overdue"}.get(event, TABLE[event][0])
    assert after.state == expected


def test_delivered_after_a_dispute_is_shown_as_delivered_again() -> None:
    first = stands(say("delivered", "2026-03-10"))
    again = stands(say("disputed", "2026-03-10"), say("delivered", "2026-03-20"))
    assert (first.state, first.again) == ("delivered", False)
    assert (again.state, again.again) == ("delivered", True)


DUE = {"2026-03-31": "open", "2026-04-01": "open", "2026-04-02": "overdue"}


@pytest.mark.parametrize(("on", "state"), DUE.items())
def test_a_promise_is_overdue_from_the_day_after_it_is_due(on: str, state: str) -> None:
    assert stands(more="due: 2026-04-01\n", on=on).state == state


@pytest.mark.parametrize("event", ["delivered", "disputed", "released", "broken", "confirmed"])
def test_only_what_is_open_is_overdue(event: str) -> None:
    said = stands(say(event, "2026-03-10"), more="due: 2026-03-20\n", on="2036-01-01")
    assert said.state == TABLE[event][0]


def test_without_a_due_date_a_promise_is_never_overdue() -> None:
    found = stands(on="2100-01-01")
    assert (found.state, found.due) == ("open", None)


def test_before_it_was_made_a_promise_is_not_there() -> None:
    store = store_of({**CAST, **promise("lcph-cpp", "huerto-sol")})
    record = store.commitments[PROMISE]
    assert standing(store, record, date(2026, 3, 1)) is None
    assert standing(store, record, date(2026, 3, 2)) is not None
    before = {one.id for one in standings(store, date(2026, 3, 1))}
    after = {one.id for one in standings(store, date(2026, 3, 2))}
    assert after - before == {PROMISE}


def test_a_word_from_before_the_promise_does_not_count() -> None:
    assert stands(say("confirmed", "2026-03-01")).counted == ()


LIFE = (
    say("delivered", "2026-03-10"),
    say("disputed", "2026-03-12"),
    say("renegotiated", "2026-03-20"),
    say("delivered", "2026-04-10"),
    say("confirmed", "2026-04-12"),
)
ON_EACH_DAY = {
    "2026-03-02": "open",
    "2026-03-09": "overdue",
    "2026-03-10": "delivered",
    "2026-03-12": "disputed",
    "2026-03-20": "open",
    "2026-04-10": "delivered",
    "2026-04-12": "kept",
}


@pytest.mark.parametrize(("on", "state"), ON_EACH_DAY.items())
def test_as_of_an_earlier_day_the_later_words_are_ignored(on: str, state: str) -> None:
    found = stands(*LIFE, on=on, more="due: 2026-03-08\n")
    assert found.state == state
    expected = date(2026, 9, 1) if on >= "2026-03-20" else date(2026, 3, 8)
    assert found.due == expected


def test_of_two_words_on_one_day_the_later_in_the_file_is_the_last() -> None:
    delivered, disputed = say("delivered", "2026-03-10"), say("disputed", "2026-03-10")
    assert stands(delivered, disputed).state == "disputed"
    assert stands(disputed, delivered).state == "delivered"


# Review dates

REVIEW = "review: [2026-06-01, 2026-04-01, 2026-05-01]\n"
REVIEWED: list[tuple[tuple[str, ...], str, str, str | None]] = [
    ((), "2026-04-01", "open", "2026-04-01"),
    ((), "2026-04-02", "overdue", "2026-04-01"),
    (("2026-04-01",), "2026-05-01", "open", "2026-05-01"),
    (("2026-04-05",), "2026-05-02", "overdue", "2026-05-01"),
    (("2026-03-20",), "2026-04-01", "open", "2026-04-01"),
    (("2026-03-20",), "2026-04-02", "overdue", "2026-04-01"),
    (("2026-05-01",), "2026-06-01", "open", "2026-06-01"),
    (("2026-04-01", "2026-05-01", "2026-06-01"), "2026-06-01", "kept", "2026-06-01"),
    (("2026-06-01",), "2026-06-01", "kept", "2026-06-01"),
    (("2026-07-01",), "2026-07-01", "kept", "2026-06-01"),
]


@pytest.mark.parametrize(("confirmed", "on", "state", "due"), REVIEWED)
def test_a_confirmation_answers_the_review_dates_up_to_its_day(
    confirmed: tuple[str, ...], on: str, state: str, due: str
) -> None:
    found = stands(*(say("confirmed", day) for day in confirmed), on=on, more=REVIEW)
    assert (found.state, str(found.due)) == (state, due)


def test_while_a_review_date_is_left_a_confirmed_promise_is_open_again() -> None:
    found = stands(say("disputed", "2026-04-02"), say("confirmed", "2026-04-03"), more=REVIEW)
    assert found.settled == "open"
    assert found.reviews == (date(2026, 5, 1), date(2026, 6, 1))


@pytest.mark.parametrize("event", ["released", "broken"])
def test_a_standing_promise_can_be_confirmed_after_it_was_settled(event: str) -> None:
    found = stands(
        say(event, "2026-04-02"), say("confirmed", "2026-04-03"), more=REVIEW, on="2026-04-04"
    )
    assert found.state == "open"


# New terms


def renegotiated(day: str, terms: str, by: str = US, agreed_by: str = THEM) -> str:
    return f"{day} renegotiated {by}; agreed_by: {agreed_by}; why: Late; {terms}"


def test_new_terms_count_from_their_day_and_the_old_ones_stay_in_the_file() -> None:
    history = renegotiated(
        "2026-03-20", "due: 2026-05-01; what: Bring ten; resources: {money: 50.00 USD}"
    )
    before = stands(history, more="due: 2026-04-01\n", on="2026-03-19")
    after = stands(history, more="due: 2026-04-01\n", on="2026-03-20")
    assert (before.due, before.what, before.resources) == (
        date(2026, 4, 1),
        "Bring bus passes",
        None,
    )
    assert (after.due, after.what) == (date(2026, 5, 1), "Bring ten")
    assert after.resources is not None
    assert after.resources.money == "50.00 USD"
    assert after.promise.what == "Bring bus passes"
    assert after.promise.due == date(2026, 4, 1)


def test_terms_that_are_not_named_stay_in_force() -> None:
    found = stands(
        renegotiated("2026-03-20", "due: 2026-05-01"),
        renegotiated("2026-03-25", "what: Bring ten"),
        more="due: 2026-04-01\n",
    )
    assert (found.due, found.what) == (date(2026, 5, 1), "Bring ten")


def test_either_side_asks_and_the_other_agrees() -> None:
    asked_by_them = renegotiated("2026-03-20", "due: 2026-05-01", THEM, US)
    assert stands(asked_by_them, on="2026-04-10").due == date(2026, 5, 1)


NOT_AGREED = [
    (US, US),
    (US, "lcph-cpp"),
    (THEM, THEM),
    (THEM, "huerto-sol"),
    (US, "choir/kim-l"),
    ("choir/kim-l", THEM),
    (US, "huerto-sol/luis-m"),
]


@pytest.mark.parametrize(("by", "agreed_by"), NOT_AGREED)
def test_terms_that_the_other_side_did_not_agree_to_do_not_count(by: str, agreed_by: str) -> None:
    found = stands(
        renegotiated("2026-03-20", "due: 2027-05-01", by, agreed_by),
        more="due: 2026-04-01\n",
        on="2026-04-02",
    )
    assert found.state == "overdue"
    assert found.counted == ()


def test_new_terms_without_anybodys_agreement_do_not_count() -> None:
    found = stands(f"2026-03-20 renegotiated {US}; why: Late; due: 2027-05-01")
    assert (found.counted, found.due) == ((), None)


def test_review_dates_can_be_renegotiated_to_a_due_date_and_back() -> None:
    to_due = renegotiated("2026-03-20", "due: 2026-05-20")
    found = stands(to_due, say("confirmed", "2026-04-03"), more=REVIEW)
    assert (found.state, found.due, found.reviews) == ("kept", date(2026, 5, 20), ())
    to_reviews = renegotiated("2026-03-20", "review: [2026-08-01, 2026-07-01]")
    back = stands(to_reviews, more="due: 2026-04-01\n")
    assert (back.state, back.due) == ("open", date(2026, 7, 1))
    assert back.reviews == (date(2026, 7, 1), date(2026, 8, 1))


# Mistakes


def mistake(by: str, day: str = "2026-04-01") -> str:
    return f"; mistake: {{by: {by}, date: {day}, why: Another promise}}"


MISTAKES = [
    ("confirmed", THEM, THEM, "open"),
    ("confirmed", THEM, "huerto-sol", "open"),
    ("confirmed", THEM, US, "kept"),
    ("confirmed", THEM, "choir/kim-l", "kept"),
    ("disputed", THEM, US, "disputed"),
    ("disputed", THEM, THEM, "open"),
    ("released", THEM, US, "released"),
    ("delivered", US, US, "open"),
    ("delivered", US, "lcph-cpp", "open"),
    ("delivered", US, THEM, "delivered"),
    ("broken", US, US, "open"),
    ("broken", US, THEM, "broken"),
    ("broken", THEM, THEM, "open"),
    ("broken", THEM, US, "broken"),
    ("confirmed", THEM, "huerto-sol/luis-m", "open"),
    ("delivered", US, "lcph-cpp/joe-n", "delivered"),
]


@pytest.mark.parametrize(("event", "by", "taken_back_by", "state"), MISTAKES)
def test_only_the_side_whose_word_it_is_takes_it_back(
    event: str, by: str, taken_back_by: str, state: str
) -> None:
    note = "; note: We cannot." if event == "broken" else ""
    entry = f"2026-03-10 {event} {by}{note}{mistake(taken_back_by)}"
    found = stands(entry)
    assert found.state == state
    assert len(found.counted) == (state != "open")


def test_a_confirmation_taken_back_leaves_a_dispute_before_it() -> None:
    found = stands(say("disputed", "2026-03-10"), f"2026-03-12 confirmed {THEM}{mistake(THEM)}")
    assert found.state == "disputed"


LATE = "2026-04-21 confirmed huerto-sol/luis-m"
"""The receiver learned only later that he had left the day before."""


def test_a_word_that_was_rightly_taken_back_is_no_error_any_more() -> None:
    assert {one.code for one in findings(stands(LATE).store, TODAY)} == {"A003"}
    taken_back = stands(LATE + mistake("huerto-sol", "2026-04-25"))
    assert findings(taken_back.store, TODAY) == []
    by_us = stands(LATE + mistake(US, "2026-04-25"))
    assert {one.code for one in findings(by_us.store, TODAY)} == {"A003", "A012"}


# Who is heard at all

UNHEARD = [
    f"2026-03-10 confirmed {US}",
    "2026-03-10 confirmed lcph-cpp",
    "2026-03-10 confirmed choir/kim-l",
    "2026-03-10 confirmed huerto-sol/luis-m",
    "2026-04-21 confirmed huerto-sol/luis-m",
    "2026-03-10 confirmed huerto-sol/nobody",
    f"2026-03-10 released {US}",
    f"2026-03-10 disputed {US}",
    f"2026-03-10 delivered {THEM}",
    "2026-04-01 delivered lcph-cpp/joe-n",
    "2026-03-10 progress choir",
    "2026-03-10 broken choir; note: We heard of it.",
]


@pytest.mark.parametrize("entry", UNHEARD)
def test_a_word_by_somebody_who_may_not_say_it_changes_nothing_and_is_an_error(entry: str) -> None:
    found = stands(entry)
    assert (found.state, found.counted) == ("open", ())
    codes = {one.code for one in findings(found.store, TODAY)}
    assert codes & {"A003", "A004", "R001"}


def test_at_any_time_the_receiver_disputes_and_nobody_else_ends_the_dispute() -> None:
    kept = say("confirmed", "2026-03-10")
    disputed = stands(kept, say("disputed", "2026-04-10"))
    assert disputed.state == "disputed"
    assert stands(kept, say("disputed", "2026-04-10"), f"2026-04-11 confirmed {US}").state == (
        "disputed"
    )


def test_for_a_community_only_its_voices_on_their_days_say_kept() -> None:
    for day, state in {
        "2026-03-31": "open",
        "2026-04-01": "kept",
        "2026-04-30": "kept",
        "2026-05-01": "open",
    }.items():
        entry = f"{day} confirmed river-school/lee-w"
        assert stands(entry, to="river-road").state == state, day


def test_who_is_the_same_human_on_our_side_never_says_kept() -> None:
    assert stands("2026-03-10 confirmed choir/maria-c", to="choir").state == "open"
    assert stands("2026-03-10 confirmed choir/kim-l", to="choir").state == "kept"


# What follows from the words

ON_TIME: list[tuple[tuple[str, ...], str, bool | None]] = [
    (("delivered 2026-04-01", "confirmed 2026-05-01"), "due: 2026-04-01\n", True),
    (("delivered 2026-04-02", "confirmed 2026-05-01"), "due: 2026-04-01\n", False),
    (("confirmed 2026-04-01",), "due: 2026-04-01\n", True),
    (("confirmed 2026-04-02",), "due: 2026-04-01\n", False),
    (("confirmed 2026-04-02",), "", None),
    (("delivered 2026-03-20",), "due: 2026-04-01\n", False),
    (
        (
            "delivered 2026-03-20",
            "disputed 2026-03-21",
            "delivered 2026-04-05",
            "confirmed 2026-04-06",
        ),
        "due: 2026-04-01\n",
        False,
    ),
    (("renegotiated 2026-03-20", "delivered 2026-08-01", "confirmed 2026-08-02"), "", True),
    (("confirmed 2026-03-20", "disputed 2026-03-21"), "due: 2026-04-01\n", False),
]


@pytest.mark.parametrize(("words", "more", "expected"), ON_TIME)
def test_on_time_is_delivered_else_confirmed_by_the_due_date_and_kept(
    words: tuple[str, ...], more: str, expected: bool | None
) -> None:
    history = [say(*word.split(" ")) for word in words]
    assert stands(*history, more=more, on="2026-12-31").kept_on_time is expected


def test_the_days_that_a_kept_promise_took_are_counted_from_its_making() -> None:
    done = stands(say("delivered", "2026-03-12"), say("confirmed", "2026-04-12"))
    assert done.days_taken == 10
    assert stands(say("delivered", "2026-03-12")).days_taken is None


DIRECTIONS = {
    ("lcph-cpp", "huerto-sol"): "outgoing",
    ("lcph-cpp/maria-k", "river-road"): "outgoing",
    ("huerto-sol", "lcph-cpp/maria-k"): "incoming",
    ("huerto-sol", "river-school"): "between-partners",
    ("huerto-sol", "river-road"): "between-partners",
    ("lcph-cpp/maria-k", "lcph-cpp"): "internal",
}


@pytest.mark.parametrize(("from_", "to"), DIRECTIONS)
def test_the_direction_of_a_promise_is_seen_from_us(from_: str, to: str) -> None:
    store = store_of({**CAST, **promise(from_, to)})
    found = standing(store, store.commitments[PROMISE], TODAY)
    assert found is not None
    assert found.direction == DIRECTIONS[from_, to]


@pytest.mark.parametrize("state", STATES)
def test_still_owed_is_what_is_open_overdue_delivered_or_disputed(state: str) -> None:
    assert (state in OWED) == (state in {"open", "overdue", "delivered", "disputed"})


# Properties: random words by random parties on random days

FIRST = date(2026, 2, 20)
DAYS = st.integers(0, 90).map(lambda days: FIRST + timedelta(days=days))
RECEIVERS = ["huerto-sol", "huerto-sol/ana-r", "huerto-sol/luis-m"]
OTHERS = [
    "lcph-cpp",
    "lcph-cpp/maria-k",
    "lcph-cpp/joe-n",
    "choir",
    "choir/maria-c",
    "choir/kim-l",
    "river-school/lee-w",
    "river-elementary",
    "river-road",
    "nobody",
    "huerto-sol/nobody",
]
MADE_TO = ["huerto-sol", "huerto-sol/ana-r"]


@cache
def base(to: str) -> tuple[Store, Record[Commitment]]:
    store = store_of({**CAST, **promise("lcph-cpp", to, more="due: 2026-04-01\n")})
    return store, store.commitments[PROMISE]


def entries(voices: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return entries of any kind, said, agreed to and taken back by some of these voices."""
    by = st.sampled_from(voices)
    day = DAYS.map(str)
    return st.fixed_dictionaries(
        {"date": day, "event": st.sampled_from(sorted(TABLE)), "by": by},
        optional={
            "agreed_by": by,
            "why": st.just("Late"),
            "due": day,
            "review": st.lists(day, max_size=2).map(tuple),
            "mistake": st.fixed_dictionaries({"by": by, "date": day, "why": st.just("x")}),
        },
    )


def after(to: str, history: list[dict[str, Any]], on: date) -> Standing | None:
    store, record = base(to)
    read = tuple(checked(PromiseEntry, one) for one in history)
    model = record.model.but(history=read)
    for name in FOLLOWING:
        following(store, name).clear()  # it keeps what follows from a promise by its path
    return standing(store, Record(record.kind, record.path, record.id, model, record.text), on)


def told(found: Standing | None) -> object:
    """Return all that a standing says."""
    if found is None:
        return None
    return (found.state, found.due, found.reviews, found.what, found.counted, len(found.refused))


MIXED = st.lists(entries(RECEIVERS + OTHERS), max_size=8)
FOREIGN = st.lists(entries(OTHERS), max_size=8)


@given(st.sampled_from(MADE_TO), FOREIGN, DAYS)
def test_without_the_receivers_word_nothing_is_ever_kept(
    to: str, history: list[dict[str, Any]], on: date
) -> None:
    found = after(to, history, on)
    if found is not None:
        assert found.state not in ("kept", "released", "disputed")
        assert found.due == date(2026, 4, 1)
        assert found.kept_on_time is False


@given(st.sampled_from(MADE_TO), FOREIGN, FOREIGN, st.integers(0, 8))
def test_without_the_receivers_word_a_dispute_never_goes_away(
    to: str, before: list[dict[str, Any]], later: list[dict[str, Any]], taken_back: int
) -> None:
    dispute: dict[str, Any] = {"date": "2026-03-20", "event": "disputed", "by": THEM}
    if taken_back and later:
        by = later[taken_back % len(later)]["by"]
        dispute["mistake"] = {"by": by, "date": "2026-03-21", "why": "They did not mean it"}
    found = after(to, [*before, dispute, *later], date(2026, 12, 31))
    assert found is not None
    assert found.last_day("disputed") is not None
    assert found.state in ("disputed", "delivered", "broken")
    assert found.state != "delivered" or found.again


@given(st.sampled_from(MADE_TO), MIXED, DAYS, st.randoms(use_true_random=False))
def test_the_order_in_the_file_of_words_on_different_days_does_not_matter(
    to: str, history: list[dict[str, Any]], on: date, random: Any
) -> None:
    days = sorted({one["date"] for one in history})
    random.shuffle(days)
    shuffled = [one for day in days for one in history if one["date"] == day]
    assert told(after(to, shuffled, on)) == told(after(to, history, on))


@given(st.sampled_from(MADE_TO), MIXED, DAYS)
def test_as_of_a_day_is_as_if_the_later_words_were_not_written(
    to: str, history: list[dict[str, Any]], on: date
) -> None:
    so_far = [one for one in history if one["date"] <= str(on)]
    assert told(after(to, history, on)) == told(after(to, so_far, on))


@given(st.sampled_from(MADE_TO), MIXED, DAYS, DAYS)
def test_between_two_days_without_a_word_a_promise_only_becomes_overdue(
    to: str, history: list[dict[str, Any]], one: date, other: date
) -> None:
    early, late = sorted((one, other))
    quiet = [entry for entry in history if not str(early) < entry["date"] <= str(late)]
    first, second = after(to, quiet, early), after(to, quiet, late)
    if first is not None and second is not None:
        assert first.settled == second.settled
        assert (first.state, second.state) != ("overdue", "open")


@given(st.sampled_from(MADE_TO), MIXED, DAYS)
def test_a_promise_is_kept_only_after_a_confirmation_by_the_receiver(
    to: str, history: list[dict[str, Any]], on: date
) -> None:
    found = after(to, history, on)
    if found is not None and found.state == "kept":
        last = [entry for entry in found.counted if entry.event == "confirmed"][-1]
        assert last.by in RECEIVERS
