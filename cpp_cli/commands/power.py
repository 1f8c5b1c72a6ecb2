"""`cpp power`: how power and resources were shared."""

from cpp_cli.cli.declare import takes
from cpp_cli.commands.options import SHOW_RECORDS
from cpp_cli.commands.subject import SINCE, SUBJECT, UNTIL, scope_of
from cpp_cli.ledger.promises import standings
from cpp_cli.reports.answer import with_records
from cpp_cli.reports.power import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(SUBJECT, SINCE, UNTIL, SHOW_RECORDS)
def power(
    session: "Session",
    subject: str | None,
    since: str | None,
    until: str | None,
    show_records: bool,
) -> "Answer":
    """How power and resources were shared: who called, decided, gave, waited.

    Engagement promised, and experienced by those who were engaged; money and hours each way;
    promises that got new terms, and who bears it; how partners rate us; partners of which we only
    asked. Without --since and --until, everything.
    """
    scope = scope_of(session, subject, since, until)
    store = session.store
    answer = report(store, standings(store, session.as_of), session.as_of, scope)
    if show_records:
        answer.blocks = with_records(answer.blocks)
    return answer
