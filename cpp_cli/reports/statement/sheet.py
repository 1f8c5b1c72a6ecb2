"""The sheet that is taken along to a meeting: what waits for a partner's word, with boxes."""

from __future__ import annotations

from cpp_cli.local import long_day, short_day
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, Blanks, Boxes, Heading, Paragraph, Table

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reports.answer import Block
    from cpp_cli.reports.statement.page import Page


class Question:
    """One thing to be said: what is asked, about what, and what has come of that so far.

    `answers` are the words beside the boxes, each with the command that staff type for it, if any.
    """

    __slots__ = ("answers", "asks", "kind", "record", "story", "what")

    def __init__(
        self,
        kind: str,
        record: str,
        asks: str,
        what: str,
        story: str,
        answers: dict[str, tuple[str, str]],
    ) -> None:
        self.kind = kind
        self.record = record
        self.asks = asks
        self.what = what
        self.story = story
        self.answers = answers


def report(page: Page) -> Answer:
    """Return the sheet; the commands behind its boxes are in its data."""
    statement = page.statement
    name = statement.record.model.name
    blocks: list[Block] = [Heading(t("We ask for your word, {name}", name=name), 1)]
    questions = list(_questions(page))
    if questions:
        blocks.append(Paragraph(_introduction(page)))
    else:
        nothing = t("On {day} nothing waits for your word.", day=long_day(statement.day))
        blocks.append(Paragraph(nothing, "good"))
    for number, one in enumerate(questions, 1):
        blocks += [
            Heading(t("{number}. {what}", number=number, what=one.asks)),
            Paragraph(one.what),
            Paragraph(one.story, "quiet"),
            Boxes([label for label, _ in one.answers.values()]),
            Paragraph(t("For staff: {record}", record=one.record), "quiet"),
        ]
    if questions:
        blocks += _signed(page)
    return Answer(
        blocks,
        data=lambda: {
            "partner": statement.record.id,
            "language": page.language,
            "questions": [_data(number, one) for number, one in enumerate(questions, 1)],
        },
        csv=lambda: Table(
            ("number", "kind", "record", "what"),
            [(number, one.kind, one.record, one.what) for number, one in enumerate(questions, 1)],
        ),
        language=page.language,
    )


def _introduction(page: Page) -> str:
    return t(
        "These things wait for your word on {day}. Only you can say whether they were kept or put "
        "right. Tick one box for each. You may leave out any of them.",
        day=long_day(page.statement.day),
    )


def _signed(page: Page) -> list[Block]:
    blocks: list[Block] = [Heading(t("Is there more that we should know?"))]
    blocks += [Blanks(("",)), Blanks(("",))]
    blocks.append(Blanks((t("Date"), t("Your name"))))
    blocks.append(Paragraph(t("How may we tell you what becomes of this?")))
    blocks.append(Boxes([t("at a meeting"), t("by phone"), t("by letter"), t("by email")]))
    return [*blocks, *(Paragraph(one, "quiet") for one in page.contact())]


def _data(number: int, one: Question) -> dict[str, Any]:
    answers = [
        {"answer": key, "words": label, "command": command or None}
        for key, (label, command) in one.answers.items()
    ]
    return {
        "number": number,
        "kind": one.kind,
        "id": one.record,
        "what": one.what,
        "answers": answers,
    }


def _questions(page: Page) -> Iterator[Question]:
    waiting = page.statement.waiting
    for one in waiting.delivered:
        done = one.last_day("delivered")
        news = t("On {day} they said that it is done.", day=_day(done))
        yield _promise(page, one, t("Was this promise kept?"), news)
    for one in waiting.reviews:
        news = t("It was agreed to look at it on {day}.", day=_day(one.due))
        yield _promise(page, one, t("Has this promise been kept up to now?"), news)
    yield from _harms(page)
    yield from _notes(page)


def _promise(page: Page, one: Standing, asks: str, news: str) -> Question:
    promise = one.promise
    made = t(
        "{who} promised this to {whom} on {day}.",
        who=page.name(promise.from_),
        whom=page.name(promise.to),
        day=short_day(promise.made.date),
    )
    by = page.statement.voice.who_confirms(one)
    answers = {
        "kept": (t("kept as promised"), _command("commitment confirm", one.id, by)),
        "not_as_promised": (t("not as promised"), _command("commitment dispute", one.id, by)),
        "still_open": (t("still open"), _command("commitment progress", one.id, by)),
    }
    what, story = page.promised(one), f"{made} {news}"
    return Question("promise", one.id, asks, what, story, answers)


def _harms(page: Page) -> Iterator[Question]:
    statement = page.statement
    for harm in statement.waiting.harms:
        model, id = harm.record.model, harm.record.id
        by = statement.voice.who_says_repaired(id, statement.day)
        owned = page.names(entry.by for entry in harm.acknowledged)
        story = t("Nobody has taken responsibility yet.")
        if owned:
            story = t("Who took responsibility: {names}.", names=owned)
        answers = {
            "repaired": (t("it is put right"), _command("harm repaired", id, by)),
            "not_repaired": (t("it is not put right"), _command("harm reopen", id, by)),
            "too_early": (t("it is too early to say"), ""),
        }
        what = page.said(model, "what", model.lang)
        yield Question("harm", id, t("Has this been put right?"), what, story, answers)


def _notes(page: Page) -> Iterator[Question]:
    statement = page.statement
    for meeting in statement.waiting.notes:
        model = meeting.model
        until = model.corrections.until if model.corrections else None
        confirm = f"--add corrections.confirmed_by={statement.record.id}"
        answers = {
            "right": (t("the notes are right"), f"cpp meeting edit {meeting.id} {confirm}"),
            "wrong": (t("something is wrong"), f"cpp meeting edit {meeting.id}"),
            "not_read": (t("we have not read them"), ""),
        }
        asks, what = (
            t("Are the notes of this meeting right?"),
            page.said(model, "title", model.lang),
        )
        day = model.date
        story = t(
            "It was on {day}. The notes can be corrected until {until}.",
            day=_day(day),
            until=_day(until),
        )
        yield Question("notes", meeting.id, asks, what, story, answers)


def _day(day: date | None) -> str:
    return short_day(day) if day else ""


def _command(words: str, record: str, by: str | None) -> str:
    """What staff type for an answer; the meeting is the one where it was ticked."""
    return f"cpp {words} {record} --by {by} --meeting MEETING"
