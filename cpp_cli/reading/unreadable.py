"""What is wrong where a text cannot be understood: in the words of those who wrote it."""

import re
from dataclasses import dataclass

from cpp_cli.finding import Fault
from cpp_cli.messages import mark, t
from cpp_cli.reading.nodes import Scalar
from cpp_cli.reading.text import Text

QUOTES = ("'", '"')
_LINE_WITH_PERCENT = re.compile(r"^%", re.MULTILINE)

ESCAPES = mark(
    " Between double quotes a backslash is special: write it twice, or use single quotes."
)
_CONTEXTS = {
    "while scanning an alias": ("T016", {"what": "*"}),
    "while scanning an anchor": ("T016", {"what": "&"}),
    "while scanning an tag": ("T017", {}),
    "while scanning a tag": ("T017", {}),
    "while parsing a tag": ("T017", {}),
    "while parsing a node": ("T017", {}),
    "while scanning a directive": ("T019", {}),
}
_HINTS_IN_LINE = (
    ("mapping values", mark(" A text with a colon and a space in it needs quotes around it.")),
    ("<block end>", mark(" There is more on this line than belongs there.")),
)
_HINTS = (
    (
        "mapping values",
        mark(
            " Does it begin in the same column as the other fields, and has the line before it a"
            " colon and a space after its name?"
        ),
    ),
    ("expected ':'", mark(" After the name of a field come a colon and a space.")),
    ("cannot start", mark(" A text that begins with this sign needs quotes around it.")),
    ("escape", ESCAPES),
    ("sequence entries", mark(" A list begins on a line of its own, below the name of its field.")),
    ("chomping", mark(" After `|` the text begins on the next line, indented.")),
    ("a comment or a line", mark(" After `>` the text begins on the next line, indented.")),
    ("<block end>", mark(" Lines that belong together begin in the same column.")),
    ("<document start>", mark(" Lines that belong together begin in the same column.")),
    ("node content", mark(" Something is missing before this sign, or it is one too many.")),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the parser stopped, and what it had seen until then.

    `began` is where the part begins that it was in; `last` the last scalar; `bracket` where the
    innermost open bracket stands; `column` that of the innermost block, from 1.
    """

    text: Text
    problem: str
    context: str
    at: int
    began: int
    last: Scalar | None
    bracket: int | None
    column: int


def explain(stop: Stop) -> Fault:
    """Name an unclosed quote or bracket where it opens, anything else where the parser stopped."""
    text, problem, context, at, began = (
        stop.text,
        stop.problem,
        stop.context,
        stop.at,
        stop.began,
    )
    opened = _unclosed(stop)
    if opened is not None:
        return Fault("T012", text.place(opened), {"what": text.content[opened]})
    if context in _CONTEXTS:
        code, values = _CONTEXTS[context]
        return Fault(code, text.place(began), values)
    directive = _LINE_WITH_PERCENT.search(text.content)
    if directive and "<document start>" in problem:
        return Fault("T019", text.place(directive.start()))
    where = began if context == "while scanning a simple key" else at
    return Fault("T020", text.place(where), {"hint": _hint(text, problem, at)})


def _hint(text: Text, problem: str, at: int) -> str:
    before = text.content[:at].rpartition("\n")[2]
    in_line = ": " in before or before.endswith("]")
    hints = (*_HINTS_IN_LINE, *_HINTS) if in_line else _HINTS
    return next((t(hint) for part, hint in hints if part in problem), "")


def _unclosed(stop: Stop) -> int | None:
    """Return where the quote or bracket opens that is not closed, or not where it should be."""
    text, context, at, began, last = stop.text, stop.context, stop.at, stop.began, stop.last
    at_end = not text.content[at:].strip()
    if context == "while scanning a quoted scalar" or ("double-quoted" in context and at_end):
        return began
    if last and last.style in QUOTES and _runs_on(text, last, at):
        return last.start
    if context in ("while parsing a flow sequence", "while parsing a flow mapping"):
        return began
    dedented = text.place(at).column <= stop.column
    return stop.bracket if at_end or dedented else None


def _runs_on(text: Text, quoted: Scalar, at: int) -> bool:
    """Whether there is more text on the line after what was taken for the closing quote."""
    between = text.content[quoted.end : at]
    if "\n" in text.content[quoted.start : quoted.end]:
        return "\n" not in between
    return not between.strip(" ")
