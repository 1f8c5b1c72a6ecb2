"""Ids for shell completion, from the names of files alone: quick, and nothing heavy is imported."""

import os
from collections.abc import Iterator
from pathlib import Path

import typer

_FOLDERS = {
    "partner": "partners",
    "meeting": "meetings",
    "commitment": "commitments",
    "harm": "harms",
}


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
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        names = (name for name in files if name.endswith(".yaml") and not name.startswith("."))
        yield from (name.removesuffix(".yaml") for name in names)
