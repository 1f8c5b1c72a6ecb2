"""The whole site: every page in every language, as files by their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.local import short_day
from cpp_cli.messages import languages, speaking, t
from cpp_cli.publishing import fill
from cpp_cli.publishing.blocks import Span
from cpp_cli.publishing.here import Here
from cpp_cli.publishing.pages import harms, heard, meetings, partners, plan, promises, start, wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from cpp_cli.ledger.public import View
    from cpp_cli.publishing.blocks import Page
    from cpp_cli.publishing.sources import Sources
    from cpp_cli.reading.store import Store

ROOMS = (start, promises, heard, harms, meetings, partners, plan, wrong)


def tongues(store: Store) -> list[str]:
    """Return the languages of the program in which pages can be; English where there is none."""
    known = languages()
    wanted = (tag.partition("-")[0] for tag in store.program.languages)
    return [one for one in dict.fromkeys(wanted) if one in known] or [known[0]]


def lacking(store: Store) -> list[str]:
    """Return the languages of the program in which pages cannot be: there is no catalogue."""
    known = languages()
    return [tag for tag in store.program.languages if tag.partition("-")[0] not in known]


def site(
    view: Callable[[], View], day: date, sources: Sources, tags: Sequence[str]
) -> dict[str, bytes]:
    """Return the files of the site. `view` makes the public view in the language in use."""
    names = [fill.Tongue(tag, _in_itself(tag)) for tag in tags]
    found: dict[str, bytes] = {}
    title = ""
    for tag in tags:
        with speaking(tag):
            here = Here(view(), day, tag, sources)
            frame = _frame(here, names)
            title = title or frame.site.text
            for page in _pages(here):
                found[f"{tag}/{page.path}"] = fill.page(frame, page)
    found["index.html"] = fill.languages(title, names)
    found[".nojekyll"] = b""
    return found


def _in_itself(tag: str) -> str:
    with speaking(tag):
        return t("This page in English")


def _pages(here: Here) -> Iterator[Page]:
    for room in ROOMS:
        yield from room.pages(here)


def _frame(here: Here, names: Sequence[fill.Tongue]) -> fill.Frame:
    program = here.store.program
    rooms = (
        fill.Room("start", t("Start"), start.PATH),
        fill.Room("promises", t("Promises"), promises.PATH),
        fill.Room("heard", t("You said, we did"), heard.PATH),
        fill.Room("harms", t("Harms"), harms.PATH),
        fill.Room("meetings", t("Meetings"), meetings.PATH),
        fill.Room("partners", t("Partners"), partners.PATH),
        fill.Room("plan", t("Priorities"), plan.PATH),
        fill.Room("wrong", t("Is something wrong?"), wrong.PATH),
    )
    name = here.said(program.name, program.lang) if program.name else Span(t("Our promises"))
    return fill.Frame(here.language, name, rooms, names, _words(), _foot(here))


def _words() -> dict[str, str]:
    return {
        "skip": t("To the content"),
        "rooms": t("Pages"),
        "languages": t("Languages"),
        "as_said": t("As it was said:"),
        "became": t("What became of it"),
        "wide": t("{title}: can be scrolled sideways", title="{title}"),
    }


def _foot(here: Here) -> list[list[Span]]:
    lines = [[Span(t("As of {day}, by public records only.", day=short_day(here.day)))]]
    revision = here.sources.revision
    if revision:
        text = t("Revision of the records:")
        if here.sources.is_changed:
            text = t("Made of records that differ from revision:")
        lines.append([Span(f"{text} "), Span(revision[:10], "", "", True)])
    return [*lines, [Span(t("Is something wrong?"), "", wrong.PATH)]]
