"""Bytes to text: what cannot be read is said with its place, and never with its words."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.finding import Fault, Place
from cpp_cli.reading.text import FORBIDDEN, MAX_BYTES, MAX_SHOWN, Text, decode, short

SECRET = "Zoraida 541-555-0142"

UNDECODABLE = {
    "UTF-16 with a mark, little end first": (f"a: {SECRET}".encode("utf-16-le"), b"\xff\xfe"),
    "UTF-16 with a mark, big end first": (f"a: {SECRET}".encode("utf-16-be"), b"\xfe\xff"),
    "UTF-16 without a mark, little end first": (f"a: {SECRET}".encode("utf-16-le"), b""),
    "UTF-16 without a mark, big end first": (f"a: {SECRET}".encode("utf-16-be"), b""),
    "UTF-32 with a mark": (f"a: {SECRET}".encode("utf-32-le"), b"\xff\xfe\0\0"),
}


@pytest.mark.parametrize(("data", "mark"), UNDECODABLE.values(), ids=UNDECODABLE)
def test_utf16_is_named(data: bytes, mark: bytes) -> None:
    text, faults = decode(mark + data)
    assert text is None
    assert faults == [Fault("T002", Place(1, 1), {"guess": "UTF-16"})]


BROKEN_UTF8 = {
    "Latin-1": ("id: jardín\nname: Jardín\n".encode("latin-1"), Place(1, 9)),
    "Windows-1252": ("name: The “club”\n".encode("cp1252"), Place(1, 11)),
    "a letter cut off at the end": ("name: é".encode()[:-1], Place(1, 7)),
    "an overlong form": (b"name: \xc0\xaf\n", Place(1, 7)),
    "a surrogate": (b"name: x\n  \xed\xa0\xbd\n", Place(2, 3)),
    "beyond Unicode": (b"name: \xf4\x90\x80\x80\n", Place(1, 7)),
    "after letters of several bytes": ("ñ🌻: ".encode() + b"\xff", Place(1, 5)),
    "after a mark of UTF-8": (b"\xef\xbb\xbfab\xff", Place(1, 3)),
}


@pytest.mark.parametrize(("data", "place"), BROKEN_UTF8.values(), ids=BROKEN_UTF8)
def test_what_is_not_utf8_is_placed_where_it_stops(data: bytes, place: Place) -> None:
    text, faults = decode(data)
    assert text is None
    assert [(fault.code, fault.place) for fault in faults] == [("T002", place)]


def test_a_file_of_256_kb_is_read_and_one_byte_more_is_not() -> None:
    most = b"# " + b"x" * (MAX_BYTES - 3) + b"\n"
    assert MAX_BYTES == 262_144
    assert decode(most)[0] is not None
    assert decode(most + b"\n") == (None, [Fault("T001", Place(1, 1))])


FORBIDDEN_POINTS = [
    0x00, 0x01, 0x08, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F,
    0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069,
    0xE0001, 0xE0041, 0xE007F,
    0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF,
    0x2028, 0x2029, 0xFEFF,
]  # fmt: skip


@pytest.mark.parametrize("point", FORBIDDEN_POINTS, ids=lambda point: f"U+{point:04X}")
def test_a_character_that_misleads_is_refused_and_named_by_number(point: int) -> None:
    text, faults = decode(f"name: Garden\nnotes: {SECRET} 🌻{chr(point)}\n".encode())
    assert text is None
    assert faults == [Fault("T004", Place(2, 30), {"character": f"U+{point:04X}"})]


def test_a_carriage_return_alone_is_refused() -> None:
    assert decode(b"a: b\rc: d\n") == (
        None,
        [Fault("T004", Place(1, 5), {"character": "U+000D"})],
    )


ALLOWED = {
    "accents": "Jardín Ñandú",
    "composed and decomposed": "é" + unicodedata.normalize("NFD", "é"),
    "a family, joined": "👩‍👧‍👦",
    "a joiner in Hindi": "क्‍ष",
    "a non-joiner in Persian": "می‌خواهم",
    "right to left without marks": "حديقة",
    "a variation": "❤️",
    "a skin tone": "👋🏾",
    "a soft hyphen": "Com\u00admunity",
    "a space that does not break": "150\u00a0USD",
}


@pytest.mark.parametrize("words", ALLOWED.values(), ids=ALLOWED)
def test_letters_of_every_language_stay(words: str) -> None:
    text, faults = decode(words.encode())
    assert text is not None
    assert text.content == words
    assert faults == []


def test_a_tab_has_a_code_of_its_own() -> None:
    assert decode(b"people:\n\t- id: sam-t\n") == (None, [Fault("T003", Place(2, 1))])


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "marker", ["<<<<<<< HEAD", ">>>>>>> spring", "||||||| 1f2e3d4", "=======", "<<<<<<<"]
)
def test_the_first_mark_of_a_conflict_is_named(marker: str, end: str) -> None:
    text, faults = decode(f"id: a{end}{marker}{end}name: A{end}".encode())
    assert text is None
    assert faults == [Fault("T005", Place(2, 1))]


@pytest.mark.parametrize("line", ["  =======", "========", "<<<<<<<<", "== =====", "a <<<<<<< b"])
def test_what_only_looks_like_a_mark_of_a_conflict_stays(line: str) -> None:
    assert decode(f"notes: |\n  a\n{line}\n".encode())[1] == []


MIXED = {
    "one Windows line among three": ("a: 1\nb: 2\r\nc: 3\n", Place(2, 5)),
    "one Unix line among three": ("a: 1\r\nb: 2\nc: 3\r\n", Place(2, 5)),
    "as many of each": ("a: 1\nb: 2\r\n", Place(2, 5)),
}


@pytest.mark.parametrize(("content", "place"), MIXED.values(), ids=MIXED)
def test_mixed_line_ends_are_a_warning_at_the_first_odd_line(content: str, place: Place) -> None:
    text, faults = decode(content.encode())
    assert text is not None
    assert text.content == content
    assert faults == [Fault("T006", place)]


@pytest.mark.parametrize("content", ["", "a: 1", "a: 1\n", "a: 1\r\n", "a: 1\r\nb: 2", "\r\n"])
def test_one_kind_of_line_end_is_no_finding(content: str) -> None:
    text, faults = decode(content.encode())
    assert text is not None
    assert (text.content, text.bom, faults) == (content, False, [])


def test_a_mark_of_utf8_is_kept_apart_and_moves_no_column() -> None:
    text, faults = decode(b"\xef\xbb\xbfid: a\n")
    assert faults == []
    assert text is not None
    assert text.bom
    assert text.content == "id: a\n"
    assert text.place(0) == Place(1, 1)


def test_columns_count_code_points() -> None:
    text = Text("a: 🌻é\nb: ñ x\n")
    assert text.place(text.content.index("é")) == Place(1, 5)
    assert text.place(text.content.index("x")) == Place(2, 6)


def test_a_line_is_shown_without_its_end() -> None:
    text = Text("a\r\nb\n\nd")
    assert [text.line(number) for number in (1, 2, 3, 4)] == ["a", "b", "", "d"]


SHOWN = {
    "Garden Club": "Garden Club",
    "two\n  lines": "two lines",
    "2026-02-30": "2026-02-30",
    "03/31/2026": "03/31/2026",
    "20260301": "20260301",
    "541": "541",
    "sam@example.org": "…",
    "Sam <sam@example.org>": "…",
    "541-555-0142": "…",
    "call (541) 555 0142": "…",
    "555-0142": "…",
    "2026-03-01 541-555-0142": "…",
    "219-09-9999": "…",
    "g" * MAX_SHOWN: "g" * MAX_SHOWN,
    "g" * (MAX_SHOWN + 1): "g" * (MAX_SHOWN - 1) + "…",
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.items(), ids=[key[:20] for key in SHOWN])
def test_a_message_shows_a_short_word_and_never_an_email_or_a_phone(text: str, shown: str) -> None:
    assert short(text) == shown


READABLE = (
    st.lists(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>|=")
        | st.sampled_from(["\n", "\r\n", " ", "🌻"]),
        max_size=80,
    )
    .map("".join)
    .filter(lambda text: not FORBIDDEN.search(text))
)


@given(READABLE, st.booleans())
def test_what_is_read_is_written_back_byte_for_byte(content: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + content.encode()
    text, _ = decode(data)
    assert text is not None
    assert text.encode() == data


@given(READABLE)
def test_the_place_of_a_character_leads_back_to_it(content: str) -> None:
    text = Text(content)
    lines = content.split("\n")
    for index in range(len(content) + 1):
        line, column = text.place(index)
        assert sum(len(one) + 1 for one in lines[: line - 1]) + column - 1 == index


@given(st.binary(max_size=300))
def test_of_what_cannot_be_read_no_message_shows_a_word(data: bytes) -> None:
    text, faults = decode(data)
    assert text is not None or len(faults) == 1
    for fault in faults:
        for value in fault.values.values():
            assert re.fullmatch(r"UTF-16|Latin-1 \(or Windows\)|U\+[0-9A-F]{4,6}", value)
