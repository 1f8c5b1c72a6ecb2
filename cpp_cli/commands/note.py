"""`cpp meeting note`: adds to the notes of a meeting."""

from typing import Annotated

import typer

from cpp_cli.cli import editor
from cpp_cli.cli.session import Session
from cpp_cli.commands.add import add_promises, read_text
from cpp_cli.commands.options import DryRun, RecordId
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.emit import clean
from cpp_cli.editing.splice import Set
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.shape import field_names
from cpp_cli.reports.answer import Answer


def note(
    ctx: typer.Context,
    id: RecordId = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="The words.")] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="FILE", help="Take them from a file; - reads a pipe."),
    ] = None,
    commitments: Annotated[
        bool,
        typer.Option(
            "--commitments", help="Make commitments of lines: - [ ] FROM -> TO: what (by DATE)"
        ),
    ] = False,
    dry_run: DryRun = False,
) -> Answer:
    """Add to the notes of a meeting.

    What is there stays; the new words go below it, after an empty line.
    """
    session: Session = ctx.obj
    record = session.store.meetings[session.find("meeting", id)]
    if text and file:
        raise Refused(t("Give --text or --file, not both."), t("Leave one of them out."))
    words = read_text(file) if file else text
    if words is None:
        session.need("--text or --file", t("what is to be added?"))
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
