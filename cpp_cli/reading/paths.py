"""The names of files and folders below `records/`: what is read, and what no computer may spoil."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

from cpp_cli.finding import START, Finding
from cpp_cli.messages import mark, t
from cpp_cli.models.ids import is_reserved

MAX_NAME = 100
MAX_PATH = 240
_ENDINGS = (".yaml", ".yml")
_LEFT_BY_COMPUTERS = frozenset(("thumbs.db", "desktop.ini"))
_REFUSED_BY_WINDOWS = re.compile(r'[<>:"|?*\\]')
_DEVICES = frozenset(
    ("conin$", "conout$", *(f"{port}{n}" for port in ("com", "lpt") for n in "¹²³"))
)
_UNSEEN = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+"
"""Accents that stand by themselves, and what may stand inside a word and is not seen."""
_STROKES = str.maketrans({"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ø": "o", "ŧ": "t"})
"""Letters whose stroke or dot is part of them, and which people leave out like an accent."""
_HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))


def says_yaml(name: str) -> bool:
    """Whether the name of a file says that it is a record."""
    return name.lower().endswith(_ENDINGS)


def is_passed_over(name: str) -> bool:
    """Whether a file is one that computers leave behind, or that is hidden and no record."""
    return name.startswith(".") or name.lower() in _LEFT_BY_COMPUTERS


def seen(path: str) -> str:
    """Return the path under which a walk over the folders comes upon a file; else nothing.

    A folder whose name says YAML, or that is hidden, is seen itself, and nothing inside it.
    """
    if path.endswith(".yaml") and path.count(".") == 1 and "/." not in path:
        return path
    parts = path.split("/")
    for depth, name in enumerate(parts[1:-1], start=2):
        if says_yaml(name) or name.startswith("."):
            return "/".join(parts[:depth])
    return "" if is_passed_over(parts[-1]) and not says_yaml(parts[-1]) else path


def folded(name: str) -> str:
    """Return a name with its capitals and accents made alike, as many computers see it."""
    return normalize("NFC", normalize("NFC", name).casefold())


def plain(text: str) -> str:
    """Return a text as names are compared: no capitals, no accents, nothing that is not seen."""
    if text.isascii():
        return text.lower()
    return re.sub(_UNSEEN, "", normalize("NFKD", text)).casefold().translate(_STROKES)


def hidden_character(name: str) -> str | None:
    """Return the first character of a name that cannot be seen or read."""
    if name.isascii() and name.isprintable():
        return None
    return next((character for character in name if category(character) in _HIDDEN), None)


def why_not_everywhere(name: str) -> str | None:
    """Return why some computers cannot have a file or folder with this name, in words."""
    stem = name.partition(".")[0].rstrip(" ").lower()
    if is_reserved(stem) or stem in _DEVICES:
        return mark("Windows keeps this name for itself")
    if _REFUSED_BY_WINDOWS.search(name):
        return mark("Windows does not allow one of its signs")
    if name.endswith((".", " ")):
        return mark("Windows takes away the dot or space at its end")
    return mark("it is too long") if len(name) > MAX_NAME else None


def name_findings(paths: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with the names of files, and of folders, each at its first file."""
    folders: dict[str, str] = {}
    for path in paths:
        if len(path) > MAX_PATH:
            yield _not_everywhere(path, path, mark("it is too long"))
            continue
        *above, name = path.split("/")
        here = above[0] if above else ""
        for folder in above[1:]:
            here = f"{here}/{folder}"
            if here not in folders:
                folders[here] = path
                yield from _of_name(path, folder)
        yield from _of_name(path, name)
    yield from _of_folders(folders)


def _of_name(path: str, name: str) -> Iterator[Finding]:
    hidden = hidden_character(name)
    why = why_not_everywhere(name)
    if hidden:
        yield Finding(path, START, "N010", {"character": _number(hidden)})
    elif why:
        yield _not_everywhere(path, name, why)


def _not_everywhere(path: str, name: str, why: str) -> Finding:
    return Finding(path, START, "N009", {"name": name[:60], "why": t(why)})


def _of_folders(folders: dict[str, str]) -> Iterator[Finding]:
    """Yield which folders have the name of another, but for capitals; small letters are right."""
    right: dict[str, str] = {}
    for folder in sorted(folders, key=lambda one: (one != folded(one), one)):
        other = right.setdefault(folded(folder), folder)
        if other != folder:
            values = {"folder": folder[:60], "other": other[:60]}
            yield Finding(folders[folder], START, "N011", values)


def _number(character: str) -> str:
    point = ord(character)
    # A byte that is not UTF-8 comes from the disk as one of these.
    return f"0x{point - 0xDC00:02X}" if 0xDC80 <= point <= 0xDCFF else f"U+{point:04X}"
