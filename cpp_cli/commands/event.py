"""What people say about a promise or a harm: one entry more in its history."""

from datetime import date
from typing import Any

from cpp_cli.cli.ask import Choice
from cpp_cli.cli.declare import number, several, takes, value
from cpp_cli.cli.session import Session
from cpp_cli.commands.options import DRY_RUN, RECORD_ID, kind_of
from cpp_cli.commands.questions import parties
from cpp_cli.commands.values import value_of
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.edits import Append, Edit, Set
from cpp_cli.editing.emit import Data, Typed, clean
from cpp_cli.errors import Refused
from cpp_cli.finding import Keys
from cpp_cli.ledger.harms import word_counts
from cpp_cli.ledger.promises import says_who
from cpp_cli.ledger.voices import is_us, side_of
from cpp_cli.messages import mark, t
from cpp_cli.models.commitment import PromiseEntry
from cpp_cli.models.harm import HarmEntry
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

_BY = value("--by", "by", "PARTY", mark("Who says it: a partner or person."))
_DAY = value("--date", "date", "DATE", mark("When it was said (else today)."))
_NOTE = value("--note", "note", "TEXT", mark("In their words."))
_AT = value("--meeting", "meeting", "MEETING", mark("The meeting it was said in."))
_VIA = value("--via", "via", "WAY", mark("How it was said: phone, email, letter, in-person."))


@takes(
    RECORD_ID,
    _BY,
    _DAY,
    _NOTE,
    value("--evidence", "evidence", "TEXT", mark("Where it can be seen: a link, a place.")),
    _AT,
    _VIA,
    DRY_RUN,
)
def promise(session: Session, note: str | None, evidence: str | None, **said: Any) -> Answer:
    """Write down what was said about a promise.

    Kept is the word of the one it was made to: only that side confirms, disputes or releases,
    and only the side that owes delivers. A word of a partner needs --via or --meeting.
    """
    return _say(session, {"note": note, "evidence": evidence}, **said)


@takes(RECORD_ID, _BY, _DAY, _NOTE, _AT, _VIA, DRY_RUN)
def harm(session: Session, note: str | None, **said: Any) -> Answer:
    """Write down what was said about a harm.

    Those who did it, or we, acknowledge it, with a note that says how. Only those harmed say
    that it is repaired, or that it is not.
    """
    return _say(session, {"note": note}, **said)


@takes(
    RECORD_ID,
    _BY,
    value("--agreed-by", "agreed_by", "PARTY", mark("Who of the other side agreed.")),
    value("--why", "why", "TEXT", mark("Why.")),
    value("--due", "due", "DATE", mark("The new due date.")),
    value("--what", "what", "TEXT", mark("What is promised from now on.")),
    several("--review", "review", "DATE", mark("A new review date. May be repeated.")),
    _DAY,
    _NOTE,
    value("--evidence", "evidence", "TEXT", mark("Where it can be seen.")),
    _AT,
    _VIA,
    DRY_RUN,
)
def renegotiate(
    session: Session,
    id: str | None,
    by: str | None,
    agreed_by: str | None,
    why: str | None,
    due: str | None,
    what: str | None,
    review: tuple[str, ...],
    date: str | None,
    note: str | None,
    evidence: str | None,
    **how: Any,
) -> Answer:
    """Agree on new terms: one side asks, the other agrees.

    The terms at the top of the record stay as they were first made; the new ones count from now.
    """
    entry: dict[str, Any] = {"note": note, "evidence": evidence}
    record = session.store.commitments[session.find("commitment", id)]
    when = session.day(date, "--date") if date else session.today
    if not by:
        session.need("--by", t("who asked for the change?"))
        choices = _speakers(session, record, "progress", when)
        by = session.asker.choose(t("Who asked for the change?"), choices)
    if not (due or what or review):
        session.need(t("--due, --what or --review"), t("what changes?"))
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
    return _say(session, entry, record.id, by, when.isoformat(), **how)


@takes(
    RECORD_ID,
    number("--entry", "entry", mark("Which entry, counted from 1 (else the last).")),
    _BY,
    _DAY,
    value("--why", "why", "TEXT", mark("What was wrong with it.")),
    DRY_RUN,
)
def mistake(
    session: Session,
    id: str | None,
    entry: int | None,
    by: str | None,
    date: str | None,
    why: str | None,
    dry_run: bool,
) -> Answer:
    """Take back an entry that was written by mistake.

    The entry stays in the record and no longer counts. Only the side whose word it claims to be
    can take it back.
    """
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
    session: Session,
    entry: dict[str, Any],
    id: str | None,
    by: str | None,
    date: str | None,
    meeting: str | None,
    via: str | None,
    dry_run: bool,
) -> Answer:
    kind = kind_of(session)
    event = EVENTS[session.command.rpartition(" ")[2]]
    record = session.store.of(kind)[session.find(kind.name, id)]
    when = session.day(date, "--date") if date else session.today
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
    for name, said in entry.items():
        if said:
            fields[name] = clean(said) if type(said) is str else said
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
    store, everybody = session.store, parties(session.store, False)
    said: Any = event if event != "renegotiated" else "progress"

    def may(party: str) -> bool:
        if record.kind is HARM:
            return word_counts(store, record.model, HarmEntry(date=day, by=party, event=said))
        return says_who(store, record.model, PromiseEntry(date=day, by=party, event=said))

    return [(key, name) for key, name in everybody if may(key)] or everybody
