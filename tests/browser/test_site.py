"""The public pages: everything is there without their script; with it, lists are narrowed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser.pages import Page, one_of_each
from tests.browser.window import Window

STATUS = "form.tools [role=status]"
CARDS = "section.listed ul.cards > li:visible"


@pytest.fixture(scope="session")
def site(made: list[Page]) -> list[Page]:
    """One published page of each kind."""
    return [page for page in one_of_each(made) if page.kind.startswith("published/")]


@pytest.fixture(scope="session")
def lists(site: list[Page]) -> list[Page]:
    """The pages on which a list can be narrowed."""
    found = [page for page in site if "<form" in page.path.read_text(encoding="utf-8")]
    assert len(found) > 1
    return found


@pytest.fixture(scope="module")
def plain(chromium: Browser) -> Iterator[Window]:
    """A window in which no script runs."""
    context = chromium.new_context(java_script_enabled=False)
    yield Window(context)
    context.close()


def _shown(tab: Tab) -> tuple[str, int]:
    """Return what is announced, and how many cards are shown."""
    return tab.inner_text(STATUS), tab.locator(CARDS).count()


def _reach(tab: Tab, selector: str) -> None:
    """Go on by the keyboard until it is somewhere."""
    for _ in range(99):
        tab.keyboard.press("Tab")
        if tab.evaluate("what => document.activeElement.matches(what)", selector):
            return
    raise AssertionError(f"the keyboard does not come to {selector}")


def test_all_words_are_there_without_a_script(
    site: list[Page], view: Window, plain: Window
) -> None:
    for page in site:
        view.open(page.path)
        plain.open(page.path)
        assert not plain.page.locator("form").is_visible(), page.name
        assert plain.look("words_but", "form") == view.look("words_but", "form"), page.name


def test_the_first_stop_leads_past_the_menu(site: list[Page], view: Window) -> None:
    for page in site:
        view.open(page.path)
        view.page.keyboard.press("Tab")
        assert view.page.evaluate("document.activeElement.matches('a.skip')"), page.name
        view.page.keyboard.press("Enter")
        assert view.page.evaluate("document.activeElement.matches('main')"), page.name


def test_a_page_is_in_the_language_that_it_says_and_leads_to_the_others(
    made: list[Page], view: Window
) -> None:
    languages = {page.lang for page in made}
    for page in made:
        text = page.path.read_text(encoding="utf-8")
        assert f'<html lang="{page.lang}">' in text, page.name
        if page.kind.startswith("published/"):
            assert {one for one in languages if f'hreflang="{one}" href="' in text} == languages


def test_words_narrow_a_list_and_how_much_is_left_is_announced(
    lists: list[Page], view: Window
) -> None:
    tab = view.page
    for page in lists:
        view.open(page.path)
        announced, every = _shown(tab)
        assert announced.startswith(f"{every} "), page.name
        _reach(tab, "#find")
        word = tab.locator(CARDS).last.inner_text().split()[0]
        tab.keyboard.type(word.upper())
        narrower, left = _shown(tab)
        assert narrower.startswith(f"{left} "), page.name
        assert 0 < left <= every, page.name
        tab.keyboard.type(" qqqq")
        assert _shown(tab)[1] == 0, page.name
        _reach(tab, "button[type=reset]")
        tab.keyboard.press("Enter")
        tab.wait_for_function("() => document.activeElement.id === 'find'")
        assert _shown(tab) == (announced, every), page.name


def test_a_choice_narrows_a_list(lists: list[Page], view: Window) -> None:
    tab = view.page
    for page in lists:
        view.open(page.path)
        _, every = _shown(tab)
        _reach(tab, "select[data-key]")
        key = tab.evaluate("document.activeElement.dataset.key")
        tab.keyboard.press("ArrowDown")
        value = tab.evaluate("document.activeElement.value")
        announced, left = _shown(tab)
        wanted = tab.locator(f'section.listed li[data-keys~="{key}:{value}"]').count()
        assert left == wanted, page.name
        assert announced.startswith(f"{left} "), page.name
        assert left < every, page.name


def test_a_list_is_sorted_and_that_is_announced(lists: list[Page], view: Window) -> None:
    tab = view.page
    sorted_ones = [one for one in lists if 'id="sort"' in one.path.read_text(encoding="utf-8")]
    assert sorted_ones
    for page in sorted_ones:
        view.open(page.path)
        before = _shown(tab)
        _reach(tab, "#sort")
        tab.keyboard.press("ArrowDown")
        chosen = tab.evaluate("document.activeElement.value")
        assert _shown(tab)[0] != before[0], page.name
        for days in tab.evaluate(
            "key => [...document.querySelectorAll('section.listed ul.cards')]"
            ".map(list => [...list.children].map(card => card.dataset[key] ?? ''))",
            chosen,
        ):
            assert days == sorted(days), page.name
