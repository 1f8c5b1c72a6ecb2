"""`cpp review`: a change told in words."""

from cpp_cli.cli.declare import Place, takes
from cpp_cli.messages import mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer


@takes(
    Place(
        "base",
        "[BASE]",
        mark("Since when: a day or a git revision, or two with .. between them."),
    )
)
def review(session: "Session", base: str | None) -> "Answer":
    """What a change does, in words, the most important first.

    Without BASE: all that has changed since these records left the main branch. Exit status 1
    when the change adds errors.
    """
    from cpp_cli.changes.pairs import changes
    from cpp_cli.changes.telling import news, only_written_anew
    from cpp_cli.cli.since import states_of
    from cpp_cli.reports.review import Reviewed, report
    from cpp_cli.rules.since import Since

    states = states_of(session, base)
    changed = changes(states)
    answers = Since(states, changed, session.as_of)
    told = news(states, changed, session.as_of)
    rewritten = only_written_anew(changed)
    return report(Reviewed(told, rewritten, answers.added, answers.mended, states.base))
