"""Every page, as everybody meets it: seen or heard, large or small, by mouse or by keyboard."""

from collections.abc import Callable, Iterable

import pytest

from tests.browser import checks
from tests.browser.checks import SPACED, TWICE
from tests.browser.pages import FORGE, Page
from tests.browser.window import NARROW, WIDE, Window

SHARES = 8
SIZES = ((NARROW, ""), (WIDE, ""), (WIDE, TWICE))


def wrong(
    view: Window,
    pages: Iterable[Page],
    check: Callable[[Page], Iterable[str]],
    size: tuple[int, int] = WIDE,
) -> list[str]:
    """Open pages one by one; return what a check finds, with the name of the page."""
    found = []
    for page in pages:
        view.open(page.path, size)
        found += [f"{page.name}: {what}" for what in check(page)]
    return found


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_whole(share: int, made: list[Page], view: Window, tried: set[str]) -> None:
    """Each is opened once for all that is asked of every page: there are many."""

    def check(page: Page) -> list[str]:
        found = checks.strayed(view, page.root) + checks.broken_links(view, page.root, FORGE)
        return found + checks.rules_of_axe(view, tried) + checks.unfit(view, style=SPACED)

    assert wrong(view, made[share::SHARES], check, NARROW) == []


def test_every_kind_of_page_is_whole_in_any_window(each: list[Page], view: Window) -> None:
    """Also where all is twice as large, and nothing moves for who does not want it."""
    tried: set[str] = set()

    def check(page: Page) -> list[str]:
        found = checks.rules_of_axe(view, tried) + list(view.look("moving"))
        return found + [one for size, style in SIZES for one in checks.unfit(view, size, style)]

    assert wrong(view, each, check) == []


@pytest.mark.parametrize("half", range(2))
def test_the_keyboard_alone_comes_to_everything_and_out_again(
    half: int, each: list[Page], view: Window
) -> None:
    assert wrong(view, each[half::2], lambda page: checks.unreached(view)) == []


def test_all_of_a_page_is_printed(each: list[Page], view: Window) -> None:
    def check(page: Page) -> list[str]:
        return checks.unprinted(view) + checks.unfit_for_paper(view)

    assert wrong(view, each, check) == []


@pytest.mark.parametrize("share", range(4))
def test_whatever_records_say_no_page_does_it_and_all_pages_hold(
    share: int, trapped: list[Page], view: Window
) -> None:
    def check(page: Page) -> list[str]:
        found = checks.strayed(view, page.root) + checks.broken_links(view, page.root)
        return found + checks.unfit(view) + checks.unfit_for_paper(view)

    assert wrong(view, trapped[share::4], check, NARROW) == []
