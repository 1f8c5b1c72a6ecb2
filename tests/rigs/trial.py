"""One input through everything: read, check, edit, show. What must hold for any bytes at all."""

import csv
import io
import json
import os
import re
import unicodedata
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random
from unittest.mock import patch

from cpp_cli.editing.emit import Data, block, inline, items
from cpp_cli.errors import FINE, PROBLEMS, REFUSED
from cpp_cli.finding import Finding
from cpp_cli.main import main
from cpp_cli.models.kinds import KINDS
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document
from cpp_cli.reading.reader import read
from cpp_cli.reading.slow import data_of
from cpp_cli.reading.text import Text, decode
from cpp_cli.rules import RULES, example
from cpp_cli.rules.check import findings
from tests.rigs.edits import Trouble, bare, must, some_value, try_edit
from tests.rigs.inputs import PATHS
from tests.support import TODAY, store_of, write_files

_FORMATS = (
    "text",
    "screen",
    "json",
    "csv",
    "md",
    "html",
    "ics",
    "vcf",
    "github",
    "gitlab",
    "sarif",
    "junit",
)
_QUESTIONS = (
    *(("status",), ("owes",), ("owes", "--balance", "--aging", "30,60"), ("owes", "garden-club")),
    *(("agenda",), ("agenda", "--days", "3650"), ("agenda", "garden-club"), ("summary",)),
    *(("summary", "garden-club"), ("summary", "river-road"), ("summary", "--show-records")),
    *(("validate",), ("validate", "--strict"), ("fix", "--dry-run"), ("partner", "list")),
    *(
        ("commitment", "list"),
        ("meeting", "list"),
        ("harm", "list"),
        ("commitment", "list", "--open"),
    ),
    *(("partner", "show", "garden-club"), ("meeting", "show", "2026-03-02-garden")),
    *(("commitment", "show", "2026-03-02-bus-passes"), ("harm", "show", "closed-clinic")),
    *(("partner", "show", "huerto-sol"), ("harm", "show", "spraying"), ("owes", "--overdue")),
)
_TURNS = frozenset(
    map(chr, (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_TAG = re.compile(r"(?<!\\)<[a-zA-Z/!?]")

# Reading is the same each time, which is tried on its own; the other records need it but once.
_READ_ONCE = lru_cache(64)(read)


class Screen(io.StringIO):
    """A terminal that remembers what it shows."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def prepare(root: Path) -> Path:
    """Write the records among which inputs are tried."""
    return write_files(root, example.RECORDS)


def trial(kind: str, data: bytes, root: Path) -> None:
    """Try one file of a kind; what is drawn by lot follows from its bytes."""
    rng = Random(sha256(data).digest())
    document = _reading(kind, data)
    if document is not None:
        must(document.text.encode() == data, "what was read is not what is in the file")
        for _ in range(3):
            try_edit(rng, kind, document)
    _emitting(some_value(rng))
    _showing(rng, kind, data, root)


# Reading


def _reading(kind: str, data: bytes) -> Document | None:
    path = PATHS[kind]
    first, second = (read(path, KINDS[kind], data) for _ in range(2))
    must(first.findings == second.findings, "read twice, found otherwise")
    must(first.record or first.findings, "neither a record nor a finding")
    every = findings(store_of({path: data}), TODAY)
    must(every == findings(store_of({path: data}), TODAY), "checked twice, found otherwise")
    for one in every:
        _finding(one, data if one.path == path else example.RECORDS.get(one.path, "").encode())
    text = decode(data)[0]
    return parse(text)[0] if text else None


def _finding(one: Finding, data: bytes) -> None:
    lines = data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").split("\n")
    line, column = one.place
    must(0 < line <= len(lines), f"{one.code} is outside of the file")
    must(0 < column <= len(lines[line - 1]) + 1, f"{one.code} is outside of its line")
    rule = RULES[one.code]
    must(rule.message.format(**one.values) and rule.remedy.format(**one.values), "no message")


# Writing anew


def _emitting(value: Data) -> None:
    fields: Data = {"x": value, "y": (value, "z")}
    for text in (block(fields), f"x: {inline(value, True)}\ny:\n{_indented(items((value, 'z')))}"):
        document, faults = parse(Text(text))
        if document is None:
            raise Trouble(f"what was written cannot be read: {faults}")
        must(bare(data_of(document)) == bare(fields), "what was written says something else")


def _indented(text: str) -> str:
    return "".join(f"  {row}" if row.strip("\n") else row for row in text.splitlines(True))


# Showing


def _showing(rng: Random, kind: str, data: bytes, root: Path) -> None:
    file = root / PATHS[kind]
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    try:
        for number in range(4):
            words, form = rng.choice(_QUESTIONS), rng.choice(_FORMATS)
            shown = _shown(words, form, root)
            if number == 0:
                must(shown == _shown(words, form, root), f"{words} {form}: shown otherwise")
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def _shown(words: tuple[str, ...], form: str, root: Path) -> str:
    out = Screen() if form == "screen" else io.StringIO()
    err = io.StringIO()
    options = ["-C", str(root), "--no-input", *(("-f", form) if form != "screen" else ())]
    with (
        patch.dict(os.environ, CPP_TODAY=str(TODAY)),
        patch("cpp_cli.reading.reader.read", _READ_ONCE),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        status = main([*words, *options])
    shown, said = out.getvalue(), err.getvalue()
    ended = status in (FINE, PROBLEMS, REFUSED)
    must(ended, f"{' '.join(words)} -f {form}: exit {status}\n{said}")
    for text in (_COLOURS.sub("", shown) if form == "screen" else shown, said):
        _safe(text, form)
    if status != REFUSED:
        well_formed(shown, form)
    return shown


def _safe(text: str, form: str) -> None:
    allowed = "\r\n" if form in ("ics", "vcf") else "\n"
    for sign in set(text):
        bad = sign in _TURNS or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        must(not bad or sign in allowed, f"{form}: an unsafe character U+{ord(sign):04X} is shown")


def well_formed(shown: str, form: str) -> None:
    if form in ("json", "sarif", "gitlab"):
        json.loads(shown)
    elif form == "csv":
        rows = list(csv.reader(io.StringIO(shown)))
        must(len({len(row) for row in rows}) < 2, "csv: rows of several lengths")
        runs = [cell for row in rows for cell in row if cell.strip()[:1] in ("=", "+", "@")]
        must(not runs, f"csv: a cell that runs: {runs}")
    elif form == "md":
        outside = "".join(shown.split("```")[::2])
        must(not _TAG.search(outside), "md: raw HTML")
    elif form == "html":
        must("<script>x" not in shown, "html: a script")
