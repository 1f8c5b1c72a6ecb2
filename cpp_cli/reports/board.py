"""What `cpp summary --shape board` says: two pages for a Board of Health, and what is behind."""

from __future__ import annotations

from decimal import Decimal

from cpp_cli.ledger.board import asks, late
from cpp_cli.ledger.harms import WORDS
from cpp_cli.ledger.hearing import answers_by
from cpp_cli.ledger.matter import gather
from cpp_cli.ledger.resources import HOURS
from cpp_cli.messages import mark, t, tn
from cpp_cli.reports.amounts import amount, bare
from cpp_cli.reports.answer import (
    Answer,
    Figure,
    Heading,
    Items,
    Pairs,
    Paragraph,
    Table,
    records_behind,
)
from cpp_cli.reports.became import harms
from cpp_cli.reports.drift import drift
from cpp_cli.reports.engagement import engagement
from cpp_cli.reports.equity import equity
from cpp_cli.reports.heard import FIGURES, counted
from cpp_cli.reports.kept import promised, share
from cpp_cli.reports.power import either, shared
from cpp_cli.reports.resources import resources
from cpp_cli.reports.scope import about, period, title

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.board import Late
    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Matter, Scope
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]

MOST = 5
"""How many rows a table of two pages may have; the records behind its number are all named."""

ASKS = {
    "responsibility": mark("Say who takes responsibility: harms that nobody has answered for"),
    "repair": mark("Promise repair, or say why not: harms for which none is promised"),
    "means": mark("Give what it takes, or say with us that it cannot be: our overdue promises"),
    "public_bodies": mark("Ask other public bodies: what they promised, overdue or disputed"),
    "answers": mark("Say who answers: what was heard and has waited too long"),
}
"""What a Board is asked to do, with what that is about."""


def report(
    store: Store, standings: list[Standing], day: date, scope: Scope, own: Sequence[str]
) -> Answer:
    """Return the report of a period to a Board of Health; `own` is what the program itself asks."""
    matter = gather(store, standings, day, scope)
    blocks: list[Block] = [
        Heading(t("Report to the Board of Health: {program}", program=title(store, scope)), 1),
        period(scope, day),
    ]
    data = {**about(scope), "shape": "board"}
    for part in (_promised, _heard, _harms, _power, _equity):
        more, found = part(matter)
        blocks += more
        data |= found
    more, found = _asked(matter, own)
    blocks += more
    return Answer([*blocks, *_appendix(blocks)], data={**data, **found}, dense=True)


def _promised(matter: Matter) -> Found:
    """What we promised, what of it was kept, and what is late and why."""
    data = promised(matter)[1]["promises"]
    ours, found = data["outgoing"], late(matter)
    counted_, kept = ours["counted"], ours["counted_kept"]
    pairs: list[tuple[str, Cell]] = [
        (t("Promised by us in this time"), ours["made"]),
        (t("Kept, of what fell due in it"), share(kept, counted_, ours["kept_rate"])),
        (
            t("Kept on time"),
            share(ours["counted_on_time"], counted_, ours["on_time_rate"]),
        ),
        (t("Delivered, and waiting for their word"), ours["delivered"]),
        (t("Said by them not to be kept as promised"), ours["disputed"]),
        (t("Late or broken"), Figure.count(one.standing.id for one in found)),
        (t("Given new terms"), drift(matter)[1]["drift"]["outgoing"]["promises"]),
    ]
    blocks: list[Block] = [Heading(t("What we promised, and what became of it")), Pairs(pairs)]
    blocks += _late(matter, found)
    return blocks, {"promises": data, "late": [_late_data(one) for one in found]}


def _late(matter: Matter, found: Sequence[Late]) -> list[Block]:
    rows: list[Sequence[Cell]] = [
        (
            _line(one.standing.what),
            matter.store.name(one.standing.promise.to),
            one.standing.due.isoformat() if one.standing.due else t("no date"),
            _line(one.why) if one.why else t("nobody has written down why"),
        )
        for one in found[:MOST]
    ]
    columns = (t("Late or broken"), t("Promised to"), t("Due"), t("What was said about it last"))
    return [Table(columns, rows), *_more(len(found))] if rows else []


def _more(count: int) -> list[Block]:
    """Say how many more there are than a table of two pages has rows."""
    if count <= MOST:
        return []
    return [Paragraph(tn("… and one more.", "… and {count} more.", count - MOST), "quiet")]


def _late_data(one: Late) -> dict[str, Any]:
    due = one.standing.due
    return {
        "id": one.standing.id,
        "state": one.standing.state,
        "due_in_force": due.isoformat() if due else None,
        "why": one.why,
    }


def _heard(matter: Matter) -> Found:
    """What communities said in the period, and what became of it: kept first, then what waits."""
    answers = answers_by(matter.store, _standings(matter), matter.day)
    back = [item.id for item in matter.heard if answers.report_back(item)]
    data = {**counted(matter.heard), "reported_back": Figure.count(back)}
    pairs: list[tuple[str, Cell]] = [(t(FIGURES[key]), one) for key, one in data.items()]
    blocks: list[Block] = [Heading(t("What communities said, and what became of it")), Pairs(pairs)]
    kept = [(one.item.text, what) for one in matter.heard for what in _kept(one)[:1]]
    waits = [one for one in matter.heard if one.outcome == "unanswered"]
    rows: list[Sequence[Cell]] = [(_line(said), _line(what)) for said, what in kept[-MOST:]]
    if rows:
        blocks.append(Table((t("You said"), t("We did, and they say it was kept")), rows))
    if waits:
        lines: list[Sequence[Cell]] = [
            (_line(item.item.text), (matter.day - item.said_on).days) for item in waits[:MOST]
        ]
        blocks.append(Table((t("Said, and not answered yet"), ">" + t("Days ago")), lines))
        blocks += _more(len(waits))
    return blocks, {"heard": data}


def _kept(item: HeardItem) -> list[str]:
    """Return what we promised others who said it, and they say we kept."""
    ours = (one for one in item.promises if one.direction == "outgoing")
    return [one.what for one in ours if one.state == "kept"]


def _standings(matter: Matter) -> list[Standing]:
    return [standing for ways in matter.ways.values() for _, _, standing in ways]


def _harms(matter: Matter) -> Found:
    """The harms that were named, and what became of them."""
    data = harms(matter)[1]
    rows: list[Sequence[Cell]] = [
        (
            _first_sentence(one.record.model.what),
            t("yes") if one.acknowledged else t("not yet"),
            Figure(_repairs(one), (one.record.id, *(repair.id for repair in one.repairs))),
            t(WORDS[one.word]),
        )
        for one in matter.harms
    ]
    if not rows:
        return [], data
    names = (t("What was done"), t("Owned up to"), t("Repair promised"), t("Those harmed say"))
    return [Heading(t("Harms and repair")), Table(names, rows)], data


def _first_sentence(text: str) -> str:
    """Return how a text begins, with a mark where it goes on: a harm is told whole elsewhere."""
    whole = _line(text)
    first, end, rest = whole.partition(". ")
    return t("{sentence} …", sentence=first + end.strip()) if rest else whole


def _repairs(harm: HarmStanding) -> str:
    if not harm.repairs:
        return t("none promised")
    kept = sum(one.state == "kept" for one in harm.repairs)
    return t("{kept} of {promised} kept", kept=kept, promised=len(harm.repairs))


def _power(matter: Matter) -> Found:
    """Who called, prepared and decided; how it was experienced; where our money went."""
    power = shared(matter)[1]["power"]
    experienced = engagement(matter, each=False)[1]["engagement"]
    moved = resources(matter)[1]["resources"]
    pairs: list[tuple[str, Cell]] = [
        (t("Meetings with others"), power["meetings"]),
        (t("Called by us alone"), power["convened"]["us_alone"]),
        (t("Agenda set by others, or with them"), either(power["agenda"])),
        (t("Decisions taken by others, or with them"), either(power["decided"])),
        (t("Engagement experienced as less than promised"), experienced["below"]),
        (t("Engagement experienced as promised, or more"), _joined(experienced)),
    ]
    for unit, found in moved["community_led_share"].items():
        name = t("Money from us that went to partners led by their community")
        if unit == HOURS:
            name = t("Hours from us that went to partners led by their community")
        part, whole = (_shown(found[one], unit) for one in ("part", "whole"))
        pairs.append((name, share(part, whole, found["rate"])))
    data = {"power": power, "engagement": experienced, "resources": moved}
    return [Heading(t("How power was shared")), Pairs(pairs)], data


def _shown(figure: Figure, unit: str) -> Figure:
    """A number of hours, or an amount of money, as people write it."""
    number = Decimal(str(figure.value).partition(" ")[0])
    show = bare if unit == HOURS else amount
    return Figure(show(number, unit), figure.records)


def _joined(experienced: dict[str, Figure]) -> Figure:
    return Figure.count((*experienced["as_promised"].records, *experienced["above"].records))


def _equity(matter: Matter) -> Found:
    return equity(matter, each=False)


def _asked(matter: Matter, own: Sequence[str]) -> Found:
    """What the program asks of the Board in its own words, and what follows from the records."""
    found = {key: Figure.count(ids) for key, ids in asks(matter).items()}
    pairs: list[tuple[str, Cell]] = [
        (t(ASKS[key]), figure) for key, figure in found.items() if figure.value
    ]
    blocks: list[Block] = [Heading(t("What we ask of the Board"))]
    if own:
        blocks.append(Items(list(own)))
    if pairs:
        blocks.append(Pairs(pairs))
    if len(blocks) == 1:
        blocks.append(Paragraph(t("Nothing that would follow from these records.")))
    return blocks, {"asks": {**found, "own": list(own)}}


def _appendix(blocks: Sequence[Block]) -> list[Block]:
    """Name the records behind each number, section by section."""
    found: list[Block] = []
    section = ""
    for block in blocks:
        if isinstance(block, Heading):
            section = block.text
            continue
        lines = records_behind(block)
        if lines:
            found += [Heading(section, 3)] if section else []
            found.append(Items(lines))
            section = ""
    return [Heading(t("Appendix: the records behind each number")), *found] if found else []


def _line(text: str) -> str:
    return " ".join(text.split())
