"""Harms: who takes responsibility, and whether those harmed say that it is repaired."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.ledger.harms import HarmStanding, harm_standing, harmed_voices, known_by
from cpp_cli.ledger.promises import standings
from cpp_cli.reading.store import Store
from cpp_cli.reports.harms import data
from cpp_cli.rules.check import findings
from tests.support import PROMISE, TODAY, examples, partner, promise, store_of

CAST = {
    **partner("lcph-cpp", "maria-k", "joe-n; until: 2026-03-31"),
    **partner(
        *("choir", "maria-c; same_as: lcph-cpp/maria-k", "kim-l"),
        *("pat; same_as: seed-library/pat-q", "fore-c; same_as: mill/fore"),
    ),
    **partner("mill", "boss", "fore"),
    **partner("seed-library", "pat-q; until: 2026-03-31"),
}


@cache
def harmed(*history: str, to: str = "river-road", by: str = "mill") -> Store:
    """Return records with a harm; each entry is `DATE EVENT BY`, perhaps with more fields."""
    text = f"id: dust\nwhat: The dust was not stopped.\nto: [{to}]\nby: [{by}]\n"
    text += "history:\n" if history else ""
    for entry in history:
        said, *fields = entry.split("; ")
        day, event, voice = said.split(" ")
        text += f"  - date: {day}\n    event: {event}\n    by: {voice}\n    via: phone\n"
        text += "".join(f"    {field}\n" for field in ("note: So it is.", *fields))
    return store_of({**CAST, "records/harms/dust.yaml": text})


def stands(store: Store, on: date = TODAY) -> HarmStanding:
    return harm_standing(store, store.harms["dust"], standings(store, on), on)


def codes(store: Store) -> list[str]:
    return [one.code for one in findings(store, TODAY)]


ACKNOWLEDGED = [
    ("mill", "mill", True),
    ("mill", "mill/boss", True),
    ("mill", "lcph-cpp", True),
    ("mill", "lcph-cpp/maria-k", True),
    ("mill", "lcph-cpp/joe-n", False),
    ("mill", "seed-library", False),
    ("mill", "huerto-sol/ana-r", False),
    ("mill/boss", "mill", True),
    ("seed-library", "seed-library/pat-q", False),
    ("lcph-cpp", "lcph-cpp/maria-k", True),
]


@pytest.mark.parametrize(("by", "voice", "counts"), ACKNOWLEDGED)
def test_those_who_did_it_or_we_take_responsibility(by: str, voice: str, counts: bool) -> None:
    store = harmed(f"2026-04-01 acknowledged {voice}", by=by)
    assert [entry.by for entry in stands(store).acknowledged] == [voice] * counts
    assert codes(store) == ["A016"] * (not counts)


REPAIRED = [
    ("river-road", "mill", "huerto-sol", True),
    ("river-road", "mill", "huerto-sol/ana-r", True),
    ("river-road", "mill", "mill", False),
    ("river-road", "mill", "lcph-cpp", False),
    ("river-road", "mill", "choir/kim-l", False),
    ("river-road", "huerto-sol", "huerto-sol/ana-r", False),
    ("choir", "mill", "choir/kim-l", True),
    ("choir", "mill", "choir/maria-c", False),
    ("choir", "seed-library/pat-q", "choir/pat", False),
    ("choir", "seed-library", "choir/pat", True),
    ("lcph-cpp", "mill", "lcph-cpp/maria-k", False),
    ("river-road, lcph-cpp", "mill", "lcph-cpp", False),
    ("choir", "lcph-cpp", "choir/maria-c", False),
    ("choir/kim-l", "mill", "choir/kim-l", True),
    ("choir/kim-l", "mill", "choir", True),
    ("choir/kim-l", "mill", "choir/maria-c", False),
    ("seed-library", "mill", "seed-library/pat-q", False),
]


@pytest.mark.parametrize("event", ["repaired", "reopened"])
@pytest.mark.parametrize(("to", "by", "voice", "counts"), REPAIRED)
def test_only_those_harmed_say_whether_it_is_repaired(
    event: str, to: str, by: str, voice: str, counts: bool
) -> None:
    store = harmed(f"2026-04-01 {event} {voice}", to=to, by=by)
    assert stands(store).word == (event if counts else "nothing")
    assert codes(store) == ["A015"] * (not counts)


ONLY_US = """\
us: [lcph-cpp]
communities:
  river-road:
    name: River Road neighbors
    spoken_for_by: [huerto-sol, lcph-cpp/maria-k, mill, choir]
"""
"""A program that names one of us, those who did it, and the club of both for a community."""
WRONG = (
    *("lcph-cpp", "lcph-cpp/maria-k", "choir/maria-c", "mill", "mill/boss", "mill/fore"),
    *("choir/fore-c", "seed-library/pat-q", "choir/pat"),
)
"""Who did it, and who is of the program, under each of their names."""
HARMED = ("huerto-sol", "huerto-sol/ana-r", "choir", "choir/kim-l")
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 1))


def _entry(event: str, by: str, on: date, mistake: tuple[str, date] | None) -> str:
    taken = (
        "" if mistake is None else f"; mistake: {{by: {mistake[0]}, date: {mistake[1]}, why: So}}"
    )
    return f"{on} {event} {by}{taken}"


OTHERS_TAKE_BACK = st.none() | st.tuples(st.sampled_from(WRONG), DAYS)
BY_OTHERS = st.builds(
    _entry,
    st.sampled_from(("acknowledged", "repaired", "reopened")),
    st.sampled_from(WRONG),
    DAYS,
    OTHERS_TAKE_BACK,
)


@st.composite
def told_twice(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Make up what those harmed say, and the same with words of others among it, and with words
    taken back by others."""
    said = draw(
        st.lists(
            st.tuples(st.sampled_from(("repaired", "reopened")), st.sampled_from(HARMED), DAYS),
            max_size=4,
        )
    )
    alone = [_entry(*one, None) for one in said]
    among = [_entry(*one, draw(OTHERS_TAKE_BACK)) for one in said]
    for other in draw(st.lists(BY_OTHERS, max_size=5)):
        among.insert(draw(st.integers(0, len(among))), other)
    return alone, among


@given(
    told=told_twice(),
    to=st.lists(st.sampled_from(("river-road", "choir", "huerto-sol", "lcph-cpp")), min_size=1),
)
@examples(300)
def test_nothing_that_we_or_those_who_did_it_write_says_anything_about_repair(
    told: tuple[list[str], list[str]], to: list[str]
) -> None:
    """Not under another name, not where they are named as speaking for those harmed, and not by
    taking back a word of those harmed. So it is never repaired unless those harmed say so."""
    did = "mill, seed-library/pat-q"
    alone, among = (_made(history, ", ".join(dict.fromkeys(to)), did) for history in told)
    assert [stands(store).word for store in (alone, among)] == [stands(alone).word] * 2
    assert stands(among).words == [
        one for one in stands(among).words if one.by in HARMED and one.event != "acknowledged"
    ]


def _made(history: list[str], to: str, by: str) -> Store:
    made = harmed.__wrapped__(*history, to=to, by=by)
    return made.after({"records/program.yaml": ONLY_US.encode()})


def test_those_harmed_are_heard_among_the_same_words() -> None:
    """That what was made up above can be repaired at all, each time by one of those harmed."""
    for voice in HARMED:
        to = "river-road" if voice.startswith("huerto") else "choir"
        store = _made([f"2026-04-01 repaired {voice}", "2026-04-02 reopened mill"], to, "mill")
        assert stands(store).word == "repaired"


WAITS = {
    "nothing yet": ((), "acknowledged promised repaired"),
    "acknowledged": (("2026-04-01 acknowledged mill",), "promised repaired"),
    "repaired": (("2026-04-01 acknowledged mill", "2026-04-02 repaired huerto-sol"), ""),
    "repaired, and nobody took responsibility": (
        ("2026-04-02 repaired huerto-sol",),
        "acknowledged",
    ),
    "reopened": (
        ("2026-04-01 acknowledged mill", *("2026-04-02 reopened huerto-sol",)),
        "promised repaired",
    ),
}


@pytest.mark.parametrize(("history", "expected"), WAITS.values(), ids=WAITS)
def test_what_is_waited_for_follows_from_what_was_said(
    history: tuple[str, ...], expected: str
) -> None:
    found = stands(harmed(*history)).waits
    assert [one.what for one in found] == expected.split()
    voices = {one.what: one.voices for one in found}
    assert set(voices.values()) <= {("mill", "lcph-cpp"), ("huerto-sol",)}
    assert voices.get("repaired", ("huerto-sol",)) == ("huerto-sol",)


REPAIRS = {
    "": ("done", ("lcph-cpp",)),
    "delivered lcph-cpp": ("kept", ("huerto-sol",)),
    "disputed huerto-sol": ("done", ("lcph-cpp",)),
    "confirmed huerto-sol": None,
    "released huerto-sol": None,
    "broken lcph-cpp": None,  # then another one is waited for
}


@pytest.mark.parametrize(("said", "expected"), REPAIRS.items())
def test_a_promise_of_repair_waits_for_a_deed_or_a_word(
    said: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    more = "repairs: spraying\n"
    history = (f"2026-04-01 {said}; note: So it is.",) if said else ()
    store = store_of(promise("lcph-cpp", "river-road", *history, more=more))
    found = harm_standing(store, store.harms["spraying"], standings(store, TODAY), TODAY)
    waits = {one.promise.id: (one.what, one.voices) for one in found.waits if one.promise}
    assert waits == ({PROMISE: expected} if expected else {})
    assert ("promised" in {one.what for one in found.waits}) is said.startswith("broken")


def test_a_day_in_the_past_knows_nothing_of_what_was_said_later() -> None:
    store = harmed("2026-04-01 acknowledged mill", "2026-04-02 repaired huerto-sol")
    found = data(stands(store, date(2026, 4, 1)))
    assert [entry["event"] for entry in found["history"]] == ["acknowledged"]
    assert (found["word_of_those_harmed"], found["words_of_those_harmed"]) == ("nothing", [])


def test_where_no_one_is_left_to_say_it_that_is_known() -> None:
    store = harmed(to="seed-library/pat-q", by="lcph-cpp")
    assert harmed_voices(store, store.harms["dust"].model, TODAY) == ["seed-library"]
    store = harmed(to="lcph-cpp", by="mill")
    assert harmed_voices(store, store.harms["dust"].model, TODAY) == []
    assert [one.voices for one in stands(store).waits if one.what == "repaired"] == [()]


LIFE = (
    "2026-03-05 repaired huerto-sol",
    "2026-03-01 acknowledged mill/boss",
    "2026-04-05 reopened huerto-sol/ana-r",
)
WORD = {"2026-03-04": "nothing", "2026-03-05": "repaired", "2026-04-05": "reopened"}


@pytest.mark.parametrize(("on", "word"), WORD.items())
def test_the_last_word_of_those_harmed_up_to_a_day_counts(on: str, word: str) -> None:
    found = stands(harmed(*LIFE), date.fromisoformat(on))
    assert found.word == word
    assert len(found.acknowledged) == 1


TAKEN_BACK = [
    ("acknowledged mill", "mill/boss", "nothing", 0),
    ("acknowledged mill", "huerto-sol", "nothing", 1),
    ("repaired huerto-sol", "huerto-sol/ana-r", "nothing", 0),
    ("repaired huerto-sol", "mill", "repaired", 0),
    ("repaired huerto-sol", "lcph-cpp", "repaired", 0),
]


@pytest.mark.parametrize(("said", "by", "word", "acknowledged"), TAKEN_BACK)
def test_only_who_could_have_said_it_takes_it_back(
    said: str, by: str, word: str, acknowledged: int
) -> None:
    mistake = f"mistake: {{by: {by}, date: 2026-04-02, why: Another place}}"
    store = harmed(f"2026-04-01 {said}; {mistake}")
    found = stands(store)
    assert (found.word, len(found.acknowledged)) == (word, acknowledged)
    assert codes(store) == ["A012"] * (len(found.counted) > 0)


def test_a_word_that_was_rightly_taken_back_is_no_error_any_more() -> None:
    wrong = "2026-04-01 repaired mill/boss"
    assert codes(harmed(wrong)) == ["A015"]
    mistake = "; mistake: {by: huerto-sol, date: 2026-04-02, why: Not our word}"
    assert codes(harmed(wrong + mistake)) == []


def test_the_promises_that_repair_a_harm_are_found_also_by_a_former_id() -> None:
    harm = "id: dust\nwhat: Dust.\nto: [river-road]\nformer_ids: [mill-dust]\n"
    texts = {"records/harms/dust.yaml": harm}
    for number, named in enumerate(("dust", "mill-dust", "spraying")):
        made = f"2026-03-0{number + 1}-repair"
        texts[f"records/commitments/{made}.yaml"] = (
            f"id: {made}\nfrom: lcph-cpp\nto: river-road\nwhat: Measure it\n"
            f"made: {{date: 2026-03-0{number + 1}}}\nrepairs: {named}\n"
        )
    store = store_of(texts)
    assert [one.id for one in stands(store).repairs] == ["2026-03-01-repair", "2026-03-02-repair"]
    assert [one.id for one in stands(store, date(2026, 3, 1)).repairs] == ["2026-03-01-repair"]
    assert stands(store).data() == {
        "id": "dust",
        "acknowledged_by": [],
        "repairs": [
            {"id": "2026-03-01-repair", "state": "open"},
            {"id": "2026-03-02-repair", "state": "open"},
        ],
        "word_of_those_harmed": "nothing",
    }


def test_a_harm_is_known_from_the_day_it_was_told_or_always() -> None:
    told = store_of(
        {"records/harms/dust.yaml": "id: dust\nwhat: Dust.\ntold: {date: 2026-03-05}\n"}
    )
    harm = told.harms["dust"]
    assert not known_by(harm, date(2026, 3, 4))
    assert known_by(harm, date(2026, 3, 5))
    assert known_by(told.harms["spraying"], date(1900, 1, 1))
