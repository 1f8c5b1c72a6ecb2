"""Priorities: what the plans are about, and what was promised and heard for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import t, tn
from cpp_cli.publishing.blocks import Behind, Facts, Items, Page, Prose, Section, Span, Table
from cpp_cli.publishing.here import listed, on
from cpp_cli.publishing.states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.models.program import Plan
    from cpp_cli.publishing.blocks import Pair
    from cpp_cli.publishing.here import Here

PATH = "plan.html"


def pages(here: Here) -> Iterator[Page]:
    """Yield the page of the plans."""
    plans = here.store.program.plans or ()
    none = Section("none", "", [Prose([Span(t("There is no plan yet."))])])
    yield Page(
        PATH,
        Span(t("Priorities")),
        [section for plan in plans for section in _plan(here, plan)] or [none],
        [Span(t("What matters most to the communities, and what has been promised for it."))],
        room="plan",
    )


def _plan(here: Here, plan: Plan) -> Iterator[Section]:
    name = plan.name or plan.label or plan.id
    pairs: list[Pair] = []
    if plan.from_ or plan.until:
        first, last = (on(day) if day else Span("…") for day in (plan.from_, plan.until))
        pairs.append((t("For the time"), [first, Span(" – "), last]))
    rows = []
    for key, priority in plan.priorities.items():
        mine = [one for one in here.promises.values() if key in one.promise.priorities]
        met = [one for one in here.heard.values() if key in one.meeting.model.priorities]
        states = [one.state for one in mine]
        numbers = (len(met), len(mine), states.count("kept"), states.count("overdue"))
        rows.append(
            [
                [here.term(priority.name, f"{PATH}#priority-{key}")],
                *([Span(str(n))] for n in numbers),
            ]
        )
    columns = (
        t("Priority"),
        ">" + t("Heard"),
        ">" + t("Promises"),
        ">" + t("Kept"),
        ">" + t("Late"),
    )
    blocks: list[object] = [Facts(pairs)] if pairs else []
    table = Table(t("What was heard and promised, by priority"), columns, rows)
    yield Section(f"plan-{plan.id}", name, [*blocks, table], lang=here.term("").lang)
    for key, priority in plan.priorities.items():
        said = list(_priority(here, key, priority))
        yield Section(f"priority-{key}", priority.name, said, lang=here.term("").lang)


def _priority(here: Here, key: str, priority: object) -> Iterator[object]:
    strategies = list(getattr(priority, "strategies", {}).values())
    if strategies:
        yield Facts([(t("How"), listed(here.term(one) for one in strategies))])
    mine = [one for one in here.promises.values() if key in one.promise.priorities]
    mine.sort(key=lambda one: (list(STATES).index(one.state), one.id))
    if mine:
        yield Items([[here.promise(one.id), Span(f" ({t(STATES[one.state])})")] for one in mine])
    else:
        yield Prose([Span(t("No public promise yet."))], "quiet")
    met = [one.id for one in here.heard.values() if key in one.meeting.model.priorities]
    if met:
        told = tn(
            "One thing was said in meetings about it.",
            "{count} things were said in meetings about it.",
            len(met),
        )
        yield Behind(told, t("Which ones?"), [[here.quote(one)] for one in met])
