"""Findings as annotations: lines that GitHub shows beside the lines of a change."""

from collections.abc import Iterator

from cpp_cli.finding import Finding
from cpp_cli.messages import t
from cpp_cli.render.safe import exact_line, one_line
from cpp_cli.reports.findings import Checked, message_of, remedy_of
from cpp_cli.rules import RULES

SHOWN = 10
"""How many errors, and how many warnings, GitHub shows of one step."""

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _DATA | {":": "%3A", ",": "%2C"}


def render(checked: Checked) -> str:
    """Return one command to the log for each finding, errors first, and what was counted.

    Nothing that a record or the name of a file says can begin a line, or end its own command.
    """
    return "".join(f"{line}\n" for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for finding in (*checked.errors, *checked.warnings):
        yield _command(finding)
    hidden = [max(0, len(found) - SHOWN) for found in (checked.errors, checked.warnings)]
    if any(hidden):
        text = t(
            "GitHub shows {most} errors and {most} warnings of a step; "
            "{errors} more errors and {warnings} more warnings are in its log. "
            "See them all: cpp validate --format json",
            most=SHOWN,
            errors=hidden[0],
            warnings=hidden[1],
        )
        yield f"::notice title=cpp validate::{_encoded(text, _DATA)}"
    yield exact_line(checked.count)


def _command(finding: Finding) -> str:
    rule = RULES[finding.code]
    properties = {
        "file": exact_line(finding.path),
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": f"{rule.code} {rule.name}",
    }
    listed = ",".join(f"{name}={_encoded(text, _PROPERTY)}" for name, text in properties.items())
    said = "\n".join(one_line(text) for text in (message_of(finding), remedy_of(finding)))
    return f"::{rule.severity} {listed}::{_encoded(said, _DATA)}"


def _encoded(text: str, codes: dict[str, str]) -> str:
    return "".join(codes.get(character, character) for character in text)
