"""The contents of many files of the history: git is asked once, and nothing of it is kept.

Whatever a record may not be in size is never held as a whole, nor waited for.
"""

from collections.abc import Generator, Iterator, Sequence

from cpp_cli.git.run import Git, trouble
from cpp_cli.git.start import Started
from cpp_cli.reading.text import MAX_BYTES

_Contents = Generator[tuple[str, bytes | None], None, int]


def each(git: Git, ids: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    """Yield each id with its content, cut after one byte more than a record may have.

    None is said of what is not here, and of what is not the content of a file.
    """
    answered = yield from _streamed(git, ids)
    if answered < len(ids):
        yield from _carefully(git, ids[answered:])


def _streamed(git: Git, ids: Sequence[str]) -> _Contents:
    """Yield what git says of one id after the other, until it ends or something large begins.

    Returns of how many it did.
    """
    if not ids:
        return 0
    answered = 0
    started = git.start("cat-file", "--batch", "--buffer", stdin=_lines(ids))
    try:
        for one in ids:
            kind, size = _head(started)
            if size > MAX_BYTES:
                break
            data = started.out.read(size + 1)[:size] if size >= 0 else b""
            if len(data) < size or not kind:
                break
            answered += 1
            yield one, data if kind == b"blob" else None
    finally:
        started.end()
    return answered


def _head(started: Started) -> tuple[bytes, int]:
    """Return what an id is, and its size: less than none for what is not here."""
    words = started.out.readline().split()
    if len(words) == 3:
        return words[1], int(words[2])
    return b"".join(words[1:]), -1


def _carefully(git: Git, ids: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    """Ask for the sizes first: some contents are too large, or git ends where one is missing."""
    sizes = dict(_sizes(git, ids))
    small = []
    for one in ids:
        if one not in sizes:
            yield one, None
        elif sizes[one] <= MAX_BYTES:
            small.append(one)
        else:
            yield one, git.head_of("cat-file", "blob", one, limit=MAX_BYTES + 1)
    answered = yield from _streamed(git, small)
    if answered < len(small):
        raise trouble("cat-file")


def _sizes(git: Git, ids: Sequence[str]) -> Iterator[tuple[str, int]]:
    asked = ("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
    answer = git.run(*asked, stdin=_lines(ids))
    if "promisor" in answer.reason:
        # Of a partial clone git will not say what is missing; so it says all that is here.
        answer = git.run(*asked, "--batch-all-objects", "--unordered")
    if answer.status != 0:
        raise trouble(answer.reason)
    wanted = set(ids)
    for line in answer.out.decode().splitlines():
        one, kind, *size = line.split(" ")
        if kind == "blob" and one in wanted:
            yield one, int(size[0])


def _lines(ids: Sequence[str]) -> bytes:
    return "".join(f"{one}\n" for one in ids).encode()
