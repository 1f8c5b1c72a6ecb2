"""Partners: who they are, what is promised both ways, what they say about working with us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.ledger.contacts import meetings_with
from cpp_cli.ledger.promises import DIRECTIONS
from cpp_cli.ledger.voices import is_us
from cpp_cli.local import language_name
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import PARTNER
from cpp_cli.publishing.blocks import (
    Badge,
    Card,
    Cards,
    Facts,
    Items,
    Page,
    Prose,
    Section,
    Span,
    Table,
)
from cpp_cli.publishing.here import listed, on, word
from cpp_cli.publishing.pages.promises import card as promise_card
from cpp_cli.publishing.pages.record import behind
from cpp_cli.reading.store import active

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.models.partner import Offer, Partner
    from cpp_cli.publishing.blocks import Pair
    from cpp_cli.publishing.here import Here
    from cpp_cli.reading.record import Record

PATH = "partners/index.html"
RATED = {
    "reliability": mark("They do what they say"),
    "shared_mission": mark("We want the same"),
    "openness": mark("They say what is going on"),
    "power": mark("We decide together"),
}


def pages(here: Here) -> Iterator[Page]:
    """Yield the list of partners, and the page of each."""
    none = Prose([Span(t("No partner has been made public yet."))])
    sections = []
    for key, title, ours in (("others", t("Our partners"), False), ("us", t("Us"), True)):
        found = [one for one in here.partners.values() if is_us(here.store, one.id) is ours]
        if found:
            cards = [_card(here, one) for one in found]
            sections.append(Section(key, title, [Cards(cards)], listed=True))
    yield Page(
        PATH,
        Span(t("Partners")),
        sections or [Section("none", "", [none])],
        [Span(t("Those who agreed to be named here. We work with others, too."))],
        room="partners",
    )
    for record in here.partners.values():
        yield _one(here, record)


def _card(here: Here, record: Record[Any]) -> Card:
    model: Partner = record.model
    name = here.party(record.id)
    return Card(name, None, list(_short(here, model)))


def _short(here: Here, model: Partner) -> Iterator[Pair]:
    yield t("What it is"), [Span(word(model.kind))]
    names = [one.name for key in model.communities if (one := here.store.communities.get(key))]
    if names:
        yield t("Communities"), listed(map(here.term, names))
    if model.since:
        yield t("Partner since"), [on(model.since)]


def _one(here: Here, record: Record[Any]) -> Page:
    model: Partner = record.model
    sections = [Section("about", t("About this partner"), [Facts(list(_facts(here, model)))])]
    people = [one for one in model.people if active(one.since, one.until, here.day)]
    if people:
        items = [_person(here, model, one) for one in people]
        sections.append(Section("people", t("People"), [Items(items)]))
    for key, title, offers in (
        ("offers", t("What it offers"), model.offers),
        ("needs", t("What it needs"), model.needs),
    ):
        found = [one for one in offers if active(one.since, one.until, here.day)]
        if found:
            items = [[_offer(here, record, one)] for one in found]
            sections.append(Section(key, title, [Items(items)]))
    sections += _promised(here, record.id)
    sections += _met(here, record.id)
    sections += _rated(here, model)
    return Page(
        here.page(PARTNER, record.id),
        Span(model.name),
        [*sections, behind(here, PARTNER, record)],
        badge=_status(here, model),
        room="partners",
    )


def _status(here: Here, model: Partner) -> Badge | None:
    if model.ended and model.ended.date < here.day:
        return Badge("released", t("This partnership has ended"))
    return Badge("released", t("This partnership is paused")) if model.status == "paused" else None


def _facts(here: Here, model: Partner) -> Iterator[Pair]:
    yield from _short(here, model)
    if model.also_known_as:
        yield t("Also known as"), listed(map(Span, model.also_known_as))
    if model.community_led is not None:
        led = t("yes") if model.community_led else t("no")
        yield t("Led by the community it serves"), [Span(led)]
    if model.languages:
        yield (
            t("Languages"),
            listed(Span(language_name(one)) for one in model.languages),
        )
    if model.steward:
        yield t("Who of us looks after the partnership"), [here.party(model.steward)]
    near = [here.party(one.to) for one in model.connections]
    if near:
        yield t("Works with"), listed(near)
    if model.ended and model.ended.date < here.day:
        yield t("Ended"), [on(model.ended.date)]


def _person(here: Here, model: Partner, person: Any) -> list[Span]:
    found = [Span(person.name or person.id)]
    found += [Span(f" ({person.pronouns})")] if person.pronouns else []
    return found + ([Span(", "), here.said(person.role, model.lang)] if person.role else [])


def _offer(here: Here, record: Record[Any], offer: Offer) -> Span:
    return here.own(record, offer, "what")


def _promised(here: Here, partner: str) -> Iterator[Section]:
    sides = {
        "from": t("What it promised"),
        "to": t("What was promised to it"),
    }
    for side, title in sides.items():
        field = "from_" if side == "from" else "to"
        found = [
            one
            for one in here.promises.values()
            if getattr(one.promise, field).partition("/")[0] == partner
        ]
        found.sort(key=lambda one: (DIRECTIONS.index(one.direction), one.promise.made.date))
        if found:
            cards = [promise_card(here, one) for one in found]
            yield Section(f"promised-{side}", title, [Cards(cards)])


def _met(here: Here, partner: str) -> Iterator[Section]:
    met = meetings_with(here.store, here.meetings.values(), partner)
    if met:
        items = [[on(one.model.date), Span(" "), here.meeting(one.id)] for one in met]
        yield Section("met", t("When we met"), [Items(items)])


def _rated(here: Here, model: Partner) -> Iterator[Section]:
    given = [one for one in model.ratings if one.date <= here.day]
    if not given:
        return
    rows = []
    for one in sorted(given, key=lambda one: one.date):
        numbers = [getattr(one, name) for name in RATED]
        cells = [[Span(str(number) if number else "–")] for number in numbers]
        rows.append([[on(one.date)], [here.party(one.about)], *cells])
    columns = (t("Day"), t("About whom"), *(">" + t(name) for name in RATED.values()))
    title = t("What it says about working together")
    table = Table(t("From 1 (low) to 4 (high)"), columns, rows)
    yield Section("rated", title, [table])
