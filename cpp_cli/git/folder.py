"""Where a repository is: found by the path of the records alone, without running git."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_POINTER = b"gitdir:"
_LONGEST = 16 * 1024
"""More bytes than a file that only names a folder has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A repository on disk: the folder that holds `.git`, and git's own folder.

    `prefix` leads from that folder to the records' root: empty, or ending with `/`.
    """

    top: Path
    own: Path
    prefix: str


def place_of(root: Path) -> Place | None:
    """Return where the repository around `root` is, or None outside one.

    Nothing inherited from the environment is honoured: a hook of another repository may run us.
    """
    for folder in _upwards(root):
        marker = folder / ".git"
        own = _named(marker) if marker.is_file() else marker
        if own is None:
            return None
        if _is_own(own):
            return Place(folder, own, _prefix(root, folder))
    return None


def is_marked(root: Path) -> bool:
    """Whether a folder at or above `root` says that it is a repository, rightly or not."""
    return any(os.path.lexists(folder / ".git") for folder in _upwards(root))


def private_folder(root: Path) -> Path:
    """Return the folder for what is not a record: in git's own folder, else `.cpp/`.

    Records in a folder of a repository have one of their own, as there may be more of them.
    """
    place = place_of(root)
    if place is None:
        return root / ".cpp"
    inner = ["in", quote(os.fsencode(place.prefix.rstrip("/")), safe="")] if place.prefix else []
    return place.own.joinpath("cpp", *inner)


def _upwards(root: Path) -> tuple[Path, ...]:
    real = Path(os.path.realpath(root))
    return (real, *real.parents)


def _prefix(root: Path, top: Path) -> str:
    inner = Path(os.path.realpath(root)).relative_to(top).as_posix()
    return "" if inner == "." else f"{inner}/"


def _named(pointer: Path) -> Path | None:
    """Return the folder that a file `.git` names, as in work trees and submodules."""
    try:
        with pointer.open("rb") as file:
            data = file.read(_LONGEST)
    except OSError:
        return None
    path = data.removeprefix(_POINTER).strip()
    if not data.startswith(_POINTER) or not path or b"\0" in path:
        return None
    own = Path(os.path.realpath(pointer.parent / os.fsdecode(path)))
    return own if _is_own(own) else None


def _is_own(folder: Path) -> bool:
    """Whether this is a folder of git's own; `HEAD` may be a link to what is not there yet."""
    return os.path.lexists(folder / "HEAD")
