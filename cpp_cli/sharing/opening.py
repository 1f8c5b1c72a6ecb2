"""A review is opened: by the program of its site, else by somebody on the page that is named."""

from pathlib import Path
from typing import NamedTuple

from cpp_cli.git.read import Repository
from cpp_cli.git.remote import address_of
from cpp_cli.git.tools import printed_by
from cpp_cli.sharing.forge import (
    GITHUB,
    GITLAB,
    Site,
    address_in,
    forge_of,
    page_of,
    shown,
    site_of,
)


class Review(NamedTuple):
    """What is sent: which branch goes where, what it is called, what it does, whether it is new."""

    remote: str
    main: str
    branch: str
    title: str
    body: str
    draft: bool
    is_new: bool


class Opened(NamedTuple):
    """Where the review is: `address` of a page, or `place` where there is no such site.

    `is_open`: whether it was opened; else that is done on the page.
    """

    address: str | None
    place: str
    is_open: bool


def open_review(repository: Repository, review: Review, said: str) -> Opened:
    """Open a review, or return where somebody opens it; `said` is what the remote answered."""
    address = address_of(repository, review.remote, "push")
    site = site_of(address)
    if site is None:
        return Opened(None, shown(address), False)
    top = Path(repository.place.top)
    forge = forge_of(site, said, lambda name: (top / name).exists())
    told = address_in(site, said)
    if forge is None:
        return Opened(told, shown(address), False)
    if review.is_new:
        opened = _by_program(repository, site, forge, review)
        if opened:
            return Opened(opened, shown(address), True)
    title = f"Draft: {review.title}" if review.draft else review.title
    page = page_of(site, forge, review.main, review.branch, title)
    return Opened(page, shown(address), False)


def _by_program(repository: Repository, site: Site, forge: str, review: Review) -> str | None:
    words: tuple[str, ...]
    if forge == GITHUB:
        words = (
            *("gh", "pr", "create", f"--repo={site.host}/{site.path}"),
            *(f"--head={review.branch}", f"--base={review.main}"),
            *(f"--title={review.title}", f"--body={review.body}"),
        )
    elif forge == GITLAB:
        words = (
            *("glab", "mr", "create", f"--repo={site.page}", "--yes"),
            *(f"--source-branch={review.branch}", f"--target-branch={review.main}"),
            *(f"--title={review.title}", f"--description={review.body}"),
        )
    else:
        return None
    draft = ("--draft",) if review.draft else ()
    printed = printed_by(repository.place, *words, *draft)
    return address_in(site, printed) if printed else None
