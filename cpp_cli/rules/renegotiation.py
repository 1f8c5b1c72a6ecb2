"""Accountability: new terms of a promise need both sides, a reason and their own entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.plainly import plainly
from cpp_cli.messages import mark, t
from cpp_cli.models.commitment import Commitment, PromiseEntry
from cpp_cli.models.kinds import COMMITMENT
from cpp_cli.rules.example import A_PROMISE, A_RENEGOTIATION
from cpp_cli.rules.glance import past
from cpp_cli.rules.rule import Context, Hit, Rule

if TYPE_CHECKING:
    from cpp_cli.reading.record import Record
    from cpp_cli.rules.rule import Hits


def _changes(entry: PromiseEntry) -> bool:
    return bool(entry.what or entry.due or entry.review or entry.resources)


def _is_renegotiated(record: Record[Commitment], context: Context) -> bool:
    return "renegotiated" in context.once(past, record).events


def _incomplete(record: Record[Commitment], _: Context) -> Hits:
    for number, entry in enumerate(record.model.history):
        if entry.event != "renegotiated":
            continue
        for missing, there in (
            ("agreed_by", entry.agreed_by),
            ("why", entry.why),
            (t("what changes: what, due, review or resources"), _changes(entry)),
        ):
            if not there:
                yield Hit(("history", number), {"missing": missing})


INCOMPLETE = Rule(
    code="A009",
    name="renegotiated-without-terms",
    message=mark("A renegotiation needs {missing}"),
    remedy=mark("Say who agreed (`agreed_by`), `why`, and the new `what`, `due` or `review`."),
    why=mark(
        "New terms need both sides and a reason. Without them a promise could be made smaller or"
        " later by the one who owes it."
    ),
    bad=A_RENEGOTIATION.replace("    why: The passes are printed late.\n", ""),
    good=A_RENEGOTIATION,
    kinds=(COMMITMENT,),
    check=_incomplete,
    when=_is_renegotiated,
)


_TERMS = ("agreed_by", "why", "what", "due", "review", "resources")
_TERMS_IN = plainly(PromiseEntry, *_TERMS)
_HISTORY = plainly(Commitment, "history")


def _has_terms(record: Record[Commitment], _: Context) -> bool:
    return any(map(any, map(_TERMS_IN, _HISTORY(record.model))))


def _misplaced_terms(record: Record[Commitment], _: Context) -> Hits:
    for number, entry in enumerate(record.model.history):
        if entry.event == "renegotiated" or not any(_TERMS_IN(entry)):
            continue
        for name in _TERMS:
            if getattr(entry, name):
                yield Hit(("history", number, name), {"field": name, "event": entry.event}, True)


MISPLACED_TERMS = Rule(
    code="A010",
    name="terms-outside-renegotiation",
    message=mark("`{field}` belongs to a renegotiation, not to `{event}`"),
    remedy=mark("Take it out, or write the entry as `event: renegotiated` with `agreed_by`."),
    why=mark("Terms change only when both sides agree, and that is called renegotiated."),
    bad=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: progress
    by: lcph-cpp
    due: 2026-05-01
""",
    good=A_PROMISE
    + """\
history:
  - date: 2026-03-09
    event: progress
    by: lcph-cpp
    note: We hope for 1 May.
""",
    kinds=(COMMITMENT,),
    check=_misplaced_terms,
    when=_has_terms,
)


RULES = (
    INCOMPLETE,
    MISPLACED_TERMS,
)
