"""What `cpp review` says: what a change does, in words, and the findings it adds and mends."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from cpp_cli.changes.news import BROKEN, DISPUTED, GROUPS, OTHER, WEAKENED, WITHOUT_WORD
from cpp_cli.messages import t, tn
from cpp_cli.reports.answer import Answer, Heading, Items, Paragraph, Table
from cpp_cli.reports.findings import Checked, finding_data, message_of
from cpp_cli.reports.notes import Note
from cpp_cli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cpp_cli.changes.news import News
    from cpp_cli.finding import Finding
    from cpp_cli.reports.answer import Block

_GRAVE = frozenset((BROKEN, DISPUTED, WEAKENED, WITHOUT_WORD))
_ROOM, _ROOM_OF_GRAVE = 2_500, 9_000
"""So many characters of a list are shown to people: what is grave to the fiftieth line or so, of
the rest enough to see what it is. All lists together stay below 80,000 characters. GitHub takes a
MiB for the summary of a job: 13 bytes for each, which is what the longest escape needs."""
_LONGEST = 1_000


class Reviewed:
    """What a change does (`news`, by group), where only the writing changed, and the findings."""

    def __init__(
        self,
        news: Sequence[News],
        rewritten: Sequence[str],
        added: Sequence[Finding],
        mended: Sequence[Finding],
        base: str | None,
    ) -> None:
        self.news = news
        self.rewritten = rewritten
        self.added = added
        self.mended = mended
        self.base = base
        self._is_small = all(one.group == OTHER for one in news)

    @property
    def headline(self) -> str:
        """What the change does, and how much is wrong since: each in a sentence of its own."""
        errors, warnings = len(self.checked.errors), len(self.checked.warnings)
        found = [tn("one error", "{count} errors", errors)] if errors else []
        found += [tn("one warning", "{count} warnings", warnings)] if warnings else []
        new = [t("New: {found}.", found=_listed(found))] if found else []
        return " ".join([*self._done, *new])

    @property
    def _done(self) -> list[str]:
        if not self.news:
            if self.rewritten:
                return [t("This only changes how the records are written, not what they say.")]
            return [t("No record has changed.")]
        if self._is_small:
            return [tn("This makes one change.", "This makes {count} changes.", _count(self.news))]
        return [_done(group, found) for group, found in self.groups.items()]

    @property
    def groups(self) -> dict[str, list[News]]:
        """The news by group, the most important first."""
        found: dict[str, list[News]] = {}
        for one in self.news:
            found.setdefault(one.group, []).append(one)
        return found

    def title(self, group: str) -> str:
        """The title of a group of news; what is all that has changed is beside nothing."""
        return t("What changed") if self._is_small else t(GROUPS[group][0])

    @property
    def checked(self) -> Checked:
        """The findings that the change adds."""
        return Checked(self.added, 0, list)

    @property
    def notes(self) -> list[Note]:
        """What is said of each place: what is wrong, and what the change does."""
        return [*self.checked.notes, *map(self._note, self.news)]

    def _note(self, news: News) -> Note:
        # A record that is gone has no lines in which something could be shown.
        place = news.place if news.change.path else None
        return Note("notice", news.change.at, place, self.title(news.group), news.text)


def _done(group: str, found: Iterable[News]) -> str:
    _, one, many = GROUPS[group]
    return tn(one, many, _count(found))


def _count(found: Iterable[News]) -> int:
    return len({news.about for news in found})


def _listed(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return t("{first} and {last}", first=", ".join(texts[:-1]), last=texts[-1])


def report(reviewed: Reviewed) -> Answer:
    """Return what a change does; status 1 where it adds errors."""
    blocks: list[Block] = [Heading(t("What this change does"), 1), Paragraph(reviewed.headline)]
    for group, found in reviewed.groups.items():
        room = _ROOM_OF_GRAVE if group in _GRAVE else _ROOM
        blocks += _list(reviewed.title(group), [_item(one) for one in found], room)
    if reviewed.news:
        blocks += _list(t("Only written in another way"), reviewed.rewritten)
    checked = reviewed.checked
    wrong = [_line(one) for one in (*checked.errors, *checked.warnings)]
    blocks += _list(t("What is wrong since this change"), wrong)
    blocks += _list(t("What this change mends"), [_line(one) for one in reviewed.mended])
    columns = ("group", "record", "path", ">line", "text")
    rows = [
        (one["group"], one["record"], one["path"], one["line"], one["text"])
        for one in map(_data, reviewed.news)
    ]
    data = {
        "base": reviewed.base,
        "headline": reviewed.headline,
        "news": [_data(one) for one in reviewed.news],
        "only_written_anew": list(reviewed.rewritten),
        "findings_added": [finding_data(one) for one in reviewed.added],
        "findings_mended": [finding_data(one) for one in reviewed.mended],
    }
    status = 1 if checked.errors else 0
    return Answer(blocks, data, Table(columns, rows), status=status, special=reviewed)


def _item(news: News) -> str:
    return f"{_cut(news.text)} ({news.change.at}:{news.place.line})"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _list(title: str, items: Sequence[str], room: int = _ROOM) -> list[Block]:
    """As many of the items as have room, and how many more there are."""
    if not items:
        return []
    lengths = accumulate(map(len, items))
    shown = list(items[: sum(length <= room for length in lengths)])
    more = len(items) - len(shown)
    if more:
        shown.append(
            t("… and {count} more: see them all with cpp review --format json", count=more)
        )
    return [Heading(title), Items(shown)]


def _line(finding: Finding) -> str:
    rule = RULES[finding.code]
    return t(
        "{severity}: {message} [{code}] ({place})",
        severity=t(rule.severity),
        message=_cut(message_of(finding)),
        code=rule.code,
        place=f"{finding.path}:{finding.place.line}",
    )


def _data(news: News) -> dict[str, Any]:
    return {
        "group": news.group,
        "kind": news.change.kind.name,
        "record": news.change.id,
        "path": news.change.at,
        "line": news.place.line,
        "column": news.place.column,
        "text": news.text,
    }
