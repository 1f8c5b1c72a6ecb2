"""Pictures of one page of each kind, to be looked at: python -m tests.browser.pictures DIR."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tests.browser import pages, window
from tests.browser.pages import Page
from tests.browser.window import NARROW, WIDE, Window
from tests.gits import alone

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def draw(view: Window, page: Page, folder: Path) -> None:
    """Write four pictures of a page: wide and narrow, in light and in dark."""
    view.open(page.path)
    for width, height in (WIDE, NARROW):
        view.resize((width, height))
        for scheme in SCHEMES:
            view.page.emulate_media(color_scheme=scheme)
            name = f"{page.kind}-{page.lang}-{width}-{scheme}.png".replace(" ", "-")
            view.page.screenshot(path=folder / name.replace("/", "-"), full_page=True)


def main(folder: Path) -> None:
    """Make all pages, and draw one of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place, alone(Path(place)), window.browser() as browser:
        view = Window(browser.new_context())
        for page in pages.one_of_each(pages.made(Path(place))):
            draw(view, page, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
