"""`cpp meeting note`: adds to the notes of a meeting."""

from cpp_cli.cli import editor
from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.cli.session import Session
from cpp_cli.commands.add import add_promises, read_text
from cpp_cli.commands.options import DRY_RUN, RECORD_ID
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.edits import Set
from cpp_cli.editing.emit import clean
from cpp_cli.errors import Refused
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.shape import field_names
from cpp_cli.reports.answer import Answer


@takes(
    RECORD_ID,
    value("--text", "text", "TEXT", mark("The words.")),
    value("--file", "file", "FILE", mark("Take them from a file; - reads a pipe.")),
    flag(
        "--commitments",
        "commitments",
        mark("Make commitments of lines: - [ ] FROM -> TO: what (by DATE)"),
    ),
    DRY_RUN,
)
def note(
    session: Session,
    id: str | None,
    text: str | None,
    file: str | None,
    commitments: bool,
    dry_run: bool,
) -> Answer:
    """Add to the notes of a meeting.

    What is there stays; the new words go below it, after an empty line.
    """
    record = session.store.meetings[session.find("meeting", id)]
    if text and file:
        raise Refused(t("Give --text or --file, not both."), t("Leave one of them out."))
    words = read_text(file) if file else text
    if words is None:
        session.need(t("--text or --file"), t("what is to be added?"))
        words = editor.edit(session.turn.draft("", f"{record.id}.md"))
    words = clean(words)
    if not words.strip():
        raise Refused(t("There is nothing to add."), t("Give some words."))
    before = (record.model.notes or "").rstrip("\n")
    notes = f"{before}\n\n{words}\n" if before else f"{words}\n"
    plan = begin(session)
    plan.edit(record.path, [Set(("notes",), notes, tuple(field_names(MEETING.model)))])
    add_promises(session, plan, record.id, record.model.date, words, commitments)
    return finish(session, plan, dry_run, first=record.id)
