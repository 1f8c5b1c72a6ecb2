"""You said, we did: what was heard, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.matter import heard_for
from cpp_cli.local import short_day
from cpp_cli.messages import t
from cpp_cli.publishing.blocks import Card, Cards, Choice, Page, Prose, Quote, Section, Span, Tools
from cpp_cli.publishing.here import is_withheld, on
from cpp_cli.publishing.pages.record import search_words
from cpp_cli.publishing.states import OUTCOME_KEYS, OUTCOMES, chart, outcome, state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.publishing.blocks import Pair, Spans
    from cpp_cli.publishing.here import Here

PATH = "heard/index.html"


def pages(here: Here) -> Iterator[Page]:
    """Yield the page of all that was heard."""
    topics = list((here.store.program.topics or {}).items())
    communities = [(key, one.name) for key, one in here.store.communities.items()]
    choices = [
        Choice("outcome", t("What became of it"), [(k, t(v)) for k, v in OUTCOMES.items()]),
        Choice("topic", t("Topic"), topics, here.term("").lang),
        Choice("community", t("Community"), communities, here.term("").lang),
    ]
    items = list(here.heard.values())
    yield Page(
        PATH,
        Span(t("You said, we did")),
        [Section("all", "", _drawn(items)), *_groups(here, items)],
        [
            Span(
                t(
                    "What people told us in meetings, and what came of it. Words are here only"
                    " where those who said them agreed; all others are counted."
                )
            )
        ],
        room="heard",
        tools=Tools(
            [one for one in choices if len(one.options) > 1],
            [("said", t("Day it was said"))],
            search_words(),
        ),
    )


def _drawn(items: list[HeardItem]) -> list[object]:
    counts = {name: sum(one.outcome == name for one in items) for name in OUTCOMES}
    hrefs = {name: f"{PATH}#{name}" for name in OUTCOMES}
    columns = (t("What became of it"), t("Things said"))
    title = t("What became of what was said")
    drawn = chart("bar-heard", title, counts, columns, hrefs, OUTCOMES, OUTCOME_KEYS)
    return [drawn or Prose([Span(t("Nothing that was heard has been made public yet."))])]


def _groups(here: Here, items: list[HeardItem]) -> Iterator[Section]:
    for name, words in OUTCOMES.items():
        found = [one for one in reversed(items) if one.outcome == name]
        if found:
            yield Section(
                name,
                t("{state} ({count})", state=t(words), count=len(found)),
                [Cards([_card(here, one) for one in found])],
                listed=True,
            )


def _card(here: Here, item: HeardItem) -> Card:
    said = item.item
    keys = [
        f"outcome:{item.outcome}",
        *(f"community:{one}" for one in heard_for(item, here.matter.owed)),
    ]
    keys += [f"topic:{said.topic}"] if said.topic else []
    title = here.quote(item.id)
    return Card(title, None, [], keys, [f"said:{item.said_on}"], quote(here, item, whole=False))


def quote(here: Here, item: HeardItem, whole: bool = True) -> Quote:
    """Return something heard; on the page of its meeting it need not say where that was."""
    said, record = item.whole, item.meeting
    pairs: list[Pair] = []
    if said.by:
        pairs.append((t("Who said it"), [here.party(said.by)]))
    if said.for_:
        pairs.append((t("For whom"), here.parties(said.for_)))
    if not whole:
        pairs.append((t("Where"), [here.meeting(record.id), Span(" · "), on(item.said_on)]))
    topics = here.store.program.topics or {}
    if said.topic and said.topic in topics:
        pairs.append((t("Topic"), [here.term(topics[said.topic])]))
    name = item.id.rpartition("#")[2]
    original = here.as_said(record, said, "text")
    words = here.own(record, said, "text")
    if is_withheld(item.id):
        words = Span(said.text)
    return Quote(
        f"heard-{name}",
        [words],
        [original] if original and not is_withheld(item.id) else [],
        pairs,
        outcome(item.outcome),
        list(_became(here, item)),
    )


def _became(here: Here, item: HeardItem) -> Iterator[Spans]:
    for promise in item.promises:
        badge = state(promise)
        yield [
            *(Span(t("Promise:") + " "), here.promise(promise.id), Span(f" ({badge.word}) · ")),
            here.party(promise.promise.from_),
        ]
    reply = item.reply
    if reply:
        words = Span(reply.text)
        if not is_withheld(item.id):
            words = here.said(reply.text, item.meeting.model.lang)
        who = here.party(reply.by)
        yield [who, Span(" · "), on(reply.date), Span(": "), words]
    back = here.answers.report_back(item)
    if back:
        yield [Span(t("Those who said it heard back on {day}.", day=short_day(back.day)))]


def all_of(here: Here, meeting: str) -> list[Quote]:
    """Return all that was heard in a meeting."""
    return [quote(here, one) for one in here.heard.values() if one.meeting.id == meeting]
