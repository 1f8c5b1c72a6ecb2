"""What is held about a partner: its record, its words, its promises; of others what is public."""

from __future__ import annotations

from cpp_cli.ledger.consent import Allowed
from cpp_cli.ledger.contacts import Covered
from cpp_cli.ledger.harms import HarmStanding, harm_standings, harms_by
from cpp_cli.ledger.hearing import heard_items, meetings_by
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.public import published
from cpp_cli.ledger.public_records import HIDDEN
from cpp_cli.ledger.voice import Voice
from cpp_cli.ledger.waiting import Waiting
from cpp_cli.models.partner import Partner

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cpp_cli.ledger.hearing import HeardItem
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.partner import Ratings
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

_RATED = plainly(Partner, "ratings")


class Statement:
    """What is held about a partner on a day, as far as it is its own or public.

    `promised_to` are the promises to it, or to those for whom it speaks; `promised_by` are its own.
    `said` is what it said; `told_of` what others said for it, and `rated` how others rate it, where
    these are public. `harms` are those that it told, and the public ones that concern it.

    `today` is the day that it is, and `now` are the records as they are now, which say what is
    public and who agreed to be named.
    """

    __slots__ = (
        *("_allowed", "_covered", "_public", "_view", "day", "harms", "meetings"),
        *("promised_by", "promised_to", "rated", "record", "said"),
        *("store", "told_of", "voice", "waiting"),
    )

    def __init__(
        self,
        store: Store,
        record: Record[Partner],
        standings: list[Standing],
        day: date,
        today: date,
        now: Store | None = None,
    ) -> None:
        self.store, self.record, self.day = store, record, day
        view = published(store, standings, today, now)
        self._allowed = Allowed(now or store, today)
        self._view, self._covered = view.store, Covered(view.store, record.id)
        self._public = {one.id: one for one in view.standings}
        self.voice = voice = Voice(store, record.id)
        own = [one for one in standings if voice.owns_promise(one)]
        self.promised_by = [one for one in own if voice.covered[one.promise.from_]]
        self.promised_to = [one for one in own if not voice.covered[one.promise.from_]]
        held = meetings_by(store, day)
        self.meetings = [one for one in held if voice.was_at(one)]
        items = heard_items(store, standings, day, held)
        self.said = [one for one in items if voice.said(one.meeting, one.item)]
        self.told_of = self._told_of(heard_items(view.store, view.standings, day))
        self.harms = self._harms(standings, view.standings)
        self.rated = list(self._ratings())
        self.waiting = Waiting(voice, self.promised_to, self.harms, self.meetings, day)

    def _told_of(self, items: list[HeardItem]) -> list[HeardItem]:
        """Return what others said for it, of what was published; not what is counted only."""
        own = {one.id for one in self.said}
        return [
            one
            for one in items
            if one.id not in own
            and self._covered.any_of(one.item.for_)
            and not one.item.id.startswith(HIDDEN)
        ]

    def _harms(self, standings: list[Standing], public: list[Standing]) -> list[HarmStanding]:
        """Return the harms that it told, and in the order of ids the public ones that concern it,
        as they are published."""
        day, voice = self.day, self.voice
        every = harm_standings(self.store, harms_by(self.store, day), standings, day)
        shown = harm_standings(self._view, harms_by(self._view, day), public, day)
        known = {one.record.id: one for one in shown}
        found: list[HarmStanding] = []
        for one in every:
            other = known.get(one.record.id)
            if voice.told(one.record):
                found.append(one)
            elif other and voice.concerns(other.record.model, day):
                found.append(
                    HarmStanding(other.store, other.record, other.counted, one.repairs, day)
                )
        return found

    def _ratings(self) -> Iterator[Ratings]:
        """Yield how others rate it in public records, in the order of partners."""
        for key, partner in sorted(self._view.partners.items()):
            for one in partner.model.ratings if _RATED(partner.plain) else ():
                if key != self.record.id and self._covered[one.about] and one.date <= self.day:
                    yield one

    def shown(self, one: Standing) -> Standing | None:
        """Return a promise as it may read it: its own, or one as it is published; else None."""
        return one if self.voice.owns_promise(one) else self._public.get(one.id)

    def party(self, party: str) -> str:
        """Return a party as it may be named here: a person of others who has not agreed to be
        named is the partner they are in."""
        if "/" not in party or self.voice.covered[party] or self._allowed.agreed(party):
            return party
        return party.partition("/")[0]

    def name(self, party: str) -> str:
        """Return what a party is called; in words, where a published record does not name it."""
        shown = self.party(party)
        return (self._view if shown.startswith(HIDDEN) else self.store).name(shown)
