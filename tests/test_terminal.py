"""The program at a real terminal: its questions, the editor, and how wide it prints."""

import fcntl
import os
import pty
import re
import select
import stat
import struct
import subprocess
import sys
import termios
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.support import ROOT, TODAY, files_of, run, write_files

BUS = "2026-02-10-bus-stop-light"
HOLDS = 60.0
"""Seconds after which a program that says nothing is taken to hang."""

# The terminal becomes the program's own, so that Ctrl-C reaches it as at any other.
START = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from cpp_cli.main import main
sys.exit(main())
"""


class Terminal:
    """A program that runs at a terminal; what it prints and what is typed, in one transcript."""

    def __init__(self, screen: int, process: "subprocess.Popen[bytes]") -> None:
        self.screen = screen
        self.process = process
        self.seen = b""
        self.answered = 0

    @property
    def transcript(self) -> str:
        """Return everything on the screen so far."""
        return self.seen.decode().replace("\r\n", "\n")

    def answer(self, question: str, reply: str) -> None:
        """Wait until the program has asked, and type a reply."""
        while not self.transcript[self.answered :].endswith(question):
            assert self._more(), f"{question!r} was never asked: {self.transcript!r}"
        self.answered = len(self.transcript)
        os.write(self.screen, reply.encode())

    def end(self) -> int:
        """Wait until the program has ended; return its exit status."""
        while self._more():
            pass
        return self.process.wait(HOLDS)

    def _more(self) -> bool:
        ready, _, _ = select.select([self.screen], [], [], HOLDS)
        assert ready, f"the program hangs: {self.transcript!r}"
        try:
            some = os.read(self.screen, 65536)
        except OSError:  # Linux says so when the program has closed its side.
            return False
        self.seen += some
        return bool(some)


@contextmanager
def terminal(
    root: Path,
    *arguments: str,
    columns: int = 80,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Terminal]:
    """Run a command at a terminal of a width."""
    screen, keyboard = pty.openpty()
    fcntl.ioctl(keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {"CPP_TODAY": str(TODAY), "TERM": "xterm", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    inherited = {
        name: text
        for name, text in os.environ.items()
        if name not in ("COLUMNS", "LINES", "EDITOR", "VISUAL") and not name.startswith("GIT_")
    }
    process = subprocess.Popen(
        [sys.executable, "-c", START, *arguments],
        cwd=root,
        env={**inherited, **plain, **environment},
        stdin=keyboard,
        stdout=keyboard,
        stderr=keyboard,
        start_new_session=True,
    )
    os.close(keyboard)
    try:
        yield Terminal(screen, process)
    finally:
        process.kill()
        process.wait()
        os.close(screen)


# Questions


@pytest.fixture
def heard(repo: Path) -> Path:
    """The small records, with a meeting in which two things were heard."""
    text = """\
id: 2026-05-20-garden
date: 2026-05-20
title: At the garden
heard:
  - {id: shade, by: huerto-sol/ana-r, for: [river-road], text: There is no shade.}
  - id: hose
    by: river-school/lee-w
    text: The hose leaks.
"""
    return write_files(repo, {"records/meetings/2026/2026-05-20-garden.yaml": text})


def test_adding_a_partner_asks_for_what_is_missing(repo: Path) -> None:
    with terminal(repo, "partner", "add") as person:
        person.answer("What is it called? ", "Casa Norte\n")
        person.answer("What kind of partner is it? (number or name) ", "nothing\n")
        person.answer("What kind of partner is it? (number or name) ", "6\n")
        person.answer("(one name; empty: go on) ", "Bo T\n")
        person.answer("(one name; empty: go on) ", "\n")
        person.answer("A short id for it [casa-norte]: ", "Casa\n")
        person.answer("A short id for it [casa-norte]: ", "\n")
        assert person.end() == 0
    assert person.transcript == (
        "What is it called? Casa Norte\n"
        "What kind of partner is it?\n"
        "   1  community-organization\n"
        "   2  coalition\n"
        "   3  tribal-government\n"
        "   4  public-agency\n"
        "   5  county-program\n"
        "   6  school\n"
        "   7  health-care\n"
        "   8  faith-community\n"
        "   9  funder\n"
        "  10  business\n"
        "  11  resident-group\n"
        "  12  other\n"
        "What kind of partner is it? (number or name) nothing\n"
        "None matches. Type a number from the list, or part of a name.\n"
        "What kind of partner is it? (number or name) 6\n"
        "  = school\n"
        "Who is in it? (one name; empty: go on) Bo T\n"
        "Who is in it? (one name; empty: go on) \n"
        "A short id for it [casa-norte]: Casa\n"
        "Casa cannot be an id.\n"
        "An id has at most 80 lower-case letters, digits and hyphens, such as huerto-sol.\n"
        "A short id for it [casa-norte]: \n"
        "casa-norte\n"
        "Wrote records/partners/casa-norte.yaml\n"
        "+id: casa-norte\n"
        "+name: Casa Norte\n"
        "+kind: school\n"
        "+status: active\n"
        "+people:\n"
        "+  - id: bo-t\n"
        "+    name: Bo T\n"
    )
    assert run("validate", root=repo).status == 0


def test_adding_a_meeting_echoes_the_day_and_asks_for_each_promise(repo: Path) -> None:
    """In the notes, "next friday" is the one after the meeting."""
    notes = (
        "They want benches.\n"
        "- [ ] us -> huerto: Bring the map (by next friday)\n"
        "- [ ] ana -> us: Draw the bus stop\n"
    )
    (repo / "minutes.md").write_text(notes)
    with terminal(repo, "meeting", "add", "--file", "minutes.md") as person:
        person.answer("On which day was it? [2026-06-01]: ", "last monday\n")
        person.answer("What was it about, in a few words? ", "Benches\n")
        person.answer("Who came? (number or name; empty: go on) ", "ana\n")
        person.answer("Who came? (number or name; empty: go on) ", "\n")
        person.answer("Make this a commitment? [Y/n] ", "perhaps\n")
        person.answer("Make this a commitment? [Y/n] ", "\n")
        person.answer("Make this a commitment? [Y/n] ", "n\n")
        assert person.end() == 0
    asked = person.transcript.partition("What was it about")
    assert asked[0] == (
        "On which day was it? [2026-06-01]: last monday\n"
        "last monday is Monday 25 May 2026 (2026-05-25).\n"
    )
    assert (
        "Lane County Public Health, Community Partnerships owes Huerto Sol: Bring the map"
        " (by Friday 29 May 2026 (2026-05-29))"
        " Make this a commitment? [Y/n] perhaps"
        " Please answer y or n."
        " Make this a commitment? [Y/n]"
        " Ana R (Huerto Sol) owes Lane County Public Health, Community Partnerships:"
        " Draw the bus stop (no date)"
        " Make this a commitment? [Y/n] n"
    ) in " ".join(person.transcript.split())
    assert sorted(path.name for path in repo.glob("records/*/2026/*")) == [
        "2026-02-10-bus-stop-light.yaml",
        "2026-02-10-listening.yaml",
        "2026-05-25-benches.yaml",
        "2026-05-25-bring-the-map.yaml",
    ]
    assert run("validate", root=repo).status == 0


@pytest.mark.parametrize(("answer", "status"), [("n", 130), ("", 0)])
def test_before_a_partner_is_asked_once_more_it_is_asked_whether_to_go_on(
    repo: Path, answer: str, status: int
) -> None:
    asking = ("meeting", "add", "--attendees", "huerto", "--convened-by", "us", "--title", "Plan")
    for day in ("2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07"):
        assert run(*asking, "--date", day, root=repo).status == 0
    with terminal(repo, *asking, "--date", "2026-06-08") as person:
        person.answer("Ask them all the same? [Y/n] ", f"{answer}\n")
        assert person.end() == status
    assert "We have asked Huerto Sol 4 times since 2026-03-10; the latest:\n" in person.transcript
    assert ("Nothing was written." in person.transcript) is (status != 0)
    assert (repo / "records/meetings/2026/2026-06-08-plan.yaml").exists() is (status == 0)


def test_a_meeting_that_has_been_is_written_down_without_a_question(repo: Path) -> None:
    asking = ("meeting", "add", "--attendees", "huerto", "--convened-by", "us", "--title", "Plan")
    for day in ("2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07"):
        assert run(*asking, "--date", day, root=repo).status == 0
    with terminal(repo, *asking, "--date", "2026-05-28") as person:
        assert person.end() == 0
    assert "We have asked Huerto Sol 4 times" in person.transcript


def test_confirming_offers_only_those_who_may_say_it(repo: Path) -> None:
    with terminal(repo, "commitment", "confirm", "bus") as person:
        person.answer("Who says it? (number or name) ", "ana\n")
        person.answer(" say it? (number or name) ", "phone\n")
        assert person.end() == 0
    assert person.transcript.startswith(
        "Who says it?\n"
        "   1  Huerto Sol  (huerto-sol)\n"
        "   2  Ana R (Huerto Sol)  (huerto-sol/ana-r)\n"
        "Who says it? (number or name) ana\n"
        "  = Ana R (Huerto Sol)\n"
        "How did Ana R (Huerto Sol) say it?\n"
        "   1  phone\n"
    )
    assert "+    event: confirmed\n+    by: huerto-sol/ana-r\n+    via: phone\n" in (
        person.transcript
    )


def test_what_waits_for_an_answer_is_chosen_from_and_answered_by_a_promise(heard: Path) -> None:
    with terminal(heard, "heard", "answer") as person:
        person.answer("What is answered? (number or name) ", "shade\n")
        person.answer("What is the answer? (number or name) ", "1\n")
        person.answer("Who promised it? (number or name) ", "us\n")
        person.answer("What was promised, in one sentence? ", "Two trees\n")
        person.answer("On which day was it promised? [2026-06-01]: ", "\n")
        person.answer("By when? (empty: no date) ", "soon\n")
        person.answer("By when? (empty: no date) ", "in 2 weeks\n")
        assert person.end() == 0
    assert person.transcript == (
        "What is answered?\n"
        "   1  There is no shade.  (2026-05-20-garden#shade)\n"
        "   2  The hose leaks.  (2026-05-20-garden#hose)\n"
        "What is answered? (number or name) shade\n"
        "  = There is no shade.\n"
        "“There is no shade.”\n"
        "2026-05-20 by Ana R (Huerto Sol), for River Road neighbors\n"
        "What is the answer?\n"
        "   1  a promise  (promise)\n"
        "   2  why not, or what was done at once  (why)\n"
        "What is the answer? (number or name) 1\n"
        "  = a promise\n"
        "It is owed to River Road neighbors (else give --to).\n"
        "Who promised it?\n"
        "   1  Lane County Public Health, Community Partnerships  (lcph-cpp)\n"
        "   2  Huerto Sol  (huerto-sol)\n"
        "   3  River School  (river-school)\n"
        "   4  Maria K (Lane County Public Health, Community Partnerships)\n"
        "   (lcph-cpp/maria-k)\n"
        "   5  Ana R (Huerto Sol)  (huerto-sol/ana-r)\n"
        "   6  Lee W (River School)  (river-school/lee-w)\n"
        "Who promised it? (number or name) us\n"
        "  = Lane County Public Health, Community Partnerships\n"
        "What was promised, in one sentence? Two trees\n"
        "On which day was it promised? [2026-06-01]: \n"
        "By when? (empty: no date) soon\n"
        "soon is not a date.\n"
        "Write it as YYYY-MM-DD, such as 2026-06-01, or in words: next friday, in 2\n"
        "weeks, ayer.\n"
        "By when? (empty: no date) in 2 weeks\n"
        "in 2 weeks is Monday 15 June 2026 (2026-06-15).\n"
        "2026-06-01-two-trees\n"
        "Wrote records/commitments/2026/2026-06-01-two-trees.yaml\n"
        "+id: 2026-06-01-two-trees\n"
        "+from: lcph-cpp\n"
        "+to: river-road\n"
        "+what: Two trees\n"
        "+made:\n"
        "+  date: 2026-06-01\n"
        "+due: 2026-06-15\n"
        "+answers:\n"
        "+  - 2026-05-20-garden#shade\n"
    )
    assert run("validate", root=heard).status == 0


def test_the_reason_why_not_is_asked_for(heard: Path) -> None:
    with terminal(heard, "heard", "answer", "hose") as person:
        person.answer("What is the answer? (number or name) ", "why\n")
        person.answer("Why not, or what was done at once? ", "We mended it on the spot.\n")
        person.answer("Who says so? (number or name) ", "maria\n")
        assert person.end() == 0
    assert person.transcript.endswith(
        "2026-05-20-garden#hose\n"
        "Wrote records/meetings/2026/2026-05-20-garden.yaml\n"
        "+    answer:\n"
        "+      date: 2026-06-01\n"
        "+      by: lcph-cpp/maria-k\n"
        "+      text: We mended it on the spot.\n"
    )
    with terminal(heard, "heard", "answer", "shade", "--why", "No", "--by", "maria") as person:
        assert person.end() == 0
    with terminal(heard, "heard", "answer") as person:
        assert person.end() == 2
    assert person.transcript == "cpp: Everything that was heard has an answer.\n"


def test_several_matches_are_chosen_from(repo: Path) -> None:
    with terminal(repo, "owes", "r", "--quiet") as person:
        person.answer(" do you mean? (number or name) ", "neighbors\n")
        assert person.end() == 0
    assert person.transcript.startswith("Which partner, person or community do you mean?\n   1  ")
    assert "What River Road neighbors owes and is owed" in person.transcript


@pytest.mark.parametrize(
    ("key", "where"),
    [
        ("\x03", "What is it called? "),
        ("\x04", "What is it called? "),
        ("\x03", "What kind of partner is it? (number or name) "),
    ],
)
def test_stopping_in_the_middle_leaves_nothing(repo: Path, key: str, where: str) -> None:
    before = files_of(repo)
    with terminal(repo, "partner", "add") as person:
        if where.startswith("What kind"):
            person.answer("What is it called? ", "Casa Norte\n")
        person.answer(where, key)
        assert person.end() == 130
    assert person.transcript.endswith("Stopped; nothing was written.\n")
    assert "Traceback" not in person.transcript
    assert files_of(repo) == before


def test_no_input_never_asks_at_a_terminal_either(repo: Path) -> None:
    with terminal(repo, "partner", "add", "--no-input") as person:
        assert person.end() == 2
    assert person.transcript == (
        "cpp: Not all that a partner needs was given.\nGive --name, --kind.\n"
    )


# The editor


@pytest.fixture
def editor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An editor that does to a file what `CHANGE` says, in the words of sed."""
    script = tmp_path_factory.mktemp("bin") / "editor"
    script.write_text('#!/bin/sh\nsed -i -e "$CHANGE" "$1"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


def edits(editor: Path, change: str) -> dict[str, str]:
    """Return the environment in which the editor makes a change."""
    return {"EDITOR": str(editor), "CHANGE": change}


def test_the_editor_changes_a_record(repo: Path, editor: Path) -> None:
    change = "s/^status: .*/status: paused  # for now/"
    with terminal(repo, "partner", "edit", "huerto", environment=edits(editor, change)) as person:
        assert person.end() == 0
    assert person.transcript == (
        "huerto-sol\n"
        "Wrote records/partners/huerto-sol.yaml\n"
        "-status: active\n"
        "+status: paused  # for now\n"
    )


def test_an_editor_that_changes_nothing_changes_nothing(repo: Path) -> None:
    before = files_of(repo)
    with terminal(repo, "partner", "edit", "huerto", environment={"EDITOR": "true"}) as person:
        assert person.end() == 0
    assert person.transcript == "huerto-sol\nNothing to change.\n"
    assert files_of(repo) == before


def test_an_error_made_in_the_editor_is_told_and_can_be_mended(repo: Path, editor: Path) -> None:
    """The script writes a word that is not known, and the second time the right one."""
    change = "s/^status: activ$/status: paused/; s/^status: active/status: activ/"
    with terminal(repo, "partner", "edit", "huerto", environment=edits(editor, change)) as person:
        person.answer("Go back to the editor? [Y/n] ", "\n")
        assert person.end() == 0
    assert person.transcript == (
        "Nothing was changed, because this would be wrong:\n"
        "`activ` is not one of the words for `status`. Did you mean `active`?\n"
        "  Use one of these: active, paused, ended.\n"
        "Go back to the editor? [Y/n] \n"
        "huerto-sol\n"
        "Wrote records/partners/huerto-sol.yaml\n"
        "-status: active\n"
        "+status: paused\n"
    )


def test_what_was_typed_in_the_editor_is_kept_when_it_is_not_mended(
    repo: Path, editor: Path
) -> None:
    before = files_of(repo)
    arguments = ("partner", "edit", "huerto")
    with terminal(repo, *arguments, environment=edits(editor, "s/^kind/knd/")) as person:
        person.answer("Go back to the editor? [Y/n] ", "n\n")
        assert person.end() == 2
    draft = repo / ".cpp" / "drafts" / "huerto-sol.yaml"
    assert f"cpp: Nothing was changed. What you wrote is kept in {draft}" in (
        " ".join(person.transcript.split())
    )
    assert draft.read_text() == before["records/partners/huerto-sol.yaml"].decode().replace(
        "kind", "knd"
    )
    draft.unlink()
    assert files_of(repo) == before


def test_an_editor_that_fails_changes_nothing(repo: Path) -> None:
    before = files_of(repo)
    for editor in ("false", "/no/such/editor"):
        with terminal(repo, "partner", "edit", "huerto", environment={"EDITOR": editor}) as person:
            assert person.end() == 3
        assert person.transcript.startswith(f"cpp: The editor {editor} ")
    assert files_of(repo) == before


def test_an_editor_that_cannot_be_understood_is_named(repo: Path) -> None:
    with terminal(repo, "partner", "edit", "huerto", environment={"EDITOR": "vi 'x"}) as person:
        assert person.end() == 3
    assert person.transcript.startswith("cpp: The editor cannot be started: EDITOR is vi 'x.\n")


def test_what_is_saved_in_another_encoding_is_kept_and_not_guessed(
    repo: Path, editor: Path
) -> None:
    before = files_of(repo)
    change = edits(editor, r"s/^name: .*/name: Ni\xf1o/")
    with terminal(repo, "partner", "edit", "huerto", environment=change) as person:
        assert person.end() == 3
    assert "cpp: What was saved is not UTF-8 text; nothing was changed." in person.transcript
    assert b"Ni\xf1o" in (repo / ".cpp/drafts/huerto-sol.yaml").read_bytes()
    assert files_of(repo) == before


def test_an_editor_that_takes_the_file_away_changes_nothing(repo: Path) -> None:
    before = files_of(repo)
    with terminal(repo, "partner", "edit", "huerto", environment={"EDITOR": "rm"}) as person:
        assert person.end() == 3
    assert person.transcript == "cpp: The editor saved nothing; nothing was changed.\n"
    assert files_of(repo) == before


# Width and colour


@pytest.mark.parametrize(
    ("columns", "command"),
    [
        (40, "status"),
        (40, "partner show juniper-court-residents"),
        (80, "summary huerto-sol"),
        (120, "owes --aging 30,60,90 --balance"),
    ],
)
def test_nothing_is_wider_than_the_terminal_and_nothing_is_lost(columns: int, command: str) -> None:
    today, arguments = "2026-10-01", [*command.split(), "--quiet"]
    environment = {"CPP_TODAY": today}
    with terminal(ROOT, *arguments, columns=columns, environment=environment) as person:
        assert person.end() == 0
    assert max(map(len, person.transcript.splitlines())) <= columns
    piped = run(*arguments, root=ROOT, today=today).stdout
    assert letters(person.transcript) >= letters(piped)


def test_a_command_to_copy_is_never_broken(repo: Path) -> None:
    with terminal(repo, "heard", "answer", "bus-stop", "--why", "So", columns=50) as person:
        assert person.end() == 2
    assert person.transcript.endswith(
        "To promise something more:\n  cpp commitment add --answers 2026-02-10-listening#bus-stop\n"
    )
    with terminal(repo, "heard", "answer", "bus-stop", "--why", "So", columns=90) as person:
        assert person.end() == 2
    assert "\nTo promise something more: cpp commitment add" in person.transcript


def letters(text: str) -> Counter[str]:
    """Return how often each letter and digit is in a text."""
    return Counter(re.sub(r"[\W_]", "", text))


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "", "TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    repo: Path, environment: dict[str, str], coloured: bool
) -> None:
    with terminal(repo, "owes", environment=environment) as person:
        assert person.end() == 0
    assert ("\x1b[" in person.transcript) is coloured
