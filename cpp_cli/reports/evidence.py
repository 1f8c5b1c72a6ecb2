"""What `cpp summary --shape evidence` says: what in the records shows that each duty is met."""

from __future__ import annotations

from cpp_cli.ledger.duties import shown
from cpp_cli.ledger.matter import gather
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Answer, Figure, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.scope import about, period

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.matter import Scope
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.program import Duty
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Shown = Mapping[str, Mapping[str, tuple[str, ...]]]

KINDS = {
    "partnerships": mark("Partners that we met"),
    "lasting-partnerships": mark("Partners that we met, and have worked with for a year or longer"),
    "convened": mark("Meetings with others that we called, alone or together with them"),
    "coalition": mark("Meetings with a coalition at the table"),
    "sectors": mark("Meetings of three or more kinds of partners"),
    "connections": mark("Partners that were connected with another one, and introductions made"),
    "engagement": mark("Meetings at which others were to be consulted, or more than that"),
    "supports": mark("Meetings at which something was given so that people could take part"),
    "policy-input": mark("Meetings at which others decided, alone or with us"),
    "answered": mark("Things heard that became a promise of ours"),
    "reported-back": mark("Meetings after which those who spoke heard back"),
    "plan-monitoring": mark("Meetings with others about a priority of the plan"),
    "plan-progress": mark("Promises for a priority of the plan that somebody gave word about"),
}
"""What each kind of evidence is called."""


def report(store: Store, standings: list[Standing], day: date, scope: Scope) -> Answer:
    """Return what the records of a period show of each duty, and say where they show nothing."""
    duties = store.program.duties
    found = shown(gather(store, standings, day, scope), duties)
    blocks: list[Block] = [
        Heading(t("What shows that our duties are met"), 1),
        period(scope, day),
        Paragraph(
            t(
                "The duties are in our own words; check the official text before you cite them."
                " The records show what was done. Whether it is enough, they cannot say."
            ),
            "quiet",
        ),
    ]
    if not duties:
        text = t("No duties are written down. They stand in records/program.yaml, as “duties”.")
        blocks.append(Paragraph(text))
    for key, duty in duties.items():
        blocks += _duty(duty, found[key])
    blocks += _records(store, found)
    data = {**about(scope), "shape": "evidence", "duties": _data(duties, found)}
    return Answer(blocks, data=data, csv=lambda: _csv(found))


def _duty(duty: Duty, found: Mapping[str, tuple[str, ...]]) -> list[Block]:
    blocks: list[Block] = [Heading(" ".join(duty.name.split()))]
    if duty.source:
        blocks.append(Paragraph(" ".join(duty.source.split()), "quiet"))
    if not found:
        text = t("Nobody has written down what would show this (“shown_by” in program.yaml).")
        return [*blocks, Paragraph(text, "warn")]
    if not any(found.values()):
        blocks.append(Paragraph(t("Nothing in these records shows it."), "warn"))
    pairs: list[tuple[str, Cell]] = [
        (t(KINDS[kind]), Figure.count(records)) for kind, records in found.items()
    ]
    return [*blocks, Pairs(pairs)]


def _records(store: Store, found: Shown) -> list[Block]:
    """The records behind each number, once for each kind of evidence."""
    kinds = {kind: records for duty in found.values() for kind, records in duty.items() if records}
    blocks: list[Block] = [Heading(t("The records behind each number"))] if kinds else []
    for kind in (one for one in KINDS if one in kinds):
        rows = [(_called(store, record), record) for record in kinds[kind]]
        blocks += [Heading(t(KINDS[kind]), 3), Table((t("What it is"), t("Id")), rows)]
    return blocks


def _called(store: Store, record: str) -> str:
    """Return the title of a meeting, the words that were heard or promised, or a partner's name."""
    key, _, heard = record.partition("#")
    if heard:
        items = store.meetings[key].brief.heard
        return " ".join(next(one.text for one in items if one.id == heard).split())
    if key in store.meetings:
        return store.meetings[key].brief.title
    if key in store.commitments:
        return " ".join(store.commitments[key].brief.what.split())
    return store.name(key)


def _data(duties: Mapping[str, Duty], found: Shown) -> dict[str, Any]:
    return {
        key: {
            "name": duty.name,
            "source": duty.source,
            "shown": any(found[key].values()),
            "shown_by": {kind: Figure.count(records) for kind, records in found[key].items()},
        }
        for key, duty in duties.items()
    }


def _csv(found: Shown) -> Table:
    rows: list[tuple[str, str, str]] = [
        (duty, kind, record)
        for duty, kinds in found.items()
        for kind, records in kinds.items()
        for record in records
    ]
    return Table(("duty", "shown_by", "record"), rows)
