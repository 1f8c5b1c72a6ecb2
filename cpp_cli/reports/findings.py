"""What `cpp validate` says: each finding with its place, its line and what to do."""

from __future__ import annotations

from functools import cached_property

from cpp_cli.messages import t
from cpp_cli.reading.text import HIDDEN, short
from cpp_cli.reports.answer import Answer, Lines, Paragraph, Table, Words
from cpp_cli.reports.notes import Note
from cpp_cli.reports.well import count_of
from cpp_cli.rules import RULES
from cpp_cli.rules.check import errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from cpp_cli.finding import Finding
    from cpp_cli.reading.text import Text
    from cpp_cli.reports.answer import Block

MOST = 120
MOST_OF_A_FILE = 20


def message_of(finding: Finding) -> str:
    """Return what is wrong, in words."""
    return t(RULES[finding.code].message, **finding.values)


def remedy_of(finding: Finding) -> str:
    """Return what to do about it."""
    return t(RULES[finding.code].remedy, **finding.values)


class Checked:
    """How many records were checked, and what is wrong with them, in the order of their places.

    `paths` gives the paths of all of them.
    """

    def __init__(
        self,
        found: Sequence[Finding],
        records: int,
        paths: Callable[[], Sequence[str]],
        strict: bool = False,
    ) -> None:
        self.found, self.records, self.paths, self.strict = found, records, paths, strict

    @cached_property
    def errors(self) -> list[Finding]:
        """What must be mended."""
        return errors(list(self.found))

    @cached_property
    def warnings(self) -> list[Finding]:
        """What should be looked at."""
        return [finding for finding in self.found if RULES[finding.code].severity != "error"]

    @property
    def wrong(self) -> bool:
        """Whether the records are not in order."""
        return bool(self.errors or (self.strict and self.warnings))

    @property
    def headline(self) -> str:
        """How much is wrong, in words."""
        return count_of(len(self.errors), len(self.warnings), self.records)

    @property
    def notes(self) -> list[Note]:
        """What is said of each place, errors first."""
        return [_note(finding) for finding in (*self.errors, *self.warnings)]


def _note(finding: Finding) -> Note:
    rule = RULES[finding.code]
    said = message_of(finding), remedy_of(finding)
    return Note(rule.severity, finding.path, finding.place, f"{rule.code} {rule.name}", *said)


def report(checked: Checked, texts: Mapping[str, Text]) -> Answer:
    """Return the findings and their count; status 1 where the records are not in order.

    Of one file people are shown the first `MOST_OF_A_FILE`, errors before warnings.
    """
    blocks = [
        block
        for path, found in _by_file(checked).items()
        for block in _blocks(path, found, texts.get(path))
    ]
    blocks.append(Paragraph(checked.headline, "bad" if checked.wrong else "good"))
    listed = [finding_data(finding) for finding in checked.found]
    data = {
        "records": checked.records,
        "errors": len(checked.errors),
        "warnings": len(checked.warnings),
        "findings": listed,
    }
    columns = ("path", ">line", ">column", "severity", "code", "name", "message")
    rows = [[one[name.lstrip(">")] for name in columns] for one in listed]
    status = 1 if checked.wrong else 0
    return Answer(blocks, data, Table(columns, rows), status=status, special=checked)


def _by_file(checked: Checked) -> dict[str, list[Finding]]:
    """The findings of each file, its errors first."""
    found: dict[str, list[Finding]] = {finding.path: [] for finding in checked.found}
    for finding in (*checked.errors, *checked.warnings):
        found[finding.path].append(finding)
    return found


def _blocks(path: str, found: Sequence[Finding], text: Text | None) -> Iterator[Block]:
    yield from (Lines(_lines(finding, text)) for finding in found[:MOST_OF_A_FILE])
    more = len(found) - MOST_OF_A_FILE
    if more > 0:
        told = t(
            "… and {count} more in {path}: see them all with --format json", count=more, path=path
        )
        yield Lines([Words(told, "quiet")])


def _lines(finding: Finding, text: Text | None) -> list[Words | str]:
    rule = RULES[finding.code]
    place = f"{finding.path}:{finding.place.line}:{finding.place.column}"
    head = f"{place}: {t(rule.severity)}: {message_of(finding)} [{rule.code} {rule.name}]"
    lines: list[Words | str] = [Words(head, "bad" if rule.severity == "error" else "warn")]
    if rule.excerpt and text is not None:
        lines += _excerpt(finding, text)
    lines.append(Words("  " + remedy_of(finding), "quiet"))
    return lines


def _excerpt(finding: Finding, text: Text) -> list[str]:
    """The line with a mark below the column; of a long line, the part around the column.

    A line that may hold an email or a phone number is not shown.
    """
    line = text.line(finding.place.line)
    if short(line) == HIDDEN:
        return []
    start = max(0, finding.place.column - 1 - MOST // 2) if len(line) > MOST else 0
    part = line[start : start + MOST]
    if not part.strip():
        return []
    return [f"  | {part}", "  | " + " " * (finding.place.column - 1 - start) + "^"]


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding for JSON."""
    rule = RULES[finding.code]
    return {
        "path": finding.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": rule.severity,
        "code": rule.code,
        "name": rule.name,
        "message": message_of(finding),
        "remedy": remedy_of(finding),
    }
