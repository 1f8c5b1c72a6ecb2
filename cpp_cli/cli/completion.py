"""Ids for shell completion, from the names of files alone: quick, and nothing heavy is imported.

A shell puts what is offered on the command line as it is, and some shells look for commands in it
at once. So nothing is offered that is not an id, whatever the files of a checkout are called.
"""

import os
import sys

from cpp_cli.cli import plain
from cpp_cli.models.ids import is_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDERS = {
    "partner": "partners",
    "meeting": "meetings",
    "commitment": "commitments",
    "harm": "harms",
    "heard": "meetings",
}
ANY = "any"
"""Stands for the kind where a record of any may be named."""
_CALL = r"(=complete_[a-z]+ (?:[A-Z_]+=(?:\([^)]*\)|\S+) )*)(?:\$1|%\(prog_name\)s)"
"""Where the script of a shell calls the program, after the variables that it sets."""


def prepare() -> None:
    """Let the shells' scripts call this program by where its script or its module is.

    By its name alone another `cpp` might be found, the C preprocessor.
    """
    import re
    import shlex

    from typer import _completion_classes as classes

    script = sys.argv[0]
    if os.path.isabs(script) and os.path.basename(script) == "cpp":
        ours = shlex.quote(script)
    else:
        ours = f"{shlex.quote(sys.executable)} -P -m cpp_cli"
    ours = ours.replace("%", "%%")
    classes.completion_init()
    for shell in (classes.BashComplete, classes.ZshComplete, classes.FishComplete):
        template = shell.source_template
        shell.source_template = re.sub(_CALL, lambda call: call[1] + ours, template)


def quickly(environment: "Mapping[str, str]") -> "tuple[int, str] | None":
    """Return what to tell a shell of a word that is plainly an id: an exit status, and a text.

    Where it is not plain, return None: the library knows all that is completed.
    """
    shell = environment["_CPP_COMPLETE"].removeprefix("complete_")
    typed = _bash(environment) if shell == "bash" else _others(environment)
    named = plain.name(typed[0]) if typed else None
    if typed is None or named is None or typed[1].startswith("-"):
        return None
    _, entry, noun, options, rest = named
    if rest or not entry.names:
        return None
    about = ANY if entry.names_any else noun
    return _told(shell, environment, ids(options.get("directory") or ".", about, typed[1]))


def _bash(environment: "Mapping[str, str]") -> tuple[list[str], str] | None:
    """The words before the one to complete, and that."""
    words = _split(environment.get("COMP_WORDS", ""))
    count = environment.get("COMP_CWORD", "")
    if not (count.isascii() and count.isdigit()):
        return None
    at = int(count)
    return words[1:at], "".join(words[at : at + 1])


def _others(environment: "Mapping[str, str]") -> tuple[list[str], str]:
    typed = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(typed)[1:]
    if typed.endswith(" "):
        return words, ""
    return words[:-1], "".join(words[-1:])


def _split(typed: str) -> list[str]:
    """Return words that are typed plainly; nothing, where only a shell can tell what is meant."""
    plainly = typed.isprintable() and not any(mark in typed for mark in "\\\"'#")
    return typed.split() if plainly else []


def _told(
    shell: str, environment: "Mapping[str, str]", found: list[str]
) -> "tuple[int, str] | None":
    """Return what each shell's script expects; none has to be escaped in an id."""
    if shell == "bash":
        return 0, "\n".join(found) + "\n"
    if shell == "zsh":
        quoted = "\n".join(f'"{one}"' for one in found)
        return 0, f"_arguments '*: :(({quoted}))'\n" if found else "_files\n"
    action = environment.get("_TYPER_COMPLETE_FISH_ACTION")
    if shell == "fish" and action == "get-args":
        return 0, "\n".join(found) + "\n"
    if shell == "fish" and action == "is-args":
        return (0 if found else 1), ""
    return None


def ids(directory: str | os.PathLike[str], noun: str, incomplete: str) -> list[str]:
    """Return the ids of a kind of record (partners where none is named, or `ANY`) that begin so."""
    folder = os.path.join(os.getcwd(), directory)
    while True:
        records = os.path.join(folder, "records")
        if os.path.isfile(os.path.join(records, "program.yaml")):
            if os.path.islink(records):
                return []
            kinds = _FOLDERS.values() if noun == ANY else (_FOLDERS.get(noun, "partners"),)
            folders = [os.path.join(records, kind) for kind in kinds]
            names = (_names(one, incomplete) for one in folders if not os.path.islink(one))
            return sorted({name for some in names for name in some if is_id(name)})
        above = os.path.dirname(folder)
        if above == folder:
            return []
        folder = above


def _names(folder: str, beginning: str) -> list[str]:
    """Return the names of files at any depth that begin so: there may be many others."""
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:
        return []
    names = []
    for entry in found:
        name = entry.name
        if entry.is_dir():
            if not (name.startswith(".") or entry.is_symlink()):
                names += _names(entry.path, beginning)
        elif name.startswith(beginning) and name.endswith(".yaml"):
            names.append(name.removesuffix(".yaml"))
    return names
