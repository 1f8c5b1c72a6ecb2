"""Consent and visibility, decided in one place: who may be named in public, what may be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.parties import NEVER, Times, times
from cpp_cli.models.kinds import HARM, MEETING, PARTNER

if TYPE_CHECKING:
    from datetime import date
    from typing import Any, Literal

    from cpp_cli.models.base import Consent
    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

    Agreed = Literal["public", "never", "expired", "withdrawn", "unknown"]
    """Whether somebody agreed that all may know: `unknown` where that is kept in a lost record."""


def is_public(record: Record[Any]) -> bool:
    """Whether a record may be published."""
    return bool(record.model.visibility == "public")


def _days(consent: Consent | None) -> Times:
    """The days on which a consent holds for all. A withdrawal counts at once, whatever its day."""
    if consent is None or consent.withdrawn or consent.scope != "public":
        return NEVER
    return times(consent.date, consent.expires)


def agreed(consent: Consent | None, day: date) -> Agreed:
    """Return what a consent allows on a day."""
    if _days(consent).hold(day):
        return "public"
    if consent and consent.withdrawn:
        return "withdrawn"
    if consent is None or consent.scope != "public":
        return "never"
    given = consent.date
    return "never" if given and day < given else "expired"


def agreed_to_be_named(store: Store, party: str, day: date) -> Agreed:
    """Return whether a person agreed to be named in public, as far as it holds on a day."""
    person = store.keeper(party)
    return agreed(person.consent, day) if person else "unknown"


def agrees(store: Store, party: str) -> Times:
    """Return the days on which a person agrees to be named in public; worked out once."""
    known: dict[str, Times] = store.memo.setdefault("agrees", {})
    found = known.get(party)
    if found is None:
        person = store.keeper(party)
        found = known[party] = _days(person.consent if person else None)
    return found


class Allowed:
    """What may be published, by the records as they are now, on the day that it is.

    Everything else asks here, also of records as they once were: these may be of another store,
    and are found by the ids that they have now.
    """

    __slots__ = ("_now", "_quotes", "_today")

    def __init__(self, now: Store, today: date) -> None:
        self._now, self._today = now, today
        self._quotes: dict[str, frozenset[str]] = {}

    def record(self, kind: Kind, record_id: str) -> bool:
        """Whether a record may be published."""
        found = self._now.of(kind).get(self._now.current(kind, record_id))
        return found is not None and is_public(found)

    def agreed(self, party: str) -> bool:
        """Whether a person agreed to be named."""
        return agrees(self._now, party).hold(self._today)

    def named(self, party: str) -> bool:
        """Whether a partner, or a person in one, may be named: both must be public."""
        partner, _, person = party.partition("/")
        return self.record(PARTNER, partner) and (not person or self.agreed(party))

    def quote(self, meeting: str, heard: str) -> bool:
        """Whether the words of something heard may be published."""
        meeting = self._now.current(MEETING, meeting)
        known = self._quotes.get(meeting)
        if known is None:
            record = self._now.meetings.get(meeting)
            said = record.model.heard if record else ()
            known = frozenset(
                one.id for one in said if agreed(one.consent, self._today) == "public"
            )
            self._quotes[meeting] = known
        return heard in known

    def telling(self, harm: str) -> bool:
        """Whether the words of a harm may be published: nobody told it, or who did agrees."""
        record = self._now.harms.get(self._now.current(HARM, harm))
        if record is None:
            return False
        model = record.model
        if model.told is None and model.consent is None:
            return True
        return agreed(model.consent, self._today) == "public"
