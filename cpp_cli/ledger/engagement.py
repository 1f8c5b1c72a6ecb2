"""Engagement promised, and experienced: the second is the word of those who were engaged, only."""

from __future__ import annotations

from cpp_cli.ledger.contacts import Partners
from cpp_cli.ledger.parties import ALWAYS, NEVER, Times, ours, parties
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import speaks_for
from cpp_cli.messages import mark
from cpp_cli.models.meeting import Engagement, Experienced, Meeting
from cpp_cli.models.part import DAYS

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reading.store import Store

    Verdict = Literal["below", "as_promised", "above", "not_said"]

_ENGAGED = plainly(Meeting, "title", "date", "engagement")
_CAME = plainly(Meeting, "attendees", "convened_by", "communities")
_PROMISED = plainly(Engagement, "promised", "experienced")
_EXPERIENCED = plainly(Experienced, "level", "by", "date")

LEVELS = (
    mark("ignore"),
    mark("inform"),
    mark("consult"),
    mark("involve"),
    mark("collaborate"),
    mark("defer-to"),
)
"""The levels of engagement, the lowest first."""
HEIGHTS = {level: number for number, level in enumerate(LEVELS)}
"""How far each level of engagement goes."""
VERDICTS: tuple[Verdict, ...] = ("below", "as_promised", "above", "not_said")


class Engaged:
    """A meeting for which a level was promised, and the levels that others say they experienced."""

    __slots__ = ("experienced", "meeting", "promised", "title", "verdict")

    def __init__(
        self,
        meeting: str,
        title: str,
        promised: str,
        experienced: tuple[str, ...],
        verdict: Verdict,
    ) -> None:
        self.meeting = meeting
        self.title = title
        self.promised = promised
        self.experienced = experienced
        self.verdict = verdict


def engaged(matter: Matter) -> list[Engaged]:
    """Return the meetings for which a level was promised, with what was said about it by the day.

    Only the word of those counts who are not us, and were there or speak for those who were; what
    was said before the meeting is not about it.
    """
    found: list[Engaged] = []
    until = matter.day.isoformat()
    words = _Words(matter.store)
    verdicts: dict[tuple[str, ...], Verdict] = {}
    for meeting in matter.meetings:
        title, on, engagement = _ENGAGED(meeting.plain)
        promised, experienced = _PROMISED(engagement) if engagement else (None, ())
        if promised is None:
            continue
        levels = tuple(
            [
                level
                for level, by, day in map(_EXPERIENCED, experienced)
                if on <= (day or on) <= until and words.count(meeting.plain, by, day or on)
            ]
        )
        key = promised, *levels
        if key not in verdicts:
            verdicts[key] = _verdict(promised, levels)
        found.append(Engaged(meeting.id, title, promised, levels, verdicts[key]))
    return found


def _verdict(promised: str, experienced: tuple[str, ...]) -> Verdict:
    """Compare the promise with the lowest level that anybody experienced."""
    if not experienced:
        return "not_said"
    lowest, wanted = min(map(HEIGHTS.__getitem__, experienced)), HEIGHTS[promised]
    return "below" if lowest < wanted else "above" if lowest > wanted else "as_promised"


class _Words:
    """Whose word it is how a meeting was."""

    __slots__ = ("_own", "_partners", "_store")

    def __init__(self, store: Store) -> None:
        self._store = store
        self._partners, self._own = Partners(store), _Own(store)

    def count(self, meeting: tuple[object, ...], by: str, day: str) -> bool:
        """Whether it is that of `by`, who says it on a day; the meeting is a plain value."""
        own = self._own[by]
        if own is not NEVER and own.hold(DAYS[day]):
            return False
        came, called, communities = _CAME(meeting)
        if by in came or not came:
            return True
        known = ours(self._store)
        there = {self._partners[party] for party in came + called if not known[party]}
        return any(speaks_for(self._store, by, one, DAYS[day]) for one in (*there, *communities))


class _Own(dict[str, Times]):
    """The days on which each party is one of us: itself, or as the same human elsewhere."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._also = {
            human
            for key in store.us
            if (partner := store.partner_of(key))
            for person in partner.model.people
            for human in store.same_human(f"{partner.id}/{person.id}")
        }

    def __missing__(self, party: str) -> Times:
        store, found = self._store, NEVER
        if ours(store)[party]:
            found = ALWAYS
        elif store.party(party) in self._also:
            found = parties(store)[party].human.ours_in_office
        self[party] = found
        return found
