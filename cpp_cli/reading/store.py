"""The store: all records of a snapshot, with lookups. A bad file is findings; the rest go on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from cpp_cli.models.kinds import COMMITMENT, HARM, KINDS, MEETING, PARTNER, PROGRAM, Kind, id_of
from cpp_cli.reading.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from datetime import date

    from cpp_cli.finding import Finding
    from cpp_cli.models.commitment import Commitment
    from cpp_cli.models.harm import Harm
    from cpp_cli.models.meeting import Meeting
    from cpp_cli.models.partner import Partner, Person
    from cpp_cli.models.program import Community, Program
    from cpp_cli.reading.files import Files
    from cpp_cli.reading.record import Record
    from cpp_cli.reading.snapshot import Unreadable


class Store:
    """All records by kind and id. Of two records with one id the first by path is looked up.

    A store never changes. `memo` is for what others work out about it and keep, by its name.
    Where it came of another one by some changes, it is `before`, and they are at `changed`.
    """

    def __init__(
        self, files: Files, before: Store | None = None, changed: Iterable[str] = ()
    ) -> None:
        self.files = files
        self.before = before
        self.changed = frozenset(changed)
        self.kept: Callable[[str], Any] = _nothing
        """Gives what an earlier command has kept in `memo`, by its name."""
        self.memo: dict[str, Any] = {}
        self._parties: dict[str, str] = {}
        self._keepers: dict[str, Person | None] = {}
        self._humans: dict[str, frozenset[str]] = {}
        self._people: dict[str, dict[str, Person]] = {}

    @cached_property
    def _records(self) -> dict[str, Records]:
        return {kind.name: Records(self.files, kind) for kind in KINDS.values()}

    @cached_property
    def _former(self) -> dict[str, dict[str, str]]:
        """The id that a record has now, by kind and by the ids that it had."""
        found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        for path, kind, odd in self.files.odd():
            for former in odd.former_ids:
                found[kind.name].setdefault(former, odd.id or id_of(path))
        return found

    @cached_property
    def _unread(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for _, kind, odd in self.files.odd():
            found[kind.name].update(odd.names)
        return found

    def after(self, changes: Mapping[str, bytes | Unreadable | None]) -> Store:
        """Return the store with some files changed, some added and some taken away (None)."""
        return Store(self.files.after(changes), self, changes)

    # Records

    def records(self) -> Iterator[Record[Any]]:
        """Yield every record that could be read, by path."""
        return self.files.records(self.files.paths)

    def findings(self) -> Iterator[Finding]:
        """Yield what reading found, by path."""
        return self.files.findings()

    @property
    def left_out(self) -> list[str]:
        """The paths of records that could not be read."""
        return [path for path, _, odd in self.files.odd() if odd.unread]

    @property
    def hidden(self) -> frozenset[str]:
        """The kinds (by name) of which there may be records that nobody can see."""
        return self.files.hidden

    def of(self, kind: Kind) -> Mapping[str, Record[Any]]:
        """Return the records of a kind by id."""
        return self._records[kind.name]

    def ids(self, kind: Kind) -> Container[str]:
        """Return the ids that records of a kind have, which are looked up quickest here."""
        return self._records[kind.name].paths

    @cached_property
    def program(self) -> Program:
        """The program; an empty one where it could not be read."""
        from cpp_cli.models.program import Program

        record = self._records[PROGRAM.name].get(PROGRAM.name)
        return cast("Program", record.model) if record else Program(us=())

    @property
    def partners(self) -> Mapping[str, Record[Partner]]:
        """Partners by id."""
        return self._records[PARTNER.name]

    @property
    def meetings(self) -> Mapping[str, Record[Meeting]]:
        """Meetings by id."""
        return self._records[MEETING.name]

    @property
    def commitments(self) -> Mapping[str, Record[Commitment]]:
        """Commitments by id."""
        return self._records[COMMITMENT.name]

    @property
    def harms(self) -> Mapping[str, Record[Harm]]:
        """Harms by id."""
        return self._records[HARM.name]

    @cached_property
    def us(self) -> dict[str, None]:
        """The parties that the program answers for, in the order of the program."""
        return dict.fromkeys(self.party(party) for party in self.program.us)

    @cached_property
    def communities(self) -> Mapping[str, Community]:
        """Communities of the program by id."""
        return self.program.communities or {}

    # References

    def current(self, kind: Kind, record_id: str) -> str:
        """Return the id that a record has now, of an id that it has or had."""
        if record_id in self._records[kind.name].paths:
            return record_id
        return self._former[kind.name].get(record_id, record_id)

    def plain(self, kind: Kind, record_id: str) -> Any:
        """Return the plain values of the record that has or had an id; None where there is none."""
        path = self._records[kind.name].paths.get(self.current(kind, record_id))
        return self.files.plain(path) if path else None

    def knows(self, kind: Kind, record_id: str) -> bool:
        """Whether an id names a record, also one that could not be read."""
        current = self.current(kind, record_id)
        return current in self._records[kind.name] or self.unread(kind, current)

    def unread_names(self, kind: Kind) -> set[str]:
        """The names in records of a kind that could not be read."""
        return self._unread[kind.name]

    def unread(self, kind: Kind, name: str) -> bool:
        """Whether a name belongs to a record that could not be read, or may belong to one."""
        return name in self._unread[kind.name] or kind.name in self.hidden

    def party(self, party: str) -> str:
        """Return a party with the id that its partner has now."""
        found = self._parties.get(party)
        if found is None:
            partner, slash, person = party.partition("/")
            found = self._parties[party] = f"{self.current(PARTNER, partner)}{slash}{person}"
        return found

    def partner_of(self, party: str) -> Record[Partner] | None:
        """Return the partner that a party is or belongs to."""
        return self.partners.get(self.current(PARTNER, party.partition("/")[0]))

    def person(self, party: str) -> Person | None:
        """Return the person that a party names."""
        partner, _, person = self.party(party).partition("/")
        return self._people_of(partner).get(person)

    def people(self) -> Iterator[str]:
        """Yield every person of every partner, as a party."""
        return (f"{key}/{person}" for key in self.partners for person in self._people_of(key))

    def _people_of(self, partner: str) -> Mapping[str, Person]:
        found = self._people.get(partner)
        if found is None:
            record = self.partners.get(partner)
            found = self._people[partner] = {}
            for person in record.model.people if record else ():
                found.setdefault(person.id, person)
        return found

    def name(self, party: str) -> str:
        """Return what a party or community is called."""
        community = self.communities.get(party)
        if community:
            return community.name
        partner, person = self.partner_of(party), self.person(party)
        if partner is None:
            return party
        if person is None:
            return partner.model.name
        keeper = self.keeper(party)
        name = person.name or (keeper.name if keeper else None) or person.id
        return f"{name} ({partner.model.name})"

    # People

    @cached_property
    def _elsewhere(self) -> dict[str, list[str]]:
        """The people who are somebody else in another partner, by whom they are there."""
        found: dict[str, list[str]] = {}
        for path, kind, odd in self.files.odd():
            if kind is PARTNER and odd.links:
                partner = odd.id or id_of(path)
                for key, person in self._people_of(partner).items():
                    if person.same_as:
                        other = self.party(person.same_as)
                        found.setdefault(other, []).append(f"{partner}/{key}")
        return found

    def keeper(self, party: str) -> Person | None:
        """Return the person who keeps the name and consent of a person: where `same_as` ends."""
        party = self.party(party)
        way: dict[str, None] = {}
        while party not in self._keepers and party not in way:
            way[party] = None
            person = self.person(party)
            if person and person.same_as:
                party = self.party(person.same_as)
            else:
                self._keepers[party] = person
        kept = self._keepers.get(party)  # None where the way goes round in a circle
        self._keepers.update(dict.fromkeys(way, kept))
        return kept

    def same_human(self, party: str) -> frozenset[str]:
        """Return every party that is the same human as this person, itself included."""
        party = self.party(party)
        if party not in self._humans:
            wanted, found = [party], set[str]()
            while wanted:
                one = wanted.pop()
                if one not in found:
                    found.add(one)
                    person = self.person(one)
                    wanted += [self.party(person.same_as)] if person and person.same_as else []
                    wanted += self._elsewhere.get(one, [])
            self._humans.update(dict.fromkeys(found, frozenset(found)))
        return self._humans[party]


def _nothing(_name: str) -> None:
    """Nothing was kept."""


def active(since: date | None, until: date | None, day: date) -> bool:
    """Whether a day lies between two that may be missing, both included."""
    return (since is None or since <= day) and (until is None or day <= until)
