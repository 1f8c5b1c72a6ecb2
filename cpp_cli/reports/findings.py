"""What `cpp validate` says: each finding with its place, its line and what to do."""

from collections.abc import Mapping
from typing import Any

from cpp_cli.finding import Finding
from cpp_cli.messages import t, tn
from cpp_cli.reading.text import HIDDEN, Text, short
from cpp_cli.reports.answer import Answer, Block, Lines, Paragraph, Table, Words
from cpp_cli.rules import RULES

MOST = 120


def message_of(finding: Finding) -> str:
    """Return what is wrong, in words."""
    return t(RULES[finding.code].message, **finding.values)


def remedy_of(finding: Finding) -> str:
    """Return what to do about it."""
    return t(RULES[finding.code].remedy, **finding.values)


def report(found: list[Finding], texts: Mapping[str, Text], records: int, strict: bool) -> Answer:
    """Return every finding and a count; status 1 where the records are not in order."""
    blocks: list[Block] = [Lines(_lines(one, texts.get(one.path))) for one in found]
    errors = sum(RULES[finding.code].severity == "error" for finding in found)
    warnings = len(found) - errors
    wrong = errors or (strict and warnings)
    blocks.append(Paragraph(_count(errors, warnings, records), "bad" if wrong else "good"))
    listed = [_data(finding) for finding in found]
    data = {"records": records, "errors": errors, "warnings": warnings, "findings": listed}
    columns = ("path", ">line", ">column", "severity", "code", "name", "message")
    rows = [[one[name.lstrip(">")] for name in columns] for one in listed]
    return Answer(blocks, data=data, csv=Table(columns, rows), status=1 if wrong else 0)


def _count(errors: int, warnings: int, records: int) -> str:
    checked = tn("one record checked", "{count} records checked", records)
    if not errors and not warnings:
        return t("All is well: {checked}.", checked=checked)
    wrong = tn("one error", "{count} errors", errors)
    odd = tn("one warning", "{count} warnings", warnings)
    return t("{errors}, {warnings}; {checked}.", errors=wrong, warnings=odd, checked=checked)


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


def _data(finding: Finding) -> dict[str, Any]:
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
