"""Notes as annotations: lines in a log that GitHub shows beside the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import t
from cpp_cli.render.safe import exact_line, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.reports.notes import Note

MOST = 10
"""How many annotations of each level GitHub shows of one step."""

_LEVELS = ("error", "warning", "notice")
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(notes: Sequence[Note], headline: str, command: str) -> str:
    """Return at most ten commands of each level to the log, in the order of the notes, and a
    plain line.

    Nothing that a record or the name of a file says can begin a line, or end its own command.
    """
    lines = [line for level in _LEVELS for line in _of_level(level, notes, command)]
    return "".join(f"{line}\n" for line in (*lines, exact_line(headline)))


def _of_level(level: str, notes: Sequence[Note], command: str) -> Iterator[str]:
    found = [note for note in notes if note.level == level]
    shown = found if len(found) <= MOST else found[: MOST - 1]
    yield from map(_annotation, shown)
    if more := len(found) - len(shown):
        rest = t(
            "… and {count} more: see the summary of this job, or run cpp {command}",
            count=more,
            command=command,
        )
        yield _line(level, {"title": f"cpp {command}"}, rest)


def _annotation(note: Note) -> str:
    properties = {"file": exact_line(note.path)}
    if note.place:
        properties |= {"line": str(note.place.line), "col": str(note.place.column)}
    properties["title"] = one_line(note.title)
    return _line(note.level, properties, "\n".join(map(one_line, note.lines)))


def _line(level: str, properties: dict[str, str], said: str) -> str:
    listed = ",".join(f"{name}={_encoded(text, _PROPERTY)}" for name, text in properties.items())
    return f"::{level} {listed}::{_encoded(said, _DATA)}"


def _encoded(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.get(character, character) for character in text)
