"""`cpp owes`: who owes what to whom."""

from typing import Annotated

import typer

from cpp_cli.commands.options import PartyName, ShowRecords
from cpp_cli.errors import Refused
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, with_records
from cpp_cli.reports.owes import Wanted, report


def owes(
    ctx: typer.Context,
    party: PartyName = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="PARTY", help="Only what this party owes.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="PARTY", help="Only what is owed to it.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    aging: Annotated[
        str | None,
        typer.Option("--aging", metavar="DAYS", help="Count by days late, such as 30,60,90."),
    ] = None,
    balance: Annotated[
        bool, typer.Option("--balance", help="Count both ways for each pair of partners.")
    ] = False,
    show_records: ShowRecords = False,
) -> Answer:
    """Who owes what to whom, both ways.

    Without a party: what we owe, what we are owed, what partners owe each other. A promise is
    owed until the one it was made to says that it was kept, or lets it go.
    """
    session = ctx.obj
    wanted = Wanted(
        session.find_party(party, communities=True) if party else None,
        session.find_party(from_) if from_ else None,
        session.find_party(to, communities=True) if to else None,
        overdue,
        _limits(aging) if aging else (),
        balance,
    )
    answer = report(session.store, standings(session.store, session.as_of), session.as_of, wanted)
    if show_records:
        answer.blocks = with_records(answer.blocks)
    return answer


def _limits(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    limits = tuple(int(part) for part in parts if part.isdigit() and len(part) < 6)
    if len(limits) != len(parts) or list(limits) != sorted(set(limits)) or 0 in limits:
        raise Refused(
            t("--aging {text}: write numbers of days, each larger than the last.", text=text),
            t("For example: --aging 30,60,90"),
        )
    return limits
