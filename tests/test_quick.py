"""The quick reader: it says what the slow one says, or hands over."""

import re
import sys
from collections import deque
from pathlib import Path

import pytest

from cpp_cli.models.kinds import KINDS, Kind, kind_of
from cpp_cli.models.partner import Partner
from cpp_cli.reading import quick, slow
from cpp_cli.reading.reader import read
from cpp_cli.reading.record import Reading
from cpp_cli.reading.slow import read_slowly
from tests.rigs import readers
from tests.support import ROOT, run

A_PARTNER = "id: garden-club\nname: Garden Club\nkind: resident-group\nstatus: active\n"
SHIPPED = sorted(path for path in (ROOT / "records").rglob("*.yaml"))

PLAIN = {
    "a text": "tags: [one, two]\n",
    "a text in quotes": "tags: [\"one: two\", 'it''s']\n",
    "lines of text": "notes: |\n  One.\n\n  Two: three # four\n",
    "a day": "since: 2024-02-29\n",
    "a day in quotes": 'since: "2024-02-29"\n',
    "a flag": "community_led: true\n",
    "a number": "ratings:\n  - date: 2026-01-02\n    by: a/b\n    about: c\n    power: 4\n",
    "a remark": "tags: [one]  # two\n",
    "letters": "tags: [Niño, 漢字]\n",
    "a shorthand": "spoken_for_by: [huerto-sol]\n",
    "another language": "offers:\n  - what: Room\n    translated:\n      es: Sala\n",
}
HANDED_OVER = {
    "a number for a text": "tags: [1.10]\n",
    "a whole number for a text": "tags:\n  - 5\n",
    "a flag for a text": "tags: [true]\n",
    "nothing": "notes:\n",
    "a word for nothing": "notes: null\n",
    "a flag of another language": "community_led: True\n",
    "a flag in quotes": 'community_led: "true"\n',
    "a number written oddly": (
        "ratings:\n  - date: 2026-01-02\n    by: a/b\n    about: c\n    power: 0x4\n"
    ),
    "an anchor": "tags: &a [one]\n",
    "a tag": "tags: !!seq [one]\n",
    "an escape": 'notes: "\\u00e9"\n',
    "indentation that is told": "notes: |2\n   x\n",
    "folded lines": "notes: >\n  One\n  two\n",
    "a further document": "---\nnotes: x\n",
    "the line ends of Windows": "notes: x\r\n",
    "a field twice": "notes: x\nnotes: y\n",
    "a field that is not known": "note: x\n",
    "a blank text": 'notes: " "\n',
    "a name too long": f"tags: [{'x' * 201}]\n",
    "a day that is none": "since: 2025-02-30\n",
    "a day with a time": "since: 2025-02-03T10:00:00\n",
    "a word that is not on the list": "visibility: secret\n",
    "a text for a list": "tags: one\n",
    "a list for a text": "notes: [one]\n",
    "a group for a text": "notes: {a: b}\n",
    "a text for a group": "ended: yesterday\n",
    "a text for a mapping": "offers:\n  - what: Room\n    translated: x\n",
    "a needed field that is missing": "people:\n  - name: Ana\n",
    "a person without a name": "people:\n  - id: ana\n",
    "a text cut off": "tags: [one]\nsteward: a #3\n",
    "a text that runs on": "tags:\n  - one\n   - two\n",
    "no line end at the end": "notes: |\n  x",
    "too much": "notes: " + "word " * 2000 + "x\n",
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_plain_is_read_quickly_and_says_the_same(name: str) -> None:
    text = A_PARTNER + PLAIN[name]
    made = quick.read(text, Partner)
    slow = read_slowly("records/partners/garden-club.yaml", KINDS["partner"], text.encode())
    assert slow.record is not None
    assert repr(made) == repr(slow.record.model)


@pytest.mark.parametrize("name", HANDED_OVER)
def test_what_is_not_plain_is_handed_over(name: str) -> None:
    assert quick.read(A_PARTNER + HANDED_OVER[name], Partner) is None


@pytest.mark.parametrize("text", ["", "\n", "x\n", "[]\n", "- a\n", "5: x\n", "a: [\n"])
def test_what_is_no_record_is_handed_over(text: str) -> None:
    assert quick.read(text, Partner) is None


def test_nearly_all_that_people_write_is_plain() -> None:
    quickly = 0
    for path in SHIPPED:
        kind = kind_of(path.relative_to(ROOT).as_posix())
        assert kind is not None
        quickly += quick.read(path.read_text(encoding="utf-8"), kind.model) is not None
    assert quickly > 0.9 * len(SHIPPED)


def test_the_readers_are_of_one_mind() -> None:
    outcomes = [readers.outcome(*one) for one in readers.inputs(seed=5, count=1500)]
    assert outcomes.count("same") > 200


def test_the_rig_sees_where_they_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "_NOT_PLAIN", re.compile("(?!)"))
    with pytest.raises(AssertionError):
        deque((readers.outcome(*one) for one in readers.inputs(seed=5, count=1500)), maxlen=0)


def test_places_are_known_of_what_was_read_quickly() -> None:
    path, data = "records/partners/garden-club.yaml", A_PARTNER.encode()
    quickly, slowly = read(path, KINDS["partner"], data), read_slowly(path, KINDS["partner"], data)
    assert quickly.record is not None
    assert slowly.record is not None
    assert quickly.record._document is None
    assert quickly.record.place(("kind",)) == slowly.record.place(("kind",))


def test_the_parser_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml_rs", None)
    quick._parser.cache_clear()
    assert quick.read(A_PARTNER, Partner) is None
    monkeypatch.undo()
    quick._parser.cache_clear()
    assert quick.read(A_PARTNER, Partner) is not None


@pytest.mark.parametrize("command", ["validate", "summary -f json", "owes", "partner list"])
def test_without_the_parser_every_answer_is_the_same(
    repo: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = run(*command.split(), root=repo)
    monkeypatch.setattr(quick, "_parser", lambda: None)
    seen: list[str] = []

    def slowly(path: str, kind: Kind, data: bytes) -> Reading:
        seen.append(path)
        return read_slowly(path, kind, data)

    monkeypatch.setattr(slow, "read_slowly", slowly)
    assert run(*command.split(), root=repo) == known
    assert len(seen) >= 7
