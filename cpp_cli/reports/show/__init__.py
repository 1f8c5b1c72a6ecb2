"""What `cpp <noun> show` says: one record at a glance, and what follows from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from cpp_cli.ledger.promises import Standing
from cpp_cli.models.shape import plain
from cpp_cli.reading.record import Record
from cpp_cli.reading.store import Store
from cpp_cli.reports.answer import Answer, Pairs
from cpp_cli.reports.show import commitment, harm, meeting, partner
from cpp_cli.reports.show.parts import Shown

_SHOWS: dict[str, Callable[..., Shown]] = {
    "partner": partner.show,
    "meeting": meeting.show,
    "commitment": commitment.show,
    "harm": harm.show,
}


def show(store: Store, record: Record[Any], promised: list[Standing], day: date) -> Answer:
    """Return one record as it stands on a day."""
    blocks, data = _SHOWS[record.kind.name](store, record, promised, day)
    blocks = [block for block in blocks if not isinstance(block, Pairs) or block.pairs]
    return Answer(blocks, data={**plain(record.model), "path": record.path, **data})
