"""The terms of a promise, and what new ones do to them: whether it is promised less than before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cpp_cli.changes.differences import alike
from cpp_cli.changes.news import told
from cpp_cli.ledger.promises import standing
from cpp_cli.messages import t
from cpp_cli.models.shape import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.pairs import Change
    from cpp_cli.models.commitment import PromiseEntry, Resources


class Terms:
    """The terms in force, which new ones take the place of."""

    def __init__(
        self, what: str, due: date | None, review: tuple[date, ...], resources: Resources | None
    ) -> None:
        self.what = what
        self.due = due
        self.review = review
        self.resources = resources

    def take(self, entry: PromiseEntry) -> tuple[bool, list[str]]:
        """Take up what was agreed; return whether it is less than before, and in words what."""
        found = [*self._day(entry), *self._words(entry), *self._given(entry)]
        return any(weaker for weaker, _ in found), [text for _, text in found]

    def _day(self, entry: PromiseEntry) -> Iterator[tuple[bool, str]]:
        if entry.review:
            fewer = len(entry.review) < len(self.review) or bool(self.due)
            days = ", ".join(map(str, entry.review))
            self.review, self.due = entry.review, None
            yield fewer, t("looked at on {days}", days=days)
        elif entry.due and entry.due != self.due:
            yield _moved(self.due, entry.due)
            self.due, self.review = entry.due, ()

    def _words(self, entry: PromiseEntry) -> Iterator[tuple[bool, str]]:
        if entry.what and not alike(entry.what, self.what):
            values = {"before": told(self.what), "after": told(entry.what)}
            self.what = entry.what
            yield True, t("reworded from {before} to {after}", **values)

    def _given(self, entry: PromiseEntry) -> Iterator[tuple[bool, str]]:
        if entry.resources is None:
            return
        before = plain(self.resources) if self.resources else {}
        after = plain(entry.resources)
        self.resources = entry.resources
        if not alike(before, after):
            values = {"before": told(before or None), "after": told(after)}
            yield _is_less(before, after), t("gives {after} instead of {before}", **values)


def _moved(before: date | None, after: date) -> tuple[bool, str]:
    if before is None:
        return False, t("due on {after}", after=after)
    later = after > before
    words = t("moved later") if later else t("moved earlier")
    return later, t("{words}, from {before} to {after}", words=words, before=before, after=after)


def _is_less(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether less is given: less money or fewer hours, or something that is not there any more."""
    money, more = (str(one.get("money", "0")).split() for one in (before, after))
    if money[1:] != more[1:] or Decimal(more[0]) < Decimal(money[0]):
        return bool(money[1:])
    if Decimal(str(after.get("hours", 0))) < Decimal(str(before.get("hours", 0))):
        return True
    return "what" in before and not alike(before["what"], after.get("what"))


def in_force(change: Change, day: date) -> Terms:
    """Return the terms that were in force before a change; of a new promise those it began with."""
    stood = standing(change.states.before, change.before, day) if change.before else None
    if stood:
        review = stood.reviews
        return Terms(stood.what, None if review else stood.due, review, stood.resources)
    assert change.after is not None
    promise = change.after.model
    return Terms(promise.what, promise.due, promise.review, promise.resources)
