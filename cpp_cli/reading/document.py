"""Text to document: YAML as nodes that know their place; what no record may use is a fault.

Built from the parser's events, so that limits hold before any object exists. A document is the
strict block-style YAML 1.2 of the records: no anchors, aliases, tags, merge keys, directives or
further documents, no duplicate keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from cpp_cli.finding import START, Fault, Keys, Place
from cpp_cli.messages import mark, t
from cpp_cli.reading.text import FORBIDDEN, Text, forbidden, short

MAX_DEPTH = 20
MAX_NODES = 5000

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_QUOTES = ("'", '"')
_ESCAPE = re.compile(r"\\(?:x(..)|u(....)|U(........)|([0abtvfreNLP])|.)", re.DOTALL)
_BEYOND_UNICODE = re.compile(r"\\U(?!000|0010)")
_DIRECTIVE = re.compile(r"(?: *(?:#[^\n]*)?\r?\n)*(?=%)")
_LINE_WITH_PERCENT = re.compile(r"^%", re.MULTILINE)


@dataclass(slots=True)
class Scalar:
    """A word, number, date or text, as written: `text` is never resolved to anything else.

    `start` and `end` are the span in the text, quotes and block markers included; the span of a
    block scalar ends before the line end of its last line that is not blank.
    """

    text: str
    style: str
    start: int
    end: int

    @property
    def is_null(self) -> bool:
        """Whether YAML reads this as nothing at all."""
        return self.style == "" and self.text in _NULLS


@dataclass(slots=True)
class Sequence:
    """A list. The span of a block list runs from its first dash to the end of its last item."""

    flow: bool
    start: int
    end: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Fields by name, in the order of the file."""

    flow: bool
    start: int
    end: int
    entries: dict[str, tuple[Scalar, "Node"]] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Document:
    """A text and the nodes found in it."""

    text: Text
    root: Mapping

    def node(self, keys: Keys) -> Node | None:
        """Return the node at `keys`, or None where there is none."""
        node: Node | None = self.root
        for key in keys:
            node = child(node, key)
        return node

    def place(self, keys: Keys, name: bool = False) -> Place:
        """Return where the value at `keys` stands, or its name; else its nearest parent."""
        node: Node = self.root
        at = node.start
        for depth, key in enumerate(keys):
            inner = child(node, key)
            if inner is None:
                break
            by_name = name and depth == len(keys) - 1
            on_its_own = (isinstance(inner, Scalar) or inner.flow) and not by_name
            at = inner.start if on_its_own else _key_start(node, key, inner.start)
            node = inner
        return self.text.place(at)


def child(node: Node | None, key: str | int) -> Node | None:
    """Return what a mapping holds under a name, or a list at a position from 0."""
    if isinstance(node, Mapping) and isinstance(key, str):
        entry = node.entries.get(key)
        return entry[1] if entry else None
    if isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
        return node.items[key]
    return None


def _key_start(parent: Node, key: str | int, otherwise: int) -> int:
    if isinstance(parent, Mapping) and isinstance(key, str) and key in parent.entries:
        return parent.entries[key][0].start
    return otherwise


class _Refused(Exception):
    def __init__(self, code: str, index: int, **values: str) -> None:
        super().__init__(code)
        self.code, self.index, self.values = code, index, values


def parse(text: Text) -> tuple[Document | None, list[Fault]]:
    """Return the document in a text, or what is wrong with it."""
    directive = _DIRECTIVE.match(text.content)
    if directive:
        return None, [Fault("T019", text.place(directive.end()))]
    builder = _Builder(text)
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True
    try:
        for event in yaml.parse(text.content):
            builder.take(event)
    except _Refused as refused:
        return None, [Fault(refused.code, text.place(refused.index), refused.values)]
    except MarkedYAMLError as error:
        return None, [_unreadable(builder, error)]
    except (YAMLError, ValueError, LookupError, ArithmeticError, RecursionError):
        beyond = _BEYOND_UNICODE.search(text.content)
        at = beyond.start() if beyond else builder.last.end if builder.last else 0
        return None, [Fault("T020", text.place(at), {"hint": t(_ESCAPES) if beyond else ""})]
    if builder.root is None or (isinstance(builder.root, Scalar) and builder.root.is_null):
        return None, [Fault("T010", START)]
    if not isinstance(builder.root, Mapping):
        return None, [Fault("T011", text.place(builder.root.start))]
    return Document(text, builder.root), []


class _Builder:
    """Takes events one by one and keeps the open lists and mappings on a stack."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.root: Node | None = None
        self.last: Scalar | None = None
        self._open: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self._nodes = 0
        self._documents = 0
        self._position = 0

    def take(self, event: Any) -> None:
        start = event.start_mark.index
        if isinstance(event, ScalarEvent):
            self._refuse_decorations(event, start)
            self._add(self._scalar(event))
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._refuse_decorations(event, start)
            made = Mapping if isinstance(event, MappingStartEvent) else Sequence
            node = made(bool(event.flow_style), start, start)
            self._add(node)
            if len(self._open) >= MAX_DEPTH:
                raise _Refused("T013", start)
            self._open.append((node, None))
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            self._close(event.end_mark.index)
        elif isinstance(event, AliasEvent):
            raise _Refused("T016", start, what="*")
        elif isinstance(event, DocumentStartEvent):
            self._document(start)

    def _document(self, start: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Refused("T018", start)

    def _refuse_decorations(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            raise _Refused("T016", start, what="&")
        if event.tag is not None:
            raise _Refused("T017", start)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Refused("T014", start)

    def _scalar(self, event: Any) -> Scalar:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style in ("|", ">"):
            end = start + len(self.text.content[start:end].rstrip())
        if style in _QUOTES and self._swallows(start, end):
            raise _Refused("T012", start, what=style)
        if style == '"':
            self._refuse_escapes(event.value, start, end)
        if start == end and style == "":
            start = end = self._empty_at(start)
        scalar = Scalar(event.value, style, start, end)
        self._position = end
        self.last = scalar
        return scalar

    def _swallows(self, start: int, end: int) -> bool:
        """Whether a quoted text runs on into lines that are not indented below its field."""
        column = self.column_of_block()
        further = self.text.content[start:end].split("\n")[1:]
        return any(line.strip() and len(line) - len(line.lstrip(" ")) < column for line in further)

    def column_of_block(self) -> int:
        """Return the column, from 1, of the innermost open list or mapping in block style."""
        starts = (node.start for node, _ in reversed(self._open) if not node.flow)
        start = next(starts, None)
        return 0 if start is None else self.text.place(start).column

    def open_bracket(self) -> int | None:
        """Return where the innermost bracket that is still open stands."""
        return next((node.start for node, _ in reversed(self._open) if node.flow), None)

    def _refuse_escapes(self, value: str, start: int, end: int) -> None:
        bad = FORBIDDEN.search(value)
        if bad:
            escapes = _ESCAPE.finditer(self.text.content, start, end)
            start = next((one.start() for one in escapes if _is_bad(one)), start)
            fault = forbidden(bad.group(), self.text.place(start))
            raise _Refused(fault.code, start, **fault.values)

    def _empty_at(self, at_most: int) -> int:
        """Where a value that was left out would stand: right after its colon or dash."""
        content, at = self.text.content, self._position
        while at < at_most and content[at] not in ":-":
            at += 1 if content[at] != "#" else max(1, content.find("\n", at) - at)
        return min(at + 1, at_most)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent, key = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif key is None:
            self._open[-1] = (parent, self._key(parent, node))
        else:
            parent.entries[key.text] = (key, node)
            self._open[-1] = (parent, None)
        self._position = max(self._position, node.start)

    def _key(self, parent: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise _Refused("T021", node.start)
        if node.text == "<<" and node.style == "":
            raise _Refused("T016", node.start, what="<<")
        if node.start == node.end:
            raise _Refused("T020", node.start, hint=t(_NO_NAME))
        if node.text in parent.entries:
            first = self.text.place(parent.entries[node.text][0].start)
            raise _Refused("T015", node.start, key=short(node.text), line=str(first.line))
        return node

    def _close(self, end: int) -> None:
        node, _ = self._open.pop()
        if node.flow and self.text.content[end - 1] in "]}":
            node.end = end
        else:
            node.end = max((inner.end for inner in _inner(node)), default=node.start)
        self._position = max(self._position, node.end)


def _inner(node: Sequence | Mapping) -> Iterator[Node]:
    if isinstance(node, Sequence):
        yield from node.items
    else:
        for key, value in node.entries.values():
            yield key
            yield value


def _is_bad(escape: re.Match[str]) -> bool:
    digits = escape[1] or escape[2] or escape[3]
    return bool(escape[4] or (digits and FORBIDDEN.search(chr(int(digits, 16)))))


_NO_NAME = mark(" The name of the field is missing before the colon.")
_ESCAPES = mark(
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
    ("escape", _ESCAPES),
    ("sequence entries", mark(" A list begins on a line of its own, below the name of its field.")),
    ("chomping", mark(" After `|` the text begins on the next line, indented.")),
    ("a comment or a line", mark(" After `>` the text begins on the next line, indented.")),
    ("<block end>", mark(" Lines that belong together begin in the same column.")),
    ("<document start>", mark(" Lines that belong together begin in the same column.")),
    ("node content", mark(" Something is missing before this sign, or it is one too many.")),
)


def _unreadable(builder: _Builder, error: MarkedYAMLError) -> Fault:
    """Name an unclosed quote or bracket where it opens, anything else where the parser stopped."""
    text, problem, context = builder.text, error.problem or "", error.context or ""
    stopped = error.problem_mark or error.context_mark
    at = min(stopped.index, len(text.content)) if stopped else 0
    began = error.context_mark.index if error.context_mark else at
    opened = _unclosed(builder, context, began, at)
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


def _unclosed(builder: _Builder, context: str, began: int, at: int) -> int | None:
    """Return where the quote or bracket opens that is not closed, or not where it should be."""
    text, last = builder.text, builder.last
    at_end = not text.content[at:].strip()
    if context == "while scanning a quoted scalar" or ("double-quoted" in context and at_end):
        return began
    if last and last.style in _QUOTES and _runs_on(text, last, at):
        return last.start
    if context in ("while parsing a flow sequence", "while parsing a flow mapping"):
        return began
    dedented = text.place(at).column <= builder.column_of_block()
    return builder.open_bracket() if at_end or dedented else None


def _runs_on(text: Text, quoted: Scalar, at: int) -> bool:
    """Whether there is more text on the line after what was taken for the closing quote."""
    between = text.content[quoted.end : at]
    if "\n" in text.content[quoted.start : quoted.end]:
        return "\n" not in between
    return not between.strip(" ")
