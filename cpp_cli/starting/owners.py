"""Who is asked for a review of what: worked out from the records."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from cpp_cli.ledger.parties import parties, speakers
from cpp_cli.reading.store import Store
from cpp_cli.starting.forges import Forge
from cpp_cli.starting.templates import template

_PLAIN = re.compile(r"[^A-Za-z0-9/_.-]")


class Owners:
    """The text for a site, and the accounts in the records that cannot be names there.

    `whole`: every record could be read, so nobody is missing.
    """

    __slots__ = ("strange", "text", "whole")

    def __init__(self, text: str, strange: tuple[str, ...], whole: bool) -> None:
        self.text = text
        self.strange = strange
        self.whole = whole


def owners(store: Store, forge: Forge, today: date) -> Owners:
    """Return who is asked for a review at a site.

    Those of us are asked for everything. For a partner's own file these are asked instead:
    whoever looks after it, who is in it, and who speaks for it. The last line that fits counts.
    """
    strange: dict[str, None] = {}
    ours = _handles((one for us in store.us for one in _accounts(store, us, today)), forge, strange)
    lines = [_line(forge.anything, ours)]
    for key in sorted(store.partners):
        record = store.partners[key]
        steward = [record.model.steward] if record.model.steward else []
        others = [one.party for one in speakers(store, key) if _now(one.since, one.until, today)]
        asked = (
            one for party in (*steward, key, *others) for one in _accounts(store, party, today)
        )
        path = _PLAIN.sub(forge.one, record.path)
        lines.append(
            _line(f"{'' if forge.one == '.' else '/'}{path}", _handles(asked, forge, strange))
        )
    return Owners(template("codeowners") + "".join(lines), tuple(strange), not store.left_out)


def _line(path: str, handles: list[str]) -> str:
    return f"{path} {' '.join(f'@{handle}' for handle in handles)}\n" if handles else ""


def _now(since: date | None, until: date | None, today: date) -> bool:
    return (since or date.min) <= today <= (until or date.max)


def _accounts(store: Store, party: str, today: date) -> Iterator[str]:
    """Yield the accounts of a person, or of all who are in a partner, who are there today."""
    party = store.party(party)
    partner = store.partner_of(party)
    if partner is None:
        return
    ids = [party] if "/" in party else [f"{party}/{one.id}" for one in partner.model.people]
    for key in ids:
        if not parties(store)[key].office.hold(today):
            continue
        people = (store.person(one) for one in (key, *sorted(store.same_human(key) - {key})))
        account = next((one.account for one in people if one and one.account), None)
        if account:
            yield account


def _handles(accounts: Iterable[str], forge: Forge, strange: dict[str, None]) -> list[str]:
    found: dict[str, None] = {}
    for account in accounts:
        handle = account.strip().removeprefix("@")
        if forge.handle.fullmatch(handle):
            found[handle] = None
        else:
            strange[account] = None
    return list(found)
