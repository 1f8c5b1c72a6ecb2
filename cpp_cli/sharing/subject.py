"""What a change is called: one line made of what changed, and the name of a branch made of that."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import normalize

from cpp_cli.changes.differences import alike
from cpp_cli.changes.histories import added
from cpp_cli.git.message import MAX_SUBJECT
from cpp_cli.messages import mark, mark_many, t, tn
from cpp_cli.models.kinds import COMMITMENT, HARM, MEETING, PARTNER, PROGRAM
from cpp_cli.reading.text import HIDDEN, short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cpp_cli.changes.pairs import Change
    from cpp_cli.models.kinds import Kind
    from cpp_cli.reading.store import Store

_COUNTED: dict[Kind, tuple[str, str]] = {
    COMMITMENT: mark_many("one promise", "{count} promises"),
    MEETING: mark_many("one meeting", "{count} meetings"),
    PARTNER: mark_many("one partner", "{count} partners"),
    HARM: mark_many("one harm", "{count} harms"),
    PROGRAM: mark_many("the program", "the program"),
}
_BROKEN = mark("will not be kept")
_MOST_OF_SLUG = 50


def subject(changed: Sequence[Change], others: int) -> str:
    """Return what a change is called; `others` is how many files that are no records are in it."""
    if len(changed) == 1 and not others:
        return _of_one(changed[0])
    counts = Counter(one.kind for one in changed)
    parts = [tn(*words, counts[kind]) for kind, words in _COUNTED.items() if counts[kind]]
    if others:
        parts.append(tn("one other file", "{count} other files", others))
    text = ", ".join(parts) or t("Records")
    while len(text) > MAX_SUBJECT and len(parts) > 1:
        parts.pop()
        text = t("{most} and more", most=", ".join(parts))
    return text[:1].upper() + text[1:]


def _of_one(change: Change) -> str:
    store = change.states.after if change.after else change.states.before
    whose, what, done = _whose(change, store), _what(change), _done(change)
    room = MAX_SUBJECT - len(done) - 3 - (len(whose) + 2 if whose else 0)
    if room < 12:
        whose, room = "", MAX_SUBJECT - len(done) - 3
    line = f"{short(what, room)} ({done})" if what else done
    return f"{whose}: {line}" if whose else line[:1].upper() + line[1:]


def _whose(change: Change, store: Store) -> str:
    record = change.after or change.before
    if record is None or change.kind not in (PARTNER, COMMITMENT):
        return ""
    if change.kind is PARTNER:
        return _shown(record.model.name)
    promise = record.model
    own = [partner.id for one in store.us if (partner := store.partner_of(one))]
    to = store.partner_of(promise.to)
    is_ours = to is not None and to.id in own
    return _shown(store.name(promise.from_ if is_ours else promise.to))


def _what(change: Change) -> str:
    record = change.after or change.before
    if record is None:
        return change.id
    if change.kind in (COMMITMENT, HARM):
        return _shown(record.model.what) or change.id
    if change.kind is MEETING:
        return _shown(record.model.title) or change.id
    return t("the program") if change.kind is PROGRAM else ""


def _shown(text: str) -> str:
    words = short(text, MAX_SUBJECT)
    return "" if words == HIDDEN else words


def _done(change: Change) -> str:
    if change.is_new:
        return t(_NEW[change.kind])
    if change.is_gone:
        return t("deleted")
    if change.kind in (COMMITMENT, HARM) and change.both:
        events = [change.new["history"][number]["event"] for number in added(change)]
        if events:
            return t(_BROKEN if events[-1] == "broken" else events[-1])
    fields = _fields(change)
    if 0 < len(fields) < 4 and change.kind is not PROGRAM:
        return ", ".join(fields)
    return t("changed")


_NEW = {
    COMMITMENT: mark("promised"),
    MEETING: mark("new meeting"),
    PARTNER: mark("new partner"),
    HARM: mark("new harm"),
    PROGRAM: mark("begun"),
}


def _fields(change: Change) -> list[str]:
    names = dict.fromkeys([*change.old, *change.new])
    return [one for one in names if not alike(change.old.get(one), change.new.get(one))]


def slug(text: str) -> str:
    """Return a text as a short name in plain letters."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    if len(name) > _MOST_OF_SLUG:
        name = name[: _MOST_OF_SLUG + 1].rpartition("-")[0] or name[:_MOST_OF_SLUG]
    return name.strip("-") or "records"


def branch_name(day: date, text: str, prefix: str) -> str:
    """Return a readable name for a branch."""
    return f"{prefix}{day}-{slug(text)}"
