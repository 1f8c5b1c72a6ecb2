"""What a change does to a consent: given, withdrawn, run out, taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.changes.news import CONSENT, News
from cpp_cli.messages import t

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.changes.differences import Difference
    from cpp_cli.changes.pairs import Change
    from cpp_cli.finding import Keys

FIELD = "consent"
_TOLD = ((), ("scope",), ("withdrawn",), ("expires",))
"""The fields of a consent that say what it allows; of the others nothing is told."""


def news(change: Change, one: Difference, day: date, name: str) -> Iterator[News]:
    """Yield what a difference in the consent of somebody means."""
    at = one.names.index(FIELD) + 1
    keys = one.keys[:at]
    consent = _at(change.new, keys)
    if consent is None:
        text = t("the consent of {name} was taken out", name=name)
        yield News(CONSENT, change, (), text, str(keys))
    elif one.names[at:] in _TOLD:
        yield given(change, keys, consent, name, day)


def _at(data: Any, keys: Keys) -> dict[str, Any] | None:
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError):
            return None
    found: dict[str, Any] = data
    return found


def given(change: Change, keys: Keys, consent: dict[str, Any], name: str, day: date) -> News:
    """Return what a consent allows on a day."""
    expires, withdrawn = consent.get("expires"), consent.get("withdrawn")
    if withdrawn:
        text = t("{name} withdrew consent on {day}", name=name, day=withdrawn)
    elif expires and expires < day.isoformat():
        text = t("the consent of {name} ran out on {day}", name=name, day=expires)
    else:
        text = t("{name} agrees to be known to those who read these records", name=name)
        if consent["scope"] == "public":
            text = t("{name} agrees to be named in public", name=name)
        if expires:
            text = t("{text}, until {day}", text=text, day=expires)
    return News(CONSENT, change, keys, text, str(keys))
