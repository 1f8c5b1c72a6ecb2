"""Answers as Markdown in which the text of records is only text.

What a reader of Markdown would take for markup gets a backslash. What a hosting site looks for in
the finished page (mentions, issues, commits, emoji codes, addresses) gets a word joiner inside,
which nobody sees and which stops it.
"""

from __future__ import annotations

import re

from cpp_cli.render.plain import blanks
from cpp_cli.render.safe import exact_line, one_line, safe
from cpp_cli.reports.answer import (
    Blanks,
    Boxes,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    Told,
    shown,
)

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.reports.answer import Answer, Block

JOINER = "\u2060"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
# Beside lists and underlines: `/` begins a command, `;` front matter, `:` a table or a definition.
_LINE_START = re.compile(r"^([-+=/;:]|[0-9]+[.)])", re.MULTILINE)
_SITE = re.compile(
    r"@(?=\w)|[#!&](?=[0-9])|[~%](?=[\w\"])|:(?=[\w+-]+:)|[A-Za-z0-9+.-](?=://)"
    r"|(?<![A-Za-z0-9])(?i:gh-(?=[0-9])|(?:mailto|xmpp)(?=:)|www(?=\.))"
)
"""Mentions; issues, changes, epics; labels, milestones; emoji; addresses; issues as `GH-1`."""
_COMMIT = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,}(?![0-9A-Za-z])", re.IGNORECASE
)
"""What may be the name of a commit. A word or a number is none, though its letters would do."""


def render(answer: Answer) -> str:
    """Return the answer as Markdown."""
    parts = ["\n".join(_block(block)) for block in answer.blocks]
    return "\n\n".join(part for part in parts if part) + "\n" if parts else ""


def neutral(text: str) -> str:
    """Return text that Markdown shows as it is; line ends in it are kept."""
    return "\n".join(_broken([_escaped(line.strip()) for line in safe(text).split("\n")]))


def _escaped(line: str) -> str:
    line = _SITE.sub(lambda match: match[0] + JOINER, line)
    line = _COMMIT.sub(lambda match: JOINER.join(re.findall(".{1,6}", match[0])), line)
    return _LINE_START.sub(_escape_start, _SPECIAL.sub(r"\\\1", line))


def _escape_start(match: re.Match[str]) -> str:
    mark = match[0]
    return f"{mark[:-1]}\\{mark[-1]}"


def _broken(lines: list[str]) -> Iterator[str]:
    """The lines of a paragraph: one that goes on ends in a backslash, which keeps its end."""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        yield f"{line}\\" if line and below else line


def _inline(text: str) -> str:
    return neutral(one_line(text))


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield "#" * block.level + " " + _inline(block.text)
    elif isinstance(block, Paragraph):
        yield neutral(block.text)
    elif isinstance(block, Items):
        yield from (f"- {_inline(item)}" for item in block.items)
    elif isinstance(block, Pairs):
        yield from (f"- {_inline(f'{name}: {shown(cell)}')}" for name, cell in block.pairs)
    elif isinstance(block, Table):
        yield "| " + " | ".join(_inline(column.lstrip(">")) for column in block.columns) + " |"
        marks = ("---:" if column.startswith(">") else "---" for column in block.columns)
        yield "| " + " | ".join(marks) + " |"
        for row in block.rows:
            yield "| " + " | ".join(_inline(shown(cell)) or " " for cell in row) + " |"
    elif isinstance(block, Told):
        for text, pairs in block.items:
            yield f"- {_inline(text)}"
            yield from (f"  - {_inline(f'{name}: {shown(cell)}')}" for name, cell in pairs)
    elif isinstance(block, Lines):
        yield from _fenced([exact_line(shown(line)) for line in block.lines])
    elif isinstance(block, Boxes):
        yield from (f"- [ ] {_inline(label)}" for label in block.labels)
    elif isinstance(block, Blanks):
        yield _inline(blanks(block.labels))


def _fenced(lines: list[str]) -> Iterator[str]:
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield fence
    yield from lines
    yield fence
