"""Change: what was promised and said stays as it was; what is new is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.changes.differences import alike
from cpp_cli.changes.histories import entries, lost
from cpp_cli.changes.news import told
from cpp_cli.changes.promises import TERMS
from cpp_cli.messages import mark
from cpp_cli.models.kinds import COMMITMENT, HARM
from cpp_cli.rules.example import A_PROMISE
from cpp_cli.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.changes.histories import Entry
    from cpp_cli.changes.pairs import Change
    from cpp_cli.rules.rule import Hits

_SAID = (
    A_PROMISE
    + """\
due: 2026-05-01
history:
  - date: 2026-03-20
    event: progress
    by: lcph-cpp/maria-k
    note: Ten passes are here.
"""
)
_DELIVERED = """\
  - date: 2026-03-28
    event: delivered
    by: lcph-cpp/maria-k
"""


def _lost(change: Change) -> Iterator[tuple[Entry, int | None]]:
    """Yield the entries that are lost; of a promise that was deleted this is told by itself."""
    return iter(()) if change.is_gone and change.kind is COMMITMENT else lost(change)


def _rewritten(change: Change) -> Hits:
    for entry, became in _lost(change):
        if became is not None:
            yield Hit(("history", became), {"event": entry["event"], "day": entry["date"]})


HISTORY_REWRITTEN = Rule(
    code="C001",
    name="history-rewritten",
    message=mark("What was said here ({event} of {day}) was changed after it was written"),
    remedy=mark(
        "Put it back as it was, where it was. What was written by mistake gets a `mistake` beside"
        " it; what is new is a new entry."
    ),
    why=mark(
        "A history is only worth something if nobody can change afterwards what was said. What was"
        " wrong stays, and is called a mistake by those whose word it was."
    ),
    before=_SAID,
    bad=_SAID.replace("Ten passes", "Twenty passes"),
    good=_SAID + _DELIVERED,
    kinds=(COMMITMENT, HARM),
    between=_rewritten,
)


def _shortened(change: Change) -> Hits:
    keys = ("history",) if entries(change.new) else ()
    for entry, became in _lost(change):
        if became is None:
            yield Hit(
                keys, {name: str(entry[name]) for name in ("event", "by")} | {"day": entry["date"]}
            )


HISTORY_SHORTENED = Rule(
    code="C002",
    name="history-shortened",
    message=mark("An entry of the history is gone: {event} of {day}, by {by}"),
    remedy=mark("Put it back. What was written by mistake stays, with a `mistake` beside it."),
    why=mark(
        "What was said about a promise or a harm belongs to those who said it. It is added to, and"
        " nothing of it is taken away."
    ),
    before=_SAID + _DELIVERED,
    bad=_SAID,
    good=_SAID
    + _DELIVERED
    + """\
    mistake:
      by: lcph-cpp/maria-k
      date: 2026-03-29
      why: It was another promise.
""",
    kinds=(COMMITMENT, HARM),
    between=_shortened,
)


def _deleted(change: Change) -> Hits:
    if change.is_gone:
        yield Hit(())


COMMITMENT_DELETED = Rule(
    code="C003",
    name="commitment-deleted",
    message=mark("This promise was deleted"),
    remedy=mark(
        "Put the file back. Those to whom it is owed can let it go (cpp commitment release), and"
        " either side can say that it will not be kept (cpp commitment break)."
    ),
    why=mark(
        "A promise that disappears was neither kept nor let go: nobody would ever be told what"
        " became of it."
    ),
    before=_SAID,
    bad=_SAID.partition("\n")[0] + "\n",
    good=_SAID
    + """\
  - date: 2026-03-28
    event: released
    by: huerto-sol/ana-r
    via: phone
""",
    kinds=(COMMITMENT,),
    between=_deleted,
)


def _terms_changed(change: Change) -> Hits:
    for field in TERMS if change.both else ():
        before, after = change.old.get(field), change.new.get(field)
        if not alike(before, after):
            keys = (field,) if after is not None else ()
            values = {"field": field, "before": told(before), "after": told(after)}
            yield Hit(keys, values)


TERMS_CHANGED = Rule(
    code="C004",
    name="terms-changed",
    message=mark("The terms of a promise were changed: `{field}` was {before} and is {after}"),
    remedy=mark(
        "Put it back to {before}. New terms need a word of both sides: cpp commitment renegotiate."
    ),
    why=mark(
        "The terms at the top of the file stay as they were first made, so that all can see what"
        " was promised. What both sides agreed on later is an entry of the history"
        " (`renegotiated`), with who asked, who agreed and why."
    ),
    before=_SAID,
    bad=_SAID.replace("due: 2026-05-01", "due: 2026-09-01"),
    good=_SAID
    + """\
  - date: 2026-03-28
    event: renegotiated
    by: lcph-cpp/maria-k
    agreed_by: huerto-sol/ana-r
    via: phone
    why: The other ten passes are printed in the summer.
    due: 2026-09-01
""",
    kinds=(COMMITMENT,),
    between=_terms_changed,
)

RULES = (HISTORY_REWRITTEN, HISTORY_SHORTENED, COMMITMENT_DELETED, TERMS_CHANGED)
