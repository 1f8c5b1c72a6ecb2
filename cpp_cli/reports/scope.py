"""What an answer is about, in words: the program or a part of it, and the period."""

from __future__ import annotations

from cpp_cli.ledger.matter import priorities
from cpp_cli.messages import t
from cpp_cli.reports.answer import Paragraph

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.matter import Scope
    from cpp_cli.reading.store import Store


def title(store: Store, scope: Scope) -> str:
    """Return what the program, a partner, a community or a priority is called."""
    if scope.kind == "program":
        return store.program.name or t("The program")
    if scope.kind == "priority":
        return priorities(store).get(scope.id, scope.id)
    return store.name(scope.id)


def period(scope: Scope, day: date) -> Paragraph:
    """Return the line that says which period an answer is about, and for which day it holds."""
    if scope.since and scope.until:
        text = t("From {since} to {until}", since=scope.since, until=scope.until)
    elif scope.since:
        text = t("Since {since}", since=scope.since)
    elif scope.until:
        text = t("Until {until}", until=scope.until)
    else:
        text = t("Everything")
    return Paragraph(t("{period}, as of {day}.", period=text, day=day))


def about(scope: Scope) -> dict[str, Any]:
    """Return the same for JSON: subject, kind, since and until."""
    return {
        "subject": scope.id or "program",
        "kind": scope.kind,
        "since": scope.since.isoformat() if scope.since else None,
        "until": scope.until.isoformat() if scope.until else None,
    }
