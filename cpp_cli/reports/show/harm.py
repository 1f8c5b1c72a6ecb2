"""A harm: who has taken responsibility, what is promised, what those harmed say."""

from __future__ import annotations

from cpp_cli.ledger.harms import WORDS, harm_standing
from cpp_cli.messages import t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Heading, Paragraph, Table
from cpp_cli.reports.show.parts import known, line, names, notes_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.harm import Harm
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.show.parts import Shown


def show(store: Store, record: Record[Harm], promised: list[Standing], day: date) -> Shown:
    model = record.model
    stands = harm_standing(store, record, promised, day)
    blocks: list[Block] = [
        Heading(line(model.what), 1),
        known(
            (t("Id"), record.id),
            (t("When"), model.when),
            (t("To whom"), names(store, model.to)),
            (t("By whom"), names(store, model.by)),
            (t("Told"), _told(store, model)),
            (t("Those harmed say"), t(WORDS[stands.word])),
            (t("Visibility"), t(model.visibility or "internal")),
        ),
    ]
    rows: list[list[Cell]] = [
        [
            entry.date.isoformat(),
            t(entry.event),
            store.name(entry.by),
            entry.meeting or entry.via,
            line(entry.note),
        ]
        for entry in stands.counted
    ]
    if rows:
        columns = (t("Day"), t("What"), t("Who said it"), t("How"), t("Note"))
        blocks += [Heading(t("What has been said since")), Table(columns, rows)]
    else:
        blocks.append(Paragraph(t("Nobody has taken responsibility yet."), "warn"))
    blocks += promises.section(t("Repairs promised"), promises.Names(store), stands.repairs)
    blocks += notes_of(model.notes)
    return blocks, stands.data


def _told(store: Store, model: Harm) -> str:
    if model.told is None:
        return ""
    if model.told.by is None:
        return t("{day}; by whom is not written down", day=model.told.date)
    return t("{day}, by {who}", day=model.told.date, who=store.name(model.told.by))
