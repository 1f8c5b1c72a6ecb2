"""Time: on which days something can have been said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.plainly import plainly
from cpp_cli.messages import mark, t
from cpp_cli.models.commitment import Commitment, Made
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER
from cpp_cli.models.meeting import Meeting
from cpp_cli.rules.example import A_MEETING, A_PROMISE
from cpp_cli.rules.glance import days_said, has_mistakes, past
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cpp_cli.finding import Keys
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits

_MADE, _MADE_ON = plainly(Commitment, "made"), plainly(Made, "date")
_HELD, _CORRECTIONS = plainly(Meeting, "date"), plainly(Meeting, "corrections")


def _may_be_too_early(record: Record[Any], context: Context) -> bool:
    if has_mistakes(record, context):
        return True
    said = context.once(past, record).days if record.kind is COMMITMENT else ()
    return bool(said) and min(said) < _MADE_ON(_MADE(record.model))


def _said_too_early(record: Record[Any], context: Context) -> Hits:
    made = record.model.made.date if record.kind is COMMITMENT else None
    for number, entry in enumerate(record.model.history):
        day, mistake = entry.date, entry.mistake
        if made and day < made:
            why = t(mark("the promise was made on {on}"), on=made)
            values = {"day": str(day), "why": why, "on": str(made)}
            yield Hit(("history", number, "date"), values)
        if mistake and mistake.date < day <= context.today:
            why = t(mark("what it takes back was said on {on}"), on=day)
            values = {"day": str(mistake.date), "why": why, "on": str(day)}
            yield Hit(("history", number, "mistake", "date"), values)


SAID_TOO_EARLY = Rule(
    code="D002",
    name="said-too-early",
    message=mark("This was said on {day}, which is too early: {why}"),
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
    when=_may_be_too_early,
)


def _said(record: Record[Any]) -> list[tuple[Keys, date]]:
    """Every day on which something was said in a record, with its place."""
    kind, model = record.kind, record.model
    if kind is MEETING:
        return _said_about(model)
    if kind is PARTNER:
        return [(("ratings", n, "date"), rating.date) for n, rating in enumerate(model.ratings)]
    said: list[tuple[Keys, date]] = []
    for number, entry in enumerate(model.history):
        said.append((("history", number, "date"), entry.date))
        if entry.mistake:
            said.append((("history", number, "mistake", "date"), entry.mistake.date))
    told = model.told if kind is HARM else None
    return [*said, (("told", "date"), told.date)] if told else said


def _said_about(meeting: Meeting) -> list[tuple[Keys, date]]:
    """The days on which a meeting was answered, and on which it was said how it was."""
    said: list[tuple[Keys, date]] = []
    for number, item in enumerate(meeting.heard):
        answer = item.answer
        if answer:
            said.append((("heard", number, "answer", "date"), answer.date))
    engagement = meeting.engagement
    for number, one in enumerate(engagement.experienced if engagement else ()):
        day = one.date
        if day:
            said.append((("engagement", "experienced", number, "date"), day))
    return said


def _some_to_come(record: Record[Any], context: Context) -> bool:
    said = days_said(record, context)
    return bool(said) and not context.has_come(max(said))


def _in_future(record: Record[Any], context: Context) -> Hits:
    today = context.today
    if record.kind is MEETING and record.model.date > today:
        return
    for keys, day in _said(record):
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
    when=_some_to_come,
)


def _is_to_come(record: Record[Meeting], context: Context) -> bool:
    return not context.has_come(_HELD(record.model))


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
    when=_is_to_come,
)


def _may_be_before(record: Record[Meeting], context: Context) -> bool:
    said, corrections = days_said(record, context), _CORRECTIONS(record.model)
    return bool(corrections or (said and min(said) < _HELD(record.model)))


def _after_meeting(record: Record[Meeting], context: Context) -> Hits:
    meeting = record.model
    held, corrections = meeting.date, meeting.corrections
    if held > context.today:
        return
    said = _said_about(meeting)
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
    when=_may_be_before,
)


RULES = (
    SAID_TOO_EARLY,
    IN_FUTURE,
    NOT_YET_HELD,
    BEFORE_THE_MEETING,
)
