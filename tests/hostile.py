"""Texts that a program might run, follow or be turned round by, and records full of them."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from cpp_cli.rules import example

READABLE = (
    "::error::x",
    " ::stop-commands::x",
    "##[add-mask]x",
    "##vso[task.setvariable]x",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@everyone",
    "＝1+1",
    "'quoted",
    "|table|",
    "<script>alert(1)</script>",
    "<!-- x -->",
    "&lt;&#60;",
    '" onload="x',
    "fixes #12",
    "closes owner/repo#3",
    "GH-12",
    "!7",
    "a1b2c3d4e5f6a7b8",
    "https://example.org/x",
    "javascript://x",
    "www.example.org",
    "mailto:a@example.org",
    "![x](y)",
    "[x](y)",
    "[x]: y",
    "[^1]",
    "- [ ] x",
    "# x",
    "---",
    "===",
    "> x",
    "1. x",
    "    x",
    "~~~",
    "```",
    "`x`",
    "**x**",
    "_x_",
    "$x$",
    ":smile:",
    ":-",
    "/close",
    "\\",
    "[red]x[/red]",
    "[/red]",
    "[link=x]x",
    ";TYPE=x:y",
    "END:VCARD",
    "a,b;c",
    "\u200b",
    "\u2060",
    "\u00ad",
    "\ufff9x\ufffa",
    "😀\ufe0f\ufe0e\U000e0131",
    "a\u200db\u200c",
    "\u3164",
    "{name} %s %25",
    "]]>",
    "ñ",
    "Ω",
)
"""What the reader lets through."""
UNREADABLE = (
    "\x1b[31m",
    "\x1b]8;;x\x07",
    "\x9b2J",
    "\x00",
    "\x07",
    "\x7f",
    "\r",
    "\t",
    "\u202e",
    "\u2067",
    "\u200f",
    "\u2028",
    "\u2029",
    "\x85",
    "\udc1b",
    "\ud800",
    "\ufeff",
    "\ufffe",
    "\U000e0041",
)
"""What the reader refuses; arguments and names of files may hold it."""

ANY = st.lists(
    st.one_of(
        st.sampled_from((*READABLE, *UNREADABLE, "\n", " ")),
        st.characters(),
        st.text("ab:#@[]<>&|=-\\`!*_.", max_size=6),
    ),
    max_size=12,
).map("".join)
"""Any text, most of it hostile."""

NAME_OF_A_FILE = ANY.map(
    lambda text: text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
)
"""Any bytes, as the names of files are read."""

OF_A_RECORD = st.lists(st.sampled_from((*READABLE, " ", "x")), min_size=1, max_size=9).map("".join)
"""A hostile text that a record may hold."""


def unseen(text: str) -> list[str]:
    """Return what in a text is invisible, commands a terminal or turns the text round; not LF."""
    return [c for c in text if _is_unseen(c)]


def _is_unseen(character: str) -> bool:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return not _SEEN.match(character)
    return character in "\u034f\u115f\u1160\u3164\uffa0" or "\ufdd0" <= character <= "\ufdef"


_SEEN = re.compile(
    "[\n\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    "\U00013430-\U0001343f]"
)
"""Of what Unicode calls controls and formats: the end of a line, joiners, and what has a form."""

LOG_COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
"""What the log of a build takes for a command."""


def quoted(text: str) -> str:
    """Return a text as a YAML scalar that says exactly this."""
    return json.dumps(text, ensure_ascii=False)


def records(text: str) -> dict[str, str]:
    """Return the small records with a text in every field that takes any words."""
    files = dict(example.RECORDS)
    word, lines = quoted(text[:200]), quoted(f"{text}\n{text}\n\n{text}")
    for path, more in _fields(word, lines).items():
        files[path] = files.get(path, "") + more
    return {path: _without_doubles(written) for path, written in files.items()}


def _fields(word: str, lines: str) -> Mapping[str, str]:
    said = f"by: huerto-sol/ana-r\n    date: 2026-04-02\n    via: {word}\n    note: {lines}\n"
    return {
        "records/program.yaml": f"name: {word}\nvision: {lines}\nmission: {lines}\n"
        f"contact: {lines}\nvalues: {{authentic: {lines}}}\nwork: {{trust: {word}}}\n"
        f"topics: {{transport: {word}}}\nduties: {{law: {{name: {lines}, source: {lines}}}}}\n"
        f"communities: {{river-road: {{name: {word}, spoken_for_by: [huerto-sol]}}}}\n"
        f"plans: [{{id: chp, label: {word}, name: {word}, priorities: {{housing: {{name: {word},"
        f" strategies: {{one: {word}}}}}}}}}]\n",
        "records/partners/huerto-sol.yaml": f"name: {word}\nalso_known_as: [{word}]\n"
        f"people: [{{id: ana-r, name: {word}, role: {word}, pronouns: {word}, phone: {word},"
        f" account: {word}, consent: {{scope: internal, how: {lines}}}}}]\n"
        f"offers: [{{what: {lines}, topic: transport}}]\nneeds: [{{what: {lines}}}]\n"
        f"connections: [{{to: river-school, note: {lines}}}]\ntags: [{word}]\nnotes: {lines}\n",
        "records/partners/old-club.yaml": f"id: old-club\nname: {word}\nkind: other\n"
        f"status: ended\nended: {{date: 2026-01-02, reason: {lines}}}\n",
        "records/meetings/2026/2026-02-10-listening.yaml": f"title: {word}\nplace: {word}\n"
        f"guests: [{{name: {word}, of: {word}, count: 2}}]\nnotes: {lines}\n"
        f"decisions: [{{what: {lines}, decided_by: [huerto-sol]}}]\n"
        f"principles: [{{value: authentic, how: {lines}}}]\ncorrections: {{until: 2026-06-02}}\n"
        f"work: [trust]\npriorities: [housing]\ncommunities: [river-road]\n"
        f"heard: [{{id: bus-stop, by: huerto-sol/ana-r, text: {lines}, topic: transport}},"
        f" {{id: other, text: {lines}}}]\n",
        "records/commitments/2026/2026-02-10-bus-stop-light.yaml": f"what: {lines}\n"
        f"work: [trust]\npriorities: [housing]\nresources: {{hours: 2, what: {lines}}}\n"
        f"history:\n  - event: progress\n    {said}    evidence: {lines}\n"
        f"  - event: disputed\n    {said}"
        f"    mistake: {{by: huerto-sol/ana-r, date: 2026-04-03, why: {lines}}}\n",
        "records/harms/spraying.yaml": f"what: {lines}\nwhen: {word}\n"
        f"told: {{date: 2026-02-03}}\nhistory:\n  - event: acknowledged\n"
        f"    by: lcph-cpp\n    date: 2026-03-03\n    note: {lines}\n",
        "records/partners/wrong.yaml": f"id: wrong\nname: {word}\nkind: {word}\nstatus: active\n"
        f"since: {word}\nsteward: {word}\n{word}: 1\n",
    }


def _without_doubles(written: str) -> str:
    """Keep the last of the fields of one name."""
    parts: dict[str, str] = {}
    for part in re.split(r"^(?=\S)", written, flags=re.MULTILINE):
        parts[part.partition(":")[0]] = part
    return "".join(parts.values())


def strings(data: Any) -> Iterator[str]:
    """Yield every text in data, names included."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from strings(name)
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)
