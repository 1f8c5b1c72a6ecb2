"""What the pages of records have alike: where the record is kept, and who let it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.ledger.public_records import HIDDEN
from cpp_cli.messages import t
from cpp_cli.publishing.blocks import Facts, Prose, Section, Span
from cpp_cli.publishing.here import is_withheld, listed

if TYPE_CHECKING:
    from cpp_cli.models.kinds import Kind
    from cpp_cli.publishing.blocks import Pair
    from cpp_cli.publishing.here import Here
    from cpp_cli.reading.record import Record


def behind(here: Here, kind: Kind, record: Record[Any]) -> Section:
    """Return where the record of a page is kept, and how to see who wrote and approved it."""
    title = t("The record behind this page")
    if is_withheld(record.id):
        text = t("Those who told this did not agree to its being public: it is only counted.")
        return Section("record", title, [Prose([Span(text)])])
    if record.id.endswith(HIDDEN):
        text = t("The name of its file would say who somebody is, so it is not shown here.")
        return Section("record", title, [Prose([Span(text)])])
    source = here.sources.of(record.path)
    pairs: list[Pair] = [
        (t("Id"), [Span(record.id, "", "", True)]),
        (t("File"), [Span(record.path, "", source.page, True)]),
    ]
    if source.commit:
        pairs.append((t("Last changed"), [Span(source.commit[:10], "", source.commit_page, True)]))
    if source.requests:
        found = listed(Span(one, "", page) for one, page in source.requests)
        pairs.append((t("Approved in"), found))
    how = t("Who wrote each change, and who approved it, whoever has the records can ask with:")
    command = Span(f"cpp history {kind.name}/{record.id}", "", "", True)
    return Section("record", title, [Facts(pairs), Prose([Span(f"{how} "), command], "quiet")])


def search_words() -> dict[str, str]:
    """Return the words for narrowing a list."""
    return {
        "title": t("Narrow the list"),
        "find": t("Words to look for"),
        "all": t("all"),
        "sort": t("Sort by"),
        "clear": t("Show all again"),
        "shown": t("{count} of {all} shown", count="{count}", all="{all}"),
        "sorted": t(
            "{count} of {all} shown, sorted by: {sort}",
            count="{count}",
            all="{all}",
            sort="{sort}",
        ),
    }
