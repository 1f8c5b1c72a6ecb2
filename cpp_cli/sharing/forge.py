"""Where a review is opened: the address of a remote, and the page for a new one at its site."""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from cpp_cli.starting.forges import FORGES, forge_at

_SCP = re.compile(r"(?:[^@/:]+@)?(?P<host>\[[^\]]+\]|[^/:@]+):(?!//)(?P<path>.+)")
_WEB = ("http", "https")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


class Site(NamedTuple):
    """The page of a repository: `scheme://host/path`, and the host alone."""

    page: str
    host: str
    path: str


def site_of(address: str) -> Site | None:
    """Return the page of a repository by its address; None of a folder or a bare server.

    Names and passwords in the address are left out.
    """
    scheme, host, path = _parts(address)
    path = path.strip("/").removesuffix(".git").strip("/")
    if not host or "/" not in path:
        return None
    return Site(f"{scheme}://{host}/{quote(path, safe='/~')}", host, path)


def _parts(address: str) -> tuple[str, str, str]:
    if "://" in address:
        try:
            found = urlsplit(address)
            host, port = found.hostname or "", found.port
            host = f"[{host}]" if ":" in host else host
        except ValueError:
            return "", "", ""
        if found.scheme in _WEB:
            return found.scheme, f"{host}:{port}" if port else host, found.path
        # The port of another way in says nothing about that of the page.
        return (
            "https",
            host if found.scheme in ("ssh", "git+ssh", "ssh+git", "git") else "",
            found.path,
        )
    match = _SCP.fullmatch(address)
    if not match or len(match["host"]) == 1:
        return "", "", ""
    return "https", match["host"], match["path"]


def shown(address: str) -> str:
    """Return an address without the name and password that may stand in it."""
    return re.sub(r"^([A-Za-z0-9+.-]+://)[^/@]*@", r"\1", address)


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _compare(main: str, branch: str, title: str) -> str:
    return f"/compare/{_quoted(main)}...{_quoted(branch)}"


def _github(main: str, branch: str, title: str) -> str:
    return f"{_compare(main, branch, title)}?expand=1"


def _gitlab(main: str, branch: str, title: str) -> str:
    fields = {"source_branch": branch, "target_branch": main, "title": title}
    asked = "&".join(f"merge_request%5B{name}%5D={_quoted(one)}" for name, one in fields.items())
    return f"/-/merge_requests/new?{asked}"


GITHUB, GITLAB, FORGEJO = "github", "gitlab", "forgejo"
_PAGES = {GITHUB: _github, GITLAB: _gitlab, FORGEJO: _compare}
_WORDS = (("/-/merge_requests/new", GITLAB), ("/pull/new/", GITHUB), ("/compare/", FORGEJO))


def forge_of(site: Site, said: str, has: Callable[[str], bool]) -> str | None:
    """Return the kind of a site: by its host, by what it said, else by the files that are here."""
    known = forge_at(site.page)
    if known:
        return known.name
    address = address_in(site, said) or ""
    for words, forge in _WORDS:
        if words in address:
            return forge
    there = (one.name for one in FORGES.values() if has(one.work) or has(one.folder))
    return next(there, None)


def page_of(site: Site, forge: str, main: str, branch: str, title: str) -> str:
    """Return the page on which a review is opened."""
    return site.page + _PAGES[forge](main, branch, title)


_FILES = {GITHUB: "/blob/", GITLAB: "/-/blob/", FORGEJO: "/src/commit/"}
_COMMITS = {GITHUB: "/commit/", GITLAB: "/-/commit/", FORGEJO: "/commit/"}
_REQUESTS = {GITHUB: "/pull/", GITLAB: "/-/merge_requests/", FORGEJO: "/pulls/"}


def file_page(site: Site, forge: str, commit: str, path: str) -> str:
    """Return the page of a file as it is in a commit."""
    return f"{site.page}{_FILES[forge]}{commit}/{quote(path)}"


def commit_page(site: Site, forge: str, commit: str) -> str:
    """Return the page of a commit."""
    return f"{site.page}{_COMMITS[forge]}{commit}"


def request_page(site: Site, forge: str, number: str) -> str:
    """Return the page of a review by its number."""
    return f"{site.page}{_REQUESTS[forge]}{number}"


def address_in(site: Site, said: str) -> str | None:
    """Return the address that a site gave in its own words, if it is one of its own pages."""
    for found in _ADDRESS.findall(said):
        try:
            host = urlsplit(found).hostname
        except ValueError:
            continue
        if host == site.host.partition(":")[0].lower():
            return str(found)
    return None
