"""`cpp status`: what needs attention now."""

from cpp_cli.cli.declare import takes
from cpp_cli.ledger.promises import standings
from cpp_cli.reports.status import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes()
def status(session: "Session") -> "Answer":
    """What needs attention now.

    What is late, disputed, waits for a word or an answer, runs out or has gone quiet. The days
    after which something is named are set in records/program.yaml (`days`).
    """
    store = session.store
    return report(store, standings(store, session.as_of), session.as_of)
