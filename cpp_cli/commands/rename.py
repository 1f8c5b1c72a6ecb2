"""`cpp <noun> rename`: another id for a record; the old one works on."""

from cpp_cli.cli.declare import Place, takes
from cpp_cli.cli.session import Session
from cpp_cli.commands.ids import checked_id
from cpp_cli.commands.options import DRY_RUN, kind_of
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.edits import Append, Edit, Set, Unset
from cpp_cli.errors import Refused
from cpp_cli.messages import mark, t
from cpp_cli.models.shape import field_names
from cpp_cli.reports.answer import Answer


@takes(
    Place("id", "ID", mark("Its id, its name or part of one."), ids=True, needed=True),
    Place("new", "NEW", mark("The new id."), needed=True),
    DRY_RUN,
)
def rename(session: Session, id: str, new: str, dry_run: bool) -> Answer:
    """Give {one} another id; the old one works on.

    The old id is kept in `former_ids`, and no other record ever gets it. `cpp fix` brings what
    refers to it up to date.
    """
    kind = kind_of(session)
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
