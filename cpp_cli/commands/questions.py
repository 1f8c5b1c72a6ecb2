"""What is asked at a terminal when a record is added: one question at a time."""

from typing import Any

from cpp_cli.cli.ask import Choice
from cpp_cli.cli.session import Session
from cpp_cli.commands.values import value_of
from cpp_cli.editing.emit import Data
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import Kind
from cpp_cli.models.shape import Shape, shape_at
from cpp_cli.reading.store import Store

_REQUIRED, _OPTIONAL, _SEVERAL, _ONE_AT_LEAST = "required", "optional", "several", "one at least"

_QUESTIONS: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = {
    "partner": (
        (("name",), mark("What is it called?"), _REQUIRED),
        (("kind",), mark("What kind of partner is it?"), _REQUIRED),
        (("people",), mark("Who is in it? (one name; empty: go on)"), _SEVERAL),
    ),
    "meeting": (
        (("date",), mark("On which day was it?"), _REQUIRED),
        (("title",), mark("What was it about, in a few words?"), _REQUIRED),
        (("attendees",), mark("Who came?"), _SEVERAL),
    ),
    "commitment": (
        (("from",), mark("Who promised it?"), _REQUIRED),
        (("to",), mark("To whom?"), _REQUIRED),
        (("what",), mark("What was promised, in one sentence?"), _REQUIRED),
        (("made", "date"), mark("On which day was it promised?"), _REQUIRED),
        (("due",), mark("By when? (empty: no date)"), _OPTIONAL),
    ),
    "harm": (
        (("what",), mark("What happened?"), _REQUIRED),
        (("to",), mark("Who was harmed?"), _ONE_AT_LEAST),
        (("by",), mark("Who did it?"), _SEVERAL),
        (("told", "date"), mark("On which day were we told?"), _REQUIRED),
        (("told", "by"), mark("Who told us? (empty: not written down)"), _OPTIONAL),
    ),
}


def ask_missing(session: Session, kind: Kind, fields: dict[str, Any]) -> bool:
    """Ask for what was not given, unless all that is needed was; return whether it was asked."""
    wanted = [(keys, form) for keys, _, form in _QUESTIONS[kind.name]]
    needed = [keys for keys, form in wanted if form in (_REQUIRED, _ONE_AT_LEAST)]
    if not session.interactive or all(_given(fields, keys) for keys in needed):
        return False
    for keys, question, form in _QUESTIONS[kind.name]:
        group = fields if len(keys) == 1 else fields.setdefault(keys[0], {})
        shape = shape_at(kind.model, keys)
        if keys[-1] in group or shape is None:
            continue
        if form in (_SEVERAL, _ONE_AT_LEAST):
            answer: Data | None = _several(session, shape, t(question), form == _ONE_AT_LEAST)
        else:
            answer = _one(session, shape, t(question), optional=form == _OPTIONAL)
        if answer:
            group[keys[-1]] = answer
    return True


def _given(fields: dict[str, Any], keys: tuple[str, ...]) -> bool:
    """Whether a field was given, or goes without saying."""
    group = fields if len(keys) == 1 else fields.get(keys[0], {})
    return keys[-1] in group or keys in (("made", "date"), ("told", "date"))


def _one(session: Session, shape: Shape, question: str, optional: bool) -> Data | None:
    if shape.words:
        return session.asker.choose(question, [(word, t(word)) for word in shape.words])
    if shape.reference in ("party", "party-or-community") and not optional:
        communities = shape.reference == "party-or-community"
        return session.asker.choose(question, parties(session.store, communities))
    default = session.today.isoformat() if shape.wants == "day" and not optional else ""
    found: list[Data] = []

    def read(typed: str) -> None:
        found[:] = [value_of(session, shape, typed, "")]

    session.asker.text(question, default, read, optional)
    return found[0] if found else None


def _several(session: Session, shape: Shape, question: str, needed: bool) -> tuple[Data, ...]:
    if shape.reference in ("party", "party-or-community"):
        known = parties(session.store, shape.reference == "party-or-community")
        return tuple(session.asker.choose_several(question, known, needed))
    found: list[Data] = []
    while text := session.asker.text(
        question, "", lambda typed: _item(session, shape, typed), optional=True
    ):
        found.append(_item(session, shape, text))
    return tuple(found)


def _item(session: Session, shape: Shape, text: str) -> Data:
    """One item of a list; a thing with parts is asked for by its name."""
    structured = shape.model is not None and "=" not in text
    return value_of(session, shape, f"name={text}" if structured else text, shape.file_name)


def parties(store: Store, communities: bool) -> list[Choice]:
    """Return who can be named: us first, then partners, people and communities."""
    keys = [*dict.fromkeys((*store.us, *sorted(store.partners)))]
    people = [f"{key}/{one.id}" for key in keys for one in _people(store, key)]
    groups = sorted(store.communities) if communities else []
    return [(key, store.name(key)) for key in (*keys, *groups, *people)]


def _people(store: Store, partner: str) -> Any:
    record = store.partners.get(partner)
    return record.model.people if record else ()
