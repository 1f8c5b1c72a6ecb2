"""Who may say what: whose word a party's word is, on a day.

The receiver of a promise is the only one who can say that it was kept; this module decides who
speaks for the receiver, and makes sure that nobody speaks for both sides.
"""

from collections.abc import Iterable
from datetime import date

from cpp_cli.messages import t
from cpp_cli.models.base import Speaker
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.kinds import PARTNER
from cpp_cli.reading.store import Store, active


def is_us(store: Store, party: str) -> bool:
    """Whether the program answers for a party, or for the partner it belongs to."""
    party = store.party(party)
    return party in store.us or party.partition("/")[0] in store.us


def covers(store: Store, party: str, member: str) -> bool:
    """Whether `member` is the party itself, or a person in it."""
    party, member = store.party(party), store.party(member)
    return member == party or member.partition("/")[0] == party


def in_office(store: Store, party: str, day: date) -> bool:
    """Whether a party is there to speak on a day: a person in its time, a partner not yet ended."""
    partner = store.partner_of(party)
    if partner is None:
        return False
    if partner.model.ended and day > partner.model.ended.date:
        return False
    if "/" not in party:
        return True
    person = store.person(party)
    return person is not None and active(person.since, person.until, day)


def speakers(store: Store, side: str) -> tuple[Speaker, ...]:
    """Return who else may speak for a party (through its partner) or a community."""
    community = store.communities.get(side)
    if community:
        return community.spoken_for_by
    partner = store.partner_of(side)
    return partner.model.spoken_for_by if partner else ()


def speaks_for(store: Store, by: str, side: str, day: date) -> bool:
    """Whether `by` may speak on a day for a party or community, as itself or in its name.

    For a partner: the partner, a person in it, one of its `spoken_for_by`. For a person: that
    person, or the partner by name; once the partner has ended, who speaks for it. For one of us:
    any of us.
    """
    by, side = store.party(by), store.party(side)
    if not in_office(store, by, day):
        return False
    if is_us(store, side):
        return is_us(store, by)
    if by == side or by == side.partition("/")[0]:
        return True
    if "/" not in side and by.partition("/")[0] == side:
        return True
    if "/" in side and in_office(store, side.partition("/")[0], day):
        return False
    return any(
        active(speaker.since, speaker.until, day) and covers(store, speaker.party, by)
        for speaker in speakers(store, side)
    )


def is_of(store: Store, by: str, side: str, day: date) -> bool:
    """Whether the human or partner `by` belongs to a side or speaks for it, in any partner."""
    return belongs_to(store, by, side, day) or any(
        speaks_for(store, one, side, day) for one in store.same_human(by)
    )


def belongs_to(store: Store, by: str, side: str, day: date) -> bool:
    """Whether the human or partner `by` is on a day itself a part of a side, in any partner."""
    partner = store.party(side).partition("/")[0]
    ours = is_us(store, side)
    return any(
        in_office(store, one, day)
        and (one.partition("/")[0] == partner or (ours and is_us(store, one)))
        for one in store.same_human(by)
    )


def is_internal(store: Store, commitment: Commitment) -> bool:
    """Whether both sides of a promise are us."""
    return is_us(store, commitment.from_) and is_us(store, commitment.to)


def may_say(store: Store, commitment: Commitment, by: str, side: str, day: date) -> bool:
    """Whether `by` may say on a day the word of one side of a promise: its `from` or its `to`.

    Who belongs to one side never says the other's word, and who speaks for the side that owes,
    as itself or for another, never says the receiver's.
    """
    other = commitment.from_ if side == commitment.to else commitment.to
    if is_internal(store, commitment):
        return speaks_for(store, by, side, day) and not _is_the_other(store, by, side, other, day)
    if not speaks_for(store, by, side, day) or belongs_to(store, by, other, day):
        return False
    owes_it_itself = side != commitment.to and belongs_to(store, by, side, day)
    return owes_it_itself or not is_of(store, by, other, day)


def _is_the_other(store: Store, by: str, side: str, other: str, day: date) -> bool:
    """Among ourselves any of us may speak, but not the one who is the other side."""
    by, side, other = store.party(by), store.party(side), store.party(other)
    if by == side:
        return False
    if "/" not in other and "/" in by and not covers(store, other, side):
        humans = store.same_human(by)
        return any(covers(store, other, one) and in_office(store, one, day) for one in humans)
    return other in store.same_human(by)


def side_of(store: Store, commitment: Commitment, by: str, day: date) -> str | None:
    """Return the side of a promise, `from` or `to`, whose word `by` may say; None for neither."""
    if may_say(store, commitment, by, commitment.to, day):
        return "to"
    if may_say(store, commitment, by, commitment.from_, day):
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


def who_may(store: Store, side: str, day: date) -> list[str]:
    """Return the names of those who may speak for a party or community on a day."""
    if is_us(store, side):
        return sorted({store.name(party) for party in store.program.us})
    names = []
    partner = side.partition("/")[0]
    if side not in store.communities and in_office(store, partner, day):
        names = list(dict.fromkeys((store.name(side), store.name(partner))))
    return names + [
        store.name(speaker.party)
        for speaker in speakers(store, side)
        if active(speaker.since, speaker.until, day) and in_office(store, speaker.party, day)
    ]


def known_party(store: Store, party: str) -> bool:
    """Whether a party names a partner, and a person in it where it names one."""
    partner, _, person = party.partition("/")
    if store.unread(PARTNER, partner):
        return True
    return store.partner_of(party) is not None and (not person or store.person(party) is not None)


def all_read(store: Store, *parties: str) -> bool:
    """Whether all parties and communities are there and could be read."""
    return all(
        party in store.communities
        or (store.partner_of(party) is not None and known_party(store, party))
        for party in parties
    )


def speakers_of(store: Store, sides: Iterable[str], day: date) -> str:
    """Return the names of those who may speak for any of these sides on a day, in words."""
    names = [name for side in sides for name in who_may(store, side, day)]
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
