"""`cpp <noun> rename`: another id for a record; the old one works on."""

from typing import Annotated

import typer

from cpp_cli.commands.options import DryRun, RecordId, kind_of
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.splice import Append, Set
from cpp_cli.errors import Refused
from cpp_cli.fields import is_id
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer
from cpp_cli.shape import field_names


def rename(
    ctx: typer.Context,
    id: RecordId,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The new id.")],
    dry_run: DryRun = False,
) -> Answer:
    """Give a {noun} another id; the old one works on.

    The old id is kept in `former_ids`, and no other record ever gets it. `cpp fix` brings what
    refers to it up to date.
    """
    session, kind = ctx.obj, kind_of(ctx)
    record = session.store.of(kind)[session.find(kind.name, id)]
    if not is_id(new):
        raise Refused(
            t("{new} cannot be an id.", new=new),
            t("An id has lower-case letters, digits and hyphens, such as huerto-sol."),
        )
    if new == record.id:
        raise Refused(t("{new} is its id already.", new=new))
    order = tuple(field_names(kind.model))
    plan = begin(session)
    plan.edit(record.path, [Set(("id",), new, order), Append(("former_ids",), record.id, order)])
    folder = record.path.rpartition("/")[0]
    plan.move(record.path, f"{folder}/{new}.yaml")
    answer = finish(session, plan, dry_run, first=new)
    answer.asides.append(t("What refers to {old} still works; cpp fix mends it.", old=record.id))
    return answer
