"""What `cpp heard` says: each thing that was heard, its answer, and whether they heard back."""

from __future__ import annotations

from cpp_cli.ledger.hearing import OUTCOMES, answers_by, meetings_by, unanswered
from cpp_cli.ledger.matter import Owed, heard_for
from cpp_cli.messages import mark, t, tn
from cpp_cli.reports import promises
from cpp_cli.reports.answer import (
    Answer,
    Figure,
    Heading,
    Pairs,
    Paragraph,
    Table,
    Told,
    Words,
    as_of,
)
from cpp_cli.reports.translated import translated

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.hearing import Answers, HeardItem, ReportBack
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.wanted import Wanted

    Fact = tuple[str, Cell]

FIGURES = {
    "heard": mark("Heard"),
    "promised": mark("Answered by a promise"),
    "replied": mark("Answered at once, or why not"),
    "unanswered": mark("Not answered yet"),
    "reported_back": mark("Those who said it heard back"),
}
"""What is counted of all that was heard, and what that is called."""


class Chain:
    """One thing heard, and how those who said it heard back, if they have."""

    __slots__ = ("back", "item")

    def __init__(self, item: HeardItem, back: ReportBack | None) -> None:
        self.item = item
        self.back = back


def report(store: Store, standings: Iterable[Standing], day: date, wanted: Wanted) -> Answer:
    """Return what was heard by a day and what became of it; what waits is told first."""
    answers = answers_by(store, standings, day)
    owed = Owed(store)
    items = answers.items(meetings_by(store, day))
    chains = chains_of(answers, [item for item in items if wanted.holds(item, owed)])
    title = t("What was heard, and what became of it")
    if wanted.by:
        title = t("What {name} said, and what became of it", name=store.name(wanted.by.party))
    blocks: list[Block] = [Heading(title, 1), as_of(day), *wanted.told(store)]
    figures = _figures(chains)
    if not chains:
        blocks.append(Paragraph(_nothing(items, wanted)))
    elif not wanted.unanswered:
        blocks.append(Pairs([(t(FIGURES[key]), figure) for key, figure in figures.items()]))
    blocks += told(promises.Names(store), chains, day)
    return Answer(
        blocks,
        data=lambda: {"totals": figures, "heard": [data(chain, owed) for chain in chains]},
        csv=lambda: _csv(chains),
    )


def _nothing(items: Sequence[HeardItem], wanted: Wanted) -> str:
    if not items:
        return t("Nothing that was heard is written down yet: cpp meeting add --help")
    if wanted.unanswered and not unanswered(items):
        return t("Everything that was heard has an answer.")
    return t("Nothing like that is written down.")


def chains_of(answers: Answers, items: Iterable[HeardItem]) -> list[Chain]:
    """Return what was heard with how those who said it heard back."""
    return [Chain(item, answers.report_back(item)) for item in items]


def counted(items: Sequence[HeardItem]) -> dict[str, Figure]:
    """Count what was heard by what became of it."""
    by: dict[str, list[str]] = {outcome: [] for outcome in OUTCOMES}
    for item in items:
        by[item.outcome].append(item.id)
    return {
        "heard": Figure.count([item.id for item in items]),
        **{outcome: Figure.count(ids) for outcome, ids in by.items()},
    }


def _figures(chains: Sequence[Chain]) -> dict[str, Figure]:
    back = Figure.count([chain.item.id for chain in chains if chain.back])
    return {**counted([chain.item for chain in chains]), "reported_back": back}


# For people


def told(names: promises.Names, chains: Iterable[Chain], day: date) -> list[Block]:
    """Return the chains in three groups: what waits for an answer and those who wait to hear back,
    the longest first; then those who have heard back, the latest first."""
    groups: dict[str, list[Chain]] = {"unanswered": [], "waits": [], "back": []}
    for chain in chains:
        answered = "back" if chain.back else "waits"
        groups["unanswered" if chain.item.outcome == "unanswered" else answered].append(chain)
    groups["back"].reverse()
    titles = {
        "unanswered": t("Not answered yet ({count})", count=len(groups["unanswered"])),
        "waits": t("Answered, and not reported back yet ({count})", count=len(groups["waits"])),
        "back": t("Answered and reported back ({count})", count=len(groups["back"])),
    }
    return [
        block
        for key, group in groups.items()
        if group
        for block in (
            Heading(titles[key]),
            Told([(_line(one.item.item.text), _facts(names, one, day)) for one in group]),
        )
    ]


def _line(text: str) -> str:
    return " ".join(text.split())


def _facts(names: promises.Names, chain: Chain, day: date) -> list[Fact]:
    item = chain.item
    return [
        *translated(item.whole, "text", item.meeting.model.lang),
        (t("Said"), said(names, item)),
        (t("Meeting"), item.meeting.brief.title),
        *_answered(names, item, day),
        *_reported(chain),
        (t("Id"), item.id),
    ]


def said(names: promises.Names, item: HeardItem) -> str:
    """Return when something was said, by whom, and for whom."""
    heard, day = item.item, item.said_on
    whom = ", ".join(names[party] for party in heard.for_)
    if heard.by:
        who = names[heard.by]
        if whom:
            return t("{day} by {who}, for {whom}", day=day, who=who, whom=whom)
        return t("{day} by {who}", day=day, who=who)
    if whom:
        return t("{day} for {whom}; who said it asked not to be named", day=day, whom=whom)
    return t("{day}; who said it asked not to be named", day=day)


def _answered(names: promises.Names, item: HeardItem, day: date) -> list[Fact]:
    facts: list[Fact] = []
    for one in item.promises:
        promise, state = one.promise, promises.state_words(one)
        text = t(
            "{day} by {who} to {whom}: {what}",
            day=promise.made.date,
            who=names[promise.from_],
            whom=names[promise.to],
            what=_line(one.what),
        )
        stands = t("{state} ({id})", state=state.text, id=one.id)
        facts += [(t("Promised"), text), (t("State"), Words(stands, state.tone))]
    reply = item.reply
    if reply:
        who, why = names[reply.by], _line(reply.text)
        facts.append((t("Answer"), t("{day} by {who}: {text}", day=reply.date, who=who, text=why)))
    if not facts:
        days = (day - item.said_on).days
        waits = t("none yet")
        if days:
            waits = tn("none yet, after one day", "none yet, after {count} days", days)
        facts.append((t("Answer"), Words(waits, "warn")))
    return facts


def _reported(chain: Chain) -> list[Fact]:
    back = chain.back
    if back is None:
        if chain.item.outcome == "unanswered":
            return []
        return [(t("Reported back"), Words(t("not yet"), "warn"))]
    if back.promise:
        text = t("{day} ({id})", day=back.day, id=back.promise.id)
    else:
        text = t("{day}, with the answer", day=back.day)
    return [(t("Reported back"), text)]


# For machines


def data(chain: Chain, owed: Owed) -> dict[str, Any]:
    """Return the chain of one thing heard for JSON."""
    from cpp_cli.models.shape import plain

    item, back = chain.item, chain.back
    whole = plain(item.whole)
    return {
        "id": item.id,
        "meeting": item.meeting.id,
        "date": item.said_on.isoformat(),
        "by": whole.get("by"),
        "for": list(whole.get("for", ())),
        "text": whole["text"],
        "translated": whole.get("translated", {}),
        "topic": whole.get("topic"),
        "communities": [one for one in heard_for(item, owed) if one in owed.communities],
        "priorities": list(item.meeting.brief.priorities),
        "outcome": item.outcome,
        "promises": [promises.data(one) for one in item.promises],
        "answer": whole.get("answer") if item.replied else None,
        "reported_back": {
            "date": back.day.isoformat(),
            "record": back.promise.id if back.promise else item.id,
        }
        if back
        else None,
    }


_COLUMNS = (
    *("id", "date", "by", "for", "text", "topic", "outcome"),
    *("promises", "states", "answered", "answered_by", "answer", "reported_back"),
)


def _csv(chains: Iterable[Chain]) -> Table:
    rows: list[Sequence[Cell]] = []
    for chain in chains:
        item, heard = chain.item, chain.item.item
        reply, back = item.reply, chain.back
        rows.append(
            (
                *(item.id, item.said_on.isoformat(), heard.by, ", ".join(heard.for_)),
                *(heard.text, heard.topic, item.outcome),
                ", ".join(one.id for one in item.promises),
                ", ".join(one.state for one in item.promises),
                *((reply.date.isoformat(), reply.by, reply.text) if reply else ("", "", "")),
                back.day.isoformat() if back else "",
            )
        )
    return Table(_COLUMNS, rows)
