"""Load: what was asked of each partner in some time, against what was given back.

Asked are the meetings that we called and it did not, and what it promised us. Given back is what it
says we kept, what moved to it, what it said that was answered, and what we brought back to it; what
is for a community is for those who speak for it.
"""

from __future__ import annotations

from itertools import takewhile

from cpp_cli.days import before
from cpp_cli.ledger.contacts import Partners, others
from cpp_cli.ledger.hearing import heard_items
from cpp_cli.ledger.parties import ours
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.power import Receivers
from cpp_cli.ledger.promises import standing
from cpp_cli.ledger.resources import HOURS, gifts, total
from cpp_cli.models.commitment import Commitment, Made
from cpp_cli.models.meeting import Heard, Meeting, Reply

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.resources import Amounts, Gift
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

_MET = plainly(Meeting, "date", "attendees", "convened_by")
_PROMISED = plainly(Commitment, "from_", "to", "made")
_MADE_ON, _REPLIED_ON = plainly(Made, "date"), plainly(Reply, "date")
_SAID = plainly(Heard, "by", "for_", "answer")
_DONE = ("delivered", "kept")


DAYS, OVER = 90, 3
"""How far back what was asked is looked at, and how many asks are many, unless others are named."""


class Window:
    """The days after one day, up to another."""

    __slots__ = ("_after", "_until", "after", "until")

    def __init__(self, after: date, until: date) -> None:
        self.after, self.until = after, until
        self._after, self._until = after.isoformat(), until.isoformat()

    def holds(self, day: date | None) -> bool:
        """Whether a day is one of these."""
        return day is not None and self.after < day <= self.until

    def has(self, day: str) -> bool:
        """Whether a day, as text, is one of these."""
        return self._after < day <= self._until


class Asked:
    """What was asked of a partner: meetings and promises, by their ids."""

    __slots__ = ("meetings", "promises")

    def __init__(self) -> None:
        self.meetings: list[str] = []
        self.promises: list[str] = []

    @property
    def times(self) -> list[str]:
        """Every time that something was asked, by the id of the record that says so."""
        return self.meetings + self.promises


def asked(store: Store, window: Window) -> dict[str, Asked]:
    """Return what was asked of each partner in a window; only of those that were asked."""
    meetings = (record for _, record in sorted(store.meetings.items()))
    return _asked(store, window, meetings, (one for _, one in sorted(store.commitments.items())))


def asked_of(matter: Matter, days: int) -> dict[str, Asked]:
    """Return what was asked of each partner in the last days of a matter, of what it holds."""
    window = Window(before(matter.day, days), matter.day)
    lately = takewhile(lambda one: window.has(_MET(one.plain)[0]), reversed(matter.meetings))
    promises = (standing.record for _, _, standing in matter.made["incoming"])
    return _asked(matter.store, window, reversed([*lately]), promises)


def _asked(
    store: Store,
    window: Window,
    meetings: Iterable[Record[Meeting]],
    promises: Iterable[Record[Commitment]],
) -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    us, partners = ours(store), Partners(store)
    for meeting in meetings:
        key = meeting.id
        on, came, called = _MET(meeting.plain)
        if window.has(on) and any(us[party] for party in called):
            theirs = {partners[party] for party in called}
            for partner in dict.fromkeys(partners[party] for party in came if not us[party]):
                if partner not in theirs:
                    found.setdefault(partner, Asked()).meetings.append(key)
    for promise in promises:
        key = promise.id
        from_, to, made = _PROMISED(promise.plain)
        if window.has(_MADE_ON(made)) and us[to] and not us[from_]:
            found.setdefault(partners[from_], Asked()).promises.append(key)
    return found


class Load:
    """What was asked of a partner, and what was given back.

    `hours` are those that it promised; `kept` and `reports` are ids of our promises, `answered` of
    what it said; `moved` are money and hours; `owed` is what we owe it on the day.
    """

    __slots__ = ("answered", "asked", "hours", "kept", "moved", "owed", "partner", "reports")

    def __init__(self, partner: str, asked: Asked | None = None) -> None:
        self.partner = partner
        self.asked = asked or Asked()
        self.hours: Amounts = {}
        self.moved: Amounts = {}
        self.kept: list[str] = []
        self.answered: list[str] = []
        self.reports: list[str] = []
        self.owed: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked and nothing given."""
        return not (self.asked.times or self.kept or self.answered or self.reports or self.moved)


def loads(store: Store, standings: Sequence[Standing], window: Window) -> list[Load]:
    """Return what was asked of each partner that is not us, and given back; most asked first."""
    known = asked(store, window)
    found = {
        record.id: Load(record.id, known.get(record.id)) for record in others(store, window.until)
    }
    to = Receivers(store, window.until)
    _hours(store, standings, found)
    _given(store, standings, window, to, found)
    for item in heard_items(store, standings, window.until):
        if _is_answered(item, window):
            for partner in _voices(item, to):
                if partner in found:
                    found[partner].answered.append(item.id)
    return sorted(found.values(), key=lambda one: (-len(one.asked.times), one.partner))


def _hours(store: Store, standings: Iterable[Standing], found: dict[str, Load]) -> None:
    by_id = {one.id: one for one in standings}
    for load in found.values():
        mine = [by_id[key] for key in load.asked.promises if key in by_id]
        load.hours = {
            unit: sum_ for unit, sum_ in total(_gifts(store, mine)).items() if unit == HOURS
        }


def _gifts(store: Store, standings: Iterable[Standing]) -> list[Gift]:
    return gifts(store, [(one.id, one.state, one) for one in standings])


def _given(
    store: Store,
    standings: Iterable[Standing],
    window: Window,
    to: Receivers,
    found: dict[str, Load],
) -> None:
    kept: dict[str, list[Standing]] = {}
    for one in standings:
        if one.direction != "outgoing":
            continue
        mine = [partner for partner in to[one.promise.to] if partner in found]
        if one.is_owed:
            for partner in mine:
                found[partner].owed.append(one.id)
        if one.settled == "kept" and window.holds(one.settled_on):
            for partner in mine:
                found[partner].kept.append(one.id)
                kept.setdefault(partner, []).append(one)
        done = one.settled in _DONE and one.promise.kind == "report-back"
        if done and window.holds(one.done_on):
            for partner in mine:
                found[partner].reports.append(one.id)
    for partner, promises in kept.items():
        moved = _gifts(store, promises)
        found[partner].moved = total(moved, moved)


def owed_to(store: Store, partner: str, day: date) -> list[Standing]:
    """Return what we owe a partner on a day, or a community that it speaks for."""
    us, to = ours(store), Receivers(store, day)
    found: list[Standing] = []
    for _, promise in sorted(store.commitments.items()):
        from_, receiver, _ = _PROMISED(promise.plain)
        if us[from_] and partner in to[receiver]:
            one = standing(store, promise, day)
            if one and one.is_owed:
                found.append(one)
    return found


def _is_answered(item: HeardItem, window: Window) -> bool:
    """Whether something said was answered in a window: by a reply, or by a promise made in it."""
    reply = _SAID(item.plain)[2]
    replied = reply is not None and window.has(_REPLIED_ON(reply))
    return replied or any(window.holds(one.promise.made.date) for one in item.promises)


def _voices(item: HeardItem, to: Receivers) -> Iterator[str]:
    """Yield the partners that said something, or for which it was said."""
    by, for_, _ = _SAID(item.plain)
    named = (by, *for_) if by else for_
    yield from dict.fromkeys(partner for party in named for partner in to[party])
