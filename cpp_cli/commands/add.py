"""`cpp <noun> add`: a new record, from options or from questions."""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from cpp_cli.cli import editor
from cpp_cli.cli.declare import Option, flag, several, takes, value
from cpp_cli.cli.session import Session
from cpp_cli.commands.asking import before_asking
from cpp_cli.commands.ids import checked_id, refuse_unseen
from cpp_cli.commands.notes import promises_in, record_of, show_promise
from cpp_cli.commands.options import DRY_RUN, kind_of
from cpp_cli.commands.questions import ask_missing
from cpp_cli.commands.values import flat, slug, value_of
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.emit import Data, Typed, clean
from cpp_cli.errors import Missing, NoSurroundings, Refused
from cpp_cli.finding import Keys
from cpp_cli.messages import mark, reason, t
from cpp_cli.models.ids import is_reserved
from cpp_cli.models.kinds import KINDS, MEETING, Kind
from cpp_cli.models.shape import Shape, field_names, shapes
from cpp_cli.reports.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.editing.plan import Plan

_NOT_GIVEN = ("id", "former_ids", "history")


def options_of(noun: str) -> list[Option]:
    """An option for each field of a kind of record."""
    found = [value("--id", "field_id", "ID", mark("Its id (else made)."))]
    for keys, shape in flat(KINDS[noun].model, _NOT_GIVEN):
        make = value if shape.form == "one" else several
        found.append(
            make(option_name(keys), _parameter(keys), _metavar(shape), partial(_help, shape))
        )
    if noun == MEETING.name:
        found += [
            value(
                "--file",
                "notes_file",
                "FILE",
                mark("Take the notes from a file; - reads what is piped in."),
            ),
            flag(
                "--commitments",
                "commitments",
                mark("Make commitments of lines such as: - [ ] FROM -> TO: what (by DATE)"),
            ),
        ]
    return found


@takes(options_of, DRY_RUN)
def add(session: Session, dry_run: bool, **given: Any) -> Answer:
    """Add {one}.

    At a terminal you are asked for what is missing. Options are named after the fields; those
    that may be given several times make a list. What has parts is written as
    'name=Ana R; role=Nurse'. The first line of the output is the new id.
    """
    kind = kind_of(session)
    fields = fields_given(session, kind, given)
    notes = _notes(kind, given, fields)
    asked = ask_missing(session, kind, fields)
    if kind is MEETING:
        before_asking(session, fields)
    if notes is None and kind is MEETING and asked:
        notes = _ask_notes(session)
    if notes:
        fields["notes"] = as_notes(notes)
    plan = begin(session)
    record_id = create(session, plan, kind, fields, given.get("field_id"), asked)
    if kind is MEETING:
        wanted = bool(given.get("commitments"))
        add_promises(session, plan, record_id, fields["date"], notes or "", wanted)
    return finish(session, plan, dry_run, first=record_id)


def create(
    session: Session,
    plan: "Plan",
    kind: Kind,
    fields: dict[str, Any],
    wanted: str | None,
    asked: bool,
) -> str:
    """Plan a new record, with what goes without saying; return its id: the one wanted, or made."""
    _defaults(session, kind, fields)
    _require(kind, fields)
    record_id = _id(session, kind, wanted, fields, asked)
    plan.create(kind, record_id, _ordered(kind, {"id": record_id, **fields}))
    return record_id


def option_name(keys: Keys) -> str:
    """Return the option of a field: `made.date` is `--made-date`."""
    if keys == ("lang",):
        return "--record-lang"  # `--lang` is that of every command
    return "--" + "-".join(str(key).replace("_", "-") for key in keys)


def _parameter(keys: Keys) -> str:
    return "field_" + "_".join(str(key).replace("-", "_") for key in keys)


def _metavar(shape: Shape) -> str:
    if shape.model is not None:
        return "'FIELD=…; …'"
    if shape.form == "mapping":
        return "LANG=TEXT"
    if shape.reference in ("party", "party-or-community"):
        return "PARTY"
    return "DATE" if shape.wants == "day" else "TEXT"


def _help(shape: Shape) -> str:
    known = shape.words or (field_names(shape.model) if shape.model else ())
    help = t(shape.description).replace("`", "") + (f" ({', '.join(known)})" if known else "")
    return help if shape.form == "one" else " ".join((help, t("May be repeated.")))


def fields_given(session: Session, kind: Kind, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record that were given as options."""
    fields: dict[str, Any] = {}
    for keys, shape in flat(kind.model, _NOT_GIVEN):
        value = given.get(_parameter(keys))
        if not value:
            continue
        option = option_name(keys)
        if shape.form == "list":
            read: Data = tuple(value_of(session, shape, one, option) for one in value)
        elif shape.form == "mapping":
            read = {}
            for one in value:
                translation = value_of(session, shape, one, option)
                read |= translation if isinstance(translation, dict) else {}
        else:
            read = value_of(session, shape, value, option)
        _put(fields, keys, read)
    return fields


def _put(fields: dict[str, Any], keys: Keys, value: Data) -> None:
    for key in keys[:-1]:
        fields = fields.setdefault(str(key), {})
    fields[str(keys[-1])] = value


def _defaults(session: Session, kind: Kind, fields: dict[str, Any]) -> None:
    """What goes without saying: a partner is active, a promise was made today or at its meeting."""
    if kind.name == "partner":
        fields.setdefault("status", "active")
    if kind.name == "commitment":
        made = fields.get("made", {})
        meeting = session.store.meetings.get(made.get("meeting", ""))
        day = Typed(meeting.model.date if meeting else session.today)
        fields["made"] = {"date": day, **made}


def _require(kind: Kind, fields: dict[str, Any]) -> None:
    missing = [
        option_name((name,))
        for name, shape in shapes(kind.model).items()
        if shape.required and name != "id" and name not in fields
    ]
    if missing:
        raise Missing(
            t("Not all that {one} needs was given.", one=t(kind.one)),
            t("Give {options}.", options=", ".join(missing)),
        )


def _ordered(kind: Kind, fields: dict[str, Any]) -> Data:
    return {name: fields[name] for name in field_names(kind.model) if name in fields}


def _id(
    session: Session, kind: Kind, wanted: str | None, fields: dict[str, Any], asked: bool
) -> str:
    if wanted:
        return checked_id(session, kind, wanted)
    proposed = new_id(session, kind, fields)
    if asked and not kind.dated:
        return session.asker.text(
            t("A short id for it"), proposed, lambda text: checked_id(session, kind, text)
        )
    return proposed


def new_id(session: Session, kind: Kind, fields: dict[str, Any], taken: Any = ()) -> str:
    """Return an id for a record from its day and its words, that no other record has or had."""
    refuse_unseen(session, kind)
    words = str(fields.get("name") or fields.get("title") or fields.get("what") or kind.name)
    stem = slug(words) or kind.name
    if kind.dated:
        day = fields["date"] if kind is MEETING else fields["made"]["date"]
        stem = f"{day}-{stem}"
    found, number = stem, 2
    known = {*taken, *session.store.communities}
    while session.store.knows(kind, found) or found in known or is_reserved(found):
        found, number = f"{stem}-{number}", number + 1
    return found


# Notes of a meeting, and the promises in them


def as_notes(text: str) -> str:
    """Return notes as a record holds them: several lines end with a line end."""
    cleaned = clean(text)
    return cleaned + "\n" if "\n" in cleaned else cleaned


def _notes(kind: Kind, given: dict[str, Any], fields: dict[str, Any]) -> str | None:
    """The notes from --notes or --file; None where neither was given."""
    file = given.get("notes_file")
    if file and "notes" in fields:
        raise Refused(t("Give --notes or --file, not both."), t("Leave one of them out."))
    if file:
        return read_text(file)
    notes: str | None = fields.get("notes") if kind is MEETING else None
    return notes


def read_text(file: str) -> str:
    """Return the text of a file, or of what is piped in (`-`)."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise NoSurroundings(
            t("{file} cannot be read: {why}.", file=file, why=reason(error)),
            t("Check its name, and the folder that you are in."),
        ) from error
    except UnicodeDecodeError as error:
        raise Refused(
            t("{file} is not UTF-8 text.", file=file), t("Save it as UTF-8 and try again.")
        ) from error
    if not text.strip():
        what = t("what was piped in") if file == "-" else file
        raise Refused(t("There are no words in {what}.", what=what), t("Give some words."))
    return text


def _ask_notes(session: Session) -> str | None:
    if not session.asker.confirm(t("Write the notes in your editor now?")):
        return None
    draft = session.turn.draft("", "notes.md")
    try:
        return editor.edit(draft)
    except NoSurroundings as stop:
        session.asker.say(stop.message)
    notes = session.asker.lines(t("Type the notes here:"))
    session.turn.draft(notes or "", "notes.md")
    return notes


def add_promises(
    session: Session, plan: "Plan", meeting: str, day: Any, notes: str, wanted: bool
) -> None:
    """Plan commitments from the lines of notes that say so, each shown first."""
    found = promises_in(notes)
    if not found or not (wanted or session.interactive):
        return
    taken: list[str] = []
    for promise in found:
        fields = record_of(session, promise, meeting, str(day))
        show_promise(session, fields)
        asks = session.interactive and not wanted
        if asks and not session.asker.confirm(t("Make this a commitment?")):
            continue
        kind = KINDS["commitment"]
        record_id = new_id(session, kind, fields, taken)
        taken.append(record_id)
        plan.create(kind, record_id, _ordered(kind, {"id": record_id, **fields}))
