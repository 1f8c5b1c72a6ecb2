"""How to say that something is wrong, and how to read these pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.ledger.words import contact
from cpp_cli.messages import mark, t
from cpp_cli.publishing.blocks import Facts, Items, Page, Prose, Section, Span
from cpp_cli.publishing.states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.publishing.here import Here

PATH = "wrong.html"
_MEANS = {
    "kept": mark("Those to whom it was promised said that it was kept."),
    "delivered": mark("Whoever promised it says that it is done. The others have not said yet."),
    "open": mark("It is still to be done."),
    "overdue": mark("Its day has passed, and nobody said that it is done."),
    "disputed": mark("Those to whom it was promised said that it was not kept as promised."),
    "broken": mark("Somebody said that it will not be kept, and why."),
    "released": mark("Those to whom it was promised let it go."),
}
_NEVER = (
    mark("What is marked as internal, and who is."),
    mark("People who did not agree to be named, or took that back."),
    mark("What somebody said, unless they agreed that their words are shown."),
    mark("Email addresses, phone numbers, and the names of guests."),
    mark("Notes that staff write for each other."),
)


def pages(here: Here) -> Iterator[Page]:
    """Yield the page."""
    none = t("Tell anybody of the program whom you know. They write it down and answer you.")
    yield Page(
        PATH,
        Span(t("Is something wrong?")),
        [
            Section("tell", t("How to say so"), [*_how(here)] or [Prose([Span(none)])]),
            Section("take-back", t("To take your name or your words back"), [_take_back()]),
            Section("states", t("What the words mean"), [_words()]),
            Section("never", t("What is never on these pages"), [_never()]),
            Section("check", t("How to check what a page says"), [_check()]),
        ],
        room="wrong",
    )


def _how(here: Here) -> Iterator[Prose]:
    """Yield how to say so: in paragraphs, mostly one for each language of the program."""
    for text, language in contact(here.store.program, here.language):
        yield Prose([here.said(text, language)])


def _take_back() -> Prose:
    return Prose(
        [
            Span(
                t(
                    "You can do that at any time, and you need not say why. Your name and your"
                    " words are gone from these pages the next time they are made. Older copies may"
                    " exist elsewhere: ask us, and we help as far as we can."
                )
            )
        ]
    )


def _words() -> Facts:
    return Facts([(t(STATES[key]), [Span(t(means))]) for key, means in _MEANS.items()])


def _never() -> Items:
    return Items([[Span(t(one))] for one in _NEVER])


def _check() -> Prose:
    return Prose(
        [
            Span(
                t(
                    "Every number leads to the records that it counts, and the page of every record"
                    " names the file that it was made of, the last change of that, and where that"
                    " was approved."
                )
            )
        ]
    )
