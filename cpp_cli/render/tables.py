"""Answers for machines: JSON, and CSV that a spreadsheet opens without running anything."""

import csv
import io
import json
from datetime import date

from cpp_cli import __version__
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.render.safe import one_line
from cpp_cli.reports.answer import Answer, figures, number, shown


def to_json(answer: Answer, command: str, as_of: date) -> str:
    """Return the stable contract `{version, command, as_of, revision, data}`."""
    envelope = {
        "version": __version__,
        "command": command,
        "as_of": as_of.isoformat(),
        "revision": None,
        "data": figures(answer.data),
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"


def to_csv(answer: Answer) -> str:
    """Return the table of an answer as CSV; cells that a spreadsheet would run begin with `'`."""
    if answer.csv is None:
        raise Refused(
            t("This answer has no table for --format csv."), t("Use --format text, md or json.")
        )
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.lstrip(">") for column in answer.csv.columns)
    for row in answer.csv.rows:
        writer.writerow(
            number(cell) if isinstance(number(cell), (int, float)) else harmless(shown(cell))
            for cell in row
        )
    return stream.getvalue()


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: such a text gets `'` in front."""
    line = one_line(text)
    return "'" + line if line[:1] in ("=", "+", "-", "@", "'", "\t", "\r") else line
