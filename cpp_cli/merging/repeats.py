"""Comments that both people left, and that came out twice because each moved them elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from cpp_cli.merging.piece import Lines, Piece, comment_of


def without_repeats(whole: Piece, ours: Piece, theirs: Piece, base: Piece | None) -> Piece:
    """Return the whole of a file with no comment more often than in the version that has it most.

    What was not there before may be repeated: two people may have the same to say in two places.
    """
    if base is None:
        return whole
    counts = [Counter(one.comments()) for one in (ours, theirs, whole)]
    surplus = {
        comment: counts[2][comment] - max(counts[0][comment], counts[1][comment])
        for comment in set(base.comments())
    }
    if not any(number > 0 for number in surplus.values()):
        return whole
    return _without(whole, theirs.source, surplus)


def _without(piece: Piece, source: str, surplus: dict[str, int]) -> Piece:
    above = piece.above
    if piece.source == source:
        above = _fewer(above, surplus)
    if piece.block:
        inner = tuple(_without(one, source, surplus) for one in piece.block.pieces)
        piece = replace(piece, block=replace(piece.block, pieces=inner))
    return replace(piece, above=above)


def _fewer(lines: Sequence[str], surplus: dict[str, int]) -> Lines:
    kept = []
    for line in lines:
        if surplus.get(comment_of(line), 0) > 0:
            surplus[comment_of(line)] -= 1
        else:
            kept.append(line)
    return tuple(kept)
