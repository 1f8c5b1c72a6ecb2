"""Meetings: who met, how decisions were shared, what was heard and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.local import language_name
from cpp_cli.messages import t, tn
from cpp_cli.models.kinds import MEETING
from cpp_cli.publishing.blocks import Card, Cards, Facts, Items, Page, Prose, Quotes, Section, Span
from cpp_cli.publishing.here import listed, on, word
from cpp_cli.publishing.pages.heard import all_of
from cpp_cli.publishing.pages.promises import card as promise_card
from cpp_cli.publishing.pages.record import behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cpp_cli.models.meeting import Meeting
    from cpp_cli.publishing.blocks import Pair, Spans
    from cpp_cli.publishing.here import Here
    from cpp_cli.reading.record import Record

PATH = "meetings/index.html"


def pages(here: Here) -> Iterator[Page]:
    """Yield the list of meetings, and the page of each."""
    cards = [card(here, one) for one in here.meetings.values()]
    none = Prose([Span(t("No meeting has been made public yet."))])
    yield Page(
        PATH,
        Span(t("Meetings")),
        [Section("all", "", [Cards(cards) if cards else none], listed=bool(cards))],
        [Span(t("Who called people together, what was said there, and what was decided."))],
        room="meetings",
    )
    for record in here.meetings.values():
        yield _one(here, record)


def card(here: Here, record: Record[Any]) -> Card:
    """Return a meeting for a list."""
    model: Meeting = record.model
    pairs: list[Pair] = [(t("Day"), [on(model.date)])]
    if model.convened_by:
        pairs.append((t("Called by"), here.parties(model.convened_by)))
    if model.heard:
        said = tn("one thing", "{count} things", len(model.heard))
        pairs.append((t("Heard"), [Span(said)]))
    return Card(here.meeting(record.id), None, pairs)


def _one(here: Here, record: Record[Any]) -> Page:
    model: Meeting = record.model
    quotes = all_of(here, record.id)
    made = [one for one in here.promises.values() if one.promise.made.meeting == record.id]
    sections = [Section("met", t("Who met, and how"), [Facts(list(_facts(here, record)))])]
    if quotes:
        sections.append(
            Section("heard", t("What was heard, and what came of it"), [Quotes(quotes)])
        )
    if model.decisions:
        items = [_decided(here, record, one) for one in model.decisions]
        sections.append(Section("decided", t("What was decided"), [Items(items)]))
    if made:
        cards = [promise_card(here, one) for one in made]
        sections.append(Section("promised", t("What was promised here"), [Cards(cards)]))
    if model.principles:
        values = here.store.program.values or {}
        lived = [_lived(here, record, values, one) for one in model.principles]
        sections.append(Section("values", t("How our values were lived"), [Items(lived)]))
    return Page(
        here.page(MEETING, record.id),
        here.own(record, model, "title"),
        [*sections, behind(here, MEETING, record)],
        [on(model.date)],
        room="meetings",
    )


def _decided(here: Here, record: Record[Any], one: Any) -> Spans:
    found = [here.own(record, one, "what")]
    if one.decided_by:
        found += [Span(" — " + t("decided by:") + " "), *here.parties(one.decided_by)]
    return found


def _lived(here: Here, record: Record[Any], values: Any, one: Any) -> Spans:
    return [Span(f"{one.value}: "), here.said(one.how, record.model.lang)]


def _facts(here: Here, record: Record[Any]) -> Iterator[Pair]:
    model: Meeting = record.model
    as_said = here.as_said(record, model, "title")
    if as_said:
        yield t("Title as it was"), [as_said]
    if model.kind:
        yield t("Kind of meeting"), [Span(word(model.kind))]
    if model.place:
        yield t("Place"), [here.said(model.place, model.lang)]
    if model.convened_by:
        yield t("Called by"), here.parties(model.convened_by)
    if model.agenda_set_by:
        yield t("Who decided what it was about"), here.parties(model.agenda_set_by)
    came = here.parties(model.attendees)
    guests = sum(guest.count or 0 for guest in model.guests)
    if guests:
        more = tn("one guest", "{count} guests", guests)
        came = [*came, Span(", "), Span(more)] if came else [Span(more)]
    if came:
        yield t("Who came"), came
    if model.supports:
        yield t("Given so that people could take part"), _words(model.supports)
    if model.languages:
        names = (language_name(one) for one in model.languages)
        yield t("Languages spoken"), listed(map(Span, names))
    yield from _engaged(here, model)
    named = [here.priorities[one] for one in model.priorities if one in here.priorities]
    if named:
        yield t("Priority of the plan"), listed(here.term(one, "plan.html") for one in named)


def _words(words: Iterable[str]) -> list[Span]:
    return listed(Span(word(one)) for one in words)


def _engaged(here: Here, model: Meeting) -> Iterator[Pair]:
    engagement = model.engagement
    if not engagement:
        return
    if engagement.promised:
        yield t("Say in decisions that was promised"), [Span(word(engagement.promised))]
    said = [one for one in engagement.experienced if one.date is None or one.date <= here.day]
    for one in said:
        spans = [Span(word(one.level)), Span(" — "), here.party(one.by)]
        yield t("Say in decisions as it was experienced"), spans
