"""Findings as a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cpp_cli.render.safe import exact_line, one_line
from cpp_cli.render.tables import json_text
from cpp_cli.reports.findings import Checked, message_of, remedy_of
from cpp_cli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.finding import Finding

_SEVERITY = {"error": "major", "warning": "minor"}


def render(checked: Checked) -> str:
    """Return every finding, with a name by which GitLab knows it again after a change."""
    named = zip(checked.found, _fingerprints(checked.found), strict=True)
    return json_text([_issue(finding, fingerprint) for finding, fingerprint in named])


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    rule = RULES[finding.code]
    message = one_line(message_of(finding)).rstrip(".")
    return {
        "description": f"{message}. {one_line(remedy_of(finding))}",
        "check_name": f"{rule.code} {rule.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITY[rule.severity],
        "location": {
            "path": exact_line(finding.path),
            "lines": {"begin": finding.place.line},
        },
    }


def _fingerprints(found: Sequence[Finding]) -> Iterator[str]:
    """Yield a name for each finding: which of those that say the same of its file it is.

    Where it stands is no part of it, so it stays when lines are put in above. For the same reason
    no number that a message says counts: it may be that of another line.
    """
    alike: Counter[str] = Counter()
    for finding in found:
        message = re.sub("[0-9]+", "", message_of(finding))
        said = "\0".join((finding.path, finding.code, message))
        yield sha256(f"{said}\0{alike[said]}".encode("utf-8", "surrogatepass")).hexdigest()
        alike[said] += 1
