"""Where records are shared: the remote, its main branch, and what is newest there."""

from pathlib import Path
from typing import NamedTuple

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.folder import is_marked
from cpp_cli.git.head import Head, is_half_done, known_tip, main_name, remotes, setting
from cpp_cli.git.read import Repository
from cpp_cli.git.remote import Unreachable, fetch, tips
from cpp_cli.messages import t
from cpp_cli.sharing.ground import Ground

OURS = ("cpp/", "cpp-records/")
"""What the names of the branches begin with that are made here: the second where `cpp` is one."""

_MAIN = "main"


class Course(NamedTuple):
    """Where records are shared, and what is newest there.

    `main` is what the main branch is called, and `newest` its commit; `same` the commit of the
    branch that is worked on, as it is there; None where there is none. `offline` says why nobody
    could be asked; `ahead`, of a dry run, that there is more than is known here.
    """

    remote: str
    main: str
    newest: str | None
    same: str | None
    offline: Unreachable | None = None
    ahead: bool = False
    taken: bool = False
    """Whether somebody else has a branch of the same name there."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever sent there."""
        return self.newest is None and self.offline is None

    def sources(self, head: Head) -> list[str]:
        """Return the commits that come in, the newest records last."""
        own = [self.same] if self.same and head.branch != self.main else []
        return [*own, *([self.newest] if self.newest else [])]


def ground_of(root: Path) -> Ground:
    """Return the repository around some records; refuse where that is none, or half done."""
    repository = Repository.find(root)
    if repository is None:
        if is_marked(root):
            raise NoSurroundings(
                t("What is said in {folder} about sharing cannot be read.", folder=root / ".git"),
                t("Whoever looks after the records on this computer can mend this."),
            )
        raise NoSurroundings(
            t("These records are not shared: {folder} is not kept with git.", folder=root),
            t("Ask whoever looks after the records for a folder that is, and work there."),
            t("To begin with records of your own: cpp init"),
        )
    if is_half_done(repository):
        raise Refused(
            t("Something that was begun with git in this folder waits to be completed."),
            t("Whoever began it can complete it, or take it back, with git; see: git status"),
        )
    return Ground(repository, root)


def remote_of(repository: Repository, branch: str | None) -> str:
    """Return the name of the place where records are shared."""
    known = remotes(repository)
    own = setting(repository, f"branch.{branch}.remote") if branch else None
    for name in (own, "origin", known[0] if len(known) == 1 else None):
        if name in known:
            assert name
            return name
    if known:
        raise Refused(
            t("There are several places to share these records: {names}.", names=", ".join(known)),
            t("Call the right one origin: git remote rename NAME origin"),
        )
    raise NoSurroundings(
        t("It is not known where these records are shared."),
        t("Ask whoever looks after them for the address, and say it once: {how}", how=_HOW),
    )


_HOW = "git remote add origin ADDRESS"


def ask(ground: Ground, head: Head, sending: bool) -> Course:
    """Bring here what is newest. Nothing that is worked on is touched.

    Nobody there to be asked is an end, but where something is `sending`: that can wait.
    """
    repository = ground.repository
    remote = remote_of(repository, head.branch)
    main = main_name(repository, remote) or _MAIN
    try:
        newest = fetch(repository, remote, main)
        if newest is None:
            main, newest = _asked_for(repository, remote, head)
        same = None
        taken = False
        if head.branch and head.branch != main and newest:
            known = known_tip(repository, remote, head.branch)
            same = fetch(repository, remote, head.branch)
            taken = known is None and _is_foreign(repository, head, same)
        _complete(repository, remote, main, head, newest)
    except Unreachable as unreachable:
        newest = known_tip(repository, remote, main)
        if not sending or newest is None:
            raise
        same = known_tip(repository, remote, head.branch) if head.branch else None
        return Course(remote, main, newest, same, unreachable)
    return Course(remote, main, newest, None if taken else same, taken=taken)


def _is_foreign(repository: Repository, head: Head, same: str | None) -> bool:
    """Whether a branch that was made here has the name of one that somebody else has sent."""
    if not (same and head.branch and head.commit and head.branch.startswith(OURS)):
        return False
    return repository.merge_base(same, head.commit) != same


def _asked_for(repository: Repository, remote: str, head: Head) -> tuple[str, str | None]:
    """Return what the main branch is called where it is not called as was thought."""
    there = tips(repository, remote)
    if there.main in there.branches:
        assert there.main
        return there.main, fetch(repository, remote, there.main)
    if there.branches:
        raise Refused(
            t("It is not known which are the main records among: {names}.", names=_few(there)),
            t("Whoever looks after the records can say so, where they are shared."),
        )
    own = head.branch if head.branch and not head.branch.startswith(OURS) else None
    return own or there.main or _MAIN, None


def _few(there: object) -> str:
    return ", ".join(sorted(getattr(there, "branches", ()))[:8])


def _complete(
    repository: Repository, remote: str, main: str, head: Head, newest: str | None
) -> None:
    """Bring the older history here, where it was left out and both have nothing in common."""
    if not (head.commit and newest and repository.is_shallow()):
        return
    if repository.merge_base(head.commit, newest) is None:
        fetch(repository, remote, main, whole_history=True)


def look(ground: Ground, head: Head) -> Course:
    """Return what is known here of what is newest, for a dry run: nothing is brought here."""
    repository = ground.repository
    remote = remote_of(repository, head.branch)
    main = main_name(repository, remote) or _MAIN
    newest = known_tip(repository, remote, main)
    same = known_tip(repository, remote, head.branch) if head.branch else None
    same = None if head.branch == main else same
    try:
        there = tips(repository, remote)
    except Unreachable as unreachable:
        if newest is None:
            raise
        return Course(remote, main, newest, same, unreachable)
    if there.main in there.branches and main not in there.branches:
        main = there.main or main
        newest = known_tip(repository, remote, main)
    ahead = there.branches.get(main) != newest
    return Course(remote, main, newest, same, ahead=ahead)
