"""Places by indentation: they are those of the document, or the document is made."""

import re
import sys
from collections import Counter, deque
from pathlib import Path
from random import Random

import pytest

from benchmarks import records
from cpp_cli.finding import Keys, Place
from cpp_cli.models.kinds import KINDS
from cpp_cli.reading import places as module
from cpp_cli.reading.places import find, places
from cpp_cli.reading.reader import read
from tests.rigs import readers, scribe, whereabouts
from tests.support import ROOT

SHIPPED = sorted((ROOT / "records").rglob("*.yaml"))
A_PARTNER = "id: garden-club\nname: Garden Club\nkind: resident-group\nstatus: active\n"

STANDING: dict[str, tuple[str, Keys, Place, Place]] = {
    "a text": ("a: x\nb:   y z\n", ("b",), Place(2, 6), Place(2, 1)),
    "a text in quotes": ("a: 'b: x'\nb: \"y\"\n", ("b",), Place(2, 4), Place(2, 1)),
    "quotes over lines": ('a: "x\n\n  b: no"\nb: y\n', ("b",), Place(4, 4), Place(4, 1)),
    "a text over lines": ("a: x\n  y\n\nb: y\n", ("b",), Place(4, 4), Place(4, 1)),
    "lines of text": ("a: |\n  x\n\n  b: no\n# b: no\nb: y\n", ("b",), Place(6, 4), Place(6, 1)),
    "a text below its name": ("a:\n  # b: no\n  x y\nb: z\n", ("a",), Place(3, 3), Place(1, 1)),
    "an item": ("a:\n  - x\n  -   'y'\n", ("a", 1), Place(3, 7), Place(3, 7)),
    "an item of a list in the column of its name": (
        *("a:\n- x\n-\n  y\nb: z\n", ("a", 1)),
        *(Place(4, 3), Place(4, 3)),
    ),
    "a field of an item": (
        *("a:\n  - b: x\n    c: y\n  - b: z\n    c: é\n", ("a", 1, "c")),
        *(Place(5, 8), Place(5, 5)),
    ),
    "a group below a dash": ("a:\n  -\n    b: x\n", ("a", 0), Place(3, 5), Place(3, 5)),
    "a list": ("a:\n  - x\n", ("a",), Place(1, 1), Place(1, 1)),
    "a group": ("a: x\nb:\n    c: y\n", ("b",), Place(2, 1), Place(2, 1)),
    "an item between brackets": (
        *("a: [x, 'y, z' , w#v]  # [\n", ("a", 2)),
        *(Place(1, 17), Place(1, 17)),
    ),
    "a field between brackets": (
        *("é: {b: [x], c: y}\n", ("é", "c")),
        *(Place(1, 16), Place(1, 13)),
    ),
    "the lines of Windows": ("a: x\r\nb: y\r\n", ("b",), Place(2, 4), Place(2, 1)),
    "nothing that is there": ("a:\n  b: [x]\n", ("a", "b", 1, "c"), Place(2, 6), Place(2, 6)),
    "the record itself": ("# x\n\na: x\n", (), Place(3, 1), Place(3, 1)),
}
"""A text, a way, and where the value and its name stand."""

HANDED_OVER = {
    "a name without a value": "a:\nb: x\n",
    "a name without a value at the end": "a: x\nb:\n",
    "an item without a value": "a:\n  -\n  - x\n",
    "a name in quotes": '"a": x\n',
    "a name in quotes in an item": "a:\n  - 'b': x\n",
    "a name of two words": "a:\n  - b c: x\n",
    "a name with a question mark": "a:\n  - ? b\n    : x\n",
    "brackets over lines": "a: [x,\nb: y]\nc: z\n",
    "a bracket in quotes that never end": "a: ['], x]\nb: y\n",
    "a comma at the end": "a: [x,]\n",
    "a name between brackets without a value": "a: {b}\n",
    "a name in a list between brackets": "a: [b: x]\n",
    "an escape between brackets": 'a: ["\\""]\n',
    "what begins a document": "---\na: x\n",
    "what ends a document": "a: x\n...\n",
    "a line further left": "  a: x\nb: y\n",
    "a line between two columns": "a:\n    b: x\n  c: y\n",
    "a hard space": "a: 'x\n\u00a0\n  y'\nb: z\n",
    "brackets in brackets in brackets": f"a: {'[' * 2000}",
    "lists in lists in lists": f"a:\n  {'- ' * 2000}x\n",
}


@pytest.mark.parametrize("name", STANDING)
def test_a_place_is_told(name: str) -> None:
    text, keys, value, own_name = STANDING[name]
    found = places(text)
    assert found is not None
    assert (find(found, keys), find(found, keys, True)) == (value, own_name)
    assert whereabouts.outcome(text.encode()) == "same"
    assert whereabouts.outcome(b"\xef\xbb\xbf" + text.encode()) == "same"


@pytest.mark.parametrize("name", HANDED_OVER)
def test_what_is_not_certain_is_handed_over(name: str) -> None:
    assert places(HANDED_OVER[name]) is None


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_place_of_a_shipped_record_is_that_of_the_document(path: Path) -> None:
    assert whereabouts.outcome(path.read_bytes()) == "same"


def test_every_place_of_a_generated_record_is_that_of_the_document() -> None:
    texts = (record.text() for record in records.records(120))
    outcomes = {whereabouts.outcome(text.encode()) for text in texts}
    assert outcomes == {"same"}


def test_every_place_of_a_written_record_is_that_of_the_document() -> None:
    rng, writer = Random(3), scribe.Writer()
    world = [data for _ in range(4) for data in writer.world(rng).values()]
    outcomes = Counter(map(whereabouts.outcome, world))
    assert outcomes["same"] > 20
    assert outcomes["handed over"] == 0


def test_the_places_are_the_same_of_inputs_and_of_texts() -> None:
    inputs = (data for _, data in readers.inputs(seed=6, count=300))
    changed = Counter(map(whereabouts.outcome, inputs))
    small = Counter(map(whereabouts.outcome, whereabouts.texts(seed=6, count=1500)))
    assert changed["same"] > 100
    assert small["same"] > 100
    assert small["handed over"] > 50


@pytest.mark.parametrize(
    ("rule", "weak"),
    [
        ("_ALONE", "."),
        ("_NAME", r"(\S+):(?: ++|$)"),
        ("_SIGN", r".*([,\]}])"),
        ("_INSIDE", r" *+(?:(\w+): ++)?([\[{]|['\"]?\w[^\[\]{},]*+)"),
    ],
)
def test_the_rig_sees_where_they_are_not(
    rule: str, weak: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, rule, re.compile(weak))
    with pytest.raises(AssertionError):
        deque(map(whereabouts.outcome, whereabouts.texts(seed=6, count=1500)), maxlen=0)


def test_a_place_needs_no_document_where_it_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    path = "records/partners/garden-club.yaml"
    record = read(path, KINDS["partner"], A_PARTNER.encode()).record
    assert record is not None
    monkeypatch.setitem(sys.modules, "cpp_cli.reading.document", None)
    assert record.place(("kind",)) == Place(3, 7)
    assert record.place(("people", 0)) == Place(1, 1)


def test_a_place_is_the_document_s_where_it_is_not() -> None:
    path, text = "records/partners/garden-club.yaml", A_PARTNER + "notes: x\n'tags': [y]\n"
    record = read(path, KINDS["partner"], text.encode()).record
    assert record is not None
    record._document = None
    assert record.place(("tags", 0)) == Place(6, 10)
