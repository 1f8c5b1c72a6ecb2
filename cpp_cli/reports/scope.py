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
    from cpp_cli.models.program import Community
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
    since, until = scope.since, scope.until
    if since and until:
        text = t("From {since} to {until}, as of {day}.", since=since, until=until, day=day)
    elif since:
        text = t("Since {since}, as of {day}.", since=since, day=day)
    elif until:
        text = t("Until {until}, as of {day}.", until=until, day=day)
    else:
        text = t("Everything, as of {day}.", day=day)
    return Paragraph(text)


def called(community: Community) -> str:
    """Return what a community is called, and whether the program centers it."""
    name = community.name
    return t("{community} (centered)", community=name) if community.centered else name


def about(scope: Scope) -> dict[str, Any]:
    """Return the same for JSON: subject, kind, since and until."""
    return {
        "subject": scope.id or "program",
        "kind": scope.kind,
        "since": scope.since.isoformat() if scope.since else None,
        "until": scope.until.isoformat() if scope.until else None,
    }
