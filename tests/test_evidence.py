"""What shows that a duty is met: each kind of evidence, counted by hand."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from cpp_cli.ledger.duties import EVIDENCE
from cpp_cli.models.program import Evidence
from cpp_cli.reports.evidence import KINDS
from tests.support import run, write_files

TODAY = "2026-06-01"
PERIOD = ("--since", "2026-01-01", "--until", "2026-05-31")

RECORDS = {
    "records/program.yaml": """\
us: [us]
plans:
  - id: plan
    priorities:
      water:
        name: Clean water
duties:
  every:
    name: Do all of it
    source: A law
    shown_by: [{kinds}]
  some:
    name: Sit with a coalition
    shown_by: [coalition]
  unsaid:
    name: Be kind
""".format(kinds=", ".join(get_args(Evidence))),
    "records/partners/us.yaml": "id: us\nname: Us\nkind: county-program\nstatus: active\n",
    "records/partners/old.yaml": """\
id: old
name: The old one
kind: school
status: active
since: 2025-05-31
connections:
  - to: new
    since: 2026-02-01
""",
    "records/partners/new.yaml": """\
id: new
name: The new one
kind: health-care
status: active
since: 2025-06-01
connections:
  - to: old
    since: 2025-12-31
  - to: far
""",
    "records/partners/far.yaml": "id: far\nname: Far\nkind: business\nstatus: active\n",
    "records/meetings/2025/2025-12-31-before.yaml": """\
id: 2025-12-31-before
date: 2025-12-31
title: Before the period
convened_by: [us]
attendees: [far]
supports: [food]
priorities: [water]
""",
    "records/meetings/2026/2026-01-01-ours.yaml": """\
id: 2026-01-01-ours
date: 2026-01-01
title: We called it
convened_by: [us, old]
attendees: [us, new]
supports: [food]
priorities: [water]
engagement:
  promised: consult
heard:
  - id: leak
    text: It leaks.
  - id: rust
    text: It is brown.
decisions:
  - what: To mend it
    decided_by: [us, old]
""",
    "records/meetings/2026/2026-05-31-theirs.yaml": """\
id: 2026-05-31-theirs
date: 2026-05-31
title: They called it
convened_by: [old]
attendees: [us]
engagement:
  promised: inform
decisions:
  - what: To meet again
    decided_by: [us]
""",
    "records/meetings/2026/2026-03-01-alone.yaml": """\
id: 2026-03-01-alone
date: 2026-03-01
title: Among ourselves
convened_by: [us]
attendees: [us]
supports: [food]
priorities: [water]
engagement:
  promised: consult
""",
    "records/commitments/2026/2026-01-01-mend.yaml": """\
id: 2026-01-01-mend
from: us
to: old
what: Mend the pipe
made:
  date: 2026-01-01
answers: [2026-01-01-ours#leak]
priorities: [water]
history:
  - date: 2026-01-02
    event: progress
    by: us
""",
    "records/commitments/2026/2026-01-01-report.yaml": """\
id: 2026-01-01-report
from: us
to: old
what: Tell what became of it
kind: report-back
made:
  date: 2026-01-01
  meeting: 2026-01-01-ours
history:
  - date: 2026-01-20
    event: delivered
    by: us
""",
    "records/commitments/2026/2026-01-01-theirs.yaml": """\
id: 2026-01-01-theirs
from: old
to: new
what: Ask about the rust
made:
  date: 2026-01-01
answers: [2026-01-01-ours#rust]
priorities: [water]
history:
  - date: 2026-06-01
    event: progress
    by: old
    via: phone
""",
    "records/commitments/2026/2026-01-01-meet.yaml": """\
id: 2026-01-01-meet
from: us
to: new
what: Introduce you to Far
kind: introduction
made:
  date: 2026-01-01
history:
  - date: 2026-02-01
    event: confirmed
    by: new
    via: phone
""",
}

SHOWN = {
    "partnerships": ["new", "old"],
    "lasting-partnerships": ["old"],
    "convened": ["2026-01-01-ours"],
    "coalition": [],
    "sectors": [],
    "connections": ["old", "2026-01-01-meet"],
    "engagement": ["2026-01-01-ours"],
    "supports": ["2026-01-01-ours"],
    "policy-input": ["2026-01-01-ours"],
    "answered": ["2026-01-01-ours#leak"],
    "reported-back": ["2026-01-01-ours"],
    "plan-monitoring": ["2026-01-01-ours"],
    "plan-progress": ["2026-01-01-mend"],
}


def evidence(root: Path, *more: str) -> Any:
    """Return what is told of each duty."""
    answer = run("summary", "--shape", "evidence", "-f", "json", *more, root=root, today=TODAY)
    assert answer.stderr == ""
    return json.loads(answer.stdout)["data"]["duties"]


@pytest.mark.parametrize("kind", get_args(Evidence))
def test_each_kind_of_evidence_names_the_records_of_the_period(tmp_path: Path, kind: str) -> None:
    write_files(tmp_path, RECORDS)
    found = evidence(tmp_path, *PERIOD)["every"]["shown_by"][kind]
    assert found == {"value": len(SHOWN[kind]), "records": SHOWN[kind]}


def test_every_kind_is_answered_and_has_a_name() -> None:
    assert set(EVIDENCE) == set(KINDS) == set(get_args(Evidence)) == set(SHOWN)


@pytest.mark.parametrize(
    ("kind", "third"), [("coalition", "coalition"), ("sectors", "faith-community")]
)
def test_who_sat_at_the_table_is_seen_by_the_kinds_of_partners(
    tmp_path: Path, kind: str, third: str
) -> None:
    far = f"id: far\nname: Far\nkind: {third}\nstatus: active\n"
    ours = RECORDS["records/meetings/2026/2026-01-01-ours.yaml"].replace("[us, new]", "[new, far]")
    write_files(tmp_path, RECORDS)
    write_files(tmp_path, {"records/partners/far.yaml": far})
    write_files(tmp_path, {"records/meetings/2026/2026-01-01-ours.yaml": ours})
    found = evidence(tmp_path, *PERIOD)["every"]["shown_by"][kind]
    assert found["records"] == ["2026-01-01-ours"]


def test_where_nothing_shows_a_duty_it_is_said(tmp_path: Path) -> None:
    write_files(tmp_path, RECORDS)
    found = evidence(tmp_path)
    assert [found[duty]["shown"] for duty in ("every", "some", "unsaid")] == [True, False, False]
    text = run("summary", "--shape", "evidence", root=tmp_path, today=TODAY).stdout
    _, every, some, unsaid, *_ = text.split("\n----")
    assert "Nothing in these records shows it." not in every
    assert "Nothing in these records shows it." in some
    assert "Nobody has written down what would show this" in unsaid


def test_a_program_without_duties_is_told_where_they_stand(tmp_path: Path) -> None:
    write_files(tmp_path, {**RECORDS, "records/program.yaml": "us: [us]\n"})
    text = run("summary", "--shape", "evidence", root=tmp_path, today=TODAY).stdout
    assert "No duties are written down." in text


def test_a_kind_of_evidence_that_there_is_not_is_a_finding(tmp_path: Path) -> None:
    program = RECORDS["records/program.yaml"].replace("[coalition]", "[goodwill]")
    write_files(tmp_path, {**RECORDS, "records/program.yaml": program})
    answer = run("validate", root=tmp_path, today=TODAY)
    assert answer.status == 1
    assert "goodwill" in answer.stdout


def test_the_spreadsheet_has_a_row_for_each_record(tmp_path: Path) -> None:
    write_files(tmp_path, RECORDS)
    asked = ("summary", "--shape", "evidence", "-f", "csv", *PERIOD)
    rows = run(*asked, root=tmp_path, today=TODAY).stdout.splitlines()
    assert rows[0] == "duty,shown_by,record"
    assert rows[1:] == [f"every,{kind},{one}" for kind, records in SHOWN.items() for one in records]


@pytest.mark.parametrize("subject", ["old", "water"])
def test_evidence_is_about_the_whole_program(tmp_path: Path, subject: str) -> None:
    write_files(tmp_path, RECORDS)
    answer = run("summary", subject, "--shape", "evidence", root=tmp_path, today=TODAY)
    assert (answer.status, answer.stdout) == (2, "")
    assert "is about the whole program" in answer.stderr


def test_what_shows_a_duty_is_looked_for_in_what_may_be_published(tmp_path: Path) -> None:
    old = "records/partners/old.yaml"
    write_files(tmp_path, {**RECORDS, old: f"{RECORDS[old]}visibility: public\n"})
    ours = "records/meetings/2026/2026-01-01-ours.yaml"
    write_files(tmp_path, {ours: f"{RECORDS[ours]}visibility: public\n"})
    found = evidence(tmp_path, "--public")["every"]["shown_by"]
    assert found["partnerships"]["records"] == ["old"]
    assert found["convened"]["records"] == ["2026-01-01-ours"]
    assert found["plan-progress"]["records"] == []
