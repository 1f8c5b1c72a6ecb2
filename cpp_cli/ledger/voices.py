"""Who may say what: whose word a party's word is, on a day.

The receiver of a promise is the only one who can say that it was kept; this module decides who
speaks for the receiver, and makes sure that nobody speaks for both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.parties import Human, Party, ours, parties, speakers
from cpp_cli.messages import t
from cpp_cli.models.kinds import PARTNER
from cpp_cli.reading.store import active

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cpp_cli.models.commitment import Commitment
    from cpp_cli.reading.store import Store


def is_us(store: Store, party: str) -> bool:
    """Whether the program answers for a party, or for the partner it belongs to."""
    return ours(store)[party]


def covers(store: Store, party: str, member: str) -> bool:
    """Whether `member` is the party itself, or a person in it."""
    known = parties(store)
    one = known[member]
    return known[party].id in (one.id, one.partner)


def in_office(store: Store, party: str, day: date) -> bool:
    """Whether a party is there to speak on a day: a person in its time, a partner not yet ended."""
    return parties(store)[party].office.hold(day)


def speaks_for(store: Store, by: str, side: str, day: date) -> bool:
    """Whether `by` may speak on a day for a party or community, as itself or in its name.

    For a partner: the partner, a person in it, one of its `spoken_for_by`. For a person: that
    person, or the partner by name; once the partner has ended, who speaks for it. For one of us:
    any of us.
    """
    known = parties(store)
    return _speaks_for(known[by], known[side], day)


def _speaks_for(by: Party | Human, side: Party, day: date) -> bool:
    """Whether a party, or of a human any of them, may speak on a day for a side."""
    if side.ours:
        return by.ours_in_office.hold(day)
    if by.under(side.id).hold(day):
        return True
    partner = side.whole
    if partner is not None and partner.office.hold(day):
        return by.has(partner.id)
    also = side.also
    if not also:
        return False
    return any(also[one].hold(day) and by.under(one).hold(day) for one in also.keys() & by.names)


def is_of(store: Store, by: str, side: str, day: date) -> bool:
    """Whether the human or partner `by` belongs to a side or speaks for it, in any partner."""
    known = parties(store)
    human, one = known[by].human, known[side]
    return _belongs_to(human, one, day) or _speaks_for(human, one, day)


def belongs_to(store: Store, by: str, side: str, day: date) -> bool:
    """Whether the human or partner `by` is on a day itself a part of a side, in any partner."""
    known = parties(store)
    return _belongs_to(known[by].human, known[side], day)


def is_the_same(store: Store, by: str, party: str) -> bool:
    """Whether `by` is the party itself or the same human, on whatever day."""
    known = parties(store)
    return known[by].human.has(known[party].id)


def is_one_of_us(store: Store, by: str, day: date) -> bool:
    """Whether the human or partner `by` is on a day one of us, in any partner."""
    return parties(store)[by].human.ours_in_office.hold(day)


def _belongs_to(human: Party | Human, side: Party, day: date) -> bool:
    return human.under(side.partner).hold(day) or (side.ours and human.ours_in_office.hold(day))


def is_internal(store: Store, commitment: Commitment) -> bool:
    """Whether both sides of a promise are us."""
    known = parties(store)
    return known[commitment.from_].ours and known[commitment.to].ours


def may_say(store: Store, commitment: Commitment, by: str, side: str, day: date) -> bool:
    """Whether `by` may say on a day the word of one side of a promise: its `from` or its `to`.

    Who belongs to one side never says the other's word, and who speaks for the side that owes,
    as itself or for another, never says the receiver's.
    """
    known, to = parties(store), commitment.to
    other = commitment.from_ if side == to else to
    return _may_say(known[by], known[side], known[other], day, owes=side != to)


def _may_say(voice: Party, one: Party, other: Party, day: date, owes: bool) -> bool:
    """Whether a party may say on a day the word of one side, which owes or is owed."""
    if not _speaks_for(voice, one, day):
        return False
    if one.ours and other.ours:
        return not _is_the_other(voice, one, other, day)
    human = voice.human
    if _belongs_to(human, other, day):
        return False
    owes_it_itself = owes and _belongs_to(human, one, day)
    return owes_it_itself or not _speaks_for(human, other, day)


def _is_the_other(by: Party, side: Party, other: Party, day: date) -> bool:
    """Among ourselves any of us may speak, but not the one who is the other side."""
    if by.id == side.id:
        return False
    if other.id == other.partner != side.partner and by.id != by.partner:
        return by.human.under(other.id).hold(day)
    return by.human.has(other.id)


def side_of(store: Store, commitment: Commitment, by: str, day: date) -> str | None:
    """Return the side of a promise, `from` or `to`, whose word `by` may say; None for neither."""
    known = parties(store)
    voice, from_, to = known[by], known[commitment.from_], known[commitment.to]
    if _may_say(voice, to, from_, day, owes=False):
        return "to"
    if _may_say(voice, from_, to, day, owes=from_ is not to):
        return "from"
    return None


def anyone_left(store: Store, commitment: Commitment, day: date) -> bool:
    """Whether there is anybody on a day who may say the word of the receiver."""
    side = commitment.to
    if is_us(store, side):
        return True
    own = [] if side in store.communities else [side.partition("/")[0]]
    also = [speaker.party for speaker in speakers(store, side)]
    return any(may_say(store, commitment, one, side, day) for one in (*own, *also))


def voices(store: Store, side: str, day: date) -> list[str]:
    """Return those who may speak for a party or community on a day, as far as they are named."""
    if is_us(store, side):
        return sorted(set(store.program.us), key=store.name)
    named = []
    partner = side.partition("/")[0]
    if side not in store.communities and in_office(store, partner, day):
        named = list(dict.fromkeys((side, partner)))
    return named + [
        speaker.party
        for speaker in speakers(store, side)
        if active(speaker.since, speaker.until, day) and in_office(store, speaker.party, day)
    ]


def who_may(store: Store, side: str, day: date) -> list[str]:
    """Return the names of those who may speak for a party or community on a day."""
    return list(dict.fromkeys(map(store.name, voices(store, side, day))))


def known_party(store: Store, party: str) -> bool:
    """Whether a party names a partner, and a person in it where it names one."""
    partner, _, person = party.partition("/")
    if store.partner_of(party) is not None and (not person or store.person(party) is not None):
        return True
    return store.unread(PARTNER, partner)


def all_read(store: Store, *named: str) -> bool:
    """Whether all parties and communities are there and could be read."""
    known = parties(store)
    return all(known[party].read for party in named)


def speakers_of(store: Store, sides: Iterable[str], day: date) -> str:
    """Return the names of those who may speak for any of these sides on a day, in words."""
    return named(store, [one for side in sides for one in voices(store, side, day)])


def named(store: Store, parties: Iterable[str]) -> str:
    """Return the names of those who may speak, in words."""
    names = dict.fromkeys(map(store.name, parties))
    return ", ".join(names) or t("nobody (see spoken_for_by)")


def owes(store: Store, promise: Commitment, party: str) -> bool:
    """Whether a party, or a person in it, owes a promise."""
    return covers(store, party, promise.from_)


def is_owed(store: Store, promise: Commitment, party: str) -> bool:
    """Whether a promise is owed to a party, a person in it, or a community."""
    return promise.to == party or covers(store, party, promise.to)


def touches(store: Store, promise: Commitment, party: str) -> bool:
    """Whether a party (or community) is on either side of a promise."""
    return owes(store, promise, party) or is_owed(store, promise, party)
