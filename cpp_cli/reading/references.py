"""References: what a record writes down to name another, and how that is named today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER
from cpp_cli.models.shape import plain
from cpp_cli.models.walk import references

if TYPE_CHECKING:
    from cpp_cli.models.part import Part
    from cpp_cli.reading.store import Store

_KINDS = {"partner": PARTNER, "meeting": MEETING, "commitment": COMMITMENT, "harm": HARM}


def current(store: Store, kind: str, text: str) -> str:
    """Return a reference as it should be written now."""
    if kind in ("party", "party-or-community"):
        return text if text in store.communities else store.party(text)
    if kind == "heard":
        meeting, _, item = text.partition("#")
        return f"{store.current(MEETING, meeting)}#{item}"
    return store.current(_KINDS[kind], text) if kind in _KINDS else text


def as_of_now(store: Store, part: Part) -> dict[str, Any]:
    """Return what a part says, as JSON can say it, with every reference as it is written now."""
    data: dict[str, Any] = plain(part)
    for keys, kind, text in references(part):
        now = current(store, kind, text)
        if now != text:
            holder: Any = data
            for key in keys[:-1]:
                holder = holder[key]
            holder[keys[-1]] = now
    return data
