"""`cpp status`: what needs attention now."""

import typer

from cpp_cli.ledger.promises import standings
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.status import report


def status(ctx: typer.Context) -> Answer:
    """What needs attention now.

    What is late, disputed, waits for a word or an answer, runs out or has gone quiet. The days
    after which something is named are set in records/program.yaml (`days`).
    """
    session = ctx.obj
    store = session.store
    return report(store, standings(store, session.as_of), session.as_of)
