"""What was promised, and what became of it: all promises, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.matter import Work
from cpp_cli.ledger.promises import DIRECTIONS, order
from cpp_cli.local import money
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT
from cpp_cli.publishing.blocks import (
    Card,
    Cards,
    Choice,
    Event,
    Events,
    Facts,
    Page,
    Prose,
    Section,
    Span,
    Tools,
)
from cpp_cli.publishing.here import listed, on, word
from cpp_cli.publishing.pages.record import behind, search_words
from cpp_cli.publishing.states import STATES, WAYS, chart, event, state

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.commitment import Commitment, PromiseEntry
    from cpp_cli.models.harm import HarmEntry
    from cpp_cli.publishing.blocks import Pair, Spans
    from cpp_cli.publishing.here import Here

PATH = "promises/index.html"
_NO_DATE = "9999-12-31"


def pages(here: Here) -> Iterator[Page]:
    """Yield the list of all promises, and the page of each."""
    yield _all(here)
    for standing in here.promises.values():
        yield _one(here, standing)


def group(way: str, name: str = "") -> str:
    """Return where the promises of a direction, and of a state, stand in the list."""
    return f"{PATH}#{way}{'-' if name else ''}{name}"


# The list


def _all(here: Here) -> Page:
    sections = [one for way in DIRECTIONS for one in _way(here, way)]
    empty = [Section("none", "", [Prose([Span(t("No promise has been made public yet."))])])]
    partners = {
        party.partition("/")[0]
        for one in here.promises.values()
        for party in (one.promise.from_, one.promise.to)
    }
    names = [(one, here.store.name(one)) for one in partners if one in here.partners]
    choices = [
        Choice("state", t("State"), [(key, t(words)) for key, words in STATES.items()]),
        Choice("party", t("Partner"), sorted(names, key=lambda one: one[1])),
        Choice("community", t("Community"), _communities(here), here.term("").lang),
        Choice("priority", t("Priority"), list(here.priorities.items()), here.term("").lang),
    ]
    return Page(
        PATH,
        Span(t("What was promised, and what became of it")),
        sections or empty,
        [
            Span(
                t(
                    "A promise is kept when those to whom it was made say so. Whoever made it can"
                    " only say that it is done."
                )
            )
        ],
        tools=Tools(
            [one for one in choices if len(one.options) > 1],
            [("due", t("Due day")), ("made", t("Day it was made"))],
            search_words(),
        ),
        room="promises",
    )


def _communities(here: Here) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in here.store.communities.items()]


def _way(here: Here, way: str) -> Iterator[Section]:
    mine = [one for one in here.promises.values() if one.direction == way]
    if not mine:
        return
    counts = {name: sum(one.state == name for one in mine) for name in STATES}
    hrefs = {name: group(way, name) for name in STATES}
    drawn = chart(f"bar-{way}", t(WAYS[way]), counts, (t("State"), t("Promises")), hrefs)
    yield Section(way, t(WAYS[way]), [drawn] if drawn else [])
    for name, words in STATES.items():
        found = sorted((one for one in mine if one.state == name), key=_by_due)
        if found:
            yield Section(
                f"{way}-{name}",
                t("{state} ({count})", state=t(words), count=len(found)),
                [Cards([card(here, one) for one in found])],
                listed=True,
            )


def _by_due(standing: Standing) -> tuple[str, str]:
    return standing.due.isoformat() if standing.due else _NO_DATE, standing.id


def due_day(standing: Standing) -> Span:
    """Return the day by which a promise is to be kept."""
    return on(standing.due) if standing.due else Span(t("no date"))


def card(here: Here, standing: Standing) -> Card:
    """Return a promise for a list."""
    promise = standing.promise
    due = standing.due.isoformat() if standing.due else ""
    made = promise.made.date.isoformat()
    pairs: list[Pair] = [
        (t("Who promised"), [here.party(promise.from_)]),
        (t("To whom"), [here.party(promise.to)]),
        (t("Promised on"), [on(promise.made.date)]),
        (t("Due"), [due_day(standing)]),
    ]
    parties = {party.partition("/")[0] for party in (promise.from_, promise.to)}
    keys = [f"state:{standing.state}", *sorted(f"party:{one}" for one in parties)]
    keys += [f"community:{one}" for one in here.matter.owed[promise.to]]
    keys += [f"priority:{one}" for one in promise.priorities]
    sorts = [f"due:{due or _NO_DATE}", f"made:{made}"]
    return Card(here.promise(standing.id), state(standing), pairs, keys, sorts)


# One promise


def _one(here: Here, standing: Standing) -> Page:
    model = standing.record.model
    sections = [
        Section("terms", t("What was agreed"), [Facts(list(_facts(here, standing)))]),
        Section("said", t("What has been said since"), [_history(here, standing)]),
    ]
    as_said = here.as_said(standing.record, model, "what") if standing.what == model.what else None
    if as_said:
        sections[0].blocks[0].pairs.insert(0, (t("In the words of the promise"), [as_said]))  # type: ignore[attr-defined]  # they are facts
    return Page(
        here.page(COMMITMENT, standing.id),
        here.terms(standing),
        [*sections, behind(here, COMMITMENT, standing.record)],
        badge=state(standing)._replace(word=t(STATES[standing.state])),
        room="promises",
    )


def _facts(here: Here, standing: Standing) -> Iterator[Pair]:
    model: Commitment = standing.record.model
    yield t("Who promised"), [here.party(model.from_)]
    yield t("To whom"), [here.party(model.to)]
    yield t("Promised on"), _made(here, model)
    yield t("Due"), [due_day(standing)]
    if standing.reviews:
        yield t("Will be looked at again on"), listed(map(on, standing.reviews))
    if standing.what != model.what:
        yield t("First promised as"), [here.own(standing.record, model, "what")]
    if model.due and model.due != standing.due:
        yield t("First due"), [on(model.due)]
    if model.kind:
        yield t("Kind of promise"), [Span(word(model.kind))]
    yield from _given(here, standing)
    if model.answers:
        yield t("It answers"), listed(here.quote(one) for one in model.answers if one in here.heard)
    if model.repairs in here.harms:
        yield t("It is to repair"), [here.harm(model.repairs)]
    work = here.store.program.work or {}
    of = [here.term(work[one]) for one in Work(here.store).of(model) if one in work]
    if of:
        yield t("Line of work"), listed(of)
    named = [
        here.term(here.priorities[one], "plan.html")
        for one in model.priorities
        if one in here.priorities
    ]
    if named:
        yield t("Priority of the plan"), listed(named)
    if standing.no_one_left:
        yield t("Who can say whether it was kept"), [Span(t("No one is left to say."))]


def _made(here: Here, model: Commitment) -> Spans:
    day = on(model.made.date)
    meeting = model.made.meeting
    return [day, Span(" · "), here.meeting(meeting)] if meeting in here.meetings else [day]


def _given(here: Here, standing: Standing) -> Iterator[Pair]:
    given = standing.resources
    if given and given.money:
        yield t("Money"), [Span(money(given.money))]
    if given and given.hours:
        yield t("Hours of work"), [Span(str(given.hours))]
    if given and given.what:
        yield t("Also given"), [here.said(given.what, standing.record.model.lang)]


def _history(here: Here, standing: Standing) -> Events | Prose:
    model: Commitment = standing.record.model
    entries = [model.history[number] for number in order(model)]
    events = [
        entry_event(here, model.lang, one, list(_terms(here, model.lang, one)))
        for one in entries
        if one.date <= here.day
    ]
    return Events(events) if events else Prose([Span(t("Nothing yet."))], "quiet")


def _terms(here: Here, lang: str | None, entry: PromiseEntry) -> Iterator[Pair]:
    if entry.agreed_by:
        yield t("Agreed by"), [here.party(entry.agreed_by)]
    if entry.why:
        yield t("Why"), [here.said(entry.why, lang)]
    if entry.what:
        yield t("Promised from now on"), [here.said(entry.what, lang)]
    if entry.due:
        yield t("New due day"), [on(entry.due)]
    if entry.evidence:
        yield t("Where it can be seen"), [here.said(entry.evidence, lang)]


VIA = {
    "phone": mark("by phone"),
    "email": mark("by email"),
    "letter": mark("by letter"),
    "in-person": mark("in person"),
}


def entry_event(
    here: Here, lang: str | None, entry: PromiseEntry | HarmEntry, more: Sequence[Pair] = ()
) -> Event:
    """Return an entry of a history: when, by whom, in which words, where."""
    by: list[Span] = [here.party(entry.by)]
    if entry.meeting in here.meetings:
        by += [Span(" · "), here.meeting(entry.meeting)]
    elif entry.via:
        by += [
            Span(" · "),
            Span(t(VIA[entry.via])) if entry.via in VIA else here.said(entry.via, lang),
        ]
    words = [here.said(entry.note, lang)] if entry.note else []
    name = "mistake" if entry.mistake else entry.event
    return Event(on(entry.date), event(name), by, words, more)
