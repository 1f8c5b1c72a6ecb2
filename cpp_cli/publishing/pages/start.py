"""The first page: what this is, and the figures that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.counting import in_hundred
from cpp_cli.local import percent, short_day
from cpp_cli.messages import t
from cpp_cli.publishing.blocks import Behind, Events, Page, Prose, Section, Span, Tile, Tiles
from cpp_cli.publishing.pages import harms, heard, promises
from cpp_cli.publishing.pages.promises import entry_event
from cpp_cli.publishing.states import OUTCOME_KEYS, STATES, WAYS, chart
from cpp_cli.reports.kept import promised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.publishing.here import Here

PATH = "index.html"
_LATELY = 8


def pages(here: Here) -> Iterator[Page]:
    """Yield the page."""
    program = here.store.program
    lead = [here.said(program.mission, program.lang)] if program.mission else []
    about = t(
        "These pages say what was promised, what communities told us, and what became of it."
        " They are made of the public records of the program, as they stood on {day}.",
        day=short_day(here.day),
    )
    yield Page(
        PATH,
        here.said(program.name, program.lang) if program.name else Span(t("Our promises")),
        [
            Section("about", "", [Prose([Span(about)])]),
            Section("promised", t("What we promised"), list(_promised(here))),
            Section("heard", t("What we heard"), [_heard(here)]),
            Section("harms", t("Harms"), [_harms(here)]),
            Section("lately", t("Said lately"), [_lately(here)]),
        ],
        lead,
        room="start",
        kind="start",
    )


def _promised(here: Here) -> Iterator[object]:
    data = promised(here.matter)[1]["promises"]["outgoing"]
    mine = [one for one in here.promises.values() if one.direction == "outgoing"]
    counts = {name: sum(one.state == name for one in mine) for name in STATES}
    way = "outgoing"
    yield Tiles(
        [
            Tile(len(mine), t("promises made"), promises.group(way)),
            Tile(counts["kept"], t("kept, by their word"), promises.group(way, "kept"), "kept"),
            Tile(
                counts["delivered"],
                t("said to be done"),
                promises.group(way, "delivered"),
                "delivered",
            ),
            Tile(counts["open"], t("still to be done"), promises.group(way, "open"), "open"),
            Tile(counts["overdue"], t("late"), promises.group(way, "overdue"), "overdue"),
        ]
    )
    counted = data["counted"]
    if counted.value:
        kept = data["counted_kept"]
        if data["kept_rate"] is None:
            text = t(
                "Of {all} that fell due, {kept} were kept.", all=counted.value, kept=kept.value
            )
        else:
            text = t(
                "Of {all} that fell due, {kept} were kept ({rate}).",
                all=counted.value,
                kept=kept.value,
                rate=percent(in_hundred(kept.value, counted.value) / 100),
            )
        yield Behind(text, t("Which ones?"), [[here.promise(one)] for one in counted.records])
    hrefs = {name: promises.group(way, name) for name in STATES}
    drawn = chart("bar", t(WAYS[way]), counts, (t("State"), t("Promises")), hrefs)
    if drawn:
        yield drawn


def _heard(here: Here) -> Tiles:
    found = [one.outcome for one in here.heard.values()]
    names = {
        "promised": t("answered with a promise"),
        "replied": t("answered without a promise"),
        "unanswered": t("not answered yet"),
    }
    parts = [
        Tile(found.count(key), name, f"{heard.PATH}#{key}", OUTCOME_KEYS[key])  # type: ignore[arg-type]  # they are outcomes
        for key, name in names.items()
    ]
    return Tiles([Tile(len(found), t("things we were told"), heard.PATH), *parts])


def _harms(here: Here) -> Tiles:
    known = list(here.harms.values())
    taken = sum(bool(one.acknowledged) for one in known)
    repaired = sum(one.word == "repaired" for one in known)
    return Tiles(
        [
            Tile(len(known), t("harms named"), harms.PATH),
            Tile(taken, t("for which somebody took responsibility"), harms.PATH, "delivered"),
            Tile(repaired, t("repaired, say those harmed"), harms.PATH, "kept"),
        ]
    )


def _lately(here: Here) -> Events | Prose:
    entries = [
        (entry.date, standing.id, number)
        for standing in here.promises.values()
        for number, entry in enumerate(standing.record.model.history)
        if entry.date <= here.day and not entry.mistake
    ]
    events = []
    for _, key, number in sorted(entries, reverse=True)[:_LATELY]:
        model = here.promises[key].record.model
        event = entry_event(here, model.lang, model.history[number])
        sides = [(t("Who promised"), [here.party(model.from_)])]
        sides.append((t("To whom"), [here.party(model.to)]))
        events.append(event._replace(about=[here.promise(key)], more=sides))
    return Events(events) if events else Prose([Span(t("Nothing yet."))], "quiet")
