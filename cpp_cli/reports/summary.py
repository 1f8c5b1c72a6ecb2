"""What `cpp summary` says: of the program, a partner, a community or a priority, in a period."""

from __future__ import annotations

from cpp_cli.ledger.contacts import others, partners_at
from cpp_cli.ledger.harms import WORDS
from cpp_cli.ledger.matter import gather, priorities
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import t
from cpp_cli.models.meeting import Engagement, Experienced, Meeting
from cpp_cli.reports.answer import Answer, Figure, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.groups import by_community, by_work
from cpp_cli.reports.kept import promised

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
_ENGAGED = plainly(Meeting, "title", "date", "engagement")
_PROMISED = plainly(Engagement, "promised", "experienced")
_EXPERIENCED = plainly(Experienced, "level", "date")

LEVELS = {
    level: number
    for number, level in enumerate(
        ("ignore", "inform", "consult", "involve", "collaborate", "defer-to")
    )
}
"""How far each level of engagement goes."""


def report(store: Store, standings: list[Standing], day: date, scope: Scope) -> Answer:
    """Return the summary of what a scope holds."""
    matter = gather(store, standings, day, scope)
    parts = (_met, promised, _heard, _harms, _engaged, by_community, by_work)
    blocks: list[Block] = [Heading(_title(store, scope), 1), Paragraph(_period(scope, day))]
    data: dict[str, Any] = {"subject": scope.id or "program", "kind": scope.kind}
    data |= {"since": _iso(scope.since), "until": _iso(scope.until)}
    if scope.kind == "program" and store.program.mission:
        blocks.append(Paragraph(" ".join(store.program.mission.split()), "quiet"))
    for part in parts:
        more, found = part(matter)
        blocks += more
        data |= found
    return Answer(blocks, data=data)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _title(store: Store, scope: Scope) -> str:
    if scope.kind == "program":
        return store.program.name or t("The program")
    if scope.kind == "priority":
        return priorities(store).get(scope.id, scope.id)
    return store.name(scope.id)


def _period(scope: Scope, day: date) -> str:
    if scope.since and scope.until:
        text = t("From {since} to {until}", since=scope.since, until=scope.until)
    elif scope.since:
        text = t("Since {since}", since=scope.since)
    elif scope.until:
        text = t("Until {until}", until=scope.until)
    else:
        text = t("Everything")
    return t("{period}, as of {day}.", period=text, day=day)


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
    for key, title in (
        ("meetings_by_kind", t("Kind of meeting")),
        ("supports", t("Support given")),
        ("languages", t("Language spoken")),
    ):
        if data[key]:
            rows = [(t(name), figure) for name, figure in data[key].items()]
            blocks.append(Table((title, ">" + t("Meetings")), rows))
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


# Engagement


def _engaged(matter: Matter) -> Found:
    """Engagement promised, against what those who were engaged say."""
    rows: list[Sequence[Cell]] = []
    tally: dict[str, list[str]] = {"below": [], "as_promised": [], "above": [], "not_said": []}
    until = matter.day.isoformat()
    judged: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for meeting in matter.meetings:
        title, on, engagement = _ENGAGED(meeting.plain)
        promised, experienced = _PROMISED(engagement) if engagement else (None, ())
        if promised is None:
            continue
        said = map(_EXPERIENCED, experienced)
        levels = promised, *[level for level, day in said if (day or on) <= until]
        if levels not in judged:
            judged[levels] = _judge(*levels)
        key, *words = judged[levels]
        tally[key].append(meeting.id)
        rows.append((title, *words, meeting.id))
    data = {key: Figure.count(ids) for key, ids in tally.items()}
    if not rows:
        return [], {"engagement": data}
    pairs: list[tuple[str, Cell]] = [
        (t("Experienced as less than promised"), data["below"]),
        (t("As promised"), data["as_promised"]),
        (t("As more than promised"), data["above"]),
        (t("Nobody has said"), data["not_said"]),
    ]
    table = Table((t("Meeting"), t("Promised"), t("Experienced"), t("Id")), rows)
    blocks: list[Block] = [Heading(t("Engagement promised and experienced")), Pairs(pairs), table]
    return blocks, {"engagement": data}


def _judge(promised: str, *experienced: str) -> tuple[str, str, str]:
    """Compare the promise with the lowest level that anybody experienced; say both in words."""
    word = t(promised)
    if not experienced:
        return "not_said", word, t("nobody has said")
    lowest = min(LEVELS[level] for level in experienced)
    wanted = LEVELS[promised]
    key = "below" if lowest < wanted else "above" if lowest > wanted else "as_promised"
    return key, word, ", ".join(map(t, experienced))
