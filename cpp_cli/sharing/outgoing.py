"""What is sent for review: which files, and what of it was not in the newest records."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cpp_cli.changes.pairs import States
from cpp_cli.git.between import between
from cpp_cli.git.read import Entry
from cpp_cli.models.kinds import KINDS
from cpp_cli.reading.snapshot import Unreadable
from cpp_cli.reading.store import Store
from cpp_cli.sharing.bring import Brought, as_changes, common
from cpp_cli.sharing.course import Course
from cpp_cli.sharing.disk import Disk, ignored, others
from cpp_cli.sharing.ground import LINK, Ground, Held, Two, is_plain
from cpp_cli.sharing.own import AROUND


@dataclass(slots=True)
class Outgoing:
    """What is sent: `files` to be committed now, and the paths `alone` that are left alone.

    `unsent`: whether something was committed before that was not sent yet.
    """

    files: dict[str, Held | None] = field(default_factory=dict)
    alone: list[str] = field(default_factory=list)
    unsent: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return not self.files and not self.unsent


def outgoing(ground: Ground, brought: Brought, course: Course) -> Outgoing:
    """Return what is to be sent."""
    found = _records(ground, brought)
    first = course.is_empty and brought.head.commit is None
    found |= _of(ground, brought, _every(ground) if first else _around(ground))
    for path in ignored(ground, [path for path, two in found.items() if two.before is None]):
        del found[path]
    files = {path: two.after for path, two in found.items()}
    alone = [path for path in others(ground) if path not in files]
    return Outgoing(files, alone, _is_unsent(ground, brought, course))


def _records(ground: Ground, brought: Brought) -> dict[str, Two]:
    paths = {*brought.disk, *brought.combined.laid}
    found = {path: Two(brought.committed(path), brought.held(path)) for path in sorted(paths)}
    return {path: two for path, two in found.items() if not ground.alike(*two)}


def _of(ground: Ground, brought: Brought, paths: Iterable[str]) -> dict[str, Two]:
    """Return which files, that nobody else has changed, are not as they were committed."""
    asked = [path for path in paths if path not in brought.moved and not ground.is_record(path)]
    commit = brought.head.commit
    entries = ground.repository.entries(commit, asked) if commit and asked else {}
    before: dict[str, Entry | None] = {path: entries.get(path) for path in asked}
    return Disk(ground).changes(before).plain


def _around(ground: Ground) -> list[str]:
    return [ground.outer(path) for one in AROUND for path in _named(one)]


def _named(path: str) -> list[str]:
    """Return the files that a path of the list names, where `*` is each kind of record."""
    if "*" not in path:
        return [path]
    if path.startswith("records/"):
        return [path.replace("*", kind.folder) for kind in KINDS.values() if kind.folder]
    return [path.replace("*", name) for name in KINDS]


def _every(ground: Ground) -> list[str]:
    """Return all files of the folder that nobody said to leave out."""
    asked = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = ground.repository.git.ask(*asked).decode("utf-8", "surrogateescape")
    return [path for path in listed.split("\0") if path and not path.endswith("/")]


def _is_unsent(ground: Ground, brought: Brought, course: Course) -> bool:
    start = brought.joined.start
    if start is None:
        return False
    known = [one for one in (course.newest, course.same) if one]
    if brought.joined.steps:
        # What waits for its review goes out together with what has come in: only so can it be
        # taken where two changes of neighbouring lines stand in each other's way.
        known = [course.newest] if course.newest else []
    return not any(common(ground.repository, start, [one]) == start for one in known)


def after(store: Store, brought: Brought) -> Store:
    """Return the records as they will be on the disk."""
    return store.after({path: data for path, (_, data) in brought.records.items()})


def states(ground: Ground, now: Store, brought: Brought, course: Course) -> States:
    """Return the newest records, and those that are sent."""
    joined = brought.joined
    pairs = as_changes(between(ground.repository, course.newest, joined.start))
    before: dict[str, bytes | Unreadable | None] = {}
    for path in {*pairs, *joined.laid, *brought.disk, *brought.combined.laid}:
        inner = ground.inner(path)
        if inner is None or not ground.is_record(path):
            continue
        was, held = _two(brought, pairs, path)
        if not ground.alike(was, held):
            before[inner] = _read(ground, was)
    return States(now.after(before), now, before, course.newest)


def _two(brought: Brought, pairs: dict[str, Two], path: str) -> Two:
    """Return what the newest records have at a path, and what is sent."""
    joined = brought.joined
    start = pairs[path].after if path in pairs else joined.under.get(path)
    if path in pairs:
        was = pairs[path].before
    elif path in joined.under:
        was = joined.under[path]
    else:
        was = brought.committed(path)
    changed = path in brought.moved or path in brought.disk or path in brought.combined.laid
    return Two(was, brought.held(path) if changed else start)


def _read(ground: Ground, held: Held | None) -> bytes | Unreadable | None:
    if held is None:
        return None
    if is_plain(held):
        return ground.content(held)
    return Unreadable("link" if isinstance(held, Entry) and held.mode == LINK else "folder")


def beside(ground: Ground, brought: Brought, course: Course, files: Iterable[str]) -> list[str]:
    """Return the files that are sent and are no records: now, and by earlier commits."""
    pairs = between(ground.repository, course.newest, brought.joined.start)
    return sorted(path for path in {*pairs, *files} if not ground.is_record(path))
