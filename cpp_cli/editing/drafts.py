"""Drafts: texts of people that did not get into the records. They are never thrown away."""

from collections.abc import Iterator
from pathlib import Path

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import reason, t

FOLDER = "drafts"


def keep(state: Path, name: str, data: bytes) -> Path:
    """Keep a text under a name that is still free; return where it is."""
    folder = state / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return next(_written(folder, Path(name).name, data))
    except OSError as error:
        raise NoSurroundings(
            t("Nothing can be kept in {folder}: {why}.", folder=folder, why=reason(error)),
            t("Check that you may write there and that the disk is not full."),
        ) from error


def waiting(state: Path) -> list[str]:
    """Return the names of the drafts that are kept."""
    try:
        return sorted(draft.name for draft in (state / FOLDER).iterdir())
    except OSError:
        return []


def _written(folder: Path, name: str, data: bytes) -> Iterator[Path]:
    """Yield the first draft of this name, numbered where others have it, that could be made."""
    stem, dot, ending = name.rpartition(".")
    number = 1
    while True:
        draft = folder / (name if number == 1 else f"{stem}-{number}{dot}{ending}")
        number += 1
        try:
            with draft.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        yield draft
