"""Privacy: what must not be written down, and whom a public record may name."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cpp_cli.ledger.consent import agreed_to_be_named, agrees, is_public
from cpp_cli.ledger.parties import ALWAYS
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import PARTNER
from cpp_cli.models.walk import names_only, references
from cpp_cli.reading.private import personal_numbers
from cpp_cli.rules.example import A_MEETING
from cpp_cli.rules.glance import part_ids
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.ledger.consent import Agreed
    from cpp_cli.models.walk import Judged
    from cpp_cli.reading.nodes import Node, Scalar
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.rules.rule import Hits

_NUMBERS = {
    "social-security": mark("a social security number"),
    "payment-card": mark("a payment card number"),
    "medical-record": mark("a medical record number"),
}


def _may_be_private(record: Record[Any], context: Context) -> bool:
    return context.store.files.odd_at(record.path).private


def _personal_number(record: Record[Any], _: Context) -> Hits:
    written: list[tuple[Keys, Scalar]] = []
    for keys, scalar, is_name in _scalars(record.document.root):
        written.append((keys, scalar))
        for number in personal_numbers(scalar.text):
            yield Hit(keys, {"what": t(_NUMBERS[number])}, is_name)
    yield from _in_comments(record, written)


def _scalars(node: Node, keys: Keys = ()) -> Iterator[tuple[Keys, Scalar, bool]]:
    """Yield every text of a document with where it stands, and whether it is a field's name."""
    from cpp_cli.reading.nodes import Mapping, Scalar, Sequence

    if isinstance(node, Scalar):
        yield keys, node, False
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _scalars(item, (*keys, number))
    elif isinstance(node, Mapping):
        for name, (key, value) in node.entries.items():
            yield (*keys, name), key, True
            yield from _scalars(value, (*keys, name))


def _in_comments(record: Record[Any], written: list[tuple[Keys, Scalar]]) -> Hits:
    """Look between the texts, where only comments hold words; the text before gives the place."""
    text = record.text
    end = 0
    before: Keys = ()
    for keys, scalar in written:
        yield from _in_gap(record, before, end, scalar.start)
        end, before = scalar.end, keys
        if scalar.style in ("|", ">"):
            line, column = text.place(scalar.start)
            header = len(text.line(line)) - column + 1
            yield from _in_gap(record, keys, scalar.start, scalar.start + header)
    yield from _in_gap(record, before, end, len(text.content))


def _in_gap(record: Record[Any], keys: Keys, start: int, end: int) -> Hits:
    text = record.text
    gap = text.content[start:end]
    if "#" not in gap:
        return
    at = start
    for line in gap.splitlines(keepends=True):
        for number in personal_numbers(line.partition("#")[2]):
            what = t(
                mark("{what}, in the comment on line {line}"),
                what=t(_NUMBERS[number]),
                line=text.place(at).line,
            )
            yield Hit(keys, {"what": what})
        at += len(line)


_PUBLIC_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
status: active
visibility: public
people:
  - id: sam-t
    name: Sam T
"""

PERSONAL_NUMBER = Rule(
    code="P001",
    name="personal-number",
    message=mark("This looks like {what}; such numbers must not be written down here"),
    remedy=mark(
        "Take the number out, and tell your supervisor if it was already saved: older versions"
        " of the file still hold it."
    ),
    why=mark(
        "With such a number somebody can be harmed for years. Everyone with these records reads"
        " them, a public-records request may open them, and git does not forget."
    ),
    bad=A_MEETING + "notes: She gave her number, 219-09-9999, to be called back.\n",
    good=A_MEETING + "notes: She asked to be called back.\n",
    excerpt=False,
    check=_personal_number,
    when=_may_be_private,
)


def _named_people(record: Record[Any], store: Store) -> Iterator[tuple[Keys, str]]:
    """Yield every person whom a record names: once in its own `people`, and wherever it refers."""
    own: list[str] = []
    if record.kind is PARTNER:
        own = [f"{record.id}/{person.id}" for person in record.model.people]
        yield from ((("people", number, "id"), party) for number, party in enumerate(own))
    for keys, kind, text in references(record.model):
        if "/" not in text or kind not in ("party", "party-or-community"):
            continue
        party = store.party(text)
        about_own = own and keys[0] == "people" and isinstance(keys[1], int)
        if about_own and own[int(keys[1])] in store.same_human(party):
            continue
        yield keys, party


def _not_all_agreed(record: Record[Any], context: Context) -> bool:
    """Whether a public record names anybody who does not agree to that today."""
    if not is_public(record):
        return False
    judged: Judged | None = context.of_day.get("agreed")
    if judged is None:
        judged = context.of_day["agreed"] = _judged(context)
    if not names_only(record.model, dict.fromkeys(("party", "party-or-community"), judged)):
        return True
    agreed, agrees_today = judged
    people = context.once(part_ids, record) if record.kind is PARTNER else ()
    parties = (f"{record.id}/{person}" for person in people)
    return not all(party in agreed or agrees_today(party) for party in parties)


def _judged(context: Context) -> Judged:
    """Return who has agreed to be named, as far as is known, and what tells it of another one."""
    store, today = context.store, context.today
    agreed: set[str] = set()

    def agrees_today(party: str) -> bool:
        days = agrees(store, party) if "/" in party else ALWAYS
        if not days.hold(today):
            return False
        if days.hold(date.max):
            agreed.add(party)  # for good: no day to come ends it
        return True

    return agreed, agrees_today


def _consents(record: Record[Any], context: Context) -> list[tuple[Keys, str, Agreed]]:
    store, today = context.store, context.today
    people = _named_people(record, store)
    return [(keys, party, agreed_to_be_named(store, party, today)) for keys, party in people]


def _never_agreed(record: Record[Any], context: Context) -> Hits:
    for keys, party, state in context.once(_consents, record):
        if state == "never":
            yield Hit(keys, {"party": party})


WITHOUT_CONSENT = Rule(
    code="P002",
    name="named-without-consent",
    message=mark("This record is public, and {party} has not agreed to be named in public"),
    remedy=mark(
        "Ask them and write down their `consent` with `scope: public`, or name their partner"
        " instead, or make the record internal."
    ),
    why=mark(
        "Being named can cost people their work, their home or their safety. They decide that, not"
        " we. Public pages leave their name out until they have agreed."
    ),
    bad=_PUBLIC_PARTNER,
    good=_PUBLIC_PARTNER + "    consent:\n      scope: public\n      date: 2026-03-02\n",
    severity="warning",
    excerpt=False,
    check=_never_agreed,
    when=_not_all_agreed,
)


def _no_longer_agreed(record: Record[Any], context: Context) -> Hits:
    for keys, party, state in context.once(_consents, record):
        if state in ("expired", "withdrawn"):
            yield Hit(keys, {"party": party, "why": _ended(context.store, party)})


def _ended(store: Store, party: str) -> str:
    person = store.keeper(party)
    consent = person.consent if person else None
    if consent and consent.withdrawn:
        return t(mark("the consent was taken back on {day}"), day=consent.withdrawn)
    return t(mark("the consent ran out after {day}"), day=consent.expires if consent else "")


CONSENT_ENDED = Rule(
    code="P005",
    name="consent-ended",
    message=mark("This record is public, and {party} does not agree any more to be named: {why}"),
    remedy=mark(
        "Name their partner instead, or make the record internal; if they agree anew, write that"
        " into their `consent`."
    ),
    why=mark(
        "A consent is theirs to take back at any time, and one that ran out has to be asked for"
        " again. Public pages leave their name out from that day; the record itself should follow."
    ),
    bad=_PUBLIC_PARTNER
    + "    consent:\n      scope: public\n      date: 2025-03-02\n      expires: 2026-03-01\n",
    good=_PUBLIC_PARTNER
    + "    consent:\n      scope: public\n      date: 2025-03-02\n      expires: 2027-03-01\n",
    severity="warning",
    excerpt=False,
    check=_no_longer_agreed,
    when=_not_all_agreed,
)

RULES = (
    PERSONAL_NUMBER,
    WITHOUT_CONSENT,
    CONSENT_ENDED,
)
