"""`cpp <noun> show ID`: one record at a glance."""

from cpp_cli.cli.declare import takes
from cpp_cli.commands.options import RECORD_ID, kind_of
from cpp_cli.errors import Refused
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import t
from cpp_cli.reports.show import show as report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(RECORD_ID)
def show(session: "Session", id: str | None) -> "Answer":
    """Show {one}, and what follows from it."""
    kind = kind_of(session)
    store = session.store
    record = store.of(kind)[session.find(kind.name, id)]
    answer = report(store, record, standings(store, session.as_of), session.as_of)
    if session.format == "vcf":
        from cpp_cli.reports.show.partner import cards

        answer.special = cards(store, record, session.as_of)
        if not answer.special:
            raise Refused(t("There is nobody in {name} on that day.", name=record.model.name))
    return answer
