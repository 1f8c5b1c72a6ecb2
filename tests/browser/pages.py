"""The pages that are looked at: answers about the shipped records, and answers full of traps."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpp_cli.cli.table import NOUNS
from cpp_cli.messages import languages
from tests import hostile
from tests.gits import alone, commit_all, git, repository
from tests.support import ROOT, files_of, run, write_files
from tests.test_golden import CASES, TODAY, command_of
from tests.test_render_edge import COMMANDS

FORGE = "https://github.com/example/records"
CHANGED = "records/meetings/2025/2025-10-07-juniper-court-listening.yaml"
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
LONG = f"records/partners/{LONG_ID}.yaml"
SCHOOL = "name: A school with the longest id\nkind: school\nstatus: active\n"


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
    """Make every page that is published, and one answer of every command, in all languages."""
    with alone(folder):
        root = repository(folder / "records", files_of_records())
        git(root, "remote", "add", "origin", f"{FORGE}.git")
        site = published(folder / "site", root, TODAY)
        return [*site, *answers(folder / "answers", root)]


def published(folder: Path, root: Path, today: str) -> list[Page]:
    """Publish records; return every page of the site."""
    said = run("publish", "--out", str(folder), root=root, today=today)
    assert said.status == 0, said
    return [_published(path, folder) for path in sorted(folder.rglob("*.html"))]


def _published(path: Path, folder: Path) -> Page:
    """All pages of a room are of one kind, but for that which lists the others."""
    lang, *rooms = path.relative_to(folder).parts
    if not rooms:
        return Page(path, folder, "published", languages()[0])
    file = rooms[-1] if len(rooms) == 1 or rooms[-1] == "index.html" else "record"
    return Page(path, folder, "/".join(["published", *rooms[:-1], file]), lang)


def answers(folder: Path, root: Path) -> list[Page]:
    """Write as pages the longest answer that is expected of each command, in every language."""
    file = root / CHANGED
    file.write_text(file.read_text(encoding="utf-8").replace("place: ", "place: The "), "utf-8")
    commands = {_command(words): words for words in _expected()}
    commands |= {one: tuple(shlex.split(one)) for one in WITH_GIT}
    return [
        _answer(folder / lang, root, words, lang)
        for lang in languages()
        for words in commands.values()
    ]


def files_of_records() -> dict[str, str | bytes]:
    """Return the shipped records."""
    return {f"records/{path}": text for path, text in files_of(ROOT / "records").items()}


def _expected() -> Iterator[tuple[str, ...]]:
    """Yield the words of the commands of which an answer in text is expected, the longest last."""
    for case in sorted(CASES, key=lambda case: case.stat().st_size):
        command = command_of(case).removeprefix("$ cpp")
        if not re.search(r" (-f|--format|--lang) ", command):
            yield tuple(shlex.split(command))


def _command(words: Sequence[str]) -> str:
    return " ".join(words[: 2 if words[0] in NOUNS else 1])


def _answer(folder: Path, root: Path, words: Sequence[str], lang: str, today: str = TODAY) -> Page:
    said = run(*words, "--format", "html", "--lang", lang, root=root, today=today)
    assert said.stdout.startswith("<!doctype html>"), said
    name = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:80]
    path = folder / f"{name}.html"
    assert not path.exists(), path
    write_files(folder, {path.name: said.stdout})
    kind = next((one for one in ("table", "pre") if f"<{one}" in said.stdout), "text")
    return Page(path, folder, f"answer with {kind}", lang)


def traps(folder: Path) -> list[Page]:
    """Publish records that are full of traps, and write what every command answers about them."""
    with alone(folder):
        root = folder / "records"
        git(folder, "init", "--quiet", str(root))
        marks, wide = " ".join(hostile.READABLE), {LONG: f"id: {LONG_ID}\n{SCHOOL}"}
        write_files(root, hostile.records(marks))
        pages = _trapped(folder / "marks", root)
        write_files(root, hostile.records(WORD) | wide)
        return pages + _trapped(folder / "wide", root)


def _trapped(folder: Path, root: Path) -> list[Page]:
    commit_all(root)
    told = [_answer(folder, root, one.split(), "en", "2026-05-01") for one in COMMANDS]
    (root / "records/partners/wrong.yaml").unlink()
    for file in (root / "records").rglob("*.yaml"):
        file.write_text(_public(file.read_text(encoding="utf-8")), encoding="utf-8")
    site = published(folder / "site", root, "2026-05-01")
    return told + [page for page in site if page.lang == "en"]


def _public(text: str) -> str:
    """Return a record as one that may be published."""
    return re.sub("^visibility: .*\n", "", text, flags=re.MULTILINE) + "visibility: public\n"


def one_of_each(pages: Iterable[Page]) -> list[Page]:
    """Return the largest page of each kind."""
    by_size = sorted(pages, key=lambda page: page.path.stat().st_size)
    return list({page.kind: page for page in by_size}.values())
