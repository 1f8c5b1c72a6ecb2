"""Whether all is well: the answer that is asked for most, from as little as that takes."""

from __future__ import annotations

import marshal
import os

from cpp_cli.cache.folder import AROUND, VERDICTS, VIEWS, Folder
from cpp_cli.editing.marks import is_open

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from cpp_cli.git.revision import Revision
    from cpp_cli.git.state import Asked


def well(asked: Asked, day: date) -> int | None:
    """Return how many records there are, where the files are those of a view in which neither the
    reader nor a rule has found anything, on a day for which that holds; else None."""
    private = asked.place.private
    folder = Folder(os.path.join(private, VIEWS))
    if os.path.islink(private) or is_open(private) or not folder.is_there():
        return None
    state = asked.state()
    return None if state is None or state.changed else _well(folder, state.tree, day)


def well_at(revision: Revision, day: date) -> int | None:
    """Return the same of the records of a commit."""
    repository = revision.repository
    private = repository.place.private
    if os.path.islink(private):
        return None
    tree = repository.tree_id(revision.commit)
    return _well(Folder(os.path.join(private, VIEWS)), tree, day) if tree else None


def _well(folder: Folder, tree: str, day: date) -> int | None:
    around = folder.read(tree, AROUND)
    verdicts = folder.read(tree, VERDICTS)
    if around is None or verdicts is None:
        return None
    count: int
    count, faulty, _, strays, names = marshal.loads(around)
    found, first, until = marshal.loads(verdicts)
    number = day.toordinal()
    if (
        faulty
        or strays
        or names
        or found
        or number < first
        or min(until.values(), default=number) < number
    ):
        return None
    return count
