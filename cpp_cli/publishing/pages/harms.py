"""Harms, who took responsibility, what is done to repair them, what those harmed say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import t
from cpp_cli.models.kinds import HARM
from cpp_cli.publishing.blocks import Card, Cards, Events, Facts, Page, Prose, Section, Span
from cpp_cli.publishing.here import is_withheld, on
from cpp_cli.publishing.pages.promises import card as promise_card
from cpp_cli.publishing.pages.promises import entry_event
from cpp_cli.publishing.pages.record import behind
from cpp_cli.publishing.states import harmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.publishing.blocks import Pair
    from cpp_cli.publishing.here import Here

PATH = "harms/index.html"


def pages(here: Here) -> Iterator[Page]:
    """Yield the list of harms, and the page of each."""
    cards = [_card(here, one) for one in here.harms.values()]
    none = Prose([Span(t("No harm has been made public yet."))])
    yield Page(
        PATH,
        Span(t("Harms, and what is done to repair them")),
        [Section("all", "", [Cards(cards) if cards else none], listed=bool(cards))],
        [Span(t("A harm is repaired when those who were harmed say so. Nobody else can say it."))],
        room="harms",
    )
    for one in here.harms.values():
        yield _one(here, one)


def _card(here: Here, harm: HarmStanding) -> Card:
    return Card(here.harm(harm.record.id), harmed(harm.word), list(_short(here, harm)))


def _short(here: Here, harm: HarmStanding) -> Iterator[Pair]:
    model = harm.record.model
    if model.when:
        yield t("When"), [here.said(model.when, model.lang)]
    if model.to:
        yield t("Who was harmed"), here.parties(model.to)
    if model.by:
        yield t("Who did it"), here.parties(model.by)
    names = list(dict.fromkeys(entry.by for entry in harm.acknowledged))
    none = [Span(t("Nobody yet"))]
    yield t("Who took responsibility"), here.parties(names) or none


def _one(here: Here, harm: HarmStanding) -> Page:
    record, model = harm.record, harm.record.model
    title = here.own(record, model, "what")
    pairs = list(_short(here, harm))
    as_said = here.as_said(record, model, "what")
    if as_said and not is_withheld(record.id):
        pairs.insert(0, (t("In the words in which it was told"), [as_said]))
    if model.told:
        told: list[Span] = [on(model.told.date)]
        told += [Span(" · "), here.party(model.told.by)] if model.told.by else []
        if model.told.meeting in here.meetings:
            told += [Span(" · "), here.meeting(model.told.meeting)]
        pairs.append((t("Told to us"), told))
    repairs = [promise_card(here, one) for one in harm.repairs]
    none = Prose([Span(t("No public promise of repair yet."))], "quiet")
    entries = sorted((one for one in model.history if one.date <= here.day), key=lambda e: e.date)
    events = [entry_event(here, model.lang, one) for one in entries]
    nothing = Prose([Span(t("Nothing yet."))], "quiet")
    return Page(
        here.page(HARM, record.id),
        title,
        [
            Section("known", t("What is known"), [Facts(pairs)]),
            Section("said", t("What has been said since"), [Events(events) if events else nothing]),
            Section(
                "repair", t("What is promised to repair it"), [Cards(repairs) if repairs else none]
            ),
            behind(here, HARM, record),
        ],
        badge=harmed(harm.word),
        room="harms",
    )
