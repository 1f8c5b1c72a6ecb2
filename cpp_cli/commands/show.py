"""`cpp <noun> show ID`: one record at a glance."""

import typer

from cpp_cli.commands.options import RecordId, kind_of
from cpp_cli.errors import Refused
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.show import show as report
from cpp_cli.reports.show.partner import cards


def show(ctx: typer.Context, id: RecordId = None) -> Answer:
    """Show one {noun}, and what follows from it."""
    session, kind = ctx.obj, kind_of(ctx)
    store = session.store
    record = store.of(kind)[session.find(kind.name, id)]
    answer = report(store, record, standings(store, session.as_of), session.as_of)
    if session.format == "vcf":
        answer.special = cards(store, record, session.as_of)
        if not answer.special:
            raise Refused(t("There is nobody in {name} on that day.", name=record.model.name))
    return answer
