"""`cpp owes`: who owes what to whom."""

from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.commands.options import PARTY_NAME, SHOW_RECORDS
from cpp_cli.errors import Refused
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import with_records
from cpp_cli.reports.owes import Wanted, report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(
    PARTY_NAME,
    value("--from", "from_", "PARTY", mark("Only what this party owes.")),
    value("--to", "to", "PARTY", mark("Only what is owed to it.")),
    flag("--overdue", "overdue", mark("Only what is overdue.")),
    value("--aging", "aging", "DAYS", mark("Count by days late, such as 30,60,90.")),
    flag("--balance", "balance", mark("Count both ways for each pair of partners.")),
    SHOW_RECORDS,
)
def owes(
    session: "Session",
    party: str | None,
    from_: str | None,
    to: str | None,
    overdue: bool,
    aging: str | None,
    balance: bool,
    show_records: bool,
) -> "Answer":
    """Who owes what to whom, both ways.

    Without a party: what we owe, what we are owed, what partners owe each other. A promise is
    owed until the one it was made to says that it was kept, or lets it go.
    """
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
