"""The past: which commit `--at` means. Nothing is checked out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cpp_cli.days import parse_iso
from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.read import Repository
from cpp_cli.git.revision import Revision
from cpp_cli.messages import t


def revision(root: Path, text: str, day_of: Callable[[str], date]) -> Revision:
    """Return the records as they stood at a day, or at what git calls a revision.

    `day_of` reads words for days, such as `yesterday`, and refuses what names none.
    """
    repository = Repository.find(root)
    if repository is None:
        raise without_history(root)
    day = parse_iso(text)
    commit = None if day else repository.resolve(text)
    if commit is None:
        day = day or _meant(text, day_of)
        commit = _on(repository, day)
    return Revision(repository, commit, day)


def without_history(root: Path) -> NoSurroundings:
    """Return what is said where the past is asked for and none is kept."""
    return NoSurroundings(
        t("These records have no history: {folder} is not kept with git.", folder=root),
        t("Go to the folder where they are kept with git, or ask only for how they are now."),
    )


def _meant(text: str, day_of: Callable[[str], date]) -> date:
    try:
        return day_of(text)
    except Refused as refusal:
        raise Refused(
            t("--at: {text} is neither a day nor a revision of these records.", text=text[:60]),
            *refusal.hints,
        ) from None


def _on(repository: Repository, day: date) -> str:
    tip = repository.resolve("HEAD")
    commit = repository.on_day(day, tip) if tip else None
    if commit is None:
        older = t("The older history is not on this computer.")
        raise Refused(
            t("There were no records yet on {day}.", day=day),
            *((older,) if repository.is_shallow() else ()),
            t("Choose a later day."),
        )
    return commit
