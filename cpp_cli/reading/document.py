"""Text to document: YAML as nodes that know their place; what no record may use is a fault.

Built from the parser's events, so that limits hold before any object exists. A document is the
strict block-style YAML 1.2 of the records: no anchors, aliases, tags, merge keys, directives or
further documents, no duplicate keys.
"""

import re
from collections.abc import Iterator
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
from ruamel.yaml.scanner import Scanner, ScannerError

from cpp_cli.finding import START, Fault
from cpp_cli.messages import mark, t
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from cpp_cli.reading.text import FORBIDDEN, Text, forbidden, short
from cpp_cli.reading.unreadable import ESCAPES, ODD_LINE, QUOTES, Stop, explain, line_before

MAX_DEPTH = 20
MAX_NODES = 5000
MAX_NAME = 200
MAX_VALUE = 64 * 1024

_ESCAPE = re.compile(r"\\(?:x(..)|u(....)|U(........)|([0abtvfreNLP])|.)", re.DOTALL)
_BEYOND_UNICODE = re.compile(r"\\U(?!000|0010)")
_ITEM_BELOW = re.compile(r"\n *-(?= )")
_CUT = re.compile(r" +(?=#[^\s#!])")
"""Between a text and what may have been meant as its end: `Bus #3`."""
_DIRECTIVE = re.compile(r"(?: *+(?:#[^\n]*+)?\r?\n)*(?=%)")


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
    yaml = YAML(typ="safe", pure=True, plug_ins=[])
    yaml.Scanner = _Scanner
    yaml.allow_duplicate_keys = True
    try:
        for event in yaml.parse(text.content):
            builder.take(event)
    except _Refused as refused:
        return None, [Fault(refused.code, text.place(refused.index), refused.values)]
    except MarkedYAMLError as error:
        return None, [explain(builder.stopped(error))]
    except (YAMLError, ValueError, LookupError, ArithmeticError, RecursionError):
        beyond = _BEYOND_UNICODE.search(text.content)
        at = beyond.start() if beyond else builder.last.end if builder.last else 0
        return None, [Fault("T020", text.place(at), {"hint": t(ESCAPES) if beyond else ""})]
    if builder.root is None or (isinstance(builder.root, Scalar) and builder.root.is_null):
        return None, [Fault("T010", START)]
    if not isinstance(builder.root, Mapping):
        return None, [Fault("T011", text.place(builder.root.start))]
    return Document(text, builder.root), builder.warnings


class _Scanner(Scanner):
    """Stops at a tag before it is read: over a long one the parser would be slow."""

    def fetch_tag(self) -> None:
        """Refuse a tag where it stands."""
        here = self.reader.get_mark()
        raise ScannerError("while scanning a tag", here, None, here)


class _Builder:
    """Takes events one by one and keeps the open lists and mappings on a stack."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.root: Node | None = None
        self.last: Scalar | None = None
        self.warnings: list[Fault] = []
        self._open: list[tuple[Sequence | Mapping, Scalar | None]] = []
        self._nodes = 0
        self._documents = 0
        self._position = 0

    def take(self, event: Any) -> None:
        start = event.start_mark.index
        if isinstance(event, ScalarEvent):
            self._refuse_anchor(event, start)
            self._add(self._scalar(event))
        elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            self._refuse_anchor(event, start)
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

    def stopped(self, error: MarkedYAMLError) -> Stop:
        """Return where the parser gave up, and what was open there."""
        mark_ = error.problem_mark or error.context_mark
        at = min(mark_.index, len(self.text.content)) if mark_ else 0
        began = error.context_mark.index if error.context_mark else at
        return Stop(
            self.text,
            error.problem or "",
            error.context or "",
            at,
            began,
            self.last,
            self._open_bracket(),
            self._column_of_block(),
        )

    def _document(self, start: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise _Refused("T018", start)

    def _refuse_anchor(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            raise _Refused("T016", start, what="&")
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _Refused("T014", start)

    def _scalar(self, event: Any) -> Scalar:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if len(event.value) > MAX_VALUE:
            raise _Refused("T022", start)
        if style in ("|", ">"):
            end = start + len(self.text.content[start:end].rstrip())
        if style in QUOTES and self._swallows(start, end):
            raise _Refused("T012", start, what=style)
        if style == "" and self._open_bracket() is None:
            self._refuse_items(start, end)
        if style == '"':
            self._refuse_escapes(event.value, start, end)
        if style == "":
            self._warn_of_cut(end)
        if start == end and style == "":
            start = end = self._empty_at(start)
        scalar = Scalar(event.value, style, start, end)
        self._position = end
        self.last = scalar
        return scalar

    def _refuse_items(self, start: int, end: int) -> None:
        """Refuse a text that runs on into what looks like the next item of its list."""
        item = _ITEM_BELOW.search(self.text.content, start, end)
        if item:
            at = item.end() - 1
            raise _Refused("T020", line_before(self.text, at) or at, hint=t(ODD_LINE))

    def _warn_of_cut(self, end: int) -> None:
        cut = _CUT.match(self.text.content, end)
        if cut:
            self.warnings.append(Fault("T024", self.text.place(cut.end())))

    def _swallows(self, start: int, end: int) -> bool:
        """Whether a quoted text runs on into lines that are not indented below its field."""
        column = self._column_of_block()
        further = self.text.content[start:end].split("\n")[1:]
        return any(line.strip() and len(line) - len(line.lstrip(" ")) < column for line in further)

    def _column_of_block(self) -> int:
        """Return the column, from 1, of the innermost open list or mapping in block style."""
        starts = (node.start for node, _ in reversed(self._open) if not node.flow)
        start = next(starts, None)
        return 0 if start is None else self.text.place(start).column

    def _open_bracket(self) -> int | None:
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
        if len(node.text) > MAX_NAME:
            raise _Refused("T023", node.start)
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
