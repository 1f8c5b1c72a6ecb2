"""Which of all that was heard is asked for, and how the answer says so."""

from __future__ import annotations

from cpp_cli.ledger.matter import heard_for, priorities, said_by
from cpp_cli.messages import t
from cpp_cli.reports.answer import Paragraph

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date

    from cpp_cli.ledger.contacts import Covered
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Owed
    from cpp_cli.reading.store import Store


class Wanted:
    """Which of all that was heard is asked for; `before` is a day, the others are ids."""

    __slots__ = ("before", "by", "community", "priority", "topic", "unanswered")

    def __init__(
        self,
        unanswered: bool = False,
        before: date | None = None,
        by: Covered | None = None,
        priority: str | None = None,
        community: str | None = None,
        topic: str | None = None,
    ) -> None:
        self.unanswered = unanswered
        self.before = before
        self.by = by
        self.priority = priority
        self.community = community
        self.topic = topic

    def holds(self, item: HeardItem, owed: Owed) -> bool:
        """Whether something that was heard is asked for."""
        return (
            (not self.unanswered or item.outcome == "unanswered")
            and (self.before is None or item.said_on < self.before)
            and (self.priority is None or self.priority in item.meeting.brief.priorities)
            and (self.community is None or self.community in heard_for(item, owed))
            and (self.topic is None or item.item.topic == self.topic)
            and (self.by is None or said_by(item, self.by))
        )

    def told(self, store: Store) -> list[Paragraph]:
        """Return in words what is left out, so that a page handed on says so too."""
        parts = []
        if self.unanswered:
            parts.append(t("Only what has no answer yet."))
        if self.before:
            parts.append(t("Only what was said before {day}.", day=self.before))
        if self.priority:
            name = priorities(store).get(self.priority, self.priority)
            parts.append(t("Only of meetings about: {name}.", name=name))
        if self.community:
            parts.append(t("Only what was said for: {name}.", name=store.name(self.community)))
        if self.topic:
            topics = store.program.topics or {}
            parts.append(t("Only about: {name}.", name=topics.get(self.topic, self.topic)))
        return [Paragraph(" ".join(parts))] if parts else []
