"""The public view: a store that holds only what may be published, and how its promises stand.

No report that is made of it can tell what it does not have. Consent and visibility are those of
today, of the records as they are now, also where the view is of records as they once were. States
were worked out on all that the records say, and do not change by what is hidden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.ledger.consent import Allowed
from cpp_cli.ledger.fold import outcome
from cpp_cli.ledger.harms import COUNTED, words_that_count
from cpp_cli.ledger.hearing import ELSEWHERE
from cpp_cli.ledger.masks import Masks
from cpp_cli.ledger.parties import ALWAYS, parties
from cpp_cli.ledger.promises import Standing, spoken
from cpp_cli.ledger.public_records import HIDDEN, UNNAMED, UNNAMED_US, Publishing, public_records
from cpp_cli.messages import t
from cpp_cli.models.kinds import COMMITMENT, HARM, PROGRAM
from cpp_cli.reading.around import around
from cpp_cli.reading.files import Files
from cpp_cli.reading.packs import Pack
from cpp_cli.reading.record import Reading, Record
from cpp_cli.reading.store import Store
from cpp_cli.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cpp_cli.ledger.promises import Direction

_NO_TEXT = Text("")


class PublicStore(Store):
    """A store of what may be published. Who is internal is there as somebody who is not named."""

    def name(self, party: str) -> str:
        """Return what a party or community is called; in words, where it may not be named."""
        if not party.startswith(HIDDEN):
            return super().name(party)
        if party == UNNAMED_US:
            return self.program.name or t("the program")
        if party == UNNAMED:
            return t("a partner that is not named here")
        return t("another partner that is not named here")


class PublicStanding(Standing):
    """How a public promise stands, as it follows from all records."""

    __slots__ = ("_of_all",)

    def __init__(self, store: Store, record: Record[Any], of_all: Standing) -> None:
        self.store, self.record, self._of_all = store, record, of_all
        self.day, self.due, self.settled = of_all.day, of_all.due, of_all.settled
        self._counted, self._reviews = of_all._counted, of_all._reviews
        self.refused = of_all.refused

    @property
    def direction(self) -> Direction:
        """Who owes whom, seen from us."""
        return self._of_all.direction

    @property
    def no_one_left(self) -> bool:
        """Whether it waits for a word that nobody is left to say."""
        return self._of_all.no_one_left


class View:
    """What may be published: the records, and how the promises among them stand on a day."""

    __slots__ = ("standings", "store")

    def __init__(self, store: Store, standings: list[Standing]) -> None:
        self.store, self.standings = store, standings


def published(
    store: Store, standings: Iterable[Standing], today: date, now: Store | None = None
) -> View:
    """Return what may be published of a store, with these promises of it.

    `today` is the day that it is, whatever day the answer is of. `now` are the records as they are
    now, where the store holds them as they once were.
    """
    now = now or store
    allowed = Allowed(now, today)
    masks = Masks((store,) if store is now else (store, now), allowed)
    making = Publishing(store, now, allowed, masks)
    fresh: dict[str, Reading | None] = {}
    spoken_of: dict[str, Any] = {}
    outcomes: dict[str, Any] = {}
    counted: dict[str, Any] = {}
    for record in public_records(store, allowed):
        made = _shown(making, record)
        path = made.path
        fresh[path] = Reading(path, record.kind, made)
        if record.kind is COMMITMENT:
            spoken_of[path] = said = spoken(store, record)
            outcomes[path] = outcome(record.brief, said)
        elif record.kind is HARM:
            counted[path] = words_that_count(store, record)
    view = PublicStore(Files(_no_pack, {}, around([], {}), _no_text, fresh))
    view.memo |= {"spoken": spoken_of, "outcomes": outcomes, COUNTED: counted}
    view.memo[ELSEWHERE] = frozenset(making.promised)
    for party in making.unnamed:
        parties(view)[party].office = ALWAYS
    shown = {making.id(COMMITMENT, one.id): one for one in standings}
    found = sorted((key, view.commitments[key]) for key in shown if key in view.commitments)
    return View(view, [PublicStanding(view, record, shown[key]) for key, record in found])


def _shown(making: Publishing, record: Record[Any]) -> Record[Any]:
    """Return a record as it may be published, without the text of its file."""
    kind, key = record.kind, record.id
    if kind is not PROGRAM:
        key = making.id(kind, record.id)
    path = record.path if key == record.id else kind.path(key)
    return Record(kind, path, key, making.model(record), _NO_TEXT)


def _no_pack(_kind: str) -> Pack:
    return Pack.of((), ())


def _no_text(_path: str) -> None:
    return None
