"""Consent and visibility, decided in one place: who may be named in public."""

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


def agreed(consent: Consent | None, day: date) -> Agreed:
    """Return what a consent allows on a day. A withdrawal counts at once, whatever its day."""
    if consent and consent.withdrawn:
        return "withdrawn"
    if consent is None or consent.scope != "public":
        return "never"
    if consent.date and day < consent.date:
        return "never"
    return "expired" if consent.expires and day > consent.expires else "public"


def agreed_to_be_named(store: Store, party: str, day: date) -> Agreed:
    """Return whether a person agreed to be named in public, as far as it holds on a day."""
    person = store.keeper(party)
    return agreed(person.consent, day) if person else "unknown"
