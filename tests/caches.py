"""Repositories of which something was kept, and the answers with and without it."""

import os
from pathlib import Path

from cpp_cli.rules import example
from tests.gits import commit_all, repository
from tests.support import Session, promise, run, write_files

COMMANDS = ("validate", "owes us", "meeting list --at HEAD")
FILES = {
    **example.RECORDS,
    **promise(
        "lcph-cpp", "huerto-sol", "2026-03-09 delivered maria-k", more="visibility: public\n"
    ),
    **{f"records/harms/h{n}.yaml": f"id: h{n}\nwhat: It rained in.\n" for n in range(60)},
}
CLUB = "records/partners/club.yaml"


def ask(root: Path) -> list[Session]:
    """Return the answers to some questions."""
    return [run(*command.split(), root=root) for command in COMMANDS]


def fresh(root: Path) -> list[Session]:
    """Return the answers of somebody who keeps nothing."""
    os.environ["CPP_CACHE"] = "off"
    answers = ask(root)
    os.environ["CPP_CACHE"] = "on"
    return answers


def kept(root: Path) -> list[Path]:
    """Return every file that was kept."""
    return sorted((root / ".git/cpp/cache/views").iterdir())


def views(root: Path) -> set[str]:
    """Return the names of the views that were kept."""
    return {one.name.partition(".")[0] for one in kept(root)}


def made(root: Path) -> Path:
    """Make a repository in which something was kept of two states."""
    repository(root, FILES)
    ask(root)
    more = {f"records/harms/h{n}.yaml": f"id: h{n}\nwhat: It burned.\n" for n in range(20)}
    write_files(root, {CLUB: "id: club\nname: Club\nkind: school\nstatus: active\n", **more})
    commit_all(root)
    ask(root)
    assert len(views(root)) == 2
    return root
