"""What we promised and gave to some communities, and what they said, beside all others.

To whom a promise is owed, `Owed` says: a community itself, or those of a partner. Who belongs to
two communities counts in each of them, and once in those that the program centers. All that belongs
to no centered community is "all others", so that the two together are everything.
"""

from __future__ import annotations

from cpp_cli.ledger.counting import fell_due
from cpp_cli.ledger.matter import heard_from
from cpp_cli.ledger.resources import gifts, total

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpp_cli.ledger.counting import Due
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.resources import Amounts, Gift


class Side:
    """Some communities: what we promised them and fell due, and what moved to them from us.

    `heard` are the ids of what they said, and `unanswered` those of what has no answer.
    """

    __slots__ = ("_kept", "due", "given", "heard", "unanswered")

    def __init__(self, kept: Sequence[Gift]) -> None:
        self._kept = kept
        self.due: list[Due] = []
        self.given: list[Gift] = []
        self.heard: list[str] = []
        self.unanswered: list[str] = []

    def moved(self) -> Amounts:
        """Return the money and hours that moved to them from us."""
        return total(self.given, self._kept)


class Sides:
    """The communities that the program centers, all others, and each community, side by side."""

    __slots__ = ("centered", "communities", "others")

    def __init__(self, matter: Matter) -> None:
        kept = gifts(matter.store, [one for one in matter.ways["outgoing"] if one[1] == "kept"])
        known, owed, scope = matter.store.communities, matter.owed, matter.scope
        self.centered, self.others = Side(kept), Side(kept)
        self.communities = {key: Side(kept) for key in known}
        of = _Of(self, frozenset(key for key, one in known.items() if one.centered))
        for one in fell_due(matter, "outgoing"):
            for side in of[owed[one.to]]:
                side.due.append(one)
        for gift in kept:
            standing = gift.promise[2]
            if scope.is_whole or scope.holds(standing.settled_on):
                for side in of[owed[standing.promise.to]]:
                    side.given.append(gift)
        for parties, item in zip(heard_from(matter), matter.heard, strict=True):
            key, unanswered = item.id, not item.promises and not item.replied
            for side in of[parties]:
                side.heard.append(key)
                if unanswered:
                    side.unanswered.append(key)


class _Of(dict[tuple[str, ...], tuple[Side, ...]]):
    """The sides that something belongs to which is of some parties: each once."""

    def __init__(self, sides: Sides, centered: frozenset[str]) -> None:
        super().__init__()
        self._sides, self._centered = sides, centered

    def __missing__(self, parties: tuple[str, ...]) -> tuple[Side, ...]:
        sides, known = self._sides, self._sides.communities
        first = sides.others if self._centered.isdisjoint(parties) else sides.centered
        found = self[parties] = (
            first,
            *(known[one] for one in dict.fromkeys(parties) if one in known),
        )
        return found
