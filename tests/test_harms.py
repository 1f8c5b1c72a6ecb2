"""Harms: who takes responsibility, and whether those harmed say that it is repaired."""

from datetime import date
from functools import cache

import pytest

from cpp_cli.ledger.harms import HarmStanding, harm_standing, known_by
from cpp_cli.ledger.promises import standings
from cpp_cli.reading.store import Store
from cpp_cli.rules.check import findings
from tests.support import TODAY, partner, store_of

CAST = {
    **partner("lcph-cpp", "maria-k", "joe-n; until: 2026-03-31"),
    **partner("choir", "maria-c; same_as: lcph-cpp/maria-k", "kim-l"),
    **partner("mill", "boss"),
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
    ("choir", "mill", "choir/maria-c", True),
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
