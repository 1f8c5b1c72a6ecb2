"""What all tests of pages share: the pages, and one window."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser

from tests.browser import pages, window
from tests.browser.pages import Page
from tests.browser.window import Window


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Every page that is published, and one answer of every command, in all languages."""
    return pages.made(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Pages of records that are full of traps."""
    return pages.traps(tmp_path_factory.mktemp("traps"))


@pytest.fixture(scope="session")
def each(made: list[Page]) -> list[Page]:
    """One page of each kind."""
    return pages.one_of_each(made)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that all tests share."""
    with window.browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared(chromium: Browser) -> Window:
    """The window that all tests share."""
    # A page that scrolls smoothly is not yet where it will be when it is looked at.
    return Window(chromium.new_context(reduced_motion="reduce"))


@pytest.fixture
def view(shared: Window) -> Iterator[Window]:
    """The shared window, as somebody has it who has set nothing."""
    yield shared
    shared.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")


@pytest.fixture(scope="session")
def axe() -> str:
    """The program that knows the rules of accessible pages."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
