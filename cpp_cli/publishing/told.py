"""What a site tells: which records, whose names, which quotes. And what is new in that, or gone."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cpp_cli.models.kinds import PROGRAM
from cpp_cli.models.shape import plain
from cpp_cli.publishing.here import is_withheld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cpp_cli.ledger.public import View

GROUPS = ("records", "people", "quotes")


class News(NamedTuple):
    """What is told that was not told before, what is told otherwise, and what no longer is."""

    new: dict[str, list[str]]
    changed: list[str]
    gone: dict[str, list[str]]

    @property
    def is_new(self) -> bool:
        """Whether anything is told that was not told before."""
        return bool(self.changed or any(self.new.values()))


def told(view: View) -> dict[str, Any]:
    """Return what a public view tells: records with a checksum of what they say, people, quotes."""
    records = {
        record.kind.name if record.kind is PROGRAM else f"{record.kind.name}/{record.id}": sha256(
            json.dumps(plain(record.model), sort_keys=True).encode()
        ).hexdigest()
        for record in view.store.records()
    }
    quotes = [
        f"{meeting.id}#{one.id}"
        for meeting in view.store.meetings.values()
        for one in meeting.model.heard
        if not is_withheld(one.id)
    ]
    return {"records": records, "people": sorted(view.store.people()), "quotes": sorted(quotes)}


def news(before: Mapping[str, Any], after: Mapping[str, Any]) -> News:
    """Return what differs between what two sites tell."""
    old, new = ({name: side.get(name) or {} for name in GROUPS} for side in (before, after))
    return News(
        {name: sorted(set(new[name]) - set(old[name])) for name in GROUPS},
        sorted(
            key for key, said in new["records"].items() if old["records"].get(key, said) != said
        ),
        {name: sorted(set(old[name]) - set(new[name])) for name in GROUPS},
    )
