"""Where a repository stands: the branch that is worked on, its last commit, what is half done."""

import os
from typing import NamedTuple

from cpp_cli.git.read import Repository

_HALF_DONE = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


class Head(NamedTuple):
    """The branch that is worked on (None: none) and the last commit (None: there is none yet)."""

    branch: str | None
    commit: str | None


def head_of(repository: Repository) -> Head:
    """Return where a repository stands."""
    return Head(repository.branch(), repository.resolve("HEAD"))


def is_half_done(repository: Repository) -> bool:
    """Whether somebody has begun something with git that waits to be completed."""
    return any(os.path.lexists(os.path.join(repository.place.own, name)) for name in _HALF_DONE)


def tip_of(repository: Repository, branch: str) -> str | None:
    """Return the last commit of a branch that is here."""
    return repository.resolve(f"refs/heads/{branch}")


def known_tip(repository: Repository, remote: str, branch: str) -> str | None:
    """Return the last commit of a branch of a remote, as far as it is known here."""
    return repository.resolve(f"refs/remotes/{remote}/{branch}")


def is_elsewhere(repository: Repository, branch: str) -> bool:
    """Whether another folder of the same repository works on a branch."""
    listed = repository.git.ask("worktree", "list", "--porcelain").decode(
        "utf-8", "surrogateescape"
    )
    here = os.path.realpath(repository.place.top)
    for block in listed.split("\n\n"):
        lines = block.splitlines()
        folder = next((one[9:] for one in lines if one.startswith("worktree ")), here)
        if f"branch refs/heads/{branch}" in lines and os.path.realpath(folder) != here:
            return True
    return False


def remotes(repository: Repository) -> list[str]:
    """Return the names of the places that records are sent to."""
    return repository.git.ask("remote").decode("utf-8", "surrogateescape").splitlines()


def setting(repository: Repository, name: str) -> str | None:
    """Return a setting, the person's own included; None where it has no value."""
    answer = repository.git.answers("config", "--get", name)
    return answer.out.decode("utf-8", "replace").rstrip("\n") or None


def keep_setting(repository: Repository, name: str, value: str) -> None:
    """Keep a setting in this repository alone."""
    repository.git.ask("config", "--local", name, value)


def main_name(repository: Repository, remote: str) -> str | None:
    """Return what the main branch of a remote is called, as far as that is known here."""
    ref = f"refs/remotes/{remote}/"
    out = repository.git.answers("symbolic-ref", "--quiet", f"{ref}HEAD").out
    found = out.decode("utf-8", "surrogateescape").strip()
    return found.removeprefix(ref) if found.startswith(ref) else None
