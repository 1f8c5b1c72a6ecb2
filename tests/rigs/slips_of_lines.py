"""Slips that take more than one line into account: indentation, lists, whole lines."""

from random import Random

from tests.rigs.pages import Line, Page
from tests.rigs.slips import Slip, is_field, is_known, is_one, kind, moved


def _is_item(line: Line) -> bool:
    return line.dash


# Indentation


@kind("one space more")
def _deeper(rng: Random, page: Page) -> Slip | None:
    # A field alone may stand in any column.
    at = page.some(rng, lambda line: is_field(line) and len(page.beside(line)) > 1)
    return None if at is None else moved(page, at, " " + page.lines[at].text)


@kind("one space less")
def _shallower(rng: Random, page: Page) -> Slip | None:
    at = page.some(
        rng,
        lambda line: is_field(line) and line.text[0] == " " and len(page.beside(line)) > 1,
    )
    return None if at is None else moved(page, at, page.lines[at].text[1:])


@kind("two spaces less")
def _out(rng: Random, page: Page) -> Slip | None:
    # What is said and who says it may stand in the group around as well.
    at = page.some(
        rng,
        lambda line: (
            is_known(line)
            and line.text[:3] == "   "
            and line.key not in ("by", "what")
            and len(page.beside(line)) > 1
        ),
    )
    return None if at is None else moved(page, at, page.lines[at].text[2:])


@kind("two spaces more")
def _in(rng: Random, page: Page) -> Slip | None:
    # The fields of the group above may be those of this one as well.
    at = page.some(rng, lambda line: is_known(line) and line.indent == 0 and line.value != "")
    if at is None or page.lines[at].key in ("what", "due", "lang", "name", "notes"):
        return None
    return moved(page, at, "  " + page.lines[at].text)


@kind("item one space off")
def _item_off(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.dash and len(page.items(line)) > 1)
    if at is None:
        return None
    text = page.lines[at].text
    return moved(page, at, rng.choice([" " + text, text[1:]]) if text[0] == " " else " " + text)


@kind("tab as indentation")
def _tab(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: is_field(line) and line.text[:2] == "  ")
    return None if at is None else moved(page, at, "\t" + page.lines[at].text.lstrip())


@kind("hard space as indentation")
def _hard_space(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: is_known(line) and line.indent > 1 and not line.dash)
    if at is None:
        return None
    return moved(page, at, page.lines[at].text.replace(" ", "\u00a0", 2))


@kind("line of a long text out")
def _text_out(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.role == "text" and bool(line.text.strip()))
    if at is None or page.lines[at - 1].role != "text":
        return None
    return moved(page, at, page.lines[at].text.lstrip())


# Lists


@kind("dash without its space")
def _dash(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, _is_item)
    return None if at is None else moved(page, at, page.lines[at].text.replace("- ", "-", 1))


@kind("dash lost")
def _no_dash(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.dash and is_field(line) and len(page.items(line)) > 1)
    return None if at is None else moved(page, at, page.lines[at].text.replace("- ", "  ", 1))


@kind("two dashes")
def _dashes(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, _is_item)
    return None if at is None else moved(page, at, page.lines[at].text.replace("- ", "- - ", 1))


# Whole lines


@kind("name of a group gone")
def _nameless(rng: Random, page: Page) -> Slip | None:
    # Items go on the list above, if there is one, and terms of the program the terms above.
    at = page.some(rng, lambda line: is_field(line) and not line.value and not line.dash)
    if at is None or at == 0 or page.lines[at + 1].dash or page.kind == "program.yaml":
        return None
    return Slip(page.with_lines(at, 1), at + 1)


@kind("text broken off")
def _broken(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.is_words and line.role == "field")
    if at is None:
        return None
    one, two = page.lines[at].text.rsplit(" ", 1)
    return Slip(page.with_lines(at, 1, one, two), at + 2)


@kind("field twice")
def _twice(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, is_one)
    if at is None:
        return None
    line = page.lines[at]
    return Slip(page.with_lines(at + 1, 0, f"{' ' * line.indent}{line.key}: {line.value}"), at + 2)


@kind("field twice, far apart")
def _twice_below(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: is_one(line) and line.indent == 0)
    if at is None:
        return None
    end = len(page.lines)
    return Slip(page.with_lines(end, 0, page.lines[at].text), end + 1)


_NEEDED = {
    "partners": "id name kind status",
    "meetings": "id date title",
    "commitments": "id from to what made",
    "harms": "id what",
    "program.yaml": "us",
    "people": "id",
    "history": "date event by",
    "consent": "scope",
    "made": "date",
    "told": "date",
    "heard": "id text",
    "decisions": "what",
    "principles": "value how",
    "experienced": "level by",
    "answer": "date by text",
    "corrections": "until",
    "offers": "what",
    "needs": "what",
    "connections": "to",
    "ended": "date",
    "ratings": "date by about",
}


@kind("needed line gone")
def _gone(rng: Random, page: Page) -> Slip | None:
    def is_needed(line: Line) -> bool:
        group = line.way[-2] if len(line.way) > 1 else page.kind
        return is_field(line) and line.key in _NEEDED.get(group, "").split()

    at = page.some(rng, is_needed)
    if at is None:
        return None
    line, end = page.lines[at], page.ends(at)
    if not line.dash:
        return Slip(page.with_lines(at, end - at), page.begins(at) + 1)
    if len(page.beside(line)) < 2:
        return None
    following = page.lines[end]
    row = line.lead + following.text[following.indent :]
    return Slip(page.with_lines(at, end - at + 1, row), at + 1)


@kind("lines joined")
def _joined(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, is_field)
    if at is None or at + 1 == len(page.lines) or not is_field(page.lines[at + 1]):
        return None
    one, two = page.lines[at].text, page.lines[at + 1].text.lstrip()
    return Slip(page.with_lines(at, 2, one + rng.choice(["", " "]) + two), at + 1)


_FOREIGN = {
    "partners": ("made:", "due: 2026-04-01", "attendees: [lcph-cpp]"),
    "meetings": ("from: lcph-cpp", "status: active", "told:"),
    "commitments": ("title: At the garden", "status: active", "offers:"),
    "harms": ("name: Huerto Sol", "due: 2026-04-01", "attendees: [lcph-cpp]"),
    "program.yaml": ("id: huerto-sol", "history:", "status: active"),
}


@kind("line of another record")
def _foreign(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: is_field(line) and line.indent == 0)
    if at is None:
        return None
    return Slip(page.with_lines(at, 0, rng.choice(_FOREIGN[page.kind])), at + 1)


@kind("second record")
def _second(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, is_field)
    if at is None or not any(is_field(line) for line in page.lines[:at]):
        return None
    return Slip(page.with_lines(at, 0, "---"), at + 1)


@kind("order to programs")
def _directive(rng: Random, page: Page) -> Slip | None:
    return Slip(page.with_lines(0, 0, rng.choice(["%YAML 1.1", "%TAG ! x"])), 1)


@kind("two versions")
def _conflict(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.role != "blank")
    if at is None:
        return None
    row = page.lines[at].text
    marks = ("<<<<<<< HEAD", row, "=======", row + "x", ">>>>>>> spring")
    return Slip(page.with_lines(at, 1, *marks), at + 1)


@kind("mark of two versions left")
def _left(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.role != "blank")
    mark = rng.choice(["<<<<<<< HEAD", "=======", ">>>>>>> spring", "||||||| 1234567"])
    return None if at is None else Slip(page.with_lines(at, 0, mark), at + 1)


@kind("copied by a mark")
def _merge(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, is_one)
    if at is None:
        return None
    row = " " * page.lines[at].indent + "<<: *here"
    return Slip(page.with_lines(at + 1, 0, row), at + 2)


@kind("mark of a comment lost")
def _comment(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.role == "comment" and "yaml-lang" not in line.text)
    if at is None or ": " in page.lines[at].text:
        return None
    return moved(page, at, page.lines[at].text.replace("# ", "", 1))
