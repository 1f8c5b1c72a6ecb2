"""Consent and visibility, decided in one place: who may be named in public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.parties import NEVER, Times, times

if TYPE_CHECKING:
    from datetime import date
    from typing import Any, Literal

    from cpp_cli.models.base import Consent
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
