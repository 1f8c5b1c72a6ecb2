"""Time: when a promise is due, when something begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.plainly import plainly
from cpp_cli.messages import mark, t
from cpp_cli.models.commitment import Commitment, Made
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM
from cpp_cli.models.walk import periods
from cpp_cli.rules.example import A_PROMISE
from cpp_cli.rules.glance import past
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits

_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
"""


_OF_TERMS = plainly(Commitment, "made", "due", "review")
_MADE_ON = plainly(Made, "date")


def _odd_terms(record: Record[Commitment], context: Context) -> bool:
    """Whether the days of a promise may be wrong: as made, or as renegotiated."""
    made, due, review = _OF_TERMS(record.model)
    if "renegotiated" in context.once(past, record).events or (due and review):
        return True
    days = review or (due,) if due or review else ()
    return bool(days) and min(days) < _MADE_ON(made)


def _terms(
    record: Record[Commitment], _: Context
) -> list[tuple[Keys, date | None, tuple[date, ...]]]:
    """The terms of a promise, as made and as renegotiated: where, the due date, the reviews."""
    promise = record.model
    found: list[tuple[Keys, date | None, tuple[date, ...]]] = [((), promise.due, promise.review)]
    for number, entry in enumerate(promise.history):
        if entry.event == "renegotiated":
            found.append((("history", number), entry.due, entry.review))
    return found


def _due_too_early(record: Record[Commitment], context: Context) -> Hits:
    made = record.model.made.date
    for keys, due, review in context.once(_terms, record):
        if due and due < made:
            yield Hit((*keys, "due"), {"day": str(due), "made": str(made)})
        for number, day in enumerate(review):
            if day < made:
                yield Hit((*keys, "review", number), {"day": str(day), "made": str(made)})


DUE_BEFORE_MADE = Rule(
    code="D001",
    name="due-before-made",
    message=mark("It would be due on {day}, before it was promised on {made}"),
    remedy=mark("Correct the year or the day, here or in `made`."),
    why=mark(
        "A promise cannot be due before it was made. Mostly it is a slip in the year, and it would"
        " show a promise as overdue that is not."
    ),
    bad=A_PROMISE + "due: 2025-04-01\n",
    good=A_PROMISE + "due: 2026-04-01\n",
    kinds=(COMMITMENT,),
    check=_due_too_early,
    when=_odd_terms,
)


_PERIODS = (("since", "until"), ("from", "until"), ("date", "expires"))


def _ends_first(record: Record[Any], _: Context) -> Hits:
    for keys, (first, last), (begins, ends) in periods(record.model, _PERIODS):
        if ends < begins:
            values = {"first": first, "begins": begins, "last": last, "ends": ends}
            yield Hit((*keys, last), values)
    if record.kind is PARTNER:
        since, ended = record.model.since, record.model.ended
        if ended and since and ended.date < since:
            values = {"first": "since", "begins": str(since), "last": "date"}
            yield Hit(("ended", "date"), values | {"ends": str(ended.date)})


ENDS_FIRST = Rule(
    code="D005",
    name="ends-before-it-begins",
    message=mark("This ends on {ends} (`{last}`), before it begins on {begins} (`{first}`)"),
    remedy=mark("Correct `{last}` or `{first}`."),
    why=mark(
        "Whether a person may speak, or a consent holds, is looked up by the day. A period that"
        " ends before it begins holds on no day at all."
    ),
    bad=_PARTNER
    + """\
status: active
people:
  - id: sam-t
    name: Sam T
    since: 2026-03-01
    until: 2025-12-31
""",
    good=_PARTNER
    + """\
status: active
people:
  - id: sam-t
    name: Sam T
    since: 2025-03-01
    until: 2025-12-31
""",
    kinds=(PROGRAM, PARTNER, MEETING, HARM),
    check=_ends_first,
)


def _half_ended(record: Record[Partner], _: Context) -> Hits:
    status, ended = record.model.status, record.model.ended
    if status == "ended" and not ended:
        yield Hit(("status",), {"why": t(mark("`ended:` with the day is missing"))})
    elif ended and status != "ended":
        why = t(mark("`status` says `{status}`, but `ended:` has a day"), status=status)
        yield Hit(("ended",), {"why": why}, True)


HALF_ENDED = Rule(
    code="D006",
    name="half-ended",
    message=mark("Has this partnership ended? {why}"),
    remedy=mark(
        "If it has, write both `status: ended` and `ended:` with its `date`; if not, neither."
    ),
    why=mark(
        "When a partnership ends, others may have to speak for it from that day. That needs both:"
        " that it ended, and when."
    ),
    bad=_PARTNER + "status: ended\n",
    good=_PARTNER + "status: ended\nended:\n  date: 2026-02-28\n",
    kinds=(PARTNER,),
    check=_half_ended,
)


def _due_and_review(record: Record[Commitment], context: Context) -> Hits:
    for keys, due, review in context.once(_terms, record):
        if due and review:
            yield Hit((*keys, "review"), {"due": str(due)}, True)


DUE_AND_REVIEW = Rule(
    code="D007",
    name="due-and-review",
    message=mark("`review` stands in place of `due`, but here are both (`due` is {due})"),
    remedy=mark(
        "Keep `due` for something to be done once, or `review` for a promise that stands;"
        " the last review day can be {due}."
    ),
    why=mark(
        "A promise is either done by a day, or stands and is looked at again and again. With both"
        " nobody can say when it is kept."
    ),
    bad=A_PROMISE + "due: 2026-09-01\nreview: [2026-06-01, 2026-09-01]\n",
    good=A_PROMISE + "review: [2026-06-01, 2026-09-01]\n",
    kinds=(COMMITMENT,),
    check=_due_and_review,
    when=_odd_terms,
)


RULES = (
    DUE_BEFORE_MADE,
    ENDS_FIRST,
    HALF_ENDED,
    DUE_AND_REVIEW,
)
