"""Where a repository is: found by the path of the records alone, without running git."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

_POINTER = b"gitdir:"
_LONGEST = 16 * 1024
"""More bytes than a file that only names a folder has."""


class Place:
    """A repository on disk: the folder that holds `.git`, and git's own folder.

    `prefix` leads from that folder to the records' root: empty, or ending with `/`.
    """

    __slots__ = ("own", "prefix", "top")

    def __init__(self, top: str, own: str, prefix: str) -> None:
        self.top = top
        self.own = own
        self.prefix = prefix

    @property
    def common(self) -> str:
        """Git's folder for what several work trees of one repository share."""
        try:
            with open(os.path.join(self.own, "commondir"), "rb") as file:
                return os.path.join(self.own, os.fsdecode(file.read().strip()))
        except FileNotFoundError:
            return self.own

    @property
    def private(self) -> str:
        """The folder for what is not a record.

        Records in a folder of a repository have one of their own, as there may be more of them.
        """
        kept = os.path.join(self.own, "cpp")
        if not self.prefix:
            return kept
        from urllib.parse import quote

        return os.path.join(kept, "in", quote(os.fsencode(self.prefix.rstrip("/")), safe=""))


def place_of(root: "str | os.PathLike[str]") -> Place | None:
    """Return where the repository around `root` is, or None outside one.

    Nothing inherited from the environment is honoured: a hook of another repository may run us.
    """
    real = os.path.realpath(root)
    for folder in _upwards(real):
        marker = os.path.join(folder, ".git")
        own = _named(marker) if os.path.isfile(marker) else marker
        if own is None:
            return None
        if _is_own(own):
            inner = real[len(folder) :].replace(os.sep, "/").strip("/")
            return Place(folder, own, f"{inner}/" if inner else "")
    return None


def is_marked(root: "str | os.PathLike[str]") -> bool:
    """Whether a folder at or above `root` says that it is a repository, rightly or not."""
    real = os.path.realpath(root)
    return any(os.path.lexists(os.path.join(folder, ".git")) for folder in _upwards(real))


def private_folder(root: "Path") -> "Path":
    """Return the folder for what is not a record: in git's own folder, else `.cpp/`."""
    place = place_of(root)
    return root / ".cpp" if place is None else type(root)(place.private)


def _upwards(real: str) -> list[str]:
    found = [real]
    while (above := os.path.dirname(found[-1])) != found[-1]:
        found.append(above)
    return found


def _named(pointer: str) -> str | None:
    """Return the folder that a file `.git` names, as in work trees and submodules."""
    try:
        with open(pointer, "rb") as file:
            data = file.read(_LONGEST)
    except OSError:
        return None
    path = data.removeprefix(_POINTER).strip()
    if not data.startswith(_POINTER) or not path or b"\0" in path:
        return None
    own = os.path.realpath(os.path.join(os.path.dirname(pointer), os.fsdecode(path)))
    return own if _is_own(own) else None


def _is_own(folder: str) -> bool:
    """Whether this is a folder of git's own; `HEAD` may be a link to what is not there yet."""
    return os.path.lexists(os.path.join(folder, "HEAD"))
