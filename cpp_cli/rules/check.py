"""Records to findings: every rule on every record."""

from collections.abc import Iterator
from datetime import date

from cpp_cli.finding import Finding
from cpp_cli.models.kinds import KINDS
from cpp_cli.reading.store import Store
from cpp_cli.rules import RULES
from cpp_cli.rules.rule import Context, Rule


def findings(store: Store, today: date) -> list[Finding]:
    """Return everything that is wrong with the records of a store, in the order of their places."""
    found = [*store.findings(), *_checked(store, Context(store, today))]
    return sorted(found, key=lambda finding: finding.order)


def _checked(store: Store, context: Context) -> Iterator[Finding]:
    for record in store.records():
        for code, check in _CHECKS[record.kind.name]:
            for hit in check(record, context):
                place = record.place(hit.keys, hit.name)
                yield Finding(record.path, place, code, hit.values)


_CHECKS = {
    name: [(rule.code, rule.check) for rule in RULES.values() if rule.check and kind in rule.kinds]
    for name, kind in KINDS.items()
}
"""What is checked of each kind of record."""


def rule_of(finding: Finding) -> Rule:
    """Return the rule that a finding breaks."""
    return RULES[finding.code]


def errors(found: list[Finding]) -> list[Finding]:
    """Return the findings that are errors."""
    return [finding for finding in found if rule_of(finding).severity == "error"]
