"""What is written to a file says, read back, exactly what was meant."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cpp_cli.editing.emit import Data, Typed, block, clean, data, inline, items
from cpp_cli.reading.document import parse
from cpp_cli.reading.slow import data_of
from cpp_cli.reading.text import FORBIDDEN, Text
from tests.support import examples

_SIGNS = (
    *(
        ": ",
        " #",
        "- ",
        "? ",
        "\n",
        "\n\n",
        "  ",
        " \n",
        "\n  ",
        "'",
        '"',
        "\\",
        "...",
        "---",
    ),
    *"{}[],&*!|>%@`~=#:-.",
)
_WORDS = (
    *("y", "Yes", "no", "NO", "on", "off", "true", "False", "null", "NULL", "~", "", "<<", "="),
    *("1", "-1", "+1", "007", "1.50", "1e3", ".5", "1_000", "1,5", "190:20:30", "0x1F", "0o17"),
    *("0b1", "2026-01-31", "2026-01-31T10:00:00Z", ".inf", ".NaN", "!tag", "&a", "*a", "%YAML"),
)

characters = st.characters(exclude_categories=["Cs"]).filter(
    lambda sign: sign != "\r" and not FORBIDDEN.search(sign)
)
texts = st.one_of(
    st.sampled_from(_WORDS),
    st.lists(
        st.one_of(
            st.sampled_from(_SIGNS), st.sampled_from(_WORDS), st.text(characters, max_size=4)
        ),
        max_size=6,
    ).map("".join),
)
names = st.one_of(st.from_regex(r"[a-z][a-z0-9_-]{0,9}", fullmatch=True), texts.filter(bool))
anything: st.SearchStrategy[Data] = st.recursive(
    texts,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(tuple),
        st.dictionaries(names, inner, min_size=1, max_size=4),
    ),
    max_leaves=8,
)


def read_back(text: str) -> dict[str, Any]:
    """Return what a reader of records finds in a text."""
    document, faults = parse(Text(text))
    assert document is not None, (text, faults)
    return data_of(document)


def indented(lines: str) -> str:
    """Return lines as they stand below the name of a field."""
    return "".join(f"  {line}\n" if line else "\n" for line in lines.splitlines())


@examples(80)
@given(st.dictionaries(names, anything, min_size=1, max_size=4))
@example({"what": "We will see..."})
@example({"what": "And so on...\n\n"})
def test_a_block_is_read_back_as_it_was(value: Mapping[str, Data]) -> None:
    assert read_back(block(value)) == value


@examples(80)
@given(st.lists(anything, min_size=1, max_size=4).map(tuple))
@example(("en",))
@example(("no", "es"))
@example(("l1\n\nl2\n", {"a": ("x",)}))
def test_items_are_read_back_as_they_were(value: tuple[Data, ...]) -> None:
    lines = items(value)
    assert lines.startswith("-")
    assert read_back("x:\n" + indented(lines)) == {"x": value}


@examples(60)
@given(anything)
@example({"a": {"b: c": ("d",)}})
def test_one_line_is_read_back_as_it_was(value: Data) -> None:
    assert "\n" not in inline(value)
    assert read_back(f"x: {inline(value)}\n") == {"x": value}


@examples(60)
@given(anything)
def test_one_line_in_brackets_is_read_back_as_it_was(value: Data) -> None:
    within = inline(value, flow=True)
    assert read_back(f"x: [{within}, {{a: {within}}}]\n") == {"x": (value, {"a": value})}


@pytest.mark.parametrize("word", _WORDS)
def test_a_text_is_a_text_for_older_readers_too(word: str) -> None:
    older = YAML(typ="safe", pure=True)
    older.version = (1, 1)
    for text in (block({"x": word}), f"x: {inline(word)}\n", f"x: [{inline(word, True)}]\n"):
        (said,) = older.load(text).values()
        assert said in (word, [word])


def test_a_record_is_written_as_a_person_would_write_it() -> None:
    value: Data = {
        "id": "huerto-sol",
        "name": "Huerto Sol",
        "since": Typed("2024-03-01"),
        "languages": ("es", "mam"),
        "former_ids": (),
        "people": ({"id": "ana-r", "note": "Llámame: después"}, {"id": "lee", "notes": "a\n\nb\n"}),
        "tags": ("two words", "x"),
        "notes": "First\n  second\n",
    }
    assert block(value) == (
        "id: huerto-sol\n"
        "name: Huerto Sol\n"
        "since: 2024-03-01\n"
        "languages: [es, mam]\n"
        "former_ids: []\n"
        "people:\n"
        "  - id: ana-r\n"
        "    note: 'Llámame: después'\n"
        "  - id: lee\n"
        "    notes: |\n"
        "      a\n"
        "\n"
        "      b\n"
        "tags:\n"
        "  - two words\n"
        "  - x\n"
        "notes: |\n"
        "  First\n"
        "    second\n"
    )


def test_a_long_line_stays_one_line() -> None:
    text = "word " * 400 + "end"
    assert block({"what": text}) == f"what: {text}\n"


# Values with a type


@pytest.mark.parametrize(
    "typed", ["true", "false", "0", "7", "150", "1.50", "0.5", "2026-01-31", "12345678901234567890"]
)
def test_a_typed_value_is_written_without_quotes(typed: str) -> None:
    assert block({"x": Typed(typed)}) == f"x: {typed}\n"
    assert block({"x": (Typed(typed), "two words")}) == f"x:\n  - {typed}\n  - two words\n"
    assert items((Typed(typed),)) == f"- {typed}\n"
    assert inline(Typed(typed)) == inline(Typed(typed), True) == typed


@pytest.mark.parametrize(
    "mistyped",
    [
        "maybe",
        "yes",
        "",
        "007",
        "-1",
        "+1",
        "1e3",
        "²",
        "٣",
        "1 # one",
        "x: y",
        "2026-1-31",
        "[1]",
        "1,5",
    ],
)
def test_a_mistyped_value_is_kept_as_the_text_it_is(mistyped: str) -> None:
    value = Typed(mistyped)
    assert read_back(block({"x": value, "y": (value,)})) == {"x": mistyped, "y": (mistyped,)}
    assert read_back("x:\n" + items((value,))) == {"x": (mistyped,)}
    assert read_back(f"x: {inline(value)}\ny: [{inline(value, True)}]\n") == {
        "x": mistyped,
        "y": (mistyped,),
    }


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, Typed("true")),
        (False, Typed("false")),
        (3, Typed("3")),
        (Decimal("1.50"), Typed("1.50")),
        (date(2026, 1, 31), Typed("2026-01-31")),
        (["es", 3], ("es", Typed("3"))),
        ({"a": {"b": date(2026, 1, 31)}}, {"a": {"b": Typed("2026-01-31")}}),
        (Typed("7"), Typed("7")),
        ("7", "7"),
    ],
)
def test_a_value_of_python_becomes_what_a_file_says(value: Any, said: Data) -> None:
    found = data(value)
    assert found == said
    assert type(found) is type(said)


# Texts that people type or paste


@examples(100)
@given(st.text())
@example(" \x1b")
@example("a\r\rb\r\n\tc \u2028\x85 \ufdd0")
@example("\U000e0041\n\x00\n a")
def test_a_cleaned_text_can_be_held_by_a_record(pasted: str) -> None:
    cleaned = clean(pasted)
    assert not FORBIDDEN.search(cleaned)
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned
    assert read_back(block({"x": cleaned})) == {"x": cleaned}


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("\n\none  \n\n  two\n\n", "one\n\n  two"),
        ("a\tb", "a   b"),
        ("👩‍👩‍👧 ñandú nǐ hǎo", "👩‍👩‍👧 ñandú nǐ hǎo"),
        ("left\u202eright\x07\ufffe", "leftright"),
        (" \x00 \n", ""),
    ],
)
def test_cleaning_keeps_words_and_lines(pasted: str, cleaned: str) -> None:
    assert clean(pasted) == cleaned


@given(texts)
def test_cleaning_loses_no_visible_sign(text: str) -> None:
    assert re.sub(r"\s", "", clean(text)) == re.sub(r"\s", "", text)
