"""What `cpp owes` says: who owes what to whom, both ways."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cpp_cli.ledger.promises import DIRECTIONS, Standing
from cpp_cli.ledger.voices import is_owed, owes, touches
from cpp_cli.messages import t
from cpp_cli.reading.store import Store
from cpp_cli.reports import promises
from cpp_cli.reports.answer import (
    Answer,
    Block,
    Cell,
    Figure,
    Heading,
    Pairs,
    Paragraph,
    Table,
    as_of,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which promises are asked for, and which tables."""

    party: str | None = None
    from_: str | None = None
    to: str | None = None
    overdue: bool = False
    aging: tuple[int, ...] = ()
    balance: bool = False


def report(store: Store, standings: Sequence[Standing], day: date, wanted: Wanted) -> Answer:
    """Return what is still owed, by direction or seen from one party, with totals."""
    owed = [standing for standing in standings if _asked(store, standing, wanted)]
    groups = _groups(store, owed, wanted.party)
    blocks: list[Block] = [Heading(_title(store, wanted), 1), as_of(day)]
    for title, group in groups:
        blocks += promises.section(title, store, group)
    totals = _totals(owed)
    if not owed:
        blocks.append(Paragraph(t("Nothing is owed.")))
    else:
        blocks += [Heading(t("Together")), Pairs(list(totals.items()))]
    data = {
        "commitments": [promises.data(one) for one in promises.by_due(owed)],
        "totals": _data_totals(owed),
    }
    if wanted.aging:
        blocks += [Heading(t("By age")), _aging_table(groups, wanted.aging)]
        data["aging"] = _aging_data(owed, wanted.aging)
    if wanted.balance:
        table, rows = _balance(store, owed)
        blocks += [Heading(t("Balance")), table]
        data["balance"] = rows
    return Answer(blocks, data=data, csv=promises.csv_table(promises.by_due(owed)))


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


def _groups(
    store: Store, owed: Sequence[Standing], party: str | None
) -> list[tuple[str, list[Standing]]]:
    if party is None:
        return [
            (t(promises.DIRECTION_WORDS[way]), [one for one in owed if one.direction == way])
            for way in DIRECTIONS
        ]
    name = store.name(party)
    mine = [one for one in owed if owes(store, one.promise, party)]
    return [
        (t("{name} owes", name=name), mine),
        (t("Owed to {name}", name=name), [one for one in owed if one not in mine]),
    ]


def _ids(owed: Sequence[Standing], test: Callable[[Standing], bool]) -> Figure:
    return Figure.count(standing.id for standing in owed if test(standing))


def _totals(owed: Sequence[Standing]) -> dict[str, Cell]:
    found = _data_totals(owed)
    names = {
        "owed": t("Still owed"),
        "overdue": t("Overdue"),
        "delivered": t("Delivered, waits for a word"),
        "disputed": t("Disputed"),
        "no_date": t("Without a date"),
        "no_one_left": t("No one left to say"),
    }
    shown = {name: found[key] for key, name in names.items() if found[key].value}
    return dict(shown)


def _data_totals(owed: Sequence[Standing]) -> dict[str, Figure]:
    return {
        "owed": _ids(owed, lambda _: True),
        "open": _ids(owed, lambda one: one.state == "open"),
        "overdue": _ids(owed, lambda one: one.state == "overdue"),
        "delivered": _ids(owed, lambda one: one.state == "delivered"),
        "disputed": _ids(owed, lambda one: one.state == "disputed"),
        "no_date": _ids(owed, lambda one: one.due is None),
        "no_one_left": _ids(owed, lambda one: one.no_one_left),
    }


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


def _aging_table(groups: list[tuple[str, list[Standing]]], limits: Sequence[int]) -> Table:
    labels = _labels(limits)
    rows: list[list[Cell]] = []
    for title, group in groups:
        cells = [_ids(group, lambda one, key=key: _bucket(one, limits) == key) for key in labels]  # type: ignore[misc]  # the default is the loop's key
        if group:
            rows.append([title, *cells])
    return Table(["", *(">" + label for label in labels.values())], rows)


def _aging_data(owed: Sequence[Standing], limits: Sequence[int]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for key, label in _labels(limits).items():
        ids = [one.id for one in owed if _bucket(one, limits) == key]
        found.append({"age": label, "commitments": Figure.count(ids)})
    return found


# Balance


def _balance(store: Store, owed: Sequence[Standing]) -> tuple[Table, list[dict[str, object]]]:
    """Per pair of partners: what the one owes the other, and the other way round."""
    pairs: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for standing in owed:
        one = store.party(standing.promise.from_).partition("/")[0]
        other = store.party(standing.promise.to).partition("/")[0]
        key = _pair(standing, one, other)
        there, back = pairs.setdefault(key, ([], []))
        (there if key[0] == one else back).append(standing.id)
    rows: list[list[Cell]] = []
    data: list[dict[str, object]] = []
    for (one, other), (there, back) in sorted(pairs.items()):
        figures = Figure.count(there), Figure.count(back)
        rows.append([store.name(one), store.name(other), *figures])
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
