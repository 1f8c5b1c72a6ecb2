"""What `cpp load` says: what was asked of each partner, against what was given back."""

from __future__ import annotations

from cpp_cli.ledger.load import DAYS, OVER, Window, asked_of, loads
from cpp_cli.ledger.resources import HOURS
from cpp_cli.messages import t, tn
from cpp_cli.models.kinds import COMMITMENT, MEETING
from cpp_cli.reports import amounts, promises
from cpp_cli.reports.answer import Answer, Figure, Heading, Pairs, Paragraph, Table, Words

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cpp_cli.ledger.load import Asked, Load
    from cpp_cli.ledger.matter import Matter
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.resources import Amounts
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]


def report(
    store: Store,
    standings: Sequence[Standing],
    window: Window,
    over: int,
    partner: str | None = None,
) -> Answer:
    """Return what was asked of each partner in a window, or of one; over so many asks is marked."""
    found = [one for one in loads(store, standings, window) if partner in (None, one.partner)]
    told = [one for one in found if partner or not one.is_empty]
    first = Heading(
        t("What was asked of {name}", name=store.name(partner))
        if partner
        else t("What was asked of partners, and given back"),
        1,
    )
    blocks: list[Block] = [first, _period(window), *_table(store, told, over)]
    if partner:
        blocks += [block for one in told for block in _details(store, standings, one)]
    data = {
        "after": window.after.isoformat(),
        "until": window.until.isoformat(),
        "over": over,
        "partners": [_data(one, over) for one in told],
    }
    return Answer(blocks, data=data, csv=lambda: _csv(told, over))


def often(matter: Matter) -> Found:
    """Say of how many partners much was asked lately: a section of the program's summary.

    Data: `load`, with `asked` and `asked_often` (more than `over` times), of the last `days`.
    """
    if matter.scope.kind != "program":
        return [], {}
    found = asked_of(matter, DAYS)
    asked = Figure.count(sorted(found))
    busy = Figure.count(sorted(key for key, one in found.items() if is_over(one, OVER)))
    data = {"days": DAYS, "over": OVER, "asked": asked, "asked_often": busy}
    names = (t("Partners of which something was asked"), t("More than {over} times", over=OVER))
    title = Heading(t("What was asked in the last {days} days", days=DAYS))
    return [title, Pairs([*zip(names, (asked, busy), strict=True)])], {"load": data}


def _period(window: Window) -> Paragraph:
    text = t("In the days after {after}, up to {until}.", after=window.after, until=window.until)
    return Paragraph(text)


def is_over(asked: Asked, over: int) -> bool:
    """Whether more was asked than so many times."""
    return len(asked.times) > over


def _table(store: Store, told: Sequence[Load], over: int) -> list[Block]:
    if not told:
        return [Paragraph(t("Nothing was asked, and nothing was given."))]
    rows: list[Sequence[Cell]] = [
        (
            store.name(one.partner),
            Words(t("over {count}", count=over), "warn") if is_over(one.asked, over) else "",
            *_figures(one).values(),
            _moved(one.moved),
            one.partner,
        )
        for one in told
    ]
    columns = (
        *(t("Partner"), t("Asked often"), ">" + t("asked"), ">" + t("our meetings")),
        *(">" + t("promises to us"), ">" + t("hours for us"), ">" + t("promises we kept")),
        *(">" + t("answered"), ">" + t("reported back"), ">" + t("we still owe")),
        *(t("Moved to them"), t("Id")),
    )
    note = t(
        "Asked: the meetings that we called and they did not, and what they promised us. The rest"
        " is what came back: promises that they say we kept, what they said and we answered, and"
        " what moved to them."
    )
    return [Table(columns, rows), Paragraph(note, "quiet")]


def _figures(one: Load) -> dict[str, Figure]:
    hours = one.hours.get(HOURS)
    return {
        "asked": Figure.count(one.asked.times),
        "meetings": Figure.count(one.asked.meetings),
        "promises_to_us": Figure.count(one.asked.promises),
        "hours_for_us": amounts.number(hours, HOURS) if hours else Figure(0),
        "promises_kept": Figure.count(one.kept),
        "answered": Figure.count(one.answered),
        "reported_back": Figure.count(one.reports),
        "still_owed": Figure.count(one.owed),
    }


def _moved(moved: Amounts) -> str:
    return ", ".join(amounts.amount(found.number, unit) for unit, found in moved.items())


def _data(one: Load, over: int) -> dict[str, Any]:
    return {
        "partner": one.partner,
        **_figures(one),
        "moved": amounts.data(one.moved),
        "over": is_over(one.asked, over),
    }


def _csv(told: Sequence[Load], over: int) -> Table:
    names = "asked meetings promises_to_us hours_for_us promises_kept answered reported_back"
    columns = ("partner", *names.split(), "still_owed", "moved", "moved_hours", "over")
    rows = [
        (
            one.partner,
            *_figures(one).values(),
            *_moved_apart(one.moved),
            "yes" if is_over(one.asked, over) else "no",
        )
        for one in told
    ]
    return Table(columns, rows)


def _moved_apart(moved: Amounts) -> tuple[Cell, Cell]:
    """What moved, as a spreadsheet takes it: money with its currency, and hours."""
    found = amounts.data(moved)
    return ", ".join(str(sum_.value) for sum_ in found["money"].values()), found["hours"]


def _details(store: Store, standings: Sequence[Standing], one: Load) -> list[Block]:
    """Name what was asked of one partner, and what we still owe it."""
    rows = [(day, what, key) for day, what, key in asked_lately(store, one.asked)]
    blocks: list[Block] = []
    if rows:
        columns = (t("Day"), t("What was asked"), t("Id"))
        blocks += [Heading(t("What was asked")), Table(columns, rows)]
    owed = {*one.owed}
    still = [standing for standing in standings if standing.id in owed]
    return blocks + promises.section(t("What we still owe"), promises.Names(store), still)


def asked_lately(store: Store, asked: Asked) -> list[tuple[str, str, str]]:
    """Return the day, the words and the id of each thing that was asked, in order."""
    met = [
        (one.brief.date.isoformat(), one.brief.title, one.id)
        for one in (store.of(MEETING)[key] for key in asked.meetings)
    ]
    promised = [
        (one.brief.made.date.isoformat(), " ".join(one.brief.what.split()), one.id)
        for one in (store.of(COMMITMENT)[key] for key in asked.promises)
    ]
    return sorted(met + promised)


def before_asking(
    store: Store, partner: str, asked: Asked, window: Window, owed: Sequence[Standing]
) -> list[str]:
    """Return what is worth knowing before a partner is asked again: asked lately, still owed."""
    name, asks = store.name(partner), asked_lately(store, asked)
    lines = [
        tn(
            "We have asked {name} once since {day}:",
            "We have asked {name} {count} times since {day}; the latest:",
            len(asks),
            name=name,
            day=window.after,
        ),
        *(t("  {day}  {what}", day=day, what=what) for day, what, _ in asks[-_SHORT:]),
    ]
    if owed:
        lines.append(
            tn("We still owe them one thing:", "We still owe them {count} things:", len(owed))
        )
        lines += [
            t("  {day}  {what}", day=_due(one), what=" ".join(one.what.split()))
            for one in promises.by_due(owed)[:_SHORT]
        ]
    return [*lines, t("All of it: cpp load {partner}", partner=partner)]


def _due(one: Standing) -> str:
    return one.due.isoformat() if one.due else t("no date")


_SHORT = 3
"""How many things of a kind a warning names: it is read in passing."""
