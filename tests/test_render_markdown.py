"""Text of records in Markdown and HTML is text: what independent readers see is what it says."""

import base64
import hashlib
import re

import pytest
from hypothesis import given

from cpp_cli.render import html
from cpp_cli.render.markdown import JOINER, neutral, render
from cpp_cli.render.safe import exact_line, one_line, safe
from cpp_cli.reports.answer import Answer, Heading, Paragraph, Table
from tests import hostile, readers
from tests.support import examples
from tests.test_render_text import everything


def lines(text: str) -> list[str]:
    """Return the lines that are seen of a text, without the space around them."""
    return [line for line in (line.strip() for line in text.split("\n")) if line]


# Markdown


@pytest.mark.parametrize("text", hostile.READABLE)
def test_no_markup_is_left_of_any_hostile_word(text: str) -> None:
    for whole in (text, f"x {text}", f"x\n{text}\ny", f"{text} {text}", f"({text}),", f"_{text}_"):
        assert readers.markdown(neutral(whole)) == lines(safe(whole))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# x", "\\# x"),
        ("1. x\n2) y", "1\\. x\\\n2\\) y"),
        ("- x", "\\- x"),
        ("---\n===", "\\---\\\n\\==="),
        ("/close", "\\/close"),
        (":-\n:--", "\\:-\\\n\\:--"),
        ("    code", "code"),
        ("a\n\n\nb\nc", "a\n\n\nb\\\nc"),
        ("a  \nb", "a\\\nb"),
        ("@team", f"@{JOINER}team"),
        ("a@b.org", f"a@{JOINER}b.org"),
        ("fixes #12", f"fixes \\#{JOINER}12"),
        ("closes o/r#3", f"closes o/r\\#{JOINER}3"),
        ("GH-7 gh-7", f"GH-{JOINER}7 gh-{JOINER}7"),
        ("!3 &4 %5 ~x", f"!{JOINER}3 \\&{JOINER}4 %{JOINER}5 \\~{JOINER}x"),
        ("a :tada:", f"a :{JOINER}tada:"),
        ("https://x", f"https{JOINER}://x"),
        ("_www.x.org", f"\\_www{JOINER}.x.org"),
        ("mailto:x", f"mailto{JOINER}:x"),
        ("deadbeef1 is", f"deadbe{JOINER}ef1 is"),
        ("5415550100 defaced 2026-01-01", "5415550100 defaced 2026-01-01"),
        ("100% of #x, R&D at 9:30", "100% of \\#x, R\\&D at 9:30"),
    ],
)
def test_how_each_is_neutralised(text: str, written: str) -> None:
    assert neutral(text) == written


@examples(200)
@given(hostile.ANY)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert readers.markdown(neutral(text)) == lines(safe(text))


@examples(100)
@given(hostile.ANY)
def test_any_text_stays_in_its_block(text: str) -> None:
    shown = readers.markdown(render(Answer(everything(text))))
    line = one_line(text).strip()
    if line:
        assert shown[:2] == [line, line]
        assert shown.count(line) >= 6
        assert shown[-2:] == [exact_line(text).rstrip("\n")] * 2


def test_no_text_closes_the_fence_around_a_file() -> None:
    for text in ("```", "`" * 7, "~~~~", "   ```"):
        shown = readers.markdown(render(Answer(everything(text))))
        assert shown[-2:] == [text, text]


# HTML


@examples(100)
@given(hostile.ANY)
def test_a_page_has_only_our_elements_and_every_word(text: str) -> None:
    page = readers.html(html.render(Answer(everything(text)), "cpp owes"))
    line = one_line(text)
    if line.strip():
        for place, times in {"title": 1, "h1": 1, "h2": 1, "li": 2, "dt": 2, "td": 2}.items():
            assert page.words[place].count(line) == times, place
        assert page.words["div"] == [line, line]
        paragraph, told, _ = page.words["p"]
        assert lines(paragraph) == lines(safe(text))
        assert told == line
        assert "".join(page.words["pre"]).strip() == "\n".join([exact_line(text)] * 2).strip()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_page_is_complete_and_runs_and_fetches_nothing(lang: str) -> None:
    text = html.render(Answer([Paragraph("x")]), "cpp owes", lang)
    assert text.startswith(f'<!doctype html>\n<html lang="{lang}">\n')
    assert "<title>cpp owes</title>" in text
    assert "<h1>cpp owes</h1>" in text
    assert not re.search(
        r"(?i)<script|<link|<img|<iframe|\bsrc=|href=|url\(|@import|\son\w+=", text
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    parts = [part.strip() for part in policy[1].split(";")]
    assert parts == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_title_of_an_answer_is_the_title_of_its_page() -> None:
    text = html.render(Answer([Heading("What we owe", 1), Heading("Late")]), "cpp owes")
    page = readers.html(text)
    assert page.words["title"] == page.words["h1"] == ["What we owe"]
    assert page.words["h2"] == ["Late"]


def test_a_table_says_what_it_is_about_and_its_heads_are_heads() -> None:
    table = Table(("Who", ">Days"), [("a", 3)])
    text = html.render(Answer([Heading("Late", 2), table]), "cpp owes")
    assert 'role="group" tabindex="0" aria-label="Late"' in text
    assert '<th scope="col">Who</th>\n<th scope="col" class="number">Days</th>' in text
    assert '<td dir="auto" class="whole">a</td><td dir="auto" class="number">3</td>' in text
    assert [meta for meta in readers.html(text).metas if "charset" in meta] == [
        {"charset": "utf-8"}
    ]


def test_where_the_first_column_has_no_name_its_cells_name_the_rows() -> None:
    text = html.render(Answer([Table(("", ">Days"), [("a b", 3)])]), "cpp owes")
    assert '<tr>\n<td></td>\n<th scope="col" class="number">Days</th>\n</tr>' in text
    assert '<th scope="row" dir="auto">a b</th><td dir="auto" class="number">3</td>' in text
    readers.html(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2026-12-31", "whole"),
        ("two words", ""),
        ("2026-01-08-an-id-of-several-words", ""),
        ("x" * 21, "long"),
        ("a word" * 11, "prose"),
    ],
)
def test_a_cell_says_how_it_may_be_broken(text: str, kind: str) -> None:
    page = html.render(Answer([Table(("What",), [(text,)])]), "cpp owes")
    said = f' class="{kind}"' if kind else ""
    assert f'<td dir="auto"{said}>{text.strip()}</td>' in page


@pytest.mark.parametrize(("columns", "said"), [(7, "<table>"), (8, '<table class="many">')])
def test_a_table_of_many_columns_is_printed_smaller(columns: int, said: str) -> None:
    table = Table([f"Column {number}" for number in range(columns)], [])
    assert said in html.render(Answer([table]), "cpp owes")
