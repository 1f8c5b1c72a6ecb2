"""What a command takes from earlier ones to know the records, and leaves for later ones."""

from __future__ import annotations

import marshal
import os

from cpp_cli.cache.folder import AROUND, VERDICTS, Folder, where
from cpp_cli.editing.marks import is_open, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cpp_cli.cache.known import Known
    from cpp_cli.git.revision import Revision
    from cpp_cli.git.state import Asked
    from cpp_cli.reading.load import Progress
    from cpp_cli.reading.snapshot import WorkingTree
    from cpp_cli.reading.store import Store


class Memory:
    """The records, by what earlier commands have kept; where that is not `wanted`, without it."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._known: Known | None = None
        self._begun: list[Asked] = []
        self._asked: tuple[int, Asked | None] = (0, None)
        self.asked: Asked | None = None
        """What git was asked about the files on the disk, when they were read."""

    # The answer that is asked for most, from as little as that takes

    def well(self, top: str, day: date) -> int | None:
        """Return how many records there are in a folder, where the files are those of a view in
        which neither the reader nor a rule has found anything, on a day for which that holds; else
        None."""
        if not self._wanted:
            return None
        from cpp_cli.git.folder import place_of

        place = place_of(top)
        # What git says is good as long as nothing is written.
        before = stamp(place.private) if place else 0
        asked = self._ask(top)
        self._asked = (before, asked)
        return None if asked is None else _well_on_disk(asked, day)

    def well_at(self, revision: Revision, day: date) -> int | None:
        """Return the same of the records of a commit."""
        repository = revision.repository
        private = repository.place.private
        if not self._wanted or os.path.islink(private):
            return None
        tree = repository.tree_id(revision.commit)
        return _well(Folder(os.path.join(private, where())), tree, day) if tree else None

    # The records

    def read(
        self, snapshot: WorkingTree | Revision, state: Path, progress: Progress | None
    ) -> Store:
        """Return all records. `state` is the folder for what is no record."""
        if not self._wanted:
            from cpp_cli.reading.load import load

            return load(snapshot, progress)
        from cpp_cli.cache.known import Known
        from cpp_cli.reading.snapshot import WorkingTree

        known = self._known = self._known or Known(str(state))
        if isinstance(snapshot, WorkingTree):
            self.asked = self._asked_or_ask(snapshot)
            return known.of_disk(snapshot, self.asked, progress)
        return known.of_revision(snapshot, progress)

    def of_base(self, base: Revision, store: Store) -> Store:
        """Return a store that holds the records of a commit, with what is known of these."""
        return self._known.of_base(base, store) if self._known else store

    def _asked_or_ask(self, snapshot: WorkingTree) -> Asked | None:
        """Return what git was asked; ask it where that was not done, or something was written."""
        (before, asked), self._asked = self._asked, (0, None)
        if asked is None or before != stamp(asked.place.private):
            asked = self._ask(snapshot.root)
        return asked

    def _ask(self, root: str | Path) -> Asked | None:
        from cpp_cli.git.state import begin

        asked = begin(root)
        if asked:
            self._begun.append(asked)
        return asked

    def end(self) -> None:
        """End what git was asked and did not have to say."""
        for asked in self._begun:
            asked.end()

    def keep(self) -> None:
        """Keep what was worked out, for the next command."""
        if self._known:
            self._known.keep()


def _well_on_disk(asked: Asked, day: date) -> int | None:
    private = asked.place.private
    folder = Folder(os.path.join(private, where()))
    if os.path.islink(private) or is_open(private) or not folder.is_there():
        return None
    state = asked.state()
    return None if state is None or state.changed else _well(folder, state.tree, day)


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
