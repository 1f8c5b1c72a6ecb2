"""Every page, as everybody meets it: seen or heard, large or small, by mouse or by keyboard."""

from collections.abc import Callable, Iterable

import pytest

from tests.browser import checks
from tests.browser.pages import Page
from tests.browser.window import NARROW, WIDE, Window

Walk = dict[str, list[str]]


def wrong(view: Window, pages: Iterable[Page], check: Callable[[Page], Iterable[str]]) -> list[str]:
    """Open pages one by one; return what a check finds, with the name of the page."""
    found = []
    for page in pages:
        view.open(page.path)
        found += [f"{page.name}: {what}" for what in check(page)]
    return found


@pytest.fixture(scope="module")
def walk(made: list[Page], shared: Window, axe: str) -> Walk:
    """What each check finds on all pages. Each is opened once, as there are many."""
    tried: set[str] = set()
    found: Walk = {"rules": [], "strayed": [], "links": [], "unfit": []}
    for page in made:
        shared.open(page.path, NARROW)
        for name, what in (
            ("strayed", checks.strayed(shared, page.root)),
            ("links", checks.broken_links(shared, page.root)),
            ("rules", checks.rules_of_axe(shared, axe, tried)),
            ("unfit", checks.unfit(shared, NARROW, checks.SPACED)),
            ("unfit", checks.unfit_for_paper(shared)),
        ):
            found[name] += [f"{page.name}: {one}" for one in what]
    return found


def test_no_page_breaks_a_rule_of_accessible_pages(walk: Walk) -> None:
    assert walk["rules"] == []


def test_every_page_fits_in_a_narrow_window_and_on_paper(walk: Walk) -> None:
    assert walk["unfit"] == []


def test_no_page_asks_for_anything_elsewhere_or_complains(walk: Walk) -> None:
    assert walk["strayed"] == []


def test_all_links_lead_somewhere(walk: Walk) -> None:
    assert walk["links"] == []


def test_no_kind_of_page_breaks_a_rule_in_a_wide_window(
    each: list[Page], view: Window, axe: str
) -> None:
    assert wrong(view, each, lambda page: checks.rules_of_axe(view, axe, set())) == []


@pytest.mark.parametrize("style", ["", checks.TWICE], ids=["as it is", "text twice as large"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_every_kind_of_page_fits(
    each: list[Page], view: Window, size: tuple[int, int], style: str
) -> None:
    assert wrong(view, each, lambda page: checks.unfit(view, size, style)) == []


def test_the_keyboard_alone_comes_to_everything_and_out_again(
    each: list[Page], view: Window
) -> None:
    assert wrong(view, each, lambda page: checks.unreached(view)) == []


def test_the_keyboard_is_seen_in_the_colours_of_a_reader(each: list[Page], view: Window) -> None:
    view.page.emulate_media(forced_colors="active")
    assert wrong(view, each, lambda page: checks.unreached(view)) == []


def test_all_words_of_a_page_are_printed(each: list[Page], view: Window) -> None:
    assert wrong(view, each, lambda page: checks.unprinted(view)) == []


def test_nothing_moves_for_who_does_not_want_it(each: list[Page], view: Window) -> None:
    view.page.emulate_media(reduced_motion="reduce")
    assert wrong(view, each, lambda page: view.look("moving")) == []


def test_whatever_records_say_no_page_does_it_and_all_pages_hold(
    trapped: list[Page], view: Window
) -> None:
    def check(page: Page) -> list[str]:
        found = checks.strayed(view, page.root) + checks.broken_links(view, page.root)
        return found + checks.unfit(view) + checks.unfit_for_paper(view)

    assert wrong(view, trapped, check) == []
