"""Every page, as everybody meets it: seen or heard, large or small, by mouse or by keyboard."""

from collections.abc import Callable, Iterable

import pytest

from tests.browser import checks
from tests.browser.checks import SPACED, TWICE
from tests.browser.pages import FORGE, Page
from tests.browser.window import NARROW, WIDE, Window

SHARES = 4


def wrong(view: Window, pages: Iterable[Page], check: Callable[[Page], Iterable[str]]) -> list[str]:
    """Open pages one by one; return what a check finds, with the name of the page."""
    found = []
    for page in pages:
        view.open(page.path)
        found += [f"{page.name}: {what}" for what in check(page)]
    return found


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_whole(share: int, made: list[Page], view: Window, axe: str) -> None:
    """Each is opened once for all that is asked of every page: there are many."""
    tried: set[str] = set()

    def check(page: Page) -> list[str]:
        found = checks.strayed(view, page.root) + checks.broken_links(view, page.root, FORGE)
        view.resize(NARROW)
        return found + checks.rules_of_axe(view, axe, tried) + checks.unfit(view, style=SPACED)

    assert wrong(view, made[share::SHARES], check) == []


def test_no_kind_of_page_breaks_a_rule_in_a_wide_window(
    each: list[Page], view: Window, axe: str
) -> None:
    tried: set[str] = set()
    assert wrong(view, each, lambda page: checks.rules_of_axe(view, axe, tried)) == []


@pytest.mark.parametrize(("size", "style"), [(NARROW, ""), (WIDE, ""), (WIDE, TWICE)])
def test_every_kind_of_page_fits(
    each: list[Page], view: Window, size: tuple[int, int], style: str
) -> None:
    assert wrong(view, each, lambda page: checks.unfit(view, size, style)) == []


def test_the_keyboard_alone_comes_to_everything_and_out_again(
    each: list[Page], view: Window
) -> None:
    assert wrong(view, each, lambda page: checks.unreached(view)) == []


def test_all_of_a_page_is_printed(each: list[Page], view: Window) -> None:
    def check(page: Page) -> list[str]:
        return checks.unprinted(view) + checks.unfit_for_paper(view)

    assert wrong(view, each, check) == []


def test_nothing_moves_for_who_does_not_want_it(each: list[Page], view: Window) -> None:
    assert wrong(view, each, lambda page: view.look("moving")) == []


def test_whatever_records_say_no_page_does_it_and_all_pages_hold(
    trapped: list[Page], view: Window
) -> None:
    def check(page: Page) -> list[str]:
        found = checks.strayed(view, page.root) + checks.broken_links(view, page.root)
        return found + checks.unfit(view) + checks.unfit_for_paper(view)

    assert wrong(view, trapped, check) == []
