"""`cpp schema`: the JSON Schemas for editors."""

from cpp_cli.cli.declare import flag, takes
from cpp_cli.cli.session import Session
from cpp_cli.editing.writer import Change, write
from cpp_cli.errors import Refused
from cpp_cli.messages import mark, t
from cpp_cli.models.schemas import generate
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reports.answer import Answer, Items, Paragraph


@takes(flag("--check", "check", mark("Only say whether schemas/ is up to date.")))
def schema(session: Session, check: bool) -> Answer:
    """Write the schemas for editors.

    They go to schemas/ beside records/. With them an editor offers the fields and words of a
    record, and marks what is wrong while it is typed. With --check nothing is written; exit
    status 1 when they are stale.
    """
    changes: dict[str, Change] = {}
    for path, text in generate().items():
        before = _there(session, path)
        if before != text.encode():
            changes[path] = Change(before, text.encode())
    data = {"stale": list(changes)}
    if not changes:
        return Answer([Paragraph(t("The schemas are up to date."))], data=data)
    if check:
        text = t("These schemas are not up to date; cpp schema writes them anew:")
        return Answer([Paragraph(text), Items(list(changes))], data=data, status=1)
    session.turn.take()
    session.turn.write(lambda root, state: write(root, state, changes))
    return Answer([Paragraph(t("Wrote:")), Items(list(changes))], data=data)


def _there(session: Session, path: str) -> bytes | None:
    found = session.snapshot.read(path)
    if not isinstance(found, Unreadable):
        return found
    if found != "gone":
        raise Refused(
            t("{path} is a link, or cannot be read; nothing was written.", path=path),
            t("Move it away, and run the command again."),
        )
    return None
