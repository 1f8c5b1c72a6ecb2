"""Moving what is worked on: a branch only from where it was last seen, and the index along."""

from cpp_cli.errors import Refused
from cpp_cli.git.read import Entry, Repository, whole
from cpp_cli.git.run import trouble
from cpp_cli.messages import t
from cpp_cli.render.safe import exact_line, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = "HEAD"


class Moved(Refused):
    """Somebody else was quicker: the branch is not where it was. Nothing was changed."""

    def __init__(self, branch: str) -> None:
        super().__init__(
            t("Somebody else has just added to {branch}; nothing was lost.", branch=branch),
            t("Run this again: it starts from what is there now."),
        )
        self.branch = branch


def branch_ref(repository: Repository, branch: str) -> str:
    """Return the whole name of a branch; refuse what cannot be the name of one."""
    ref = f"refs/heads/{branch}"
    if repository.git.run("check-ref-format", ref).status != 0:
        raise Refused(t("{name} cannot be the name of a branch.", name=exact_line(branch)))
    return ref


def move(
    repository: Repository,
    branch: str | None,
    new: str,
    old: str | None,
    why: str,
    who: "Mapping[str, str] | None" = None,
) -> None:
    """Move a branch from `old` (None: it is new) to `new`; from elsewhere it is `Moved`.

    Without a branch, what is worked on moves alone.
    """
    ref = branch_ref(repository, branch) if branch else _HEAD
    words = ("update-ref", *(() if branch else ("--no-deref",)), "-m", f"cpp: {one_line(why, 60)}")
    expected = whole(old) if old else "0" * len(new)
    answer = repository.git.run(*words, ref, whole(new), expected, more=who)
    if "cannot lock ref" in answer.reason:
        raise Moved(branch or _HEAD)
    if answer.status != 0:
        raise trouble(answer.reason)


def move_back(repository: Repository, branch: str, new: str, old: str | None) -> None:
    """Move a branch back to where it was; one that was new is gone again."""
    ref = branch_ref(repository, branch)
    back = (ref, whole(old), whole(new)) if old else ("-d", ref, whole(new))
    repository.git.run("update-ref", *back)


def switch(repository: Repository, branch: str) -> None:
    """Work on a branch from now on; no file is touched."""
    ref = branch_ref(repository, branch)
    repository.git.ask("symbolic-ref", "-m", "cpp: go on", _HEAD, ref)


def remember(repository: Repository, remote: str, branch: str, commit: str) -> None:
    """Note where a branch of a remote is, as after a fetch."""
    repository.git.ask("update-ref", f"refs/remotes/{remote}/{branch}", whole(commit))


def bring_along(repository: Repository, entries: "Mapping[str, Entry | None]") -> bool:
    """Make the index say what was committed at some paths; whether that could be done now."""
    if not entries:
        return True
    gone = [path for path, entry in entries.items() if entry is None]
    nothing = "0" * 40
    lines = [f"0 {nothing}\t{path}\0" for path in gone]
    lines += [f"{one.mode} {one.id}\t{path}\0" for path, one in entries.items() if one]
    given = "".join(lines).encode("utf-8", "surrogateescape")
    if repository.git.run("update-index", "-z", "--index-info", stdin=given).status != 0:
        return False
    refresh = ("update-index", "-q", "--ignore-submodules", "--refresh")
    repository.git.run(*repository.git.without_filters(), *refresh)
    return True


def is_busy(repository: Repository) -> bool:
    """Whether another program is changing the index, or was ended while it did."""
    import os

    return os.path.lexists(os.path.join(repository.place.own, "index.lock"))
