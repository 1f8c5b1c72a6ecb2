"""What `cpp blame` says: a record line by line, with who wrote each line and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.messages import t
from cpp_cli.reading.text import short
from cpp_cli.reports.answer import Answer, Heading, Lines, Paragraph, Table, Words
from cpp_cli.reports.history import who

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpp_cli.changes.lines import Line
    from cpp_cli.changes.versions import Made
    from cpp_cli.models.kinds import Kind
    from cpp_cli.reports.answer import Block

_SHORT = 8
"""So much of a commit's name stands beside a line."""
_NAME = 16
_DAY = len("2026-12-31")


def report(kind: Kind, record_id: str, path: str, lines: Sequence[Line], is_whole: bool) -> Answer:
    """Return the lines of a record, each with who wrote it, when, and in which commit."""
    title = t("Who wrote the {noun} {id}", noun=t(kind.label), id=record_id)
    blocks: list[Block] = [Heading(title, 1), Paragraph(path, "quiet"), Lines(_beside(lines))]
    if not is_whole:
        blocks.append(Paragraph(t("The older history is not on this computer."), "quiet"))
    data = [_data(number, one) for number, one in enumerate(lines, 1)]
    columns = ("line", "day", "who", "commit", "text")
    rows = [tuple(one[column] for column in columns) for one in data]
    table = Table((f">{columns[0]}", *columns[1:]), rows)
    return Answer(
        blocks,
        {
            "kind": kind.name,
            "record": record_id,
            "path": path,
            "is_whole": is_whole,
            "lines": data,
        },
        table,
    )


def _beside(lines: Sequence[Line]) -> list[Words]:
    names = [_name(made) for _, made in lines]
    wide = max(map(len, names), default=0)
    digits = len(str(len(lines)))
    found = []
    for number, ((text, made), name) in enumerate(zip(lines, names, strict=True), 1):
        day = str(made.day or "").ljust(_DAY)
        beside = f"{day} {name:<{wide}} {made.commit[:_SHORT]:<{_SHORT}}"
        found.append(Words(f"{beside} {number:>{digits}} {text}", _tone(made)))
    return found


def _name(made: Made) -> str:
    if not made.commit:
        return t("not submitted")
    return t("earlier") if made.is_cut else short(who(made), _NAME)


def _tone(made: Made) -> Any:
    return "plain" if made.commit else "warn"


def _data(number: int, line: Line) -> dict[str, Any]:
    text, made = line
    known = bool(made.commit) and not made.is_cut
    return {
        "line": number,
        "text": text,
        "commit": made.commit or None,
        "day": made.day.isoformat() if made.day and known else None,
        "who": who(made) if known else None,
    }
