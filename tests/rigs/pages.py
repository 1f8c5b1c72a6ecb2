"""Records as lines, the way a person sees them: which line is a field, an item or a free text."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

_LINE = re.compile(
    r"(?P<lead> *)(?P<dash>- )?(?:(?P<key>[A-Za-z_][\w-]*):(?: (?P<value>.*))?|[^\s].*)"
)
_LONG = re.compile(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `way` are the names of the groups around it and its own, outermost first.

    Lines are counted from 0 here, and from 1 in a `Slip`.
    """

    text: str
    role: str
    indent: int = 0
    dash: bool = False
    key: str = ""
    value: str = ""
    way: tuple[str, ...] = ()
    number: int = 0

    @property
    def lead(self) -> str:
        """What stands before the name or text: spaces, and perhaps a dash."""
        return self.text[: self.indent]

    @property
    def is_words(self) -> bool:
        """Whether a plain text of several words stands here."""
        return self.role in ("field", "item") and re.match(r"\w[^:#]* ", self.value) is not None

    @property
    def is_list(self) -> bool:
        """Whether a list of several in brackets stands here."""
        return re.fullmatch(r"\[.+, .+\]", self.value) is not None


@dataclass(frozen=True, slots=True)
class Page:
    """A valid record as lines. Lines are counted from 0 here, and from 1 in a `Slip`."""

    path: str
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, path: str, text: str) -> "Page":
        """Return a text as lines."""
        found: list[Line] = []
        around: list[tuple[int, str]] = []
        long = -1
        for row in text.removesuffix("\n").split("\n"):
            indent = len(row) - len(row.lstrip(" "))
            if long >= 0 and (not row.strip() or indent > long):
                found.append(Line(row, "text", indent))
                continue
            long = -1
            if not row.strip() or row.lstrip().startswith("#"):
                found.append(Line(row, "comment" if row.strip() else "blank", indent))
                continue
            found.append(_line(row, around))
            if _LONG.fullmatch(found[-1].value):
                long = indent
        return cls(path, tuple(replace(line, number=n) for n, line in enumerate(found)))

    @property
    def kind(self) -> str:
        """The folder of the record's kind."""
        return self.path.split("/")[1]

    def some(self, rng: Random, wanted: Callable[[Line], bool]) -> int | None:
        """Return the number of a line that is wanted, or None."""
        found = [number for number, line in enumerate(self.lines) if wanted(line)]
        return rng.choice(found) if found else None

    def value(self, *way: str) -> str:
        """Return what stands in the first field with this way, or nothing."""
        return next((line.value for line in self.lines if line.way == way), "")

    def beside(self, line: Line) -> dict[str, int]:
        """Return the numbers of the fields in the same group as a field, by name."""
        number = line.number
        first = number
        while first and not self._is_first(first, line):
            if not self._holds(first - 1, line.indent) and not self._is_first(first - 1, line):
                break
            first -= 1
        last = number + 1
        while last < len(self.lines) and self._holds(last, line.indent):
            last += 1
        return {
            one.key: first + n
            for n, one in enumerate(self.lines[first:last])
            if one.role == "field" and one.indent == line.indent
        }

    def items(self, line: Line) -> list[int]:
        """Return the numbers of the items of a list, of one of them."""
        number, column = line.number, line.indent - 2
        first = last = number
        while first and self._holds(first - 1, column):
            first -= 1
        while last < len(self.lines) and (last == number or self._holds(last, column)):
            last += 1
        inside = range(first, last)
        return [n for n in inside if self.lines[n].dash and self.lines[n].indent == line.indent]

    def _is_first(self, number: int, line: Line) -> bool:
        return self.lines[number].dash and self.lines[number].indent == line.indent

    def _holds(self, number: int, column: int) -> bool:
        """Whether a line is inside what stands at a column, and does not begin another item."""
        line = self.lines[number]
        if line.role not in ("field", "item"):
            return True
        return line.indent - 2 * line.dash >= column

    def begins(self, number: int) -> int:
        """Return the number of the line where the group that holds a field begins or is named."""
        line = self.lines[number]
        if line.indent == 0:
            return next(n for n, one in enumerate(self.lines) if one.role == "field")
        first = min(self.beside(line).values())
        if self.lines[first].dash:
            return first
        return max(n for n in range(first) if self.lines[n].role == "field")

    def ends(self, number: int) -> int:
        """Return the number of the line after a field and all that belongs to it."""
        line, end = self.lines[number], number + 1
        while end < len(self.lines) and (
            self.lines[end].role == "text" or self.lines[end].text[: line.indent + 1].isspace()
        ):
            end += 1
        return end

    def with_lines(self, at: int, gone: int, *new: str) -> list[str]:
        """Return the rows with `gone` of them at a line replaced by new ones."""
        rows = [line.text for line in self.lines]
        return [*rows[:at], *new, *rows[at + gone :]]


def _line(row: str, around: list[tuple[int, str]]) -> Line:
    match = _LINE.fullmatch(row)
    if not match:
        raise ValueError(f"not a line of a tidy record: {row}")
    dash, key = bool(match["dash"]), match["key"] or ""
    indent = len(match["lead"]) + 2 * dash
    # A list may stand in the column of its field.
    while around and around[-1][0] >= (indent - 1 if dash else indent):
        around.pop()
    way = (*(name for _, name in around), *([key] if key else []))
    if key:
        around.append((indent, key))
    value = match["value"] or "" if key else row[indent:]
    return Line(row, "field" if key else "item", indent, dash, key, value, way)
