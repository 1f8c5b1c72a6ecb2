"""What all tests of pages share: the pages, and one window."""

import os
import pickle
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from tests.browser import pages, window
from tests.browser.pages import Page
from tests.browser.window import Window


def once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], list[Page]]
) -> list[Page]:
    """Make pages once for all the processes in which tests run."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    known = folder / "made"
    with FileLock(f"{folder}.lock"):
        if not known.exists():
            folder.mkdir()
            known.write_bytes(pickle.dumps(make(folder)))
    found: list[Page] = pickle.loads(known.read_bytes())
    return found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Every page that is published, and one answer of every command, in all languages."""
    return once(tmp_path_factory, "pages", pages.made)


@pytest.fixture(scope="session")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Pages of records that are full of traps."""
    return once(tmp_path_factory, "traps", pages.traps)


@pytest.fixture(scope="session")
def each(made: list[Page]) -> list[Page]:
    """One page of each kind."""
    return pages.one_of_each(made)


@pytest.fixture(scope="session")
def tried() -> set[str]:
    """The manners in which text was shown in a small window and looked at: each is tried once."""
    return set()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that all tests share."""
    with window.browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def shared(chromium: Browser) -> Window:
    """The window that all tests share."""
    # A page that scrolls smoothly is not yet where it will be when it is looked at.
    context = chromium.new_context(reduced_motion="reduce")
    # The browser keeps what it understood of axe from page to page, if it brings axe along itself.
    axe = files("axe_playwright_python").joinpath("axe.min.js")
    context.add_init_script(axe.read_text(encoding="utf-8"))
    return Window(context)


@pytest.fixture
def view(shared: Window) -> Iterator[Window]:
    """The shared window, as somebody has it who has set nothing."""
    yield shared
    shared.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
