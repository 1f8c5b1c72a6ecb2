"""Edits of a file: exact, in their place, and no comment is ever lost."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from cpp_cli.editing.edits import Append, CannotEdit, Edit, Set, Unset
from cpp_cli.editing.emit import Typed
from cpp_cli.editing.splice import apply
from cpp_cli.errors import REFUSED
from cpp_cli.finding import Keys
from cpp_cli.models.fields import EMPTY
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from cpp_cli.reading.slow import data_of
from cpp_cli.reading.text import Text, decode
from tests.support import ROOT, examples
from tests.yaml_texts import MARK, NAMES, texts, values

SHIPPED = sorted((ROOT / "records").rglob("*.yaml"))


def document_of(text: str, bom: bool = False) -> Document:
    """Return the document in a text that can be read."""
    document, faults = parse(Text(text, bom))
    assert document is not None, (text, faults)
    return document


def edited(text: str, edit: Edit) -> str:
    """Return a text after an edit."""
    return apply(document_of(text), edit).text.content


# What an edit should make of the data, worked out apart from the code that edits


def meant(data: Any, edit: Edit, keys: Keys) -> Any:
    """Return what a file should say after an edit; a group that becomes empty goes away."""
    key, rest = keys[0], keys[1:]
    pairs: dict[Any, Any] = dict(data if isinstance(data, dict) else enumerate(data))
    old = pairs.get(key)
    if rest:
        pairs[key] = meant({} if old is None or old is EMPTY else old, edit, rest)
    elif isinstance(edit, Set):
        pairs[key] = edit.value
    elif isinstance(edit, Append):
        pairs[key] = (*(() if old is None or old is EMPTY else old), edit.value)
    else:
        pairs[key] = None
    if pairs[key] is None:
        del pairs[key]
    return (pairs if isinstance(data, dict) else tuple(pairs.values())) or None


# Where an edit may touch the text


def may_touch(document: Document, edit: Edit) -> tuple[int, int, bool]:
    """Return the lines that an edit is about, the end excluded, and whether it only adds lines."""
    keys = edit.keys
    while isinstance(edit, Unset) and len(keys) > 1 and _size(document.node(keys[:-1])) == 1:
        keys = keys[:-1]
    while document.node(keys) is None:
        keys = keys[:-1]
    shallow = (keys[:depth] for depth in range(len(keys) + 1))
    keys = next((some for some in shallow if _is_flow(document.node(some))), keys)
    node = document.node(keys)
    assert node is not None
    own = isinstance(edit, Unset) or (isinstance(edit, Set) and keys == edit.keys)
    replaces = own or isinstance(node, Scalar) or node.flow
    start = min(_name_start(document, keys), node.start)
    lines = [document.text.place(index).line for index in (start, max(start, node.end))]
    return lines[0] - 1, lines[1], not replaces


def _is_flow(node: Node | None) -> bool:
    return isinstance(node, Mapping | Sequence) and node.flow


def _size(node: Node | None) -> int:
    if isinstance(node, Mapping):
        return len(node.entries)
    return len(node.items) if isinstance(node, Sequence) else 0


def _name_start(document: Document, keys: Keys) -> int:
    parent = document.node(keys[:-1]) if keys else None
    if isinstance(parent, Mapping):
        return parent.entries[str(keys[-1])][0].start
    if isinstance(parent, Sequence):
        number = int(keys[-1])
        return parent.items[number - 1].end if number else parent.start
    return 0


def check(document: Document, edit: Edit) -> Document:
    """Make an edit, and check everything that must hold after it."""
    after = apply(document, edit)
    old, new = document.text.content, after.text.content
    assert data_of(after) == meant(data_of(document), edit, edit.keys)
    assert data_of(document_of(new)) == data_of(after)
    assert after.text.bom == document.text.bom
    assert not lost_comments(old, new), new
    assert re.findall(r"(?<!\r)\n" if "\r" in old else r"\r", new) == []
    _stays_in_its_span(document, edit, new)
    return after


def lost_comments(old: str, new: str) -> list[str]:
    """Return the marked comments that are not where they were: whole, at the end of a line."""
    kept = [line.rstrip() for line in new.split("\n")]
    marked = [mark.group().rstrip() for mark in re.finditer(rf"#{MARK}.*", old)]
    return [mark for mark in marked if not any(line.endswith(mark) for line in kept)]


def _stays_in_its_span(document: Document, edit: Edit, new_text: str) -> None:
    old, new = (
        text.replace("\r", "").removesuffix("\n").split("\n")
        for text in (document.text.content, new_text)
    )
    start, end, adds = may_touch(document, edit)
    same_before = _common(old, new)
    same_after = _common(old[::-1], new[::-1])
    assert same_before >= start, new_text
    if adds:
        assert same_before + same_after >= len(old), new_text
    else:
        assert same_after >= len(old) - end, new_text


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@st.composite
def edits(draw: st.DrawFn, document: Document) -> Edit:
    """Draw an edit, mostly of what is there, also of what is not or cannot be."""
    keys: Keys = ()
    data: Any = data_of(document)
    while not keys or (isinstance(data, dict | tuple) and draw(st.booleans())):
        known: list[str | int] = [*data] if isinstance(data, dict) else [*range(len(data))]
        key = draw(st.sampled_from([*known, "new", 9]))
        keys += (key,)
        data = data[key] if key in known else None
    if draw(st.integers(0, 4)) == 0:
        keys += draw(st.sampled_from([("new",), ("a",), (0,)]))
    if draw(st.integers(0, 2)) == 0:
        return Unset(keys)
    order = tuple(draw(st.lists(st.sampled_from([*NAMES, "new"]), unique=True)))
    kind = Set if draw(st.booleans()) else Append
    return kind(keys, draw(values), order)


@examples(200)
@given(st.data(), texts, st.booleans())
def test_an_edit_says_what_was_meant_and_touches_nothing_else(
    data: st.DataObject, text: str, bom: bool
) -> None:
    document = document_of(text, bom)
    edit = data.draw(edits(document))
    try:
        check(document, edit)
    except CannotEdit:
        # Refusing is always allowed here; what must not be refused stands in the rows below.
        event(f"{type(edit).__name__} refused")


@st.composite
def commented(draw: st.DrawFn) -> Document:
    """Draw a shipped record with comments put wherever they do not change what it says."""
    text, _ = decode(draw(st.sampled_from(SHIPPED)).read_bytes())
    assert text is not None
    said = data_of(document_of(text.content))
    lines = text.content.split("\n")
    for number in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        indent = draw(st.integers(0, 6))
        mark = f"#{MARK}{number}" + draw(st.sampled_from(["", " - x: y", " 'q"]))
        tried = [*lines[:at], " " * indent + mark, *lines[at:]]
        if indent == 0:
            tried = [*lines[:at], f"{lines[at]} {mark}", *lines[at + 1 :]]
        document, _ = parse(Text("\n".join(tried)))
        if document and data_of(document) == said:
            lines = tried
    return document_of("\n".join(lines).replace("\n", draw(st.sampled_from(["\n", "\r\n"]))))


@examples(80)
@given(st.data(), commented())
def test_an_edit_of_a_shipped_record_touches_nothing_else(
    data: st.DataObject, document: Document
) -> None:
    edit = data.draw(edits(document))
    try:
        check(document, edit)
    except CannotEdit:
        event(f"{type(edit).__name__} refused")


def places(node: Node, keys: Keys = ()) -> Iterator[tuple[Keys, Node]]:
    """Yield every node of a document with its keys."""
    yield keys, node
    if isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from places(value, (*keys, name))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from places(item, (*keys, number))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_setting_a_value_to_what_it_is_changes_no_byte(path: Path) -> None:
    text, _ = decode(path.read_bytes())
    assert text is not None
    document = document_of(text.content)
    for keys, node in places(document.root):
        if isinstance(node, Scalar):
            typed = node.style == "" and re.fullmatch(r"true|false|[0-9-]+", node.text)
            for value in (node.text, Typed(node.text) if typed else node.text):
                assert apply(document, Set(keys, value)).text.encode() == path.read_bytes()


@examples(60)
@given(st.data(), texts.filter(lambda text: text.endswith("\n")))
def test_a_new_field_taken_away_again_leaves_no_trace(data: st.DataObject, text: str) -> None:
    document = document_of(text)
    groups = [keys for keys, node in places(document.root) if isinstance(node, Mapping)]
    keys = (*data.draw(st.sampled_from(groups)), "new")
    # A group with nothing in it goes away with its last field.
    assume(_size(document.node(keys[:-1])))
    try:
        added = check(document, Set(keys, data.draw(values), tuple(NAMES)))
        removed = check(added, Unset(keys))
    except CannotEdit:
        return
    assert removed.text.content == text


@examples(60)
@given(st.data(), texts)
def test_a_refused_edit_changes_nothing(data: st.DataObject, text: str) -> None:
    document = document_of(text)
    said = data_of(document)
    for _ in range(4):
        try:
            apply(document, data.draw(edits(document)))
        except CannotEdit:
            event("refused")
        assert document.text.content == text
        assert data_of(document) == said


# Row by row: what must come out, to the byte

_LONG = "l1\n\nl2\n"
ROWS: dict[str, tuple[str, Edit, str]] = {
    "a plain value": ("a: x # why\nb: y\n", Set(("a",), "z"), "a: z # why\nb: y\n"),
    "a plain value over two lines": ("a: x\n  y\nb: z\n", Set(("a",), "w"), "a: w\nb: z\n"),
    "a quoted value over two lines": ("a: 'x\n  y' # why\n", Set(("a",), "w"), "a: w # why\n"),
    "a value that needs quotes": ("a: x\n", Set(("a",), "y: z"), "a: 'y: z'\n"),
    "an item that becomes lines": (
        "a:\n  - x\n  - y\n",
        Set(("a", 0), "one\ntwo\n"),
        "a:\n  - |\n    one\n    two\n  - y\n",
    ),
    "a word that was a flag": ("a: x\n", Set(("a",), "no"), 'a: "no"\n'),
    "a day": ("a: x\n", Set(("a",), Typed("2026-01-31")), "a: 2026-01-31\n"),
    "a value on the line below": (
        "a: # why\n  x # too\n",
        Set(("a",), "z"),
        "a: # why\n  z # too\n",
    ),
    "a long text for a short one": (
        "a: x # why\nb: y\n",
        Set(("a",), _LONG),
        "a: | # why\n  l1\n\n  l2\nb: y\n",
    ),
    "a long text for another": (
        "a: |- # why\n  x\n\nb: y\n",
        Set(("a",), _LONG),
        "a: | # why\n  l1\n\n  l2\n\nb: y\n",
    ),
    "a short text for a long one": (
        "a: > # why\n  x\n  y\nb: y\n",
        Set(("a",), "z"),
        "a: z # why\nb: y\n",
    ),
    "a long text at the end of a file without a line end": (
        "a: x",
        Set(("a",), _LONG),
        "a: |\n  l1\n\n  l2\n",
    ),
    "a long text with line ends of its file": (
        "a: x\r\nb: y\r\n",
        Set(("a",), _LONG),
        "a: |\r\n  l1\r\n\r\n  l2\r\nb: y\r\n",
    ),
    "a value in a list of groups": (
        "a:\n  - b: x\n    c: y\n",
        Set(("a", 0, "c"), _LONG),
        "a:\n  - b: x\n    c: |\n      l1\n\n      l2\n",
    ),
    "a value in brackets": ("a: {b: x, c: y}\n", Set(("a", "b"), "z, w"), 'a: {b: "z, w", c: y}\n'),
    "a list in brackets": ("a: [x, y] # why\n", Set(("a",), ("z",)), "a: [z] # why\n"),
    "a field that has no value yet": ("a:\nb: y\n", Set(("a",), "z"), "a: z\nb: y\n"),
    "a field that has no value yet, with a comment": (
        "a: # why\nb: y\n",
        Set(("a",), "z"),
        "a: z # why\nb: y\n",
    ),
    "a group where there was no value": (
        "a: # why\nb: y\n",
        Set(("a", "c"), "z"),
        "a: # why\n  c: z\nb: y\n",
    ),
    "a group at the end where there was no value": (
        "b: y\na:",
        Set(("a", "c"), "z"),
        "b: y\na:\n  c: z",
    ),
    "a new field at the end": ("a: x # why\n", Set(("b",), "z"), "a: x # why\nb: z\n"),
    "a new field without a line end before it": ("a: x", Set(("b",), "z"), "a: x\nb: z\n"),
    "a new field with line ends of its file": ("a: x\r\n", Set(("b",), "z"), "a: x\r\nb: z\r\n"),
    "a new field in its usual place": (
        "a: x\n# about c\nc: y\n",
        Set(("b",), "z", ("a", "b", "c")),
        "a: x\nb: z\n# about c\nc: y\n",
    ),
    "a new field before the end of the document": (
        "---\na: x\n...\n# after\n",
        Set(("b",), "z"),
        "---\na: x\nb: z\n...\n# after\n",
    ),
    "a new field below the comments of the one before": (
        "a:\n  b: x\n  # about b\n# about c\nc: y\n",
        Set(("new",), "z", ("a", "new", "c")),
        "a:\n  b: x\n  # about b\nnew: z\n# about c\nc: y\n",
    ),
    "a new field in a group": (
        "a:\n    b: x # why\nc: y\n",
        Set(("a", "d"), "z"),
        "a:\n    b: x # why\n    d: z\nc: y\n",
    ),
    "a new field in brackets": ("a: {b: x}\n", Set(("a", "c"), "z"), "a: {b: x, c: z}\n"),
    "a new group": ("a: x\n", Set(("b", "c"), "z"), "a: x\nb:\n  c: z\n"),
    "an item of a list that is not there": (
        "a: x\n",
        Append(("b",), "two words"),
        "a: x\nb:\n  - two words\n",
    ),
    "a first short word": ("a: # why\n", Append(("a",), "en"), "a: [en] # why\n"),
    "a first long item": (
        "a: # why\nb: y\n",
        Append(("a",), "two words"),
        "a: # why\n  - two words\nb: y\n",
    ),
    "a short word to a list of lines": (
        "a:\n  - en\n",
        Append(("a",), "es"),
        "a:\n  - en\n  - es\n",
    ),
    "an item to a list that is not indented": (
        "a:\n- x\nb: y\n",
        Append(("a",), "z"),
        "a:\n- x\n- z\nb: y\n",
    ),
    "an item below the comments of the last": (
        "a:\n  - x\n    # about x\n\n# about b\nb: y\n",
        Append(("a",), "z"),
        "a:\n  - x\n    # about x\n  - z\n\n# about b\nb: y\n",
    ),
    "an item with line ends of its file": (
        "a:\r\n  - x\r\nb: y\r\n",
        Append(("a",), {"c": "z", "d": "w"}),
        "a:\r\n  - x\r\n  - c: z\r\n    d: w\r\nb: y\r\n",
    ),
    "an item in brackets": (
        "a: [x, y] # why\n",
        Append(("a",), "two words"),
        "a: [x, y, two words] # why\n",
    ),
    "an item in empty brackets": ("a: [] # why\n", Append(("a",), "x"), "a: [x] # why\n"),
    "an item in brackets over lines": (
        "a: [\n  x, # one\n  y # two\n]\n",
        Append(("a",), "z"),
        "a: [\n  x, # one\n  y, z # two\n]\n",
    ),
    "a field taken away": (
        "a: x # why\n# about b\nb: y\n",
        Unset(("a",)),
        "# why\n# about b\nb: y\n",
    ),
    "a group taken away": (
        "a:\n  # on top\n  b: x # beside\n\n  c: |- # header\n    # text\nd: y\n",
        Unset(("a",)),
        "# on top\n# beside\n\n# header\nd: y\n",
    ),
    "the only field of a group taken away": ("a:\n  b: x\nc: y\n", Unset(("a", "b")), "c: y\n"),
    "an item taken away": (
        "a:\n  - x\n  - y # why\n  - z\n",
        Unset(("a", 1)),
        "a:\n  - x\n  # why\n  - z\n",
    ),
    "an item behind a comment with a dash in it": (
        "a:\n  - x\n  - # well-known\n    b: y\n",
        Unset(("a", 1)),
        "a:\n  - x\n  # well-known\n",
    ),
    "an item in brackets taken away": ("a: [x, y#1, z]\n", Unset(("a", 1)), "a: [x, z]\n"),
    "the last item in brackets taken away": ("a: [x, y#1]\n", Unset(("a", 1)), "a: [x]\n"),
    "the last field of a group in a list taken away": (
        "a:\n  - b: x\n    c: y # why\n  - z\n",
        Unset(("a", 0, "c")),
        "a:\n  - b: x\n    # why\n  - z\n",
    ),
    "the only field of an item taken away": (
        "a:\n  - b: x\n  - c: y\n",
        Unset(("a", 0, "b")),
        "a:\n  - c: y\n",
    ),
    "a field in quotes": ("'a': x\n\"b\": y\n", Set(("b",), "z"), "'a': x\n\"b\": z\n"),
}


@pytest.mark.parametrize("name", ROWS)
def test_an_edit_writes_exactly(name: str) -> None:
    before, edit, after = ROWS[name]
    assert check(document_of(before), edit).text.content == after


IMPOSSIBLE: dict[str, tuple[str, Edit]] = {
    "a field that is not there": ("a: x\n", Unset(("b",))),
    "a field below one that is not there": ("a: x\n", Unset(("b", "c"))),
    "the only field of a file": ("a: x\n", Unset(("a",))),
    "a field of a text": ("a: x\n", Set(("a", "b"), "y")),
    "a field of an empty text": ("a: ''\n", Set(("a", "b"), "y")),
    "a field of a text taken away": ("a: x\n", Unset(("a", "b"))),
    "a field of a list": ("a: [x]\n", Set(("a", "b"), "y")),
    "an item of a group": ("a: {b: x}\n", Set(("a", 0), "y")),
    "an item beyond the end": ("a: [x]\n", Set(("a", 1), "y")),
    "an item before the beginning": ("a: [x]\n", Unset(("a", -1))),
    "an item of a list that is not there": ("a: x\n", Set(("b", 0), "y")),
    "an item to a text": ("a: x\n", Append(("a",), "y")),
    "an item to a group": ("a:\n  b: x\n", Append(("a",), "y")),
    "a text for a list of lines": ("a:\n  - x\n", Set(("a",), "y")),
    "a list for a text": ("a: x\n", Set(("a",), ("y",))),
    "brackets with a comment inside": ("a: [x, # why\n  y]\n", Set(("a",), ("z",))),
    "an item in brackets beside a comment": ("a: [x, # why\n  y]\n", Unset(("a", 0))),
    "the first field beside a dash": ("a:\n  - b: x\n    c: y\n", Unset(("a", 0, "b"))),
    "a text that no record may hold": ("a: x\n", Set(("a",), "\x07")),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_an_edit_is_refused_that_cannot_be_made(name: str) -> None:
    before, edit = IMPOSSIBLE[name]
    with pytest.raises(CannotEdit) as refused:
        edited(before, edit)
    assert refused.value.message.startswith(str(edit.keys[0]))
    assert refused.value.status == REFUSED
