"""Independent readers of what the program prints: each fails where text of a record became more
than text."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.formats import against_code_quality, against_junit, against_sarif
from tests.hostile import LOG_COMMAND, strings, unseen

JOINER = "\u2060"
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_OURS = re.compile("heading|paragraph|bullet_list|list_item|table|thead|tbody|tr|th|td")
_SITE = re.compile(
    r"@\w|[#!&][0-9]|\w://|:[\w+-]+:|(?<![^\W_])(?:GH-[0-9]|www\.|mailto:)"
    r"|(?<!\w)(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}(?!\w)",
    re.IGNORECASE,
)
"""What a hosting site looks for in a page: mentions, issues, addresses, emoji, commits."""


def seen(text: str) -> None:
    """Fail where something in a text is invisible or a command."""
    assert unseen(text) == []
    assert not LOG_COMMAND.search(text)


def markdown(text: str) -> list[str]:
    """Return the lines that a reader of Markdown shows; fail at any markup but our own."""
    seen(text.replace(JOINER, ""))
    shown: list[str] = []
    for token in _MARKDOWN.parse(text):
        if token.type == "fence":
            assert token.info == ""
            shown += token.content.rstrip("\n").split("\n")
        elif token.type == "inline":
            shown += _inline(token)
        else:
            kind = token.type.removesuffix("_open").removesuffix("_close")
            assert _OURS.fullmatch(kind), token
    return shown


def _inline(token: Token) -> list[str]:
    text = ""
    for child in token.children or ():
        assert child.type in ("text", "hardbreak"), child
        text += child.content if child.type == "text" else "\n"
    assert not _SITE.search(text)
    return [line.strip() for line in text.replace(JOINER, "").split("\n")]


ELEMENTS = {
    "html": {"lang": "en"},
    "head": {},
    "meta": {"charset": "utf-8"},
    "title": {},
    "style": {},
    "body": {"class": "dense"},
    "main": {},
    **{name: {"dir": "auto"} for name in ("h1", "h2", "h3", "li", "dt")},
    "dd": {"dir": "auto", "class": "full"},
    "p": {"dir": "auto", "class": "good warn bad quiet"},
    "span": {"dir": "auto", "class": "good warn bad quiet"},
    **{name: {} for name in ("dl", "pre", "thead", "tbody", "tr")},
    "ul": {"class": "told boxes"},
    "div": {"class": "wide blanks", "role": "group", "tabindex": "0", "aria-label": "*"},
    "table": {"class": "many"},
    "th": {"scope": "col row", "dir": "auto", "class": "number whole long prose"},
    "td": {"dir": "auto", "class": "number whole long prose"},
}
"""Every element of our pages with its attributes and their values; `*` is any text."""


class Page(HTMLParser):
    """A page as a browser takes it: its text, and nothing in it that we did not write."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, list[str]] = {}
        self.metas: list[dict[str, str | None]] = []
        self.within: list[str] = []
        self.feed(text)
        self.close()
        assert self.within == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            self.metas.append(dict(attrs))
            return
        for name, value in attrs:
            allowed = ELEMENTS[tag][name]
            assert allowed == "*" or value in allowed.split(), (tag, name, value)
        self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.within.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            place = next(one for one in reversed(self.within) if one != "span")
            self.words.setdefault(place, []).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_decl(self, decl: str) -> None:
        assert decl == "doctype html"


def html(text: str) -> Page:
    """Return a page; fail where it holds more than ours."""
    page = Page(text)
    seen(text.partition("</head>")[2])
    return page


def table(text: str) -> list[list[str]]:
    """Return the cells of a CSV; fail where a spreadsheet would run one."""
    seen(text)
    rows = list(csv.reader(io.StringIO(text)))
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"\s*[=+@|＝＋－＠]|\s*-(?![0-9.]+$)|\s*::", cell), cell
    return rows


def data(text: str) -> Any:
    """Return JSON; nothing in it is unseen."""
    seen(text)
    return json.loads(text)


_ANNOTATION = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\n]*,)*\w+=[^,:\n]*)::([^\n\r]*)\n")


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the annotations in a log: how bad, where, what; the last line is a plain one.

    GitHub shows ten of each level of one step, and a column only with its line.
    """
    assert unseen(text) == []
    *lines, last = text.splitlines(keepends=True)
    seen(last)
    found = []
    for line in lines:
        match = _ANNOTATION.fullmatch(line)
        assert match, line
        properties = dict(one.split("=", 1) for one in match[2].split(","))
        assert not re.search(r"##\w*\[", line)
        assert set(properties) in ({"title"}, {"file", "title"}, {"file", "line", "col", "title"})
        assert all(re.fullmatch("[1-9][0-9]*", properties.get(one, "1")) for one in ("line", "col"))
        decoded = {name: _decoded(value) for name, value in properties.items()}
        found.append((match[1], decoded, _decoded(match[3])))
    assert all(count <= 10 for count in Counter(level for level, _, _ in found).values())
    return found


def _decoded(text: str) -> str:
    for code, character in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(code, character)
    return text.replace("%25", "%")


def sarif(text: str) -> Any:
    """Return what a log in SARIF says; fail where the standard would not have it so.

    Its schema is asked, and what only its prose says is asked here.
    """
    log = data(text)
    assert list(against_sarif(log)) == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for part in ("shortDescription", "fullDescription", "help"):
            assert rule[part]["text"].strip()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"].strip()
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        assert re.fullmatch(
            r"(?:[\w.~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"], re.ASCII
        )
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    for one in strings(log):
        seen(one)
    return run


def junit(text: str) -> ElementTree.Element:
    """Return the suite of a report in JUnit's XML; its counts are right."""
    seen(text)
    assert list(against_junit(text)) == []
    root = ElementTree.fromstring(text)
    (suite,) = root
    cases = suite.findall("testcase")
    assert [case.tag for case in suite] == ["testcase"] * len(cases)
    for counted in (root, suite):
        assert int(counted.get("tests", "")) == len(cases)
        assert int(counted.get("failures", "")) == len(suite.findall("testcase/failure"))
    for element in root.iter():
        for one in (*element.attrib.values(), element.text or ""):
            seen(one.strip())
    return suite


def code_quality(text: str) -> list[dict[str, Any]]:
    """Return the findings of a report for GitLab; each has a fingerprint of its own."""
    found: list[dict[str, Any]] = data(text)
    assert list(against_code_quality(found)) == []
    assert len({one["fingerprint"] for one in found}) == len(found)
    for one in strings(found):
        seen(one)
    return found


_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Za-z]+)*):(.*)")
_UNESCAPED = re.compile(r"\\([\\;,nN])|\\|[;,]")


def content_lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, parameters and value of each content line, by RFC 5545 and 6350."""
    assert unseen(text.replace("\r\n", "\n")) == []
    assert not LOG_COMMAND.search(text)
    assert text.endswith("\r\n") or not text
    for line in text.split("\r\n"):
        assert "\n" not in line
        assert len(line.encode()) <= 75
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        yield match[1], match[2], _UNESCAPED.sub(_unescaped, match[3])


def _unescaped(match: re.Match[str]) -> str:
    assert match[1], f"{match[0]} is not escaped"
    return "\n" if match[1] in "nN" else match[1]


def components(text: str, name: str) -> list[dict[str, str]]:
    """Return the properties of each component of a name; fail where one is opened in another."""
    found: list[dict[str, str]] = []
    open_: list[str] = []
    for key, _, value in content_lines(text):
        if key == "BEGIN":
            open_.append(value)
            found += [{}] if value == name else []
        elif key == "END":
            assert open_.pop() == value
        elif open_[-1] == name:
            assert key not in found[-1], key
            found[-1][key] = value
    assert open_ == []
    return found


def calendar(text: str) -> list[dict[str, str]]:
    """Return the events of a calendar."""
    return components(text, "VEVENT")


def cards(text: str) -> list[dict[str, str]]:
    """Return the people of an address book."""
    return components(text, "VCARD")


READERS: Mapping[str, Callable[[str], object]] = {
    "text": seen,
    "md": markdown,
    "html": html,
    "csv": table,
    "json": data,
    "github": annotations,
    "gitlab": code_quality,
    "sarif": sarif,
    "junit": junit,
    "ics": calendar,
    "vcf": cards,
}
