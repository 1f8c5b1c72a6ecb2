"""In a statement: what was promised both ways, what was said, and what became of each."""

from __future__ import annotations

from cpp_cli.ledger.harms import WORDS
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Heading, Pairs, Words
from cpp_cli.reports.promises import TONES, by_due, days_late
from cpp_cli.reports.statement.money import with_amounts
from cpp_cli.reports.statement.page import facts, numbered

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.statement.page import Page

    Found = tuple[list[Block], dict[str, Any]]


_IN_BRIEF = {
    "open": mark("not done yet"),
    "overdue": mark("late"),
    "delivered": mark("said to be done"),
    "disputed": mark("not kept as promised"),
    "kept": mark("kept"),
    "released": mark("let go"),
    "broken": mark("will not be kept"),
}
"""What became of a promise, where it is only named."""


def promises(page: Page) -> Found:
    """Return what was promised to the partner and by it, and what became of each."""
    statement = page.statement
    covered = statement.voice.covered
    to: dict[str, list[Standing]] = {"": []}
    for one in statement.promised_to:
        side = "" if covered[one.promise.to] else page.store.party(one.promise.to)
        to.setdefault(side, []).append(one)
    blocks: list[Block] = []
    data: list[dict[str, Any]] = []
    for side, those in to.items():
        name = page.name(side) if side else ""
        title = t("Promised to {name}", name=name) if side else t("Promised to you")
        more, found = _promised(
            page, "promised-to", title, t("What, and by whom if not by us"), those
        )
        blocks += more
        data += found
    title = t("Promised by you")
    column = t("What, and to whom if not to us")
    more, mine = _promised(page, "promised-by", title, column, statement.promised_by)
    return blocks + more, {"promised_to": data, "promised_by": mine}


def _promised(
    page: Page, part: str, title: str, column: str, those: Iterable[Standing]
) -> tuple[list[Block], list[dict[str, Any]]]:
    rows: list[Sequence[Cell]] = []
    data: list[dict[str, Any]] = []
    for one in by_due(those):
        promise = one.promise
        what, state = page.promised(one), became(page, one)
        number = page.number(part, one.id, what)
        due = one.due.isoformat() if one.due else None
        whom = promise.to if part == "promised-by" else promise.from_
        text = with_amounts(page, one, what)
        if page.store.party(whom) != page.us:
            text = t("{who}: {what}", who=page.name(whom), what=text)
        rows.append((number, text, due or t("no date"), state))
        data.append(
            {
                "number": number,
                "id": one.id,
                "from": page.statement.party(promise.from_),
                "to": page.statement.party(promise.to),
                "what": what,
                "made": promise.made.date.isoformat(),
                "due_in_force": due,
                "state": one.state,
                "waits_for_your_word": _waits(page, one),
            }
        )
    return numbered(title, (column, t("Due"), t("What became of it")), rows), data


def _waits(page: Page, one: Standing) -> bool:
    waiting = page.statement.waiting
    return any(one is other for other in (*waiting.delivered, *waiting.reviews))


def became(page: Page, one: Standing) -> Words:
    """Return what became of a promise, as those who read it see it."""
    state, due = one.state, one.due
    if _waits(page, one):
        return Words(_asks(one), "warn")
    day = one.last_day("disputed") if state == "disputed" else one.settled_on
    texts = {
        "open": t("not done yet"),
        "overdue": days_late(due, one.day) if due else "",
        "delivered": _waits_for(page, one),
        "disputed": t("said on {day} not to be kept as promised", day=day),
        "kept": t("kept, said on {day}", day=day),
        "released": t("let go on {day}", day=day),
        "broken": t("will not be kept, said on {day}", day=day),
    }
    text = texts[state]
    if one.no_one_left and state != "delivered":
        text = t("{state}; no one is left to say", state=text)
    return Words(text, TONES.get(state, "plain"))


def _waits_for(page: Page, one: Standing) -> str:
    if one.no_one_left:
        return t("said to be done; no one is left to say whether it was kept")
    return t("said to be done; waits for a word of {name}", name=page.name(one.promise.to))


def _asks(one: Standing) -> str:
    if one.settled == "delivered":
        done = one.last_day("delivered")
        return t("said on {day} to be done; waits for your word", day=done)
    return t("to be looked at since {day}; waits for your word", day=one.due)


def heard(page: Page) -> Found:
    """Return what the partner said and what became of it; of others, what is public."""
    said, mine = _heard(page, "said", page.statement.said)
    told, others = _heard(page, "said-by-others", page.statement.told_of)
    columns = (t("Day"), t("Who said what"), t("What became of it"))
    blocks = numbered(t("What you said"), columns, said)
    blocks += numbered(t("What others said for you, in public"), columns, told)
    return blocks, {"said": mine, "said_by_others": others}


def _heard(
    page: Page, part: str, items: Iterable[HeardItem]
) -> tuple[list[Sequence[Cell]], list[dict[str, Any]]]:
    rows: list[Sequence[Cell]] = []
    data: list[dict[str, Any]] = []
    for item in items:
        words = item.whole
        text = page.said(words, "text", item.meeting.model.lang)
        number = page.number(part, item.id, text)
        day = item.said_on.isoformat()
        came = _answer(page, item)
        named = t("{who}: {what}", who=page.name(words.by), what=text) if words.by else text
        rows.append((number, day, named, came))
        by = page.statement.party(words.by) if words.by else None
        data.append({"number": number, "id": item.id, "date": day, "by": by, "text": text})
        data[-1] |= {"outcome": item.outcome, "became": came}
    return rows, data


def _answer(page: Page, item: HeardItem) -> str:
    if item.promises:
        return "; ".join(_promise(page, one) for one in item.promises)
    reply = item.whole.answer if item.replied else None
    if reply is None:
        return t("no answer yet")
    return " ".join(reply.text.split())


def _promise(page: Page, one: Standing) -> str:
    """A promise that answers: by its number, or by its words where they may be read."""
    state = t("waits for your word") if _waits(page, one) else t(_IN_BRIEF[one.state])
    number = page.number_of(one.id)
    if number:
        return t("promised (see {number}): {state}", number=number, state=state)
    shown = page.statement.shown(one)
    if shown:
        return t("promised: {what}: {state}", what=page.promised(shown), state=state)
    return t("promised to others: {state}", state=state)


def harms(page: Page) -> Found:
    """Return the harms that the partner told, and the public ones that concern it."""
    pairs: list[tuple[str, str]] = []
    data: list[dict[str, Any]] = []
    for harm in page.statement.harms:
        model = harm.record.model
        what = page.said(model, "what", model.lang)
        number = page.number("harm", harm.record.id, what)
        pairs.append((t("{number}. Harm", number=number), what))
        pairs.append((t("What became of it"), _repair(page, harm)))
        data.append({"number": number, "id": harm.record.id, "what": what})
        data[-1] |= {
            "acknowledged_by": [page.statement.party(one.by) for one in harm.acknowledged],
            "word_of_those_harmed": harm.word,
            "repairs": [
                {"id": one.id, "state": one.state}
                for one in harm.repairs
                if page.statement.shown(one)
            ],
        }
    title = Heading(t("Harms and repair"))
    return ([title, Pairs(pairs)] if pairs else []), {"harms": data}


def _repair(page: Page, harm: HarmStanding) -> str:
    """Who took responsibility, which repairs are promised, and what those harmed say."""
    owned = page.names(entry.by for entry in harm.acknowledged)
    seen = [_promise(page, one) for one in harm.repairs if page.statement.shown(one)]
    nobody = t("Nobody has taken responsibility yet.")
    parts = [t("Who took responsibility: {names}.", names=owned) if owned else nobody]
    if seen:
        parts.append(t("Repair: {promises}.", promises="; ".join(seen)))
    return " ".join((*parts, t("Those harmed say: {word}.", word=t(WORDS[harm.word]))))


def meetings(page: Page) -> Found:
    """Return the meetings that the partner called or came to."""
    rows: list[tuple[int, str, str]] = []
    data: list[dict[str, Any]] = []
    for meeting in page.statement.meetings:
        model = meeting.model
        title, day = page.said(model, "title", model.lang), model.date.isoformat()
        number = page.number("meeting", meeting.id, title)
        rows.append((number, day, title))
        data.append({"number": number, "id": meeting.id, "date": day, "title": title})
    return facts(t("Meetings with you"), rows), {"meetings": data}
