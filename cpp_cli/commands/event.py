"""What people say about a promise or a harm: one entry more in its history."""

from datetime import date
from typing import Annotated, Any

import typer

from cpp_cli.cli.ask import Choice
from cpp_cli.cli.session import Session
from cpp_cli.commands.options import DryRun, RecordId, kind_of
from cpp_cli.commands.questions import parties
from cpp_cli.commands.values import value_of
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.emit import Data, Typed, clean
from cpp_cli.editing.splice import Append, Edit, Set
from cpp_cli.errors import Refused
from cpp_cli.finding import Keys
from cpp_cli.ledger.promises import says_who
from cpp_cli.ledger.voices import is_us, side_of
from cpp_cli.messages import t
from cpp_cli.models.commitment import PromiseEntry
from cpp_cli.models.kinds import COMMITMENT, HARM, KINDS
from cpp_cli.models.shape import field_names, shape_at
from cpp_cli.reading.record import Record
from cpp_cli.render.safe import one_line
from cpp_cli.reports.answer import Answer

EVENTS = {
    "progress": "progress",
    "deliver": "delivered",
    "confirm": "confirmed",
    "dispute": "disputed",
    "renegotiate": "renegotiated",
    "release": "released",
    "break": "broken",
    "acknowledge": "acknowledged",
    "repaired": "repaired",
    "reopen": "reopened",
}
_NEEDS_NOTE = ("broken", "acknowledged")
_WAYS = ("phone", "email", "letter", "in-person", "video", "message")

By = Annotated[
    str | None, typer.Option("--by", metavar="PARTY", help="Who says it: a partner or person.")
]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="When it was said (else today).")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="In their words.")]
At = Annotated[
    str | None, typer.Option("--meeting", metavar="MEETING", help="The meeting it was said in.")
]
Via = Annotated[
    str | None,
    typer.Option("--via", metavar="WAY", help="How it was said: phone, email, letter, in-person."),
]


def promise(
    ctx: typer.Context,
    id: RecordId = None,
    by: By = None,
    date: Day = None,
    note: Note = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help="Where it can be seen: a link, a place."),
    ] = None,
    meeting: At = None,
    via: Via = None,
    dry_run: DryRun = False,
) -> Answer:
    """Write down what was said about a promise.

    Kept is the word of the one it was made to: only that side confirms, disputes or releases,
    and only the side that owes delivers. A word of a partner needs --via or --meeting.
    """
    entry = {"note": note, "evidence": evidence}
    return _say(ctx, id, by, date, entry, meeting, via, dry_run)


def harm(
    ctx: typer.Context,
    id: RecordId = None,
    by: By = None,
    date: Day = None,
    note: Note = None,
    meeting: At = None,
    via: Via = None,
    dry_run: DryRun = False,
) -> Answer:
    """Write down what was said about a harm.

    Those who did it, or we, acknowledge it, with a note that says how. Only those harmed say
    that it is repaired, or that it is not.
    """
    return _say(ctx, id, by, date, {"note": note}, meeting, via, dry_run)


def renegotiate(
    ctx: typer.Context,
    id: RecordId = None,
    by: By = None,
    agreed_by: Annotated[
        str | None,
        typer.Option("--agreed-by", metavar="PARTY", help="Who of the other side agreed."),
    ] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why.")] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="The new due date.")
    ] = None,
    what: Annotated[
        str | None, typer.Option("--what", metavar="TEXT", help="What is promised from now on.")
    ] = None,
    review: Annotated[
        list[str] | None,
        typer.Option("--review", metavar="DATE", help="A new review date. May be repeated."),
    ] = None,
    date: Day = None,
    note: Note = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help="Where it can be seen.")
    ] = None,
    meeting: At = None,
    via: Via = None,
    dry_run: DryRun = False,
) -> Answer:
    """Agree on new terms: one side asks, the other agrees.

    The terms at the top of the record stay as they were first made; the new ones count from now.
    """
    session: Session = ctx.obj
    entry: dict[str, Any] = {"note": note, "evidence": evidence}
    record = session.store.commitments[session.find("commitment", id)]
    when = session.day(date, "--date") if date else session.today
    if not by:
        session.need("--by", t("who asked for the change?"))
        choices = _speakers(session, record, "progress", when)
        by = session.asker.choose(t("Who asked for the change?"), choices)
    if not (due or what or review):
        session.need("--due, --what or --review", t("what changes?"))
        due = session.asker.text(
            t("What is the new due date? (empty: it stays)"),
            check=lambda typed: session.day(typed, "--due", aloud=False),
            optional=True,
        )
        what = session.asker.text(
            t("What is promised from now on? (empty: as before)"), optional=True
        )
    for name, text in (("why", why), ("due", due), ("what", what)):
        shape = shape_at(COMMITMENT.model, ("history", 0, name))
        entry[name] = value_of(session, shape, text, f"--{name}") if text and shape else None
    if review:
        entry["review"] = tuple(Typed(session.day(day, "--review")) for day in review)
    if not entry["why"]:
        session.need("--why", t("why do the terms change?"))
        entry["why"] = clean(session.asker.text(t("Why do the terms change?")))
    if not agreed_by:
        session.need("--agreed-by", t("who of the other side agreed?"))
        asked = side_of(session.store, record.model, session.find_party(by), when)
        choices = [
            (key, name)
            for key, name in _speakers(session, record, "progress", when)
            if side_of(session.store, record.model, key, when) != asked
        ]
        agreed_by = session.asker.choose(
            t("Who of the other side agreed?"), choices or parties(session.store, False)
        )
    entry["agreed_by"] = session.find_party(agreed_by)
    return _say(ctx, record.id, by, when.isoformat(), entry, meeting, via, dry_run)


def mistake(
    ctx: typer.Context,
    id: RecordId = None,
    entry: Annotated[
        int | None,
        typer.Option("--entry", min=1, help="Which entry, counted from 1 (else the last)."),
    ] = None,
    by: By = None,
    date: Day = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="What was wrong with it.")
    ] = None,
    dry_run: DryRun = False,
) -> Answer:
    """Take back an entry that was written by mistake.

    The entry stays in the record and no longer counts. Only the side whose word it claims to be
    can take it back.
    """
    session: Session = ctx.obj
    record = session.store.commitments[session.find("commitment", id)]
    history = record.model.history
    number = (entry or len(history)) - 1
    if not 0 <= number < len(history):
        none = t("Nothing has been said about {id} yet.", id=record.id)
        missing = t("There is no entry {number} in {id}.", number=number + 1, id=record.id)
        raise Refused(
            missing if history else none,
            t("See its history: cpp commitment show {id}", id=record.id),
        )
    if not by:
        session.need("--by", t("who says that it was a mistake?"))
        said = history[number]
        session.asker.say(
            t(
                "Entry {number}: {day}, {event}, by {by}. {note}",
                number=number + 1,
                day=said.date,
                event=said.event,
                by=session.store.name(said.by),
                note=one_line(said.note or ""),
            ).rstrip()
        )
        by = session.asker.choose(
            t("Who says that it was a mistake?"), parties(session.store, False)
        )
    if not why:
        session.need("--why", t("what was wrong with it?"))
        why = session.asker.text(t("What was wrong with it?"))
    value: Data = {
        "by": session.find_party(by),
        "date": Typed(session.day(date, "--date") if date else session.today),
        "why": clean(why),
    }
    keys: Keys = ("history", number, "mistake")
    plan = begin(session)
    plan.edit(record.path, [Set(keys, value)])
    return finish(session, plan, dry_run, first=record.id)


def _say(
    ctx: typer.Context,
    id: str | None,
    by: str | None,
    day: str | None,
    entry: dict[str, Any],
    meeting: str | None,
    via: str | None,
    dry_run: bool,
) -> Answer:
    session: Session = ctx.obj
    kind = kind_of(ctx)
    event = EVENTS[ctx.info_name or ""]
    record = session.store.of(kind)[session.find(kind.name, id)]
    when = session.day(day, "--date") if day else session.today
    if not by:
        session.need("--by", t("who says it?"))
        by = session.asker.choose(t("Who says it?"), _speakers(session, record, event, when))
    speaker = session.find_party(by)
    if not entry.get("note") and event in _NEEDS_NOTE and session.interactive:
        entry["note"] = session.asker.text(t("In a sentence: why, or how?"))
    theirs = [one for one in (speaker, entry.get("agreed_by")) if one]
    foreign = [one for one in theirs if not is_us(session.store, one)]
    if foreign and not (via or meeting) and session.interactive:
        name = session.store.name(foreign[0])
        via = session.asker.choose(
            t("How did {name} say it?", name=name), [(way, t(way)) for way in _WAYS]
        )
    fields: dict[str, Data] = {"date": Typed(when), "event": event, "by": speaker}
    for name, value in entry.items():
        if value:
            fields[name] = clean(value) if type(value) is str else value
    if meeting:
        fields["meeting"] = session.find("meeting", meeting)
    if via:
        fields["via"] = clean(via)
    plan = begin(session)
    plan.edit(record.path, [_append(kind.name, fields)])
    return finish(session, plan, dry_run, first=record.id)


def _append(kind: str, fields: dict[str, Data]) -> Edit:
    order = tuple(field_names(KINDS[kind].model))
    names = ["date", "event", "by", *(name for name in fields if name not in _FIRST)]
    return Append(("history",), {name: fields[name] for name in names if name in fields}, order)


_FIRST = ("date", "event", "by")


def _speakers(session: Session, record: Record[Any], event: str, day: date) -> list[Choice]:
    """Return those who may say this, for choosing from; everybody where nobody is named."""
    everybody = parties(session.store, False)
    if record.kind is HARM:
        return everybody
    said: Any = event if event != "renegotiated" else "progress"
    allowed = [
        (key, name)
        for key, name in everybody
        if says_who(
            session.store,
            record.model,
            PromiseEntry(date=day, by=key, event=said),
        )
    ]
    return allowed or everybody
