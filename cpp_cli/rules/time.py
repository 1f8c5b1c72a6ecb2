"""Time: nothing is said before it could be, nothing ends before it begins."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from cpp_cli.finding import Keys
from cpp_cli.messages import mark, t
from cpp_cli.models.commitment import Commitment, PromiseEntry
from cpp_cli.models.harm import Harm
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM
from cpp_cli.models.meeting import Meeting
from cpp_cli.models.part import Part
from cpp_cli.models.partner import Partner
from cpp_cli.models.shape import Shape, shapes
from cpp_cli.reading.record import Record
from cpp_cli.rules.example import A_MEETING, A_PROMISE
from cpp_cli.rules.rule import Context, Hit, Hits, Rule

_PARTNER = """\
# records/partners/garden-club.yaml
id: garden-club
name: Garden Club
kind: resident-group
"""


def _renegotiations(promise: Commitment) -> Iterator[tuple[Keys, PromiseEntry]]:
    for number, entry in enumerate(promise.history):
        if entry.event == "renegotiated":
            yield ("history", number), entry


def _terms(promise: Commitment) -> Iterator[tuple[Keys, Commitment | PromiseEntry]]:
    yield (), promise
    yield from _renegotiations(promise)


def _due_too_early(record: Record[Commitment], _: Context) -> Hits:
    made = record.model.made.date
    for keys, terms in _terms(record.model):
        days: list[tuple[Keys, date]] = [((*keys, "due"), terms.due)] if terms.due else []
        days += [((*keys, "review", number), day) for number, day in enumerate(terms.review)]
        for place, day in days:
            if day < made:
                yield Hit(place, {"day": str(day), "made": str(made)})


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
    made = record.model.made.date if record.kind == COMMITMENT else None
    for number, entry in enumerate(record.model.history):
        if made and entry.date < made:
            values = {
                "day": str(entry.date),
                "what": t(mark("the promise was made")),
                "on": str(made),
            }
            yield Hit(("history", number, "date"), values)
        mistake = entry.mistake
        if mistake and mistake.date < entry.date <= context.today:
            values = {"day": str(mistake.date), "what": t(mark("the entry it takes back"))}
            yield Hit(("history", number, "mistake", "date"), values | {"on": str(entry.date)})


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
)


def _said(record: Record[Any]) -> Iterator[tuple[Keys, date]]:
    """Every day on which something was said in a record, with its place."""
    model = record.model
    if isinstance(model, (Commitment, Harm)):
        for number, entry in enumerate(model.history):
            yield ("history", number, "date"), entry.date
            if entry.mistake:
                yield ("history", number, "mistake", "date"), entry.mistake.date
    if isinstance(model, Harm) and model.told:
        yield ("told", "date"), model.told.date
    if isinstance(model, Partner):
        for number, rating in enumerate(model.ratings):
            yield ("ratings", number, "date"), rating.date
    if isinstance(model, Meeting):
        yield from _said_about(model)


def _said_about(meeting: Meeting) -> Iterator[tuple[Keys, date]]:
    """The days on which a meeting was answered, and on which it was said how it was."""
    for number, item in enumerate(meeting.heard):
        if item.answer:
            yield ("heard", number, "answer", "date"), item.answer.date
    for number, one in enumerate(meeting.engagement.experienced if meeting.engagement else ()):
        if one.date:
            yield ("engagement", "experienced", number, "date"), one.date


def _in_future(record: Record[Any], context: Context) -> Hits:
    if isinstance(record.model, Meeting) and record.model.date > context.today:
        return
    for keys, day in _said(record):
        if day > context.today:
            yield Hit(keys, {"day": str(day), "today": str(context.today)})


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
    experienced = meeting.engagement.experienced if meeting.engagement else ()
    there = {
        "notes": meeting.notes,
        "heard": meeting.heard,
        "decisions": meeting.decisions,
        "principles": meeting.principles,
        "experienced": experienced,
    }
    return [name for name, value in there.items() if value]


def _not_yet_held(record: Record[Meeting], context: Context) -> Hits:
    outcomes = _outcomes(record.model)
    if outcomes and record.model.date > context.today:
        day, fields = str(record.model.date), ", ".join(f"`{name}`" for name in outcomes)
        yield Hit(("date",), {"day": day, "today": str(context.today), "fields": fields})


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


@cache
def _periods(model: type[Part]) -> tuple[tuple[Shape, Shape], ...]:
    """The first and last day of each period that a model itself holds."""
    known = shapes(model)
    return tuple((known[a], known[b]) for a, b in _PERIODS if a in known and b in known)


@cache
def _with_periods(model: type[Part]) -> tuple[Shape, ...]:
    """The fields of a model that hold periods, at any depth."""
    found = (shape for shape in shapes(model).values() if shape.model)
    return tuple(s for s in found if s.model and (_periods(s.model) or _with_periods(s.model)))


def _parts(part: Part, keys: Keys = ()) -> Iterator[tuple[Keys, Part]]:
    yield keys, part
    for shape in _with_periods(type(part)):
        value = getattr(part, shape.name) or ()
        inner: list[tuple[Keys, Any]]
        if shape.form == "list":
            inner = [((shape.file_name, number), item) for number, item in enumerate(value)]
        elif shape.form == "mapping":
            inner = [((shape.file_name, name), value[name]) for name in value]
        else:
            inner = [((shape.file_name,), value)] if value else []
        for at, item in inner:
            yield from _parts(item, (*keys, *at))


def _ends_first(record: Record[Any], _: Context) -> Hits:
    for keys, part in _parts(record.model):
        for first, last in _periods(type(part)):
            begins, ends = getattr(part, first.name), getattr(part, last.name)
            if begins and ends and ends < begins:
                yield _period(keys, first.file_name, begins, last.file_name, ends)
    if isinstance(record.model, Partner) and record.model.ended and record.model.since:
        since, ended = record.model.since, record.model.ended.date
        if ended < since:
            yield _period(("ended",), "since", since, "date", ended)


def _period(keys: Keys, first: str, begins: date, last: str, ends: date) -> Hit:
    values = {"first": first, "begins": str(begins), "last": last, "ends": str(ends)}
    return Hit((*keys, last), values)


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


def _due_and_review(record: Record[Commitment], _: Context) -> Hits:
    for keys, terms in _terms(record.model):
        if terms.due and terms.review:
            yield Hit((*keys, "review"), {"due": str(terms.due)}, True)


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
    if meeting.date > context.today:
        return
    days = list(_said_about(meeting))
    if meeting.corrections:
        days.append((("corrections", "until"), meeting.corrections.until))
    for keys, day in days:
        if day < meeting.date:
            yield Hit(keys, {"day": str(day), "meeting": str(meeting.date)})


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
