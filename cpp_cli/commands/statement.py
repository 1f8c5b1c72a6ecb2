"""`cpp statement`: everything held about a partner, to hand over and be corrected."""

from cpp_cli.cli.declare import Place, flag, takes
from cpp_cli.ledger.promises import standings
from cpp_cli.ledger.statement import Statement
from cpp_cli.messages import known, language, mark, speaking
from cpp_cli.reports.statement import confirm_sheet, report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(
    Place("party", "[PARTNER]", mark("A partner, by id or name."), ids=True),
    flag(
        "--confirm-sheet",
        "sheet",
        mark("Only what waits for its word, with boxes to tick at a meeting."),
    ),
)
def statement(session: "Session", party: str | None, sheet: bool) -> "Answer":
    """Everything held about a partner, to hand over and be corrected.

    Its own record, what was promised to it and by it, what it said, and what became of each; each
    entry has a number. What others said about it is there only where it is public. Without
    --lang it is in the first of the partner's own languages that there is here.
    """
    store, day = session.store, session.as_of
    record = store.partners[session.find("partner", party)]
    found = standings(store, day)
    held = Statement(store, record, found, day, session.today, session.store_now)
    spoken = None if session.options.get("lang") else known(record.model.languages)
    chosen = spoken or language()
    with speaking(chosen):
        return (confirm_sheet if sheet else report)(held, chosen)
