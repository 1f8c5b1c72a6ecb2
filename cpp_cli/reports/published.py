"""What `cpp publish` says: what is published that was not before, and what no longer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import KINDS
from cpp_cli.reports.answer import Answer, Heading, Items, Paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block

_NEW = {
    "people": mark("People who are named for the first time"),
    "quotes": mark("Words that are quoted for the first time"),
    "records": mark("Records that become public"),
}
_GONE = {
    "people": mark("People who are no longer named"),
    "quotes": mark("Words that are no longer quoted"),
    "records": mark("Records that are no longer public"),
}


def report(
    store: Store,
    first: Sequence[str],
    new: Mapping[str, Sequence[str]],
    changed: Sequence[str],
    gone: Mapping[str, Sequence[str]],
    data: Mapping[str, Any],
) -> Answer:
    """Return the answer: `first` says what was done, or would be; the rest what differs."""
    blocks: list[Block] = [Paragraph(" ".join(first))]
    for name, title in _NEW.items():
        blocks += _listed(t(title), [_named(store, name, one) for one in new[name]])
    others = [_named(store, "records", one) for one in changed]
    blocks += _listed(t("Records that say something else than before"), others)
    for name, title in _GONE.items():
        blocks += _listed(t(title), gone[name])
    if any(gone.values()):
        blocks.append(
            Paragraph(
                t("What was published before may have been copied. See docs/publishing.md."), "warn"
            )
        )
    told = {"new": dict(new), "changed": list(changed), "withdrawn": dict(gone)}
    return Answer(blocks, data={**data, **told})


def _listed(title: str, items: Sequence[str]) -> list[Block]:
    return [Heading(title), Items(list(items))] if items else []


def _named(store: Store, group: str, one: str) -> str:
    if group == "people":
        return t("{name}: {id}", name=store.name(one), id=one)
    if group == "quotes":
        meeting, _, heard = one.partition("#")
        said = next(item for item in store.meetings[meeting].model.heard if item.id == heard)
        return t("“{words}”: {id}", words=" ".join(said.text.split()), id=one)
    return t("{name}: {id}", name=_called(store, one), id=one)


def _called(store: Store, one: str) -> str:
    """Return what a record, named by `kind/id`, is called: its name, its title or what it says."""
    kind, _, key = one.partition("/")
    model = store.of(KINDS[kind])[key].model if key else store.program
    words = (getattr(model, name, None) for name in ("name", "title", "what"))
    return " ".join(next(filter(None, words), kind).split())
