"""One record to findings: every rule that is for its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.finding import Finding
from cpp_cli.models.kinds import KINDS
from cpp_cli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Check, Context, When


def checked(record: Record[Any], context: Context) -> Iterator[Finding]:
    """Yield what the rules find in one record."""
    for when, checks in _CHECKS[record.kind.name]:
        if when is None or when(record, context):
            for code, check in checks:
                for hit in check(record, context):
                    place = record.place(hit.keys, hit.name)
                    yield Finding(record.path, place, code, hit.values)


def _checks(kind: Kind) -> list[tuple[When | None, list[tuple[str, Check]]]]:
    """Return what is checked of a kind of record, by when there is something to check."""
    found: dict[When | None, list[tuple[str, Check]]] = {}
    for rule in RULES.values():
        if rule.check and kind in rule.kinds:
            found.setdefault(rule.when, []).append((rule.code, rule.check))
    return list(found.items())


_CHECKS = {name: _checks(kind) for name, kind in KINDS.items()}
