"""The store: all records of a snapshot, with lookups. A bad file is findings; the rest go on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, cast

from cpp_cli.finding import START, Finding
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.harm import Harm
from cpp_cli.models.kinds import COMMITMENT, HARM, KINDS, MEETING, PARTNER, Kind, kind_of
from cpp_cli.models.meeting import Heard, Meeting
from cpp_cli.models.partner import Partner, Person
from cpp_cli.models.program import Community, Program
from cpp_cli.reading.record import Reading, Record, read
from cpp_cli.reading.snapshot import Snapshot, Unreadable


@dataclass
class Store:
    """All records by kind and id. Of two records with one id the first by path is looked up."""

    readings: dict[str, Reading]
    stray: list[Finding] = field(default_factory=list)
    _by_id: dict[str, dict[str, Record[Any]]] = field(default_factory=dict)
    _former: dict[str, dict[str, str]] = field(default_factory=dict)
    _unread: dict[str, set[str]] = field(default_factory=dict)
    _same_as: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id = {kind: {} for kind in KINDS}
        self._former = {kind: {} for kind in KINDS}
        self._unread = {kind: set() for kind in KINDS}
        for reading in self.readings.values():
            kind = reading.kind.name
            self._unread[kind] |= reading.names
            if reading.record:
                self._by_id[kind].setdefault(reading.record.id, reading.record)
        for record in self.records():
            for former in record.model.former_ids:
                self._former[record.kind.name].setdefault(former, record.id)
        for partner in self.partners.values():
            for person in partner.model.people:
                if person.same_as:
                    target = self.party(person.same_as)
                    self._same_as.setdefault(target, []).append(f"{partner.id}/{person.id}")

    # Records

    def records(self) -> Iterator[Record[Any]]:
        """Yield every record that could be read, by path."""
        return (reading.record for reading in self.readings.values() if reading.record)

    def findings(self) -> Iterator[Finding]:
        """Yield what reading found, by path."""
        yield from self.stray
        for reading in self.readings.values():
            yield from reading.findings

    @property
    def left_out(self) -> list[str]:
        """The paths of records that could not be read."""
        return [reading.path for reading in self.readings.values() if not reading.record]

    def of(self, kind: Kind) -> dict[str, Record[Any]]:
        """Return the records of a kind by id."""
        return self._by_id[kind.name]

    @property
    def program(self) -> Program:
        """The program; an empty one where it could not be read."""
        record = self._by_id["program"].get("program")
        return cast(Program, record.model) if record else Program.model_construct(us=())

    @property
    def partners(self) -> dict[str, Record[Partner]]:
        """Partners by id."""
        return self._by_id[PARTNER.name]

    @property
    def meetings(self) -> dict[str, Record[Meeting]]:
        """Meetings by id."""
        return self._by_id[MEETING.name]

    @property
    def commitments(self) -> dict[str, Record[Commitment]]:
        """Commitments by id."""
        return self._by_id[COMMITMENT.name]

    @property
    def harms(self) -> dict[str, Record[Harm]]:
        """Harms by id."""
        return self._by_id[HARM.name]

    @cached_property
    def us(self) -> dict[str, None]:
        """The parties that the program answers for, in the order of the program."""
        return dict.fromkeys(self.party(party) for party in self.program.us)

    @property
    def communities(self) -> Mapping[str, Community]:
        """Communities of the program by id."""
        return self.program.communities or {}

    # References

    def current(self, kind: Kind, record_id: str) -> str:
        """Return the id that a record has now, of an id that it has or had."""
        if record_id in self._by_id[kind.name]:
            return record_id
        return self._former[kind.name].get(record_id, record_id)

    def knows(self, kind: Kind, record_id: str) -> bool:
        """Whether an id names a record, also one that could not be read."""
        current = self.current(kind, record_id)
        return current in self._by_id[kind.name] or current in self._unread[kind.name]

    def unread_names(self, kind: Kind) -> set[str]:
        """The names in records of a kind that could not be read."""
        return self._unread[kind.name]

    def unread(self, kind: Kind, name: str) -> bool:
        """Whether a name belongs to a record that could not be read."""
        return name in self._unread[kind.name]

    def party(self, party: str) -> str:
        """Return a party with the id that its partner has now."""
        partner, slash, person = party.partition("/")
        return f"{self.current(PARTNER, partner)}{slash}{person}"

    def partner_of(self, party: str) -> Record[Partner] | None:
        """Return the partner that a party is or belongs to."""
        return self.partners.get(self.current(PARTNER, party.partition("/")[0]))

    def person(self, party: str) -> Person | None:
        """Return the person that a party names."""
        partner = self.partner_of(party)
        wanted = party.partition("/")[2]
        people = partner.model.people if partner and wanted else ()
        return next((person for person in people if person.id == wanted), None)

    def heard(self, reference: str) -> tuple[Record[Meeting], Heard] | None:
        """Return the meeting and the heard item of `meeting#heard`."""
        meeting_id, _, heard_id = reference.partition("#")
        meeting = self.meetings.get(self.current(MEETING, meeting_id))
        items = meeting.model.heard if meeting else ()
        item = next((item for item in items if item.id == heard_id), None)
        return (meeting, item) if meeting and item else None

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

    def keeper(self, party: str) -> Person | None:
        """Return the person who keeps the name and consent of a person: where `same_as` ends."""
        seen: set[str] = set()
        person = self.person(party)
        while person and person.same_as and party not in seen:
            seen.add(party)
            party = self.party(person.same_as)
            person = self.person(party)
        return None if party in seen else person

    def same_human(self, party: str) -> set[str]:
        """Return every party that is the same human as this person, itself included."""
        wanted, found = [self.party(party)], set[str]()
        while wanted:
            one = wanted.pop()
            if one in found:
                continue
            found.add(one)
            person = self.person(one)
            if person and person.same_as:
                wanted.append(self.party(person.same_as))
            wanted += self._same_as.get(one, [])
        return found


def load(
    snapshot: Snapshot,
    known: Mapping[str, Reading] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Store:
    """Read all records of a snapshot. `known` readings, of files that did not change, are kept.

    `progress` is told after each file how many of how many are done.
    """
    readings: dict[str, Reading] = {}
    stray: list[Finding] = []
    paths = snapshot.paths()
    for number, path in enumerate(paths, start=1):
        kind = kind_of(path)
        if kind is None:
            stray.append(Finding(path, START, "N001"))
        elif known and path in known:
            readings[path] = known[path]
        else:
            readings[path] = _read(snapshot, path, kind)
        if progress:
            progress(number, len(paths))
    return Store(readings, stray)


def _read(snapshot: Snapshot, path: str, kind: Kind) -> Reading:
    data = snapshot.read(path)
    if isinstance(data, Unreadable):
        names = frozenset({path.rpartition("/")[2].removesuffix(".yaml")})
        return Reading(path, kind, None, names, (Finding(path, START, "T007", {"why": data}),))
    return read(path, kind, data)


def active(since: date | None, until: date | None, day: date) -> bool:
    """Whether a day lies between two that may be missing, both included."""
    return (since is None or since <= day) and (until is None or day <= until)
