"""A partner's own record in a statement: who it is, its people, what it offers and needs."""

from __future__ import annotations

from cpp_cli.ledger.consent import agreed
from cpp_cli.messages import mark, t
from cpp_cli.models.partner import Ratings
from cpp_cli.reports.statement.page import facts, numbered

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from cpp_cli.models.partner import Person
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.statement.page import Page

    Found = tuple[list[Block], dict[str, Any]]

_AGREED = {
    "public": mark("may be named in public"),
    "never": mark("not named in public"),
    "expired": mark("not named in public any more"),
    "withdrawn": mark("not named in public: it was taken back"),
    "unknown": mark("not known: kept in another record"),
}
QUALITIES = {
    "reliability": mark("They keep their word"),
    "shared_mission": mark("We want the same"),
    "openness": mark("They are open"),
    "power": mark("We decide together"),
}


def record(page: Page) -> Found:
    """Return what the partner's own record says of it, fact by fact."""
    id = page.statement.record.id
    rows: list[tuple[int, str, str]] = []
    data: list[dict[str, Any]] = []
    for field, name, text in _facts(page):
        if text:
            number = page.number("record", id, t("{what}: {text}", what=name, text=text))
            rows.append((number, name, text))
            data.append({"number": number, "field": field, "text": text})
    return facts(t("Who you are"), rows), {"record": data}


def _facts(page: Page) -> Iterator[tuple[str, str, str]]:
    """Yield each field, what it is called, and what it says."""
    model, store, day = page.statement.record.model, page.store, page.statement.day
    yield "name", t("Name"), model.name
    yield "also_known_as", t("Also known as"), ", ".join(model.also_known_as)
    yield "kind", t("Kind"), t(model.kind)
    yield "status", t("Status"), _status(page)
    yield "since", t("Partner since"), model.since.isoformat() if model.since else ""
    led = model.community_led
    yield (
        "community_led",
        t("Led by its community"),
        "" if led is None else t("yes") if led else t("no"),
    )
    yield "communities", t("Communities"), page.names(model.communities)
    yield "languages", t("Languages"), page.languages(model.languages)
    yield (
        "steward",
        t("Who of us looks after it"),
        store.name(model.steward) if model.steward else "",
    )
    yield (
        "spoken_for_by",
        t("Who else may speak for you"),
        page.names(one.party for one in model.spoken_for_by),
    )
    yield "speaks_for", t("For whom you may speak"), page.names(page.statement.voice.sides(day))
    yield "tags", t("Tags"), ", ".join(model.tags)
    yield "former_ids", t("Earlier ids"), ", ".join(model.former_ids)
    yield "notes", t("Our notes"), " ".join((model.notes or "").split())
    shown = model.visibility == "public"
    yield "visibility", t("Shown to all"), t("yes, on our public pages") if shown else t("no")


def _status(page: Page) -> str:
    model = page.statement.record.model
    if model.ended is None:
        return t(model.status)
    text = t("{status} on {day}", status=t(model.status), day=model.ended.date)
    why = " ".join((model.ended.reason or "").split())
    return t("{status}: {why}", status=text, why=why) if why else text


def people(page: Page) -> Found:
    """Return the people of the partner, with what they agreed to."""
    rows: list[Sequence[Cell]] = []
    data: list[dict[str, Any]] = []
    partner = page.statement.record
    for person in partner.model.people:
        party = f"{partner.id}/{person.id}"
        name = page.name(party)
        if person.pronouns:
            name = t("{name} ({pronouns})", name=name, pronouns=person.pronouns)
        number = page.number("people", party, name)
        reach = [one for one in (person.email, person.phone, person.account) if one]
        consent, words = _consent(page, party)
        languages = page.languages(person.languages)
        rows.append((number, name, _role(person), languages, ", ".join(reach), words))
        data.append({"number": number, "id": party, "name": name, "reach": reach} | consent)
    columns = (t("Name"), t("Role"), t("Languages"), t("Reached by"), t("What they agreed to"))
    return numbered(t("Your people"), columns, rows), {"people": data}


def _role(person: Person) -> str:
    role = person.role or ""
    if person.until is None:
        return role
    if not role:
        return t("until {day}", day=person.until)
    return t("{what}, until {day}", what=role, day=person.until)


def _consent(page: Page, party: str) -> tuple[dict[str, Any], str]:
    """What somebody agreed to, and until when: kept where the same human is kept."""
    keeper = page.store.keeper(party)
    consent = keeper.consent if keeper else None
    found = agreed(consent, page.statement.day) if keeper else "unknown"
    until = consent.expires if consent else None
    words = t(_AGREED[found])
    if until and found in ("public", "expired"):
        words = t("{what}, until {day}", what=words, day=until)
    return {"consent": found, "consent_until": until.isoformat() if until else None}, words


def gives_and_needs(page: Page) -> Found:
    """Return what the partner offers and needs, and whom it works with."""
    model = page.statement.record.model
    rows: list[tuple[int, str, str]] = []
    data: list[dict[str, Any]] = []

    def add(kind: str, label: str, text: str) -> None:
        number = page.number(kind, page.statement.record.id, text)
        rows.append((number, label, text))
        data.append({"number": number, "kind": kind, "text": text})

    for kind, label, those in (
        ("offer", t("You offer"), model.offers),
        ("need", t("You need"), model.needs),
    ):
        for one in those:
            text = page.said(one, "what", model.lang)
            add(
                kind,
                label,
                t("{what}, until {day}", what=text, day=one.until) if one.until else text,
            )
    for link in model.connections:
        text = page.name(link.to)
        if link.depth:
            text = t("{name} ({depth})", name=text, depth=t(link.depth))
        note = " ".join((link.note or "").split())
        add("connection", t("You work with"), f"{text}: {note}" if note else text)
    title = t("What you offer and need, and whom you work with")
    return facts(title, rows), {"offers_and_needs": data}


def ratings(page: Page) -> Found:
    """Return how the partner rates others; and how others rate it, where that is public."""
    record, day = page.statement.record, page.statement.day
    own = [one for one in record.model.ratings if one.date <= day]
    mine, given = _rated(page, "rating", own)
    others, got = _rated(page, "public-rating", page.statement.rated)
    blocks = numbered(t("How you rate others, from 1 (low) to 4 (high)"), _columns(), mine)
    blocks += numbered(t("How others rate you, in public"), _columns(), others)
    return blocks, {"ratings": given, "rated_in_public": got}


def _columns() -> tuple[str, ...]:
    return (
        t("Day"),
        t("Who, and about whom if not us"),
        *(">" + t(one) for one in QUALITIES.values()),
    )


def _rated(
    page: Page, part: str, ratings: Sequence[Ratings]
) -> tuple[list[Sequence[Cell]], list[dict[str, Any]]]:
    rows: list[Sequence[Cell]] = []
    data: list[dict[str, Any]] = []
    for one in ratings:
        by, about = page.name(one.by), page.name(one.about)
        levels = {name: getattr(one, name) for name in QUALITIES}
        partner = page.store.party(one.by).partition("/")[0]
        named = by
        if page.store.party(one.about) != page.us:
            named = t("{who}, about {whom}", who=by, whom=about)
        number = page.number(part, partner, named)
        rows.append((number, one.date.isoformat(), named, *levels.values()))
        who = {"by": page.statement.party(one.by), "about": page.statement.party(one.about)}
        data.append({"number": number, "date": one.date.isoformat()} | who | levels)
    return rows, data
