"""`cpp <noun> rename`: another id for a record; the old one works on."""

from typing import Annotated

import typer

from cpp_cli.cli.completion import complete_ids
from cpp_cli.commands.ids import checked_id
from cpp_cli.commands.options import DryRun, kind_of
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.splice import Append, Edit, Set, Unset
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.models.shape import field_names
from cpp_cli.reports.answer import Answer


def rename(
    ctx: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Its id, its name or part of one.", autocompletion=complete_ids
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id.")],
    dry_run: DryRun = False,
) -> Answer:
    """Give a {noun} another id; the old one works on.

    The old id is kept in `former_ids`, and no other record ever gets it. `cpp fix` brings what
    refers to it up to date.
    """
    session, kind = ctx.obj, kind_of(ctx)
    record = session.store.of(kind)[session.find(kind.name, id)]
    if new == record.id:
        raise Refused(t("{new} is its id already.", new=new), t("Choose another one."))
    checked_id(session, kind, new, own=record.model.former_ids)
    order = tuple(field_names(kind.model))
    before = record.model.former_ids
    edits: list[Edit] = [Set(("id",), new, order), Append(("former_ids",), record.id, order)]
    if new in before:
        edits.append(Unset(("former_ids", before.index(new))))
    plan = begin(session)
    plan.edit(record.path, edits)
    folder = record.path.rpartition("/")[0]
    plan.move(record.path, f"{folder}/{new}.yaml")
    answer = finish(session, plan, dry_run, first=new)
    answer.asides.append(t("What refers to {old} still works; cpp fix mends it.", old=record.id))
    return answer
