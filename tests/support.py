"""What many tests need: records in memory, records on disk, and the terminal."""

import contextlib
import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings

from cpp_cli.cli.table import BELOW, NOUNS, READS, Entry, top, verbs
from cpp_cli.main import main
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import OneByOne, Unreadable
from cpp_cli.reading.store import Store
from cpp_cli.rules import RULES, example

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
TODAY = example.TODAY


def every_command() -> dict[str, Entry]:
    """Return every command of the table by its words."""
    found = {f"{noun} {name}": entry for noun in NOUNS for name, entry in verbs(noun).items()}
    below = {f"{one} {name}": entry for one, done in BELOW.items() for name, entry in done.items()}
    return found | top() | below


def examples(count: int) -> settings:
    """Return how many examples a property is tried on: ten times as many in the long run."""
    return settings(max_examples=count * (10 if os.environ.get("CPP_TEST_LONG") else 1))


class Whatever(dict[str, str]):
    """The same text for whatever the message or the remedy of any rule names."""

    def __init__(self, text: str) -> None:
        super().__init__(dict.fromkeys(_named_by_rules(), text))


@cache
def _named_by_rules() -> frozenset[str]:
    texts = (rule.message + rule.remedy for rule in RULES.values())
    return frozenset(name for text in texts for name in re.findall(r"\{(\w+)\}", text))


def code_of(severity: str) -> str:
    """Return the code of a rule of a severity whose words name nothing."""
    return next(
        code
        for code, rule in RULES.items()
        if rule.severity == severity and "{" not in rule.message + rule.remedy
    )


class InMemory(OneByOne):
    """A snapshot of texts that were never on a disk."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = {
            path: text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
            for path, text in files.items()
        }

    def paths(self) -> list[str]:
        return sorted(self.files)

    def read(self, path: str) -> bytes | Unreadable:
        return self.files.get(path, Unreadable("gone"))


def store_of(files: Mapping[str, str | bytes] | None = None) -> Store:
    """Return the records of the rules' example, with some files changed or added."""
    changed = files or {}
    return _example().after(InMemory(changed).files)


@cache
def _example() -> Store:
    return load(InMemory(example.RECORDS))


def partner(partner_id: str, *people: str, more: str = "") -> dict[str, str]:
    """Return the file of a partner; each person is an id, and perhaps `; field: value` more."""
    lines = []
    for person in people:
        person_id, *fields = person.split("; ")
        lines += [f"  - id: {person_id}", f"    name: {person_id}", *(f"    {f}" for f in fields)]
    text = f"id: {partner_id}\nname: {partner_id}\nkind: school\n" + (more or "status: active\n")
    text += "\n".join(["people:", *lines, ""]) if lines else ""
    return {f"records/partners/{partner_id}.yaml": text}


PROMISE = "2026-03-02-promise"


def promise(from_: str, to: str, *history: str, more: str = "") -> dict[str, str]:
    """Return the file of the commitment `PROMISE`, made on 2026-03-02.

    Each entry is `DATE EVENT BY`, and perhaps `; field: value` more; it is said by phone.
    """
    text = f"id: {PROMISE}\nfrom: {from_}\nto: {to}\nwhat: Bring bus passes\n"
    text += f"made:\n  date: 2026-03-02\n{more}" + ("history:\n" if history else "")
    for entry in history:
        said, *fields = entry.split("; ")
        day, event, by = said.split(" ")
        text += f"  - date: {day}\n    event: {event}\n    by: {by}\n    via: phone\n"
        text += "".join(f"    {field}\n" for field in fields)
    return {f"records/commitments/2026/{PROMISE}.yaml": text}


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def files_of(root: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, but for what git and cpp keep."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", ".cpp"} & set(path.relative_to(root).parts)
    }


@dataclass(frozen=True, slots=True)
class Session:
    """What a command did: its exit status, and what it printed where."""

    status: int
    stdout: str
    stderr: str

    def __str__(self) -> str:
        parts = [self.stdout]
        parts += ["--- stderr ---\n" + self.stderr] if self.stderr else []
        parts += [f"--- exit {self.status} ---\n"] if self.status else []
        return "".join(parts)


class _Stdin(io.TextIOWrapper):
    """Something piped in: never a terminal."""


def run(*arguments: str, root: Path, today: date | str = TODAY, stdin: str = "") -> Session:
    """Run a command as in a pipe, in the folder `root`.

    With `pytest --twice` what reads is asked again: with what is kept now, with what is kept of
    what was asked before, and keeping nothing.
    """
    said = _run(arguments, root, today, stdin)
    if os.environ.get("CPP_TEST_TWICE") and _reads(arguments):
        for kept in ("on", "on", "off"):
            again = _run(arguments, root, today, stdin, kept)
            assert again == said, f"with CPP_CACHE={kept}:\n{again}\nand before:\n{said}"
    return said


def _reads(arguments: Sequence[str]) -> bool:
    """Whether this asks about the records: not where it writes, or looks at what is beside them."""
    words = [word for word in arguments if not word.startswith("-")]
    known = every_command()
    entry = known.get(" ".join(words[:2])) or known.get(" ".join(words[:1]))
    return entry is not None and (entry.does == READS or words[0] in ("validate", "review"))


def _run(
    arguments: Sequence[str], root: Path, today: date | str, stdin: str, kept: str = ""
) -> Session:
    out, err = io.StringIO(), io.StringIO()
    with (
        _surroundings(root, str(today), stdin, kept),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main(list(arguments))
    return Session(status, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _surroundings(root: Path, today: str, stdin: str, kept: str) -> Iterator[None]:
    import sys

    before, input_before = dict(os.environ), sys.stdin
    os.environ["CPP_TODAY"] = today
    if kept:
        os.environ["CPP_CACHE"] = kept
    sys.stdin = _Stdin(io.BytesIO(stdin.encode()), encoding="utf-8")
    try:
        with contextlib.chdir(root):
            yield
    finally:
        sys.stdin = input_before
        os.environ.clear()
        os.environ.update(before)


def blessed(path: Path, text: str, request: "pytest.FixtureRequest") -> None:
    """Compare a text with an expected one, or with --bless make it the expected one."""
    if request.config.getoption("--bless"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    test = request.node.nodeid.partition("::")[0]
    expected = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text == expected, f"{path.name} is not up to date: pytest {test} --bless rewrites it"
