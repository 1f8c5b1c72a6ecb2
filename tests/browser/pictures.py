"""Pictures of one page of each kind, to be looked at: python -m tests.browser.pictures DIR."""

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tests.browser import pages, window
from tests.browser.pages import Page
from tests.browser.window import NARROW, WIDE, Window

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def draw(view: Window, page: Page, folder: Path) -> None:
    """Write four pictures of a page: wide and narrow, in light and in dark."""
    view.open(page.path)
    for width, height in (WIDE, NARROW):
        view.resize((width, height))
        for scheme in SCHEMES:
            view.page.emulate_media(color_scheme=scheme)
            name = re.sub(r"\W+", "-", page.kind) + f"-{page.lang}-{width}-{scheme}.png"
            view.page.screenshot(path=folder / name, full_page=True)


def main(folder: Path) -> None:
    """Make all pages, and draw one of each kind in each language."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, window.browser() as browser:
        view = Window(browser.new_context())
        made = pages.made(Path(place))
        for lang in {page.lang for page in made}:
            for page in pages.one_of_each(page for page in made if page.lang == lang):
                draw(view, page, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
