"""What we promised and gave to some communities, and what they said, beside all others.

To whom a promise is owed, `Owed` says: a community itself, or those of a partner. Who belongs to
two communities counts in each of them, and once in those that the program centers. All that belongs
to no centered community is "all others", so that the two together are everything.
"""

from __future__ import annotations

from cpp_cli.ledger.counting import fell_due
from cpp_cli.ledger.matter import Owed, heard_for

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.ledger.counting import Due
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Matter


class Side:
    """Some communities: what we promised them and fell due, and what was heard from them."""

    __slots__ = ("due", "heard")

    def __init__(self) -> None:
        self.due: list[Due] = []
        self.heard: list[HeardItem] = []


class Sides:
    """The communities that the program centers, all others, and each community, side by side."""

    __slots__ = ("_centered", "_owed", "centered", "communities", "others")

    def __init__(self, matter: Matter) -> None:
        known = matter.store.communities
        self._owed = Owed(matter.store)
        self._centered = frozenset(key for key, one in known.items() if one.centered)
        self.centered, self.others = Side(), Side()
        self.communities = {key: Side() for key in known}
        for one in fell_due(matter, "outgoing"):
            for side in self._of(self._owed[one.to]):
                side.due.append(one)
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
