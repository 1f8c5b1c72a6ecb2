"""Two changes of the same files become one: records by field, and a record that moved stays one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cpp_cli.merging.clash import Answer, Answers, Clash, Side, Way
from cpp_cli.merging.merge import Clashes, merge
from cpp_cli.merging.says import said
from cpp_cli.models.kinds import id_of, kind_of
from cpp_cli.reading.document import parse
from cpp_cli.reading.text import decode
from cpp_cli.sharing.ground import Ground, Held, Two, is_plain

Changes = Mapping[str, Two]
"""What a side has changed, by path."""

AnswersOf = Mapping[str, Answers]
"""What somebody has answered about the clashes in each file."""

_ID = ("id",)
_WHOLE: Way = ()


@dataclass(slots=True)
class Combined:
    """What is laid over ours to have both changes; else the clashes, each with its file.

    `both` are the files that hold something of both.
    """

    laid: dict[str, Held | None] = field(default_factory=dict)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    both: set[str] = field(default_factory=set)


def combine(ground: Ground, ours: Changes, theirs: Changes, answers: AnswersOf) -> Combined:
    """Return two changes of the same state as one."""
    shared = ours.keys() & theirs.keys()
    ground.prepare(held for path in shared for side in (ours, theirs) for held in side[path])
    work = _Work(ground, ours, theirs, answers)
    work.moved_records()
    for path in sorted(theirs):
        work.path(path)
    return work.found


class _Work:
    def __init__(self, ground: Ground, ours: Changes, theirs: Changes, answers: AnswersOf) -> None:
        self._ground = ground
        self._ours, self._theirs = ours, theirs
        self._answers = answers
        self._done: set[str] = set()
        self.found = Combined()

    def moved_records(self) -> None:
        """Merge each record that one side gave another path while the other changed it."""
        mine, other = moves(self._ground, self._ours), moves(self._ground, self._theirs)
        for old in sorted(mine.keys() | other.keys()):
            if old in self._ours and old in self._theirs:
                self._moved(old, mine.get(old), other.get(old))

    def _moved(self, old: str, mine: str | None, other: str | None) -> None:
        """Merge a record that was at `old`, and that a side has at another path (None: it has not
        moved it)."""
        here, there = mine or old, other or old
        if {here, there} & self._done:
            return  # Two records have become one: each is looked at where it was.
        if mine and not other and mine in self._theirs:
            return  # They have another record at that path: the paths are looked at one by one.
        if other and not mine and other in self._ours:
            return
        before = self._ours[old].before
        one, two = self._ours[here].after, self._theirs[there].after
        # Where both have moved it, its id is what clashes, and who is right about that about both.
        path = here if other is None or self._ids_answer(here) is not Side.THEIRS else there
        if mine is None:
            path = there
        merged = self._merged(path, Two(before, one), two, asked=here)
        self._done |= {old, here, there}
        if merged is _UNKNOWN:
            return
        for gone in {old, here, there} - {path}:
            self._lay(gone, None)
        self._lay(path, merged)

    def _ids_answer(self, path: str) -> Answer | None:
        return self._answers.get(path, {}).get(_ID)

    def path(self, path: str) -> None:
        """Combine what both have at a path."""
        if path in self._done:
            return
        other = self._theirs[path].after
        if path not in self._ours:
            self.found.laid[path] = other
            return
        mine = self._ours[path]
        if self._ground.alike(mine.after, other):
            return
        merged = self._merged(path, mine, other, asked=path)
        if merged is not _UNKNOWN:
            self._lay(path, merged)

    def _merged(self, path: str, mine: Two, other: Held | None, asked: str) -> Any:
        """Return a file that holds both; `_UNKNOWN` where somebody has to say something first.

        `asked` is the path under which that is asked for.
        """
        answers = self._answers.get(asked, {})
        whole = answers.get(_WHOLE)
        if isinstance(whole, Side):
            return mine.after if whole is Side.OURS else other
        every = (mine.before, mine.after, other)
        if not all(one is None or is_plain(one) for one in every):
            self.found.clashes.append((asked, Clash(_WHOLE, None, None, None)))
            return _UNKNOWN
        before, one, two = (None if held is None else self._ground.content(held) for held in every)
        # What is no record is never merged by field, whatever it is called.
        called = path if self._ground.is_record(path) else "file"
        found = merge(called, before, one, two, answers)
        if isinstance(found, Clashes):
            self.found.clashes += [(asked, clash) for clash in found.clashes]
            return _UNKNOWN
        if found.data == one:
            return mine.after
        if found.data == two:
            return other
        self.found.both.add(path)
        return found.data

    def _lay(self, path: str, held: Held | None) -> None:
        now = self._ours[path].after if path in self._ours else self._before(path)
        if not self._ground.alike(now, held):
            self.found.laid[path] = held

    def _before(self, path: str) -> Held | None:
        return self._theirs[path].before if path in self._theirs else None


_UNKNOWN = object()


def moves(ground: Ground, changes: Changes) -> dict[str, str]:
    """Return where the records stand now that a change has moved or renamed, by where they were."""
    gone = [path for path, two in changes.items() if two.after is None and ground.is_record(path)]
    new = [path for path, two in changes.items() if two.before is None and ground.is_record(path)]
    if not gone or not new:
        return {}
    now = {name: path for path in sorted(new) for name in _names(ground, path, changes[path].after)}
    found = {path: now.get((_kind(ground, path), id_of(path))) for path in sorted(gone)}
    return {path: there for path, there in found.items() if there}


def _names(ground: Ground, path: str, held: Held | None) -> Iterator[tuple[str, str]]:
    """Yield every id that a record has or had."""
    text, _ = decode(ground.content(held)) if held is not None and is_plain(held) else (None, [])
    document = parse(text)[0] if text else None
    says = said(document.root) if document else None
    if isinstance(says, dict):
        before = says.get("former_ids")
        for name in (says.get("id"), *(before if isinstance(before, tuple) else ())):
            if isinstance(name, str):
                yield _kind(ground, path), name


def _kind(ground: Ground, path: str) -> str:
    kind = kind_of(ground.inner(path) or "")
    return kind.name if kind else ""
