"""What was found out about the surroundings, line by line."""

from __future__ import annotations

from cpp_cli.messages import mark, t, tn
from cpp_cli.reports.answer import Answer, Block, Heading, Pairs, Paragraph, Table, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from cpp_cli.reports.answer import Cell, Tone

    class Found(Protocol):
        """What a check has found."""

        @property
        def state(self) -> str:
            """`fine`, `mend` or `unknown`."""

        @property
        def said(self) -> str:
            """How it stands."""

        @property
        def todo(self) -> str:
            """What to do about it."""


_WORDS: dict[str, tuple[str, Tone]] = {
    "fine": (mark("fine"), "plain"),
    "mend": (mark("to do"), "bad"),
    "unknown": (mark("unknown"), "quiet"),
}


def report(found: Sequence[tuple[str, str, Found]]) -> Answer:
    """Return how each thing stands, by its name and what it is called; 1 if something is to do."""
    states = [_WORDS[one.state] for _, _, one in found]
    pairs: list[tuple[str, Cell]] = [
        (t(label), Words(f"{t(word)}: {one.said}" if one.state == "mend" else one.said, tone))
        for (_, label, one), (word, tone) in zip(found, states, strict=True)
    ]
    wrong = sum(one.state == "mend" for _, _, one in found)
    blocks: list[Block] = [Paragraph(_first(wrong)), Pairs(pairs)]
    if wrong:
        todo = [(t(label), one.todo) for _, label, one in found if one.todo]
        blocks += [Heading(t("What to do"), 2), Pairs(todo)]
    rows: list[list[Cell]] = [[name, one.state, one.said, one.todo] for name, _, one in found]
    table = Table(("name", "state", "said", "what_to_do"), rows)
    checks = [
        {"name": name, "state": one.state, "said": one.said, "what_to_do": one.todo or None}
        for name, _, one in found
    ]
    data = {"checks": checks, "to_do": wrong}
    return Answer(blocks, data=data, csv=table, status=1 if wrong else 0)


def _first(wrong: int) -> str:
    if not wrong:
        return t("Everything that could be looked at is in place.")
    return tn("One thing is to be done.", "{count} things are to be done.", wrong)
