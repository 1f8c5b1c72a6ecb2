"""What `cpp summary` says: of the program, a partner, a community or a priority, in a period."""

from __future__ import annotations

from cpp_cli.ledger.contacts import others, partners_at
from cpp_cli.ledger.harms import WORDS
from cpp_cli.ledger.matter import gather
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import t
from cpp_cli.models.meeting import Meeting
from cpp_cli.reports.answer import Answer, Figure, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.engagement import engagement
from cpp_cli.reports.groups import by_community, by_work
from cpp_cli.reports.kept import promised
from cpp_cli.reports.scope import about, period, title

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.matter import Matter, Scope
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]
    Ids = dict[str, list[str]]

_HOW = plainly(Meeting, "convened_by", "agenda_set_by", "kind", "supports", "languages")


def report(store: Store, standings: list[Standing], day: date, scope: Scope) -> Answer:
    """Return the summary of what a scope holds."""
    matter = gather(store, standings, day, scope)
    parts = (_met, promised, _heard, _harms, engagement, by_community, by_work)
    blocks: list[Block] = [Heading(title(store, scope), 1), period(scope, day)]
    data = about(scope)
    if scope.kind == "program" and store.program.mission:
        blocks.append(Paragraph(" ".join(store.program.mission.split()), "quiet"))
    for part in parts:
        more, found = part(matter)
        blocks += more
        data |= found
    return Answer(blocks, data=data)


# Who we met and how


def _met(matter: Matter) -> Found:
    store, meetings = matter.store, matter.meetings
    met = partners_at(store, meetings)
    partners = [partner.id for partner in others(store, matter.day) if partner.id in met]
    all_ours = _AllOurs(store)
    alone: list[str] = []
    agenda: list[str] = []
    kinds: Ids = {}
    supports: Ids = {}
    languages: Ids = {}
    for meeting in meetings:
        key = meeting.id
        called_by, set_by, kind, supported, spoken = _HOW(meeting.plain)
        if called_by and all_ours[called_by]:
            alone.append(key)
        if not all_ours[set_by]:
            agenda.append(key)
        kinds.setdefault(kind or "other", []).append(key)
        for support in supported:
            supports.setdefault(support, []).append(key)
        for language in spoken:
            languages.setdefault(language, []).append(key)
    data: dict[str, Any] = {
        "meetings": Figure.count(meeting.id for meeting in meetings),
        "partners_met": Figure.count(partners),
        "convened_by_us_alone": Figure.count(alone),
        "agenda_set_with_others": Figure.count(agenda),
        "meetings_by_kind": _ranked(kinds),
        "supports": _ranked(supports),
        "languages": _ranked(languages),
    }
    pairs: list[tuple[str, Cell]] = [
        (t("Meetings"), data["meetings"]),
        (t("Partners met"), data["partners_met"]),
        (t("Called by us alone"), data["convened_by_us_alone"]),
        (t("Agenda set by others, or with them"), data["agenda_set_with_others"]),
    ]
    blocks: list[Block] = [Heading(t("Who we met and how")), Pairs(pairs)]
    for key, named in (
        ("meetings_by_kind", t("Kind of meeting")),
        ("supports", t("Support given")),
        ("languages", t("Language spoken")),
    ):
        if data[key]:
            rows = [
                (name if key == "languages" else t(name), figure)
                for name, figure in data[key].items()
            ]
            blocks.append(Table((named, ">" + t("Meetings")), rows))
    return blocks, data


class _AllOurs(dict[tuple[str, ...], bool]):
    """Whether the program answers for all of some parties."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, parties: tuple[str, ...]) -> bool:
        found = self[parties] = all(is_us(self._store, party) for party in parties)
        return found


def _ranked(found: Ids) -> dict[str, Figure]:
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {name: Figure.count(ids) for name, ids in ranked}


# What was heard


def _heard(matter: Matter) -> Found:
    by: Ids = {outcome: [] for outcome in ("promised", "replied", "unanswered")}
    for item in matter.heard:
        by[item.outcome].append(item.id)
    data: dict[str, Figure] = {"heard": Figure.count([item.id for item in matter.heard])}
    data |= {key: Figure.count(ids) for key, ids in by.items()}
    names = {
        "heard": t("Heard"),
        "promised": t("Answered by a promise"),
        "replied": t("Answered at once, or why not"),
        "unanswered": t("Not answered yet"),
    }
    blocks: list[Block] = [Heading(t("What was heard, and what became of it"))]
    blocks.append(Pairs([(name, data[key]) for key, name in names.items()]))
    if matter.heard and matter.scope.kind != "program":
        rows = [_became(item) for item in matter.heard]
        blocks.append(Table((t("What was said"), t("What became of it"), t("Id")), rows))
    return blocks, {"heard": data}


def _became(item: HeardItem) -> Sequence[Cell]:
    became = ", ".join([f"{t(s.state)} ({s.id})" for s in item.promises])
    outcome = became or (t("answered") if item.replied else t("not answered yet"))
    return " ".join(item.item.text.split()), outcome, item.id


# Harms


def _harms(matter: Matter) -> Found:
    rows: list[list[Cell]] = []
    data: list[dict[str, Any]] = []
    for found in matter.harms:
        record = found.record
        rows.append(
            [
                " ".join(record.model.what.split()),
                t("acknowledged") if found.acknowledged else t("not acknowledged"),
                ", ".join(f"{t(s.state)} ({s.id})" for s in found.repairs) or t("none promised"),
                t(WORDS[found.word]),
                record.id,
            ]
        )
        data.append(found.data())
    if not rows:
        return [], {"harms": []}
    columns = (t("Harm"), t("Acknowledged"), t("Repair promised"), t("Those harmed say"), t("Id"))
    return [Heading(t("Harms and repair")), Table(columns, rows)], {"harms": data}
