"""What waits for the word of a partner: it alone can say it, or it and those with it."""

from __future__ import annotations

from cpp_cli.ledger.plainly import plainly
from cpp_cli.models.meeting import Meeting

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cpp_cli.ledger.harms import HarmStanding
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.ledger.voice import Voice
    from cpp_cli.reading.record import Record

_CORRECTIONS = plainly(Meeting, "corrections")


class Waiting:
    """What waits for a partner's word on a day.

    `delivered`: was it kept? `reviews`: has what stands been kept up to now? `harms`: is it
    repaired? `notes`: are they right? None of it is asked of anybody else alone.
    """

    __slots__ = ("delivered", "harms", "notes", "reviews")

    def __init__(
        self,
        voice: Voice,
        promises: Iterable[Standing],
        harms: Iterable[HarmStanding],
        meetings: Iterable[Record[Meeting]],
        day: date,
    ) -> None:
        asked = [one for one in promises if one.is_owed and voice.who_confirms(one)]
        self.delivered = [one for one in asked if one.settled == "delivered"]
        self.reviews = [one for one in asked if is_reviewed(one)]
        self.harms = [
            one
            for one in harms
            if was_answered(one) and voice.who_says_repaired(one.record.id, day)
        ]
        self.notes = [one for one in meetings if is_correctable(one, voice, day)]

    @property
    def records(self) -> list[str]:
        """The ids of all records that wait."""
        promises = [one.id for one in (*self.delivered, *self.reviews)]
        return [*promises, *(one.record.id for one in self.harms), *(one.id for one in self.notes)]


def is_reviewed(one: Standing) -> bool:
    """Whether a day has come on which a promise that stands is looked at."""
    return one.settled == "open" and any(day <= one.day for day in one.reviews)


def was_answered(harm: HarmStanding) -> bool:
    """Whether somebody took responsibility, or did a repair, and those harmed said nothing since.

    What they say is repaired waits for nothing.
    """
    if harm.word == "repaired":
        return False
    done = [entry.date for entry in harm.acknowledged]
    done += [day for one in harm.repairs if (day := one.done_on)]
    said = [entry.date for entry in harm.counted if entry.event != "acknowledged"]
    return bool(done) and (not said or max(done) > max(said))


def is_correctable(meeting: Record[Meeting], voice: Voice, day: date) -> bool:
    """Whether the notes of a meeting where a partner was may still be corrected, and it has not
    said that they are right."""
    if _CORRECTIONS(meeting.plain) is None or not voice.was_at(meeting):
        return False
    corrections = meeting.brief.corrections
    return (
        corrections is not None
        and day <= corrections.until
        and not voice.covered.any_of(corrections.confirmed_by)
    )
