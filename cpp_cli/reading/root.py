"""The folder that holds the records: the nearest one above."""

import os

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import t
from cpp_cli.models.kinds import PROGRAM_PATH, RECORDS


def find_root(directory: str, exactly: bool) -> str:
    """Return the nearest folder at or above `directory` that holds records.

    With `exactly`, only `directory` itself is looked at.
    """
    start = folder = whole(directory)
    while not os.path.exists(os.path.join(folder, PROGRAM_PATH)):
        above = os.path.dirname(folder)
        if exactly or above == folder:
            break
        folder = above
    else:
        _refuse_link(os.path.join(folder, RECORDS))
        return folder
    is_new = is_repository(start) and not has_records(start)
    raise NoSurroundings(
        t("There are no records in {folder}.", folder=start),
        t("Go to the folder that holds {path}, or name it with -C FOLDER.", path=PROGRAM_PATH),
        *([t("To bring the records in that others have: cpp update")] if is_new else []),
        t("To begin with records of your own: cpp init"),
    )


def is_repository(folder: str) -> bool:
    """Whether a folder is kept with git, by its looks."""
    return os.path.lexists(os.path.join(folder, ".git"))


def has_records(folder: str) -> bool:
    """Whether there is something in a folder where records are."""
    return os.path.lexists(os.path.join(folder, RECORDS))


def whole(directory: str) -> str:
    """Return a path from the top, as it was typed but for what means nothing in it."""
    path = os.path.join(os.getcwd(), directory)
    drive, path = os.path.splitdrive(path)
    parts = path.replace(os.sep, "/").split("/")
    return drive + os.sep + os.sep.join(part for part in parts if part not in ("", "."))


def _refuse_link(records: str) -> None:
    """Refuse records behind a link: whoever changes the link would choose what is written to."""
    if os.path.islink(records):
        raise NoSurroundings(
            t("{records} is a link to another folder.", records=records),
            t("Put the folder itself there, or go to the one that the link names."),
        )
