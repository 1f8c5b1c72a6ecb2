"""A partner's own voice: who is of it, for whom else it speaks, and what it may say on a day."""

from __future__ import annotations

from cpp_cli.ledger.contacts import Covered
from cpp_cli.ledger.harms import harmed_voices, kept_voices
from cpp_cli.ledger.parties import speakers
from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.voices import in_office
from cpp_cli.models.kinds import MEETING
from cpp_cli.models.meeting import Meeting
from cpp_cli.models.partner import Partner
from cpp_cli.reading.store import active

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cpp_cli.ledger.promises import Standing
    from cpp_cli.models.base import Speaker
    from cpp_cli.models.harm import Harm
    from cpp_cli.models.meeting import Heard
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

_CAME = plainly(Meeting, "attendees", "convened_by")
_SPOKEN_FOR = plainly(Partner, "spoken_for_by")


class Voice:
    """What is a partner's own, among all that is written down.

    Its own are its word, what was said for it or a community before its eyes, the promises on
    whose sides it is or for whose receiver it speaks, and the harms that it told.
    """

    __slots__ = ("_speaking", "covered", "partner", "store")

    def __init__(self, store: Store, partner: str) -> None:
        self.store = store
        self.partner = partner
        self.covered = Covered(store, partner)
        self._speaking: dict[str, tuple[Speaker, ...]] = {}

    def speaks_for(self, side: str, day: date) -> bool:
        """Whether it, or somebody of it, is named as speaking for another on a day."""
        known = self._speaking.get(side)
        if known is None:
            named = speakers(self.store, side)
            known = tuple(one for one in named if self.covered[one.party])
            self._speaking[side] = known
        return any(
            active(one.since, one.until, day) and in_office(self.store, one.party, day)
            for one in known
        )

    def sides(self, day: date) -> list[str]:
        """Return the communities and partners for which it speaks on a day."""
        partners = self.store.partners
        named = [key for key in sorted(partners) if _SPOKEN_FOR(partners[key].plain)]
        return [side for side in (*self.store.communities, *named) if self.speaks_for(side, day)]

    def is_of(self, party: str, day: date) -> bool:
        """Whether a party is it, a person in it, or somebody for whom it speaks on a day."""
        return self.covered[party] or self.speaks_for(party, day)

    def was_at(self, meeting: Record[Meeting]) -> bool:
        """Whether it, or somebody of it, called a meeting or came to it."""
        return self.covered.any_of(*_CAME(meeting.plain))

    def owns_promise(self, one: Standing) -> bool:
        """Whether it is on a side of a promise, or speaks for its receiver, now or when made."""
        promise = one.promise
        if self.covered[promise.from_] or self.covered[promise.to]:
            return True
        days = (one.day, promise.made.date)
        return any(self.speaks_for(promise.to, day) for day in days)

    def said(self, meeting: Record[Meeting], heard: Heard) -> bool:
        """Whether something heard is its word.

        What somebody said who is not named is, where it was said for it, or for those for whom it
        speaks, and it was there.
        """
        day = meeting.brief.date
        if heard.by is not None:
            for_it = any(self.covered[one] for one in heard.for_)
            return self.covered[heard.by] or (for_it and self._is_spoken_by(heard.by, day))
        return self.was_at(meeting) and self._any_of(heard.for_, day)

    def told(self, harm: Record[Harm]) -> bool:
        """Whether a harm was told by it, or in its presence for it or whom it speaks for."""
        model = harm.model
        told, consent = model.told, model.consent
        if (told and told.by and self.covered[told.by]) or (
            consent and consent.by and self.covered[consent.by]
        ):
            return True
        if told is None or told.by is not None or told.meeting is None:
            return False
        meeting = self.store.meetings.get(self.store.current(MEETING, told.meeting))
        return meeting is not None and self.was_at(meeting) and self._any_of(model.to, told.date)

    def concerns(self, harm: Harm, day: date) -> bool:
        """Whether a harm was done to it, to those for whom it speaks, or by it."""
        return self._any_of(harm.to, day) or any(self.covered[one] for one in harm.by)

    def _any_of(self, parties: Iterable[str], day: date) -> bool:
        return any(self.is_of(one, day) for one in parties)

    def _is_spoken_by(self, party: str, day: date) -> bool:
        """Whether a party is named as speaking for it on a day."""
        one = self.store.party(party)
        return any(
            self.store.party(speaker.party) in (one, one.partition("/")[0])
            and active(speaker.since, speaker.until, day)
            for speaker in speakers(self.store, self.partner)
        )

    def who_confirms(self, one: Standing) -> str | None:
        """Return as whom it may say on the day whether a promise was kept."""
        return next((by for by in kept_voices(one) if self.covered[by]), None)

    def who_says_repaired(self, harm_id: str, day: date) -> str | None:
        """Return as whom it may say on a day whether a harm is repaired."""
        voices = harmed_voices(self.store, self.store.harms[harm_id].model, day)
        return next((by for by in voices if self.covered[by]), None)
