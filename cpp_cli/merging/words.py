"""A clash in words: what it was, what theirs says and what ours says."""

from cpp_cli.editing.emit import Data, inline
from cpp_cli.merging.clash import Clash, Odd, Unreadable
from cpp_cli.messages import mark, t
from cpp_cli.rules import RULES

MOST = 120
"""How many letters of a value are shown."""


def about(clash: Clash) -> str:
    """Return what two versions clash about: `people.ana-r.phone`, or the whole file."""
    return ".".join(clash.way) if clash.way else t("The whole file")


def told(clash: Clash) -> str:
    """Return a clash in one sentence or a few, which somebody can answer."""
    if clash.way:
        return " ".join(
            (
                _said(clash.was, _WAS, _WAS_NOT),
                _said(clash.theirs, _THEIRS, _THEIRS_NOT),
                _said(clash.ours, _OURS, _OURS_NOT),
            )
        )
    if isinstance(clash.why, Unreadable):
        fault = clash.why.fault
        why = t(RULES[fault.code].message, **fault.values)
        return t(_UNREADABLE[clash.why.version], line=fault.place.line, why=why)
    if clash.why is Odd.NOTHING_LEFT:
        return t(
            "Together they would leave nothing of it: each has taken away what the other left."
        )
    if clash.why is Odd.UNFIT:
        return t("The two could not be put together without losing a word or a comment.")
    if clash.theirs is None:
        return t("Theirs has taken it away. Yours has changed it.")
    if clash.ours is None:
        return t("Yours has taken it away. Theirs has changed it.")
    return t("Both have changed it, and it is no record that can be merged by field.")


def _said(value: Data | None, there: str, not_there: str) -> str:
    return t(not_there) if value is None else t(there, value=_short(value))


def _short(value: Data) -> str:
    shown = value if isinstance(value, str) else inline(value)
    line = " ".join(shown.split())
    return f'"{line if len(line) <= MOST else line[: MOST - 1] + "…"}"'


_WAS, _WAS_NOT = mark("It was {value}."), mark("It was not there.")
_THEIRS, _THEIRS_NOT = mark("Theirs says {value}."), mark("Theirs has taken it away.")
_OURS, _OURS_NOT = mark("Yours says {value}."), mark("Yours has taken it away.")
_UNREADABLE = {
    "base": mark("What it was cannot be read, in line {line}: {why}"),
    "ours": mark("Yours cannot be read, in line {line}: {why}"),
    "theirs": mark("Theirs cannot be read, in line {line}: {why}"),
}
