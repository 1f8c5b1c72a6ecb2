"""Whatever records, arguments and names of files say, all that is printed is only text."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.cli.ask import Asker
from cpp_cli.cli.table import READS, WRITES, top, verbs
from tests import hostile
from tests.gits import git
from tests.readers import READERS, annotations, code_quality, junit, sarif, seen
from tests.support import Session, every_command, examples, run, write_files

BUS = "2026-02-10-bus-stop-light"
COMMANDS = {
    "status": top()["status"],
    "owes --aging 30,60,90 --balance": top()["owes"],
    "owes huerto-sol": top()["owes"],
    "agenda": top()["agenda"],
    "agenda huerto-sol": top()["agenda"],
    "heard": top()["heard"],
    "heard --by huerto-sol --older-than 1d": top()["heard"],
    "summary --show-records": top()["summary"],
    "summary river-road": top()["summary"],
    "power": top()["power"],
    "power huerto-sol": top()["power"],
    "load --window 24m --over 1": top()["load"],
    "statement huerto-sol": top()["statement"],
    "statement huerto-sol --confirm-sheet": top()["statement"],
    "power --show-records": top()["power"],
    "power river-road": top()["power"],
    "load --window 200d --over 1 --show-records": top()["load"],
    "load huerto-sol --window 200d": top()["load"],
    "validate": top()["validate"],
    "rule": top()["rule"],
    "rule T004": top()["rule"],
    "partner list": verbs("partner")["list"],
    "partner show huerto-sol": verbs("partner")["show"],
    "partner show old-club": verbs("partner")["show"],
    "meeting list": verbs("meeting")["list"],
    "meeting show 2026-02-10-listening": verbs("meeting")["show"],
    "commitment list": verbs("commitment")["list"],
    f"commitment show {BUS}": verbs("commitment")["show"],
    "harm list": verbs("harm")["list"],
    "harm show spraying": verbs("harm")["show"],
    "history huerto-sol": top()["history"],
    "blame huerto-sol": top()["blame"],
}
CALLS = [(command, form) for command, entry in COMMANDS.items() for form in entry.formats]
WITHOUT_A_TABLE = "This answer has no table"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept_with_git(tmp_path_factory.mktemp("records"))


def kept_with_git(root: Path) -> Path:
    git(root, "init", "--quiet")
    return root


def printed(command: str, form: str, root: Path) -> Session:
    """Run a command and read what it prints: as its format, and on the side as text."""
    answer = run(*command.split(), "--format", form, root=root)
    assert answer.status in (0, 1) or WITHOUT_A_TABLE in answer.stderr or form == "vcf"
    READERS[form](answer.stdout)
    seen(answer.stderr)
    return answer


@examples(100)
@given(call=st.sampled_from(CALLS), text=hostile.OF_A_RECORD)
def test_hostile_words_in_every_field_are_only_words(
    place: Path, call: tuple[str, str], text: str
) -> None:
    root = write_files(place, hostile.records(text))
    printed(*call, root)


@pytest.mark.parametrize(("command", "form"), CALLS)
def test_all_hostile_words_at_once_in_every_answer(tmp_path: Path, command: str, form: str) -> None:
    """That the words are there at all is seen by one that is harmless; some data are ids alone."""
    text = "marker " + " ".join(hostile.READABLE)
    root = write_files(kept_with_git(tmp_path), hostile.records(text))
    answer = printed(command, form, root)
    # A history shows nothing of a text with what may be an address, and among these words is one.
    silent = command.startswith(("rule", "validate", "history"))
    if form in ("text", "md", "html") and not silent:
        assert "marker" in answer.stdout


def test_every_command_that_reads_is_among_them() -> None:
    wanted = {name for name, entry in every_command().items() if entry.does == READS}
    assert {name for name in wanted if not any(one.startswith(name) for one in COMMANDS)} == set()
    assert {form for _, form in CALLS} == set(READERS)


ARGUMENTS = (
    ("partner", "show", "{}"),
    ("partner", "{}"),
    ("{}",),
    ("--", "{}"),
    ("owes", "{}"),
    ("owes", "x", "{}"),
    ("owes", "--{}"),
    ("owes", "--aging", "{}"),
    ("owes", "--as-of", "{}"),
    ("owes", "--format", "{}"),
    ("-C", "{}", "owes"),
    ("history", "{}"),
    ("history", "huerto", "--field", "{}"),
    ("blame", "{}"),
    ("rule", "{}"),
    ("summary", "--since", "{}"),
    ("agenda", "--days", "{}"),
    ("heard", "--by", "{}"),
    ("heard", "--older-than", "{}"),
    ("heard", "--topic", "{}"),
    ("heard", "--priority", "{}"),
    ("heard", "answer", "{}", "--dry-run", "--why", "{}", "--by", "us"),
    ("commitment", "list", "--state", "{}"),
    ("partner", "add", "--dry-run", "--no-input", "--name", "{}", "--kind", "{}"),
    ("partner", "add", "--dry-run", "--no-input", "--name", "{}", "--kind", "other"),
    ("partner", "edit", "huerto", "--dry-run", "--set", "{}"),
    ("partner", "edit", "huerto", "--dry-run", "--set", "notes={}"),
    ("partner", "rename", "huerto", "{}", "--dry-run"),
    ("meeting", "note", "2026", "--dry-run", "--text", "{}"),
    ("meeting", "note", "2026", "--dry-run", "--file", "{}"),
    ("commitment", "progress", "bus", "--dry-run", "--by", "{}", "--note", "{}"),
    ("commitment", "progress", "bus", "--dry-run", "--by", "ana", "--via", "{}", "--note", "{}"),
)


@examples(100)
@given(words=st.sampled_from(ARGUMENTS), text=hostile.ANY)
def test_hostile_arguments_are_only_words(place: Path, words: tuple[str, ...], text: str) -> None:
    root = write_files(place, hostile.records("x"))
    said = text.replace("\x00", "")
    answer = run(*(word.replace("{}", said) for word in words), root=root)
    assert answer.status in (0, 1, 2, 3), answer
    seen(answer.stdout)
    seen(answer.stderr)


def test_today_in_the_environment_is_only_words(repo: Path) -> None:
    answer = run("owes", root=repo, today="\x1b[31m\n::error::x")
    assert answer.status == 2
    seen(answer.stderr)


NAMES = (
    b"a\nb.yaml",
    b"::error::x.yaml",
    b"\x1b[31mred.yaml",
    b"\xff\xfe.yaml",
    b"a,line=1::b%25.yaml",
    "‮lmay.yaml".encode(),
    b"<b>x&y\"'.yaml",
    "\u2028::x.yaml".encode(),
    b"##[add-mask]x.yaml",
    b"=1+1.yaml",
    b"a]]>b.yaml",
)


@pytest.fixture
def odd_names(repo: Path) -> Path:
    """Files with names that a program might run, in a folder with such a name."""
    folder = os.fsencode(repo / "records" / "partners") + b"/\n::error file=x::"
    os.mkdir(folder)
    for name in NAMES:
        with open(folder + b"/" + name, "wb") as file:
            file.write(b"id: x\n")
    return repo


@pytest.mark.parametrize("form", COMMANDS["validate"].formats)
def test_names_of_files_are_only_words(odd_names: Path, form: str) -> None:
    answer = printed("validate", form, odd_names)
    assert answer.status == 1
    name = {"sarif": "%FF%FE", "json": "\\udcff\\udcfe", "github": "\\u{1b}[31mred"}
    assert name.get(form, "\\xff\\xfe") in answer.stdout.replace("\\\\", "\\")


def test_a_folder_with_an_odd_name_is_named_on_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "\n::error::\x1b[31m\udcff"
    folder.mkdir()
    for arguments in (("owes",), ()):
        answer = run(*arguments, root=folder)
        seen(answer.stdout)
        seen(answer.stderr)
        assert "::error::\\u{1b}[31m\\xff" in str(answer).replace("\\u{3a}", ":")


def test_all_formats_for_tools_name_the_same_findings(odd_names: Path) -> None:
    *lines, (_, _, rest) = annotations(run("validate", "-f", "github", root=odd_names).stdout)
    issues = code_quality(run("validate", "-f", "gitlab", root=odd_names).stdout)
    results = sarif(run("validate", "-f", "sarif", root=odd_names).stdout)["results"]
    suite = junit(run("validate", "-f", "junit", root=odd_names).stdout)
    codes = sorted(one["ruleId"] for one in results)
    assert codes == sorted(one["check_name"].split()[0] for one in issues)
    shown = [what["title"].split()[0] for _, what, _ in lines]
    assert shown == [one["ruleId"] for one in results[:9]]
    assert rest.startswith(f"… and {len(results) - 9} more")
    assert codes == sorted(one.get("type", "").split()[0] for one in suite.iter("failure"))
    assert len(codes) >= len(NAMES)


# Formats that a command does not have


@pytest.mark.parametrize(
    ("command", "form"),
    [("owes", "github"), ("status", "vcf"), ("meeting show 2026", "vcf"), ("harm list", "ics")],
)
def test_a_format_of_other_commands_is_refused_with_those_there_are(
    repo: Path, command: str, form: str
) -> None:
    answer = run(*command.split(), "-f", form, root=repo)
    assert (answer.status, answer.stdout) == (2, "")
    called = " ".join(command.split()[:2])
    assert answer.stderr == (
        f"cpp: There is no format {form} for cpp {called}.\n"
        "Choose one of: text, md, html, json, csv.\n"
    )


WRITING = [("partner", "add", "--name", "Casa", "--kind", "other"), ("fix",), ("schema",)]


@pytest.mark.parametrize("form", ["csv", "github", "nonsense"])
@pytest.mark.parametrize("words", WRITING)
def test_nothing_is_written_where_the_format_is_refused(
    repo: Path, words: tuple[str, ...], form: str
) -> None:
    before = sorted(repo.rglob("*"))
    answer = run(*words, "-f", form, root=repo)
    assert (answer.status, answer.stdout) == (2, "")
    assert sorted(repo.rglob("*")) == before


def test_commands_that_write_answer_in_every_other_format(repo: Path) -> None:
    name = "<b> [x](y) ::error::x"
    for entry_name, entry in verbs("partner").items():
        assert (entry.does == WRITES) is ("csv" not in entry.formats), entry_name
    for form in verbs("partner")["add"].formats:
        words = ("partner", "add", "--dry-run", "--name", name, "--kind", "other", "-f", form)
        answer = run(*words, root=repo)
        assert answer.status == 0
        READERS[form](answer.stdout)


# Questions


def test_what_is_asked_and_told_at_a_terminal_is_only_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\x1b[31m\u202e\n::error::x"
    typed = iter(["1\n", "\n"])
    monkeypatch.setattr("sys.stdin", type("Typed", (), {"readline": lambda _: next(typed)})())
    asker = Asker(present=True)
    asker.say(text)
    assert asker.choose(text, [(text, text)]) == text
    assert asker.text(text, default="x") == "x"
    told = capsys.readouterr().err
    seen(told)
    assert len(re.findall(re.escape("\\u{1b}[31m\\u{202e}"), told)) >= 5
