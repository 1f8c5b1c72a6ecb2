"""Every refusal and complaint that people meet, each with the commands that bring it about.

A case is a file in `tests/gallery/`: a terminal session among the small records. Lines that begin
with `$` are replayed, the rest is what they print:

    $ cat > PATH <<END      a file is written, up to the line END
    $ rm PATH               a file is taken away
    $ cd DIR                the next commands run there
    $ git commit            all records are committed
    $ git …                 git, in the folder of the records
    $ cpp …                 a command, perhaps with NAME=VALUE before it and < PATH behind it
"""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT, TODAY, blessed, run, write_files

FOLDER = ROOT / "tests" / "gallery"
CASES = sorted(FOLDER.glob("*.txt"))
HOME = "/home/maria/partnerships"
"""What the folder of the records is called in the gallery."""

JARGON = re.compile(
    r"\b(None|null|nil|Traceback|Python|YAML|JSON|parse[dr]?|token|scalar|mapping|sequence|string|"
    r"boolean|integer|int|float|tuple|dict|regex|stdin|stdout|argv|argument|parameter|exception|"
    r"invalid|illegal|fatal|failed|HEAD|stage|commit|repository|<noun>)\b"
)


def steps(text: str) -> Iterator[tuple[str, str]]:
    """Yield the commands of a session, each with the lines that are typed below it."""
    lines = iter(text.splitlines(keepends=True))
    for line in lines:
        if line.startswith("$ cat > "):
            typed = []
            while (below := next(lines)) != "END\n":
                typed.append(below)
            yield line[2:].strip(), "".join(typed)
        elif line.startswith("$ "):
            yield line[2:].strip(), ""


class _Place:
    """The folder of a session, and what its commands do there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.here = root

    def play(self, command: str, typed: str) -> str:
        """Run one command; return what the session shows of it."""
        words = shlex.split(command)
        if words[0] == "cat":
            write_files(self.root, {words[2]: typed.encode("utf-8", "surrogateescape")})
            return f"$ {command}\n{typed}END\n"
        if words[0] == "rm":
            (self.root / words[1]).unlink()
        elif words[0] == "cd":
            self.here = self.root / words[1]
            self.here.mkdir(parents=True, exist_ok=True)
        elif words[0] == "git":
            self._git(words[1:])
        else:
            return f"$ {command}\n" + self._cpp(words)
        return f"$ {command}\n"

    def _cpp(self, words: list[str]) -> str:
        today, stdin = str(TODAY), ""
        if words[0].startswith("CPP_TODAY="):
            today = words.pop(0).partition("=")[2]
        if "<" in words:
            *words, _, path = words
            stdin = (self.root / path).read_text(encoding="utf-8")
        assert words[0] == "cpp", words
        shown = str(run(*words[1:], root=self.here, today=today, stdin=stdin))
        return shown.replace(str(self.root), HOME)

    def _git(self, words: list[str]) -> None:
        everything = [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Records"]]
        for arguments in everything if words == ["commit"] else [words]:
            subprocess.run(
                ["git", "-c", "user.name=M", "-c", "user.email=m@example.org", *arguments],
                cwd=self.root,
                env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
                check=True,
            )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_people_meet_is_written_down_plain_and_with_a_way_out(
    case: Path, repo: Path, request: pytest.FixtureRequest
) -> None:
    place = _Place(repo)
    text = case.read_text(encoding="utf-8")
    session = "".join(place.play(command, typed) for command, typed in steps(text))
    _read_aloud(session)
    blessed(case, session, request)


def _read_aloud(session: str) -> None:
    """No jargon, a whole sentence, a remedy below it, an exit status."""
    answer = session[session.rfind("\n$ cpp") + 1 :]
    shown = answer.partition("--- stderr ---\n")[2] or answer.partition("\n")[2]
    complaint, _, end = shown.rpartition("--- exit ")
    assert end.partition(" ")[0] in ("1", "2", "3")
    assert not JARGON.search(complaint)
    lines = complaint.splitlines()
    assert len(lines) > 1
    if "--- stderr ---" in answer:
        assert re.match(r"cpp: .*[.:?]$", lines[0])
