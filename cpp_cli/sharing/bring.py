"""The newest records come in: all is worked out in memory, and nothing is written yet.

First what was committed here and there becomes one; then what is on the disk beside that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cpp_cli.errors import Refused
from cpp_cli.git.between import between
from cpp_cli.git.head import Head, is_elsewhere, tip_of
from cpp_cli.git.read import Entry, Repository, whole
from cpp_cli.merging.clash import Answer, Clash, Way
from cpp_cli.messages import t
from cpp_cli.sharing.arrived import holds
from cpp_cli.sharing.combine import Combined, combine
from cpp_cli.sharing.disk import Disk, uncommitted
from cpp_cli.sharing.ground import Ground, Held, Two, is_plain, is_safe

DISK = "disk"
"""Where a clash is that is about what was not committed; else it is named by a commit."""

Answers = dict[tuple[str, str], dict[Way, Answer]]
"""What somebody has answered: by where the clash is, and the file."""


class Question(NamedTuple):
    """A clash that somebody has to say something about."""

    where: str
    path: str
    clash: Clash


class Goal(NamedTuple):
    """The branch that is worked on afterwards (None: none), and where it is now."""

    branch: str | None
    old: str | None


@dataclass(slots=True)
class Joined:
    """Commits that became one: `start` with what is `laid` over it.

    `steps` are the commits that were put together with it, each with all that is laid then, and
    `under` what `start` has at these paths.
    """

    start: str | None
    tips: list[str] = field(default_factory=list)
    steps: list[tuple[str, dict[str, Held | None]]] = field(default_factory=list)
    laid: dict[str, Held | None] = field(default_factory=dict)
    under: dict[str, Held | None] = field(default_factory=dict)
    both: set[str] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)


@dataclass(slots=True)
class Brought:
    """What is to become of the branch and of the disk.

    `moved` is what differs from the last commit to the one there will be; `disk` the records that
    were not committed; `records` and `beside` the files to be written, of each what is there and
    what is to be; `blocked` those that cannot be written without losing something, and `left`
    those that are no plain files.
    """

    head: Head
    goal: Goal
    joined: Joined
    moved: dict[str, Two]
    disk: dict[str, Two]
    odd: list[str]
    combined: Combined
    records: dict[str, tuple[bytes | None, bytes | None]]
    beside: dict[str, Two]
    blocked: list[str]
    left: list[str]
    home: bool
    questions: list[Question]

    @property
    def both(self) -> set[str]:
        """The records that hold something of both."""
        return self.joined.both | self.combined.both

    def held(self, path: str) -> Held | None:
        """Return what a record that was changed here will hold."""
        if path in self.combined.laid:
            return self.combined.laid[path]
        if path in self.disk:
            return self.disk[path].after
        return self.moved[path].after

    def committed(self, path: str) -> Held | None:
        """Return what will have been committed at a path that has changed here or there."""
        return self.moved[path].after if path in self.moved else self.disk[path].before


def bring(
    ground: Ground,
    head: Head,
    sources: Sequence[str],
    main: str | None,
    answers: Answers,
) -> Brought:
    """Work out how the commits of `sources` come in, the last of which is that of the main branch.

    `main` names that branch where it is gone back to as soon as it holds all that this one does.
    """
    goal, start = Goal(head.branch, head.commit), head.commit
    home = bool(main and head.commit and sources and holds(ground, head.commit, sources[-1]))
    if home and main:
        goal, start = _home(ground.repository, main, head.commit, sources[-1])
        sources = sources[-1:]
    joined = join(ground, start, sources, answers)
    moved = _moved(ground, head.commit, joined)
    return _onto_disk(ground, Disk(ground), head, goal, joined, moved, home, answers)


def _home(
    repository: Repository, main: str, commit: str | None, newest: str
) -> tuple[Goal, str | None]:
    """Return where the main branch is gone on with: what it has here alone comes along."""
    own = tip_of(repository, main)
    if is_elsewhere(repository, main):
        return Goal(None, commit), newest
    seen = own is None or own in (common(repository, own, [one]) for one in (newest, commit) if one)
    return Goal(main, own), newest if seen else own


def join(ground: Ground, start: str | None, sources: Sequence[str], answers: Answers) -> Joined:
    """Put commits together, one after the other."""
    joined = Joined(start, [start] if start else [])
    for source in sources:
        if not joined.tips:
            joined.start, joined.tips = source, [source]
            continue
        base = common(ground.repository, source, joined.tips)
        if base == source:
            continue
        if joined.tips == [base]:
            joined.start, joined.tips = source, [source]
            continue
        _join(ground, joined, base, source, answers)
    return joined


def _join(ground: Ground, joined: Joined, base: str | None, source: str, answers: Answers) -> None:
    ours = as_changes(between(ground.repository, base, joined.start))
    below = {path: two.after for path, two in ours.items()}
    for path, held in joined.laid.items():
        below[path] = joined.under[path]
        was = ours[path].before if path in ours else joined.under[path]
        ours[path] = Two(was, held)
    theirs = as_changes(between(ground.repository, base, source))
    found = combine(ground, ours, theirs, _those(answers, source))
    joined.questions += [Question(source, path, clash) for path, clash in found.clashes]
    for path, held in found.laid.items():
        joined.under[path] = below[path] if path in below else theirs[path].before
        joined.laid[path] = held
    joined.both |= found.both
    joined.tips.append(source)
    joined.steps.append((source, dict(joined.laid)))


def common(repository: Repository, one: str, others: Iterable[str]) -> str | None:
    """Return the last commit that one has in common with others that are put together."""
    asked = ("merge-base", whole(one), *map(whole, others))
    return repository.git.answers(*asked).out.decode().strip() or None


def as_changes(pairs: Mapping[str, tuple[Entry | None, Entry | None]]) -> dict[str, Two]:
    """Return what differs between commits as changes."""
    return {path: Two(*pair) for path, pair in pairs.items()}


def _those(answers: Answers, where: str) -> dict[str, dict[Way, Answer]]:
    return {path: found for (there, path), found in answers.items() if there == where}


def _moved(ground: Ground, commit: str | None, joined: Joined) -> dict[str, Two]:
    """Return what differs from the last commit to the one there will be."""
    if commit == joined.start and not joined.laid:
        return {}
    moved = as_changes(between(ground.repository, commit, joined.start))
    for path, held in joined.laid.items():
        before = moved[path].before if path in moved else joined.under[path]
        moved[path] = Two(before, held)
    return {path: two for path, two in moved.items() if not _is_same(ground, two)}


def _is_same(ground: Ground, two: Two) -> bool:
    one, other = two
    return ground.alike(one, other) and getattr(one, "mode", 0) == getattr(other, "mode", 0)


def _onto_disk(
    ground: Ground,
    disk: Disk,
    head: Head,
    goal: Goal,
    joined: Joined,
    moved: dict[str, Two],
    home: bool,
    answers: Answers,
) -> Brought:
    unsafe = [path for path in moved if not is_safe(path)]
    if unsafe:
        raise Refused(
            t("The newest records hold what must not be written: {path}.", path=unsafe[0]),
            t("Nothing was changed. Tell whoever looks after the records, and do not go on."),
        )
    own = uncommitted(disk, head.commit, moved)
    theirs = {path: two for path, two in moved.items() if ground.is_record(path)}
    blocked = sorted(path for path in theirs if path in own.odd)
    left = [path for path, two in theirs.items() if two.after and not is_plain(two.after)]
    plain = {path: two for path, two in theirs.items() if path not in {*blocked, *left}}
    combined = combine(ground, own.plain, plain, _those(answers, DISK))
    beside, more, others = _beside(ground, disk, moved)
    questions = [Question(DISK, path, clash) for path, clash in combined.clashes]
    return Brought(
        head=head,
        goal=goal,
        joined=joined,
        moved=moved,
        disk=own.plain,
        odd=sorted(own.odd),
        combined=combined,
        records=_records(ground, disk, combined),
        beside=beside,
        blocked=[*blocked, *more],
        left=sorted([*left, *others]),
        home=home,
        questions=[*joined.questions, *questions],
    )


def _records(
    ground: Ground, disk: Disk, combined: Combined
) -> dict[str, tuple[bytes | None, bytes | None]]:
    """Return the records to be written, by path from their folder: what is there, what is to be."""
    found = {}
    for path, data in disk.written(combined.laid).items():
        raw = disk.raw(path)
        before = raw if isinstance(raw, bytes) else None
        inner = ground.inner(path)
        if inner and before != data:
            found[inner] = (before, data)
    return found


def _beside(
    ground: Ground, disk: Disk, moved: Mapping[str, Two]
) -> tuple[dict[str, Two], list[str], list[str]]:
    """Return which files that are no records follow, which cannot, and which are no plain files."""
    others = {path: two for path, two in moved.items() if not ground.is_record(path)}
    plain = {path: two for path, two in others.items() if _both_plain(two)}
    changed = disk.changes({path: _entry(two.before) for path, two in plain.items()})
    follow, blocked = {}, []
    for path, two in plain.items():
        if path in changed.odd:
            blocked.append(path)
        elif path not in changed.plain:
            if not (two.before and disk.raw(path) == "gone"):
                follow[path] = two
        elif changed.plain[path].after is None:
            follow[path] = two  # It was put aside: what comes in is in nobody's way.
        elif not ground.alike(changed.plain[path].after, two.after):
            blocked.append(path)
    return follow, blocked, [path for path in others if path not in plain]


def _both_plain(two: Two) -> bool:
    return all(held is None or is_plain(held) for held in two)


def _entry(held: Held | None) -> Entry | None:
    return held if isinstance(held, Entry) else None
