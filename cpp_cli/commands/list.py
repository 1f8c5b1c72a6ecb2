"""`cpp <noun> list`: one row a record."""

from cpp_cli.cli.declare import Option, flag, takes, value
from cpp_cli.commands.options import kind_of
from cpp_cli.errors import Refused
from cpp_cli.ledger.contacts import last_contacts, meetings_with
from cpp_cli.ledger.harms import harm_standings, harms_by
from cpp_cli.ledger.hearing import meetings_by
from cpp_cli.ledger.promises import DIRECTIONS, STATES, standings
from cpp_cli.ledger.voices import is_owed, owes, touches
from cpp_cli.messages import mark, t
from cpp_cli.reports import harms, listing
from cpp_cli.reports.promises import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer

_FILTERS = {
    "partner": {
        "kind": mark("Only this kind."),
        "status": mark("Only active, paused or ended."),
        "community": mark("Only of this community."),
    },
    "meeting": {
        "with": mark("Only with this partner or person."),
        "since": mark("From this day on."),
        "until": mark("Up to this day."),
        "kind": mark("Only this kind."),
    },
    "commitment": {
        "state": mark("Only this state: open, overdue, delivered, disputed, kept, …"),
        "direction": mark("Only outgoing, incoming, between-partners or internal."),
        "from": mark("Only what this party owes."),
        "to": mark("Only what is owed to it."),
        "with": mark("Only with this party on either side."),
        "kind": mark("Only this kind."),
    },
    "harm": {"to": mark("Only done to this community or party.")},
}
_FLAGS = {"commitment": {"open": mark("Only what is still owed.")}}


def _filters(noun: str) -> list[Option]:
    """The filters of one kind of record."""
    values = [
        value(f"--{name}", f"only_{name}", name.upper(), text)
        for name, text in _FILTERS[noun].items()
    ]
    flags = [flag(f"--{name}", f"only_{name}", text) for name, text in _FLAGS.get(noun, {}).items()]
    return [*flags, *values]


@takes(_filters)
def list_records(session: "Session", **fields: "Any") -> "Answer":
    """List {noun}s, all or those that are asked for."""
    return _LISTS[kind_of(session).name](session, fields)


def _one_of(option: str, wanted: str | None, known: tuple[str, ...]) -> str | None:
    if wanted is not None and wanted not in known:
        raise Refused(
            t("--{option} {wanted} is not known.", option=option, wanted=wanted),
            t("Choose one of: {known}.", known=", ".join(known)),
        )
    return wanted


def _word(kind: str, field: str, fields: "dict[str, Any]") -> "str | None":
    """Return the word of a field that is asked for, if it is one."""
    wanted = fields.get(f"only_{field}")
    if wanted is None:
        return None
    from cpp_cli.models.kinds import KINDS
    from cpp_cli.models.shape import shapes

    return _one_of(field, wanted, shapes(KINDS[kind].model)[field].words)


def _partners(session: "Session", fields: "dict[str, Any]") -> "Answer":
    store = session.store
    kind = _word("partner", "kind", fields)
    status = _word("partner", "status", fields)
    community = fields.get("only_community")
    if community:
        community = session.find_party(community, communities=True)
    found = [
        record
        for _, record in sorted(store.partners.items())
        if kind in (None, record.model.kind)
        and status in (None, record.model.status)
        and (not community or community in record.model.communities)
    ]
    return listing.partners(found, last_contacts(store, session.as_of))


def _meetings(session: "Session", fields: "dict[str, Any]") -> "Answer":
    store = session.store
    kind = _word("meeting", "kind", fields)
    party = fields.get("only_with")
    party = session.find_party(party) if party else None
    since, until = (
        session.day(text, f"--{name}") if (text := fields.get(f"only_{name}")) else None
        for name in ("since", "until")
    )
    held = meetings_by(store, session.as_of)
    found = [
        record
        for record in (meetings_with(store, held, party) if party else held)
        if kind in (None, record.brief.kind)
        and (since is None or since <= record.brief.date)
        and (until is None or record.brief.date <= until)
    ]
    return listing.meetings(store, found)


def _commitments(session: "Session", fields: "dict[str, Any]") -> "Answer":
    store = session.store
    state = _one_of("state", fields.get("only_state"), STATES)
    way = _one_of("direction", fields.get("only_direction"), DIRECTIONS)
    kind = _word("commitment", "kind", fields)
    parties = {
        name: session.find_party(fields[f"only_{name}"], communities=True)
        for name in ("from", "to", "with")
        if fields.get(f"only_{name}")
    }
    tests = {"from": owes, "to": is_owed, "with": touches}
    found = [
        one
        for one in standings(store, session.as_of)
        if (not fields.get("only_open") or one.is_owed)
        and state in (None, one.state)
        and way in (None, one.direction)
        and kind in (None, one.promise.kind)
        and all(tests[name](store, one.promise, party) for name, party in parties.items())
    ]
    return listing.commitments(store, found)


def _harms(session: "Session", fields: "dict[str, Any]") -> "Answer":
    store = session.store
    wanted = fields.get("only_to")
    party = session.find_party(wanted, communities=True) if wanted else None
    promised = standings(store, session.as_of)
    told = harms_by(store, session.as_of)
    found = [record for record in told if party is None or party in record.model.to]
    stands = harm_standings(store, found, promised, session.as_of)
    return harms.listed(Names(store), stands)


_LISTS = {
    "partner": _partners,
    "meeting": _meetings,
    "commitment": _commitments,
    "harm": _harms,
}
