"""`cpp <noun> show ID`: one record at a glance."""

import typer

from cpp_cli.commands.options import RecordId, kind_of
from cpp_cli.ledger.promises import standings
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.show import show as report


def show(ctx: typer.Context, id: RecordId = None) -> Answer:
    """Show one {noun}, and what follows from it."""
    session, kind = ctx.obj, kind_of(ctx)
    store = session.store
    record = store.of(kind)[session.find(kind.name, id)]
    return report(store, record, standings(store, session.as_of), session.as_of)
