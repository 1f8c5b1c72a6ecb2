"""Fetching and sending: git with the person's own settings, and with none that came with a folder.

Nothing is merged, forced, followed into other repositories or tidied up on the way.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.move import Moved, branch_ref
from cpp_cli.git.read import Repository, whole
from cpp_cli.git.run import Answer, command, environment, no_git, trouble, words
from cpp_cli.git.trust import is_unsafe, refuse_foreign_programs
from cpp_cli.messages import mark, t
from cpp_cli.render.safe import exact_line, safe

_BRANCHES = "refs/heads/"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_ON_THIS_COMPUTER = re.compile(r"file://|[^:]*(?:/|$)|[A-Za-z]:[\\/]", re.IGNORECASE)
_QUIET_RECEIVER = (
    "git -c core.hooksPath=/dev/null -c core.fsmonitor=false -c core.alternateRefsCommand=true"
    " -c receive.autogc=false -c receive.denyCurrentBranch=refuse receive-pack"
)
"""A repository on this computer runs its hooks as the person who sends: it may be a sent one."""


class Unreachable(NoSurroundings):
    """The remote does not answer, or not to us; nothing was sent or fetched."""


def fetch(
    repository: Repository, remote: str, branch: str, whole_history: bool = False
) -> str | None:
    """Bring a branch of a remote here; return its commit, None where it has no such branch.

    What is checked out, the person's branches and their index stay as they are. With
    `whole_history`, also what a clone left out that began with the newest commits alone.
    """
    _checked(repository, remote, "fetch")
    there = branch_ref(repository, branch)
    here = f"refs/remotes/{remote}/{branch}"
    answer = _online(
        repository,
        *(
            "fetch",
            *(("--unshallow",) if whole_history else ()),
            "--no-tags",
            "--no-recurse-submodules",
            "--no-write-fetch-head",
            "--refmap=",
        ),
        *("--no-prune", "--no-show-forced-updates", "--end-of-options"),
        *(remote, f"+{there}:{here}"),
    )
    if "couldn't find remote ref" in answer.reason:
        return None
    if answer.status != 0:
        raise _unreachable(remote, answer.reason)
    return repository.resolve(here)


class Tips:
    """What a remote has: the commit of each branch, and what its main branch is called."""

    __slots__ = ("branches", "main")

    def __init__(self, branches: dict[str, str], main: str | None) -> None:
        self.branches = branches
        self.main = main


def tips(repository: Repository, remote: str) -> Tips:
    """Ask a remote what it has; nothing is brought here."""
    _checked(repository, remote, "fetch")
    answer = _online(repository, "ls-remote", "--symref", "--end-of-options", remote)
    if answer.status != 0:
        raise _unreachable(remote, answer.reason)
    branches, main = {}, None
    for line in answer.out.decode("utf-8", "surrogateescape").splitlines():
        what, _, name = line.partition("\t")
        if name == "HEAD" and what.startswith(f"ref: {_BRANCHES}"):
            main = what.removeprefix(f"ref: {_BRANCHES}")
        elif name.startswith(_BRANCHES):
            branches[name.removeprefix(_BRANCHES)] = what
    return Tips(branches, main)


def push(repository: Repository, remote: str, commit: str, branch: str) -> str:
    """Send a commit to a branch of a remote, never by force; return what the remote says.

    Where the branch has moved there meanwhile it is `Moved`.
    """
    address = _checked(repository, remote, "push")
    ref = branch_ref(repository, branch)
    receiver = [f"--receive-pack={_QUIET_RECEIVER}"] if _is_here(address) else []
    answer = _online(
        repository,
        *("push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"),
        *(*receiver, "--end-of-options", remote),
        f"{whole(commit)}:{ref}",
    )
    printed = answer.out.decode("utf-8", "replace")
    refused = [line.rpartition("\t")[2] for line in printed.splitlines() if line.startswith("!")]
    if any(line.startswith("[rejected]") for line in refused):
        raise Moved(branch)
    said = _said(answer.reason)
    if refused:
        raise Refused(
            t("{remote} does not take it: {reason}", remote=remote, reason=words(refused[0])),
            *said.splitlines(),
        )
    if answer.status != 0:
        raise _unreachable(remote, answer.reason)
    return said


def _checked(repository: Repository, remote: str, way: str) -> str:
    """Return the one address of a remote, or refuse it, or what the settings name."""
    refuse_foreign_programs(repository)
    return address_of(repository, remote, way)


def address_of(repository: Repository, remote: str, way: str) -> str:
    """Return the one address that a remote has for `fetch` or `push`; refuse an unsafe one."""
    asked = ["--push"] if way == "push" else []
    found = (
        repository.git.run("remote", "get-url", "--all", *asked, "--", remote)
        if _NAME.fullmatch(remote)
        else Answer(2, b"", "")
    )
    addresses = found.out.decode("utf-8", "surrogateescape").splitlines()
    if found.status > 2:
        raise trouble(found.reason)
    if len(addresses) != 1:
        raise Refused(t("{name} is not one place that records go to.", name=exact_line(remote)))
    if is_unsafe(addresses[0]):
        raise Refused(
            t("The address of {name} would run a program; it is not used.", name=remote),
            t("See it: git remote get-url {name}", name=remote),
        )
    return addresses[0]


def _is_here(address: str) -> bool:
    return bool(_ON_THIS_COMPUTER.match(address))


def _said(reason: str) -> str:
    lines = [line for line in reason.splitlines() if line.startswith("remote:")]
    return safe("\n".join(line.removeprefix("remote:").strip() for line in lines)).strip()


def _unreachable(remote: str, reason: str) -> Unreachable:
    again = t("Nothing was lost. Look whether you are online and may go there, and run this again.")
    for pattern, why in _REASONS:
        if re.search(pattern, reason, re.IGNORECASE):
            return Unreachable(t("{remote} cannot be reached.", remote=remote), t(why), again)
    said = words(reason)
    return Unreachable(t("{remote} cannot be reached: {said}", remote=remote, said=said), again)


_REASONS = (
    (
        r"Could not resolve host|Temporary failure in name resolution|Network is unreachable",
        mark("Its address is not known to the network: this computer seems to be offline."),
    ),
    (
        r"timed out|Connection refused|Failed to connect|Could not connect|No route to host",
        mark("Nobody answers there: this computer is offline, or that one is."),
    ),
    (
        r"Permission denied|Authentication failed|could not read (?:Username|Password)"
        r"|terminal prompts disabled|Host key verification|returned error: 40[13]",
        mark("You are not let in: ask whoever looks after the records for access."),
    ),
    (
        r"does not appear to be a git repository|not found|does not exist",
        mark("There are no records at its address, or you are not let in."),
    ),
)


def _online(repository: Repository, *arguments: str) -> Answer:
    """Run git as the person would, by way of GitPython, which takes the environment as it is."""
    surroundings = environment(repository.place, online=True)
    with _only(surroundings):
        try:
            from git.cmd import Git
            from git.exc import GitCommandNotFound
        except ImportError as error:
            raise no_git() from error
        try:
            status, out, reason = Git(repository.place.top).execute(
                ["git", *command(repository.place, *arguments)],
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
            )
        except GitCommandNotFound as error:
            raise no_git() from error
    return Answer(status, bytes(out), reason)


@contextmanager
def _only(surroundings: Mapping[str, str]) -> Iterator[None]:
    """Make an environment the only one for a while."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(surroundings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
