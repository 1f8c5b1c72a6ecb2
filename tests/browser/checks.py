"""What is asked of the page that is open. Each check returns what is wrong with it, in words."""

import re
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pypdf import PdfReader

from tests.browser.window import NARROW, PAPER, Window

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em; word-spacing: .16em; }"
_WORD = re.compile(r"\w+")
TWICE = ":root { font-size: 200%; }"


def rules_of_axe(view: Window, tried: set[str]) -> list[str]:
    """Try the rules of axe-core on the page as it is, in light and in dark.

    Contrast takes it longest, so each manner in which text is shown, which `tried` holds, is tried
    once.
    """
    found: list[str] = view.look("axe", list(STANDARDS))
    found += _contrast(view, tried)
    view.page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in _contrast(view, tried)]
    view.page.emulate_media(color_scheme="light")
    return found


def _contrast(view: Window, tried: set[str]) -> list[str]:
    manners, found = view.look("contrast", list(tried))
    tried.update(manners)
    return list(found)


def unfit(view: Window, size: tuple[int, int] = NARROW, style: str = "") -> list[str]:
    """Try whether all fits in a window, with a style that a reader has set."""
    view.resize(size)
    found: list[str] = view.look("unfit", False, style)
    return found


def unfit_for_paper(view: Window) -> list[str]:
    """Try whether all fits on paper, where nothing can be scrolled."""
    view.resize(PAPER)
    view.page.emulate_media(media="print")
    found: list[str] = view.look("unfit", True, "")
    view.page.emulate_media(media="screen")
    return found


def unprinted(view: Window) -> list[str]:
    """Print the page; return the words that should be on the paper and are not."""
    view.page.emulate_media(media="print")
    words = sorted(set(_WORD.findall(_plain(view.look("words")))))
    sheets = PdfReader(BytesIO(view.page.pdf(format="Letter"))).pages
    view.page.emulate_media(media="screen")
    text = _plain("\n".join(sheet.extract_text() for sheet in sheets))
    # What stands in columns is not read on, and what is long is broken: a word is found either way.
    printed, joined = set(_WORD.findall(text)), "".join(text.split())
    return [word for word in words if word not in printed and word not in joined]


def _plain(text: str) -> str:
    # In print, `fi` may be one letter.
    return unicodedata.normalize("NFKC", text)


def strayed(view: Window, folder: Path) -> list[str]:
    """Return what the page asked for outside of a folder, and whatever it said or complained of."""
    inside = folder.as_uri() + "/"
    return [url for url in view.requests if not url.startswith(inside)] + view.noise


def broken_links(view: Window, folder: Path, elsewhere: str = "") -> list[str]:
    """Return the links that lead to nothing in a folder, nor to any page below an address."""
    return [
        link
        for link in view.look("links")
        if not _leads(link, folder) and not (elsewhere and link.startswith(f"{elsewhere}/"))
    ]


@cache
def _leads(link: str, folder: Path) -> bool:
    address = urlsplit(link)
    path = Path(unquote(address.path))
    if address.scheme != "file" or not path.is_relative_to(folder) or not path.is_file():
        return False
    return not address.fragment or f'id="{unquote(address.fragment)}"' in _text(path)


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def unreached(view: Window) -> list[str]:
    """Go through the page by the keyboard alone; return what goes wrong.

    It goes back in the few colours that a reader may have set, and has to be seen in these as well.
    """
    stops: list[str] = view.look("stops")
    onwards = list(range(len(stops)))
    found = _gone(view, "Tab", stops, onwards)
    view.page.emulate_media(forced_colors="active")
    found += _gone(view, "Shift+Tab", stops, onwards[::-1])
    view.page.emulate_media(forced_colors="none")
    return found


def _gone(view: Window, key: str, stops: list[str], expected: list[int]) -> list[str]:
    met, found = [], []
    *held, pressed = key.split("+")
    for one in held:
        view.page.keyboard.down(one)
    for _ in expected:
        # Held down, which moves on each time: letting go would be another way to the browser.
        view.page.keyboard.down(pressed)
        number, faults = view.look("stop")
        met.append(number)
        found += faults
    found += [f"{key} does not come to {stops[one]}" for one in expected if one not in met]
    if not found and met != expected:
        found.append(f"{key} goes {met}")
    # Beyond the last one the page is left: nothing holds the keyboard.
    view.page.keyboard.down(pressed)
    for one in (pressed, *held):
        view.page.keyboard.up(one)
    if len(stops) > 1 and view.look("stop")[0] == expected[-1]:
        found.append(f"{key} stays at {stops[expected[-1]]}")
    return found
