"""`cpp fix`: mends what has one safe mending."""

from collections.abc import Iterator

from cpp_cli.cli.declare import takes
from cpp_cli.cli.session import Session
from cpp_cli.commands.options import DRY_RUN
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.edits import Set
from cpp_cli.models.walk import references
from cpp_cli.reading.references import current
from cpp_cli.reading.store import Store
from cpp_cli.reports.answer import Answer


@takes(DRY_RUN)
def fix(session: Session, dry_run: bool) -> Answer:
    """Mend what has one safe mending.

    References to former ids get the id of today, and files with mixed line ends get one kind.
    With --dry-run nothing is written; exit status 1 when there is something to mend.
    """
    store: Store = session.store
    plan = begin(session)
    for record in store.records():
        edits = [
            Set(keys, new)
            for keys, kind, text in references(record.model)
            if (new := current(store, kind, text)) != text
        ]
        if edits:
            plan.edit(record.path, edits)
    for path in _mixed(store):
        plan.one_line_end(path)
    answer = finish(session, plan, dry_run)
    if dry_run and plan.changes:
        answer.status = 1
    return answer


def _mixed(store: Store) -> Iterator[str]:
    return (finding.path for finding in store.findings() if finding.code == "T006")
