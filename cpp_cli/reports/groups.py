"""A summary of the program by community and by line of work: met, heard, promised and kept."""

from __future__ import annotations

from cpp_cli.ledger.hearing import unanswered
from cpp_cli.ledger.matter import Work, heard_from
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.promises import OWED
from cpp_cli.messages import t
from cpp_cli.models.meeting import Meeting
from cpp_cli.reports.answer import Figure, Heading, Paragraph, Table
from cpp_cli.reports.scope import called

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TypeVar

    from cpp_cli.ledger.matter import Matter, Promise
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]
    T = TypeVar("T")

_ABOUT, _WORK = plainly(Meeting, "communities"), plainly(Meeting, "work")


def by_community(matter: Matter) -> Found:
    rows: list[list[Cell]] = []
    data: dict[str, Any] = {}
    if matter.scope.kind != "program":
        return [], {}
    communities, owed = matter.store.communities, matter.owed
    met = _grouped(communities, [_ABOUT(one.plain) for one in matter.meetings], matter.meetings)
    heard = _grouped(communities, heard_from(matter), matter.heard)
    to = [owed[standing.promise.to] for _, _, standing in matter.between]
    promised = _grouped(communities, to, matter.between)
    for key, community in communities.items():
        figures = {
            "meetings": Figure.count([one.id for one in met[key]]),
            "heard": Figure.count([item.id for item in heard[key]]),
            "unanswered": Figure.count([item.id for item in unanswered(heard[key])]),
            **_of_these(promised[key]),
        }
        name = called(community)
        rows.append([name, *figures.values()])
        data[key] = {"centered": community.centered, **figures}
    names = (t("meetings"), t("heard"), t("not answered"), *_short_states())
    table = Table((t("Community"), *(">" + name for name in names)), rows)
    blocks = [Heading(t("By community")), *_since(matter), table] if rows else []
    return blocks, {"communities": data}


def by_work(matter: Matter) -> Found:
    rows: list[list[Cell]] = []
    data: dict[str, Any] = {}
    lines, work = matter.store.program.work or {}, Work(matter.store)
    met = _grouped(lines, [_WORK(one.plain) for one in matter.meetings], matter.meetings)
    of = [work.of(standing.promise) for _, _, standing in matter.between]
    promised = _grouped(lines, of, matter.between)
    for key, name in lines.items():
        figures = {
            "meetings": Figure.count([one.id for one in met[key]]),
            **_of_these(promised[key]),
        }
        if any(figure.value for figure in figures.values()):
            rows.append([name, *figures.values()])
        data[key] = figures
    names = (t("meetings"), *_short_states())
    table = Table((t("Line of work"), *(">" + name for name in names)), rows)
    blocks = [Heading(t("By line of work")), *_since(matter), table] if rows else []
    return blocks, {"work": data}


def _since(matter: Matter) -> list[Block]:
    if matter.scope.is_whole:
        return []
    text = t("Of promises, only those made in this time, and how they stand at the end of it.")
    return [Paragraph(text)]


def _short_states() -> tuple[str, ...]:
    return (t("promises made"), t("kept"), t("overdue"), t("waits for a word"), t("still owed"))


def _grouped(
    keys: Iterable[str], named: Iterable[Sequence[str]], things: Sequence[T]
) -> dict[str, list[T]]:
    """Return the things by the keys that each names, in order; once where it names one twice."""
    found: dict[str, list[T]] = {key: [] for key in keys}
    for names, thing in zip(named, things, strict=True):
        for name in names if len(names) < 2 else dict.fromkeys(names):
            if name in found:
                found[name].append(thing)
    return found


def _of_these(made: Sequence[Promise]) -> dict[str, Figure]:
    """Count promises that are not among ourselves: made in the period, and how they stand."""
    found: dict[str, list[str]] = {"made": [key for key, _, _ in made]}
    for wanted in ("kept", "overdue", "delivered"):
        found[wanted] = [key for key, state, _ in made if state == wanted]
    found["owed"] = [key for key, state, _ in made if state in OWED]
    return {word: Figure.count(ids) for word, ids in found.items()}
