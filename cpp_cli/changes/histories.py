"""Two states of a history: which entries stand as they were, which are new, which are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.changes.differences import alike
from cpp_cli.changes.news import WITHOUT_WORD, News
from cpp_cli.messages import t
from cpp_cli.models.same import same_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cpp_cli.changes.pairs import Change
    from cpp_cli.finding import Keys

    Entry = dict[str, Any]


def entries(data: dict[str, Any]) -> list[Entry]:
    """Return the history in what a record says."""
    found: list[Entry] = data.get("history", [])
    return found


def is_the_same_word(before: Entry, after: Entry) -> bool:
    """Whether an entry says what it said; it may have been called a mistake since."""
    if "mistake" not in before:
        after = {name: value for name, value in after.items() if name != "mistake"}
    return alike(before, after)


def kept(change: Change) -> Iterator[tuple[Entry, int | None]]:
    """Yield each entry that there was, and where it stands now: after those that stood before it.

    None where it does not stand there as it was.
    """
    now, start = entries(change.new), 0
    for entry in entries(change.old):
        here = (n for n in range(start, len(now)) if is_the_same_word(entry, now[n]))
        at = next(here, None)
        start = start if at is None else at + 1
        yield entry, at


def lost(change: Change) -> Iterator[tuple[Entry, int | None]]:
    """Yield each entry that does not stand as it was, and where that is which it became.

    None where nothing is left of it.
    """
    both = list(kept(change))
    taken = {at for _, at in both}
    for entry, at in both:
        if at is None:
            known = same_by("history", entry)
            now = enumerate(entries(change.new))
            like = (n for n, one in now if n not in taken and same_by("history", one) == known)
            became = next(like, None)
            taken.add(became)
            yield entry, became


def added(change: Change) -> list[int]:
    """Return where the entries stand that were not there before."""
    old = {at for _, at in kept(change)} | {at for _, at in lost(change)}
    return [at for at in range(len(entries(change.new))) if at not in old]


def taken_back(change: Change) -> list[int]:
    """Return where the entries stand that have been called a mistake since."""
    return [
        at
        for entry, at in kept(change)
        if at is not None and "mistake" not in entry and "mistake" in entries(change.new)[at]
    ]


def lost_words(change: Change, named: Callable[[str], str]) -> Iterator[News]:
    """Yield that entries were taken out or rewritten, which nobody may do."""
    for entry, became in lost(change):
        values = {"event": t(entry["event"]), "day": entry["date"], "by": entry["by"]}
        if became is not None:
            keys: Keys = ("history", became)
            text = t("rewritten in its history: {event} of {day}, by {by}", **values)
        else:
            keys = ("history",) if entries(change.new) else ()
            text = t("taken out of its history: {event} of {day}, by {by}", **values)
        yield News(WITHOUT_WORD, change, keys, named(text))
