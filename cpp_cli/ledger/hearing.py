"""What was heard, and what became of it: said, answered, reported back."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from cpp_cli.ledger.promises import Standing
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.meeting import Heard, Meeting, Reply
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store

_DONE = ("delivered", "kept")

Outcome = Literal["promised", "replied", "unanswered"]


@dataclass(frozen=True, slots=True)
class HeardItem:
    """One thing heard in a meeting, with the promises that answer it and the reply, by a day."""

    meeting: Record[Meeting]
    item: Heard
    promises: tuple[Standing, ...]
    reply: Reply | None

    @property
    def id(self) -> str:
        """`meeting#heard`."""
        return f"{self.meeting.id}#{self.item.id}"

    @property
    def said_on(self) -> date:
        """The day of the meeting."""
        return self.meeting.model.date

    @property
    def outcome(self) -> Outcome:
        """Whether a promise answers it, a reply does, or nothing yet."""
        if self.promises:
            return "promised"
        return "replied" if self.reply else "unanswered"


def heard_items(store: Store, standings: list[Standing], day: date) -> list[HeardItem]:
    """Return everything heard by a day, in the order of meetings, with what became of it."""
    answers: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        for reference in standing.promise.answers:
            found = store.heard(reference)
            if found:
                answers[f"{found[0].id}#{found[1].id}"].append(standing)
    return [
        HeardItem(
            meeting,
            item,
            tuple(answers.get(f"{meeting.id}#{item.id}", ())),
            item.answer if item.answer and item.answer.date <= day else None,
        )
        for meeting in meetings_by(store, day)
        for item in meeting.model.heard
    ]


def meetings_by(store: Store, day: date) -> list[Record[Meeting]]:
    """Return the meetings held by a day, in their order."""
    held = (meeting for meeting in store.meetings.values() if meeting.model.date <= day)
    return sorted(held, key=lambda meeting: (meeting.model.date, meeting.id))


def report_backs(store: Store, standings: list[Standing]) -> dict[str, list[Standing]]:
    """Return the promises to report back, by the meetings they were made at or answer."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        promise = standing.promise
        if promise.kind != "report-back":
            continue
        about = {reference.partition("#")[0] for reference in promise.answers}
        about |= {promise.made.meeting} if promise.made.meeting else set()
        for meeting in about:
            found[store.current(MEETING, meeting)].append(standing)
    return found


def was_reported_back(promises: list[Standing], items: list[HeardItem]) -> bool:
    """Whether those who met have heard back: a report was delivered, or each item was answered."""
    if any(standing.state in _DONE for standing in promises):
        return True
    return bool(items) and all(
        item.reply or any(standing.state in _DONE for standing in item.promises) for item in items
    )
