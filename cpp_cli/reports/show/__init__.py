"""What `cpp <noun> show` says: one record at a glance, and what follows from it."""

from __future__ import annotations

from cpp_cli.reports.answer import Answer, Pairs

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.show.parts import Shown


def show(store: Store, record: Record[Any], promised: list[Standing], day: date) -> Answer:
    """Return one record as it stands on a day; each kind of record has a module of its own."""
    blocks, more = _page(record.kind.name)(store, record, promised, day)
    blocks = [block for block in blocks if not isinstance(block, Pairs) or block.pairs]

    def data() -> dict[str, Any]:
        from cpp_cli.models.shape import plain

        return {**plain(record.model), "path": record.path, **more()}

    return Answer(blocks, data=data)


def _page(kind: str) -> Callable[..., Shown]:
    if kind == "partner":
        from cpp_cli.reports.show import partner

        return partner.show
    if kind == "meeting":
        from cpp_cli.reports.show import meeting

        return meeting.show
    if kind == "commitment":
        from cpp_cli.reports.show import commitment

        return commitment.show
    from cpp_cli.reports.show import harm

    return harm.show
