"""Which files of the records are not those of a commit, and what stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.git.revision import Revision
from cpp_cli.reading.snapshot import now_at

if TYPE_CHECKING:
    from cpp_cli.git.state import State
    from cpp_cli.reading.snapshot import Snapshot, Unreadable


def differing(
    before: Snapshot, now: Snapshot, state: State | None
) -> dict[str, bytes | Unreadable]:
    """Return what was at each path at which there is something else now, or nothing.

    `state` is that of the files on the disk, where `now` is those and git can vouch for them.
    """
    paths = _may_differ(before, now, state)
    if paths is None:
        paths = {*before.paths(), *now.paths()}
    here = now_at(now, paths)
    return {path: data for path, data in now_at(before, paths).items() if here[path] != data}


def _may_differ(before: Snapshot, now: Snapshot, state: State | None) -> set[str] | None:
    """Return the paths at which something may differ; None where they may be any."""
    if not isinstance(before, Revision):
        return None
    repository = before.repository
    old = repository.tree_id(before.commit)
    if isinstance(now, Revision):
        new = repository.tree_id(now.commit)
    else:
        new = state.tree if state else None
    differing = repository.differing(old, new) if old and new else None
    if differing is None:
        return None
    return {*differing, *(state.changed if state else ())}
