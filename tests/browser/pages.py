"""The pages that are looked at: answers about the shipped records, and answers full of traps."""

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.cli.table import NOUNS
from tests import hostile
from tests.gits import commit_all, git, repository
from tests.support import ROOT, files_of, run, write_files
from tests.test_golden import CASES, TODAY, command_of
from tests.test_render_edge import COMMANDS

LANGUAGES = ("en",)
PLACE = "records/meetings/2025/2025-10-07-juniper-court-listening.yaml"
WITH_GIT = (
    "history huerto-sol",
    "blame huerto-sol",
    "review",
    "doctor",
    "validate",
    "meeting note 2025-10-07-juniper-court-listening --text Thanks --dry-run",
)
"""Commands about what changed, and one that would write."""
WORD = "x" * 10_000
LONG_ID = "a-" * 39 + "zz"


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the folder that it may not leave, its language, and what kind of page it is."""

    path: Path
    root: Path
    kind: str
    lang: str

    @property
    def name(self) -> str:
        """Where it is, as a failing test says it."""
        return f"{self.lang} {self.path.relative_to(self.root)}"


def made(folder: Path) -> list[Page]:
    """Make every page that is published or answered."""
    return answers(folder / "answers")


def answers(folder: Path) -> list[Page]:
    """Write what every expected answer says, as pages, in every language."""
    records = repository(folder / "records", files_of_records())
    file = records / PLACE
    file.write_text(file.read_text(encoding="utf-8").replace("place: ", "place: The "), "utf-8")
    asked = dict.fromkeys(_without_format(command_of(case)) for case in CASES)
    commands = [*asked, *(tuple(shlex.split(command)) for command in WITH_GIT)]
    return [
        _answer(folder / lang, records, words, lang) for lang in LANGUAGES for words in commands
    ]


def files_of_records() -> dict[str, str | bytes]:
    """Return the shipped records."""
    return {f"records/{path}": text for path, text in files_of(ROOT / "records").items()}


def _without_format(command: str) -> tuple[str, ...]:
    return tuple(shlex.split(re.sub(r"^\$ cpp|(-f|--format) \w+", "", command)))


def _answer(folder: Path, root: Path, words: Sequence[str], lang: str, today: str = TODAY) -> Page:
    said = run(*words, "--format", "html", root=root, today=today)
    assert said.stdout.startswith("<!doctype html>"), said
    name = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:80]
    path = folder / f"{name}.html"
    assert not path.exists(), path
    write_files(folder, {path.name: said.stdout})
    return Page(path, folder, " ".join(words[: 2 if words[0] in NOUNS else 1]), lang)


def traps(folder: Path) -> list[Page]:
    """Write what every command answers about records that are full of traps."""
    root = folder / "records"
    git(folder, "init", "--quiet", str(root))
    pages = []
    for name, text in (("marks", " ".join(hostile.READABLE)), ("width", WORD)):
        write_files(root, hostile.records(text))
        if name == "width":
            _long_ids(root)
        commit_all(root)
        pages += [_trap(folder / name, root, command) for command in COMMANDS]
    return pages


def _trap(folder: Path, root: Path, command: str) -> Page:
    return _answer(folder, root, command.split(), "en", "2026-05-01")


def _long_ids(root: Path) -> None:
    """An id is as long as it may be."""
    text = f"id: {LONG_ID}\nname: Long\nkind: other\nstatus: active\n"
    write_files(root, {f"records/partners/{LONG_ID}.yaml": text})


def one_of_each(pages: Iterable[Page]) -> list[Page]:
    """Return the largest page of each kind, in each language."""
    by_size = sorted(pages, key=lambda page: page.path.stat().st_size)
    return list({(page.kind, page.lang): page for page in by_size}.values())
