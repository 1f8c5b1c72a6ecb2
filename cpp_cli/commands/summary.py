"""`cpp summary`: the program's, a partner's, a community's or a priority's summary."""

from cpp_cli.cli.declare import Place, flag, takes, value
from cpp_cli.commands.options import SHOW_RECORDS
from cpp_cli.errors import Refused
from cpp_cli.ledger.matter import Scope, priorities
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Paragraph, with_records
from cpp_cli.reports.summary import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Answer


@takes(
    Place(
        "subject",
        "[SUBJECT]",
        mark("A partner, community or priority; without one, the program."),
        ids=True,
    ),
    value("--since", "since", "DATE", mark("From this day on.")),
    value("--until", "until", "DATE", mark("Up to this day.")),
    flag("--public", "public", mark("Only what may be published.")),
    SHOW_RECORDS,
)
def summary(
    session: "Session",
    subject: str | None,
    since: str | None,
    until: str | None,
    public: bool,
    show_records: bool,
) -> "Answer":
    """The program's, a partner's, a community's or a priority's summary.

    Whom we met and how, promises and what became of them, what was heard, harms and repairs.
    Without --since and --until, everything.
    """
    first = session.day(since, "--since") if since else None
    last = session.day(until, "--until") if until else None
    if first and last and last < first:
        raise Refused(
            t("--until {last} is before --since {first}.", first=first, last=last),
            t("Give an earlier --since, or a later --until."),
        )
    if last and not session.options.get("as_of"):
        session.as_of = min(last, session.as_of)
    kind, subject_id = _subject(session, subject)
    scope = Scope(kind, subject_id, first, last)  # type: ignore[arg-type]  # one of its words
    store = session.store
    found = standings(store, session.as_of)
    if public:
        store, found = _published(session, found, scope)
    answer = report(store, found, session.as_of, scope)
    if public:
        only = Paragraph(t("Only what may be published is counted here."))
        answer.blocks = [*answer.blocks[:2], only, *answer.blocks[2:]]
    if show_records:
        answer.blocks = with_records(answer.blocks)
    return answer


def _published(
    session: "Session", found: "list[Standing]", scope: Scope
) -> "tuple[Store, list[Standing]]":
    """Return what may be published of the records, if that is so of what the summary is about."""
    from cpp_cli.ledger.public import published

    view = published(session.store, found, session.today, session.store_now)
    about = scope.id
    if (
        scope.kind == "partner"
        and view.store.person(about) is None
        and about not in view.store.partners
    ):
        raise Refused(
            t("{name} may not be named in public.", name=session.store.name(about)),
            t("Leave --public out to see it yourself, or ask first: cpp rule P002."),
        )
    return view.store, view.standings


def _subject(session: "Session", text: str | None) -> tuple[str, str]:
    if text is None:
        return "program", ""
    from cpp_cli.cli.resolve import fold

    known = priorities(session.store)
    wanted = fold(text)
    for key, name in known.items():
        if wanted in (key, fold(name)):
            return "priority", key
    found = session.find_party(text, communities=True)
    return ("community" if found in session.store.communities else "partner"), found
