"""What sharing says: what came in, what two people said differently, what is sent."""

from collections.abc import Iterable, Sequence
from typing import Any

from cpp_cli.changes.news import News, told
from cpp_cli.finding import Finding
from cpp_cli.merging import words
from cpp_cli.merging.clash import Clash
from cpp_cli.messages import mark, t, tn
from cpp_cli.models.kinds import PROGRAM, kind_of
from cpp_cli.reading.store import Store
from cpp_cli.reading.text import HIDDEN, short
from cpp_cli.reports.answer import Answer, Block, Heading, Items, Lines, Paragraph, Words
from cpp_cli.reports.findings import finding_data, message_of, remedy_of
from cpp_cli.reports.review import Reviewed
from cpp_cli.sharing.bring import Brought, Question
from cpp_cli.sharing.ground import Ground

_MOST = 20
"""So many of a list are told."""


def few(items: Sequence[str]) -> list[str]:
    """Return the first of many, and how many more there are."""
    more = len(items) - _MOST
    return [*items[:_MOST], *([t("… and {count} more", count=more)] if more > 0 else [])]


def name_of(store: Store, path: str) -> str:
    """Return what the record at a path is called: by its name, its title, or what is promised."""
    kind = kind_of(path)
    record = store.files.record(path) if kind and path in store.files else None
    if record is None or kind is PROGRAM:
        return t("the program") if kind is PROGRAM else path
    model = record.model
    name = getattr(model, "name", None) or getattr(model, "title", None)
    called = short(str(name or getattr(model, "what", None) or record.id))
    return record.id if called == HIDDEN else called.rstrip(".")


# Clashes


def values(clash: Clash) -> str:
    """Return what it was, what the newest records have and what one has oneself, in words."""
    if not clash.way:
        return whole_file(clash)
    return " ".join(
        (
            _said(clash.was, mark("It was {value}."), mark("It was not there.")),
            _said(
                clash.theirs,
                mark("In the newest records it is {value}."),
                mark("In the newest records it is not there any more."),
            ),
            _said(clash.ours, mark("You have {value}."), mark("You have taken it out.")),
        )
    )


def whole_file(clash: Clash) -> str:
    """Return what happened to a record that cannot be put together by its fields."""
    if clash.theirs is None and clash.ours is not None:
        return t("In the newest records it was deleted. You have changed it.")
    if clash.ours is None and clash.theirs is not None:
        return t("You have deleted it. In the newest records it was changed.")
    if clash.why:
        return words.told(clash)
    return t("Both have changed it, and it can only be taken as a whole.")


def _said(value: Any, there: str, not_there: str) -> str:
    return t(not_there) if value is None else t(there, value=shown(value))


def shown(value: Any) -> str:
    """Return a value in words, never an email or a phone number."""
    if isinstance(value, tuple):
        return ", ".join(map(shown, value)) or t("nothing")
    if isinstance(value, dict):
        return ", ".join(f"{name}: {shown(item)}" for name, item in value.items()) or t("nothing")
    return told(value) or t("nothing")


def about(clash: Clash) -> str:
    """Return which field a clash is about."""
    return f"`{'.'.join(clash.way)}`" if clash.way else t("the whole record")


def clashes(ground: Ground, store: Store, questions: Sequence[Question]) -> Answer:
    """Return what somebody has to decide before the newest records can come in; status 1."""
    count = tn(
        "You and somebody else have changed the same, differently, in one place.",
        "You and somebody else have changed the same, differently, in {count} places.",
        len(questions),
    )
    blocks: list[Block] = [Paragraph(count)]
    for one in questions:
        inner = ground.inner(one.path) or one.path
        blocks.append(Heading(f"{name_of(store, inner)}: {about(one.clash)} ({inner})"))
        blocks.append(Paragraph(values(one.clash)))
    blocks.append(
        Paragraph(
            t(
                "Nothing was changed. Run it at a terminal, without --no-input: it asks which is"
                " right."
            )
        )
    )
    data = {"written": False, "clashes": [_data(ground, one) for one in questions]}
    return Answer(blocks, data, status=1)


def _data(ground: Ground, one: Question) -> dict[str, Any]:
    return {
        "path": ground.inner(one.path) or one.path,
        "field": list(one.clash.way),
        "says": values(one.clash),
    }


# What came in


def came_in(ground: Ground, store: Store, brought: Brought) -> list[str]:
    """Return each record that is otherwise on the disk now, in words."""
    found = []
    for path, (before, after) in sorted(brought.records.items()):
        values = {"name": name_of(store, path), "path": path}
        if before is None:
            found.append(t("{name}: new ({path})", **values))
        elif after is None:
            found.append(t("{name}: deleted ({path})", **values))
        elif ground.outer(path) in brought.both:
            found.append(t("{name}: put together with your change ({path})", **values))
        else:
            found.append(t("{name}: changed ({path})", **values))
    return found


def wrong(found: Sequence[Finding]) -> list[Block]:
    """Return what does not hold together, and what to do."""
    blocks: list[Block] = []
    for one in found[:_MOST]:
        place = f"{one.path}:{one.place.line}"
        said = Words(f"{place}: {message_of(one)} [{one.code}]", "bad")
        blocks.append(Lines([said, Words("  " + remedy_of(one), "quiet")]))
    more = len(found) - _MOST
    return [*blocks, *([Paragraph(t("… and {count} more", count=more))] if more > 0 else [])]


def wrong_data(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings for machines."""
    return [finding_data(one) for one in found]


# What is sent


def change(reviewed: Reviewed) -> list[Block]:
    """Return a change in words, short."""
    blocks: list[Block] = [Paragraph(reviewed.headline)]
    for group, found in reviewed.groups.items():
        lines = [f"{one.text} ({_place(one)})" for one in found]
        blocks += [Heading(reviewed.title(group)), Items(few(lines))]
    return blocks


def _place(news: News) -> str:
    return f"{news.change.at}:{news.place.line}"


def body(reviewed: Reviewed) -> str:
    """Return a change in words for whoever reads the history."""
    lines = [reviewed.headline, ""]
    for found in reviewed.groups.values():
        lines += [f"- {one}" for one in few([f"{news.text} ({_place(news)})" for news in found])]
    return "\n".join(lines).strip()
