"""`cpp agenda`: what is due, or waits for a word, in the next days."""

from typing import Annotated

import typer

from cpp_cli.commands.options import PartyName
from cpp_cli.ledger.promises import standings
from cpp_cli.reports.agenda import report
from cpp_cli.reports.answer import Answer


def agenda(
    ctx: typer.Context,
    party: PartyName = None,
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How far ahead.")] = 14,
) -> Answer:
    """What is due, or waits for a word, in the next days.

    With a party: what to bring to the next meeting with it.
    """
    session = ctx.obj
    store = session.store
    wanted = session.find_party(party, communities=True) if party else None
    return report(store, standings(store, session.as_of), session.as_of, days, wanted)
