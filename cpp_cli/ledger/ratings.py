"""How partners rate us: a partner's own word about us, by a person of it, and nobody else's."""

from __future__ import annotations

from cpp_cli.ledger.contacts import others
from cpp_cli.ledger.parties import parties
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import mark

TYPE_CHECKING = False

if TYPE_CHECKING:
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.models.partner import Ratings
    from cpp_cli.reading.store import Store

SCALES = {
    "reliability": mark("We do what we say"),
    "shared_mission": mark("We want the same"),
    "openness": mark("We say what is going on"),
    "power": mark("We decide together"),
}
"""What is rated from 1 to 4, by its field, and what that means."""


class Rated:
    """The ratings of us by one partner in a period, the earliest first."""

    __slots__ = ("partner", "ratings")

    def __init__(self, partner: str, ratings: list[Ratings]) -> None:
        self.partner = partner
        self.ratings = ratings

    def first(self, scale: str) -> int | None:
        """Return the first rating on a scale."""
        return next((found for one in self.ratings if (found := getattr(one, scale))), None)

    def latest(self, scale: str) -> int | None:
        """Return the latest rating on a scale."""
        backwards = reversed(self.ratings)
        return next((found for one in backwards if (found := getattr(one, scale))), None)


def ratings_of_us(matter: Matter) -> list[Rated]:
    """Return the partners that have rated us in the period, by id.

    Of a community those that belong to it or serve it; of a priority, none: a rating is of no plan.
    """
    scope, found = matter.scope, []
    for record in others(matter.store, matter.day):
        model = record.model
        if scope.kind == "partner" and record.id != scope.id.partition("/")[0]:
            continue
        if scope.kind == "priority" or (
            scope.kind == "community" and scope.id not in model.communities
        ):
            continue
        said = [
            one
            for one in model.ratings
            if one.date <= matter.day
            and scope.holds(one.date)
            and _own_word(matter.store, record.id, one)
        ]
        if said:
            found.append(Rated(record.id, sorted(said, key=lambda one: one.date)))
    return found


def _own_word(store: Store, partner: str, rating: Ratings) -> bool:
    """Whether a rating is about us, and by a person of the partner that day, who is none of us."""
    by = parties(store)[rating.by]
    return (
        is_us(store, rating.about)
        and by.partner == partner != by.id
        and by.office.hold(rating.date)
        and not by.human.ours_in_office.hold(rating.date)
    )
