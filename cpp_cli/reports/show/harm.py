"""A harm: who has taken responsibility, what is promised, what those harmed say."""

from __future__ import annotations

from cpp_cli.ledger.harms import harm_standing
from cpp_cli.messages import t
from cpp_cli.reports import harms, promises
from cpp_cli.reports.answer import Heading, Told
from cpp_cli.reports.show.parts import known, names, notes_of
from cpp_cli.reports.translated import translated

TYPE_CHECKING = False

if TYPE_CHECKING:
    from datetime import date

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.harm import Harm
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block
    from cpp_cli.reports.show.parts import Shown


def show(store: Store, record: Record[Harm], promised: list[Standing], day: date) -> Shown:
    model = record.model
    stands, called = harm_standing(store, record, promised, day), promises.Names(store)
    facts = known(
        (t("When"), model.when),
        (t("To whom"), names(store, model.to)),
        (t("By whom"), names(store, model.by)),
        (t("Told"), harms.told(called, model)),
        (t("May be known"), _consent(store, model)),
        (t("How that was agreed"), harms.line(model.consent.how) if model.consent else ""),
        (t("Visibility"), t(model.visibility or "internal")),
    )
    blocks: list[Block] = [
        Heading(t("Harm: {id}", id=record.id), 1),
        Told([(harms.line(model.what), [*translated(model, "what", model.lang), *facts.pairs])]),
        *harms.page(called, stands),
        *notes_of(model.notes),
    ]
    return blocks, lambda: harms.data(stands)


def _consent(store: Store, model: Harm) -> str:
    """What those who told it agreed may be known."""
    consent = model.consent
    if consent is None:
        return ""
    who = store.name(consent.by) if consent.by else t("by whom is not written down")
    scope, day = t(consent.scope), consent.date or t("no date")
    if consent.withdrawn:
        return t("withdrawn on {day}", day=consent.withdrawn)
    return t("{scope}; {who}, {day}", scope=scope, who=who, day=day)
