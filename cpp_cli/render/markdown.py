"""Answers as Markdown in which the text of records is only text."""

import re
from collections.abc import Iterator

from cpp_cli.render.safe import one_line, safe
from cpp_cli.reports.answer import (
    Answer,
    Block,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    shown,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINE_START = re.compile(r"^(\s*)([-+=>]|[0-9]+[.)])", re.MULTILINE)
_MENTION = re.compile(r"@(?=\w)")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])")


def render(answer: Answer) -> str:
    """Return the answer as Markdown."""
    parts = ["\n".join(_block(block)) for block in answer.blocks]
    return "\n\n".join(part for part in parts if part) + "\n" if parts else ""


def neutral(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, links, mentions or issue numbers."""
    escaped = _SPECIAL.sub(r"\\\1", safe(text))
    escaped = _MENTION.sub("@\u2060", escaped)
    escaped = _ADDRESS.sub("\\1\u2060", escaped)
    return _LINE_START.sub(_escape_start, escaped)


def _escape_start(match: re.Match[str]) -> str:
    lead, mark = match.groups()
    return f"{lead}{mark[:-1]}\\{mark[-1]}"


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
        yield from (f"- {_inline(name)}: {_inline(shown(cell))}" for name, cell in block.pairs)
    elif isinstance(block, Table):
        yield "| " + " | ".join(_inline(column.lstrip(">")) for column in block.columns) + " |"
        marks = ("---:" if column.startswith(">") else "---" for column in block.columns)
        yield "| " + " | ".join(marks) + " |"
        for row in block.rows:
            yield "| " + " | ".join(_inline(shown(cell)) or " " for cell in row) + " |"
    elif isinstance(block, Lines):
        yield from _fenced([safe(shown(line)) for line in block.lines])


def _fenced(lines: list[str]) -> Iterator[str]:
    longest = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield fence
    yield from lines
    yield fence
