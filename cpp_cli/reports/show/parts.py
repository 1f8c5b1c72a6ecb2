"""What the pages of single records have in common."""

from __future__ import annotations

from cpp_cli.messages import t
from cpp_cli.reports.answer import Heading, Pairs, Paragraph

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Block, Cell

    Shown = tuple[list[Block], Callable[[], dict[str, Any]]]
    """What people see, and how the data for machines is made."""


def known(*pairs: tuple[str, Cell]) -> Pairs:
    """What is known; what is not is left out."""
    return Pairs([(name, cell) for name, cell in pairs if cell not in (None, "")])


def names(store: Store, parties: Iterable[str]) -> str:
    return ", ".join(store.name(party) for party in parties)


def line(text: str | None) -> str:
    return " ".join((text or "").split())


def notes_of(notes: str | None) -> list[Block]:
    return [Heading(t("Notes")), Paragraph(notes.rstrip())] if notes else []
