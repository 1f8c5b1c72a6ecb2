"""What `cpp owes` says: who owes what to whom, both ways."""

from __future__ import annotations

from cpp_cli.ledger.contacts import Partners
from cpp_cli.ledger.promises import DIRECTIONS
from cpp_cli.ledger.voices import is_owed, owes, touches
from cpp_cli.messages import mark, t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Figure, Heading, Pairs, Paragraph, Table, as_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Group = tuple[str, list[Standing]]


class Wanted:
    """Which promises are asked for, and which tables."""

    __slots__ = ("aging", "balance", "from_", "overdue", "party", "to")

    def __init__(
        self,
        party: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        overdue: bool = False,
        aging: tuple[int, ...] = (),
        balance: bool = False,
    ) -> None:
        self.party = party
        self.from_ = from_
        self.to = to
        self.overdue = overdue
        self.aging = aging
        self.balance = balance


def report(store: Store, standings: Sequence[Standing], day: date, wanted: Wanted) -> Answer:
    """Return what is still owed, by direction or seen from one party, with totals."""
    owed = [standing for standing in standings if _asked(store, standing, wanted)]
    groups = _groups(store, owed, wanted.party)
    names = promises.Names(store)
    blocks: list[Block] = [Heading(_title(store, wanted), 1), as_of(day)]
    for title, group in groups:
        blocks += promises.section(title, names, group)
    totals = _totals(owed)
    if not owed:
        blocks.append(Paragraph(t("Nothing is owed.")))
    else:
        blocks += [Heading(t("Together")), Pairs(_pairs(totals))]
    more: dict[str, Any] = {}
    if wanted.aging:
        blocks += [Heading(t("By age")), _aging_table(groups, wanted.aging)]
        more["aging"] = _aging_data(owed, wanted.aging)
    if wanted.balance:
        table, more["balance"] = _balance(names, owed, Partners(store))
        blocks += [Heading(t("Balance")), table]

    def data() -> dict[str, Any]:
        commitments = [promises.data(one) for one in promises.by_due(owed)]
        return {"commitments": commitments, "totals": totals, **more}

    return Answer(blocks, data=data, csv=lambda: promises.csv_table(promises.by_due(owed)))


def _asked(store: Store, standing: Standing, wanted: Wanted) -> bool:
    promise = standing.promise
    return (
        standing.is_owed
        and (not wanted.overdue or standing.state == "overdue")
        and (wanted.party is None or touches(store, promise, wanted.party))
        and (wanted.from_ is None or owes(store, promise, wanted.from_))
        and (wanted.to is None or is_owed(store, promise, wanted.to))
    )


def _title(store: Store, wanted: Wanted) -> str:
    if wanted.party:
        return t("What {name} owes and is owed", name=store.name(wanted.party))
    return t("Who owes what to whom")


def _groups(store: Store, owed: Sequence[Standing], party: str | None) -> list[Group]:
    if party is None:
        ways: dict[str, list[Standing]] = {way: [] for way in DIRECTIONS}
        for one in owed:
            ways[one.direction].append(one)
        return [(t(promises.DIRECTION_WORDS[way]), group) for way, group in ways.items()]
    name = store.name(party)
    mine: list[Standing] = []
    theirs: list[Standing] = []
    for one in owed:
        (mine if owes(store, one.promise, party) else theirs).append(one)
    return [(t("{name} owes", name=name), mine), (t("Owed to {name}", name=name), theirs)]


def _totals(owed: Sequence[Standing]) -> dict[str, Figure]:
    found: dict[str, list[str]] = {key: [] for key in _TOTALS}
    for one in owed:
        found["owed"].append(one.id)
        found[one.state].append(one.id)
        if one.due is None:
            found["no_date"].append(one.id)
        if one.no_one_left:
            found["no_one_left"].append(one.id)
    return {key: Figure.count(ids) for key, ids in found.items()}


_TOTALS = {
    "owed": mark("Still owed"),
    "open": None,
    "overdue": mark("Overdue"),
    "delivered": mark("Delivered, waits for a word"),
    "disputed": mark("Disputed"),
    "no_date": mark("Without a date"),
    "no_one_left": mark("No one left to say"),
}
"""What is counted, and what it is called where it is shown."""


def _pairs(totals: dict[str, Figure]) -> list[tuple[str, Cell]]:
    return [(t(name), totals[key]) for key, name in _TOTALS.items() if name and totals[key].value]


# By age


def _bucket(standing: Standing, limits: Sequence[int]) -> int:
    """-2: no date; -1: not due yet; else the number of limits that the age is beyond."""
    if standing.due is None:
        return -2
    late = (standing.day - standing.due).days
    return -1 if late <= 0 else sum(late > limit for limit in limits)


def _labels(limits: Sequence[int]) -> dict[int, str]:
    starts = [1, *(limit + 1 for limit in limits)]
    labels = {-1: t("not due yet")}
    for number, limit in enumerate(limits):
        labels[number] = t("{first}-{last} days", first=starts[number], last=limit)
    labels[len(limits)] = t("over {last} days", last=limits[-1])
    labels[-2] = t("no date")
    return labels


def _by_age(owed: Sequence[Standing], limits: Sequence[int]) -> list[Figure]:
    """How much is how old, in the order of the labels."""
    found: dict[int, list[str]] = {key: [] for key in _labels(limits)}
    for one in owed:
        found[_bucket(one, limits)].append(one.id)
    return [Figure.count(ids) for ids in found.values()]


def _aging_table(groups: Sequence[Group], limits: Sequence[int]) -> Table:
    rows: list[list[Cell]] = [[title, *_by_age(group, limits)] for title, group in groups if group]
    return Table(["", *(">" + label for label in _labels(limits).values())], rows)


def _aging_data(owed: Sequence[Standing], limits: Sequence[int]) -> list[dict[str, object]]:
    ages = zip(_labels(limits).values(), _by_age(owed, limits), strict=True)
    return [{"age": label, "commitments": figure} for label, figure in ages]


# Balance


def _balance(
    names: promises.Names, owed: Sequence[Standing], partners: Partners
) -> tuple[Table, list[dict[str, object]]]:
    """Per pair of partners: what the one owes the other, and the other way round."""
    pairs: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for standing in owed:
        one, other = partners[standing.promise.from_], partners[standing.promise.to]
        key = _pair(standing, one, other)
        there, back = pairs.setdefault(key, ([], []))
        (there if key[0] == one else back).append(standing.id)
    rows: list[list[Cell]] = []
    data: list[dict[str, object]] = []
    for (one, other), (there, back) in sorted(pairs.items()):
        figures = Figure.count(there), Figure.count(back)
        rows.append([names[one], names[other], *figures])
        data.append({"one": one, "other": other, "owes": figures[0], "is_owed": figures[1]})
    columns = [t("One"), t("Other"), ">" + t("owes"), ">" + t("is owed")]
    return Table(columns, rows), data


def _pair(standing: Standing, one: str, other: str) -> tuple[str, str]:
    """We come first; partners among themselves in the order of their ids."""
    if standing.direction == "outgoing":
        return one, other
    if standing.direction == "incoming":
        return other, one
    return (one, other) if one <= other else (other, one)
