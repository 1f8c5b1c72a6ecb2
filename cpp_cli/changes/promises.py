"""What a change does to a promise: to its terms, and to what was said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes.differences import alike
from cpp_cli.changes.histories import added, lost_words, taken_back
from cpp_cli.changes.news import (
    BROKEN,
    DISPUTED,
    KEPT,
    MADE,
    SAID,
    WEAKENED,
    WITHOUT_WORD,
    News,
    told,
)
from cpp_cli.changes.terms import Terms, in_force
from cpp_cli.ledger.promises import is_mistake, spoken, standing
from cpp_cli.messages import mark, t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.pairs import Change
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.commitment import Commitment, PromiseEntry
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

TERMS = ("from", "to", "what", "made", "due", "review", "resources")
"""The fields of a promise that stay as they were first made."""

_WORDS = {
    "progress": (SAID, mark("where it stands, says {by}")),
    "delivered": (SAID, mark("it is done, says {by}")),
    "confirmed": (KEPT, mark("it was kept, says {by}")),
    "disputed": (DISPUTED, mark("it was not kept as promised, says {by}")),
    "released": (WEAKENED, mark("let go by {by}")),
    "broken": (BROKEN, mark("it will not be kept, says {by}")),
    "renegotiated": (SAID, mark("new terms, asked for by {by}")),
}
_ONLY_THE_RECEIVER = frozenset(("confirmed", "disputed", "released"))


def news(change: Change, day: date) -> Iterator[News]:
    """Yield what a change does to a promise."""
    if change.is_gone:
        yield News(WITHOUT_WORD, change, (), named(change, _deleted(change, day)))
        return
    if change.is_new:
        yield News(MADE, change, (), named(change, _made(change)))
    elif change.both:
        yield from _rewritten(change)
    if change.after:
        yield from _said(change, day)


def named(change: Change, text: str) -> str:
    """Return what is told of a promise, with what it is and whose."""
    record = change.after or change.before
    states = change.states
    store = states.after if change.after else states.before
    assert record is not None
    promise: Commitment = record.model
    return t(
        "{what} ({from_} to {to}): {text}",
        what=told(promise.what),
        from_=store.name(promise.from_),
        to=store.name(promise.to),
        text=text,
    )


def _made(change: Change) -> str:
    assert change.after is not None
    promise: Commitment = change.after.model
    if promise.due:
        return t("promised on {day}, due on {due}", day=promise.made.date, due=promise.due)
    if promise.review:
        return t(
            "promised on {day}, looked at on {days}",
            day=promise.made.date,
            days=", ".join(map(str, promise.review)),
        )
    return t("promised on {day}, without a date", day=promise.made.date)


def _deleted(change: Change, day: date) -> str:
    before = _standing(change.states.before, change.before, day)
    return t("the promise was deleted; it was {state}", state=t(before.state if before else "open"))


def _rewritten(change: Change) -> Iterator[News]:
    """Yield what was changed in what had been written: terms, and entries of the history."""
    for field in TERMS:
        before, after = change.old.get(field), change.new.get(field)
        if not alike(before, after):
            keys = (field,) if after is not None else ()
            text = _by_hand(field, told(before), told(after))
            yield News(WEAKENED, change, keys, named(change, text))
    yield from lost_words(change, lambda text: named(change, text))


def _by_hand(field: str, before: str, after: str) -> str:
    if field == "what":  # What it is now, the line begins with.
        return t("it was {before}; nobody has agreed to it", before=before)
    return t(
        "`{field}` was {before} and is {after}; nobody has agreed to it",
        field=field,
        before=before,
        after=after,
    )


def _standing(store: Store, record: Record[Commitment] | None, day: date) -> Standing | None:
    return standing(store, record, day) if record else None


def _said(change: Change, day: date) -> Iterator[News]:
    """Yield what is said about a promise that was not said before."""
    record = change.after
    assert record is not None
    store, promise = change.states.after, record.model
    now = standing(store, record, day)
    counted = set(spoken(store, record)) - {number for number, _ in (now.refused if now else ())}
    terms = in_force(change, day)
    new = set(added(change))
    for number in sorted(new, key=lambda n: (promise.history[n].date, n)):
        entry = promise.history[number]
        keys = ("history", number)
        if entry.mistake:
            continue
        if number not in counted:
            yield News(WITHOUT_WORD, change, keys, named(change, _not_theirs(change, entry)))
            continue
        group, words = _WORDS[entry.event]
        text = t(words, by=store.name(entry.by))
        if entry.event == "renegotiated":
            group, text = _agreed(change, entry, terms)
        elif entry.event == "confirmed" and now and now.settled != "kept":
            group, text = SAID, t("kept so far, says {by}", by=store.name(entry.by))
        elif entry.note:
            text = f"{text}: {told(entry.note)}"
        yield News(group, change, keys, named(change, text))
    for number in taken_back(change):
        entry = promise.history[number]
        yield _mistake(change, number, entry, is_mistake(store, promise, entry))


def _not_theirs(change: Change, entry: PromiseEntry) -> str:
    store = change.states.after
    assert change.after is not None
    by, to = store.name(entry.by), store.name(change.after.model.to)
    if entry.event == "confirmed":
        return t("{by} says that it was kept, which only {to} can say", by=by, to=to)
    if entry.event in _ONLY_THE_RECEIVER:
        return t("{by} says “{event}”, which only {to} can say", by=by, event=t(entry.event), to=to)
    return t("{by} says “{event}”, which does not count", by=by, event=t(entry.event))


def _agreed(change: Change, entry: PromiseEntry, terms: Terms) -> tuple[str, str]:
    """Return the group and the words for new terms, and make them those in force."""
    store = change.states.after
    weaker, told_terms = terms.take(entry)
    text = t(
        "{terms}; {by} asked, {agreed} agreed",
        terms="; ".join(told_terms) or t("no new terms"),
        by=store.name(entry.by),
        agreed=store.name(entry.agreed_by or ""),
    )
    if entry.why:
        text = t("{text}, because: {why}", text=text, why=told(entry.why))
    return (WEAKENED if weaker else SAID), text


def _mistake(change: Change, number: int, entry: PromiseEntry, counts: bool) -> News:
    mistake = entry.mistake
    assert mistake is not None
    text = t(
        "“{event}” of {day} is taken back as a mistake by {by}: {why}",
        event=t(entry.event),
        day=entry.date,
        by=change.states.after.name(mistake.by),
        why=told(mistake.why),
    )
    keys = ("history", number, "mistake")
    return News(SAID if counts else WITHOUT_WORD, change, keys, named(change, text))
