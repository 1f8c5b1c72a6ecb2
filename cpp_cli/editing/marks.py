"""What everybody can see of a write: whether one is under way, and when the last one was."""

import os

FOLDER = "journal"
NAME = "write.json"
STAGED = f"{NAME}.tmp"


def is_open(state: "str | os.PathLike[str]") -> bool:
    """Whether a write is under way, or was cut short."""
    return any(os.path.exists(os.path.join(state, FOLDER, name)) for name in (NAME, STAGED))


def stamp(state: "str | os.PathLike[str]") -> int:
    """Return a number that changes with each write: when the folder of the journal last changed."""
    try:
        return os.stat(os.path.join(state, FOLDER)).st_mtime_ns
    except FileNotFoundError:
        return 0
