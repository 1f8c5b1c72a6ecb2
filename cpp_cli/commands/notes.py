"""Lines of notes that are promises: `- [ ] FROM -> TO: what (by DATE)`."""

import re
from dataclasses import dataclass
from typing import Any

from cpp_cli.cli.session import Session
from cpp_cli.commands.questions import parties
from cpp_cli.days import full, parse_iso
from cpp_cli.editing.emit import Typed, clean
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.render.safe import one_line

_LINE = re.compile(
    r"\s*[-*] \[ \]\s(?>(?P<from>.*?)(?:-{1,3}>|→))(?P<to>[^:]*):(?P<what>.*)", re.DOTALL
)
_DUE = re.compile(r"\((?i:by|due|para el|antes del?) ([^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it stands in notes, nothing of it looked up."""

    from_: str
    to: str
    what: str
    due: str | None
    line: int


def promises_in(notes: str) -> list[Promise]:
    """Return the promises that notes hold, in their order."""
    lines = enumerate(notes.split("\n"), 1)
    return [promise for number, line in lines if (promise := _promise(line, number))]


def _promise(line: str, number: int) -> Promise | None:
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    what = match["what"].rstrip(" .\t\r")
    due = _DUE.search(what)
    what = what[: due.start()].rstrip() if due else what
    from_, to, what = match["from"].strip(), match["to"].strip(), what.strip()
    if not (from_ and to and what):
        return None
    return Promise(from_, to, what, due[1].strip() if due else None, number)


def record_of(session: Session, promise: Promise, meeting: str, day: str) -> dict[str, Any]:
    """Return the fields of the commitment that a line of notes means."""
    try:
        fields: dict[str, Any] = {
            "from": _party(session, promise.from_, communities=False),
            "to": _party(session, promise.to, communities=True),
            "what": clean(promise.what),
            "made": {"date": Typed(day), "meeting": meeting},
        }
        if promise.due:
            said_on = parse_iso(day)
            due = session.day(promise.due, t("by"), aloud=False, since=said_on)
            fields["due"] = Typed(due)
    except Refused as refused:
        raise Refused(
            t("Line {line} of the notes: {why}", line=promise.line, why=refused.message),
            *refused.hints,
        ) from refused
    return fields


def _party(session: Session, name: str, communities: bool) -> str:
    """Return who is meant in a line of notes; ask where a name is not known."""
    try:
        return session.find_party(name, communities)
    except Refused as refused:
        if not session.interactive:
            raise
        for line in (refused.message, *refused.hints):
            session.asker.say(line)
        question = t('Who is meant by "{name}"?', name=name)
        return session.asker.choose(question, parties(session.store, communities))


def show_promise(session: Session, fields: dict[str, Any]) -> None:
    """Show what a line of notes was understood to say, before anything is made of it."""
    due = parse_iso(str(fields.get("due", "")))
    text = t(
        "{who} owes {whom}: {what} ({due})",
        who=session.store.name(fields["from"]),
        whom=session.store.name(fields["to"]),
        what=fields["what"],
        due=t("by {day}", day=full(due)) if due else t("no date"),
    )
    session.tell(one_line(text))
