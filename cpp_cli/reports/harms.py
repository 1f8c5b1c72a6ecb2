"""How harms are told: what happened, who took responsibility, repairs, and what is waited for."""

from __future__ import annotations

from cpp_cli.ledger.harms import WORDS, kept_voices
from cpp_cli.messages import mark, t
from cpp_cli.reports import promises
from cpp_cli.reports.answer import Answer, Heading, Paragraph, Table, Told, Words
from cpp_cli.reports.translated import translated

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from cpp_cli.ledger.harms import HarmStanding, Wait
    from cpp_cli.models.harm import Harm, HarmEntry
    from cpp_cli.reports.answer import Block, Cell, Tone

    Fact = tuple[str, Cell]

TONES: dict[str, Tone] = {"repaired": "good", "reopened": "bad", "nothing": "warn"}
_COUNTED = ("kept", "delivered", "open", "overdue", "disputed", "released", "broken")
"""The states of promises of repair, in the order in which they are counted."""


def listed(names: promises.Names, harms: Sequence[HarmStanding]) -> Answer:
    """Return harms, each in the words in which it was told, and what became of it."""
    items = [(line(one.record.model.what), _brief(names, one)) for one in harms]
    blocks: list[Block] = [Told(items)] if items else [Paragraph(t("None."))]
    return Answer(blocks, data=lambda: {"harms": list(map(_whole, harms))}, csv=lambda: _csv(harms))


def _brief(names: promises.Names, harm: HarmStanding) -> list[Fact]:
    model = harm.record.model
    took = ", ".join(dict.fromkeys(names[entry.by] for entry in harm.acknowledged))
    return translated(model, "what", model.lang) + _said(
        (t("When"), model.when),
        (t("To whom"), _names(names, model.to)),
        (t("By whom"), _names(names, model.by)),
        (t("Told"), told(names, model)),
        (t("Acknowledged by"), took or Words(t("nobody yet"), "warn")),
        (t("Repairs promised"), _repairs(harm)),
        (t("Those harmed say"), _word(names, harm)),
        (t("Id"), harm.record.id),
    )


def _said(*facts: Fact) -> list[Fact]:
    """What is known; what is not is left out."""
    return [(name, cell) for name, cell in facts if cell not in (None, "")]


def line(text: str | None) -> str:
    """Return a text as one line."""
    return " ".join((text or "").split())


def _names(names: promises.Names, parties: Iterable[str]) -> str:
    return ", ".join(names[party] for party in parties)


def told(names: promises.Names, model: Harm) -> str:
    """Return when and by whom a harm was told, and in which meeting."""
    if model.told is None:
        return ""
    day, by, meeting = model.told.date, model.told.by, model.told.meeting
    if by and meeting:
        return t("{day}, by {who}, at {meeting}", day=day, who=names[by], meeting=meeting)
    if by:
        return t("{day}, by {who}", day=day, who=names[by])
    if meeting:
        return t("{day}, at {meeting}; by whom is not written down", day=day, meeting=meeting)
    return t("{day}; by whom is not written down", day=day)


def _repairs(harm: HarmStanding) -> Cell:
    if not harm.repairs:
        return Words(t("none yet"), "warn")
    states = [one.state for one in harm.repairs]
    counts = [(state, states.count(state)) for state in _COUNTED if state in states]
    return ", ".join(t("{state}: {count}", state=t(one), count=count) for one, count in counts)


def _word(names: promises.Names, harm: HarmStanding) -> Words:
    text, tone = t(WORDS[harm.word]), TONES[harm.word]
    if harm.words:
        last = harm.words[-1]
        text = t("{word}: {who}, {day}", word=text, day=last.date, who=names[last.by])
    return Words(text, tone)


# One harm


def page(names: promises.Names, harm: HarmStanding) -> list[Block]:
    """Return what became of a harm: the words in which responsibility was taken, the repairs that
    were promised, what those harmed say, and what is still waited for."""
    return [
        *_acknowledged(names, harm),
        *_promised(names, harm),
        *_words(names, harm),
        *_waits(names, harm),
    ]


def _acknowledged(names: promises.Names, harm: HarmStanding) -> list[Block]:
    title = Heading(t("Who has taken responsibility, and how"))
    entries = [(line(one.note) or t(one.event), _entry(names, one)) for one in harm.acknowledged]
    if entries:
        return [title, Told(entries)]
    return [title, Paragraph(t("Nobody has taken responsibility yet."), "warn")]


def _entry(names: promises.Names, entry: HarmEntry) -> list[Fact]:
    who = t("{day} by {who}", day=entry.date, who=names[entry.by])
    return _said((t("Said"), who), (t("Meeting"), entry.meeting), (t("How it was said"), entry.via))


def _promised(names: promises.Names, harm: HarmStanding) -> list[Block]:
    title = Heading(t("Repairs promised"))
    if not harm.repairs:
        return [title, Paragraph(t("No repair is promised yet."), "warn")]
    items = []
    for one in promises.by_due(harm.repairs):
        may = ", ".join(dict.fromkeys(names[party] for party in kept_voices(one)))
        facts: list[Fact] = [
            (t("Who owes it"), names[one.promise.from_]),
            (t("To whom"), names[one.promise.to]),
            (t("Due"), one.due.isoformat() if one.due else t("no date")),
            (t("State"), promises.state_words(one)),
            (t("May say that it was kept"), may or Words(t("no one is left to say"), "warn")),
            (t("Id"), one.id),
        ]
        items.append((line(one.what), facts))
    return [title, Told(items)]


def _words(names: promises.Names, harm: HarmStanding) -> list[Block]:
    title = Heading(t("What those harmed say"))
    if not harm.words:
        return [title, Paragraph(t("They have not said that it is repaired."), "warn")]
    items = []
    for entry in harm.words:
        says = Words(t(WORDS[entry.event]), TONES[entry.event])
        facts: list[Fact] = [(t("They say"), says), *_entry(names, entry)]
        items.append((line(entry.note) or t("(in no words that are written down)"), facts))
    return [title, Told(items)]


_WAITS = {
    "acknowledged": mark("That somebody takes responsibility"),
    "promised": mark("That a repair is promised"),
    "done": mark("That it is done: {what}"),
    "kept": mark("The word whether it was kept: {what}"),
    "repaired": mark("The word of those harmed that it is repaired"),
}


def _waits(names: promises.Names, harm: HarmStanding) -> list[Block]:
    title = Heading(t("What is waited for, and from whom"))
    items = [_wait(names, one) for one in harm.waits]
    if items:
        return [title, Told(items)]
    return [title, Paragraph(t("Nothing is waited for any more."), "good")]


def _wait(names: promises.Names, wait: Wait) -> tuple[str, list[Fact]]:
    one = wait.promise
    text = t(_WAITS[wait.what], what=line(one.what) if one else "")
    who = ", ".join(dict.fromkeys(names[party] for party in wait.voices))
    return text, _said(
        (t("State"), promises.state_words(one) if one else ""),
        (t("From whom"), who or Words(t("no one is left to say"), "warn")),
        (t("Id"), one.id if one else ""),
    )


# For machines


def _whole(harm: HarmStanding) -> dict[str, Any]:
    from cpp_cli.models.shape import plain

    return {**plain(harm.record.model), **data(harm)}


def data(harm: HarmStanding) -> dict[str, Any]:
    """Return what became of a harm for JSON, and its history up to the day."""
    from cpp_cli.models.shape import plain

    history = harm.record.model.history
    said = [plain(entry) for entry in history if entry.date <= harm.day]
    return {
        **harm.data(),
        **({"history": said} if history else {}),
        "repairs": [
            {
                "id": one.id,
                "state": one.state,
                "due_in_force": one.due.isoformat() if one.due else None,
                "who_may_say": kept_voices(one),
            }
            for one in harm.repairs
        ],
        "words_of_those_harmed": [plain(entry) for entry in harm.words],
        "waited_for": [
            {
                "what": wait.what,
                "record": wait.promise.id if wait.promise else None,
                "voices": list(wait.voices),
            }
            for wait in harm.waits
        ],
    }


_COLUMNS = (
    *("id", "what", "when", "to", "by", "told"),
    *("acknowledged_by", "repairs", "word_of_those_harmed", "said_on"),
)


def _csv(harms: Iterable[HarmStanding]) -> Table:
    rows: list[Sequence[Cell]] = []
    for harm in harms:
        model, words = harm.record.model, harm.words
        rows.append(
            (
                *(harm.record.id, model.what, model.when),
                *(", ".join(model.to), ", ".join(model.by)),
                model.told.date.isoformat() if model.told else "",
                ", ".join(entry.by for entry in harm.acknowledged),
                ", ".join(one.id for one in harm.repairs),
                harm.word,
                words[-1].date.isoformat() if words else "",
            )
        )
    return Table(_COLUMNS, rows)
