"""What a change does to a harm: who takes responsibility, and what those harmed say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes.histories import added, lost_words, taken_back
from cpp_cli.changes.news import HARMS, WITHOUT_WORD, News, named, told
from cpp_cli.ledger.harms import taken_back as rightly_taken_back
from cpp_cli.ledger.harms import word_counts
from cpp_cli.messages import mark, t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.changes.pairs import Change

_WORDS = {
    "acknowledged": mark("{by} takes responsibility"),
    "repaired": mark("it is repaired, says {by}"),
    "reopened": mark("it is not repaired, says {by}"),
}


def news(change: Change) -> Iterator[News]:
    """Yield what a change does to a harm."""
    if change.is_new:
        yield News(HARMS, change, (), named(change, t("told for the first time")))
    yield from lost_words(change, lambda text: named(change, text))
    if change.after:
        yield from _said(change)


def _said(change: Change) -> Iterator[News]:
    assert change.after is not None
    store, harm = change.states.after, change.after.model
    for number in added(change):
        entry = harm.history[number]
        by = store.name(entry.by)
        group, text = HARMS, t(_WORDS[entry.event], by=by)
        if not word_counts(store, harm, entry):
            group, text = (
                WITHOUT_WORD,
                t("{by} says “{event}”, which does not count", by=by, event=t(entry.event)),
            )
        elif entry.note:
            text = f"{text}: {told(entry.note)}"
        yield News(group, change, ("history", number), named(change, text))
    for number in taken_back(change):
        entry = harm.history[number]
        text = t(
            "“{event}” of {day} is taken back as a mistake", event=t(entry.event), day=entry.date
        )
        group = HARMS if rightly_taken_back(store, harm, entry) else WITHOUT_WORD
        yield News(group, change, ("history", number, "mistake"), named(change, text))
