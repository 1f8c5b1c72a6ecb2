"""A new repository, and what a repository is told once about merging records."""

import os
import shlex

from cpp_cli.errors import NoSurroundings
from cpp_cli.git.folder import Place
from cpp_cli.git.run import Git, answer_of, words
from cpp_cli.messages import t

_DRIVER = "merge.cpp.driver"
_NAME = ("merge.cpp.name", "records are put together field by field")


def make_repository(folder: str) -> Place:
    """Make a repository of a folder, with a first branch called main and nothing in it."""
    place = Place(os.path.realpath(folder), os.path.join(os.path.realpath(folder), ".git"), "")
    started = Git(place, new=True).start("init", "--quiet", "--initial-branch=main")
    answer = answer_of(started)
    if answer.status != 0:
        raise NoSurroundings(
            t(
                "No repository can be made in {folder}: {reason}",
                folder=folder,
                reason=words(answer.reason),
            ),
            t("Check that you may write there and that the disk is not full."),
        )
    return place


def driver_line(python: str) -> str:
    """Return what git runs, with a shell, where two people changed the same record."""
    program = f"{shlex.quote(python)} -P -m cpp_cli merge-file"
    return f"{program} --base %O --ours %A --theirs %B --out %A"


def merge_driver(place: Place) -> str | None:
    """Return what a repository was told to run there, if it was told."""
    return setting(place, _DRIVER)


def setting(place: Place, name: str) -> str | None:
    """Return a setting of a repository, if it has one value."""
    answer = Git(place).answers("config", "--get", name)
    return answer.out.decode("utf-8", "surrogateescape").strip() or None


def set_merge_driver(place: Place, python: str) -> None:
    """Tell a repository to put records together with this program."""
    git = Git(place)
    git.ask("config", "--local", *_NAME)
    git.ask("config", "--local", _DRIVER, driver_line(python))
