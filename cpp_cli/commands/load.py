"""`cpp load`: what was asked of each partner, against what was given back."""

from cpp_cli.cli.declare import number, takes, value
from cpp_cli.commands.options import PARTY_NAME, SHOW_RECORDS
from cpp_cli.days import earlier
from cpp_cli.errors import Refused
from cpp_cli.ledger.contacts import Partners
from cpp_cli.ledger.load import DAYS, OVER, Window
from cpp_cli.ledger.promises import standings
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import with_records
from cpp_cli.reports.load import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(
    PARTY_NAME,
    value("--window", "window", "SPAN", mark("How far back: 90d (the default), 12w, 6m.")),
    number("--over", "over", mark("Mark those that were asked more often."), 10000, OVER),
    SHOW_RECORDS,
)
def load(
    session: "Session", party: str | None, window: str | None, over: int, show_records: bool
) -> "Answer":
    """What was asked of each partner, against what was given back.

    Asked: the meetings that we called and they did not, and what they promised us. The most asked
    come first. With a partner: each thing that was asked of it, and what we still owe it.
    """
    store, partner = session.store, None
    if party:
        partner = Partners(store)[session.find_party(party)]
        if is_us(store, partner):
            raise Refused(
                t("{name} is one of us: this is about partners.", name=store.name(partner)),
                t("Name another partner, or none for all of them."),
            )
    span = _window(session, window or f"{DAYS}d")
    answer = report(store, standings(store, session.as_of), span, over, partner)
    if show_records:
        answer.blocks = with_records(answer.blocks)
    return answer


def _window(session: "Session", text: str) -> Window:
    after = earlier(session.as_of, text)
    if after is None or after == session.as_of:
        raise Refused(
            t("--window {text} is no length of time.", text=text),
            t("Write a number of days, weeks or months: 90d, 12w, 6m."),
        )
    return Window(after, session.as_of)
