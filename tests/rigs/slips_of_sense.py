"""Slips in what a record says: who, when, in which order."""

from random import Random

from tests.rigs.pages import Page
from tests.rigs.slips import Slip, is_day, kind, moved


def _said(rng: Random, page: Page, key: str, value: str, **other: str) -> Slip | None:
    at = page.some(
        rng,
        lambda line: (
            line.way == ("history", key)
            and "mistake" not in page.beside(line)
            and all(page.lines[page.beside(line)[k]].value == v for k, v in other.items())
        ),
    )
    return None if at is None else moved(page, at, f"{page.lines[at].lead}{key}: {value}")


@kind("said before it was promised")
def _too_early(rng: Random, page: Page) -> Slip | None:
    return _said(rng, page, "date", "2001-03-02") if page.kind == "commitments" else None


@kind("said tomorrow")
def _too_late(rng: Random, page: Page) -> Slip | None:
    return _said(rng, page, "date", "2031-03-02")


@kind("their word said by us")
def _not_theirs(rng: Random, page: Page) -> Slip | None:
    owes = page.value("from")
    # What is promised among us may be confirmed by any of us.
    if page.kind != "commitments" or page.value("to").startswith("lcph"):
        return None
    return _said(rng, page, "by", owes, event=rng.choice(["confirmed", "disputed", "released"]))


@kind("said by neither side")
def _neither(rng: Random, page: Page) -> Slip | None:
    sides = f"{page.value('from')} {page.value('to')}"
    if page.kind != "commitments" or "cedar-bend-middle-school" in sides:
        return None
    return _said(rng, page, "by", "cedar-bend-middle-school", event="progress")


@kind("due before it was promised")
def _due(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.way == ("due",))
    return None if at is None else moved(page, at, "due: 2001-03-02")


@kind("ends before it begins")
def _ends(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.key == "until" and is_day(line))
    if at is None or "since" not in page.beside(page.lines[at]):
        return None
    return moved(page, at, f"{page.lines[at].lead}until: 2001-03-02")


@kind("id of another file")
def _id(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.way == ("id",))
    return None if at is None else moved(page, at, f"id: {page.lines[at].value}-two")


@kind("id twice")
def _same_id(rng: Random, page: Page) -> Slip | None:
    at = page.some(rng, lambda line: line.way in (("people", "id"), ("heard", "id")))
    if at is None or len(page.items(page.lines[at])) < 2:
        return None
    first, *later = page.items(page.lines[at])
    at = rng.choice(later)
    if page.lines[at].key != "id":
        return None
    return moved(page, at, f"{page.lines[at].lead}id: {page.lines[first].value}")
