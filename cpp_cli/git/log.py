"""The commits that touched some files: who, when, why, and what each left there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cpp_cli.git.read import Entry, day_at, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cpp_cli.git.read import Repository

_SETTINGS = (
    # What a person likes to see of a history must not change what is read of it here.
    *("log.follow=false", "log.showRoot=true", "log.showSignature=false"),
    f"diff.orderFile={os.devnull}",
)
_HOW = ("-z", "--no-color", "--no-decorate", "--no-notes", "--encoding=UTF-8")
_FORMAT = "--format=%H%x00%P%x00%an%x00%at%x00%B"
_RAW = ("--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=none")
_NAMES = ("--name-only", "--no-renames", "--ignore-submodules=none")
_FACTS = 5


class Commit(NamedTuple):
    """A commit. `day` is that of its author where we are; None where no clock can have said so.

    `parents` are the commits before it, and `files` what it left at the paths that it changed, None
    where nothing is left: both among the commits and the paths that were asked for.
    """

    id: str
    parents: tuple[str, ...]
    author: str
    day: date | None
    message: str
    files: dict[str, Entry | None]


def log(repository: Repository, tip: str, paths: Sequence[str]) -> list[Commit]:
    """Return the commits that led to what stands at some paths, each before those it follows.

    A side of a merge that left no trace there is not followed.
    """
    prefix = repository.place.prefix
    at = ("--", *(prefix + path for path in paths))
    found = _read(_asked(repository, *_RAW, "--parents", "--topo-order", whole(tip), *at), prefix)
    # With the option that shows the files of merges git would follow every side of each.
    merges = [one for one, commit in found.items() if not commit.files]
    words = _of_each(repository, merges, *_RAW, *at) if merges else [""]
    while words[0]:
        commit, changed = found[words[0]], list(_files(words, 1))
        commit.files.update((path.removeprefix(prefix), _left(facts)) for facts, path in changed)
        words = words[1 + 2 * len(changed) :]
    return list(found.values())


def those(repository: Repository, ids: Sequence[str]) -> dict[str, Commit]:
    """Return some commits by their ids, without their files."""
    if not ids:
        return {}
    return _read(_asked(repository, "--no-walk=unsorted", "--stdin", stdin=_lines(ids)), "")


def moves(
    repository: Repository, ids: Sequence[str], below: str, names: Iterable[str]
) -> list[str]:
    """Return the paths of files with some names that some commits changed below a folder."""
    asked = (*_NAMES, "--no-commit-id", "--", repository.place.prefix + below)
    wanted = set(names)
    prefix = repository.place.prefix
    found = (path for path in _of_each(repository, ids, *asked))
    return [
        path.removeprefix(prefix)
        for path in dict.fromkeys(found)
        if path.rpartition("/")[2] in wanted
    ]


def brought_in(repository: Repository, tip: str, ids: Iterable[str]) -> dict[str, str]:
    """Return the merge that brought each of some commits into the line of first parents of `tip`.

    A commit of that line itself was brought in by nothing.
    """
    listed = repository.git.ask("rev-list", "--parents", whole(tip)).decode().splitlines()
    parents = {of[0]: of[1:] for of in map(str.split, listed)}
    line = [tip]
    while before := parents[line[-1]]:
        line.append(before[0])
    wanted = set(ids).difference(line)
    found: dict[str, str] = {}
    met: set[str] = set()
    for merge in reversed(line) if wanted else ():
        met.add(merge)
        rest = parents[merge][1:]
        while rest:
            one = rest.pop()
            if one not in met:
                met.add(one)
                rest += parents[one]
                if one in wanted:
                    found[one] = merge
    return found


def cut_off(repository: Repository) -> frozenset[str]:
    """Return the commits whose parents are not on this computer."""
    try:
        with open(os.path.join(repository.place.common, "shallow"), "rb") as file:
            return frozenset(file.read().decode().split())
    except FileNotFoundError:
        return frozenset()


def _of_each(repository: Repository, ids: Sequence[str], *how: str) -> list[str]:
    """Return what differs between some commits and each of their parents."""
    asked = ("diff-tree", "--stdin", "-r", "-m", "-z", *how)
    return _words(repository.git.ask(*asked, stdin=_lines(ids)))


def _lines(ids: Sequence[str]) -> bytes:
    return "".join(f"{whole(one)}\n" for one in ids).encode()


def _words(printed: bytes) -> list[str]:
    return printed.decode("utf-8", "surrogateescape").split("\0")


def _asked(repository: Repository, *arguments: str, stdin: bytes = b"") -> list[str]:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    return _words(repository.git.ask(*settings, "log", *_HOW, _FORMAT, *arguments, stdin=stdin))


def _read(words: list[str], prefix: str) -> dict[str, Commit]:
    """Read what git printed of commits, one after the other."""
    found: dict[str, Commit] = {}
    at = 0
    while at + _FACTS <= len(words):
        one, parents, author, time, message = words[at : at + _FACTS]
        at += _FACTS
        commit = Commit(one, tuple(parents.split()), author, day_at(time), message, {})
        found[one] = commit
        for facts, path in _files(words, at):
            at += 2
            commit.files[path.removeprefix(prefix)] = _left(facts)
    return found


def _left(facts: list[str]) -> Entry | None:
    return None if facts[4] == "D" else Entry(facts[1], facts[3])


def _files(words: list[str], at: int) -> Iterator[tuple[list[str], str]]:
    while at + 1 < len(words) and (facts := words[at].lstrip("\n")).startswith(":"):
        yield facts[1:].split(" "), words[at + 1]
        at += 2
