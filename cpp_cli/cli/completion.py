"""Ids for shell completion, from the names of files alone: quick, and nothing heavy is imported.

A shell puts what is offered on the command line as it is, and some shells look for commands in it
at once. So nothing is offered that is not an id, whatever the files of a checkout are called.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from cpp_cli.models.ids import is_id

_FOLDERS = {
    "partner": "partners",
    "meeting": "meetings",
    "commitment": "commitments",
    "harm": "harms",
}


_CALL = re.compile(r"(=complete_[a-z]+ (?:[A-Z_]+=(?:\([^)]*\)|\S+) )*)(?:\$1|%\(prog_name\)s)")
"""Where the script of a shell calls the program, after the variables that it sets."""


def prepare() -> None:
    """Let the shells' scripts call this program by its module.

    By its name alone another `cpp` might be found, the C preprocessor.
    """
    from typer import _completion_classes as classes

    ours = f"{shlex.quote(sys.executable)} -P -m cpp_cli".replace("%", "%%")
    classes.completion_init()
    for shell in (classes.BashComplete, classes.ZshComplete, classes.FishComplete):
        shell.source_template = _CALL.sub(lambda call: call[1] + ours, shell.source_template)


def complete_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete an id for the command whose words are typed."""
    noun = ctx.parent.info_name if ctx.parent else None
    directory = ctx.meta.get("cpp", {}).get("directory")
    return ids(Path(directory or "."), noun or "", incomplete)


def ids(directory: Path, noun: str, incomplete: str) -> list[str]:
    """Return the ids of a kind of record (partners where no kind is named) that begin so."""
    start = directory.absolute()
    for folder in (start, *start.parents):
        records = folder / "records"
        if (records / "program.yaml").is_file():
            names = _names(records / _FOLDERS.get(noun, "partners"))
            return sorted(name for name in names if name.startswith(incomplete))
    return []


def _names(folder: Path) -> Iterator[str]:
    if folder.is_symlink() or folder.parent.is_symlink():
        return
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = (name.removesuffix(".yaml") for name in files if name.endswith(".yaml"))
        yield from (name for name in names if is_id(name))
