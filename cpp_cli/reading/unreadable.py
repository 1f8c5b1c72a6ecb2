"""What is wrong where a text cannot be understood: in the words of those who wrote it."""

import re
from collections import Counter
from dataclasses import dataclass

from cpp_cli.finding import Fault
from cpp_cli.messages import mark, t
from cpp_cli.reading.nodes import Scalar
from cpp_cli.reading.text import Text, forbidden

QUOTES = ("'", '"')
HARD_SPACES = ("\u00a0", "\u2007", "\u202f", "\u3000")
"""Spaces that look like others and are none to YAML: pasted as indentation, part of a name."""
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
ODD_LINE = mark(
    " Does it begin in the same column as the lines beside it, and has it a colon and a space after"
    " its name, and a space after its dash?"
)
_MISPLACED = ("mapping values", "<block end>", "<document start>")
_LINE = re.compile(
    r"^(?P<lead>[ ]*+(?P<dash>(?:-[ ]++)*))(?!-[ ]|[#\r\n]|\Z)"
    r"""(?P<name>(?:\w[\w-]*|"[^"\n]*"|'[^'\n]*'):(?=[ \r\n]|\Z))?(?P<rest>[^\r\n]*)""",
    re.MULTILINE,
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
    if context == "while scanning a simple key":
        return Fault("T020", text.place(began), {"hint": _hint(text, problem, at)})
    misplaced = any(part in problem for part in _MISPLACED)
    blamed = line_before(text, at) if misplaced else None
    where = at if blamed is None else blamed
    if text.content[where : where + 1] in HARD_SPACES:
        return forbidden(text.content[where], text.place(where))
    hint = _hint(text, problem, at) if blamed is None else t(ODD_LINE)
    return Fault("T020", text.place(where), {"hint": hint})


def _hint(text: Text, problem: str, at: int) -> str:
    before = text.content[:at].rpartition("\n")[2]
    in_line = ": " in before or before.endswith("]")
    hints = (*_HINTS_IN_LINE, *_HINTS) if in_line else _HINTS
    return next((t(hint) for part, hint in hints if part in problem), "")


def line_before(text: Text, at: int) -> int | None:
    """Return where the slip is, when it is in a line before the one that cannot stand at `at`.

    The parser stops at the first line that cannot follow. To blame is the line before, where that
    has no name with a colon and a space, or stands in a column where few others stand.
    """
    content = text.content
    begins = content.rfind("\n", 0, at) + 1
    here = _LINE.match(content, begins)
    lines = list(_LINE.finditer(content, 0, begins))
    if not lines or here is None or at > here.start("rest"):
        return None
    first = next((n for n in range(len(lines), 0, -1) if _column(lines[n - 1]) <= _space(here)), 0)
    blamed = lines[-1]
    if here["dash"] and first < len(lines) and not lines[first]["dash"]:
        blamed = lines[first if not first or lines[first - 1]["name"] else first - 1]
    elif not _is_odder(lines, here, Counter(map(_space, _LINE.finditer(content)))):
        return None
    return blamed.start("dash")


def _is_odder(lines: list[re.Match[str]], here: re.Match[str], counts: Counter[int]) -> bool:
    """Whether the last of some lines stands less well where it does than the line below it."""
    line = lines[-1]
    if not line["name"] and not (line["dash"] and here["dash"]):
        return _column(here) >= _column(line)
    if line["dash"].count("-") > 1 or (len(lines) == 1 and _space(line) > _space(here)):
        return True
    opens = len(lines) > 1 and lines[-2]["name"] and not lines[-2]["rest"].strip()
    if opens and _column(lines[-2]) == _column(line) < _space(here):
        return True
    ranks = ((counts[_space(one)], _space(one) % 2 == 0) for one in (line, here))
    return abs(_column(line) - _column(here)) == 1 and next(ranks) < next(ranks)


def _space(line: re.Match[str]) -> int:
    """How many spaces a line begins with."""
    return line.start("dash") - line.start()


def _column(line: re.Match[str]) -> int:
    """Where the text of a line begins, behind its dashes."""
    return line.end("lead") - line.start()


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
