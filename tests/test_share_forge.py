"""Where a review is opened: the page of each kind of site, and the programs of two of them."""

import json
import os
from pathlib import Path

import pytest

from cpp_cli.git import remote
from cpp_cli.git.read import Repository
from cpp_cli.sharing.forge import Site, address_in, forge_of, page_of, shown, site_of
from cpp_cli.sharing.opening import Review, open_review
from tests import shares
from tests.gits import found, git
from tests.shares import HUERTO, add, goes_well

pytestmark = pytest.mark.usefixtures("own_environment")

BRANCH = "cpp/2026-06-01-a"


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://github.com/lane/records.git", "https://github.com/lane/records"),
        ("https://maria:secret@github.com/lane/records", "https://github.com/lane/records"),
        ("git@github.com:lane/records.git", "https://github.com/lane/records"),
        ("github.com:lane/records.git", "https://github.com/lane/records"),
        ("ssh://git@github.com:22/lane/records.git", "https://github.com/lane/records"),
        ("git://github.com/lane/records/", "https://github.com/lane/records"),
        ("http://forge.local:3000/a/b.git", "http://forge.local:3000/a/b"),
        (
            "https://gitlab.com/county/health/records.git",
            "https://gitlab.com/county/health/records",
        ),
        ("https://[::1]:8080/a/b", "https://[::1]:8080/a/b"),
        ("git@host:a b/ñ.git", "https://host/a%20b/%C3%B1"),
        ("/srv/records.git", None),
        ("../hub.git", None),
        ("file:///srv/a/records.git", None),
        ("C:\\records\\hub.git", None),
        ("C:/records/hub.git", None),
        ("ana@server:records.git", None),
        ("https://[bad/a/b", None),
        ("", None),
    ],
)
def test_the_page_of_a_repository(address: str, page: str | None) -> None:
    site = site_of(address)
    assert (site.page if site else None) == page


def test_no_password_is_shown() -> None:
    assert shown("https://maria:secret@host.org/a/b.git") == "https://host.org/a/b.git"
    assert shown("/srv/a@b/hub.git") == "/srv/a@b/hub.git"


def page(address: str, said: str = "", files: tuple[str, ...] = ()) -> str | None:
    """Return the page for a review."""
    site = site_of(address)
    assert site is not None
    forge = forge_of(site, said, files.__contains__)
    return page_of(site, forge, "main", BRANCH, "A & B") if forge else None


NEW = "/-/merge_requests/new?merge_request%5Bsource_branch%5D=cpp%2F2026-06-01-a"


@pytest.mark.parametrize(
    ("address", "said", "files", "end"),
    [
        ("https://github.com/a/b", "", (), "/compare/main...cpp%2F2026-06-01-a?expand=1"),
        ("git@gitlab.com:a/b.git", "", (), NEW),
        ("https://codeberg.org/a/b", "", (), "/compare/main...cpp%2F2026-06-01-a"),
        ("https://gitea.example.org/a/b", "", (), "/compare/main...cpp%2F2026-06-01-a"),
        ("https://h.org/a/b", "", (".forgejo",), "/compare/main...cpp%2F2026-06-01-a"),
        ("https://h.org/a/b", "", (".gitlab-ci.yml",), NEW),
        ("https://h.org/a/b", "", (".github",), "/compare/main...cpp%2F2026-06-01-a?expand=1"),
        ("https://h.org/a/b", "See https://h.org/a/b/-/merge_requests/new?x=1", (".github",), NEW),
        ("https://h.org/a/b", "https://h.org/a/b/pull/new/x", (), "?expand=1"),
        ("https://h.org/a/b", "https://h.org/a/b/compare/main...x", (), "/compare/main..."),
    ],
)
def test_the_page_for_a_review(address: str, said: str, files: tuple[str, ...], end: str) -> None:
    made = page(address, said, files)
    assert made is not None
    assert end in made


def test_words_of_a_remote_lead_nowhere_else() -> None:
    site = Site("https://h.org/a/b", "h.org", "a/b")
    said = (
        "Visit https://evil.org/pull/new/x or https://h.org.evil.org/y or https://h.org@evil.org/"
    )
    assert address_in(site, said) is None
    assert address_in(site, f"{said} https://h.org/ok") == "https://h.org/ok"
    assert page("https://h.org/a/b", said) is None


# The programs of sites

STAND_IN = """#!{python}
import json, os, sys
with open({log!r}, "a") as log:
    log.write(json.dumps([sys.argv, os.getcwd(), os.environ.get("GIT_DIR")]) + "\\n")
print({says!r})
sys.exit({status})
"""


def stand_in(folder: Path, name: str, says: str, status: int = 0) -> Path:
    """Put a program there that only notes how it was called; return its notes."""
    import sys

    log = folder / "log.txt"
    program = folder / "bin" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(
        STAND_IN.format(python=sys.executable, log=str(log), says=says, status=status)
    )
    program.chmod(0o755)
    return log


def review(is_new: bool = True, draft: bool = False) -> Review:
    return Review("origin", "main", BRANCH, "--web \n$(x)", "-b `y`", draft, is_new)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose remote is at a site."""
    root = shares.clone(shares.hub(tmp_path), "ana")
    git(root, "remote", "set-url", "origin", "git@github.com:lane/records.git")
    os.environ["PATH"] = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    return found(root)


def test_gh_opens_it_with_what_it_is_given_and_outside_of_the_folder(
    repository: Repository, tmp_path: Path
) -> None:
    log = stand_in(tmp_path, "gh", "https://github.com/lane/records/pull/7")
    os.environ["GIT_DIR"] = "/nowhere"
    opened = open_review(repository, review(draft=True), "")
    assert (opened.address, opened.is_open) == ("https://github.com/lane/records/pull/7", True)
    ((words, folder, git_dir),) = map(json.loads, log.read_text().splitlines())
    assert words[1:] == [
        *("pr", "create", "--repo=github.com/lane/records", f"--head={BRANCH}", "--base=main"),
        *("--title=--web \n$(x)", "--body=-b `y`", "--draft"),
    ]
    assert not folder.startswith(repository.place.top)
    assert git_dir is None


def test_glab_opens_it_likewise(repository: Repository, tmp_path: Path) -> None:
    git(Path(repository.place.top), "remote", "set-url", "origin", "https://gitlab.com/g/s/r.git")
    log = stand_in(tmp_path, "glab", "!3 https://gitlab.com/g/s/r/-/merge_requests/3")
    opened = open_review(repository, review(), "")
    assert opened.address == "https://gitlab.com/g/s/r/-/merge_requests/3"
    ((words, _, _),) = map(json.loads, log.read_text().splitlines())
    assert words[1:] == [
        *("mr", "create", "--repo=https://gitlab.com/g/s/r", "--yes"),
        *(f"--source-branch={BRANCH}", "--target-branch=main"),
        *("--title=--web \n$(x)", "--description=-b `y`"),
    ]


@pytest.mark.parametrize(
    ("says", "status"), [("", 1), ("https://evil.org/x", 0), ("not an address", 0)]
)
def test_where_it_cannot_the_page_is_named(
    repository: Repository, tmp_path: Path, says: str, status: int
) -> None:
    stand_in(tmp_path, "gh", says, status)
    opened = open_review(repository, review(), "")
    assert not opened.is_open
    assert opened.address == (
        "https://github.com/lane/records/compare/main...cpp%2F2026-06-01-a?expand=1"
    )


def test_a_review_that_was_sent_before_is_not_opened_again(
    repository: Repository, tmp_path: Path
) -> None:
    log = stand_in(tmp_path, "gh", "https://github.com/lane/records/pull/7")
    assert not open_review(repository, review(is_new=False), "").is_open
    assert not log.exists()


def test_a_program_in_the_folder_itself_is_never_run(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = Path(repository.place.top)
    log = stand_in(top, "gh", "https://github.com/lane/records/pull/7")
    monkeypatch.chdir(top)
    monkeypatch.setenv("PATH", f"bin:.:{os.defpath}")
    assert not open_review(repository, review(), "").is_open
    assert not log.exists()


def test_submit_says_where_the_review_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address of the remote is that of a site; what is sent goes to a folder instead."""
    hub = shares.hub(tmp_path)
    ana = shares.clone(hub, "ana")
    real = remote.address_of
    monkeypatch.setattr(
        "cpp_cli.sharing.opening.address_of",
        lambda *_: "https://ana:secret@github.com/lane/records.git",
    )
    assert real(found(ana), "origin", "push") == str(hub)
    add(ana, HUERTO, "notes: one\n")
    said = goes_well(ana, "submit")
    name = "cpp%2F2026-06-01-huerto-sol-notes"
    address = f"https://github.com/lane/records/compare/main...{name}?expand=1"
    assert f"Open the review here: {address}\n" in said
    add(ana, HUERTO, "tags: [x]\n")
    said = goes_well(ana, "submit", "--draft", "--format", "json")
    assert json.loads(said)["data"]["address"] == address
    assert "secret" not in said
