"""Long texts to which both people added at the end."""

from itertools import takewhile


def both_added(base: str, ours: str, theirs: str) -> str | None:
    """Return a text with what ours and then what theirs adds at its end; None: not sure to be so.

    What both of them added in the same words is held once.
    """
    was = _lines(base)
    mine, other = _lines(ours), _lines(theirs)
    if mine[: len(was)] != was or other[: len(was)] != was:
        return None
    pairs = zip(mine, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    while shared > len(was) and not mine[shared - 1].strip():
        shared -= 1
    if len(other) == shared:
        return ours
    if len(mine) == shared:
        return theirs
    gap = [] if shared else [""]
    end = "\n" if ours.endswith("\n") or theirs.endswith("\n") else ""
    return "\n".join([*mine, *gap, *other[shared:]]) + end


def _lines(text: str) -> list[str]:
    """The lines of a text up to the last that is not blank."""
    whole = text.rstrip()
    return whole.split("\n") if whole else []
