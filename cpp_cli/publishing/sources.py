"""Where each record stands: its file at the site of the records, its last change, who let it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cpp_cli.changes.approvals import REQUEST, approvals
from cpp_cli.errors import Stop
from cpp_cli.git.log import brought_in, log, those
from cpp_cli.git.remote import address_of
from cpp_cli.sharing.forge import commit_page, file_page, forge_of, request_page, site_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from cpp_cli.git.log import Commit
    from cpp_cli.git.read import Repository
    from cpp_cli.sharing.forge import Site

_NUMBER = re.compile(r"[#!/]([0-9]+)/?$")


class Source(NamedTuple):
    """What is known of where a record stands; a page is empty where there is none."""

    page: str = ""
    commit: str = ""
    commit_page: str = ""
    requests: tuple[tuple[str, str], ...] = ()


class Sources:
    """Where the records stand that are published. `revision` is the last commit, if there is one,
    and `changed` are the files that are not on the disk as in that."""

    def __init__(
        self,
        revision: str = "",
        changed: Container[str] = (),
        known: dict[str, Source] | None = None,
        is_changed: bool = False,
    ) -> None:
        self.revision, self._changed, self._known = revision, changed, known or {}
        self.is_changed = is_changed

    def of(self, path: str) -> Source:
        """Return where a record stands."""
        return Source() if path in self._changed else self._known.get(path, Source())


def sources(repository: Repository, commit: str, paths: Iterable[str], on_disk: bool) -> Sources:
    """Return where the records at some paths stand, up to a commit."""
    changed = repository.uncommitted() if on_disk else {}
    here = _here(repository)
    wanted = set(paths)
    commits = log(repository, commit, ["records"])
    latest: dict[str, list[Commit]] = {}
    for one in commits:
        for path in one.files.keys() & wanted:
            latest.setdefault(path, []).append(one)
    told = {one.id: one for found in latest.values() for one in found}
    merges = brought_in(repository, commit, told)
    told |= those(repository, sorted(set(merges.values()) - told.keys()))
    prefix = repository.place.prefix
    known: dict[str, Source] = {}
    for path, found in latest.items():
        numbers = [
            number
            for one in found
            for by in (told[one.id], told.get(merges.get(one.id, "")))
            for number in (_requests(by.message) if by else ())
        ]
        last = found[0].id
        known[path] = Source(
            file_page(*here, commit, prefix + path) if here else "",
            last,
            commit_page(*here, last) if here else "",
            tuple(
                (f"#{one}", request_page(*here, one) if here else "")
                for one in dict.fromkeys(numbers)
            ),
        )
    return Sources(commit, changed, known, bool(changed))


def _requests(message: str) -> list[str]:
    """Return the numbers of the requests that a message names, never who was part of them."""
    found = (_NUMBER.search(one.who) for one in approvals(message) if one.how == REQUEST)
    return [match[1] for match in found if match]


def _here(repository: Repository) -> tuple[Site, str] | None:
    try:
        site = site_of(address_of(repository, "origin", "fetch"))
    except Stop:
        return None
    top = repository.place.top
    import os

    forge = (
        forge_of(site, "", lambda name: os.path.exists(os.path.join(top, name))) if site else None
    )
    return (site, forge) if site and forge else None
