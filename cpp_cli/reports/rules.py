"""What `cpp rule` says."""

from string import Formatter
from typing import Any

from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, Block, Heading, Lines, Paragraph, Table
from cpp_cli.rules import RULES
from cpp_cli.rules.rule import Rule

_MOST_LINES = 24


def rule_list() -> Answer:
    """Return every rule with what it says."""
    columns = (t("Code"), t("Name"), t("Family"), t("Severity"))
    rows = [(r.code, r.name, r.family, r.severity) for r in RULES.values()]
    said = [(code, name, t(family), t(severity)) for code, name, family, severity in rows]
    csv = Table(("code", "name", "family", "severity"), rows)
    data = {"rules": [_data(r) for r in RULES.values()]}
    return Answer([Table(columns, said)], data=data, csv=csv)


def one_rule(rule: Rule) -> Answer:
    """Return one rule: what it says, why, a bad and a good example."""
    blocks: list[Block] = [
        Heading(f"{rule.code} {rule.name}", 1),
        Paragraph(
            t("{severity}, family {family}", severity=t(rule.severity), family=t(rule.family))
        ),
        Paragraph(t(rule.why)),
        *_before(rule),
        Heading(t("Wrong")),
        Lines(_example(rule.bad)),
        Heading(t("Right")),
        Lines(_example(rule.good)),
        Heading(t("What to do")),
        Paragraph(t(rule.remedy, **blanks(rule.remedy))),
    ]
    return Answer(blocks, data=_data(rule))


def _before(rule: Rule) -> list[Block]:
    return [Heading(t("As it was")), Lines(_example(rule.before))] if rule.before else []


def _example(text: str | bytes) -> list[str]:
    shown = text.decode("utf-8", "backslashreplace") if isinstance(text, bytes) else text
    lines = [line[:100] for line in shown.rstrip("\n").split("\n")]
    if len(lines) == 1:
        lines.append(t("(deleted)"))
    return [*lines[:_MOST_LINES], "…"] if len(lines) > _MOST_LINES else lines


def blanks(template: str) -> dict[str, Any]:
    """Return a value for each name in a template, for showing it without a finding."""
    return {name: "…" for _, name, _, _ in Formatter().parse(template) if name}


def _data(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "message": rule.message,
        "remedy": rule.remedy,
        "why": rule.why,
        **({"before": "\n".join(_example(rule.before))} if rule.before else {}),
        "bad": "\n".join(_example(rule.bad)),
        "good": "\n".join(_example(rule.good)),
    }
