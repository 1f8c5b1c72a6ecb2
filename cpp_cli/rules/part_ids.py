"""Names: the ids that a record gives to its parts: people, what was heard, plans, priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark
from cpp_cli.models.kinds import MEETING, PARTNER, PROGRAM
from cpp_cli.rules.example import A_MEETING
from cpp_cli.rules.glance import part_ids
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits


def _ids(record: Record[Any], context: Context) -> Iterator[tuple[str, str, Keys]]:
    """Yield the ids that a record gives to its parts: of what sort, the id, and where."""
    if record.kind is not PROGRAM:
        sort = "people" if record.kind is PARTNER else "heard"
        for number, one in enumerate(context.once(part_ids, record)):
            yield sort, one, (sort, number, "id")
    else:
        for number, plan in enumerate(record.model.plans or ()):
            yield "plans", plan.id, ("plans", number, "id")
            for priority in plan.priorities:
                yield "priorities", priority, ("plans", number, "priorities", priority)


def _may_be_twice(record: Record[Any], context: Context) -> bool:
    ids = () if record.kind is PROGRAM else context.once(part_ids, record)
    return record.kind is PROGRAM or len(ids) != len(set(ids))


def _twice(record: Record[Any], context: Context) -> Hits:
    first: dict[tuple[str, str], Keys] = {}
    for sort, one, keys in _ids(record, context):
        before = first.setdefault((sort, one), keys)
        if before != keys:
            line = record.place(before, True).line
            yield Hit(keys, {"id": one, "sort": sort, "line": str(line)}, sort == "priorities")


PART_ID_TWICE = Rule(
    code="N006",
    name="id-twice-in-record",
    message=mark("The id `{id}` is already in `{sort}`, in line {line}"),
    remedy=mark("Give one of the two another id."),
    why=mark(
        "Promises and words refer to a person, to something heard or to a priority by its id. With"
        " two of one id nobody knows whose word it was."
    ),
    bad=A_MEETING
    + """\
heard:
  - id: bus-stop
    text: The bus stop has no light.
  - id: bus-stop
    text: The bus comes late.
""",
    good=A_MEETING
    + """\
heard:
  - id: bus-stop
    text: The bus stop has no light.
  - id: late-bus
    text: The bus comes late.
""",
    kinds=(PROGRAM, PARTNER, MEETING),
    check=_twice,
    when=_may_be_twice,
)


def _has_number(record: Record[Meeting], context: Context) -> bool:
    return any(map(str.isdigit, context.once(part_ids, record)))


def _number(record: Record[Meeting], context: Context) -> Hits:
    for number, one in enumerate(context.once(part_ids, record)):
        if one.isdigit():
            yield Hit(("heard", number, "id"), {"id": one})


NUMBER = Rule(
    code="N008",
    name="heard-id-is-number",
    message=mark("`{id}` is a number: what was heard has a word as its id"),
    remedy=mark("Choose a word or two that recall it, such as `bus-stop`."),
    why=mark(
        "Numbers shift when something is put in between, and an answer then goes to other words. A"
        " word stays, and people recognise what they said."
    ),
    bad=A_MEETING + "heard:\n  - id: 1\n    text: The bus stop has no light.\n",
    good=A_MEETING + "heard:\n  - id: bus-stop\n    text: The bus stop has no light.\n",
    kinds=(MEETING,),
    check=_number,
    when=_has_number,
)


RULES = (
    PART_ID_TWICE,
    NUMBER,
)
