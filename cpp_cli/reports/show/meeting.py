"""A meeting: who came, what was heard and decided, what was promised there."""

from __future__ import annotations

from cpp_cli.ledger.hearing import heard_items
from cpp_cli.messages import t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Heading, Table
from cpp_cli.reports.show.parts import known, line, names, notes_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.meeting import Heard, Meeting
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.show.parts import Shown


def show(store: Store, record: Record[Meeting], promised: list[Standing], day: date) -> Shown:
    model = record.model
    held = [record] if model.date <= day else []
    items = heard_items(store, promised, day, held)
    made = [s for s in promised if s.promise.made.meeting == record.id]
    engagement = model.engagement
    experienced = ", ".join(
        f"{t(one.level)} ({store.name(one.by)})"
        for one in (engagement.experienced if engagement else ())
    )
    blocks: list[Block] = [
        Heading(model.title, 1),
        known(
            (t("Id"), record.id),
            (t("Day"), model.date.isoformat()),
            (t("Kind"), t(model.kind) if model.kind else ""),
            (t("Place"), model.place),
            (t("Called by"), names(store, model.convened_by)),
            (t("Agenda set by"), names(store, model.agenda_set_by)),
            (t("Who came"), names(store, model.attendees)),
            (t("Guests"), _guests(model)),
            (t("Languages"), ", ".join(model.languages)),
            (t("Support given"), ", ".join(t(one) for one in model.supports)),
            (t("About"), names(store, model.communities)),
            (t("Promised"), t(engagement.promised) if engagement and engagement.promised else ""),
            (t("Experienced"), experienced),
            (t("Visibility"), t(model.visibility or "internal")),
        ),
    ]
    if items:
        rows: list[list[Cell]] = [
            [line(heard.text), _by(store, heard), _became(item, heard), item.id]
            for item, heard in zip(items, model.heard, strict=True)
        ]
        columns = (t("What was said"), t("By"), t("What became of it"), t("Id"))
        blocks += [Heading(t("What was heard")), Table(columns, rows)]
    decided: list[list[Cell]] = [
        [line(one.what), names(store, one.decided_by)] for one in model.decisions
    ]
    if decided:
        blocks += [Heading(t("Decided")), Table((t("What"), t("By")), decided)]
    lived: list[list[Cell]] = [[one.value, line(one.how)] for one in model.principles]
    if lived:
        blocks += [Heading(t("Values, as they were lived")), Table((t("Value"), t("How")), lived)]
    blocks += promises.section(t("Promised here"), promises.Names(store), made)
    blocks += notes_of(model.notes)

    def data() -> dict[str, Any]:
        return {
            "heard_outcomes": {item.item.id: item.outcome for item in items},
            "promised_here": [promises.data(s) for s in made],
        }

    return blocks, data


def _guests(model: Meeting) -> str:
    parts = []
    for guest in model.guests:
        who = ", ".join(one for one in (guest.name, guest.of) if one)
        parts.append(f"{guest.count} {who}".strip() if guest.count else who)
    return "; ".join(parts)


def _by(store: Store, heard: Heard) -> str:
    return store.name(heard.by) if heard.by else t("asked not to be named")


def _became(item: HeardItem, heard: Heard) -> str:
    if item.promises:
        return ", ".join(f"{t(s.state)} ({s.id})" for s in item.promises)
    reply = heard.answer if item.replied else None
    return line(reply.text) if reply else t("not answered yet")
