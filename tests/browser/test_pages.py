"""Every page, as everybody meets it: seen or heard, large or small, by mouse or by keyboard."""

from collections.abc import Callable, Iterable

from tests.browser import checks
from tests.browser.pages import Page
from tests.browser.window import Window


def wrong(view: Window, pages: Iterable[Page], check: Callable[[Page], Iterable[str]]) -> list[str]:
    """Open pages one by one; return what a check finds, with the name of the page."""
    found = []
    for page in pages:
        view.open(page.path)
        found += [f"{page.lang}/{page.path.name}: {what}" for what in check(page)]
    return found


def test_no_page_breaks_a_rule_of_accessible_pages(
    made: list[Page], view: Window, axe: str
) -> None:
    tried: set[str] = set()
    assert wrong(view, made, lambda page: checks.rules_of_axe(view, axe, tried)) == []


def test_every_page_fits_in_a_narrow_window_with_large_text_and_on_paper(
    made: list[Page], view: Window
) -> None:
    assert wrong(view, made, lambda page: checks.unfit(view)) == []


def test_no_page_asks_for_anything_else_or_complains_and_all_links_lead_somewhere(
    made: list[Page], view: Window
) -> None:
    def check(page: Page) -> list[str]:
        return checks.strayed(view, page.root) + checks.broken_links(view, page.root)

    assert wrong(view, made, check) == []


def test_the_keyboard_alone_comes_to_everything_and_out_again(
    each: list[Page], view: Window
) -> None:
    assert wrong(view, each, lambda page: checks.unreached(view)) == []


def test_all_words_of_a_page_are_printed(each: list[Page], view: Window) -> None:
    assert wrong(view, each, lambda page: checks.unprinted(view)) == []


def test_nothing_moves_for_who_does_not_want_it(each: list[Page], view: Window) -> None:
    view.page.emulate_media(reduced_motion="reduce")
    assert wrong(view, each, lambda page: view.look("moving")) == []


def test_the_keyboard_is_seen_in_the_colours_of_a_reader(each: list[Page], view: Window) -> None:
    view.page.emulate_media(forced_colors="active")
    assert wrong(view, each, lambda page: checks.unreached(view)) == []


def test_whatever_records_say_no_page_does_it_and_all_pages_hold(
    trapped: list[Page], view: Window
) -> None:
    def check(page: Page) -> list[str]:
        found = checks.strayed(view, page.root) + checks.broken_links(view, page.root)
        return found + checks.unfit(view)

    assert wrong(view, trapped, check) == []
