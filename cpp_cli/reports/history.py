"""What `cpp history` says: who changed which field of a record from what to what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.changes import approvals, steps
from cpp_cli.changes.asked import masked, only
from cpp_cli.changes.differences import Difference
from cpp_cli.changes.news import differs, told
from cpp_cli.messages import mark, t
from cpp_cli.reading.text import HIDDEN, short
from cpp_cli.reports.answer import Answer, Heading, Items, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cpp_cli.changes.approvals import Approval
    from cpp_cli.changes.steps import Step
    from cpp_cli.changes.versions import Made
    from cpp_cli.models.kinds import Kind
    from cpp_cli.reports.answer import Block

SHORT = 12
"""So much of a commit's name is shown to people."""
_MOST = 200
_WORDS = {
    steps.ADDED: mark("the record was added"),
    steps.DELETED: mark("the record was deleted"),
    steps.REWRITTEN: mark("only written in another way"),
    steps.UNREADABLE: mark("the record cannot be read since this change"),
    steps.OLDER: mark("as it was then; the older history is not on this computer"),
}
_KEPT = (steps.DELETED, steps.UNREADABLE, steps.OLDER)
"""What is told of also where only some fields are asked for."""


class Told:
    """A step with the fields that are asked for; `merge` is what brought it in, if a merge did."""

    def __init__(self, step: Step, merge: Made | None, fields: Sequence[str]) -> None:
        self.what = step.what
        self.version = step.version
        self.made = step.version.made
        self.was_at = step.was_at
        self.merge = merge
        self.differences = tuple(map(masked, only(step.differences, fields)))
        self.is_wanted = not fields or bool(self.differences) or step.what in _KEPT

    @property
    def approvals(self) -> tuple[Approval, ...]:
        """Who approved it, by its own words and those of the merge that brought it in."""
        merged = self.merge.message if self.merge else ""
        both = (*approvals.approvals(self.made.message), *approvals.approvals(merged))
        return tuple(dict.fromkeys(both))


def report(
    kind: Kind,
    record_id: str,
    path: str | None,
    is_whole: bool,
    told: Sequence[Told],
    fields: Sequence[str],
) -> Answer:
    """Return the history of a record, the newest first."""
    wanted = [one for one in told if one.is_wanted]
    title = t("History of the {noun} {id}", noun=t(kind.label), id=record_id)
    blocks: list[Block] = [Heading(title, 1)]
    for one in wanted:
        blocks += [Heading(_heading(one)), Items(list(_items(one)))]
        why = _why(one)
        blocks += [Paragraph(why, "quiet")] if why else []
    if not wanted:
        none = t("Nothing was ever written down here.")
        if fields:
            none = t("Nothing was ever written down in {fields}.", fields=", ".join(fields))
        blocks.append(Paragraph(none))
    data = {
        "kind": kind.name,
        "record": record_id,
        "path": path,
        "fields": list(fields),
        "is_whole": is_whole,
        "entries": [_data(one) for one in wanted],
    }
    return Answer(blocks, data, _table(wanted))


def who(made: Made) -> str:
    """Return the name of somebody who made a version, never an address."""
    return approvals.name(made.who) or t("somebody")


def _heading(one: Told) -> str:
    if not one.made.commit:
        return t("Not submitted yet")
    day = one.made.day or t("on an unknown day")
    if one.what == steps.OLDER:
        return str(day)
    return t("{day}: {who}", day=day, who=who(one.made))


def _items(one: Told) -> Iterator[str]:
    if one.what in _WORDS:
        yield t(_WORDS[one.what])
    elif _folder(one.was_at) != _folder(one.version.path) or one.what == steps.MOVED:
        yield t("moved from {was} to {path}", was=one.was_at, path=one.version.path)
    renamed = {diff.before for diff in one.differences if diff.names == ("id",)}
    for diff in one.differences:
        # The id that a renamed record had is among its former ones: that is the same news.
        if diff.names[0] != "former_ids" or diff.before or diff.after not in renamed:
            yield _in_words(diff, one.what == steps.ADDED)


def _folder(path: str | None) -> str:
    return (path or "").rpartition("/")[0]


def _in_words(one: Difference, is_new: bool) -> str:
    """Return what changed in a field; where that is not for every eye, only that it did."""
    before, after = _plainly(one.before), _plainly(one.after)
    # An item of a list that is only a word is known by that word.
    names = one.names[:-1] if one.names[-1] in (before, after) else one.names
    field = ".".join(names)
    if HIDDEN in (before, after):
        if before is None:
            return t("{field} was added", field=field)
        if after is None:
            return t("{field} was taken out", field=field)
        return t("{field} was changed", field=field)
    if is_new:
        said = told(one.besides(after))
        return t("{field}: {after}", field=field, after=said) if said else field
    return differs(Difference(names, one.keys, before, after))


def _plainly(value: Any) -> Any:
    """Return a value as it is written in a file."""
    return str(value).lower() if isinstance(value, bool) else value


def _why(one: Told) -> str:
    if not one.made.commit:
        return ""
    subject = short(approvals.subject(one.made.message), _MOST)
    parts = [t("“{subject}”", subject=subject)] if subject else []
    parts += [t(approvals.SAID[how], who=name) for how, name in one.approvals]
    if one.merge:
        brought = t("brought in by {who} on {day}", who=who(one.merge), day=one.merge.day)
        parts.append(brought)
    return ": ".join(filter(None, (one.made.commit[:SHORT], "; ".join(parts))))


def _data(one: Told) -> dict[str, Any]:
    made, merge = one.made, one.merge
    return {
        "commit": made.commit or None,
        "day": _day(made),
        "who": who(made) if made.commit and not made.is_cut else None,
        "subject": short(approvals.subject(made.message), _MOST) or None,
        "what": one.what,
        "was_at": one.was_at,
        "path": one.version.path,
        "changes": [
            {"field": ".".join(diff.names), "before": diff.before, "after": diff.after}
            for diff in one.differences
        ],
        "approvals": [{"how": how, "who": name} for how, name in one.approvals],
        "merge": {"commit": merge.commit, "day": _day(merge), "who": who(merge)} if merge else None,
    }


def _day(made: Made) -> str | None:
    return made.day.isoformat() if made.day else None


def _table(wanted: Sequence[Told]) -> Table:
    columns = ("day", "who", "commit", "what", "field", "before", "after", "approvals")
    rows = [
        (
            *(one["day"], one["who"], one["commit"], one["what"]),
            *(each["field"], _cell(each["before"]), _cell(each["after"])),
            ", ".join(t(approvals.SAID[said["how"]], who=said["who"]) for said in one["approvals"]),
        )
        for one in map(_data, wanted)
        for each in one["changes"] or ({"field": None, "before": None, "after": None},)
    ]
    return Table(columns, rows)


def _cell(value: Any) -> Any:
    """Return a value as a spreadsheet takes it: a group or a list as JSON."""
    if not isinstance(value, (dict, list)):
        return value
    import json

    return json.dumps(value, ensure_ascii=False)
