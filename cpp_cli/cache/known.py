"""What is known from earlier commands, and the records as they are now, by what differs from it.

The states of the records are told apart by the tree that git has of them, or, where git does not
vouch for what is on the disk, by what the disk says of each file. Only what differs is read.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from time import time_ns
from typing import TYPE_CHECKING

from cpp_cli.cache import views
from cpp_cli.cache.folder import Folder, where
from cpp_cli.cache.views import View
from cpp_cli.reading.snapshot import now_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cpp_cli.git.read import Repository
    from cpp_cli.git.revision import Revision
    from cpp_cli.git.state import Asked
    from cpp_cli.reading.files import Looks
    from cpp_cli.reading.snapshot import Snapshot, WorkingTree
    from cpp_cli.reading.store import Store

    Progress = Callable[[int, int], None] | None

DISK = "disk-"
"""How the names of views begin that git has no tree for."""
_RECENT = 2_000_000_000
"""Nanoseconds in which a file may be written again and look the same."""


class Known:
    """What is known of the records of one folder. `state` is the folder for what is no record."""

    def __init__(self, state: str) -> None:
        self.folder = Folder(f"{state}/{where()}")
        self._views: list[View] = []
        self._later: list[Callable[[], View | None]] = []

    # The records as they are

    def of_disk(
        self, snapshot: WorkingTree, asked: Asked | None, progress: Progress = None
    ) -> Store:
        """Return the records as they are on the disk; git may have been asked about them."""
        from cpp_cli.git.read import Repository

        names = self.folder.views()
        if asked is None or any(name.startswith(DISK) for name in names):
            return self._by_looks(snapshot, progress)
        state = asked.state() if names else None
        if state is not None:
            store = self._near(snapshot, Repository(asked.place), state.tree, state.changed)
            if store is not None:
                return store
        elif names:
            return self._by_looks(snapshot, progress)
        return self._read_all(snapshot, Repository(asked.place), progress)

    def of_revision(self, snapshot: Revision, progress: Progress = None) -> Store:
        """Return the records of a commit."""
        from cpp_cli.reading.load import load

        tree = snapshot.repository.tree_id(snapshot.commit)
        store = self._near(snapshot, snapshot.repository, tree, ()) if tree else None
        if store is None:
            store = load(snapshot, progress)
            if tree:
                self._views.append(View.of(self.folder, tree, store))
        return store

    def of_base(self, base: Revision, store: Store) -> Store:
        """Return a store that holds the records of a commit, with what is known of these."""
        tree = base.repository.tree_id(base.commit)
        view = views.kept(self.folder, tree, base) if tree else None
        if view:
            store.kept = view.store.kept
        if tree:
            self._later.append(
                lambda: (
                    View.of(self.folder, tree, store, is_new=not view)
                    if store.memo.get("verdicts")
                    else None
                )
            )
        return store

    def _near(
        self, snapshot: Snapshot, repository: Repository, tree: str, changed: Iterable[str]
    ) -> Store | None:
        """Return the records by the view that is nearest to a tree, if one is near."""
        found = self._nearest(repository, tree, snapshot)
        if found is None:
            return None
        view, differing = found
        # Who asks for a commit once asks again; what is on the disk goes on changing.
        if len(differing) > (0 if snapshot.is_settled else view.few):
            from cpp_cli.git.revision import Tree

            there = Tree(repository, tree)
            store = view.store.after(now_at(there, differing))
            view = View.of(self.folder, tree, store)
            differing = []
        self._views.append(view)
        changes = now_at(snapshot, {*differing, *changed})
        return view.store.after(changes) if changes else view.store

    def _nearest(
        self, repository: Repository, tree: str, snapshot: Snapshot
    ) -> tuple[View, list[str]] | None:
        best: tuple[View, list[str]] | None = None
        for name in sorted(self.folder.views(), key=lambda name: name != tree):
            view = None if name.startswith(DISK) else views.kept(self.folder, name, snapshot)
            if view is None:
                continue
            if name == tree:
                return view, []
            paths = (
                None if best and len(best[1]) <= best[0].few else repository.differing(name, tree)
            )
            if paths is not None and len(paths) * 2 < view.count:
                best = min(best or (view, paths), (view, paths), key=lambda one: len(one[1]))
        return best

    def _read_all(self, snapshot: WorkingTree, repository: Repository, progress: Progress) -> Store:
        from cpp_cli.reading.load import load

        ids: dict[str, str] = {}
        store = load(snapshot, progress, ids)
        self._later.append(partial(self._as_tree, store, repository, ids))
        return store

    def _as_tree(self, store: Store, repository: Repository, ids: dict[str, str]) -> View | None:
        """Return the view of the last commit, of files that were read from the disk."""
        from cpp_cli.git.revision import Revision

        commit = repository.resolve("HEAD")
        tree = repository.tree_id(commit) if commit else None
        if commit is None or tree is None:
            return self._as_looks(store)
        there = Revision(repository, commit)
        theirs = there.ids()
        differing = {path for path in {*ids, *theirs} if ids.get(path) != theirs.get(path)}
        differing |= set(store.files.around.strays) | {p for p in there.paths() if p not in theirs}
        if len(differing) * 2 > len(ids):
            return self._as_looks(store)
        changes = now_at(there, differing)
        return View.of(self.folder, tree, store.after(changes) if changes else store)

    # Where git does not vouch for them

    def _by_looks(self, snapshot: WorkingTree, progress: Progress) -> Store:
        looks, now = snapshot.looks(), time_ns()
        for name in self.folder.views():
            view = views.kept(self.folder, name, snapshot) if name.startswith(DISK) else None
            if view is None or view.looks is None:
                continue
            before = view.looks
            # None is said of what is not there, cannot be looked at, or was just written then.
            differing = {
                path
                for path in {*looks, *before}
                if (look := looks.get(path)) is None or look != before.get(path)
            }
            if len(differing) * 2 > view.count:
                break
            self._views.append(view)
            store = view.store.after(now_at(snapshot, differing)) if differing else view.store
            if len(differing) > view.few:
                self._views[-1] = self._looking(store, looks, now)
            return store
        from cpp_cli.reading.load import load

        store = load(snapshot, progress)
        self._views.append(self._looking(store, looks, now))
        return store

    def _looking(self, store: Store, looks: Looks, now: int) -> View:
        settled: Looks = {
            path: look if look and max(look[2:4]) < now - _RECENT else None
            for path, look in looks.items()
        }
        return View.of(self.folder, f"{DISK}{now:x}", store, settled)

    def _as_looks(self, store: Store) -> View:
        """Return a view that says nothing of any file: from now on it is looked at them."""
        return View.of(self.folder, f"{DISK}0", store, {})

    # For the next time

    def keep(self) -> None:
        """Keep what was worked out, for the next time."""
        from cpp_cli.errors import Again, Stop

        # The answer was given: whatever cannot be kept now is worked out again.
        with suppress(Again, Stop, OSError, ValueError, LookupError):
            self._views += [view for make in self._later if (view := make())]
            for view in self._views:
                view.keep()
        self._views, self._later = [], []
