"""Whether the main branch has what a branch has: also after both became one commit there."""

from collections.abc import Iterator

from cpp_cli.git.between import between
from cpp_cli.git.read import whole
from cpp_cli.sharing.combine import combine
from cpp_cli.sharing.ground import Ground, Two

_MOST = 200
"""So many commits of the main branch are looked at."""


def holds(ground: Ground, tip: str, main: str) -> bool:
    """Whether a commit of the main branch, now or since both parted, holds all that `tip` does.

    What was changed there later does not matter: it has been taken in, and then went on.
    """
    base = ground.repository.merge_base(tip, main)
    if base is None or base == tip:
        return base is not None
    changed = between(ground.repository, base, tip)
    ours = {path: Two(*pair) for path, pair in changed.items()}
    return any(_has(ground, ours, base, one) for one in _since(ground, base, main, list(ours)))


def _since(ground: Ground, base: str, main: str, paths: list[str]) -> Iterator[str]:
    yield main
    asked = ("rev-list", "--first-parent", f"--max-count={_MOST}", f"{whole(base)}..{whole(main)}")
    few = ("--", *paths) if len(paths) <= _MOST else ()
    yield from ground.repository.git.ask(*asked, *few).decode().split()


def _has(ground: Ground, ours: dict[str, Two], base: str, commit: str) -> bool:
    found = {path: Two(*pair) for path, pair in between(ground.repository, base, commit).items()}
    combined = combine(ground, ours, found, {})
    if combined.clashes:
        return False
    for path in {*ours, *combined.laid}:
        there = found[path].after if path in found else ours[path].before
        here = combined.laid[path] if path in combined.laid else ours[path].after
        if not ground.alike(here, there):
            return False
    return True
