"""The public pages: whole, the same each time, and made of nothing that is internal."""

import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from cpp_cli.publishing.folder import LIST
from cpp_cli.publishing.site import site, tongues
from cpp_cli.publishing.sources import Sources
from cpp_cli.rules import example
from tests.gits import git
from tests.support import TODAY, files_of, run, store_of, write_files
from tests.test_public import (
    CLUB,
    DAY,
    MEETING,
    MET,
    leaks,
    public,
    shipped,
    singles,
    view_of,
)

LEFT = {"br", "meta", "link", "input", "path", "circle", "rect"}


@cache
def pages() -> dict[str, bytes]:
    """Return the site of the shipped records."""
    return site(lambda: view_of(shipped()), DAY, Sources(), tongues(shipped()))


HTML = sorted(path for path in pages() if path.endswith(".html"))


class Read(HTMLParser):
    """What a page holds: ids, links, tags in order, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in ("href", "src"):
            if name in found:
                self.links.append(str(found[name]))
        if tag not in LEFT:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in LEFT:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "script"):
            self.text.append(data)


@cache
def read(path: str) -> Read:
    return Read(pages()[path])


# No internal word


@pytest.mark.parametrize("path", HTML)
def test_no_internal_word_of_the_shipped_records_is_in_any_page(path: str) -> None:
    page = pages()[path].decode()
    found = set().union(*map(leaks, read(path).text))
    assert found == set()
    assert [one for one in singles() if one in page] == []


def test_a_name_that_is_withdrawn_is_in_no_page(tmp_path: Path) -> None:
    files = {"records/partners/club.yaml": CLUB, MEETING: MET}
    there = site(lambda: view_of(store_of(files), TODAY), TODAY, Sources(), ["en"])
    assert any(b"Ana Lopez" in page for page in there.values())
    assert any(b"We want a tent" in page for page in there.values())
    files = {path: text.replace("scope: public", "scope: internal") for path, text in files.items()}
    gone = site(lambda: view_of(store_of(files), TODAY), TODAY, Sources(), ["en"])
    for page in gone.values():
        assert b"Ana" not in page
        assert b"We want" not in page
        assert b"heard-tent" not in page
    assert any(b"[words not published]" in page for page in gone.values())


# Each page is whole


@pytest.mark.parametrize("path", HTML)
def test_every_page_is_whole(path: str) -> None:
    page = read(path)
    assert page.open == []
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == tags.count("main") == 1
    assert tags.count("title") == 1 + tags.count("svg")
    assert len(page.ids) == len(set(page.ids))
    (html,) = (found for tag, found in page.tags if tag == "html")
    assert html["lang"] == path.partition("/")[0] or "/" not in path
    for tag, found in page.tags:
        assert not [name for name in found if name.startswith("on") or name == "style"], tag
        for name in ("aria-labelledby", "for"):
            assert set((found.get(name) or "").split()) <= set(page.ids)
    assert tags.count("table") == tags.count("caption")
    assert tags.count("svg") == tags.count("desc")


@pytest.mark.parametrize("path", HTML)
def test_every_link_of_a_page_leads_somewhere(path: str) -> None:
    for link in read(path).links:
        parts = urlsplit(link)
        assert not parts.scheme
        assert not parts.netloc
        target = os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path)))
        target = path if not parts.path else target
        assert target in pages(), link
        if parts.fragment:
            assert parts.fragment in read(target).ids, link


@pytest.mark.parametrize("path", HTML)
def test_nothing_is_fetched_and_nothing_runs_but_what_the_page_names(path: str) -> None:
    import base64
    import hashlib

    text = pages()[path].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    assert "unsafe" not in allowed
    for kind in ("style", "script"):
        for inside in re.findall(f"<{kind}>(.*?)</{kind}>", text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in allowed
    assert "url(http" not in text
    assert "@import" not in text


def test_every_public_record_has_its_page_and_every_quote_its_place() -> None:
    view = public()
    folders = {"commitment": "promises", "harm": "harms", "meeting": "meetings"}
    for record in view.store.records():
        folder = folders.get(record.kind.name, "partners")
        if record.kind.name != "program":
            assert f"en/{folder}/{record.id}.html" in pages()
    for meeting in view.store.meetings.values():
        for one in meeting.model.heard:
            assert f"heard-{one.id}" in read(f"en/meetings/{meeting.id}.html").ids


def test_every_promise_is_listed_once() -> None:
    links = read("en/promises/index.html").links
    for key in public().store.commitments:
        assert links.count(f"../promises/{key}.html") == 1


HOSTILE = '<script>alert("x")</script> & \\u202e {{ page }} {% raw %} [x](javascript:y) ::error::'


def test_text_of_records_is_never_markup() -> None:
    files = {
        "records/partners/club.yaml": CLUB.replace("Night Club", f"'{HOSTILE}'"),
        MEETING: MET.replace("We want a tent", f"'{HOSTILE}'"),
    }
    made = site(lambda: view_of(store_of(files), TODAY), TODAY, Sources(), ["en"])
    for path, page in made.items():
        if path.endswith(".html"):
            assert b"alert(&#34;x" in page or b"alert(" not in page
            assert [tag for tag, _ in Read(page).tags].count("script") <= 1
    assert any(b"{{ page }}" in page for page in made.values())


# The same bytes


def test_the_same_records_give_the_same_bytes() -> None:
    again = site(lambda: view_of(shipped()), DAY, Sources(), tongues(shipped()))
    assert again == pages()


# The command


def test_publish_writes_what_is_new_and_removes_what_is_gone(tmp_path: Path) -> None:
    from cpp_cli.rules.example import RECORDS

    files = {**RECORDS, "records/partners/club.yaml": CLUB, MEETING: MET}
    root = write_files(tmp_path / "root", files)
    out = tmp_path / "site"
    words = ["publish", "--out", str(out)]
    there = run(*words, "--check", root=root)
    assert there.status == 1
    assert f"No earlier publish is in {out} to compare with" in there.stdout
    assert "Ana Lopez" in there.stdout
    assert "“We want a tent" in there.stdout
    assert "- Night Club: partner/club\n" in there.stdout
    assert not out.exists()
    assert run(*words, "--dry-run", root=root).status == 0
    assert not out.exists()
    done = run(*words, root=root)
    assert (done.status, f"open {out}/index.html." in done.stdout) == (0, True)
    first = files_of(out)
    assert "en/partners/club.html" in first
    assert run(*words, "--check", root=root).status == 0
    assert run(*words, root=root).status == 0
    assert files_of(out) == first
    write_files(root, {"records/partners/club.yaml": CLUB.replace("visibility: public\n", "")})
    check = run(*words, "--check", root=root)
    assert f"Compared with the last publish to {out}." in check.stdout
    assert "club/ana" in check.stdout
    assert "no longer" in check.stdout
    run(*words, root=root)
    assert "en/partners/club.html" not in files_of(out)
    assert not [path for path, page in files_of(out).items() if b"Ana Lopez" in page]
    assert not [path for path, page in files_of(out).items() if b"club" in page]


def _example(tmp_path: Path) -> Path:
    from cpp_cli.rules.example import RECORDS

    return write_files(tmp_path / "root", RECORDS)


STRANGE = ["a file", "a link", "a folder with a file", "a broken list", "a link in a folder"]


@pytest.mark.parametrize("what", STRANGE)
def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, what: str) -> None:
    root, out, other = _example(tmp_path), tmp_path / "site", tmp_path / "other"
    other.mkdir()
    (other / "kept.html").write_text("kept")
    if what != "a broken list":
        assert run("publish", "--out", str(out), root=root).status == 0
    out.mkdir(exist_ok=True)
    if what == "a file":
        (out / "mine.html").write_text("mine")
    elif what == "a link":
        (out / "en" / "wrong.html").unlink()
        (out / "en" / "wrong.html").symlink_to(other / "kept.html")
    elif what == "a folder with a file":
        (out / "pictures").mkdir()
        (out / "pictures" / "a.png").write_bytes(b"x")
    elif what == "a link in a folder":
        (out / "pictures").symlink_to(other)
    else:
        (out / LIST).write_text("{}")
    before = {path: (out / path).read_bytes() for path in files_of(out)}
    answer = run("publish", "--out", str(out), root=root)
    assert answer.status == 2
    assert "has not written" in answer.stderr
    assert {path: (out / path).read_bytes() for path in files_of(out)} == before
    assert (other / "kept.html").read_text() == "kept"


def test_a_file_is_not_written_to(tmp_path: Path) -> None:
    root = write_files(_example(tmp_path), {"plan.txt": "Ours\n"})
    for out in ("plan.txt", "plan.txt/site"):
        answer = run("publish", "--out", out, root=root)
        assert answer.stderr.startswith(f"cpp: {out} is not a folder.\nName a folder that is empty")
        assert answer.status == 2
    assert (root / "plan.txt").read_text() == "Ours\n"


def test_a_folder_that_is_a_link_is_not_written_to(tmp_path: Path) -> None:
    root, other = _example(tmp_path), tmp_path / "other"
    other.mkdir()
    (tmp_path / "site").symlink_to(other)
    assert run("publish", "--out", str(tmp_path / "site"), root=root).status == 2
    assert list(other.iterdir()) == []


def test_pages_are_not_written_among_the_records(tmp_path: Path) -> None:
    root = _example(tmp_path)
    answer = run("publish", "--out", "records/site", root=root)
    assert answer.status == 2
    assert "among the records" in answer.stderr


def test_a_language_in_which_pages_cannot_be_is_named(tmp_path: Path) -> None:
    program = "us: [lcph-cpp]\nlanguages: [es-MX, mh, chk]\n"
    records = write_files(tmp_path / "repo", example.RECORDS | {"records/program.yaml": program})
    done = run("publish", "--out", str(tmp_path / "site"), root=records)
    assert done.status == 0
    assert "No pages in mh, chk" in done.stderr
    assert (tmp_path / "site/es/index.html").is_file()
    write_files(records, {"records/program.yaml": program.replace(", mh, chk", ", en")})
    assert run("publish", "--out", str(tmp_path / "site"), root=records).stderr == ""


@pytest.mark.parametrize("command", ["publish --out", "summary --public --since"])
def test_nothing_is_published_while_a_record_cannot_be_read(tmp_path: Path, command: str) -> None:
    """The names in it may stand in any text that is public."""
    records = write_files(tmp_path / "repo", example.RECORDS)
    write_files(records, {"records/partners/club.yaml": "name: [Night Club\n"})
    last = "2026-01-01" if command.endswith("--since") else str(tmp_path / "site")
    done = run(*command.split(), last, root=records)
    assert (done.status, done.stdout) == (2, "")
    assert "Some records cannot be read; who may be named cannot be known" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_publish_that_was_cut_short_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, out = _example(tmp_path), tmp_path / "site"
    true, calls = os.replace, iter(range(100))

    def fails(*paths: str) -> None:
        if next(calls) > 5:
            raise OSError(28, "No space left on device")
        true(*paths)

    monkeypatch.setattr(os, "replace", fails)
    assert run("publish", "--out", str(out), root=root).status == 3
    monkeypatch.undo()
    check = run("publish", "--out", str(out), "--check", root=root)
    assert "some pages there are new, others old" in check.stdout
    assert check.status == 1
    mended = run("publish", "--out", str(out), root=root)
    assert mended.status == 0
    assert "was cut short" in mended.stdout
    assert "cut short" not in run("publish", "--out", str(out), root=root).stdout
    assert not (out / ".cpp-new").exists()
    whole = files_of(out)
    assert run("publish", "--out", str(tmp_path / "again"), root=root).status == 0
    assert files_of(tmp_path / "again") == whole


# From a page to the record, to the commit, to who approved it


def test_a_page_leads_to_the_file_the_commit_and_the_request(tmp_path: Path) -> None:
    from cpp_cli.rules.example import RECORDS

    files = {**RECORDS, "records/partners/club.yaml": CLUB, MEETING: MET}
    root = write_files(tmp_path, files)
    git(root, "init", "-q")
    git(root, "remote", "add", "origin", "git@github.com:lane/records.git")
    git(root, "add", ".")
    message = "Add the club (#12)\n\nReviewed-by: Maria K <maria@example.org>"
    git(root, "commit", "-qm", message)
    head = git(root, "rev-parse", "HEAD").strip()
    assert run("publish", "--out", "site", root=root).status == 0
    text = (root / "site/en/meetings/2026-02-10-listening.html").read_text()
    site_of = "https://github.com/lane/records"
    assert f'href="{site_of}/blob/{head}/{MEETING}"' in text
    assert f'href="{site_of}/commit/{head}"' in text
    assert f'href="{site_of}/pull/12"' in text
    assert "cpp history meeting/2026-02-10-listening" in text
    everything = b"".join(files_of(root / "site").values())
    assert b"Maria" not in everything
    assert head[:10].encode() in everything
    write_files(root, {MEETING: MET.replace("Listening", "Hearing")})
    run("publish", "--out", "site", root=root)
    text = (root / "site/en/meetings/2026-02-10-listening.html").read_text()
    assert "/blob/" not in text
    assert "differ from revision" in text


HOW = {"en": "If something here is wrong, ", "es": "Si algo aquí está mal, "}


@pytest.mark.parametrize(("language", "other"), [("en", "es"), ("es", "en")])
def test_how_to_say_that_something_is_wrong_is_there_in_each_language(
    language: str, other: str
) -> None:
    text = pages()[f"{language}/wrong.html"].decode()
    assert f'<p class="plain" dir="auto">{HOW[language]}' in text
    assert f'<span lang="{other}" dir="auto">{HOW[other]}' in text
    assert text.index(HOW[language]) < text.index(HOW[other])
