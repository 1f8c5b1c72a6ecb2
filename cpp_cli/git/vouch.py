"""Vouching for the index: that the files which it takes for unchanged hold what it says.

Git believes stat data, which it counts in whole seconds, and it may have converted what it wrote to
the disk: line ends, encodings, filters, whatever the attributes said at that time. So the bytes of
each file are hashed as they are, once for every entry of the index.
"""

from collections.abc import Iterator

from cpp_cli.git.index import NOTE, Index, Known
from cpp_cli.git.memo import Memo
from cpp_cli.git.run import answer_of, trouble
from cpp_cli.git.start import Started
from cpp_cli.reading.paths import seen

ENTRIES = "git-entries"
SETTLED = 2
"""Seconds after which a file that is written again cannot have the same time in the index."""

_PLAIN = (b"100644", b"100755")
_ORDINARY = b"H"
_INTENDED = 0x2000_0000
"""Of what is only intended to be added: there is no content yet."""


class Entry:
    """One line of the index, and what it says."""

    __slots__ = ("id", "line", "path", "plain", "time")

    def __init__(self, line: bytes) -> None:
        self.line = line
        entry, _, stat = line.partition(b"\0")
        facts, _, self.path = entry.partition(b"\t")
        tag, mode, self.id, stage = facts.split(b" ")
        self.time, flags = _time_and_flags(stat)
        self.plain = (
            tag == _ORDINARY
            and mode in _PLAIN
            and stage == b"0"
            and self.time > 0
            and not flags & _INTENDED
        )


def known(index: Index, checksum: bytes, commit: bytes, dirty: dict[bytes, bytes]) -> Known:
    """Return what is known of the index, and note it for the next time.

    `dirty` are the files that git knows not to be those of the index.
    """
    below = ("--", index.below)
    listing = index.started("ls-files", "-v", "-s", "--debug", "-z", *below)
    staging = index.started(
        *("diff-index", "--cached", "--name-only", "-z", "--no-renames"),
        *("--ignore-submodules=none", commit.decode(), *below),
    )
    memo = Memo(index.place)
    now = memo.now()
    before = set(_pairs(memo.read(ENTRIES) or []))
    lines = list(_lines(_printed(listing)))
    new = [Entry(line) for line in lines if line not in before]
    good = _good(index, [one for one in new if one.plain and index.own(one.path) not in dirty])
    odd = [index.own(one.path) for one in new if one.line not in good]
    folders = _folders([index.own(_path(line)) for line in lines], index.records)
    odd += [folder for folder in folders if _is_seen_itself(folder)]
    staged = [index.own(path) for path in _printed(staging).split(b"\0") if path]
    found = Known(checksum, commit, odd, staged, folders)
    settled = {line for line, time in good.items() if now is not None and time < now - SETTLED}
    if settled:
        memo.write(ENTRIES, [line for line in lines if line in before or line in settled])
    if checksum and len(settled) == len(good):
        memo.write(NOTE, found.parts())
    return found


def _printed(started: Started) -> bytes:
    answer = answer_of(started)
    if answer.status or answer.reason:
        raise trouble(answer.reason)
    return answer.out


def _lines(printed: bytes) -> Iterator[bytes]:
    """Yield each entry with its stat data: git prints these in five lines behind the path."""
    entry, *rest = printed.split(b"\0")
    for chunk in rest:
        end = chunk.index(b"\n", chunk.index(b"flags: "))
        yield entry + b"\0" + chunk[:end]
        entry = chunk[end + 1 :]


def _pairs(parts: list[bytes]) -> Iterator[bytes]:
    for entry, stat in zip(parts[::2], parts[1::2], strict=True):
        yield entry + b"\0" + stat


def _path(line: bytes) -> bytes:
    return line[line.index(b"\t") + 1 : line.index(b"\0")]


def _time_and_flags(stat: bytes) -> tuple[int, int]:
    """Return the second of the last change of a file, and git's flags; none where it says none."""
    said = stat.split()
    if said[:1] != [b"ctime:"] or said[-2:-1] != [b"flags:"]:
        return 0, 0
    return int(said[1].partition(b":")[0]), int(said[-1], 16)


def _good(index: Index, entries: list[Entry]) -> dict[bytes, int]:
    """Return the lines of the entries whose files hold what they say, and their times."""
    if not entries:
        return {}
    names = b"\n".join(_quoted(one.path) for one in entries) + b"\n"
    ids = _printed(index.started("hash-object", "--no-filters", "--stdin-paths", stdin=names))
    pairs = zip(entries, ids.split(), strict=True)
    return {one.line: one.time for one, found in pairs if one.id == found}


def _quoted(path: bytes) -> bytes:
    """Return a path as git reads it from a line."""
    if path[:1] != b'"' and b"\n" not in path and b"\r" not in path:
        return path
    return b'"%b"' % b"".join(b"\\%03o" % byte for byte in path)


def _folders(paths: list[bytes], top: bytes) -> dict[bytes, bytes]:
    """Return every folder with the names in it, joined by what no name holds."""
    found: dict[bytes, dict[bytes, None]] = {top: {}}
    for path in paths:
        folder, _, name = path.rpartition(b"/")
        if folder not in found:
            found[folder] = {}
            _name_above(found, folder)
        found[folder][name] = None
    found.pop(b"", None)
    return {folder: b"/".join(names) for folder, names in found.items()}


def _name_above(found: dict[bytes, dict[bytes, None]], folder: bytes) -> None:
    while folder:
        folder, _, name = folder.rpartition(b"/")
        found.setdefault(folder, {})[name] = None


def _is_seen_itself(folder: bytes) -> bool:
    """Whether a walk names the folder, and does not go into it."""
    return bool(seen(folder.decode("utf-8", "surrogateescape") + "/."))
