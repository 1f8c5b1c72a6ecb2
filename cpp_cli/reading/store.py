"""The store: all records of a snapshot, with lookups. A bad file is findings; the rest go on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, cast

from cpp_cli.finding import START, Finding
from cpp_cli.messages import mark, t
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.harm import Harm
from cpp_cli.models.kinds import (
    COMMITMENT,
    HARM,
    KINDS,
    MEETING,
    PARTNER,
    RECORDS,
    Kind,
    id_of,
    kind_of,
)
from cpp_cli.models.meeting import Heard, Meeting
from cpp_cli.models.partner import Partner, Person
from cpp_cli.models.program import Community, Program
from cpp_cli.reading.paths import hidden_character, name_findings
from cpp_cli.reading.reader import read
from cpp_cli.reading.record import Reading, Record
from cpp_cli.reading.snapshot import Snapshot, Unreadable


@dataclass
class Store:
    """All records by kind and id. Of two records with one id the first by path is looked up.

    `stray` is what was found that is no record; `hidden` are the kinds (by name) of which there
    may be records that nobody can see, behind a link or in a folder that is locked. `spoken` has,
    by the path of a promise, which entries of its history count (`ledger/promises.py`); `memo` is
    what else others worked out of these records, which never change, under names of their own.
    """

    readings: dict[str, Reading]
    stray: list[Finding] = field(default_factory=list)
    hidden: frozenset[str] = frozenset()
    spoken: dict[str, tuple[int, ...]] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict)
    _by_id: dict[str, dict[str, Record[Any]]] = field(default_factory=dict)
    _former: dict[str, dict[str, str]] = field(default_factory=dict)
    _unread: dict[str, set[str]] = field(default_factory=dict)
    _people: dict[str, Person] = field(default_factory=dict)
    _heard: dict[str, tuple[Record[Meeting], Heard]] = field(default_factory=dict)
    _same_as: dict[str, list[str]] = field(default_factory=dict)
    _keepers: dict[str, Person | None] = field(default_factory=dict)
    _humans: dict[str, frozenset[str]] = field(default_factory=dict)

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
                self._people.setdefault(f"{partner.id}/{person.id}", person)
        for meeting in self.meetings.values():
            for item in meeting.model.heard:
                self._heard.setdefault(f"{meeting.id}#{item.id}", (meeting, item))
        for party, person in self._people.items():
            if person.same_as:
                self._same_as.setdefault(self.party(person.same_as), []).append(party)

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
        return cast(Program, record.model) if record else Program(us=())

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

    def unchanged(self, snapshot: Snapshot) -> dict[str, Reading]:
        """Return the readings of records whose files are still the same in a snapshot."""
        return {
            path: reading
            for path, reading in self.readings.items()
            if reading.record and snapshot.read(path) == reading.record.text.encode()
        }

    # References

    def current(self, kind: Kind, record_id: str) -> str:
        """Return the id that a record has now, of an id that it has or had."""
        if record_id in self._by_id[kind.name]:
            return record_id
        return self._former[kind.name].get(record_id, record_id)

    def knows(self, kind: Kind, record_id: str) -> bool:
        """Whether an id names a record, also one that could not be read."""
        current = self.current(kind, record_id)
        return current in self._by_id[kind.name] or self.unread(kind, current)

    def unread_names(self, kind: Kind) -> set[str]:
        """The names in records of a kind that could not be read."""
        return self._unread[kind.name]

    def unread(self, kind: Kind, name: str) -> bool:
        """Whether a name belongs to a record that could not be read, or may belong to one."""
        return name in self._unread[kind.name] or kind.name in self.hidden

    def party(self, party: str) -> str:
        """Return a party with the id that its partner has now."""
        partner, slash, person = party.partition("/")
        return f"{self.current(PARTNER, partner)}{slash}{person}"

    def partner_of(self, party: str) -> Record[Partner] | None:
        """Return the partner that a party is or belongs to."""
        return self.partners.get(self.current(PARTNER, party.partition("/")[0]))

    def person(self, party: str) -> Person | None:
        """Return the person that a party names."""
        return self._people.get(self.party(party))

    def people(self) -> Iterator[str]:
        """Yield every person of every partner, as a party."""
        return iter(self._people)

    def heard(self, reference: str) -> tuple[Record[Meeting], Heard] | None:
        """Return the meeting and the heard item of `meeting#heard`."""
        meeting_id, _, heard_id = reference.partition("#")
        return self._heard.get(f"{self.current(MEETING, meeting_id)}#{heard_id}")

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
                    wanted += self._same_as.get(one, [])
            self._humans.update(dict.fromkeys(found, frozenset(found)))
        return self._humans[party]


def load(
    snapshot: Snapshot,
    known: Mapping[str, Reading] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Store:
    """Read all records of a snapshot. `known` readings, of files that did not change, are kept.

    `progress` is told after each file how many of how many are done.
    """
    readings: dict[str, Reading] = {}
    hidden: set[str] = set()
    paths = snapshot.paths()
    stray = list(name_findings(paths))
    for number, path in enumerate(paths, start=1):
        kind = kind_of(path)
        if kind is None:
            finding, may_hide = _stray(path, snapshot.read(path))
            stray.append(finding)
            hidden.update(may_hide)
        elif known and path in known:
            readings[path] = known[path]
        else:
            readings[path] = _read(snapshot, path, kind)
        if progress:
            progress(number, len(paths))
    return Store(readings, stray, frozenset(hidden))


def _stray(path: str, data: bytes | Unreadable) -> tuple[Finding, list[str]]:
    """Return what to say of what is no record, and the kinds that may have records behind it."""
    if not isinstance(data, Unreadable):
        return Finding(path, START, "N001"), []
    behind = kind_of(f"{path}/.yaml")
    kinds = list(KINDS) if path == RECORDS else [behind.name] if behind else []
    return _unreadable(path, data), kinds if data.hides else []


def _read(snapshot: Snapshot, path: str, kind: Kind) -> Reading:
    names = frozenset({id_of(path)})
    if hidden_character(id_of(path)):
        return Reading(path, kind, None, names, ())
    data = snapshot.read(path)
    if isinstance(data, Unreadable):
        return Reading(path, kind, None, names, (_unreadable(path, data),))
    return read(path, kind, data)


def _unreadable(path: str, why: Unreadable) -> Finding:
    return Finding(path, START, "T007", {"why": t(_WHY[why])})


_WHY = {
    "link": mark("it is a link"),
    "folder": mark("it is a folder"),
    "special": mark("it is a pipe, a socket or a device"),
    "permission": mark("it is locked for you"),
    "gone": mark("it has just gone away"),
    "error": mark("the disk does not give it"),
}


def active(since: date | None, until: date | None, day: date) -> bool:
    """Whether a day lies between two that may be missing, both included."""
    return (since is None or since <= day) and (until is None or day <= until)
