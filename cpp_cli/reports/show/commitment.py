"""A promise: its terms, its state, what has been said about it since."""

from __future__ import annotations

from cpp_cli.ledger.promises import order, standing
from cpp_cli.ledger.voices import who_may
from cpp_cli.messages import t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Heading, Paragraph, Table
from cpp_cli.reports.show.parts import known, line, notes_of

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.commitment import Commitment
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell
    from cpp_cli.reports.show.parts import Shown


def show(store: Store, record: Record[Commitment], promised: list[Standing], day: date) -> Shown:
    model = record.model
    stands = standing(store, record, day)
    if stands is None:
        text = t("On {day} this promise had not been made yet.", day=day)
        return [Heading(line(model.what), 1), Paragraph(text)], lambda: {"state": None}
    resources = stands.resources
    blocks: list[Block] = [
        Heading(line(stands.what), 1),
        known(
            (t("Id"), record.id),
            (t("Who owes it"), store.name(model.from_)),
            (t("To whom"), store.name(model.to)),
            (t("State"), promises.state_words(stands)),
            (t("Due"), stands.due.isoformat() if stands.due else t("no date")),
            (t("Still to be reviewed"), ", ".join(one.isoformat() for one in stands.reviews)),
            (t("Made"), _made(model)),
            (t("Kind"), t(model.kind) if model.kind else ""),
            (t("First promised as"), line(model.what) if stands.what != model.what else ""),
            (t("First due"), _first_due(model, stands)),
            (t("Money"), resources.money if resources else ""),
            (t("Hours"), str(resources.hours) if resources and resources.hours else ""),
            (t("Also given"), line(resources.what) if resources else ""),
            (t("Answers"), ", ".join(model.answers)),
            (t("Repairs"), model.repairs),
            (t("Whose word is next"), _next_word(store, stands)),
            (t("Visibility"), t(model.visibility or "internal")),
        ),
    ]
    rows: list[list[Cell]] = []
    history = model.history
    for number in order(model):
        entry = history[number]
        how = entry.meeting or entry.via or ""
        note = entry.note or entry.why
        said = t("(mistake) ") + line(note) if entry.mistake else line(note)
        if entry.date <= day:
            name = store.name(entry.by)
            rows.append([number + 1, entry.date.isoformat(), t(entry.event), name, how, said])
    if rows:
        columns = (">" + t("Entry"), t("Day"), t("What"), t("Who said it"), t("How"), t("Note"))
        blocks += [Heading(t("What has been said since")), Table(columns, rows)]
    blocks += notes_of(model.notes)
    return blocks, lambda: promises.data(stands)


def _made(model: Commitment) -> str:
    meeting = f" ({model.made.meeting})" if model.made.meeting else ""
    return f"{model.made.date.isoformat()}{meeting}"


def _first_due(model: Commitment, stands: Standing) -> str:
    first = model.due or min(model.review, default=None)
    return first.isoformat() if first and first != stands.due and not model.review else ""


def _next_word(store: Store, stands: Standing) -> str:
    if not stands.is_owed:
        return ""
    side = stands.promise.to if stands.state == "delivered" else stands.promise.from_
    return ", ".join(who_may(store, side, stands.day)) or t("no one is left to say")
