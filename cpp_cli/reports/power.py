"""What `cpp power` says: how power and resources were shared, in a period."""

from __future__ import annotations

from cpp_cli.ledger.matter import gather
from cpp_cli.ledger.power import decisions, one_way, shared_power
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Answer, Figure, Heading, Pairs, Paragraph, Table
from cpp_cli.reports.drift import drift
from cpp_cli.reports.engagement import engagement
from cpp_cli.reports.ratings import ratings
from cpp_cli.reports.resources import resources
from cpp_cli.reports.scope import about, period, title

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.matter import Matter, Scope
    from cpp_cli.ledger.power import By, Power
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Found = tuple[list[Block], dict[str, Any]]

_WHO = {
    "us_alone": mark("we alone"),
    "together": mark("we and others"),
    "others_alone": mark("others alone"),
    "not_said": mark("not written down"),
}


def report(store: Store, standings: list[Standing], day: date, scope: Scope) -> Answer:
    """Return how power and resources were shared in what a scope holds."""
    matter = gather(store, standings, day, scope)
    parts = (shared, engagement, resources, drift, ratings, only_asked)
    name = t("Power and resources: {name}", name=title(store, scope))
    blocks: list[Block] = [Heading(name, 1), period(scope, day)]
    data = about(scope)
    for part in parts:
        more, found = part(matter)
        blocks += more
        data |= found
    if len(blocks) == 2:
        blocks.append(Paragraph(t("Nothing is written down about this.")))
    return Answer(blocks, data=data)


def shared(matter: Matter) -> Found:
    """Say who called the meetings, set the agenda and decided, and what was given to take part.

    Data: `power`, with `meetings`, `internal_meetings`, and `convened`, `agenda` and `decided` by
    who did it (`us_alone`, `together`, `others_alone`, `not_said`); `supports_given`, with
    `meetings_with_communities`, `without_any` and `by_support`.
    """
    found = shared_power(matter)
    done: dict[str, By] = {
        t("Called the meeting"): found.convened,
        t("Set the agenda"): found.agenda,
        t("Took the decision"): found.decided,
    }
    data: dict[str, Any] = {
        "meetings": Figure.count(found.meetings),
        "internal_meetings": Figure.count(found.internal),
        "convened": _by(found.convened),
        "agenda": _by(found.agenda),
        "decided": _by(found.decided),
    }
    supports = _supports_data(found)
    both = {"power": data, "supports_given": supports}
    if not found.meetings:
        return [], both
    rows: list[Sequence[Cell]] = [(name, *_by(by).values()) for name, by in done.items()]
    pairs: list[tuple[str, Cell]] = [(t("Meetings with others"), data["meetings"])]
    if found.internal:
        pairs.append((t("Among ourselves (not counted here)"), data["internal_meetings"]))
    blocks: list[Block] = [
        Heading(t("Who called, prepared and decided")),
        Pairs(pairs),
        Table(("", *(">" + t(words) for words in _WHO.values())), rows),
        *_supports(supports),
    ]
    return blocks, both


def _by(by: By) -> dict[str, Figure]:
    return {who: Figure.count(ids) for who, ids in by.items()}


def _supports_data(found: Power) -> dict[str, Any]:
    return {
        "meetings_with_communities": Figure.count(found.communities),
        "without_any": Figure.count(found.without),
        "by_support": {name: Figure.count(ids) for name, ids in found.supports.items()},
    }


def _supports(data: dict[str, Any]) -> list[Block]:
    rows: list[Sequence[Cell]] = [(t(name), one) for name, one in data["by_support"].items()]
    pairs: list[tuple[str, Cell]] = [
        (t("Meetings about communities"), data["meetings_with_communities"]),
        (t("With none of these supports"), data["without_any"]),
    ]
    return [
        Heading(t("What was given so that people could take part")),
        Table((t("Support given"), ">" + t("Meetings")), rows),
        Pairs(pairs),
    ]


def in_brief(matter: Matter) -> Found:
    """Say in a summary who decided, how much was given, and what got new terms; of a program by
    their numbers alone. Who called and prepared, and what was experienced, it says elsewhere; of
    whom we only asked, it cannot say where not all records are seen.

    Data: `decided`, and what `resources` and `drift` give.
    """
    each = matter.scope.kind != "program"
    (given, amounts), (changed, terms) = resources(matter), drift(matter, each)
    decided, new_terms = _by(decisions(matter)), terms["drift"]["outgoing"]
    counts: dict[str, Figure] = {
        t("Decisions taken by us alone"): decided["us_alone"],
        t("Decisions taken by others, or with them"): either(decided),
        t("Promises of ours that got new terms"): new_terms["promises"],
        t("Days later, in all"): new_terms["days_later"],
    }
    blocks: list[Block] = []
    if any(one.value for one in counts.values()):
        blocks = [Heading(t("How power was shared")), Pairs([*counts.items()])]
    return blocks + given + changed, {"decided": decided, **amounts, **terms}


def either(by: dict[str, Figure]) -> Figure:
    """Return what others did, alone or with us."""
    return Figure.count((*by["together"].records, *by["others_alone"].records))


def only_asked(matter: Matter) -> Found:
    """Name the partners of which we only asked: our meetings, our agenda, nothing promised back.

    Data: `only_asked`, with each `partner`, its `meetings` and its `promises_to_us`.
    """
    found = one_way(matter)
    rows: list[Sequence[Cell]] = []
    data: list[dict[str, Any]] = []
    for one in found:
        figures = Figure.count(one.meetings), Figure.count(one.promises)
        rows.append((matter.store.name(one.partner), *figures, one.partner))
        data.append({"partner": one.partner, "meetings": figures[0], "promises_to_us": figures[1]})
    if not rows:
        return [], {"only_asked": data}
    columns = (t("Partner"), ">" + t("our meetings"), ">" + t("promises to us"), t("Id"))
    return [
        Heading(t("Where we only asked")),
        Paragraph(
            t(
                "We called every meeting with them, nobody else set its agenda, and we promised"
                " nothing back. This is about us, not about them: what could we bring, or ask them"
                " to lead?"
            )
        ),
        Table(columns, rows),
    ], {"only_asked": data}
