"""A partner's statement: all that is its own, and of others only what all may know."""

import json
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.ledger.promises import standings
from cpp_cli.ledger.statement import Statement
from cpp_cli.ledger.words import in_language
from cpp_cli.models.partner import Offer
from cpp_cli.models.shape import texts
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from cpp_cli.reading.store import Store
from cpp_cli.render.formats import rendered
from cpp_cli.reports.answer import About, Answer, Table
from cpp_cli.reports.statement import confirm_sheet, report
from cpp_cli.reports.statement.page import ranges
from tests.support import PROMISE, ROOT, partner, promise, run, store_of, write_files

DAY = date(2026, 6, 1)
WORDS_ENOUGH = 3
"""A text of so few words may be said anywhere."""
FORMATS = ("md", "html", "json", "csv")
PUBLIC = "\nvisibility: public\n"

PROGRAM = """\
us: [lcph-cpp]
contact: Knock at the door.
communities:
  river-road:
    name: River Road neighbors
    spoken_for_by:
      - {party: huerto-sol, since: 2026-01-01, until: 2026-12-31}
  hill-side:
    name: Hill Side neighbors
    spoken_for_by: [river-school]
"""
CAST = {
    "records/program.yaml": PROGRAM,
    **partner("lcph-cpp", "maria-k; consent: {scope: public}", "joe-n"),
    **partner("huerto-sol", "ana-r", "luis-m", more=f"status: active{PUBLIC}"),
    **partner("river-school", "lee-w"),
}


def meeting(heard: str, attendees: str = "huerto-sol/ana-r, lcph-cpp", more: str = "") -> str:
    text = f"id: 2026-03-02-garden\ndate: 2026-03-02\ntitle: The WORD\nattendees: [{attendees}]\n"
    return text + more + (f"heard:\n  - {{id: hose, text: A WORD, {heard}}}\n" if heard else "")


def harm(fields: str) -> str:
    return f"id: spray\nwhat: A WORD\n{fields}\n"


def a_promise(from_: str, to: str, more: str = "") -> dict[str, str]:
    return {
        path: text.replace("Bring bus passes", "A WORD")
        for path, text in promise(from_, to, more=more).items()
    }


MEETING, HARM = "records/meetings/2026/2026-03-02-garden.yaml", "records/harms/spray.yaml"
RATING = "ratings: [{date: 2026-05-01, by: river-school/lee-w, about: huerto-sol, power: 3}]\n"


def words(store: Store, party: str = "huerto-sol", day: date = DAY) -> list[str]:
    """Return a partner's statement and its sheet in every format."""
    statement = held(store, party, day)
    answers: list[Answer] = [report(statement, "en"), confirm_sheet(statement, "en")]
    about = About("statement", day)
    return [rendered(answer, form, about) for answer in answers for form in FORMATS]


@pytest.mark.parametrize(
    "files",
    [
        a_promise("lcph-cpp", "huerto-sol"),
        a_promise("river-school", "huerto-sol/ana-r"),
        a_promise("huerto-sol/luis-m", "river-school"),
        a_promise("lcph-cpp", "river-road"),
        {MEETING: meeting("by: huerto-sol/ana-r", "lcph-cpp")},
        {
            MEETING: meeting("by: river-school/lee-w, for: [huerto-sol]", more=PUBLIC[1:])
            .replace("{id", "{consent: {scope: public}, id")
            .replace("The WORD", "x")
        },
        {MEETING: meeting("for: [river-road]").replace("The WORD", "x")},
        {MEETING: meeting("for: [huerto-sol]").replace("The WORD", "x")},
        {MEETING: meeting("")},
        {HARM: harm("told: {by: huerto-sol/ana-r, date: 2026-03-02}\nto: [hill-side]")},
        {HARM: harm("consent: {scope: internal, by: huerto-sol}")},
        {
            MEETING: meeting("").replace("The WORD", "x"),
            HARM: harm("told: {meeting: 2026-03-02-garden, date: 2026-03-02}\nto: [river-road]"),
        },
        {HARM: harm(f"to: [river-road]{PUBLIC}")},
        {HARM: harm(f"by: [huerto-sol]{PUBLIC}")},
    ],
)
def test_what_is_its_own_or_public_is_there(files: dict[str, str]) -> None:
    assert all("WORD" in text for text in words(store_of({**CAST, **files}))[:4])


@pytest.mark.parametrize(
    "files",
    [
        a_promise("lcph-cpp", "river-school"),
        a_promise("lcph-cpp", "river-school", PUBLIC[1:]),
        a_promise("lcph-cpp", "hill-side"),
        a_promise("lcph-cpp", "river-school", "answers: [2026-03-02-garden#hose]\n")
        | {MEETING: meeting("by: huerto-sol/ana-r").replace("WORD", "x")},
        a_promise("lcph-cpp", "river-school", "repairs: spray\n")
        | {HARM: harm("consent: {scope: internal, by: huerto-sol}").replace("WORD", "x")},
        {MEETING: meeting("by: lcph-cpp/joe-n").replace("The WORD", "x")},
        {MEETING: meeting("by: river-school/lee-w, for: [huerto-sol]").replace("The WORD", "x")},
        {
            MEETING: meeting("by: river-school/lee-w, for: [huerto-sol]", more=PUBLIC[1:]).replace(
                "The WORD", "x"
            )
        },
        {MEETING: meeting("for: [river-road]", "lcph-cpp")},
        {MEETING: meeting("for: [hill-side]").replace("The WORD", "x")},
        {MEETING: meeting("by: river-school/lee-w", "river-school")},
        {HARM: harm("told: {by: river-school, date: 2026-03-02}\nto: [huerto-sol]")},
        {HARM: harm("told: {by: river-school, date: 2026-03-02}\nby: [huerto-sol]")},
        {HARM: harm("told: {meeting: 2026-02-10-listening, date: 2026-03-02}\nto: [hill-side]")},
        {HARM: harm("to: [river-road]")},
        {HARM: harm(f"to: [hill-side]{PUBLIC}")},
        {HARM: harm(f"told: {{by: river-school, date: 2026-03-02}}\nby: [huerto-sol]{PUBLIC}")},
        {HARM: harm(f"by: [huerto-sol]{PUBLIC}")} | partner("huerto-sol", "ana-r"),
        partner("choir", more="status: active\nnotes: A WORD of huerto-sol\n"),
        partner("choir", more="status: active\nconnections: [{to: huerto-sol, note: A WORD}]\n"),
    ],
)
def test_what_others_wrote_and_is_not_public_is_not(files: dict[str, str]) -> None:
    for text in words(store_of({**CAST, **files})):
        assert "WORD" not in text


@pytest.mark.parametrize(("visibility", "rows"), [("public", 1), ("internal", 0)])
def test_how_others_rate_it_is_there_where_that_is_public(visibility: str, rows: int) -> None:
    more = f"status: active\n{RATING}visibility: {visibility}\n"
    found = held(store_of({**CAST, **partner("river-school", "lee-w", more=more)}))
    assert len(found.rated) == rows


def held(store: Store, party: str = "huerto-sol", day: date = DAY) -> Statement:
    return Statement(store, store.partners[party], standings(store, day), day, day)


def test_a_person_of_others_is_named_where_they_agreed() -> None:
    found = held(store_of(CAST))
    named = {one: found.party(one) for one in ("lcph-cpp/maria-k", "lcph-cpp/joe-n", "river-road")}
    assert named == {
        "lcph-cpp/maria-k": "lcph-cpp/maria-k",
        "lcph-cpp/joe-n": "lcph-cpp",
        "river-road": "river-road",
    }
    assert found.party("huerto-sol/luis-m") == "huerto-sol/luis-m"
    assert not any(
        "joe-n" in one
        for one in words(store_of({**CAST, **a_promise("lcph-cpp/joe-n", "huerto-sol")}))
    )


def its_sides(store: Store, party: str) -> set[str]:
    """Return a partner, and whom it speaks for or has spoken for."""
    spoken_for = {key: one.spoken_for_by for key, one in store.communities.items()}
    spoken_for |= {key: one.model.spoken_for_by for key, one in store.partners.items()}
    sides = (
        key
        for key, speakers in spoken_for.items()
        if any(one.party.partition("/")[0] == party for one in speakers)
    )
    return {party, *sides}


def internal_words(store: Store, party: str) -> Iterator[str]:
    """Yield the words of internal records that do not name a partner, nor whom it speaks for."""
    sides = its_sides(store, party)
    for record in store.records():
        spoken = list(texts(record.model))
        named = {text.partition("/")[0] for _, text in spoken} & sides
        if record.model.visibility == "public" or record.kind.name == "program" or named:
            continue
        yield from (
            text for keys, text in spoken if keys != ("name",) and len(text.split()) > WORDS_ENOUGH
        )


def test_no_internal_word_of_another_record_is_in_any_statement_of_the_example() -> None:
    store, day = load(WorkingTree(ROOT)), date(2026, 10, 1)
    leaks, looked = [], 0
    for party in sorted(store.partners.keys() - store.us.keys()):
        shown = " ".join(" ".join(text.split()) for text in words(store, party, day))
        for text in internal_words(store, party):
            looked += 1
            leaks += [(party, text)] if " ".join(text.split()) in shown else []
    assert looked > 1000
    assert leaks == []


def test_every_number_is_there_once_and_points_at_its_record() -> None:
    store = load(WorkingTree(ROOT))
    answer = report(held(store, "huerto-sol", date(2026, 10, 1)), "en")
    assert answer.csv is not None
    numbers = [row[0] for row in answer.csv.rows]
    assert numbers == list(range(1, len(numbers) + 1))
    known = {record.id for record in store.records()} | set(store.people())
    assert {str(row[2]).partition("#")[0] for row in answer.csv.rows} <= known
    for part in ("record", "people", "promised_to", "promised_by", "said", "harms", "meetings"):
        for one in answer.data[part]:
            row = answer.csv.rows[one["number"] - 1]
            assert one.get("id", "huerto-sol") == row[2]


def test_the_numbers_of_the_records_are_written_small_for_staff() -> None:
    assert ranges([1, 2, 3, 5, 7, 8]) == "1-3, 5, 7-8"


@pytest.mark.parametrize(
    ("language", "spoken", "shown"),
    [
        ("es", None, "Una sala"),
        ("en", None, "A room"),
        ("mh", None, "A room"),
        ("es-MX", None, "Una sala"),
        ("ES", None, "Una sala"),
        ("es", "es", "A room"),
        ("es", "es-MX", "A room"),
        ("fr", None, "Une salle"),
    ],
)
def test_words_are_in_the_language_asked_for_where_they_stand_in_it(
    language: str, spoken: str | None, shown: str
) -> None:
    offer = Offer(what="A room", translated={"es": "Una sala", "fr-CA": "Une salle"})
    assert in_language(offer, "what", language, spoken) == shown


# What waits for its word


def waits(files: dict[str, str], party: str = "huerto-sol", day: date = DAY) -> list[str]:
    """Return the records that wait for a partner's word."""
    return held(store_of({**CAST, **files}), party, day).waiting.records


DONE = "2026-04-01 delivered lcph-cpp/maria-k"
REVIEW = "review: [2026-04-01, 2026-09-01]\n"
SPRAYED = "to: [river-road]\nby: [lcph-cpp]\nvisibility: public\nhistory:\n"
OWNED = "  - {date: 2026-03-01, event: acknowledged, by: lcph-cpp, note: We did.}\n"
NOT_YET = "  - {date: 2026-04-01, event: reopened, by: huerto-sol, via: phone}\n"
PUT_RIGHT = "  - {date: 2026-04-01, event: repaired, by: huerto-sol, via: phone}\n"
AGAIN = "  - {date: 2026-05-01, event: acknowledged, by: lcph-cpp, note: Again.}\n"
NOTES = "corrections: {until: 2026-06-01%s}\n"


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (promise("lcph-cpp", "huerto-sol", DONE), [PROMISE]),
        (promise("lcph-cpp", "huerto-sol/ana-r", DONE), [PROMISE]),
        (promise("lcph-cpp", "river-road", DONE), [PROMISE]),
        (promise("lcph-cpp", "hill-side", DONE), []),
        (promise("lcph-cpp", "river-school", DONE), []),
        (promise("lcph-cpp", "huerto-sol"), []),
        (promise("lcph-cpp", "huerto-sol", DONE, "2026-05-01 confirmed huerto-sol"), []),
        (promise("lcph-cpp", "huerto-sol", DONE, "2026-05-01 disputed huerto-sol"), []),
        (promise("lcph-cpp", "huerto-sol", DONE, "2026-07-01 confirmed huerto-sol"), [PROMISE]),
        (promise("huerto-sol", "river-school", "2026-04-01 delivered huerto-sol"), []),
        (promise("huerto-sol", "river-road", "2026-04-01 delivered huerto-sol"), []),
        (promise("lcph-cpp", "huerto-sol", more=REVIEW), [PROMISE]),
        (
            promise("lcph-cpp", "huerto-sol", "2026-04-02 confirmed huerto-sol", more=REVIEW),
            [],
        ),
        (promise("lcph-cpp", "huerto-sol", more=REVIEW.replace("2026-04-01, ", "")), []),
        ({HARM: harm(SPRAYED + OWNED)}, ["spray"]),
        ({HARM: harm(SPRAYED.replace("history:\n", ""))}, []),
        ({HARM: harm(SPRAYED + OWNED + NOT_YET)}, []),
        ({HARM: harm(SPRAYED + OWNED + PUT_RIGHT)}, []),
        ({HARM: harm(SPRAYED + OWNED + NOT_YET + AGAIN)}, ["spray"]),
        ({HARM: harm(SPRAYED.replace("river-road", "hill-side") + OWNED)}, []),
        (
            {HARM: harm(SPRAYED + NOT_YET)}
            | promise("lcph-cpp", "river-road", "2026-05-01 delivered lcph-cpp/joe-n"),
            [PROMISE],
        ),
        (
            {HARM: harm(SPRAYED + NOT_YET)}
            | promise(
                "lcph-cpp",
                "river-road",
                "2026-05-01 delivered lcph-cpp/joe-n",
                more="repairs: spray\n",
            ),
            [PROMISE, "spray"],
        ),
        ({MEETING: meeting("", more=NOTES % "")}, ["2026-03-02-garden"]),
        ({MEETING: meeting("", more=NOTES % ", confirmed_by: [lcph-cpp]")}, ["2026-03-02-garden"]),
        ({MEETING: meeting("", more=NOTES % ", confirmed_by: [huerto-sol/luis-m]")}, []),
        ({MEETING: meeting("", "lcph-cpp", more=NOTES % "")}, []),
        ({MEETING: meeting("", more=NOTES.replace("2026-06-01", "2026-05-31") % "")}, []),
        ({MEETING: meeting("")}, []),
    ],
)
def test_what_waits_for_its_word(files: dict[str, str], found: list[str]) -> None:
    assert waits(files) == found


def test_nothing_waits_for_who_may_no_longer_speak() -> None:
    ended = partner("huerto-sol", "ana-r", more=ENDED)
    asked = promise("lcph-cpp", "huerto-sol", DONE) | ended
    assert waits(asked) == []
    assert waits(asked, "river-school") == [PROMISE]
    assert waits(promise("lcph-cpp", "river-road", DONE), day=date(2027, 1, 1)) == []


ENDED = "status: ended\nended: {date: 2026-05-01}\nspoken_for_by: [river-school/lee-w]\n"


@pytest.mark.parametrize(
    ("answer", "event"),
    [("kept", "confirmed"), ("not_as_promised", "disputed"), ("still_open", "progress")],
)
def test_what_was_ticked_is_entered_with_the_command_beside_it(
    tmp_path: Path, answer: str, event: str
) -> None:
    files = {**CAST, **promise("lcph-cpp", "river-road", DONE), MEETING: meeting("")}
    root = write_files(tmp_path, files)
    typed = command(root, 0, answer).replace("MEETING", "2026-03-02-garden")
    done = run(*shlex.split(typed)[1:], "--note", "Said so", "--date", "2026-05-01", root=root)
    assert done.status == 0, done
    shown = run("commitment", "show", PROMISE, "--format", "json", root=root)
    last = json.loads(shown.stdout)["data"]["history"][-1]
    assert (last["event"], last["by"]) == (event, "huerto-sol")


@pytest.mark.parametrize(
    ("answer", "event"), [("repaired", "repaired"), ("not_repaired", "reopened")]
)
def test_what_was_ticked_of_a_harm_is_entered_too(tmp_path: Path, answer: str, event: str) -> None:
    files = {**CAST, HARM: harm(SPRAYED + OWNED), MEETING: meeting("")}
    root = write_files(tmp_path, files)
    typed = command(root, 0, answer).replace("MEETING", "2026-03-02-garden")
    assert run(*shlex.split(typed)[1:], "--note", "Said so", root=root).status == 0
    shown = run("harm", "show", "spray", "--format", "json", root=root)
    assert json.loads(shown.stdout)["data"]["history"][-1]["event"] == event


def test_notes_that_are_right_are_entered_too(tmp_path: Path) -> None:
    root = write_files(tmp_path, {**CAST, MEETING: meeting("", more=NOTES % "")})
    assert run(*shlex.split(command(root, 0, "right"))[1:], root=root).status == 0
    assert sheet(root)["questions"] == []


def sheet(root: Path) -> Any:
    """Return the data of the sheet of Huerto Sol."""
    printed = run("statement", "huerto", "--confirm-sheet", "--format", "json", root=root)
    return json.loads(printed.stdout)["data"]


def command(root: Path, question: int, answer: str) -> str:
    """Return what staff type for an answer on the sheet of Huerto Sol."""
    answers = sheet(root)["questions"][question]["answers"]
    found: str = next(one["command"] for one in answers if one["answer"] == answer)
    return found


def test_a_sheet_has_a_box_for_each_answer_and_says_how_to_reach_us(tmp_path: Path) -> None:
    root = write_files(tmp_path, {**CAST, **promise("lcph-cpp", "huerto-sol", DONE)})
    text = run("statement", "huerto-sol", "--confirm-sheet", root=root).stdout
    assert "[ ] kept as promised    [ ] not as promised    [ ] still open" in text
    assert "Knock at the door." in text
    page = run("statement", "huerto-sol", "--confirm-sheet", "-f", "html", root=root).stdout
    assert '<li dir="auto">kept as promised</li>' in page


def test_a_sheet_on_which_nothing_waits_says_so_and_asks_nothing(tmp_path: Path) -> None:
    text = run(
        "statement", "huerto-sol", "--confirm-sheet", root=write_files(tmp_path, CAST)
    ).stdout
    assert "On Monday, June 1, 2026 nothing waits for your word." in text
    assert "[ ]" not in text


def test_a_statement_has_a_place_to_correct(tmp_path: Path) -> None:
    text = run("statement", "huerto-sol", root=write_files(tmp_path, CAST)).stdout
    correct = text.partition("Is something wrong?")[2]
    assert "Knock at the door." in correct
    assert correct.count("No. ____") > 1


def test_money_and_hours_are_counted_once_and_have_moved_when_kept() -> None:
    given = "resources: {money: 100.00 USD, hours: 4}\n"
    passed_on = f"resources: {{money: 30.00 USD, out_of: {PROMISE}}}\n"
    kept = promise("lcph-cpp", "huerto-sol", DONE, "2026-05-01 confirmed huerto-sol", more=given)
    files = {**CAST, **kept}
    for key, from_, to, more in (
        ("owed", "river-school", "huerto-sol/ana-r", given),
        ("away", "huerto-sol", "river-school", given),
        ("of-others", "lcph-cpp", "river-road", given),
        ("again", "lcph-cpp", "huerto-sol", passed_on),
    ):
        (path, text), *_ = promise(from_, to, more=more).items()
        files[path.replace(PROMISE, key)] = text.replace(f"id: {PROMISE}", f"id: {key}")
    answer = report(held(store_of(files)), "en")
    assert any(
        isinstance(block, Table)
        and block.rows
        == [
            ("To you", "100.00 USD, 4 hours", "130.00 USD, 4 hours"),
            ("From you", "", "100.00 USD, 4 hours"),
        ]
        for block in answer.blocks
    )
    moved = answer.data["money_and_hours"]["to"]["moved"]
    assert (moved["hours"].value, moved["hours"].records) == (4.0, (PROMISE,))
