"""What was heard, and what became of it: said, answered, reported back."""

from __future__ import annotations

from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import is_us, who_may
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.meeting import Heard, Meeting, Reply

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any, Literal

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

    Outcome = Literal["promised", "replied", "unanswered"]
OUTCOMES: tuple[Outcome, ...] = ("promised", "replied", "unanswered")
_DONE = ("delivered", "kept")
_TOLD = ("outgoing", "between-partners")
"""The directions of promises that somebody else receives: what is done for us tells us only."""
ELSEWHERE = "answered elsewhere"
"""Where a public view keeps what a promise answers that it does not hold."""

_DAY = plainly(Meeting, "date")
_HEARD = plainly(Meeting, "heard")
_ITEM = plainly(Heard, "id", "answer")
_REPLIED_ON = plainly(Reply, "date")
_ABOUT = plainly(Commitment, "answers", "kind")


def was_heard(store: Store, reference: str) -> bool:
    """Whether something was heard, by `meeting#heard`."""
    meeting_id, _, heard_id = reference.partition("#")
    meeting = store.plain(MEETING, meeting_id)
    return meeting is not None and any(_ITEM(one)[0] == heard_id for one in _HEARD(meeting))


class HeardItem:
    """One thing heard in a meeting, with the promises that answer it, and whether a reply does.

    Its id is `meeting#heard`. Of what was heard it holds the plain value: most answers count it.
    """

    __slots__ = ("id", "meeting", "plain", "promises", "replied")

    def __init__(
        self,
        meeting: Record[Meeting],
        plain: Any,
        id: str,
        promises: Sequence[Standing],
        replied: bool,
    ) -> None:
        self.meeting = meeting
        self.plain = plain
        self.id = id
        self.promises = promises
        self.replied = replied

    @property
    def item(self) -> Heard:
        """What was heard; its answer is in brief."""
        found: Heard = Heard.from_raw(self.plain)
        return found

    @property
    def whole(self) -> Heard:
        """What was heard, with all of its words."""
        return next(one for one in self.meeting.model.heard if one.id == self.item.id)

    @property
    def reply(self) -> Reply | None:
        """The reply that answers it, with its words."""
        return self.whole.answer if self.replied else None

    @property
    def said_on(self) -> date:
        """The day of the meeting."""
        return self.meeting.brief.date

    @property
    def outcome(self) -> Outcome:
        """Whether a promise answers it, a reply does, or nothing yet."""
        if self.promises:
            return "promised"
        return "replied" if self.replied else "unanswered"


class ReportBack:
    """How those who said something heard back: on which day, and by which promise, if by one."""

    __slots__ = ("day", "promise")

    def __init__(self, day: date, promise: Standing | None = None) -> None:
        self.day = day
        self.promise = promise


def heard_items(
    store: Store,
    standings: Iterable[Standing],
    day: date,
    held: Iterable[Record[Meeting]] | None = None,
) -> list[HeardItem]:
    """Return everything heard by a day, in the order of meetings, with what became of it.

    `held` are the meetings that are asked about: all that were held by that day, if none are named.
    """
    return answers_by(store, standings, day).items(
        meetings_by(store, day) if held is None else held
    )


def answers_by(store: Store, standings: Iterable[Standing], day: date) -> Answers:
    """Return what these promises say of everything heard by a day."""
    answers = Answers(store, day)
    for standing in standings:
        answers.take(standing)
    return answers


def unanswered(items: Iterable[HeardItem]) -> list[HeardItem]:
    """Return what neither a promise nor a reply answers."""
    return [item for item in items if not item.replied and not item.promises]


def receiver(store: Store, item: HeardItem, day: date) -> str | None:
    """Return to whom a promise that answers something would be owed; None where that is not plain.

    To the one for whom it was said, else to the partner of who said it, else to the community that
    the meeting was about: to the first of these who is there to say whether it was kept.
    """
    said, about = item.item, item.meeting.brief.communities
    if len(said.for_) > 1 or (not said.for_ and not said.by and len(about) > 1):
        return None
    partner = (said.by.partition("/")[0],) if said.by else ()
    others = [one for one in (*said.for_, *partner) or about if not is_us(store, one)]
    return next((one for one in others if who_may(store, one, day)), next(iter(others), None))


class Answers:
    """The promises that answer something heard, and the reports that were given, by a day."""

    __slots__ = ("_answered", "_done", "_elsewhere", "_known", "_reports", "_store", "_until")

    def __init__(self, store: Store, day: date) -> None:
        self._store = store
        self._known = frozenset(store.meetings)
        self._elsewhere: frozenset[str] = store.memo.get(ELSEWHERE, frozenset())
        self._until = day.isoformat()
        self._answered: dict[str, tuple[Standing, ...]] = {}
        self._done: set[str] = set()
        self._reports: dict[str, list[Standing]] = {}

    def take(self, standing: Standing) -> None:
        """Look at a promise."""
        references, kind = _ABOUT(standing.record.plain)
        if not references and kind != "report-back":
            return
        done = _is_told(standing)
        for reference in references:
            meeting, _, heard = reference.partition("#")
            if meeting not in self._known:
                reference = f"{self._store.current(MEETING, meeting)}#{heard}"
            self._answered[reference] = (*self._answered.get(reference, ()), standing)
            if done:
                self._done.add(reference)
        if done and kind == "report-back":
            at = standing.promise.made.meeting
            about = [reference.partition("#")[0] for reference in references]
            for meeting in (*about, at) if at else about:
                self._reports.setdefault(self._store.current(MEETING, meeting), []).append(standing)

    def items(self, held: Iterable[Record[Meeting]]) -> list[HeardItem]:
        """Return what was heard in some meetings, in their order, with what became of it."""
        return [
            HeardItem(meeting, plain, *self.became(meeting.id, plain))
            for meeting in held
            for plain in _HEARD(meeting.plain)
        ]

    def report_back(self, item: HeardItem) -> ReportBack | None:
        """Return how those who said something first heard back; None if they have not.

        That is the same question as `follow_up` asks of all that was heard in a meeting: by a
        report, by a reply, or by a promise that was delivered or kept: not to us.
        """
        done = [one for one in item.promises if _is_told(one)]
        found = [
            ReportBack(day, one)
            for one in (*self._reports.get(item.meeting.id, ()), *done)
            if (day := one.done_on) is not None
        ]
        reply = item.item.answer if item.replied else None
        if reply is not None and item.id not in self._elsewhere:
            found.append(ReportBack(reply.date))
        return min(found, key=lambda one: one.day, default=None)

    def became(self, meeting: str, plain: Any) -> tuple[str, tuple[Standing, ...], bool]:
        """Return the id of something heard, the promises that answer it, and whether a reply does.

        It is the plain value of a `Heard`.
        """
        heard, reply = _ITEM(plain)
        key = f"{meeting}#{heard}"
        replied = reply is not None and _REPLIED_ON(reply) <= self._until
        return key, self._answered.get(key, ()), replied

    def follow_up(self, meeting: Record[Meeting]) -> tuple[list[HeardItem], bool]:
        """Return what was heard in a meeting and nothing answers, and whether those who met have
        heard back, once all promises were looked at.

        They have when a report was delivered or kept that was promised there or answers what was
        said there, or when each thing has a reply, or a promise that was delivered or kept.
        """
        found: list[HeardItem] = []
        heard = _HEARD(meeting.plain)
        done = bool(heard)
        for plain in heard:
            name, reply = _ITEM(plain)
            key = f"{meeting.id}#{name}"
            replied = reply is not None and _REPLIED_ON(reply) <= self._until
            if replied and key not in self._elsewhere:
                continue
            done = done and key in self._done
            if not replied and key not in self._answered:
                found.append(HeardItem(meeting, plain, key, (), False))
        return found, done or meeting.id in self._reports


def _is_told(standing: Standing) -> bool:
    """Whether a promise is done, and somebody else knows it."""
    return standing.settled in _DONE and standing.direction in _TOLD


def meetings_by(store: Store, day: date) -> list[Record[Meeting]]:
    """Return the meetings held by a day, in their order."""
    until = day.isoformat()
    held = [
        (on, meeting.id, meeting)
        for meeting in store.meetings.values()
        if (on := _DAY(meeting.plain)) <= until
    ]
    held.sort()
    return [meeting for _, _, meeting in held]
