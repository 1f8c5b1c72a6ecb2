"""Time: nothing is said before it could be, nothing ends before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM
from cpp_cli.models.walk import periods
from cpp_cli.rules.example import A_MEETING, A_PROMISE
from cpp_cli.rules.rule import Context, Hit, Rule, days, has_history, heard, history, mistakes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.models.commitment import Commitment
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.models.partner import Partner
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits

_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
"""


def _terms(
    record: Record[Commitment], context: Context
) -> list[tuple[Keys, date | None, tuple[date, ...]]]:
    """The terms of a promise, as made and as renegotiated: where, the due date, the reviews."""
    promise = record.model
    found: list[tuple[Keys, date | None, tuple[date, ...]]] = [((), promise.due, promise.review)]
    for number, entry in enumerate(context.once(history, record)):
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
)


def _said_too_early(record: Record[Any], context: Context) -> Hits:
    made = record.model.made.date if record.kind is COMMITMENT else None
    said = context.once(days, record)
    for number, day in enumerate(said) if made and min(said) < made else ():
        if made and day < made:
            values = {"day": str(day), "what": t(mark("the promise was made")), "on": str(made)}
            yield Hit(("history", number, "date"), values)
    for number, entry in context.once(mistakes, record):
        taken_back, day = entry.mistake.date, entry.date
        if taken_back < day <= context.today:
            values = {"day": str(taken_back), "what": t(mark("the entry it takes back"))}
            yield Hit(("history", number, "mistake", "date"), values | {"on": str(day)})


SAID_TOO_EARLY = Rule(
    code="D002",
    name="said-too-early",
    message=mark("This was said on {day}, but {what} only on {on}"),
    remedy=mark("Correct the day that is wrong: this one, or {on}."),
    why=mark(
        "What became of a promise is told in the order of its days. A word from before the promise"
        " was made would not count."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-02-09
    event: progress
    by: lcph-cpp
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: progress
    by: lcph-cpp
""",
    kinds=(COMMITMENT, HARM),
    check=_said_too_early,
    when=has_history,
)


def _said(record: Record[Any], context: Context) -> Sequence[tuple[Keys, date]]:
    """Every day on which something was said in a record, with its place."""
    kind, model = record.kind, record.model
    if kind is MEETING:
        return context.once(_said_about, record)
    if kind is PARTNER:
        return [(("ratings", n, "date"), rating.date) for n, rating in enumerate(model.ratings)]
    said: list[tuple[Keys, date]] = [
        (("history", n, "date"), day) for n, day in enumerate(context.once(days, record))
    ]
    for number, entry in context.once(mistakes, record):
        said.append((("history", number, "mistake", "date"), entry.mistake.date))
    told = model.told if kind is HARM else None
    return [*said, (("told", "date"), told.date)] if told else said


def _said_about(record: Record[Meeting], context: Context) -> list[tuple[Keys, date]]:
    """The days on which a meeting was answered, and on which it was said how it was."""
    said: list[tuple[Keys, date]] = []
    for number, item in enumerate(context.once(heard, record)):
        answer = item.answer
        if answer:
            said.append((("heard", number, "answer", "date"), answer.date))
    engagement = record.model.engagement
    for number, one in enumerate(engagement.experienced if engagement else ()):
        day = one.date
        if day:
            said.append((("engagement", "experienced", number, "date"), day))
    return said


def _in_future(record: Record[Any], context: Context) -> Hits:
    today = context.today
    if record.kind is MEETING and record.model.date > today:
        return
    for keys, day in _said(record, context):
        if day > today:
            yield Hit(keys, {"day": str(day), "today": str(today)})


IN_FUTURE = Rule(
    code="D003",
    name="said-in-the-future",
    message=mark("{day} has not come yet (today is {today}): nobody can have said this"),
    remedy=mark("Write the day on which it was said; what is only planned goes into `notes`."),
    why=mark(
        "A history says what has happened. With a day that has not come, a promise would become"
        " kept or broken by itself, without anybody's word."
    ),
    bad=A_PROMISE
    + """\
history:
  - date: 2027-03-09
    event: progress
    by: lcph-cpp
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: progress
    by: lcph-cpp
""",
    kinds=(COMMITMENT, HARM, PARTNER, MEETING),
    check=_in_future,
)


def _outcomes(meeting: Meeting) -> list[str]:
    engagement = meeting.engagement
    there = {
        "notes": meeting.notes,
        "heard": meeting.heard,
        "decisions": meeting.decisions,
        "principles": meeting.principles,
        "experienced": engagement.experienced if engagement else (),
    }
    return [name for name, value in there.items() if value]


def _not_yet_held(record: Record[Meeting], context: Context) -> Hits:
    day = record.model.date
    if day > context.today and (outcomes := _outcomes(record.model)):
        fields = ", ".join(f"`{name}`" for name in outcomes)
        yield Hit(("date",), {"day": str(day), "today": str(context.today), "fields": fields})


NOT_YET_HELD = Rule(
    code="D004",
    name="meeting-not-yet-held",
    message=mark("The meeting is on {day} (today is {today}), but its outcome is here: {fields}"),
    remedy=mark("Correct the day, or leave out {fields} until the meeting was held."),
    why=mark(
        "What people said and decided is written down after they met. Notes of a meeting that has"
        " not been held are either a wrong date or words put into people's mouths."
    ),
    bad=A_MEETING.replace("2026", "2027") + "notes: Nobody came.\n",
    good=A_MEETING.replace("2026", "2027"),
    kinds=(MEETING,),
    check=_not_yet_held,
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
)


def _after_meeting(record: Record[Meeting], context: Context) -> Hits:
    meeting = record.model
    held, corrections = meeting.date, meeting.corrections
    if held > context.today:
        return
    said = context.once(_said_about, record)
    if corrections:
        said = [*said, (("corrections", "until"), corrections.until)]
    for keys, day in said:
        if day < held:
            yield Hit(keys, {"day": str(day), "meeting": str(held)})


BEFORE_THE_MEETING = Rule(
    code="D008",
    name="answered-before-the-meeting",
    message=mark("This is dated {day}, before the meeting that it follows, which was on {meeting}"),
    remedy=mark("Correct the day that is wrong, or name the meeting where it was said."),
    why=mark(
        "An answer comes after what was said. With the days the wrong way round it would look as"
        " if we had answered before we had listened."
    ),
    bad=A_MEETING
    + """\
corrections:
  until: 2026-02-10
""",
    good=A_MEETING
    + """\
corrections:
  until: 2026-04-10
""",
    kinds=(MEETING,),
    check=_after_meeting,
)

RULES = (
    DUE_BEFORE_MADE,
    SAID_TOO_EARLY,
    IN_FUTURE,
    NOT_YET_HELD,
    ENDS_FIRST,
    HALF_ENDED,
    DUE_AND_REVIEW,
    BEFORE_THE_MEETING,
)
