"""What two commits do not have alike: at each path what stood there, and what stands there now."""

from typing import NamedTuple

from cpp_cli.git.read import Entry, Repository, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTHING = "000000"


class Pair(NamedTuple):
    """What stood at a path and what stands there; None where there is nothing."""

    before: Entry | None
    after: Entry | None


def between(repository: Repository, old: str | None, new: str | None) -> dict[str, Pair]:
    """Return what differs from one commit to another, by path from the top of the repository.

    None is the state before anything was committed.
    """
    trees = [whole(one) if one else _empty(repository) for one in (old, new)]
    listed = repository.git.ask(
        *("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames"),
        *("--ignore-submodules=none", *trees),
    )
    return dict(_pairs(listed.decode("utf-8", "surrogateescape").split("\0")))


def _pairs(parts: list[str]) -> "Iterator[tuple[str, Pair]]":
    for facts, path in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old, new, _ = facts.removeprefix(":").split(" ")
        yield path, Pair(_entry(old_mode, old), _entry(new_mode, new))


def _entry(mode: str, id: str) -> Entry | None:
    return None if mode == _NOTHING else Entry(mode, id)


def _empty(repository: Repository) -> str:
    """Return the id of a folder with nothing in it; git knows it without having it."""
    return repository.git.ask("hash-object", "-t", "tree", "--stdin").decode().strip()
