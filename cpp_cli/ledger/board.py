"""What a Board of Health is told beside the counts: what is late and why, and what it can do."""

from __future__ import annotations

from cpp_cli.days import before, date
from cpp_cli.ledger.contacts import Partners

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Literal

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.promises import Standing

    Ask = Literal["responsibility", "repair", "means", "public_bodies", "answers"]

PUBLIC_BODIES = frozenset(("public-agency", "county-program"))


def half_year_before(day: date) -> tuple[date, date]:
    """Return the first and last day of the last half-year that was over before a day."""
    last = before(date(day.year, 7 if day.month > 6 else 1, 1), 1)
    return date(last.year, 7 if last.month > 6 else 1, 1), last


class Late:
    """A promise of ours that is overdue or was broken, and what was said about why."""

    __slots__ = ("standing", "why")

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        said = (entry.why or entry.note for entry in reversed(standing.counted))
        self.why = next((text for text in said if text), None)


def late(matter: Matter) -> list[Late]:
    """Return our promises that are overdue on the day, or were broken in the period."""
    found: list[Standing] = []
    for _, state, standing in matter.ways["outgoing"]:
        broken = state == "broken" and matter.scope.holds(standing.settled_on)
        if state == "overdue" or broken:
            found.append(standing)
    return [Late(one) for one in sorted(found, key=lambda one: (one.due or date.max, one.id))]


def asks(matter: Matter) -> dict[Ask, list[str]]:
    """Return the records from which follows what a Board is asked to do.

    `responsibility`: harms that nobody has taken responsibility for. `repair`: harms for which no
    repair is promised, or none that is not broken. `means`: promises of ours that are overdue.
    `public_bodies`: what they promised to others and is overdue or disputed. `answers`: what was
    heard in the period, has no answer, and is older than those who spoke should wait.
    """
    store, partners = matter.store, Partners(matter.store)
    public = {key for key, one in store.partners.items() if one.model.kind in PUBLIC_BODIES}
    owed = [*matter.ways["incoming"], *matter.ways["between-partners"]]
    waited = before(matter.day, store.program.days.report_back)
    open_harms = [one for one in matter.harms if one.word != "repaired"]
    return {
        "responsibility": [one.record.id for one in open_harms if not one.acknowledged],
        "repair": [one.record.id for one in open_harms if one.lacks_repair],
        "means": [key for key, state, _ in matter.ways["outgoing"] if state == "overdue"],
        "public_bodies": [
            key
            for key, state, standing in owed
            if state in ("overdue", "disputed") and partners[standing.promise.from_] in public
        ],
        "answers": [
            item.id
            for item in matter.heard
            if item.outcome == "unanswered" and item.said_on < waited
        ],
    }
