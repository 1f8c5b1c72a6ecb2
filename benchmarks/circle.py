"""The partners that a program has over eight years: who is there when."""

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.words import Chance

START = date(2018, 6, 1)
TODAY = date(2026, 6, 1)
SPAN = (TODAY - START).days
CROWD = 20_000


@dataclass(frozen=True, slots=True)
class Circle:
    """All partners: they come and go, and a third of them is there at any time."""

    count: int

    @property
    def crowded(self) -> bool:
        """Whether a folder for each year would hold too many files: git imports such slowly."""
        return self.count > CROWD

    @property
    def width(self) -> int:
        """How many are there at a time."""
        return max(1, self.count * 3 // 10)

    @property
    def steps(self) -> int:
        """How many go, one after the other, until today."""
        return max(1, self.count - self.width)

    def two(self, chance: Chance, day: date) -> tuple[str, str]:
        """Return two who are there on a day: two different ones, where there are two."""
        first = (day - START).days * self.steps // SPAN
        one = chance.below(self.width)
        other = (one + 1 + chance.below(max(1, self.width - 1))) % self.width
        return partner_id(first + one), partner_id(first + other)

    def came(self, number: int) -> date:
        """Return the day on which a partner came."""
        after = max(0, number - self.width + 1)
        return START + timedelta(days=after * (SPAN - 1) // self.steps)

    def went(self, number: int) -> date:
        """Return the day from which on a partner meets nobody any more."""
        return START + timedelta(days=(number + 1) * SPAN // self.steps + 1)


def partner_id(number: int) -> str:
    """Return the id of a partner."""
    return f"partner-{number:06}"


def circle_of(count: int) -> Circle:
    """Return the partners among so many records."""
    return Circle(max(1, round(count * 0.10) - 1))


def somebody(count: int) -> str:
    """Return a partner who is there today, and has been for some years."""
    circle = circle_of(count)
    return partner_id(circle.count - 1 - circle.width // 2)
