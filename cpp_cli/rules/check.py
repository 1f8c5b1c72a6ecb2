"""Records to findings: what reading found, and what the rules find in each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cpp_cli.rules import RULES
from cpp_cli.rules.each import checked
from cpp_cli.rules.rule import Context
from cpp_cli.rules.verdicts import HINTING, told, verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cpp_cli.finding import Finding
    from cpp_cli.reading.store import Store
    from cpp_cli.rules.rule import Rule
    from cpp_cli.rules.verdicts import Values


def findings(store: Store, today: date) -> list[Finding]:
    """Return everything that is wrong with the records of a store, in the order of their places."""
    found = [*store.findings(), *with_hints(store, today, verdicts(store, today).found)]
    return sorted(found, key=lambda finding: finding.order)


def with_hints(
    store: Store, today: date, found_in: Mapping[str, Iterable[Values]]
) -> Iterator[Finding]:
    """Yield what the rules find. Which name was meant is only looked for here, by path, and as long
    as that is quick: else it would hang on what else was looked at, and in which order."""
    context = Context(store, today, hints=True)
    for path, found in sorted(found_in.items()):
        record = None
        if any(one[2] in HINTING for one in found):
            record = store.files.record(path)
        yield from checked(record, context) if record else told(path, found)


def added_errors(before: Store, after: Store, today: date) -> list[Finding]:
    """Return the errors that are in the records now, and were not before."""
    known = Counter(map(_likeness, errors(findings(before, today))))
    added = []
    for finding in errors(findings(after, today)):
        if known[_likeness(finding)]:
            known[_likeness(finding)] -= 1
        else:
            added.append(finding)
    return added


def _likeness(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, repr(sorted(finding.values.items()))


def rule_of(finding: Finding) -> Rule:
    """Return the rule that a finding breaks."""
    return RULES[finding.code]


def errors(found: list[Finding]) -> list[Finding]:
    """Return the findings that are errors."""
    return [finding for finding in found if rule_of(finding).severity == "error"]
