"""Findings as SARIF 2.1.0, which tools that show what is wrong with files read."""

from typing import Any
from urllib.parse import quote

from cpp_cli import __version__
from cpp_cli.finding import Finding
from cpp_cli.messages import t
from cpp_cli.render.safe import one_line
from cpp_cli.render.tables import json_text
from cpp_cli.reports.findings import Checked, message_of, remedy_of
from cpp_cli.reports.rules import blanks
from cpp_cli.rules import RULES
from cpp_cli.rules.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_NUMBERS = {code: number for number, code in enumerate(RULES)}


def render(checked: Checked) -> str:
    """Return every finding, and the rules that may be broken."""
    driver = {
        "name": "cpp",
        "version": __version__,
        "rules": [_rule(rule) for rule in RULES.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": t("The folder of the records.")}}},
        "results": [_result(finding) for finding in checked.found],
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": t(rule.message, **blanks(rule.message))},
        "fullDescription": {"text": t(rule.why)},
        "help": {"text": t(rule.remedy, **blanks(rule.remedy))},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding) -> dict[str, Any]:
    said = f"{one_line(message_of(finding))}\n{one_line(remedy_of(finding))}"
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    file = {"uri": uri(finding.path), "uriBaseId": "ROOT"}
    return {
        "ruleId": finding.code,
        "ruleIndex": _NUMBERS[finding.code],
        "level": RULES[finding.code].severity,
        "message": {"text": said},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }


def uri(path: str) -> str:
    """Return a path as a relative URI: every byte but letters, digits and `-._~/` encoded."""
    return quote(path, safe="/", errors="surrogateescape")
