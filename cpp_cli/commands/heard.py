"""`cpp heard`: what was said to us, and what became of it."""

from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.commands.options import SHOW_RECORDS
from cpp_cli.days import earlier
from cpp_cli.errors import Refused
from cpp_cli.ledger.contacts import Covered
from cpp_cli.ledger.matter import priorities
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import with_records
from cpp_cli.reports.heard import report
from cpp_cli.reports.wanted import Wanted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(
    flag("--unanswered", "unanswered", mark("Only what has no answer yet.")),
    value(
        "--older-than", "older_than", "SPAN", mark("Only what was said longer ago: 30d, 6w, 2m.")
    ),
    value("--by", "by", "PARTY", mark("Only what this party said, or what was said for it.")),
    value("--priority", "priority", "PRIORITY", mark("Only of meetings about this priority.")),
    value("--community", "community", "COMMUNITY", mark("Only what was said for this community.")),
    value("--topic", "topic", "TOPIC", mark("Only about this topic.")),
    SHOW_RECORDS,
)
def heard(
    session: "Session",
    unanswered: bool,
    older_than: str | None,
    by: str | None,
    priority: str | None,
    community: str | None,
    topic: str | None,
    show_records: bool,
) -> "Answer":
    """What was said to us, and what became of it.

    Each thing with its answer (a promise and how it stands, or the reason why not), and whether
    those who said it heard back. What waits for an answer comes first, the oldest first.
    """
    store = session.store
    communities = {key: one.name for key, one in store.communities.items()}
    wanted = Wanted(
        unanswered,
        _before(session.as_of, older_than) if older_than else None,
        Covered(store, session.find_party(by, communities=True)) if by else None,
        _named(session, t("priority"), priorities(store), priority),
        _named(session, t("community"), communities, community),
        _named(session, t("topic"), store.program.topics, topic),
    )
    answer = report(store, standings(store, session.as_of), session.as_of, wanted)
    if show_records:
        answer.blocks = with_records(answer.blocks)
    return answer


def _before(day: "date", span: str) -> "date":
    found = earlier(day, span)
    if found is None:
        raise Refused(
            t("--older-than {span}: this is no span of time.", span=span),
            t("Write a number of days, weeks or months: 30d, 6w, 2m."),
        )
    return found


def _named(
    session: "Session", what: str, known: "Mapping[str, str] | None", text: str | None
) -> str | None:
    """Return the id that a text names; a program without a list of such things takes any word."""
    if text is None or not known:
        return text
    from cpp_cli.cli.resolve import find_named

    matches = find_named(what, known, text)
    if not matches.found and not matches.nearest:
        raise Refused(
            t('There is no {what} "{text}".', what=what, text=text),
            t("There are: {names}", names=", ".join(known)),
        )
    return session.one(matches, "heard")
