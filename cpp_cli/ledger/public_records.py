"""Each record as it may be published: what is not for all is left out, masked or not named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpp_cli.ledger.plainly import plainly
from cpp_cli.ledger.public_fields import PUBLISHED
from cpp_cli.ledger.remade import Remake
from cpp_cli.ledger.voices import is_us
from cpp_cli.messages import t
from cpp_cli.models.base import Consent
from cpp_cli.models.commitment import Commitment, Made
from cpp_cli.models.kinds import COMMITMENT, HARM, KINDS, MEETING, PARTNER, PROGRAM
from cpp_cli.models.meeting import Guest, Reply
from cpp_cli.models.part import DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cpp_cli.ledger.consent import Allowed
    from cpp_cli.ledger.masks import Masks
    from cpp_cli.models.base import Entry
    from cpp_cli.models.harm import Harm
    from cpp_cli.models.kinds import Kind
    from cpp_cli.models.meeting import Heard, Meeting
    from cpp_cli.models.partner import Partner, Person
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

HIDDEN = "_"
"""How an id begins that stands in place of one of which nothing may be known, and how one ends
where only the id may not: no record has such ids."""
UNNAMED, UNNAMED_US = f"{HIDDEN}unnamed", f"{HIDDEN}us"
_PUBLIC = Consent(scope="public")
_ANSWERS = plainly(Commitment, "answers", "made", "from_")
_ON = plainly(Made, "date")


class Publishing:
    """Makes records as they may be published, of a store; ids are those that records have now."""

    def __init__(self, store: Store, now: Store, allowed: Allowed, masks: Masks) -> None:
        self._store, self._now, self._allowed, self._masks = store, now, allowed, masks
        self.unnamed: set[str] = set()
        """What stands in these records for parties that are not named."""
        self._shown = {
            kind: {self._current(kind, key): shown for key, shown in self._others(kind)}
            for kind in (COMMITMENT, HARM, MEETING)
        }
        self._heard: dict[str, dict[str, str]] = {}
        self._elsewhere = self._answered_elsewhere()
        self.promised: set[str] = set()
        """What only a promise answers that is not public, by the ids by which it is known."""

    def _others(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """Yield the records that are not known by their own id, each with the one it has instead:
        the words of a harm may not be known, or a name stands in the path of its file."""
        for number, (key, record) in enumerate(sorted(self._store.of(kind).items()), start=1):
            if kind is HARM and not self._allowed.telling(key):
                yield key, f"{HIDDEN}{number}"
            elif self._allowed.record(kind, key) and self._masks.names(record.path):
                yield key, f"{number}{HIDDEN}"

    def _answered_elsewhere(self) -> dict[str, Reply]:
        """What only a promise answers that is not public: that must not look unanswered."""
        answered: set[str] = set()
        found: dict[str, Reply] = {}
        for key, record in self._store.commitments.items():
            references, made, by = _ANSWERS(record.plain)
            for reference in references:
                meeting, _, heard = reference.partition("#")
                reference = f"{self._store.current(MEETING, meeting)}#{heard}"
                if self._allowed.record(COMMITMENT, key):
                    answered.add(reference)
                else:
                    by = by if is_us(self._store, by) else UNNAMED
                    text = t("[answered with a promise that is not public]")
                    reply = Reply(date=DAYS[_ON(made)], by=by, text=text)
                    first = found.setdefault(reference, reply)
                    found[reference] = min(first, reply, key=lambda one: one.date)
        return {reference: one for reference, one in found.items() if reference not in answered}

    def id(self, kind: Kind, record_id: str) -> str:
        """Return the id by which a public record is known: one without words, if these are not."""
        current = self._current(kind, record_id)
        return self._shown.get(kind, {}).get(current, current)

    def model(self, record: Record[Any]) -> Any:
        """Return what a public record says, as far as it may be published."""
        prepared = _PREPARE[record.kind.name](self, record.model)
        made = Remake(PUBLISHED, _Named(self), self._masks.text).of(prepared)
        if record.kind is PROGRAM:
            return made.but(contact=record.model.contact)
        return made.but(id=self.id(record.kind, record.id))

    def _current(self, kind: Kind, record_id: str) -> str:
        return self._now.current(kind, self._store.current(kind, record_id))

    # What is named

    def party(self, party: str, numbers: dict[str, str]) -> str:
        """Return a party as it may be named; `numbers` are those of a record that may not be."""
        if party in self._store.communities or party.startswith(HIDDEN):
            return party
        party = self._now.party(self._store.party(party))
        partner = party.partition("/")[0]
        if self._allowed.named(party):
            return party
        may_show_partner = self._allowed.record(PARTNER, partner)
        if is_us(self._store, party):
            return partner if may_show_partner and partner in self._store.us else UNNAMED_US
        if may_show_partner:
            return partner
        number = len(numbers) + 1
        found = numbers.setdefault(partner, UNNAMED if number == 1 else f"{UNNAMED}-{number}")
        self.unnamed.add(found)
        return found

    def record(self, kind: Kind, record_id: str) -> str | None:
        """Return the id of a record that is named, if it is public."""
        current = self._current(kind, record_id)
        return self.id(kind, current) if self._allowed.record(kind, current) else None

    def heard(self, reference: str) -> str | None:
        """Return the reference to something heard, if its meeting is public."""
        meeting, _, key = reference.partition("#")
        shown = self.record(MEETING, meeting)
        if shown is None:
            return None
        found = self._heard_in(self._store.current(MEETING, meeting)).get(key)
        return f"{shown}#{found}" if found else None

    def _heard_in(self, meeting: str) -> dict[str, str]:
        """By its id, the id by which each thing heard is known: without words, if these are not."""
        found = self._heard.get(meeting)
        if found is None:
            record = self._store.meetings.get(meeting)
            said = record.model.heard if record else ()
            found = self._heard[meeting] = {
                one.id: self._said_as(meeting, one.id, number)
                for number, one in enumerate(said, start=1)
            }
        return found

    def _said_as(self, meeting: str, key: str, number: int) -> str:
        if not self._allowed.quote(meeting, key):
            return f"{HIDDEN}{number}"
        return f"{number}{HIDDEN}" if self._masks.names(key) else key

    # What is said

    def partner(self, partner: Partner) -> Partner:
        """Leave out the people who did not agree; the others have their names from where they are
        kept."""
        people = (self._person(f"{partner.id}/{one.id}", one) for one in partner.people)
        kept: Partner = partner.but(people=tuple(one for one in people if one))
        return kept

    def _person(self, party: str, person: Person) -> Person | None:
        if not self._allowed.agreed(party):
            return None
        keeper = self._now.keeper(party)
        name = keeper.name if keeper else None
        # A role is free words: of a neighbour it may say where she lives. Staff answer for theirs.
        role = person.role if is_us(self._store, party) else None
        kept: Person = person.but(name=name or person.name, role=role, consent=_PUBLIC)
        return kept

    def meeting(self, meeting: Meeting) -> Meeting:
        """Count the guests; keep only the quotes to which those who said them agree."""
        guests = sum(1 if guest.count is None else guest.count for guest in meeting.guests)
        shown = self._heard_in(meeting.id)
        kept: Meeting = meeting.but(
            guests=(Guest(count=guests),) if guests else (),
            heard=tuple(
                self._said(self._answered(meeting.id, one, shown[one.id]), shown[one.id])
                for one in meeting.heard
            ),
        )
        return kept

    def _answered(self, meeting: str, one: Heard, shown: str) -> Heard:
        reply = None if one.answer else self._elsewhere.get(f"{meeting}#{one.id}")
        if reply is None:
            return one
        self.promised.add(f"{self.id(MEETING, meeting)}#{shown}")
        answered: Heard = one.but(answer=reply)
        return answered

    def _said(self, one: Heard, shown: str) -> Heard:
        if not shown.startswith(HIDDEN):
            said: Heard = one.but(id=shown, consent=_PUBLIC)
            return said
        words, communities = not_published(), self._store.communities
        return one.but(  # type: ignore[no-any-return]  # it is something heard
            id=shown,
            by=None,
            for_=tuple(party for party in one.for_ if party in communities),
            text=words,
            topic=None,
            consent=None,
            answer=one.answer.but(text=words) if one.answer else None,
            translated={},
        )

    def with_history(self, model: Any) -> Any:
        """Leave out of a history what was said by who may not be named, or by mistake."""
        return model.but(history=tuple(map(self._entry, model.history)))

    def _entry(self, entry: Entry) -> Entry:
        by = self._now.party(self._store.party(entry.by))
        ours = "/" not in by and is_us(self._store, by)
        if entry.mistake is None and (ours or self._allowed.named(by)):
            return entry
        return _without_words(entry)

    def harm(self, harm: Harm) -> Harm:
        """Leave out all words about a harm where those who told it do not agree."""
        kept: Harm = self.with_history(harm)
        if self._allowed.telling(harm.id):
            return kept.but(consent=_PUBLIC if harm.consent else None)  # type: ignore[no-any-return]  # it is a harm
        return kept.but(  # type: ignore[no-any-return]  # likewise
            what=not_published(),
            when=None,
            told=None,
            consent=None,
            lang=None,
            history=tuple(map(_without_words, kept.history)),
            translated={},
        )


def not_published() -> str:
    """Return what stands in place of words to whose being published nobody agreed."""
    return t("[words not published]")


def _without_words(entry: Entry) -> Entry:
    left: Entry = entry.but(
        **{name: None for name in ("note", "evidence", "why") if name in type(entry).FIELDS}
    )
    return left


class _Named:
    """What stands in one record in place of what it names."""

    __slots__ = ("_numbers", "_publishing")

    def __init__(self, publishing: Publishing) -> None:
        self._publishing = publishing
        self._numbers: dict[str, str] = {}

    def __call__(self, kind: str, name: str) -> str | None:
        if kind in ("party", "party-or-community", "partner"):
            return self._publishing.party(name, self._numbers)
        if kind == "heard":
            return self._publishing.heard(name)
        found = KINDS.get(kind)
        return self._publishing.record(found, name) if found else name


_PREPARE: dict[str, Callable[[Publishing, Any], Any]] = {
    PROGRAM.name: lambda _, program: program,
    PARTNER.name: Publishing.partner,
    MEETING.name: Publishing.meeting,
    COMMITMENT.name: Publishing.with_history,
    HARM.name: Publishing.harm,
}


def public_records(store: Store, allowed: Allowed) -> Iterable[Record[Any]]:
    """Yield the records of a store that may be published, and the program, by path."""
    for record in store.records():
        if record.kind is PROGRAM or allowed.record(record.kind, record.id):
            yield record
