"""What is unseen is shown, what is written with joiners stays, and each plain format holds it."""

import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.errors import Refused
from cpp_cli.render import plain, terminal
from cpp_cli.render import unseen as hidden
from cpp_cli.render.safe import exact_line, is_plain, one_line, safe, width
from cpp_cli.render.tables import harmless, json_text, to_csv, to_json
from cpp_cli.reports.answer import (
    About,
    Answer,
    Blanks,
    Block,
    Boxes,
    Cell,
    Figure,
    Heading,
    Items,
    Lines,
    Pairs,
    Paragraph,
    Table,
    Told,
    Words,
)
from tests import hostile
from tests.hostile import LOG_COMMAND, unseen
from tests.readers import seen, table
from tests.test_terminal import letters

ONLY_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\rc\n", "a\\u{9}b\\u{d}c\n"),
        ("\x1b[31m", "\\u{1b}[31m"),
        ("\x9b2J\x7f", "\\u{9b}2J\\u{7f}"),
        ("\u202eevil\u2066", "\\u{202e}evil\\u{2066}"),
        ("a\u200bb\ufeff\u2060\u00ad", "a\\u{200b}b\\u{feff}\\u{2060}\\u{ad}"),
        ("\U000e0041", "\\u{e0041}"),
        ("\ud800", "\\u{d800}"),
        ("\udcff", "\\xff"),
        ("\ufff9a\ufffab\ufffb", "\\u{fff9}a\\u{fffa}b\\u{fffb}"),
        ("\ufffe\U0010ffff", "\\u{fffe}\\u{10ffff}"),
        ("\u3164\u115f", "\\u{3164}\\u{115f}"),
        ("x\ufe0fy", "x\\u{fe0f}y"),
        ("😀\ufe0f\U000e0148\U000e0149", "😀\ufe0f\\u{e0148}\\u{e0149}"),
        ("辻\U000e0100\U000e0101", "辻\U000e0100\\u{e0101}"),
        ("a\u200db", "a\\u{200d}b"),
        ("中\u200c文", "中\\u{200c}文"),
        ("می\u200c\u200cروم", "می\\u{200c}\\u{200c}روم"),
        ("\u200cمی", "\\u{200c}می"),
        ("::error::x", "\\u{3a}:error::x"),
        ("a\n \u00a0::error::x", "a\n \u00a0\\u{3a}:error::x"),
        ("##[error]x ##vso[y]", "\\u{23}#[error]x \\u{23}#vso[y]"),
    ],
)
def test_what_is_unseen_or_a_command_is_shown_escaped(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "می‌روم",  # Persian, with a non-joiner
        "ക്‍",  # Malayalam, ends in a joiner
        "क्‍ष",
        "👩‍👩‍👧",
        "🏴‍☠️",
        "❤️",
        "👍🏽",
        "1️⃣",
        "辻\U000e0100",  # a Japanese family name
        "ᠮᠣᠩ᠋ᠭᠣᠯ",
        "José — “Zoë”, ﷺ, ¿qué?",
        "نَعَم שָׁלוֹם",
        "a: b :: c # [x] ## y",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert safe(text) == text


@given(hostile.ANY)
def test_nothing_unseen_and_no_command_is_left_in_any_text(text: str) -> None:
    assert unseen(safe(text)) == []
    assert not LOG_COMMAND.search(safe(text))
    assert safe(safe(text)) == safe(text)
    assert safe(text).count("\n") == text.count("\n")


@given(hostile.ANY)
def test_a_line_stays_one_line(text: str) -> None:
    assert one_line(text).splitlines() in ([], [one_line(text)])
    assert exact_line(text).splitlines() in ([], [exact_line(text)])
    assert len(one_line(text, 10)) <= 10


def everything(text: str, tone: Any = "bad") -> list[Block]:
    """Return a block of each kind that holds a text wherever there is one."""
    return [
        Heading(text, 1),
        Heading(text),
        Paragraph(text, tone),
        Items([text, "x"]),
        Boxes([text, "x"]),
        Blanks([text, text]),
        Pairs([(text, text), ("x", Figure(1, ("a",))), ("y", Words(text, tone))]),
        Table([text, f">{text}"], [[text, 1], [Words(text, tone), None]]),
        Told([(text, [(text, Words(text, tone)), ("x", 1)]), ("x", [])]),
        Lines([text, Words(text, tone)]),
    ]


@given(hostile.ANY)
def test_every_block_is_only_text_in_a_pipe(text: str) -> None:
    seen(plain.render(Answer(everything(text))))


@given(text=hostile.ANY, width=st.integers(20, 120), colour=st.booleans())
def test_every_block_is_only_text_at_a_terminal(text: str, width: int, colour: bool) -> None:
    """Through a real console: what is left beside our own colours is text, and all of it."""
    shown = terminal.render(Answer(everything(text)), width, colour)
    bare = ONLY_COLOUR.sub("", shown)
    assert unseen(bare) == []
    assert colour or bare == shown
    assert letters(bare) >= letters(plain.render(Answer(everything(text))))


@pytest.mark.parametrize("text", ["[red]x[/red]", "[/red]", ":smile:", "[link=x]y[/]", "\\[b]"])
def test_markup_and_emoji_codes_are_inert_at_a_terminal(text: str) -> None:
    shown = ONLY_COLOUR.sub("", terminal.render(Answer(everything(text)), 100, True))
    assert shown.count(text) == plain.render(Answer(everything(text))).count(text)


# CSV


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1 541", "'+1 541"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("  =1", "'  =1"),
        ("\n=1", "' =1"),
        ("＝1", "'＝1"),
        ("＠x", "'＠x"),
        ("|cmd", "'|cmd"),
        ("'x", "''x"),
        ("::error::x", "\\u{3a}:error::x"),
        ("\t=1", "\\u{9}=1"),
        ("\r=1", "\\u{d}=1"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str, cell: str) -> None:
    assert harmless(text) == cell


@given(hostile.ANY)
def test_the_apostrophe_can_be_taken_away_again(text: str) -> None:
    assert harmless(text).removeprefix("'") == one_line(text)


@given(first=hostile.ANY, second=hostile.ANY)
def test_a_csv_has_its_cells_and_runs_none(first: str, second: str) -> None:
    columns = ("name", ">number", "figure", "text")
    rows: list[list[Cell]] = [[first, -5, Figure(-2.5), second], [second, 7, None, Words(first)]]
    found = table(to_csv(Answer(csv=Table(columns, rows))))
    assert found[0] == ["name", "number", "figure", "text"]
    assert [row[0].removeprefix("'") for row in found[1:]] == [one_line(first), one_line(second)]
    assert [row[1:3] for row in found[1:]] == [["-5", "-2.5"], ["7", ""]]


def test_an_answer_without_a_table_is_no_csv() -> None:
    with pytest.raises(Refused, match="no table"):
        to_csv(Answer())


# JSON


@given(hostile.ANY)
def test_json_says_the_same_and_hides_nothing(text: str) -> None:
    data = {"text": text, "list": [text, 1, None], text: True}
    written = json_text(data)
    seen(written)
    assert json.loads(written) == data


def test_json_keeps_the_letters_that_people_write() -> None:
    assert "Rentería می‌روم" in to_json(
        Answer(data={"name": "Rentería می‌روم"}), About("owes", date(2026, 6, 1))
    )


# Width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("é", 1), ("e\u0301", 1), ("東京", 4), ("❤️", 1), ("می‌روم", 5)]
)
def test_what_has_no_width_takes_no_column(text: str, columns: int) -> None:
    assert width(text) == columns


def test_what_is_plain_is_shown_as_it_is_and_takes_a_column_for_each_character() -> None:
    every = [chr(code) for code in range(0x3000)]
    taken = [one for one in every if is_plain(one)]
    assert {" ", "a", "ñ", "ő", "—", "”", "…", "€"} <= set(taken)
    assert [one for one in taken if hidden.shown(one) != one or hidden.width(one) != 1] == []
    assert not any(map(is_plain, ("\n", "\t", "\xa0", "\xad", "中", "e\u0301", "a::b", "##[x]")))


@pytest.mark.parametrize("text", ["12", "é—", "東京", "e\u0301", "a\x1bb"])
def test_columns_stand_one_below_the_other_whatever_is_in_them(text: str) -> None:
    rows: list[list[Cell]] = [["a", 1, "x"], [text, 1000, "y"], ["abc", None, "z"]]
    head, line, *body = plain.render(Answer([Table(["Name", ">Days", "Id"], rows)])).splitlines()
    parts = [width(part) for part in line.split("  ")]
    wide = max(4, width(one_line(text)))
    assert parts == [wide, 4, 2]
    assert head == "Name".ljust(wide) + "  Days  Id"
    assert [width(one) for one in body] == [wide + 2 + 4 + 2 + 1] * 3
    assert [one[-7:] for one in body] == ["   1  x", "1000  y", "      z"]


def test_what_is_told_has_its_facts_below_it_their_names_one_below_the_other() -> None:
    answer = Answer([Told([("It rains.", [("By", "Ana"), ("Answer", "none")]), ("So?", [])])])
    assert plain.render(answer) == "It rains.\n  By      Ana\n  Answer  none\n\nSo?\n"


@given(st.lists(st.text("ab é", max_size=90), max_size=9), st.text("xyz", min_size=1, max_size=20))
def test_what_is_told_is_broken_between_words_and_its_lines_are_not_too_long(
    words: list[str], name: str
) -> None:
    text = one_line(" ".join(words))
    lines = plain.render(Answer([Told([(text, [(name, text)])])])).splitlines()
    assert " ".join(" ".join(lines).split()) == " ".join(f"{text} {name} {text}".split())
    start = len(name) + 4
    assert all(len(line) <= plain.WIDE or " " not in line[start:].strip() for line in lines)
    facts = lines[lines.index(next(one for one in lines if one.startswith(f"  {name}"))) :]
    assert all(line[:start].strip() == "" for line in facts[1:])


# What only machines ask for


def test_what_is_not_asked_for_is_not_made_and_what_is_made_is_kept() -> None:
    made: list[str] = []

    def make(name: str) -> Any:
        made.append(name)
        return Table((name,), ())

    answer = Answer(
        data=lambda: make("data"), csv=lambda: make("csv"), special=lambda: make("special")
    )
    assert plain.render(answer) == ""
    assert made == []
    assert answer.csv is answer.csv
    assert answer.data is answer.data
    assert answer.special is answer.special
    assert made == ["csv", "data", "special"]
