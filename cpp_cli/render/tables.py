"""Answers for machines: JSON, and CSV that a spreadsheet opens without running anything.

A text in a CSV that begins with `=`, `+`, `-` or `@` (also behind spaces, or in their full-width
forms), with `|`, `::` or `'` itself gets one `'` in front. To undo it, take one `'` away from every
text that begins with it. Numbers are written as they are.
"""

from __future__ import annotations

from cpp_cli import __version__
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.render.safe import is_plain, one_line
from cpp_cli.reports.answer import figures, number, shown

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.reports.answer import About, Answer, Cell

_RUN = ("=", "+", "-", "@", "|", "::")


def to_json(answer: Answer, about: About) -> str:
    """Return the stable contract `{version, command, as_of, revision, data}`."""
    envelope = {
        "version": __version__,
        "command": about.command,
        "as_of": about.as_of.isoformat(),
        "revision": about.revision,
        "data": figures(answer.data),
    }
    return json_text(envelope)


def json_text(data: Any) -> str:
    """Return data as JSON in which no unseen character stands as it is; it says the same."""
    import json

    text = json.dumps(data, ensure_ascii=False, indent=2)
    if is_plain(text.replace("\n", "")):
        return text + "\n"
    from cpp_cli.render.unseen import LOG_COMMAND, visible

    return LOG_COMMAND.sub(r"\\u0023", visible(text, _escaped)) + "\n"


def _escaped(character: str) -> str:
    import json

    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"


def to_csv(answer: Answer) -> str:
    """Return the table of an answer as CSV; cells that a spreadsheet would run begin with `'`."""
    if answer.csv is None:
        raise Refused(
            t("This answer has no table for --format csv."),
            t("Use --format text, md, html or json."),
        )
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.lstrip(">") for column in answer.csv.columns)
    writer.writerows([_cell(cell) for cell in row] for row in answer.csv.rows)
    return stream.getvalue()


def _cell(cell: Cell) -> Any:
    plain = number(cell)
    return plain if isinstance(plain, (int, float)) else harmless(shown(cell))


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such a text gets `'` in front."""
    line = one_line(text)
    start = line.lstrip()[:2]
    if not start.isascii():
        from unicodedata import normalize

        start = normalize("NFKC", start)
    return "'" + line if line.startswith("'") or start.startswith(_RUN) else line
