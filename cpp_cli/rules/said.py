"""Time: on which days something can have been said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER
from cpp_cli.rules.example import A_MEETING, A_PROMISE
from cpp_cli.rules.rule import Context, Hit, Rule, days, has_history, heard, mistakes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits


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
    SAID_TOO_EARLY,
    IN_FUTURE,
    NOT_YET_HELD,
    BEFORE_THE_MEETING,
)
