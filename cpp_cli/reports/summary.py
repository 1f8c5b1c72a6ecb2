"""What `cpp summary` says: of the program, a partner, a community or a priority, in a period."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from cpp_cli.ledger.contacts import others, partners_at
from cpp_cli.ledger.harms import WORDS
from cpp_cli.ledger.matter import (
    Matter,
    Scope,
    gather,
    heard_from,
    priorities,
    to_community,
    work_of,
)
from cpp_cli.ledger.promises import Standing
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import t
from cpp_cli.models.meeting import Level, Meeting
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store
from cpp_cli.reports.answer import Answer, Block, Cell, Figure, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.kept import promised

LEVELS: tuple[Level, ...] = ("ignore", "inform", "consult", "involve", "collaborate", "defer-to")


def report(store: Store, standings: list[Standing], day: date, scope: Scope) -> Answer:
    """Return the summary of what a scope holds."""
    matter = gather(store, standings, day, scope)
    parts = (_met, promised, _heard, _harms, _engaged, _by_community, _by_work)
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

_Found = tuple[list[Block], dict[str, Any]]


def _met(matter: Matter) -> _Found:
    store, meetings = matter.store, matter.meetings
    met = partners_at(store, meetings)
    partners = [partner.id for partner in others(store, matter.day) if partner.id in met]
    ours = [m.id for m in meetings if _all_us(store, m.model.convened_by)]
    agenda = [m.id for m in meetings if _any_other(store, m.model.agenda_set_by)]
    data: dict[str, Any] = {
        "meetings": Figure.count(m.id for m in meetings),
        "partners_met": Figure.count(partners),
        "convened_by_us_alone": Figure.count(ours),
        "agenda_set_with_others": Figure.count(agenda),
        "meetings_by_kind": _counted(meetings, lambda m: [m.model.kind or "other"]),
        "supports": _counted(meetings, lambda m: m.model.supports),
        "languages": _counted(meetings, lambda m: m.model.languages),
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


def _all_us(store: Store, parties: Sequence[str]) -> bool:
    return bool(parties) and all(is_us(store, party) for party in parties)


def _any_other(store: Store, parties: Sequence[str]) -> bool:
    return any(not is_us(store, party) for party in parties)


def _counted(
    meetings: Iterable[Record[Meeting]], names: Callable[[Record[Meeting]], Iterable[str]]
) -> dict[str, Figure]:
    found: dict[str, list[str]] = {}
    for meeting in meetings:
        for name in names(meeting):
            found.setdefault(name, []).append(meeting.id)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {name: Figure.count(ids) for name, ids in ranked}


# What was heard


def _heard(matter: Matter) -> _Found:
    by = {
        outcome: [item.id for item in matter.heard if item.outcome == outcome]
        for outcome in ("promised", "replied", "unanswered")
    }
    data: dict[str, Figure] = {"heard": Figure.count(item.id for item in matter.heard)}
    data |= {key: Figure.count(ids) for key, ids in by.items()}
    names = {
        "heard": t("Heard"),
        "promised": t("Answered by a promise"),
        "replied": t("Answered at once, or why not"),
        "unanswered": t("Not answered yet"),
    }
    blocks: list[Block] = [Heading(t("What was heard, and what became of it"))]
    blocks.append(Pairs([(name, data[key]) for key, name in names.items()]))
    rows: list[list[Cell]] = []
    for item in matter.heard:
        said = " ".join(item.item.text.split())
        became = ", ".join(f"{t(s.state)} ({s.id})" for s in item.promises)
        outcome = became or (t("answered") if item.reply else t("not answered yet"))
        rows.append([said, outcome, item.id])
    if rows and matter.scope.kind != "program":
        blocks.append(Table((t("What was said"), t("What became of it"), t("Id")), rows))
    return blocks, {"heard": data}


# Harms


def _harms(matter: Matter) -> _Found:
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


def _engaged(matter: Matter) -> _Found:
    """Engagement promised, against what those who were engaged say."""
    rows: list[list[Cell]] = []
    tally: dict[str, list[str]] = {"below": [], "as_promised": [], "above": [], "not_said": []}
    for meeting in matter.meetings:
        engagement = meeting.model.engagement
        if engagement is None or engagement.promised is None:
            continue
        levels = [one.level for one in engagement.experienced if _said(matter, meeting, one.date)]
        tally[_compare(engagement.promised, levels)].append(meeting.id)
        experienced = ", ".join(t(level) for level in levels) or t("nobody has said")
        rows.append([meeting.model.title, t(engagement.promised), experienced, meeting.id])
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


def _said(matter: Matter, meeting: Record[Meeting], day: date | None) -> bool:
    return (day or meeting.model.date) <= matter.day


def _compare(promised: Level, experienced: Sequence[Level]) -> str:
    """Compare the promise with the lowest level that anybody experienced."""
    if not experienced:
        return "not_said"
    lowest = min(LEVELS.index(level) for level in experienced)
    wanted = LEVELS.index(promised)
    return "below" if lowest < wanted else "above" if lowest > wanted else "as_promised"


# By community and by line of work


def _by_community(matter: Matter) -> _Found:
    rows: list[list[Cell]] = []
    data: dict[str, Any] = {}
    if matter.scope.kind != "program":
        return [], {}
    for key, community in matter.store.communities.items():
        promised = [s for s in matter.standings if to_community(matter.store, s, key)]
        figures = {
            "meetings": Figure.count(m.id for m in matter.meetings if key in m.model.communities),
            "heard": Figure.count(item.id for item in matter.heard if heard_from(item, key)),
            "unanswered": Figure.count(
                item.id
                for item in matter.heard
                if heard_from(item, key) and item.outcome == "unanswered"
            ),
            **_of_these(matter, promised),
        }
        name = community.name + (t(" (centered)") if community.centered else "")
        rows.append([name, *figures.values()])
        data[key] = {"centered": community.centered, **figures}
    names = (t("meetings"), t("heard"), t("not answered"), *_short_states())
    table = Table((t("Community"), *(">" + name for name in names)), rows)
    blocks: list[Block] = [Heading(t("By community")), table] if rows else []
    return blocks, {"communities": data}


def _by_work(matter: Matter) -> _Found:
    rows: list[list[Cell]] = []
    data: dict[str, Any] = {}
    for key, name in (matter.store.program.work or {}).items():
        figures = {
            "meetings": Figure.count(m.id for m in matter.meetings if key in m.model.work),
            **_of_these(matter, [s for s in matter.standings if key in work_of(matter.store, s)]),
        }
        if any(figure.value for figure in figures.values()):
            rows.append([name, *figures.values()])
        data[key] = figures
    names = (t("meetings"), *_short_states())
    table = Table((t("Line of work"), *(">" + name for name in names)), rows)
    blocks: list[Block] = [Heading(t("By line of work")), table] if rows else []
    return blocks, {"work": data}


def _short_states() -> tuple[str, ...]:
    return (t("promises made"), t("kept"), t("overdue"), t("waits for a word"), t("still owed"))


def _of_these(matter: Matter, promised: Sequence[Standing]) -> dict[str, Figure]:
    """Count promises that are not among ourselves: made in the period, and how they stand."""
    made = [
        s for s in promised if s.direction != "internal" and matter.scope.holds(s.promise.made.date)
    ]
    return {
        "made": Figure.count(s.id for s in made),
        "kept": Figure.count(s.id for s in made if s.state == "kept"),
        "overdue": Figure.count(s.id for s in made if s.state == "overdue"),
        "delivered": Figure.count(s.id for s in made if s.state == "delivered"),
        "owed": Figure.count(s.id for s in made if s.is_owed),
    }
