"""Each check finds what it is for, on a page that is wrong in just that way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import checks
from tests.browser.window import NARROW, Window
from tests.support import write_files

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Wrong</title>{head}
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Wrong</h1><p>Words.</p>{body}</main></body></html>"""
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
LINK = '<a href="#">A link</a>'

Check = Callable[[Window, Path], list[str]]

FITS: tuple[tuple[str, str, str, str], ...] = (
    ("the page", "", "", f"<p>{'x' * 400}</p>"),
    ("<p>word", "", "<style>p { height: 2em; overflow: hidden }</style>", f"<p>{'word ' * 99}</p>"),
    (
        "<i>",
        checks.SPACED,
        "<style>i { display: block; height: 1em; overflow: clip }</style>",
        "<i>x</i>",
    ),
    (
        "<b>",
        checks.TWICE,
        "<style>b { display: block; height: 30px; overflow: clip }</style>",
        "<b>x</b>",
    ),
)
ASKS = (
    ("elsewhere.css", '<link rel="stylesheet" href="file:///elsewhere.css">', ""),
    ("a dialog: 1", "", "<script>alert(1)</script>"),
    ("said", "", "<script>console.log('said')</script>"),
    ("y is not defined", "", "<script>y()</script>"),
    ("Content Security Policy", POLICY, "<script>x = 1</script>"),
)
ELSEWHERE = "https://example.org/records"
LINKS = ("nowhere.html", "#nowhere", "javascript:x()", "https://example.org/", "../page.html")
KEYS = (
    ("is not marked", "<style>a { outline: none !important }</style>", LINK),
    ("is out of sight", "<style>a { position: absolute; left: -99em }</style>", LINK),
    ("Tab goes [1, 0]", "", f'{LINK}<a href="#" tabindex="1">First</a>'),
    ("Tab does not come to", "", '<a href="#" tabindex="-1">A link</a>'),
    (
        "Tab stays at",
        "",
        f"{LINK}<button>x</button><script>document.querySelector('button')"
        ".onkeydown = (event) => event.preventDefault()</script>",
    ),
)
AXE = (
    ("image-alt", "", '<img src="">'),
    (
        "dark: color-contrast",
        "<style>@media (prefers-color-scheme: dark) { p { color: #ddd } }</style>",
        "",
    ),
    ("target-size", "<style>a { font-size: 3px; display: block }</style>", f"{LINK}{LINK}"),
)


def opened(view: Window, folder: Path, head: str, body: str) -> Window:
    """Open a page with something wrong in its head or its body."""
    write_files(folder, {"page.html": PAGE.format(head=head, body=body)})
    view.open(folder / "page.html")
    return view


@pytest.mark.parametrize(("said", "style", "head", "body"), FITS)
def test_what_does_not_fit(
    view: Window, tmp_path: Path, said: str, style: str, head: str, body: str
) -> None:
    found = checks.unfit(opened(view, tmp_path, head, body), NARROW, style)
    assert [one for one in found if one.startswith(said)], found


def test_what_does_not_fit_on_paper(view: Window, tmp_path: Path) -> None:
    head = "<style>div { overflow: auto } i { padding: 0 50em }</style>"
    opened(view, tmp_path, head, "<div><i>x</i></div>")
    assert checks.unfit(view) == []
    found = checks.unfit_for_paper(view)
    assert [one for one in found if one.startswith("<div>")], found


@pytest.mark.parametrize(("said", "head", "body"), ASKS)
def test_what_strays(view: Window, tmp_path: Path, said: str, head: str, body: str) -> None:
    found = checks.strayed(opened(view, tmp_path, head, body), tmp_path)
    assert [one for one in found if said in one], found


@pytest.mark.parametrize("link", LINKS)
def test_links_that_lead_to_nothing(view: Window, tmp_path: Path, link: str) -> None:
    good = f'<a href="page.html#there">x</a><a href="{ELSEWHERE}/y">y</a><p id="there">z</p>'
    opened(view, tmp_path, "", f'<a href="{link}">wrong</a>{good}')
    found = checks.broken_links(view, tmp_path, ELSEWHERE)
    assert len(found) == 1
    assert found[0].endswith(link.removeprefix(".."))


@pytest.mark.parametrize(("said", "head", "body"), KEYS)
def test_what_the_keyboard_misses(
    view: Window, tmp_path: Path, said: str, head: str, body: str
) -> None:
    found = checks.unreached(opened(view, tmp_path, head, body))
    assert [one for one in found if said in one], found


@pytest.mark.parametrize(("said", "head", "body"), AXE)
def test_rules_that_are_broken(
    view: Window, tmp_path: Path, said: str, head: str, body: str
) -> None:
    found = checks.rules_of_axe(opened(view, tmp_path, head, body), set())
    assert [one for one in found if one.startswith(said)], found


def test_words_that_are_not_printed(view: Window, tmp_path: Path) -> None:
    away = "<style>b { position: absolute; left: -99em }</style>"
    assert checks.unprinted(opened(view, tmp_path, away, "<b>away</b>")) == ["away"]


def test_what_moves(view: Window, tmp_path: Path) -> None:
    moving = "<style>@keyframes x { to { color: red } } b { animation: x 1s }</style>"
    found = opened(view, tmp_path, moving, "<b>x</b>").look("moving")
    assert found == ["<b>x</b>"]
