"""What `cpp review` says: what a change does, in words, and the findings it adds and mends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.changes.news import GROUPS
from cpp_cli.messages import t, tn
from cpp_cli.reports.answer import Answer, Heading, Items, Paragraph, Table
from cpp_cli.reports.findings import Checked, finding_data, message_of
from cpp_cli.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cpp_cli.changes.news import News
    from cpp_cli.finding import Finding
    from cpp_cli.reports.answer import Block


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

    @property
    def headline(self) -> str:
        """What the change does, in one sentence."""
        done = [_done(group, found) for group, found in self.groups.items()]
        if not done:
            if self.rewritten:
                return t("This only changes how the records are written, not what they say.")
            return t("No record has changed.")
        return t("This {what}.", what=_listed(done))

    @property
    def groups(self) -> dict[str, list[News]]:
        """The news by group, the most important first."""
        found: dict[str, list[News]] = {}
        for one in self.news:
            found.setdefault(one.group, []).append(one)
        return found

    @property
    def checked(self) -> Checked:
        """The findings that the change adds."""
        return Checked(self.added, 0, list)


def _done(group: str, found: Iterable[News]) -> str:
    _, one, many = GROUPS[group]
    return tn(one, many, len({news.about for news in found}))


def _listed(texts: list[str]) -> str:
    if len(texts) == 1:
        return texts[0]
    return t("{first} and {last}", first=", ".join(texts[:-1]), last=texts[-1])


def report(reviewed: Reviewed) -> Answer:
    """Return what a change does; status 1 where it adds errors."""
    blocks: list[Block] = [Heading(t("What this change does"), 1), Paragraph(reviewed.headline)]
    for group, found in reviewed.groups.items():
        title = t(GROUPS[group][0])
        blocks += [Heading(title), Items([f"{one.text} ({place(one)})" for one in found])]
    if reviewed.rewritten and reviewed.news:
        blocks += [Heading(t("Only written in another way")), Items(list(reviewed.rewritten))]
    checked = reviewed.checked
    blocks += _findings(t("What is wrong since this change"), (*checked.errors, *checked.warnings))
    blocks += _findings(t("What this change mends"), reviewed.mended)
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


def place(news: News) -> str:
    """Return where the record says so."""
    return f"{news.change.at}:{news.place.line}"


def _findings(title: str, found: Sequence[Finding]) -> list[Block]:
    if not found:
        return []
    return [Heading(title), Items([_line(one) for one in found])]


def _line(finding: Finding) -> str:
    rule = RULES[finding.code]
    return t(
        "{severity}: {message} [{code}] ({place})",
        severity=t(rule.severity),
        message=message_of(finding),
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
