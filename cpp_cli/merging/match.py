"""Which fields and items of three versions of a list or group are the same."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from cpp_cli.merging.order import woven
from cpp_cli.merging.piece import Block, Piece
from cpp_cli.merging.says import as_data, frozen
from cpp_cli.models.same import ONLY_ADDED_TO, SAME_BY, same_by


@dataclass(eq=False, slots=True)
class Trio:
    """One field or item in each version that has it, and what it is called."""

    base: Piece | None = None
    ours: Piece | None = None
    theirs: Piece | None = None
    label: str = ""


Pieces = Sequence[Piece]
Key = Callable[[Piece], Hashable]


def trios(field: str, base: Block | None, ours: Block, theirs: Block) -> list[Trio]:
    """Return what belongs together, in the order in which a merged file has it.

    `field` is the name of a list, by which its items are known.
    """
    found = _Matching(field, ours.form == "items")
    was = base.pieces if base and base.form == ours.form else ()
    mine, other = found.match(was, ours.pieces, theirs.pieces)
    tails = ([], []) if field not in ONLY_ADDED_TO else (_added(mine), _added(other))
    first = woven(mine[: len(mine) - len(tails[0])], other[: len(other) - len(tails[1])])
    return found.named([*first, *_by_day(*tails)])


class _Matching:
    def __init__(self, field: str, items: bool) -> None:
        self.field, self.items = field, items

    def match(self, base: Pieces, ours: Pieces, theirs: Pieces) -> tuple[list[Trio], list[Trio]]:
        """Return the trios of ours, and those of theirs, each in its own order."""
        old = {id(piece): Trio(base=piece) for piece in base}
        mine = self._side(base, ours, old, "ours")
        other = self._side(base, theirs, old, "theirs")
        new = {id(trio.theirs): trio for trio in other if trio.base is None and trio.theirs}
        added = [trio.ours for trio in mine if trio.base is None and trio.ours]
        pairs = self._pairs(added, [t.theirs for t in new.values() if t.theirs], False)
        for trio in mine:
            twin = new.get(pairs.get(id(trio.ours), 0))
            if trio.base is None and twin:
                trio.theirs = twin.theirs
                other[other.index(twin)] = trio
        return mine, other

    def _side(self, base: Pieces, side: Pieces, old: dict[int, Trio], name: str) -> list[Trio]:
        known = {after: before for before, after in self._pairs(base, side, True).items()}
        found = []
        for piece in side:
            trio = old[known[id(piece)]] if id(piece) in known else Trio()
            setattr(trio, name, piece)
            found.append(trio)
        return found

    def _pairs(self, before: Pieces, after: Pieces, old: bool) -> dict[int, int]:
        """Return which pieces are the same: those that say the same first, then by what is known.

        What two people added to a list that is only added to is the same only if it says the same.
        """
        found: dict[int, int] = {}
        if not self.items:
            _pair(found, before, after, lambda piece: piece.name)
            return found
        _pair(found, before, after, lambda piece: frozen(piece.says))
        if self.field in SAME_BY and (old or self.field not in ONLY_ADDED_TO):
            _pair(found, before, after, self._known_by)
        elif old:
            _pair_in_place(found, before, after)
        return found

    def _known_by(self, piece: Piece) -> tuple[str, ...]:
        value = as_data(piece.says)
        known = same_by(self.field, value) if isinstance(value, dict) else str(value)
        return known if isinstance(known, tuple) else (str(known),)

    def named(self, found: list[Trio]) -> list[Trio]:
        """Return the trios, each with a name that no other of them has."""
        used: dict[str, int] = {}
        for trio in found:
            piece = trio.base or trio.ours or trio.theirs
            assert piece
            name = piece.name if piece.name is not None else " ".join(self._known_by(piece))
            used[name] = used.get(name, 0) + 1
            trio.label = name if used[name] == 1 else f"{name} ({used[name]})"
        return found


def _pair(found: dict[int, int], before: Pieces, after: Pieces, key: Key) -> None:
    """Pair what has the same key, the first with the first; what is paired already stays."""
    taken = set(found.values())
    free: dict[Hashable, list[Piece]] = {}
    for piece in after:
        if id(piece) not in taken:
            free.setdefault(key(piece), []).append(piece)
    for piece in before:
        if id(piece) not in found and free.get(key(piece)):
            found[id(piece)] = id(free[key(piece)].pop(0))


def _pair_in_place(found: dict[int, int], before: Pieces, after: Pieces) -> None:
    """Pair groups that stand between the same neighbours, where there are as many as before."""
    back = {two: one for one, two in found.items()}
    gaps: dict[int, list[Piece]] = {}
    for number, piece in _gaps(before, found.keys()):
        gaps.setdefault(number, []).append(piece)
    ids = [0, *(id(piece) for piece in before if id(piece) in found)]
    place = {one: number for number, one in enumerate(ids)}
    here: dict[int, list[Piece]] = {}
    last = 0
    for piece in after:
        if id(piece) in back:
            last = place[back[id(piece)]]
        elif isinstance(piece.says, dict):
            here.setdefault(last, []).append(piece)
    for number, pieces in here.items():
        gone = [one for one in gaps.get(number, []) if isinstance(one.says, dict)]
        if len(gone) == len(pieces):
            found |= {id(a): id(b) for a, b in zip(gone, pieces, strict=True)}


def _gaps(pieces: Pieces, paired: object) -> Iterator[tuple[int, Piece]]:
    """Yield each piece that has no pair, with how many that have one stand before it."""
    number = 0
    for piece in pieces:
        if id(piece) in paired:  # type: ignore[operator]  # a view of keys
            number += 1
        else:
            yield number, piece


def _added(side: list[Trio]) -> list[Trio]:
    """Return what stands at the end of a list and is of this side alone."""
    number = len(side)
    while number and side[number - 1].base is None and _alone(side[number - 1]):
        number -= 1
    return side[number:]


def _alone(trio: Trio) -> bool:
    return trio.ours is None or trio.theirs is None


def _by_day(ours: list[Trio], theirs: list[Trio]) -> Iterator[Trio]:
    """Yield what both have added, by day; what one of them has added stays in its own order."""
    mine, other = list(ours), list(theirs)
    while mine and other:
        yield other.pop(0) if _day(other[0]) < _day(mine[0]) else mine.pop(0)
    yield from (*mine, *other)


def _day(trio: Trio) -> str:
    piece = trio.ours or trio.theirs
    return str(piece.says.get("date", "")) if piece and isinstance(piece.says, dict) else ""
