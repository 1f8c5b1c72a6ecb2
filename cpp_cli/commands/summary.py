"""`cpp summary`: the program's, a partner's, a community's or a priority's summary."""

from cpp_cli.cli.declare import flag, takes
from cpp_cli.commands.options import SHOW_RECORDS
from cpp_cli.commands.shapes import ASK, BY, SHAPE, Shape
from cpp_cli.commands.subject import SINCE, SUBJECT, UNTIL, scope_of
from cpp_cli.errors import Refused
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Paragraph, with_records
from cpp_cli.reports.summary import report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.ledger.matter import Scope
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Answer


@takes(
    SUBJECT,
    SINCE,
    UNTIL,
    SHAPE,
    BY,
    ASK,
    flag("--public", "public", mark("Only what may be published.")),
    SHOW_RECORDS,
)
def summary(
    session: "Session",
    subject: str | None,
    since: str | None,
    until: str | None,
    shape: str | None,
    by: str | None,
    ask: tuple[str, ...],
    public: bool,
    show_records: bool,
) -> "Answer":
    """The program's, a partner's, a community's or a priority's summary.

    Whom we met and how, promises and what became of them, what was heard, harms and repairs.
    Without --since and --until, everything; for a Board, the last full half-year.
    """
    wanted = Shape(shape, subject, since, until, by, ask, public)
    if shape == "digest":
        answer = wanted.digest(session)
        if show_records:
            answer.blocks = with_records(answer.blocks)
        return answer
    wanted.half_year(session)
    scope = scope_of(session, subject, wanted.since, wanted.until)
    store = session.store
    found = standings(store, session.as_of)
    if public:
        store, found = _published(session, found, scope)
    if shape:
        answer = wanted.answer(session, store, found, scope)
    else:
        answer = report(store, found, session.as_of, scope)
    if public:
        only = Paragraph(t("Only what may be published is counted here."))
        answer.blocks = [*answer.blocks[:2], only, *answer.blocks[2:]]
    if show_records and not shape:
        answer.blocks = with_records(answer.blocks)
    return answer


def _published(
    session: "Session", found: "list[Standing]", scope: "Scope"
) -> "tuple[Store, list[Standing]]":
    """Return what may be published of the records, if that is so of what the summary is about."""
    from cpp_cli.commands.view import public_view

    view = public_view(session, found)
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
