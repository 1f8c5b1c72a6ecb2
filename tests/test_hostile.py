"""Hostile files: what attackers and unlucky people put among the records, each with its verdict.

`tests/hostile/GROUP/KIND/NAME.yaml` holds a file as it would arrive, byte for byte; the list
`verdicts.txt` beside them says of each what is told of it: every code with its line and column in
the order of their places, or `fine`. A new case is a new file and a new line. What is too large to
be kept is made here, in `MADE`.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from cpp_cli.reading.text import MAX_BYTES
from cpp_cli.rules import example
from tests.support import run, write_files

FOLDER = Path(__file__).parent / "hostile"
LIST = FOLDER / "verdicts.txt"
PLACES = {
    "program": "records/program.yaml",
    "partner": "records/partners/{}.yaml",
    "meeting": "records/meetings/2026/{}.yaml",
    "commitment": "records/commitments/2026/{}.yaml",
    "harm": "records/harms/{}.yaml",
}
STORED = {
    path.relative_to(FOLDER).with_suffix("").as_posix(): path.read_bytes()
    for path in sorted(FOLDER.rglob("*.yaml"))
}


def club(name: str, more: str) -> bytes:
    return f"id: {name}\nname: Club\nkind: school\nstatus: active\n{more}".encode()


def history(name: str, entries: int) -> bytes:
    entry = "  - {date: 2026-04-01, event: progress, by: lcph-cpp}\n"
    head = f"id: {name}\nfrom: lcph-cpp\nto: huerto-sol\nwhat: Come\nmade:\n  date: 2026-03-02\n"
    return f"{head}history:\n{entry * entries}".encode()


MADE = {
    "made/partner/one-byte-too-many": club("one-byte-too-many", "").ljust(MAX_BYTES + 1, b"#"),
    "made/partner/a-million-letters": b"a" * 1_000_000,
    "made/partner/a-video": bytes(range(256)) * 5000,
    "made/partner/250-kb-in-a-line": club("250-kb-in-a-line", f"notes: {'word ' * 50_000}\n"),
    "made/partner/250-kb-in-lines": club("250-kb-in-lines", "notes: |\n" + "  word\n" * 35_000),
    "made/partner/250-kb-in-quotes": club("250-kb-in-quotes", f"notes: '{'a ' * 125_000}'\n"),
    "made/partner/250-kb-of-escapes": club(
        "250-kb-of-escapes", 'notes: "' + "\\u0041" * 40_000 + '"\n'
    ),
    "made/partner/250-kb-of-plain-lines": club(
        "250-kb-of-plain-lines", "notes:\n" + "  a\n" * 62_000
    ),
    "made/partner/100000-comments": club("100000-comments", "#\n" * 100_000),
    "made/partner/200000-blank-lines": club("200000-blank-lines", "\n" * 200_000 + "notes: a\n"),
    "made/partner/250-kb-of-brackets": club("250-kb-of-brackets", "tags: " + "[" * 250_000),
    "made/partner/250-kb-of-braces": club("250-kb-of-braces", "tags: " + "{" * 250_000),
    "made/partner/250-kb-of-dashes": club("250-kb-of-dashes", "tags:\n  " + "- " * 125_000),
    "made/partner/250-kb-of-tags": club("250-kb-of-tags", "notes: " + "!" * 250_000),
    "made/partner/250-kb-of-anchors": club("250-kb-of-anchors", "notes: &" + "a" * 250_000),
    "made/partner/id-of-200-kb": b"id: " + b"a" * 200_000 + b"\nname: Club\n",
    "made/partner/name-of-60-kb": club("name-of-60-kb", "").replace(b"Club", b"g" * 60_000),
    "made/partner/6000-fields": club("6000-fields", "".join(f"f{n}:\n" for n in range(6000))),
    "made/partner/4900-tags": club("4900-tags", "tags:\n" + "  - a\n" * 4900),
    "made/partner/4900-nothings": club("4900-nothings", "tags: [" + "~," * 4900 + "]\n"),
    "made/commitment/2026-03-02-600-entries": history("2026-03-02-600-entries", 600),
    "made/commitment/2026-03-02-1000-entries": history("2026-03-02-1000-entries", 1000),
}
ALL = STORED | MADE


@cache
def verdicts() -> dict[str, str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", maxsplit=1) for line in lines if not line.startswith("#"))


def where(name: str) -> str:
    """Return the path that a hostile file has among the records."""
    _, kind, stem = name.split("/")
    return PLACES[kind].format(stem)


def told(root: Path, names: Mapping[str, bytes]) -> tuple[int, dict[str, str]]:
    """Validate hostile files beside good records; return the status and what is told of each."""
    write_files(root, {**example.RECORDS, **{where(name): data for name, data in names.items()}})
    done = run("validate", "--format", "json", root=root)
    assert "Traceback" not in done.stderr
    found: dict[str, list[str]] = {where(name): [] for name in names}
    for one in json.loads(done.stdout)["data"]["findings"]:
        # A file that is blamed for another is not among the hostile ones: this fails.
        found[one["path"]].append(f"{one['code']} {one['line']}:{one['column']}")
    return done.status, {name: verdict(found[where(name)]) for name in names}


def verdict(codes: list[str]) -> str:
    """Return the codes and places in words; of very many the first, and their number."""
    if len(codes) > 20:
        return f"{codes[0]} and {len(codes) - 1} more"
    return ", ".join(codes) or "fine"


def group_of(name: str) -> str:
    # There is one program in a repository, so that each hostile one has a repository of its own.
    return name if "/program/" in name else name.partition("/")[0]


GROUPS = sorted({group_of(name) for name in ALL})


def expected_of(group: str) -> dict[str, str]:
    return {name: verdict for name, verdict in verdicts().items() if group_of(name) == group}


@pytest.mark.parametrize("group", GROUPS)
def test_each_hostile_file_gets_its_verdict_and_nobody_else_is_blamed(
    group: str, tmp_path: Path
) -> None:
    files = {name: data for name, data in ALL.items() if group_of(name) == group}
    status, found = told(tmp_path, files)
    assert found == expected_of(group)
    wrong = [one for one in found.values() if one != "fine" and not one.startswith("T006")]
    assert status == (1 if wrong else 0)


@pytest.mark.parametrize("group", GROUPS)
def test_good_records_beside_hostile_files_are_read(group: str, tmp_path: Path) -> None:
    files = {where(name): data for name, data in ALL.items() if group_of(name) == group}
    store = load(WorkingTree(write_files(tmp_path, {**example.RECORDS, **files})))
    read = {record.path for record in store.records()}
    assert set(example.RECORDS) - set(files) <= read


def test_what_looks_hostile_and_is_fine_is_accepted_without_a_word(tmp_path: Path) -> None:
    fine = {name: ALL[name] for name, verdict in verdicts().items() if verdict == "fine"}
    assert len(fine) >= 80
    status, found = told(tmp_path, fine)
    assert set(found.values()) == {"fine"}
    assert status == 0


def test_every_hostile_file_is_in_the_list_and_none_is_too_large_to_keep() -> None:
    assert list(verdicts()) == sorted(ALL)
    assert len(ALL) >= 150
    assert max(map(len, STORED.values())) <= 20_000
