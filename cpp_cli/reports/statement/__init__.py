"""What `cpp statement` says: everything held about a partner, to hand over and be corrected."""

from __future__ import annotations

from cpp_cli.local import long_day
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, Blanks, Heading, Paragraph, Table
from cpp_cli.reports.statement import money, own, sheet, told
from cpp_cli.reports.statement.page import Page, ranges

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.ledger.statement import Statement
    from cpp_cli.reports.answer import Block

_PARTS = (
    own.record,
    own.people,
    own.gives_and_needs,
    told.promises,
    told.heard,
    told.harms,
    money.money,
    own.ratings,
    told.meetings,
)
_CORRECTIONS = 3
"""How many corrections there is room for."""


def report(statement: Statement, language: str) -> Answer:
    """Return all that is held about a partner, each entry with a number."""
    page = Page(statement, language)
    blocks: list[Block] = [Heading(_title(page), 1), *_introduction(page)]
    data: dict[str, Any] = {"partner": statement.record.id, "language": language}
    found: list[Block] = []
    for part in _PARTS:
        more, said = part(page)
        found += more
        data |= said
    data["waits_for_your_word"] = statement.waiting.records
    blocks += [*_waiting(page), *found, *_wrong(page)]
    return Answer(blocks, data=data, csv=lambda: _csv(page), dense=True, language=language)


def confirm_sheet(statement: Statement, language: str) -> Answer:
    """Return what waits for the partner's word, with boxes to tick."""
    return sheet.report(Page(statement, language))


def _title(page: Page) -> str:
    return t("What we hold about {name}", name=page.statement.record.model.name)


def _introduction(page: Page) -> list[Block]:
    who = page.store.program.name or t("The program")
    text = t(
        "{who} writes down what you say, what is promised to you and what becomes of it. This is "
        "what our records say of you on {day}. They are yours to read and to correct. Each entry "
        "has a number. If one is wrong, tell us its number and what is right.",
        who=who,
        day=long_day(page.statement.day),
    )
    return [Paragraph(text)]


def _waiting(page: Page) -> list[Block]:
    """What waits for the partner's word, by the numbers that are given below."""
    numbers = [page.number_of(one) for one in page.statement.waiting.records]
    if not numbers:
        return []
    listed = ", ".join(str(one) for one in sorted(filter(None, numbers)))
    return [Paragraph(t("We wait for your word on: {numbers}.", numbers=listed), "warn")]


def _wrong(page: Page) -> list[Block]:
    """The place to correct, and which records the numbers mean, for those who enter it."""
    intro = t("Write the number of the entry, and what is right. We will write it down.")
    blocks: list[Block] = [Heading(t("Is something wrong?")), Paragraph(intro)]
    blocks += map(Paragraph, page.contact())
    blocks += [Blanks((t("No."), t("What is right"))) for _ in range(_CORRECTIONS)]
    blocks.append(Blanks((t("Date"), t("Your name, if you want to give it"))))
    return [*blocks, Paragraph(_behind(page), "quiet")]


def _behind(page: Page) -> str:
    """Which record each number means, and what in it: a record may have many numbers."""
    records: dict[str, dict[str, list[int]]] = {}
    for number, _, entry, _ in page.entries:
        record, mark, part = entry.partition("#" if "#" in entry else "/")
        records.setdefault(record, {}).setdefault(f"{mark}{part}", []).append(number)
    named = [f"{record} {_parts(parts)}" for record, parts in records.items()]
    return t("For staff, the records behind the numbers: {records}", records="; ".join(named))


def _parts(parts: dict[str, list[int]]) -> str:
    return ", ".join(f"{ranges(numbers)} {part}".rstrip() for part, numbers in parts.items())


def _csv(page: Page) -> Table:
    return Table(("number", "part", "record", "what"), page.entries)
