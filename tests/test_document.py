"""Text to document: every node knows its place, and what no record may use is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpp_cli.finding import Fault, Keys, Place
from cpp_cli.reading.document import MAX_DEPTH, MAX_NODES, parse
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence, child
from cpp_cli.reading.text import Text
from tests.support import ROOT

PEOPLE = """\
# The club
id: garden-club
tags: [garden, 🌻 seeds]
people:
  - id: sam-t
    name: "Sam T" # the chair
    consent: {scope: public}
  # new
  - id: lee-w
    name: 'Lee''s'
notes: |
  We meet.

  Bring water.

since:
"""


def document(content: str) -> Document:
    found, faults = parse(Text(content))
    assert faults == []
    assert found is not None
    return found


def fault(content: str) -> Fault:
    found, faults = parse(Text(content))
    assert found is None
    assert len(faults) == 1
    return faults[0]


PLACES: list[tuple[Keys, bool, Place]] = [
    ((), False, Place(2, 1)),
    (("id",), False, Place(2, 5)),
    (("id",), True, Place(2, 1)),
    (("tags",), False, Place(3, 7)),
    (("tags",), True, Place(3, 1)),
    (("tags", 1), False, Place(3, 16)),
    (("people",), False, Place(4, 1)),
    (("people", 0), False, Place(5, 5)),
    (("people", 0, "name"), False, Place(6, 11)),
    (("people", 0, "name"), True, Place(6, 5)),
    (("people", 0, "consent"), False, Place(7, 14)),
    (("people", 0, "consent", "scope"), False, Place(7, 22)),
    (("people", 1, "name"), False, Place(10, 11)),
    (("notes",), False, Place(11, 8)),
    (("since",), False, Place(16, 7)),
]


@pytest.mark.parametrize(("keys", "name", "place"), PLACES)
def test_a_value_and_its_name_know_their_place(keys: Keys, name: bool, place: Place) -> None:
    assert document(PEOPLE).place(keys, name) == place


NOT_THERE: list[tuple[Keys, Place]] = [
    (("status",), Place(2, 1)),
    (("people", 0, "role"), Place(5, 5)),
    (("people", 2), Place(4, 1)),
    (("people", "sam-t"), Place(4, 1)),
    (("people", 0, "consent", "date"), Place(7, 14)),
    (("id", "deeper"), Place(2, 5)),
]


@pytest.mark.parametrize(("keys", "place"), NOT_THERE)
def test_what_is_not_there_has_the_place_of_its_nearest_parent(keys: Keys, place: Place) -> None:
    assert document(PEOPLE).place(keys) == place


def test_a_text_is_never_resolved_to_anything_else() -> None:
    words = ["no", "010", "19:30", "1.10", "0x10", "1e3", "true", "2026-02-30", "~", "null"]
    root = document("tags:\n" + "".join(f"  - {word}\n" for word in words)).root
    tags = root.entries["tags"][1]
    assert isinstance(tags, Sequence)
    assert [item.text for item in tags.items if isinstance(item, Scalar)] == words


NULLS = {"a:\n": True, "a: ~\n": True, "a: null\n": True, "a: NULL\n": True, "a: Null\n": True}
WORDS = {'a: ""\n': False, "a: 'null'\n": False, "a: nil\n": False, "a: no\n": False}


@pytest.mark.parametrize(("content", "expected"), (NULLS | WORDS).items())
def test_nothing_is_what_is_empty_or_says_null_without_quotes(content: str, expected: bool) -> None:
    node = document(content).node(("a",))
    assert isinstance(node, Scalar)
    assert node.is_null is expected


BLOCKS = {
    "a: |\n  one\n  two\n": ("one\ntwo\n", "|\n  one\n  two"),
    "a: |-\n  one\n\n\nb: x\n": ("one", "|-\n  one"),
    "a: >\n  one\n  two\n\nb: x\n": ("one two\n", ">\n  one\n  two"),
    "a: |\r\n  one\r\n  two\r\n": ("one\ntwo\n", "|\r\n  one\r\n  two"),
    "a: 'it''s'\n": ("it's", "'it''s'"),
    'a: "é \\u00e9" # x\n': ("é é", '"é \\u00e9"'),
    "a: one\n  two # x\n": ("one two", "one\n  two"),
    "a: b#c\n": ("b#c", "b#c"),
}


@pytest.mark.parametrize(("content", "expected"), BLOCKS.items())
def test_a_scalar_knows_its_words_and_its_span(content: str, expected: tuple[str, str]) -> None:
    node = document(content).node(("a",))
    assert isinstance(node, Scalar)
    assert (node.text, content[node.start : node.end]) == expected


def nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Sequence):
        for item in node.items:
            yield from nodes(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from nodes(value)


SHIPPED = sorted((ROOT / "records").rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_in_every_shipped_record_the_spans_hold_the_words(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    for node in nodes(document(content).root):
        span = content[node.start : node.end]
        if not isinstance(node, Scalar):
            assert not node.flow or (span[0] + span[-1]) in ("[]", "{}")
        elif node.style in ("'", '"'):
            assert span[0] == span[-1] == node.style
        elif node.style in ("|", ">"):
            assert span.startswith(node.style)
            assert " ".join(span.split()[1:]) == " ".join(node.text.split())
        else:
            assert " ".join(span.split()) == node.text


def test_children_are_found_by_name_or_by_position_only() -> None:
    root = document(PEOPLE).root
    people = child(root, "people")
    assert isinstance(child(people, 1), Mapping)
    assert child(people, 2) is None
    assert child(people, -1) is None
    assert child(people, "id") is None
    assert child(root, 0) is None
    assert child(None, "id") is None


def test_lists_and_groups_go_20_deep_and_no_deeper() -> None:
    def lists(depth: int) -> str:
        return "a: " + "[" * depth + "]" * depth + "\n"

    assert MAX_DEPTH == 20
    document(lists(19))
    assert fault(lists(20)) == Fault("T013", Place(1, 23))


def test_indented_lists_and_groups_go_20_deep_as_well() -> None:
    def groups(depth: int) -> str:
        return "".join("  " * level + "a:\n" for level in range(depth))

    document(groups(20))
    assert fault(groups(21)).code == "T013"


@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_ten_thousand_levels_are_refused_like_21(sign: str) -> None:
    assert fault("a:\n  " + sign * 10_000 + "\n").code == "T013"


def test_a_file_has_5000_parts_and_no_more() -> None:
    def parts(items: int) -> str:
        return "tags:\n" + "- a\n" * items

    assert MAX_NODES == 5000
    document(parts(4997))
    assert fault(parts(4998)) == Fault("T014", Place(4999, 3))


UNCLOSED = {
    "a double quote, the file ends": ('a: "b\nc: d\n', Place(1, 4), '"'),
    "a single quote, the file ends": ("a: 'b\nc: d\n", Place(1, 4), "'"),
    "a quote that a later quote closes": ('a: "b\nc: "d"\n', Place(1, 4), '"'),
    "a quote that a later text closes": ('a: "b\nc: say "d" to e\n', Place(1, 4), '"'),
    "an apostrophe ends the text": ("a: 'it's so'\n", Place(1, 4), "'"),
    "a quote deep in a list": ('a:\n  - b: "c\n    d: e\n', Place(2, 8), '"'),
    "a bracket, the file ends": ("a: [b, c\n", Place(1, 4), "["),
    "a bracket, fields follow": ("a: [b, c\nd: e\n", Place(1, 4), "["),
    "a brace, the file ends": ("a: {b: c\n", Place(1, 4), "{"),
    "a brace, fields follow": ("a: {b: c\nd: e\nf: [g]\n", Place(1, 4), "{"),
    "the inner of two brackets": ("a: [b, [c, d]\ne: f\n", Place(1, 4), "["),
    "a bracket closed by a brace": ("a: [b, c}\n", Place(1, 4), "["),
    "a quote over two lines, with more behind": ('a: "b\n  c" d\n', Place(1, 4), '"'),
    "a quote inside a bracket": ('a: [b, "c]\nd: e\n', Place(1, 8), '"'),
}


@pytest.mark.parametrize(("content", "place", "sign"), UNCLOSED.values(), ids=UNCLOSED)
def test_what_is_not_closed_is_named_where_it_opens(content: str, place: Place, sign: str) -> None:
    assert fault(content) == Fault("T012", place, {"what": sign})


EMPTY = ["", "\n\n", "# nothing\n", "---\n", "---\n...\n", "~\n", "null\n", " \n  \n"]


@pytest.mark.parametrize("content", EMPTY)
def test_nothing_is_an_empty_file(content: str) -> None:
    assert fault(content).code == "T010"


def test_a_field_written_twice_names_the_line_of_the_first() -> None:
    found = fault("id: a\nname: b\nid: c\n")
    assert found == Fault("T015", Place(3, 1), {"key": "id", "line": "1"})


def test_a_contact_written_as_a_field_is_not_shown() -> None:
    assert fault("sam@example.org: a\nsam@example.org: b\n").values["key"] == "…"


ORDERS = {
    "%YAML 1.1\n---\na: b\n": Place(1, 1),
    "# first\n\n%YAML 1.1\n---\na: b\n": Place(3, 1),
    "a: b\n%TAG ! x\n": Place(2, 1),
    "%a: b\n": Place(1, 1),
}


@pytest.mark.parametrize(("content", "place"), ORDERS.items())
def test_orders_to_programs_are_refused_where_they_stand(content: str, place: Place) -> None:
    assert fault(content) == Fault("T019", place)
