"""A browser, and a window of it that notes whatever a page does beside showing itself."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, sync_playwright

LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
WIDE, NARROW = (1280, 800), (320, 640)
PAPER = (718, 1000)
"""A sheet of A4 between margins of a centimetre, in pixels of CSS; Letter is wider."""


def program() -> str:
    """Return the path of the browser: the one that was named, or the one that is there."""
    named = os.environ.get("CPP_TEST_BROWSER")
    found = named or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "there is no browser here: scripts/test --browser installs one"
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser, without a window that anybody sees."""
    with sync_playwright() as playwright:
        # As root, Chromium does not start inside of its sandbox.
        sandbox = os.geteuid() != 0
        started = playwright.chromium.launch(executable_path=program(), chromium_sandbox=sandbox)
        try:
            yield started
        finally:
            started.close()


class Window:
    """A window; `noise` is what the page at hand said, asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.can_look = False
        self._size = (0, 0)
        self.noise: list[str] = []
        self.requests: list[str] = []
        self.page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", self._refuse)

    def _refuse(self, dialog: Dialog) -> None:
        self.noise.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: Path, size: tuple[int, int] = WIDE) -> None:
        """Show a page; forget what was noted before."""
        self.resize(size)
        self.noise.clear()
        self.requests.clear()
        self.can_look = False
        self.page.goto(path.as_uri())

    def resize(self, size: tuple[int, int]) -> None:
        """Give the page so much room, if it has not: that is laid out anew."""
        if size == self._size:
            return
        self._size = size
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def look(self, name: str, *values: Any) -> Any:
        """Return what a function of looks.js finds on the page at hand."""
        if not self.can_look:
            self.page.evaluate(LOOKS)
            self.can_look = True
        return self.page.evaluate("([name, ...values]) => looks[name](...values)", [name, *values])
