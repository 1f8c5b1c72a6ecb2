"""The three-way merge of pieces: field by field, item by item, with the comments around them."""

from dataclasses import replace
from typing import Any

from cpp_cli.editing.emit import Data, Typed, is_typed
from cpp_cli.merging.brackets import closed, opened
from cpp_cli.merging.clash import Answers, Clash, Own, Side, Way
from cpp_cli.merging.cut import piece_of
from cpp_cli.merging.match import Trio, trios
from cpp_cli.merging.order import left_over, merged_comments, merged_lines
from cpp_cli.merging.piece import Lines, Piece, of_lines, shifted
from cpp_cli.merging.says import as_data
from cpp_cli.merging.texts import both_added
from cpp_cli.models.same import ONLY_ADDED_TO, SAID_AT_ONCE, SAME_BY
from cpp_cli.reading.nodes import Node, Scalar

NOTES = ("notes",)
"""The way to the text that many people add to."""

Merged = tuple[Piece | None, list[str]]
"""What became of a piece, None if it goes away; and the comments that lost their place with it."""


class Fields:
    """One merge: what was answered, and what is still to be asked."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.clashes: list[Clash] = []

    def whole(self, base: Piece | None, ours: Piece, theirs: Piece) -> Merged:
        """Return two versions of a file as one."""
        return self._both((), "", base, ours, theirs)

    def _one(self, way: Way, field: str, trio: Trio, column: int) -> Merged:
        base, ours, theirs = trio.base, trio.ours, trio.theirs
        if ours and theirs:
            if _is_rewritten(field, base, ours, theirs):
                return self._asked(way, base, ours, theirs)
            return self._both(way, field, base, ours, theirs)
        kept = ours or theirs
        assert kept
        kept = shifted(kept, column - kept.column)
        if base is None:
            return kept, []
        if kept.says == base.says:
            return None, left_over(base.comments(), kept.comments())
        return self._asked(way, base, ours and kept, theirs and kept)

    def _both(self, way: Way, field: str, base: Piece | None, ours: Piece, theirs: Piece) -> Merged:
        theirs = shifted(theirs, ours.column - theirs.column)
        piece, lost = self._value(way, field, base, ours, theirs)
        above = merged_lines(_of(base, "above"), ours.above, theirs.above, ours.column)
        below = merged_lines(_of(base, "below"), ours.below, theirs.below, ours.column)
        if piece is None:
            old = base.comments() if base else ()
            return None, [*lost, *left_over(old, of_lines((*above, *below)))]
        more = tuple(" " * ours.column + comment for comment in lost)
        return replace(piece, above=(*above, *more), below=below), []

    def _value(
        self, way: Way, field: str, base: Piece | None, ours: Piece, theirs: Piece
    ) -> Merged:
        """Return what stands there, and the comments for which it has no place."""
        if base and _same_lines(theirs, base):
            return ours, []
        if base and theirs.says != base.says and _same_lines(ours, base):
            return theirs, []
        if _can_mix(base, ours, theirs):
            if ours.block and theirs.block and ours.block.form == theirs.block.form:
                return self._blocks(way, field, base, ours, theirs)
            if _all_differ(base, ours, theirs) and _alike(ours, theirs):
                found = self._brackets(way, field, base, ours, theirs)
                if found:
                    return found
        return self._chosen(way, base, ours, theirs)

    def _chosen(self, way: Way, base: Piece | None, ours: Piece, theirs: Piece) -> Merged:
        if ours.says == theirs.says or (base and theirs.says == base.says):
            return _with_comments(ours, base, ours, theirs)
        if base and ours.says == base.says:
            return _with_comments(theirs, base, ours, theirs)
        if way == NOTES and isinstance(ours.says, str) and isinstance(theirs.says, str):
            was = base.says if base and isinstance(base.says, str) else ""
            notes = both_added(was, ours.says, theirs.says)
            if notes is not None:
                return _with_comments(_written(notes, ours, theirs), base, ours, theirs)
        answer = self._ask(way, base, ours, theirs)
        if isinstance(answer, Own):
            return _with_comments(_written(answer.value, ours, theirs), base, ours, theirs)
        return _with_comments(theirs if answer is Side.THEIRS else ours, base, ours, theirs)

    # What is to be asked

    def _ask(
        self, way: Way, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> Side | Own:
        if way not in self.answers:
            self.clashes.append(Clash(way, _data(base), _data(ours), _data(theirs)))
        return self.answers.get(way, Side.OURS)

    def _asked(
        self, way: Way, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> Merged:
        """Return what was answered about something that is one, or that one side took away."""
        if ours and theirs:
            theirs = shifted(theirs, ours.column - theirs.column)
        answer = self._ask(way, base, ours, theirs)
        there = ours or theirs
        assert there
        chosen = ours if answer is Side.OURS else theirs
        if isinstance(answer, Own):
            chosen = _written(answer.value, there, theirs or there)
        old = _all_of(base)
        wanted = merged_comments(old, _all_of(ours) or old, _all_of(theirs) or old)
        if chosen is None:
            return None, left_over(old, wanted)
        lost = left_over(chosen.comments(), wanted)
        more = tuple(" " * chosen.column + comment for comment in lost)
        return replace(chosen, above=(*chosen.above, *more)), []

    # Lists and groups

    def _blocks(
        self, way: Way, field: str, base: Piece | None, ours: Piece, theirs: Piece
    ) -> Merged:
        assert ours.block
        assert theirs.block
        name = ours.name if ours.name is not None else field
        was = base and (base if base.block else opened(base))
        column = ours.block.column
        pieces: list[Piece] = []
        lost: list[str] = []
        for trio in trios(name, was.block if was else None, ours.block, theirs.block):
            piece, more = self._one((*way, trio.label), name, trio, column)
            lost += more
            if piece:
                above = tuple(" " * column + comment for comment in lost)
                pieces.append(replace(piece, above=(*above, *piece.above)))
                lost = []
        if not pieces:
            gone = merged_comments(_within(base), ours.within, theirs.within)
            return None, [*lost, *left_over(_within(base), gone)]
        if lost:
            below = (*pieces[-1].below, *(" " * column + comment for comment in lost))
            pieces[-1] = replace(pieces[-1], below=below)
        block = replace(ours.block, pieces=tuple(pieces))
        comments = merged_comments(_within(base), ours.within, theirs.within)
        return _beside(ours.holding(block), comments, theirs)

    def _brackets(
        self, way: Way, field: str, base: Piece | None, ours: Piece, theirs: Piece
    ) -> Merged | None:
        """Return a list or group that one side or both have in brackets; None: it stays one."""
        mine, other = opened(ours), opened(theirs)
        if mine is None or other is None:
            return None
        piece, _ = self._blocks(way, field, base, mine, other)
        wanted = _comments_of_all(base, ours, theirs)
        if piece is None:
            return None, left_over(_all_within(base), wanted)
        flat = None if ours.block else closed(piece)
        if flat:
            return _beside(flat, wanted, ours, theirs)
        return piece, left_over(_all_within(piece), wanted)


# What can be said of pieces


def _can_mix(base: Piece | None, ours: Piece, theirs: Piece) -> bool:
    """Whether two versions of a list or group can be put together from the parts of both."""
    if ours.name in SAID_AT_ONCE and _all_differ(base, ours, theirs):
        return False
    return (
        base is None
        or base.block is not None
        or isinstance(base.node, Scalar)
        or bool(opened(base))
    )


def _is_rewritten(field: str, base: Piece | None, ours: Piece, theirs: Piece) -> bool:
    """Whether an item that is one was changed by both: what a history held, or a nameless group."""
    if ours.name is not None or not isinstance(ours.says, dict) or base is None:
        return False
    if field in ONLY_ADDED_TO:
        return _differ(*(_without_mistake(one.says) for one in (base, ours, theirs)))
    return field not in SAME_BY and _all_differ(base, ours, theirs)


def _without_mistake(says: Any) -> Any:
    return {**says, "mistake": None} if isinstance(says, dict) else says


def _differ(base: Any, ours: Any, theirs: Any) -> bool:
    return ours not in (theirs, base) and theirs != base


def _all_differ(base: Piece | None, ours: Piece, theirs: Piece) -> bool:
    if base is None:
        return bool(ours.says != theirs.says)
    return _differ(base.says, ours.says, theirs.says)


def _alike(ours: Piece, theirs: Piece) -> bool:
    return any(
        isinstance(ours.says, kind) and isinstance(theirs.says, kind) for kind in (dict, tuple)
    )


def _same_lines(one: Piece, other: Piece) -> bool:
    """Whether two pieces are written the same, apart from the lines around them."""
    alone = replace(one, above=(), below=()), replace(other, above=(), below=())
    mine, its = (shifted(piece, -piece.column).lines() for piece in alone)
    return mine == its


def _data(piece: Piece | None) -> Data | None:
    return None if piece is None else as_data(piece.says)


def _of(piece: Piece | None, name: str) -> Lines:
    found: Lines = getattr(piece, name) if piece else ()
    return found


def _within(piece: Piece | None) -> Lines:
    return piece.within if piece else ()


def _all_within(piece: Piece | None) -> Lines:
    """Every comment in a piece, but for those above and below it."""
    return tuple(replace(piece, above=(), below=()).comments()) if piece else ()


def _all_of(piece: Piece | None) -> Lines:
    return tuple(piece.comments()) if piece else ()


def _comments_of_all(base: Piece | None, ours: Piece, theirs: Piece) -> Lines:
    """The comments that both sides left in a piece."""
    return merged_comments(_all_within(base), _all_within(ours), _all_within(theirs))


def _with_comments(piece: Piece, base: Piece | None, ours: Piece, theirs: Piece) -> Merged:
    """Return a piece with the comments that both sides left in it, and those without a place."""
    wanted = _comments_of_all(base, ours, theirs)
    if piece.block:
        held = _all_within(piece)
        return piece, left_over(held, wanted)
    return _beside(piece, wanted, ours, theirs)


def _beside(piece: Piece, wanted: Lines, *sides: Piece) -> Merged:
    """Return a piece with the first of some comments beside it as a side has it; and the others."""
    if piece.slot is None:
        return piece, left_over(piece.inside, wanted)
    first = piece.beside if piece.beside in wanted else next(iter(wanted), "")
    others = left_over([first] if first else [], wanted)
    if first == piece.beside:
        return piece, others
    start, end = piece.slot
    written = (side.text[slice(*side.slot)] for side in sides if side.slot and side.beside == first)
    comment = next(written, f"  {first}").rstrip() if first else ""
    text = piece.text[:start] + comment + piece.text[end:]
    return replace(piece, text=text, slot=(start, start + len(comment))), others


def _written(value: Data, ours: Piece, theirs: Piece) -> Piece:
    """Return a piece with a value of its own, written the way its neighbours are."""
    typed = any(_is_typed(piece.node) for piece in (ours, theirs))
    if typed and isinstance(value, str) and not isinstance(value, Typed):
        value = Typed(value)
    return piece_of(ours.name, value, ours.column)


def _is_typed(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style == "" and is_typed(Typed(node.text))
