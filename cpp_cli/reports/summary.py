"""What `cpp summary` says: of the program, a partner, a community or a priority, in a period."""

from __future__ import annotations

from cpp_cli.ledger.matter import gather
from cpp_cli.reports.answer import Answer, Heading, Paragraph
from cpp_cli.reports.became import harms, heard
from cpp_cli.reports.engagement import engagement
from cpp_cli.reports.equity import equity
from cpp_cli.reports.groups import by_community, by_work
from cpp_cli.reports.kept import promised
from cpp_cli.reports.load import often
from cpp_cli.reports.met import met
from cpp_cli.reports.power import in_brief as power
from cpp_cli.reports.scope import about, period, title

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.matter import Matter, Scope
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block

    Found = tuple[list[Block], dict[str, Any]]


def _engaged(matter: Matter) -> Found:
    return engagement(matter, each=matter.scope.kind != "program")


PARTS: tuple[Callable[[Matter], Found], ...] = (
    met,
    promised,
    heard,
    harms,
    _engaged,
    power,
    equity,
    often,
    by_community,
    by_work,
)
"""The sections, in their order."""


def report(store: Store, standings: list[Standing], day: date, scope: Scope) -> Answer:
    """Return the summary of what a scope holds."""
    matter = gather(store, standings, day, scope)
    blocks: list[Block] = [Heading(title(store, scope), 1), period(scope, day)]
    data = about(scope)
    if scope.kind == "program" and store.program.mission:
        blocks.append(Paragraph(" ".join(store.program.mission.split()), "quiet"))
    for part in PARTS:
        more, found = part(matter)
        blocks += more
        data |= found
    return Answer(blocks, data=data)
