"""A person's week: short, and only what is theirs."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import run, write_files
from tests.test_board import promise

TODAY = "2026-06-10"
"""A week before it begins on 2026-06-04, a week after it ends on 2026-06-16."""

PARTNER = "id: {key}\nname: The {key}\nkind: other\nstatus: active\n{more}"

RECORDS = {
    "records/program.yaml": """\
us: [us]
days:
  quiet: 30
communities:
  river:
    name: River people
    spoken_for_by:
      - party: boats
""",
    "records/partners/us.yaml": PARTNER.format(
        key="us", more="people:\n  - id: ana\n    name: Ana\n  - id: ben\n    name: Ben\n"
    ),
    "records/partners/boats.yaml": PARTNER.format(key="boats", more="steward: us/ana\n"),
    "records/partners/barn.yaml": PARTNER.format(key="barn", more="steward: us/ana\n"),
    "records/partners/shop.yaml": PARTNER.format(key="shop", more="steward: us/ben\n"),
    **promise("own", "us/ana shop", "2026-06-10"),
    **promise("last-day", "us boats", "2026-06-16"),
    **promise("community", "us river", "2026-06-16"),
    **promise("later", "us boats", "2026-06-17"),
    **promise("late", "us boats", "2026-06-09"),
    **promise("done", "us boats", "2026-06-01", "2026-05-30 delivered us"),
    **promise("kept", "us boats", "2026-06-12", "2026-05-30 confirmed boats"),
    **promise("bens", "us/ben boats", "2026-06-10"),
    **promise("other", "us shop", "2026-06-10"),
    **promise("for-us", "boats us", "2026-06-12", "2026-05-30 delivered boats"),
    **promise("for-ben", "shop us/ben", "2026-06-12", "2026-05-30 delivered shop"),
    "records/meetings/2026/2026-06-04-talk.yaml": """\
id: 2026-06-04-talk
date: 2026-06-04
title: Talk
convened_by: [us/ana]
attendees: [boats, shop]
heard:
  - id: named
    by: boats
    text: Who mends the pump?
  - id: shops
    by: shop
    text: Who mends the roof?
  - id: unnamed
    text: Who asks us?
  - id: answered
    by: boats
    text: When?
    answer: {date: 2026-06-05, by: us, text: On Monday.}
""",
    "records/meetings/2026/2026-06-03-talk.yaml": (
        "id: 2026-06-03-talk\ndate: 2026-06-03\ntitle: Earlier\nattendees: [us/ana]\n"
    ),
}

ANA = {
    "overdue": ["late"],
    "due": ["own", "last-day", "community"],
    "waits_for_a_word": ["done"],
    "may_say": ["for-us"],
    "unanswered": ["2026-06-04-talk#named", "2026-06-04-talk#unnamed"],
    "quiet": ["barn"],
    "meetings": ["2026-06-04-talk"],
}
BEN = {
    "overdue": [],
    "due": ["bens", "other"],
    "waits_for_a_word": [],
    "may_say": ["for-us", "for-ben"],
    "unanswered": ["2026-06-04-talk#shops", "2026-06-04-talk#unnamed"],
    "quiet": [],
    "meetings": [],
}
EVERYBODY = {
    "overdue": ["late"],
    "due": ["own", "bens", "other", "last-day", "community"],
    "waits_for_a_word": ["done"],
    "may_say": ["for-us", "for-ben"],
    "unanswered": ["2026-06-04-talk#named", "2026-06-04-talk#shops", "2026-06-04-talk#unnamed"],
    "quiet": ["barn"],
    "meetings": ["2026-06-04-talk"],
}


def digest(root: Path, *who: str) -> Any:
    """Return the data of somebody's week."""
    write_files(root, RECORDS)
    answer = run("summary", "--shape", "digest", *who, "-f", "json", root=root, today=TODAY)
    assert (answer.status, answer.stderr) == (0, "")
    return json.loads(answer.stdout)["data"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [(("--by", "ana"), ANA), (("--by", "us/ben"), BEN), (("us",), EVERYBODY), (("Ana",), ANA)],
)
def test_a_week_holds_what_is_theirs(
    tmp_path: Path, who: tuple[str, ...], expected: dict[str, list[str]]
) -> None:
    found = digest(tmp_path, *who)
    assert (found["since"], found["until"]) == ("2026-06-04", "2026-06-16")
    for key, records in expected.items():
        named = sorted(one.removeprefix("2026-01-05-") for one in found[key]["records"])
        assert named == sorted(records), key


def test_what_is_told_is_short_and_names_the_records(tmp_path: Path) -> None:
    write_files(tmp_path, RECORDS)
    text = run("summary", "--shape", "digest", "--by", "ana", root=tmp_path, today=TODAY).stdout
    assert text.startswith("The week of Ana")
    titles = [line for line, below in zip(*_pairs(text), strict=True) if below.startswith("---")]
    assert titles == [
        "Late",
        "Due until 2026-06-16",
        "Done, and waiting for the word of others",
        "Done for us: was it kept? You may say",
        "Said by partners that you look after, and not answered yet",
        "Partners that you have not heard from",
        "Meetings since 2026-06-04",
    ]


def _pairs(text: str) -> tuple[list[str], list[str]]:
    lines = [line for line in text.splitlines() if line == line.lstrip() and "  " not in line]
    return lines[:-1], lines[1:]


def test_an_empty_week_is_told_kindly(tmp_path: Path) -> None:
    write_files(tmp_path, {key: RECORDS[key] for key in RECORDS if "us.yaml" in key})
    write_files(tmp_path, {"records/program.yaml": "us: [us]\n"})
    text = run("summary", "--shape", "digest", "us", root=tmp_path, today=TODAY).stdout
    assert "Nothing is due and nothing waits for you. Well done." in text


def test_the_spreadsheet_has_the_promises(tmp_path: Path) -> None:
    write_files(tmp_path, RECORDS)
    asked = ("summary", "--shape", "digest", "--by", "ana", "-f", "csv")
    rows = run(*asked, root=tmp_path, today=TODAY).stdout.splitlines()
    assert rows[0].startswith("id,from,to,what")
    assert len(rows) == 1 + len(("late", "own", "last-day", "community", "done", "for-us"))
