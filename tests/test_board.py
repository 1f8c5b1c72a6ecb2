"""The report of a half-year to a Board of Health: what it says, and what stands behind it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.ledger.board import half_year_before
from cpp_cli.reports.answer import Heading, records_behind
from cpp_cli.reports.board import MOST
from tests.support import Session, run, write_files

TODAY = "2026-07-20"

PARTNERS = {
    "us": "county-program",
    "garden": "community-organization",
    "water-office": "public-agency",
}
WHAT = "It was long ago. It is not forgotten."


def promise(key: str, ends: str, due: str, *history: str) -> dict[str, str]:
    """Return a promise of 2026-01-05; `ends` is `FROM TO`, each entry `DATE EVENT BY NOTE`."""
    from_, to = ends.split(" ")
    text = f"id: 2026-01-05-{key}\nfrom: {from_}\nto: {to}\nwhat: What {key} is\n"
    text += f"made:\n  date: 2026-01-05\ndue: {due}\n" + ("history:\n" if history else "")
    for entry in history:
        day, event, by, *note = entry.split(" ", 3)
        text += f"  - date: {day}\n    event: {event}\n    by: {by}\n    via: phone\n"
        text += f"    note: {note[0]}\n" if note else ""
    return {f"records/commitments/2026/2026-01-05-{key}.yaml": text}


RECORDS = {
    "records/program.yaml": "us: [us]\nname: The program\ndays:\n  report_back: 30\n",
    **{
        f"records/partners/{key}.yaml": (
            f"id: {key}\nname: The {key}\nkind: {kind}\nstatus: active\n"
        )
        for key, kind in PARTNERS.items()
    },
    **promise("kept", "us garden", "2026-02-01", "2026-02-01 confirmed garden"),
    **promise("late", "us garden", "2026-03-01", "2026-03-02 progress us No money came"),
    **promise("silent", "us garden", "2026-04-01"),
    **promise("broken", "us garden", "2026-05-01", "2026-05-02 broken us The post was cut"),
    **promise("let-go", "us garden", "2026-02-01", "2026-01-20 released garden"),
    **promise("theirs", "water-office garden", "2026-03-01"),
    **promise("mutual", "garden us", "2026-03-01"),
    "records/meetings/2026/2026-05-30-talk.yaml": """\
id: 2026-05-30-talk
date: 2026-05-30
title: Talk
convened_by: [us]
attendees: [garden]
heard:
  - id: old
    text: Who mends the pump?
""",
    "records/meetings/2026/2026-05-31-talk.yaml": """\
id: 2026-05-31-talk
date: 2026-05-31
title: Talk again
convened_by: [garden]
heard:
  - id: new
    text: Who mends the roof?
""",
    "records/harms/unowned.yaml": f"id: unowned\nwhat: {WHAT}\nto: [garden]\nby: [us]\n",
    "records/harms/owned.yaml": """\
id: owned
what: Nobody asked.
to: [garden]
by: [us]
history:
  - date: 2026-02-01
    event: acknowledged
    by: us
    note: We said so.
""",
}


def board(root: Path, *more: str) -> Session:
    """Return the report to the Board about these records."""
    write_files(root, RECORDS)
    answer = run("summary", "--shape", "board", *more, root=root, today=TODAY)
    assert (answer.status, answer.stderr) == (0, "")
    return answer


def told(root: Path, *more: str) -> Any:
    """Return the data of the report."""
    return json.loads(board(root, *more, "-f", "json").stdout)["data"]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026-07-20", "2026-01-01", "2026-06-30"),
        ("2026-07-01", "2026-01-01", "2026-06-30"),
        ("2026-06-30", "2025-07-01", "2025-12-31"),
        ("2026-01-01", "2025-07-01", "2025-12-31"),
        ("2026-12-31", "2026-01-01", "2026-06-30"),
        ("0001-02-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_the_half_year_is_the_last_one_that_is_over(day: str, first: str, last: str) -> None:
    found = half_year_before(date.fromisoformat(day))
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


def test_without_a_period_it_is_about_the_last_half_year(tmp_path: Path) -> None:
    answer = board(tmp_path, "-f", "json")
    found = json.loads(answer.stdout)
    assert (found["data"]["since"], found["data"]["until"]) == ("2026-01-01", "2026-06-30")
    assert found["as_of"] == "2026-06-30"


def test_we_did_is_what_we_promised_others_and_they_say_we_kept(tmp_path: Path) -> None:
    """Not what is kept among ourselves, nor what was promised to us."""
    office = "id: office\nname: The office\nkind: county-program\nstatus: active\n"
    program = RECORDS["records/program.yaml"].replace("us: [us]", "us: [us, office]")
    files = {"records/program.yaml": program, "records/partners/office.yaml": office}
    for key, ends, by in (
        ("inside", "us office", "office"),
        ("for-us", "garden us", "us"),
        ("pump", "us garden", "garden"),
    ):
        made = promise(key, ends, "2026-06-01", f"2026-06-02 confirmed {by}")
        answers = "answers: [2026-05-30-talk#old]\n"
        files |= {path: text + answers for path, text in made.items()}
    write_files(tmp_path, RECORDS | files)
    page = run("summary", "--shape", "board", root=tmp_path, today=TODAY).stdout
    said = page.partition("We did, and they say it was kept")[2].partition("\n\n")[0]
    assert "What pump is" in said
    assert "What inside is" not in page
    assert "What for-us is" not in page


def test_another_period_can_be_asked_for(tmp_path: Path) -> None:
    found = told(tmp_path, "--since", "2026-05-31")
    assert (found["since"], found["until"]) == ("2026-05-31", None)
    assert found["heard"]["heard"]["records"] == ["2026-05-31-talk#new"]


def test_what_is_late_or_broken_stands_with_what_was_said_last(tmp_path: Path) -> None:
    found = told(tmp_path)["late"]
    assert [(one["id"].removeprefix("2026-01-05-"), one["state"], one["why"]) for one in found] == [
        ("late", "overdue", "No money came"),
        ("silent", "overdue", None),
        ("broken", "broken", "The post was cut"),
    ]
    assert "nobody has written down why" in board(tmp_path).stdout


def test_what_was_broken_before_the_period_is_not_told_again(tmp_path: Path) -> None:
    found = told(tmp_path, "--since", "2026-05-03", "--until", "2026-06-30")["late"]
    assert [one["state"] for one in found] == ["overdue", "overdue"]


def test_what_is_asked_of_the_board_follows_from_the_records(tmp_path: Path) -> None:
    asks = {key: one for key, one in told(tmp_path)["asks"].items() if key != "own"}
    assert {key: one["records"] for key, one in asks.items()} == {
        "responsibility": ["unowned"],
        "repair": ["owned", "unowned"],
        "means": ["2026-01-05-late", "2026-01-05-silent"],
        "public_bodies": ["2026-01-05-theirs"],
        "answers": ["2026-05-30-talk#old"],
    }


def test_the_program_asks_in_its_own_words_first(tmp_path: Path) -> None:
    text = board(tmp_path, "--ask", "A van", "--ask", "A day a week").stdout
    asked = text.partition("What we ask of the Board")[2].splitlines()[3:5]
    assert asked == ["- A van", "- A day a week"]
    assert told(tmp_path, "--ask", "A van")["asks"]["own"] == ["A van"]


def test_every_number_has_its_records_in_the_appendix(tmp_path: Path) -> None:
    body, _, appendix = board(tmp_path).stdout.partition("Appendix")
    assert "Late or broken                           3" in body
    listed = "- Late or broken: 2026-01-05-late, 2026-01-05-silent, 2026-01-05-broken"
    assert listed in appendix.splitlines()
    assert "2026-01-05-late" not in body


def test_a_harm_is_told_with_its_first_sentence_and_found_by_its_id(tmp_path: Path) -> None:
    body, _, appendix = board(tmp_path).stdout.partition("Appendix")
    assert "It was long ago. …" in body
    assert "It is not forgotten" not in body
    assert "- It was long ago. …, Repair promised: unowned" in appendix.splitlines()


def test_money_is_written_as_people_write_it(tmp_path: Path) -> None:
    kept = next(path for path in RECORDS if path.endswith("-kept.yaml"))
    paid = RECORDS[kept] + "resources: {money: 1500.00 USD, hours: 2.0}\n"
    write_files(tmp_path, RECORDS)
    write_files(tmp_path, {kept: paid})
    said = run("summary", "--shape", "board", root=tmp_path, today=TODAY).stdout
    assert "0.00 USD of 1,500.00 USD\n" in said
    assert "0 of 2\n" in said


def test_two_pages_have_few_rows_and_say_how_many_more_there_are(tmp_path: Path) -> None:
    many: dict[str, str] = {}
    for number in range(MOST + 4):
        many |= promise(f"also-{number}", "us garden", "2026-04-02")
    write_files(tmp_path, many)
    body = board(tmp_path).stdout.partition("Appendix")[0]
    assert body.count("What also-") == MOST - 2  # after the two that were due before
    assert f"… and {3 + 4} more." in body


def test_a_program_that_has_nothing_asks_for_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, {"records/program.yaml": "us: [us]\n"})
    write_files(tmp_path, {"records/partners/us.yaml": RECORDS["records/partners/us.yaml"]})
    answer = run("summary", "--shape", "board", root=tmp_path, today=TODAY)
    assert "Nothing that would follow from these records." in answer.stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("--shape panel", "There is no shape panel."),
        ("--ask help", "--ask is for the report to a Board."),
        ("--shape evidence --ask help", "--ask is for the report to a Board."),
        ("--by us", "--by is for somebody's week."),
        ("garden --shape board", "--shape board is about the whole program"),
        ("--shape digest", "Whose week?"),
        ("--shape digest --by garden", "The garden is not one of us"),
        ("--shape digest --by hill/ana", "cpp agenda hill, or cpp statement hill\n"),
        ("--shape digest --by us --since 2026-01-01", "A digest is of one week"),
        ("--shape digest --by us --public", "A digest is of one week"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, asked: str, said: str) -> None:
    hill = (
        "id: hill\nname: Hill\nkind: other\nstatus: active\npeople:\n  - id: ana\n    name: Ana\n"
    )
    write_files(tmp_path, {**RECORDS, "records/partners/hill.yaml": hill})
    answer = run("summary", *asked.split(), root=tmp_path, today=TODAY)
    assert (answer.status, answer.stdout) == (2, "")
    assert said in answer.stderr


def test_only_what_may_be_published_is_in_a_public_report(tmp_path: Path) -> None:
    text = board(tmp_path, "--public").stdout
    assert "Only what may be published is counted here." in text
    assert "2026-01-05" not in text


def test_a_heading_has_no_records() -> None:
    assert records_behind(Heading("Harms")) == []
