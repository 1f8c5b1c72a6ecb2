"""Whom we met and how, in a summary: the kinds of meetings, who called them, what was given."""

from __future__ import annotations

from cpp_cli.ledger.contacts import others, partners_at
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import t
from cpp_cli.models.meeting import Meeting
from cpp_cli.reports.answer import Figure, Heading, Pairs, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.ledger.matter import Matter
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]
    Ids = dict[str, list[str]]

_HOW = plainly(Meeting, "convened_by", "agenda_set_by", "kind", "supports", "languages")


def met(matter: Matter) -> Found:
    """Return whom we met in the period, and how."""
    store, meetings = matter.store, matter.meetings
    there = partners_at(store, meetings)
    partners = [partner.id for partner in others(store, matter.day) if partner.id in there]
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
