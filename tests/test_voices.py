"""Who may say what: kept is the receiver's word, and nobody speaks for both sides."""

from datetime import date
from functools import cache

import pytest

from cpp_cli.ledger.promises import standing
from cpp_cli.ledger.voices import (
    anyone_left,
    covers,
    in_office,
    is_internal,
    is_owed,
    is_us,
    known_party,
    may_say,
    owes,
    side_of,
    touches,
    who_may,
)
from cpp_cli.models.commitment import Commitment
from cpp_cli.reading.store import Store
from tests.support import PROMISE, partner, promise, store_of

PROGRAM = """\
us: [lcph-cpp, lcph, state-health/dana-p]
communities:
  river-road:
    name: River Road
    spoken_for_by: [huerto-sol]
  hill-top:
    name: Hill Top
    spoken_for_by:
      - party: river-school/lee-w
        since: 2026-04-01
        until: 2026-05-31
  far-away:
    name: Far Away
"""
ENDED = "status: ended\nended:\n  date: 2026-03-31\n"
CAST = {
    "records/program.yaml": PROGRAM,
    **partner("lcph-cpp", "maria-k", "joe-n; until: 2026-03-31"),
    **partner("lcph", "mk; same_as: lcph-cpp/maria-k", "rosa-v"),
    **partner("state-health", "dana-p", "ed-f"),
    **partner(
        "huerto-sol",
        "ana-r",
        "luis-m; since: 2026-04-01; until: 2026-05-31",
        more="status: active\nspoken_for_by:\n  - party: seed-library\n    since: 2026-05-01\n",
    ),
    **partner("seed-library", "pat-q"),
    **partner(
        "choir", "maria-c; same_as: lcph-cpp/maria-k", "kim-l", "jo; same_as: lcph-cpp/joe-n"
    ),
    **partner("old-club", "sam-t", more=ENDED + "spoken_for_by: [new-club]\n"),
    **partner("new-club", "sam-n; same_as: old-club/sam-t", "vera-b"),
    **partner("lost-club", "lou-g", more=ENDED),
}
"""Of us: lcph-cpp with maria-k, joe-n (until March) and lcph, and one person of state-health."""


@cache
def cast(from_: str, to: str, *history: str) -> tuple[Store, Commitment]:
    store = store_of({**CAST, **promise(from_, to, *history)})
    return store, store.commitments[PROMISE].model


def sides(from_: str, to: str, by: str, day: str) -> set[str]:
    """Return the sides of a promise whose word somebody may say on a day."""
    store, made = cast(from_, to)
    on = date.fromisoformat(day)
    both = {"from": made.from_, "to": made.to}
    return {name for name, side in both.items() if may_say(store, made, by, side, on)}


FROM, TO, NONE = {"from"}, {"to"}, set[str]()

TO_A_PARTNER = [
    ("huerto-sol", "2026-03-10", TO),
    ("huerto-sol/ana-r", "2026-03-10", TO),
    ("huerto-sol/luis-m", "2026-03-31", NONE),
    ("huerto-sol/luis-m", "2026-04-01", TO),
    ("huerto-sol/luis-m", "2026-05-31", TO),
    ("huerto-sol/luis-m", "2026-06-01", NONE),
    ("huerto-sol/nobody", "2026-03-10", NONE),
    ("seed-library", "2026-04-30", NONE),
    ("seed-library", "2026-05-01", TO),
    ("seed-library/pat-q", "2026-05-01", TO),
    ("lcph-cpp", "2026-03-10", FROM),
    ("lcph-cpp/maria-k", "2026-03-10", FROM),
    ("lcph-cpp/joe-n", "2026-03-31", FROM),
    ("lcph-cpp/joe-n", "2026-04-01", NONE),
    ("lcph", "2026-03-10", FROM),
    ("lcph/rosa-v", "2026-03-10", FROM),
    ("state-health/dana-p", "2026-03-10", FROM),
    ("state-health/ed-f", "2026-03-10", NONE),
    ("state-health", "2026-03-10", NONE),
    ("choir/kim-l", "2026-03-10", NONE),
    ("choir/maria-c", "2026-03-10", NONE),
    ("river-road", "2026-03-10", NONE),
    ("nobody", "2026-03-10", NONE),
]


@pytest.mark.parametrize(("by", "day", "expected"), TO_A_PARTNER)
def test_of_our_promise_to_a_partner(by: str, day: str, expected: set[str]) -> None:
    assert sides("lcph-cpp", "huerto-sol", by, day) == expected
    back = {"from": "to", "to": "from"}
    assert sides("huerto-sol", "lcph-cpp", by, day) == {back[side] for side in expected}


TO_A_PERSON = [
    ("huerto-sol/ana-r", TO),
    ("huerto-sol", TO),
    ("huerto-sol/luis-m", NONE),
    ("lcph-cpp/maria-k", FROM),
]


@pytest.mark.parametrize(("by", "expected"), TO_A_PERSON)
def test_for_a_person_speaks_that_person_or_the_partner_by_name(
    by: str, expected: set[str]
) -> None:
    assert sides("lcph-cpp", "huerto-sol/ana-r", by, "2026-04-10") == expected


TO_A_COMMUNITY = [
    ("river-road", "huerto-sol", "2026-03-10", TO),
    ("river-road", "huerto-sol/ana-r", "2026-03-10", TO),
    ("river-road", "huerto-sol/luis-m", "2026-03-10", NONE),
    ("river-road", "seed-library", "2026-05-10", NONE),
    ("river-road", "river-road", "2026-03-10", NONE),
    ("hill-top", "river-school/lee-w", "2026-03-31", NONE),
    ("hill-top", "river-school/lee-w", "2026-04-01", TO),
    ("hill-top", "river-school/lee-w", "2026-05-31", TO),
    ("hill-top", "river-school/lee-w", "2026-06-01", NONE),
    ("hill-top", "river-school", "2026-04-10", NONE),
    ("hill-top", "river-elementary/lee-w", "2026-04-10", TO),
    ("far-away", "huerto-sol", "2026-03-10", NONE),
    ("far-away", "lcph-cpp", "2026-03-10", FROM),
]


@pytest.mark.parametrize(("community", "by", "day", "expected"), TO_A_COMMUNITY)
def test_for_a_community_speak_its_voices_on_their_days(
    community: str, by: str, day: str, expected: set[str]
) -> None:
    assert sides("lcph-cpp", community, by, day) == expected


TO_AN_ENDED_PARTNER = [
    ("old-club", "2026-03-31", TO),
    ("old-club", "2026-04-01", NONE),
    ("old-club/sam-t", "2026-03-31", TO),
    ("old-club/sam-t", "2026-04-01", NONE),
    ("new-club", "2026-04-01", TO),
    ("new-club/vera-b", "2026-04-01", TO),
    ("new-club/sam-n", "2026-04-01", TO),
]


@pytest.mark.parametrize(("by", "day", "expected"), TO_AN_ENDED_PARTNER)
def test_for_an_ended_partner_speak_only_those_it_named(
    by: str, day: str, expected: set[str]
) -> None:
    assert sides("lcph-cpp", "old-club", by, day) == expected


BOTH = [
    ("lcph-cpp", "choir", "choir/maria-c", "2026-03-10", NONE),
    ("lcph-cpp", "choir", "lcph-cpp/maria-k", "2026-03-10", NONE),
    ("lcph-cpp", "choir", "lcph/mk", "2026-03-10", NONE),
    ("lcph-cpp", "choir", "choir/kim-l", "2026-03-10", TO),
    ("lcph-cpp", "choir", "choir/jo", "2026-03-31", NONE),
    ("lcph-cpp", "choir", "choir/jo", "2026-04-01", TO),
    ("choir", "lcph-cpp", "choir/maria-c", "2026-03-10", NONE),
    ("choir", "huerto-sol", "choir/maria-c", "2026-03-10", FROM),
    ("choir", "huerto-sol", "lcph-cpp/maria-k", "2026-03-10", NONE),
    ("lcph-cpp", "choir/maria-c", "choir/maria-c", "2026-03-10", NONE),
    ("lcph-cpp", "choir/maria-c", "choir", "2026-03-10", TO),
    ("new-club", "old-club", "old-club/sam-t", "2026-03-10", NONE),
]


@pytest.mark.parametrize(("from_", "to", "by", "day", "expected"), BOTH)
def test_who_is_of_both_sides_says_the_word_of_neither(
    from_: str, to: str, by: str, day: str, expected: set[str]
) -> None:
    found = sides(from_, to, by, day)
    assert found == expected
    assert "to" not in found or "from" not in found


VOICE_OF_THE_OTHER = [
    ("huerto-sol", "river-road", "huerto-sol", "2026-03-10"),
    ("huerto-sol", "river-road", "huerto-sol/ana-r", "2026-03-10"),
    ("huerto-sol/ana-r", "river-road", "huerto-sol/ana-r", "2026-03-10"),
    ("old-club", "new-club", "new-club/vera-b", "2026-04-10"),
    ("new-club", "old-club", "new-club/vera-b", "2026-04-10"),
]


@pytest.mark.parametrize(("from_", "to", "by", "day"), VOICE_OF_THE_OTHER)
def test_who_owes_never_confirms_as_the_voice_of_the_one_it_is_owed_to(
    from_: str, to: str, by: str, day: str
) -> None:
    assert "to" not in sides(from_, to, by, day)


AMONG_US = [
    ("lcph", "lcph-cpp", "lcph", FROM),
    ("lcph", "lcph-cpp", "lcph/rosa-v", FROM),
    ("lcph", "lcph-cpp", "lcph-cpp", TO),
    ("lcph", "lcph-cpp", "lcph-cpp/joe-n", TO),
    ("lcph", "lcph-cpp", "lcph-cpp/maria-k", NONE),
    ("lcph", "lcph-cpp", "lcph/mk", NONE),
    ("lcph", "lcph-cpp", "state-health/dana-p", FROM | TO),
    ("lcph", "lcph-cpp", "huerto-sol", NONE),
    ("lcph-cpp/maria-k", "lcph-cpp/joe-n", "lcph-cpp/maria-k", FROM),
    ("lcph-cpp/maria-k", "lcph-cpp/joe-n", "lcph/mk", FROM),
    ("lcph-cpp/maria-k", "lcph-cpp/joe-n", "lcph-cpp/joe-n", TO),
    ("lcph-cpp/maria-k", "lcph-cpp", "lcph-cpp", TO),
    ("lcph-cpp/maria-k", "lcph-cpp", "lcph-cpp/joe-n", FROM | TO),
    ("lcph-cpp/maria-k", "lcph-cpp", "lcph-cpp/maria-k", FROM),
    ("lcph-cpp", "lcph-cpp/maria-k", "lcph-cpp/maria-k", TO),
    ("lcph-cpp", "lcph-cpp/maria-k", "lcph-cpp", FROM),
]


@pytest.mark.parametrize(("from_", "to", "by", "expected"), AMONG_US)
def test_among_ourselves_any_of_us_speaks_but_never_the_other_side(
    from_: str, to: str, by: str, expected: set[str]
) -> None:
    assert sides(from_, to, by, "2026-03-10") == expected


def test_the_side_of_somebody_is_the_one_whose_word_they_may_say() -> None:
    store, made = cast("lcph-cpp", "huerto-sol")
    day = date(2026, 3, 10)
    assert side_of(store, made, "huerto-sol/ana-r", day) == "to"
    assert side_of(store, made, "lcph/rosa-v", day) == "from"
    assert side_of(store, made, "choir/kim-l", day) is None


LEFT = [
    ("lcph-cpp", "huerto-sol", "2026-03-10", True),
    ("lcph-cpp", "huerto-sol/luis-m", "2026-06-10", True),
    ("lcph-cpp", "old-club", "2026-04-10", True),
    ("lcph-cpp", "lost-club", "2026-03-31", True),
    ("lcph-cpp", "lost-club", "2026-04-01", False),
    ("lcph-cpp", "lost-club/lou-g", "2026-04-01", False),
    ("lcph-cpp", "river-road", "2026-04-10", True),
    ("lcph-cpp", "hill-top", "2026-03-31", False),
    ("lcph-cpp", "hill-top", "2026-05-31", True),
    ("lcph-cpp", "hill-top", "2026-06-01", False),
    ("lcph-cpp", "far-away", "2026-03-10", False),
    ("lost-club", "lcph-cpp", "2026-04-10", True),
    ("huerto-sol", "river-road", "2026-03-10", False),
    ("new-club", "old-club", "2026-04-10", False),
]


@pytest.mark.parametrize(("from_", "to", "day", "expected"), LEFT)
def test_where_nobody_is_left_to_speak_the_state_stays_and_says_so(
    from_: str, to: str, day: str, expected: bool
) -> None:
    store, made = cast(from_, to)
    on = date.fromisoformat(day)
    assert anyone_left(store, made, on) is expected
    stands = standing(store, store.commitments[PROMISE], on)
    assert stands is not None
    assert stands.state == "open"
    assert stands.no_one_left is not expected


def test_what_is_settled_waits_for_nobody() -> None:
    store, _ = cast("lcph-cpp", "lost-club", "2026-03-10 confirmed lost-club/lou-g")
    stands = standing(store, store.commitments[PROMISE], date(2026, 4, 10))
    assert stands is not None
    assert stands.state == "kept"
    assert not stands.no_one_left


WHO = [
    ("huerto-sol", "2026-04-10", ["huerto-sol"]),
    ("river-road", "2026-04-10", ["huerto-sol"]),
    ("hill-top", "2026-04-10", ["Lee W (River School)"]),
    ("hill-top", "2026-06-10", []),
    ("old-club", "2026-04-10", ["new-club"]),
    ("lost-club", "2026-04-10", []),
    ("choir/kim-l", "2026-04-10", ["kim-l (choir)", "choir"]),
    ("lcph/rosa-v", "2026-04-10", ["dana-p (state-health)", "lcph", "lcph-cpp"]),
]


@pytest.mark.parametrize(("side", "day", "expected"), WHO)
def test_those_who_may_speak_are_named(side: str, day: str, expected: list[str]) -> None:
    store, _ = cast("lcph-cpp", "huerto-sol")
    assert who_may(store, side, date.fromisoformat(day)) == expected


US = {
    "lcph-cpp": True,
    "lcph-cpp/maria-k": True,
    "lcph/rosa-v": True,
    "state-health/dana-p": True,
    "state-health": False,
    "state-health/ed-f": False,
    "huerto-sol": False,
    "river-road": False,
    "lcph-cpp-old": False,
}


@pytest.mark.parametrize(("party", "expected"), US.items())
def test_the_program_answers_for_us_and_the_people_in_us(party: str, expected: bool) -> None:
    assert is_us(cast("lcph-cpp", "huerto-sol")[0], party) is expected


def test_a_promise_touches_a_partner_through_its_people() -> None:
    store, made = cast("lcph-cpp/maria-k", "huerto-sol/ana-r")
    assert owes(store, made, "lcph-cpp")
    assert is_owed(store, made, "huerto-sol")
    assert is_owed(store, made, "huerto-sol/ana-r")
    assert not is_owed(store, made, "huerto-sol/luis-m")
    assert not touches(store, made, "choir")
    assert not is_internal(store, made)
    assert not covers(store, "huerto", "huerto-sol")


def test_who_holds_an_office_holds_it_from_its_first_to_its_last_day() -> None:
    store, _ = cast("lcph-cpp", "huerto-sol")
    held = [date(2026, 4, 1), date(2026, 5, 31)]
    assert [in_office(store, "huerto-sol/luis-m", day) for day in held] == [True, True]
    around = [date(2026, 3, 31), date(2026, 6, 1)]
    assert [in_office(store, "huerto-sol/luis-m", day) for day in around] == [False, False]


def test_a_person_is_known_only_where_its_partner_has_them() -> None:
    store = store_of({"records/partners/huerto-sol.yaml": "id: huerto-sol\n"})
    assert known_party(store, "huerto-sol/anybody")
    assert known_party(store, "river-school/lee-w")
    assert not known_party(store, "river-school/ana-r")
    assert not known_party(store, "river-road")
