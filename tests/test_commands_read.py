"""Commands that read, as terminal sessions on a small repository."""

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cpp_cli import __version__
from tests.support import ROOT, TODAY, Session, partner, run, write_files

pytestmark = pytest.mark.twice

BUS_STOP = "2026-02-10-bus-stop-light"


def cpp(root: Path, command: str, **more: str) -> Session:
    """Run a command line, as it would be typed after `cpp`."""
    return run(*shlex.split(command), root=root, **more)


def program(root: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as the shell does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cpp_cli", *arguments],
        cwd=root,
        env={**os.environ, "CPP_TODAY": str(TODAY), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def busy(repo: Path) -> Path:
    """The small records, and more: promises both ways, between partners and among ourselves."""
    promises = {
        "2026-03-01-map": "from: huerto-sol\nto: lcph-cpp\nkind: information",
        "2026-03-02-seeds": "from: river-school\nto: huerto-sol/ana-r\ndue: 2026-07-01",
        "2026-03-03-forms": "from: lcph-cpp/maria-k\nto: lcph-cpp\ndue: 2026-05-31",
        "2026-03-04-words": "from: lcph-cpp\nto: river-road\nreview: [2026-06-01, 2026-12-01]",
    }
    files = {
        f"records/commitments/2026/{key}.yaml": (
            f"id: {key}\n{text}\nwhat: Something\nmade: {{date: {key[:10]}}}\n"
        )
        for key, text in promises.items()
    }
    return write_files(repo, {**files, **partner("river-clinic")})


# Filters


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("partner list", "huerto-sol lcph-cpp river-clinic river-school"),
        ("partner list --kind community-organization", "huerto-sol"),
        ("partner list --status paused", ""),
        ("meeting list --with ana", "2026-02-10-listening"),
        ("meeting list --with river-school", ""),
        ("meeting list --since 2026-02-10 --until 2026-02-10", "2026-02-10-listening"),
        ("meeting list --since 2026-02-11", ""),
        ("commitment list --direction outgoing", f"{BUS_STOP} 2026-03-04-words"),
        ("commitment list --direction incoming", "2026-03-01-map"),
        ("commitment list --direction between-partners", "2026-03-02-seeds"),
        ("commitment list --direction internal", "2026-03-03-forms"),
        ("commitment list --state overdue", f"{BUS_STOP} 2026-03-03-forms"),
        ("commitment list --kind information", "2026-03-01-map"),
        ("commitment list --from school", "2026-03-02-seeds"),
        ("commitment list --to 'River Road'", "2026-03-04-words"),
        ("commitment list --to huerto", f"{BUS_STOP} 2026-03-02-seeds"),
        ("commitment list --to huerto-sol/ana-r", "2026-03-02-seeds"),
        ("commitment list --with huerto", f"{BUS_STOP} 2026-03-02-seeds 2026-03-01-map"),
        ("commitment list --with us --state open", "2026-03-04-words 2026-03-01-map"),
        ("owes", f"{BUS_STOP} 2026-03-03-forms 2026-03-04-words 2026-03-02-seeds 2026-03-01-map"),
        ("owes --overdue", f"{BUS_STOP} 2026-03-03-forms"),
        ("owes --from maria", "2026-03-03-forms"),
        ("owes --to us", "2026-03-03-forms 2026-03-01-map"),
        ("owes huerto --from huerto", "2026-03-01-map"),
        ("owes river-road", "2026-03-04-words"),
        ("harm list --to river-road", "spraying"),
        ("harm list --to huerto", ""),
    ],
)
def test_a_filter_keeps_what_it_names_in_the_order_of_due_dates(
    busy: Path, command: str, found: str
) -> None:
    answer = cpp(busy, f"{command} --format csv")
    assert (answer.status, answer.stderr) == (0, "")
    assert [row["id"] for row in csv.DictReader(io.StringIO(answer.stdout))] == found.split()


def test_an_empty_list_says_so(repo: Path) -> None:
    assert str(cpp(repo, "partner list --status ended")) == "None.\n"


# Names


@pytest.mark.parametrize(
    "text", ["huerto-sol", "huerto", "HUERTO", "Huerto Sol", "sol", "huérto sol"]
)
def test_a_partner_is_found_by_id_name_or_part_of_one(repo: Path, text: str) -> None:
    answer = run("partner", "show", text, "--format", "json", root=repo)
    assert json.loads(answer.stdout)["data"]["id"] == "huerto-sol"


def test_a_former_id_still_finds_its_record(repo: Path) -> None:
    assert "River School" in cpp(repo, "partner show river-elementary").stdout


def test_several_matches_are_listed_and_nothing_is_shown(busy: Path) -> None:
    assert str(cpp(busy, "partner show river")) == (
        "--- stderr ---\n"
        'cpp: "river" could be more than one partner:\n'
        "  river-clinic\n"
        "  river-school  River School\n"
        "Name one of them; nothing was done.\n"
        "--- exit 2 ---\n"
    )


def test_no_match_offers_the_nearest(repo: Path) -> None:
    assert str(cpp(repo, "partner show huerta")) == (
        "--- stderr ---\n"
        'cpp: There is no partner "huerta".\n'
        "The nearest are:\n"
        "  huerto-sol  Huerto Sol\n"
        "--- exit 2 ---\n"
    )


# Days


def test_words_for_a_day_are_echoed_in_full_beside_the_answer(repo: Path) -> None:
    answer = cpp(repo, "owes --as-of 'in 2 weeks' --format json")
    assert json.loads(answer.stdout)["as_of"] == "2026-06-15"
    assert answer.stderr == "in 2 weeks is Monday 15 June 2026 (2026-06-15).\n"


def test_words_for_a_day_may_be_spanish(repo: Path) -> None:
    answer = cpp(repo, "owes --as-of mañana --format json")
    assert json.loads(answer.stdout)["as_of"] == "2026-06-02"


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-02-10", "open"), ("2026-04-01", "open"), ("2026-04-02", "overdue by one day")],
)
def test_as_of_says_what_was_true_on_that_day(repo: Path, day: str, state: str) -> None:
    shown = cpp(repo, f"commitment show bus --as-of {day}").stdout
    assert f"State               {state}\n" in shown


def test_before_it_was_made_a_promise_is_not_there(repo: Path) -> None:
    assert "Nothing is owed." in cpp(repo, "owes --as-of 2026-02-09").stdout
    assert "had not been made yet" in cpp(repo, "commitment show bus --as-of 2026-02-09").stdout


# What cannot be read, and what is not there


def test_a_broken_record_is_left_out_counted_and_the_answer_is_marked(repo: Path) -> None:
    whole = cpp(repo, "owes").stdout
    write_files(repo, {"records/partners/garden.yaml": "name: [Garden\n"})
    assert cpp(repo, "owes") == Session(
        1,
        whole,
        "cpp: One record could not be read and is left out.\n"
        "See what is wrong with them: cpp validate\n",
    )


def test_several_broken_records_are_counted(repo: Path) -> None:
    write_files(repo, {f"records/partners/{name}.yaml": "" for name in ("a", "b", "c")})
    for command in ("status", "partner list", "summary", "agenda", "harm show spraying"):
        answer = cpp(repo, command)
        assert answer.status == 1
        assert answer.stderr.startswith("cpp: 3 records could not be read and are left out.\n")


def test_where_no_records_are_the_surroundings_are_wrong(tmp_path: Path) -> None:
    assert cpp(tmp_path, "owes") == Session(
        3,
        "",
        f"cpp: There are no records in {tmp_path}.\n"
        "Go to the folder that holds records/program.yaml, or name it with -C FOLDER.\n"
        "To begin with records of your own: cpp init\n",
    )


def test_records_are_found_from_a_folder_below(repo: Path) -> None:
    assert cpp(repo / "records" / "partners", "owes") == cpp(repo, "owes")


def test_a_directory_is_taken_exactly(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert cpp(elsewhere, f"-C {repo} owes") == cpp(repo, "owes")
    assert cpp(elsewhere, f"-C {repo}/records owes").status == 3


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("ow", "There is no command cpp ow.\nDid you mean owes?\nSee: cpp --help\n"),
        ("partner sho", "There is no command cpp partner sho.\nDid you mean show?\n"),
        ("owes --frmat json", "There is no option --frmat here.\nDid you mean --format"),
        ("owes --format", "--format needs a value after it.\nSee: cpp owes --help\n"),
        ("owes --format xml", "There is no format xml.\nChoose one of: text, md, html, json"),
        ("partner show", "ID is missing."),
        ("partner show Huerto Sol", '"Sol" is more than this command takes.\nPut quotes around'),
        ("agenda --days 0", "--days takes a whole number from 1 to 3650.\n"),
        ("agenda --days soon", "--days takes a whole number from 1 to 3650.\n"),
        ("partner show huerto --format csv", "This answer has no table for --format csv.\n"),
        ("owes --as-of whenever", "--as-of: whenever is not a date.\n"),
        ("commitment list --state lost", "--state lost is not known.\nChoose one of: open,"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_way_out(
    repo: Path, command: str, says: str
) -> None:
    answer = cpp(repo, command)
    assert (answer.status, answer.stdout) == (2, "")
    assert answer.stderr.startswith("cpp: ")
    assert says in answer.stderr


def test_a_noun_alone_shows_its_commands(repo: Path) -> None:
    answer = cpp(repo, "partner")
    assert answer.status == 2
    assert "Commands:\n  add " in answer.stdout


# Options of every command


def test_quiet_says_nothing_beside_the_answer(repo: Path) -> None:
    aloud = cpp(repo, "owes --as-of tomorrow")
    quiet = cpp(repo, "owes --as-of tomorrow --quiet")
    assert aloud.stderr
    assert quiet == Session(aloud.status, aloud.stdout, "")


@pytest.mark.parametrize(
    "command",
    [
        "--format json --as-of 2026-03-01 --quiet commitment list --open",
        "commitment --format json --as-of 2026-03-01 --quiet list --open",
        "commitment list --open --format json --as-of 2026-03-01 --quiet",
        "-f json commitment --as-of 2026-03-01 list --quiet --open",
    ],
)
def test_the_options_of_every_command_stand_before_or_after_the_verb(
    repo: Path, command: str
) -> None:
    answer = cpp(repo, command)
    envelope = json.loads(answer.stdout)
    assert (envelope["command"], envelope["as_of"]) == ("commitment list", "2026-03-01")
    assert [one["id"] for one in envelope["data"]["commitments"]] == [BUS_STOP]


@pytest.mark.parametrize("command", ["--version", "owes --version", "--version partner list"])
def test_the_version_is_told_wherever_it_is_asked(tmp_path: Path, command: str) -> None:
    assert str(cpp(tmp_path, command)) == f"cpp {__version__}\n"


def test_today_is_set_by_the_environment_or_refused(repo: Path) -> None:
    assert run("owes", root=repo, today="soon").status == 2
    assert run("owes", root=repo, today="2026-02-09").stdout.endswith("Nothing is owed.\n")


# Text from records is only text


HOSTILE = "=HYPERLINK(1) [red]hi[/red] \x1b[31m\u202e <b> | **x** ::error:: {name} %s"


@pytest.fixture
def hostile(repo: Path) -> Path:
    """Records in which somebody wrote what a program might run."""
    text = HOSTILE.replace("\x1b", "").replace("\u202e", "")
    names = {"plus": "+1 (541) group", "at": "@home", "dash": "-2+3"}
    partners = {
        f"records/partners/{key}.yaml": f"id: {key}\nname: '{name}'\nkind: other\nstatus: active\n"
        for key, name in names.items()
    }
    promise = (
        f"id: 2026-03-01-hostile\nfrom: lcph-cpp\nto: huerto-sol\nwhat: '{text}'\n"
        "made: {date: 2026-03-01}\n"
    )
    path = "records/commitments/2026/2026-03-01-hostile.yaml"
    return write_files(repo, {**partners, path: promise})


def test_no_cell_of_a_spreadsheet_begins_like_a_formula(hostile: Path) -> None:
    for command in ("partner list", "commitment list", "owes", "harm list", "meeting list"):
        answer = cpp(hostile, f"{command} --format csv")
        cells = [cell for row in csv.reader(io.StringIO(answer.stdout)) for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")]
    names = cpp(hostile, "partner list --format csv").stdout
    for name in ("'+1 (541) group", "'@home", "'-2+3"):
        assert name in names


def test_markup_in_a_record_is_shown_as_it_was_written(hostile: Path) -> None:
    for command in ("owes", "commitment show 2026-03-01-hostile", "owes --format json"):
        assert "[red]hi[/red]" in cpp(hostile, command).stdout
    assert r"\[red\]hi\[/red\]" in cpp(hostile, "owes --format md").stdout
    assert r"\<b\> \| \*\*x\*\*" in cpp(hostile, "owes --format md").stdout


@pytest.mark.parametrize("form", ["text", "md", "csv", "json"])
def test_no_escape_sequence_or_turned_word_is_ever_printed(repo: Path, form: str) -> None:
    """Such a record is left out; what is typed is not trusted either."""
    write_files(repo, {"records/partners/x.yaml": f"id: x\nname: '{HOSTILE}'\nkind: other\n"})
    for command in (f"partner list -f {form}", f"validate -f {form}", "partner show '\x1b[31mx'"):
        answer = cpp(repo, command)
        assert answer.status in (1, 2)
        assert "\x1b" not in str(answer)
        assert "\u202e" not in str(answer)


def test_long_text_is_never_cut_in_a_pipe(repo: Path) -> None:
    sentence = "A very long promise, " * 40 + "to the end."
    write_files(
        repo,
        {
            "records/commitments/2026/2026-03-01-long.yaml": "id: 2026-03-01-long\n"
            f"from: lcph-cpp\nto: huerto-sol\nwhat: {sentence}\nmade: {{date: 2026-03-01}}\n"
        },
    )
    for command in ("owes", "commitment list", "status", "commitment show 2026-03-01-long"):
        assert sentence in cpp(repo, command).stdout
        assert sentence in cpp(repo, f"{command} -f md").stdout
    for command in ("owes -f csv", "owes -f json"):
        assert sentence in cpp(repo, command).stdout


# A process of its own


def test_python_m_is_the_same_program(repo: Path) -> None:
    for arguments in (("owes",), ("partner", "show", "huerta"), ()):
        there = program(repo, *arguments)
        here = run(*arguments, root=repo)
        assert (there.returncode, there.stdout, there.stderr) == (
            here.status,
            here.stdout,
            here.stderr,
        )


def test_a_pipe_has_no_colour_whatever_the_terminal_can_do(repo: Path) -> None:
    shown = program(repo, "status", TERM="xterm-256color", FORCE_COLOR="1", CLICOLOR_FORCE="1")
    assert "\x1b" not in shown.stdout


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    """`cpp commitment list | head -1`: more is printed than a pipe holds, and nobody reads it."""
    words = ["commitment", "list", "--format", "json"]
    with subprocess.Popen(
        [sys.executable, "-m", "cpp_cli", *words],
        cwd=ROOT,
        env={**os.environ, "CPP_TODAY": "2026-10-01"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
