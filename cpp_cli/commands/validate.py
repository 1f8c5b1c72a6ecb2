"""`cpp validate`: every finding of every record."""

from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.messages import mark
from cpp_cli.reports.well import all_is_well

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cpp_cli.cli.session import Session
    from cpp_cli.finding import Finding
    from cpp_cli.reading.text import Text
    from cpp_cli.reports.answer import Answer


@takes(
    value(
        "--since",
        "since",
        "REV",
        mark("Only what has changed since then, and what refers to it: a day or a git revision."),
    ),
    flag("--strict", "strict", mark("Warnings count as well.")),
)
def validate(session: "Session", since: str | None, strict: bool) -> "Answer":
    """Check every record.

    Each finding names the file, the line and the column, says what is wrong and what to do.
    `cpp rule CODE` explains a code. Exit status 1 when there are errors. With --since what was
    promised and said before is also held against what stands there now.
    """
    if since is not None:
        return _since(session, since, strict)
    count = session.well()
    if count is not None:
        return all_is_well(count)
    from cpp_cli.rules.check import findings

    files = session.store.files
    found = findings(session.store, session.as_of)
    return _answer(session, found, files.count, lambda: files.paths, strict)


def _since(session: "Session", since: str, strict: bool) -> "Answer":
    from cpp_cli.changes.pairs import changes
    from cpp_cli.cli.since import base_of, states_since
    from cpp_cli.rules.since import Since

    states = states_since(session, base_of(session, since))
    change = Since(states, changes(states), session.as_of)
    return _answer(session, change.found, len(change.paths), lambda: change.paths, strict)


def _answer(
    session: "Session",
    found: "list[Finding]",
    count: int,
    paths: "Callable[[], Sequence[str]]",
    strict: bool,
) -> "Answer":
    from cpp_cli.reports.findings import Checked, report

    texts: dict[str, Text] = {}
    for path in {finding.path for finding in found}:
        text = session.store.files.text(path)
        if text:
            texts[path] = text
    return report(Checked(found, count, paths, strict), texts)
