"""What a question is about: the program or a part of it, in a period."""

from cpp_cli.cli.declare import Place, value
from cpp_cli.errors import Refused
from cpp_cli.ledger.matter import Scope, priorities
from cpp_cli.messages import mark, t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session

SUBJECT = Place(
    "subject",
    "[SUBJECT]",
    mark("A partner, community or priority; without one, the program."),
    ids=True,
)
SINCE = value("--since", "since", "DATE", mark("From this day on."))
UNTIL = value("--until", "until", "DATE", mark("Up to this day."))


def scope_of(
    session: "Session", subject: str | None, since: str | None, until: str | None
) -> Scope:
    """Return what is asked about; a period that has ended also sets the day of the answer."""
    first = session.day(since, "--since") if since else None
    last = session.day(until, "--until") if until else None
    if first and last and last < first:
        raise Refused(
            t("--until {last} is before --since {first}.", first=first, last=last),
            t("Give an earlier --since, or a later --until."),
        )
    if last and not session.options.get("as_of"):
        session.as_of = min(last, session.as_of)
    if first and first > session.as_of:
        day = session.as_of
        raise Refused(
            t("--since {first} is after {day}, the day that is asked about.", first=first, day=day),
            t("Give an earlier --since."),
        )
    kind, subject_id = _subject(session, subject)
    return Scope(kind, subject_id, first, last)  # type: ignore[arg-type]  # one of its words


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
