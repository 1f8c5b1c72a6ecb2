"""`cpp heard`: what was said, its answer, and whether those who said it heard back."""

import csv
import io
import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.readers import html, markdown
from tests.support import Session, files_of, run, write_files

GARDEN, TALKS = "2026-03-02-garden", "2026-05-20-talks"
MEETINGS = {
    f"records/meetings/2026/{GARDEN}.yaml": f"""\
id: {GARDEN}
date: 2026-03-02
title: At the garden
former_ids: [2026-03-02-huerto]
priorities: [housing]
communities: [river-road]
heard:
  - id: hose
    by: huerto-sol/ana-r
    for: [river-road]
    text: The hose leaks.
  - id: shade
    text: There is no shade.
    topic: transport
    answer:
      date: 2026-03-20
      by: lcph-cpp/maria-k
      text: Trees come in autumn.
  - id: rent
    for: [river-road, river-school]
    text: |
      The rent went
      up again.
  - id: bench
    text: No bench.
  - id: map
    by: lcph-cpp/maria-k
    text: We have no map.
""",
    f"records/meetings/2026/{TALKS}.yaml": f"""\
id: {TALKS}
date: 2026-05-20
title: Talks
heard:
  - id: hose-again
    by: river-school/lee-w
    text: The hose still leaks.
""",
    "records/commitments/2026/2026-03-05-benches.yaml": f"""\
id: 2026-03-05-benches
from: lcph-cpp
to: river-road
what: Two benches
made: {{date: 2026-03-05}}
answers: [{GARDEN}#bench]
history:
  - {{date: 2026-04-01, event: delivered, by: lcph-cpp}}
  - {{date: 2026-04-09, event: confirmed, by: huerto-sol, via: phone}}
""",
}
BUS = "2026-02-10-listening#bus-stop"


@pytest.fixture
def garden(repo: Path) -> Path:
    """The small records, with two more meetings."""
    return write_files(repo, MEETINGS)


def cpp(root: Path, command: str) -> Session:
    return run(*shlex.split(command), "--no-input", root=root)


def told(root: Path, options: str = "") -> dict[str, Any]:
    """Return what was heard, as JSON tells it, by id."""
    data = json.loads(cpp(root, f"heard {options} --format json").stdout)["data"]
    assert data["totals"]["heard"]["records"] == [one["id"] for one in data["heard"]]
    return {one["id"].removeprefix(f"{GARDEN}#"): one for one in data["heard"]}


# The question


def test_each_thing_has_its_answer_and_whether_they_heard_back(garden: Path) -> None:
    found = told(garden)
    assert {
        key: (one["outcome"], (one["reported_back"] or {}).get("date"))
        for key, one in found.items()
    } == {
        BUS: ("promised", None),
        "hose": ("unanswered", None),
        "shade": ("replied", "2026-03-20"),
        "rent": ("unanswered", None),
        "bench": ("promised", "2026-04-01"),
        "map": ("unanswered", None),
        f"{TALKS}#hose-again": ("unanswered", None),
    }
    assert [one["state"] for one in found["bench"]["promises"]] == ["kept"]
    assert found["bench"]["reported_back"]["record"] == "2026-03-05-benches"
    assert found["shade"]["answer"]["text"] == "Trees come in autumn."
    assert found["shade"]["reported_back"]["record"] == f"{GARDEN}#shade"
    assert (found["hose"]["by"], found["hose"]["for"]) == ("huerto-sol/ana-r", ["river-road"])
    assert (found["shade"]["by"], found["shade"]["communities"]) == (None, ["river-road"])


def test_an_answer_is_there_from_its_day(garden: Path) -> None:
    found = told(garden, "--as-of 2026-03-04")
    assert {one["outcome"] for one in found.values()} == {"promised", "unanswered"}
    assert found["shade"]["answer"] is None
    assert found["bench"]["promises"] == []


def test_what_waits_comes_first_the_oldest_first_and_then_the_latest_first(garden: Path) -> None:
    text = cpp(garden, "heard").stdout
    headings = [
        "Not answered yet (4)",
        "The hose leaks.",
        "The rent went up again.",
        "We have no map.",
        "The hose still leaks.",
        "Answered, and not reported back yet (1)",
        "The bus stop has no light.",
        "Answered and reported back (2)",
        "No bench.",
        "There is no shade.",
    ]
    assert [line for line in text.splitlines() if line in headings] == headings
    assert (
        "The hose leaks.\n"
        "  Said     2026-03-02 by Ana R (Huerto Sol), for River Road neighbors\n"
        "  Meeting  At the garden\n"
        "  Answer   none yet, after 91 days\n"
        f"  Id       {GARDEN}#hose\n"
    ) in text
    assert (
        "No bench.\n"
        "  Said           2026-03-02; who said it asked not to be named\n"
        "  Meeting        At the garden\n"
        "  Promised       2026-03-05 by Lane County Public Health, Community Partnerships\n"
        "                 to River Road neighbors: Two benches\n"
        "  State          kept (2026-03-05-benches)\n"
        "  Reported back  2026-04-01 (2026-03-05-benches)\n"
    ) in text
    assert "  Answer         2026-03-20 by Maria K (" in text
    assert "  Reported back  2026-03-20, with the answer\n" in text


FILTERS = {
    "--unanswered": {"hose", "rent", "map", f"{TALKS}#hose-again"},
    "--unanswered --older-than 30d": {"hose", "rent", "map"},
    "--older-than 12d": {BUS, "hose", "shade", "rent", "bench", "map"},
    "--older-than 11d": {BUS, "hose", "shade", "rent", "bench", "map", f"{TALKS}#hose-again"},
    "--older-than 13w": {BUS},
    "--older-than 2m": {BUS, "hose", "shade", "rent", "bench", "map"},
    "--by huerto": {BUS, "hose"},
    "--by ana": {BUS, "hose"},
    "--by 'River Road'": {"hose", "rent"},
    "--by 'river school'": {"rent", f"{TALKS}#hose-again"},
    "--by us": {"map"},
    "--priority home": {"hose", "shade", "rent", "bench", "map"},
    "--priority housing": {"hose", "shade", "rent", "bench", "map"},
    "--community river": {"hose", "shade", "rent", "bench", "map"},
    "--topic 'getting there'": {"shade"},
    "--topic transport --unanswered": set(),
}


@pytest.mark.parametrize(("options", "expected"), FILTERS.items())
def test_only_what_is_asked_for_is_told(garden: Path, options: str, expected: set[str]) -> None:
    assert set(told(garden, options)) == expected


@pytest.mark.parametrize(
    ("lang", "spoken", "shown"),
    [("en", "es", True), ("es", "es", False), ("en", "en", False)],
)
def test_a_translation_stands_beside_the_words_that_were_said(
    garden: Path, lang: str, spoken: str, shown: bool
) -> None:
    """Where it is of the language in use, and the words are not."""
    what = "what: Se rompió.\ntranslated: {en: It broke.}\n"
    text = "heard:\n  - id: hose\n    text: Gotea.\n    translated: {en: It leaks.}\n"
    day = "2026-03-03-hose"
    meeting = f"id: {day}\ndate: 2026-03-03\ntitle: Hose\nlang: {spoken}\n{text}"
    write_files(
        garden,
        {
            "records/harms/broken.yaml": f"id: broken\nlang: {spoken}\n{what}",
            f"records/meetings/2026/{day}.yaml": meeting,
        },
    )
    for command, said, other in (
        ("heard", "Gotea.", "It leaks."),
        ("harm list", "Se rompió.", "It broke."),
        ("harm show broken", "Se rompió.", "It broke."),
    ):
        page = run(*command.split(), "--lang", lang, root=garden).stdout
        assert said in page
        assert (other in page) is shown


def test_where_nothing_fits_that_is_said(garden: Path) -> None:
    answer = cpp(garden, "heard --topic transport --unanswered")
    assert "Nothing like that is written down." in answer.stdout
    assert answer.status == 0


def test_a_page_that_is_handed_on_says_what_was_left_out(garden: Path) -> None:
    asked = "--topic transport --older-than 12d --community river --priority housing --unanswered"
    said = cpp(garden, f"heard {asked}").stdout.split("\n\n")[2]
    assert said == (
        "Only what has no answer yet. Only what was said before 2026-05-20. Only of meetings"
        " about: A home for everyone. Only what was said for: River Road neighbors."
        " Only about: Getting there."
    )
    assert "Only " not in cpp(garden, "heard").stdout


def test_where_nothing_was_heard_yet_that_is_said(repo: Path) -> None:
    answer = cpp(repo, "heard --as-of 2026-01-01")
    assert "Nothing that was heard is written down yet: cpp meeting add --help" in answer.stdout


def test_where_everything_has_an_answer_that_is_said(repo: Path) -> None:
    answer = cpp(repo, "heard --unanswered")
    assert "Everything that was heard has an answer." in answer.stdout


def test_what_was_said_today_has_not_waited_a_day(garden: Path) -> None:
    assert "  Answer   none yet\n" in cpp(garden, "heard --as-of 2026-05-20").stdout
    assert "  Answer   none yet, after one day\n" in cpp(garden, "heard --as-of 2026-05-21").stdout


def test_where_there_is_no_such_topic_those_there_are_are_named(garden: Path) -> None:
    refused = cpp(garden, "heard --topic zzz")
    assert refused.stderr == 'cpp: There is no topic "zzz".\nThere are: transport\n'
    assert refused.status == 2


def test_a_program_without_a_list_of_topics_takes_any_word(garden: Path) -> None:
    program = garden / "records/program.yaml"
    program.write_text(program.read_text().replace("topics:\n  transport: Getting there\n", ""))
    assert set(told(garden, "--topic transport")) == {"shade"}
    assert told(garden, "--topic nothing") == {}


def test_a_spreadsheet_gets_a_row_for_each(garden: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cpp(garden, "heard --format csv").stdout)))
    by_id = {row["id"]: row for row in rows}
    assert len(rows) == 7
    assert by_id[f"{GARDEN}#bench"]["states"] == "kept"
    assert by_id[f"{GARDEN}#bench"]["promises"] == "2026-03-05-benches"
    assert by_id[f"{GARDEN}#shade"]["answered_by"] == "lcph-cpp/maria-k"
    assert by_id[f"{GARDEN}#rent"]["for"] == "river-road, river-school"
    assert by_id[f"{GARDEN}#rent"]["text"] == "The rent went up again. "


def test_in_markdown_each_has_its_facts_below_it(garden: Path) -> None:
    found = markdown(cpp(garden, "heard --unanswered --format md").stdout)
    place = found.index("The hose leaks.")
    assert found[place + 4] == f"Id: {GARDEN}#hose"


def test_on_a_page_each_has_its_facts_below_it(garden: Path) -> None:
    words = html(cpp(garden, "heard --unanswered --format html").stdout).words
    assert words["p"][2:4] == ["The hose leaks.", "The rent went up again."]
    assert words["dt"][:4] == ["Said", "Meeting", "Answer", "Id"]
    assert words["dd"][2:4] == ["none yet, after 91 days", f"{GARDEN}#hose"]


def test_the_records_behind_each_number_can_be_named(garden: Path) -> None:
    assert f"Answered by a promise: {BUS}, {GARDEN}#bench" in (
        cpp(garden, "heard --show-records").stdout
    )


# Those who were promised more than to be told


def engaged(level: str, day: str, heard: str = "") -> dict[str, str]:
    return {
        f"records/meetings/2026/{day}-talk.yaml": (
            f"id: {day}-talk\ndate: {day}\ntitle: A talk\n"
            f"engagement: {{promised: {level}}}\n{heard}"
        )
    }


def silent(root: Path) -> list[str]:
    """Return the meetings that status names, because nobody reported back."""
    data = json.loads(cpp(root, "status --format json").stdout)["data"]
    found: list[str] = data.get("no_report_back", {"records": []})["records"]
    return found


@pytest.mark.parametrize(
    ("level", "named"),
    [
        ("ignore", False),
        ("inform", False),
        ("consult", True),
        ("involve", True),
        ("collaborate", True),
        ("defer-to", True),
    ],
)
def test_status_names_a_meeting_from_consult_on_without_a_report_back(
    repo: Path, level: str, named: bool
) -> None:
    """Today is 1 June: the first is 31 days ago, the second 30, and the program says nothing."""
    write_files(repo, engaged(level, "2026-05-01") | engaged(level, "2026-05-02"))
    assert silent(repo) == ["2026-05-01-talk"] * named


def test_the_program_says_after_how_many_days_a_meeting_is_named(repo: Path) -> None:
    write_files(repo, engaged("consult", "2026-05-30") | engaged("consult", "2026-05-31"))
    assert silent(repo) == []
    program = repo / "records/program.yaml"
    program.write_text(program.read_text() + "days: {report_back: 1}\n")
    assert silent(repo) == ["2026-05-30-talk"]
    assert "No report-back after one day" in cpp(repo, "status").stdout


def test_a_meeting_is_named_until_all_that_was_said_has_its_answer(repo: Path) -> None:
    item = "heard:\n  - {id: rent, text: The rent is up., for: [river-road]}\n"
    write_files(repo, engaged("consult", "2026-03-01", item))
    assert silent(repo) == ["2026-03-01-talk"]
    assert cpp(repo, "heard answer rent --why 'It is the state.' --by us").status == 0
    assert silent(repo) == []


# The answer


def test_a_promise_answers_and_is_owed_to_those_it_was_said_for(garden: Path) -> None:
    done = cpp(garden, "heard answer hose --from us --what 'A new hose' --due 2026-07-01")
    assert done.stdout == (
        "2026-06-01-a-new-hose\n"
        "Wrote records/commitments/2026/2026-06-01-a-new-hose.yaml\n"
        "+id: 2026-06-01-a-new-hose\n"
        "+from: lcph-cpp\n"
        "+to: river-road\n"
        "+what: A new hose\n"
        "+made:\n"
        "+  date: 2026-06-01\n"
        "+due: 2026-07-01\n"
        "+answers:\n"
        f"+  - {GARDEN}#hose\n"
    )
    assert done.stderr == "It is owed to River Road neighbors (else give --to).\n"
    assert told(garden)["hose"]["outcome"] == "promised"
    assert cpp(garden, "validate").status == 0


def test_a_promise_that_was_made_in_a_meeting_has_its_day(garden: Path) -> None:
    words = f"heard answer hose --from us --what Hose --made-meeting {TALKS} --kind report-back"
    fields = cpp(garden, words).stdout
    assert f"+made:\n+  date: 2026-05-20\n+  meeting: {TALKS}\n" in fields
    assert "+kind: report-back\n" in fields


TO = {
    "hose": "river-road",
    f"{TALKS}#hose-again": "river-school",
    BUS.replace("bus-stop", "light"): "huerto-sol",
    f"{GARDEN}#tree": "river-road",
    "lost": "huerto-sol",
    "gone": "nobody-left",
    "rent": None,
    "map": None,
    "bare": None,
}
MORE = {
    "records/program.yaml": ("topics:", "  nobody-left: {name: Those who left}\ntopics:"),
    f"records/meetings/2026/{GARDEN}.yaml": (
        "heard:\n",
        "heard:\n  - {id: tree, text: A tree.}\n"
        "  - {id: lost, by: huerto-sol/ana-r, for: [nobody-left], text: All is lost.}\n"
        "  - {id: gone, for: [nobody-left], text: All are gone.}\n",
    ),
    f"records/meetings/2026/{TALKS}.yaml": ("heard:\n", "heard:\n  - {id: bare, text: Bare.}\n"),
    "records/meetings/2026/2026-02-10-listening.yaml": (
        "heard:\n",
        "heard:\n  - {id: light, by: huerto-sol/ana-r, text: It is dark.}\n",
    ),
}


@pytest.mark.parametrize(("item", "to"), TO.items())
def test_to_whom_it_is_owed_is_said_or_asked_for(garden: Path, item: str, to: str | None) -> None:
    """Those it was said for, if they can say that it was kept; else the partner of who said it."""
    for path, change in MORE.items():
        file = garden / path
        file.write_text(file.read_text().replace(*change))
    done = cpp(garden, f"heard answer {item} --from us --what Something --dry-run")
    if to:
        assert f"+to: {to}\n" in done.stdout
        warned = "Nobody speaks for Those who left now: nobody could say that it was kept.\n"
        assert (warned in done.stderr) is (to == "nobody-left")
    else:
        assert (done.status, done.stdout) == (2, "")
        assert "Give --to." in done.stderr
    given = cpp(garden, f"heard answer {item} --from river-school --to us --what It --dry-run")
    assert "+to: lcph-cpp\n" in given.stdout


def test_the_reason_why_not_is_written_beside_what_was_said(garden: Path) -> None:
    done = cpp(garden, "heard answer rent --why 'That is the state.' --by maria --date 2026-05-30")
    assert done.stdout == (
        f"{GARDEN}#rent\n"
        f"Wrote records/meetings/2026/{GARDEN}.yaml\n"
        "+    answer:\n"
        "+      date: 2026-05-30\n"
        "+      by: lcph-cpp/maria-k\n"
        "+      text: That is the state.\n"
    )
    assert told(garden)["rent"]["answer"] == {
        "date": "2026-05-30",
        "by": "lcph-cpp/maria-k",
        "text": "That is the state.",
    }
    assert cpp(garden, "validate").status == 0


NAMED = {
    "hose": "hose",
    "#hose": "hose",
    f"{GARDEN}#hose": "hose",
    "2026-03-02-huerto#hose": "hose",
    "'rent went'": "rent",
    TALKS: f"{TALKS}#hose-again",
    "'At the garden#hose'": "hose",
    "garden#hose": "hose",
    "talks": f"{TALKS}#hose-again",
}


@pytest.mark.parametrize(("typed", "item"), NAMED.items())
def test_what_was_heard_is_named_by_its_id_its_meeting_or_its_words(
    garden: Path, typed: str, item: str
) -> None:
    done = cpp(garden, f"heard answer {typed} --why So --by us --dry-run")
    assert done.stdout.splitlines()[0].removeprefix(f"{GARDEN}#") == item
    promised = cpp(
        garden, f"commitment add --from us --to huerto --what It --answers {typed} --dry-run"
    )
    assert done.stdout.splitlines()[0] in promised.stdout


REFUSED = {
    "heard answer": "ITEM is missing.",
    "heard answer hose": "An answer is missing: a promise, or the reason why not.",
    "heard answer hose --why So": "--by is missing: who says so?",
    "heard answer hose --by us": "--why is missing: why not, or what was done at once?",
    "heard answer hose --from us": "Not all that a commitment needs was given.",
    "heard answer hose --why So --by us --from us": (
        "Give a promise, or the reason why not: not both."
    ),
    "heard answer hose --date 2026-05-01 --from us --what It": (
        "Give a promise, or the reason why not: not both."
    ),
    "heard answer nothing --why So --by us": 'Nothing that was heard fits "nothing".',
    "heard answer 2026-03-02 --why So --by us": (
        '"2026-03-02" could be more than one thing that was said:'
    ),
    "heard answer bus --why So --by us": f"{BUS} has an answer already.",
    "heard answer shade --from us --what Trees": f"{GARDEN}#shade has an answer already.",
    "heard answer hose --why So --by us --date 2026-02-01": (
        "Nothing was changed, because this would be wrong:"
    ),
    "heard answer hose --from huerto --to huerto --what It": (
        "Nothing was changed, because this would be wrong:"
    ),
    "heard --unanswered answer hose": "--unanswered belongs to cpp heard, not to cpp heard answer.",
    "heard --older-than soon": "--older-than soon: this is no span of time.",
    "heard --priority nothing": 'There is no priority "nothing".',
    "heard --topic nothing": 'There is no topic "nothing".',
    "heard --community huerto": 'There is no community "huerto".',
    "heard answer hose-again --why So --by lee": (
        "Lee W (River School) is of those who said it: others answer it."
    ),
    "heard answer hose-again --why So --by river-school": (
        "River School is of those who said it: others answer it."
    ),
    "heard --at 2026-05-01 answer hose": "--at looks at the past, and cpp heard answer writes.",
}


@pytest.mark.parametrize(("command", "message"), REFUSED.items())
def test_what_cannot_be_is_refused_and_nothing_is_written(
    garden: Path, command: str, message: str
) -> None:
    before = files_of(garden)
    answer = cpp(garden, command)
    assert (answer.status, answer.stdout) == (2, "")
    assert f"cpp: {message}\n" in answer.stderr
    assert files_of(garden) == before


def test_a_refusal_says_by_what_it_is_answered(garden: Path) -> None:
    promised = cpp(garden, "heard answer bench --why So --by us").stderr
    assert "A promise answers it: Two benches (kept; 2026-03-05-benches)\n" in promised
    replied = cpp(garden, "heard answer shade --why So --by us").stderr
    assert ") answered on 2026-03-20: Trees come in autumn.\n" in replied


def test_of_several_those_without_an_answer_are_meant(garden: Path) -> None:
    """All of the meeting match, and two of its five have an answer."""
    refused = cpp(garden, f"heard answer {GARDEN} --why So --by us").stderr
    named = [line.split()[0] for line in refused.splitlines() if line.startswith("  ")]
    assert named == [f"{GARDEN}#{one}" for one in ("hose", "rent", "map")]


def test_an_answer_in_the_future_is_there_already(garden: Path) -> None:
    """It would be written over else."""
    cpp(garden, "heard answer hose --why So --by us")
    words = ("heard", "answer", "hose", "--why", "No", "--by", "us")
    answer = run(*words, root=garden, today="2026-05-01")
    assert answer.status == 2
    assert "has an answer already" in answer.stderr


def test_a_dry_run_writes_nothing(garden: Path) -> None:
    before = files_of(garden)
    for words in ("--why So --by us", "--from us --what It"):
        answer = cpp(garden, f"heard answer hose {words} --dry-run")
        assert "Would write records/" in answer.stdout
    assert files_of(garden) == before
