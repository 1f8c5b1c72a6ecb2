"""What somebody may have meant who wrote down a name that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, MEETING

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from cpp_cli.reading.record import Record
    from cpp_cli.reading.store import Store

_DATED = (MEETING.name, COMMITMENT.name)
_LETTERS = 1_000_000


class Known:
    """What can be named, worked out once; a near name is looked for while that stays quick."""

    __slots__ = ("_found", "_left", "_people", "store", "terms")

    def __init__(self, store: Store, hints: bool) -> None:
        self.store = store
        self.terms = _terms(store)
        self._left = _LETTERS if hints else -1
        self._found: dict[tuple[str, str], str] = {}
        self._people: dict[str, str] | None = None

    @property
    def people(self) -> dict[str, str]:
        """The first person, as a party, of each id that people have in their partners."""
        if self._people is None:
            self._people = {}
            for partner_id, partner in sorted(self.store.partners.items()):
                for person in partner.model.people:
                    self._people.setdefault(person.id, f"{partner_id}/{person.id}")
        return self._people

    def nearest(self, kind: str, text: str, among: Collection[str]) -> str:
        """Return the name most like a text, or nothing."""
        from difflib import get_close_matches

        if (kind, text) not in self._found:
            cost = len(among) * len(text)
            if cost > self._left:
                return ""
            self._left -= cost
            likeness = 0.8 if kind in _DATED else 0.6
            near = get_close_matches(text, sorted(among), 1, likeness)
            self._found[kind, text] = next(iter(near), "")
        return self._found[kind, text]


def _terms(store: Store) -> dict[str, Collection[str] | None]:
    program = store.program
    plans = program.plans
    return {
        "community": program.communities,
        "topic": program.topics,
        "work": program.work,
        "value": program.values,
        "priority": None if plans is None else {one for plan in plans for one in plan.priorities},
    }


def did_you_mean(near: str) -> str:
    """Return the question whether a name was meant; nothing without one."""
    return t(mark(" Did you mean `{near}`?"), near=near) if near else ""


def party_hint(known: Known, record: Record[Any], text: str, or_community: bool) -> str:
    """Return what to say of a text that names no party."""
    store = known.store
    partner_id, _, person_id = text.partition("/")
    if partner_id in store.communities:
        why = mark(
            " `{community}` is a community: it has no people here, and it cannot speak or owe."
        )
        return t(why, community=partner_id)
    partner = store.partner_of(text)
    if partner is None and not person_id and text in known.people:
        return did_you_mean(_person_like(known, record, text))
    if partner is None:
        or_community = or_community and not person_id
        names = [*store.partners, *(store.communities if or_community else ())]
        near = known.nearest("party" if or_community else "partner", partner_id, names)
        partner = store.partners.get(near)
        if partner is None or not person_id:
            return did_you_mean(near)
    people = {person.id for person in partner.model.people}
    near = known.nearest(f"person of {partner.id}", person_id, people)
    return did_you_mean(f"{partner.id}/{near}" if near else "")


def _person_like(known: Known, record: Record[Any], person_id: str) -> str:
    own = f"{record.id}/{person_id}"
    return own if known.store.person(own) else known.people[person_id]


def near_heard(known: Known, meeting_id: str, heard_id: str) -> str:
    """Return the item of a meeting that is most like one that was not heard in it."""
    meeting = known.store.meetings.get(known.store.current(MEETING, meeting_id))
    items = {item.id for item in meeting.model.heard} if meeting else set()
    near = known.nearest(f"heard in {meeting_id}", heard_id, items)
    return near and f"{meeting_id}#{near}"
