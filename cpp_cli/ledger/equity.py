"""What we promised and gave to some communities, and what they said, beside all others.

To whom a promise is owed, `Owed` says: a community itself, or those of a partner. Who belongs to
two communities counts in each of them, and once in those that the program centers. All that belongs
to no centered community is "all others", so that the two together are everything.
"""

from __future__ import annotations

from cpp_cli.ledger.counting import fell_due
from cpp_cli.ledger.matter import Owed, heard_for
from cpp_cli.ledger.resources import gifts, total

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.ledger.counting import Due
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.resources import Amounts, Gift


class Side:
    """Some communities: what we promised them and fell due, what they said, what moved to them."""

    __slots__ = ("_kept", "due", "given", "heard")

    def __init__(self, kept: Sequence[Gift]) -> None:
        self._kept = kept
        self.due: list[Due] = []
        self.given: list[Gift] = []
        self.heard: list[HeardItem] = []

    def moved(self) -> Amounts:
        """Return the money and hours that moved to them from us."""
        return total(self.given, self._kept)


class Sides:
    """The communities that the program centers, all others, and each community, side by side."""

    __slots__ = ("_centered", "_owed", "centered", "communities", "others")

    def __init__(self, matter: Matter) -> None:
        known = matter.store.communities
        self._owed = Owed(matter.store)
        self._centered = frozenset(key for key, one in known.items() if one.centered)
        kept = gifts(matter.store, [one for one in matter.ways["outgoing"] if one[1] == "kept"])
        self.centered, self.others = Side(kept), Side(kept)
        self.communities = {key: Side(kept) for key in known}
        for one in fell_due(matter, "outgoing"):
            for side in self._of(self._owed[one.to]):
                side.due.append(one)
        for gift in kept:
            standing = gift.promise[2]
            if matter.scope.is_whole or matter.scope.holds(standing.settled_on):
                for side in self._of(self._owed[standing.promise.to]):
                    side.given.append(gift)
        for item in matter.heard:
            for side in self._of(heard_for(item, self._owed)):
                side.heard.append(item)

    def _of(self, parties: Sequence[str]) -> Iterator[Side]:
        """Yield the sides that something belongs to, each once."""
        known = self.communities
        yield self.others if self._centered.isdisjoint(parties) else self.centered
        for party in parties if len(parties) < 2 else dict.fromkeys(parties):
            if party in known:
                yield known[party]
