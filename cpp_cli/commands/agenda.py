"""`cpp agenda`: what is due, or waits for a word, in the next days."""

from cpp_cli.cli.declare import number, takes
from cpp_cli.commands.options import PARTY_NAME
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark
from cpp_cli.reports.agenda import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(PARTY_NAME, number("--days", "days", mark("How far ahead."), most=3650, default=14))
def agenda(session: "Session", party: str | None, days: int) -> "Answer":
    """What is due, or waits for a word, in the next days.

    With a party: what to bring to the next meeting with it.
    """
    store = session.store
    wanted = session.find_party(party, communities=True) if party else None
    return report(store, standings(store, session.as_of), session.as_of, days, wanted)
