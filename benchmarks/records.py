"""The records of a program as large as one likes: a seed gives the same bytes everywhere.

A tenth are partners, of whom a third is active at any time; 40% are promises, most of them kept
by now; 1% are harms; the rest are meetings. They come one by one, and nothing is held meanwhile.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.circle import SPAN, START, TODAY, Circle, circle_of, partner_id
from benchmarks.words import Chance

LAST_CHANGE = 20
"""So many records, the newest promises, change on the last day, and nothing else does."""

US = "lcph-cpp"
PEOPLE = (1, 2, 3)
KINDS = ("community-organization", "school", "health-care", "faith-community", "resident-group")
WORK = ("sharing-power", "capacity", "trust", "connecting", "assessment")
COMMUNITIES = ("river-road", "growers", "elders", "newcomers")
TOPICS = ("transport", "food", "language", "housing")
PROMISES = ("action", "information", "introduction", "resource", "decision", "report-back")
LANGUAGES = ("en", "en", "en", "en", "en", "en", "es")

LIVES = (
    *[("delivered", "confirmed")] * 16,
    *[("progress", "delivered", "confirmed")] * 12,
    *[("delivered", "disputed", "delivered", "confirmed")] * 2,
    *[("renegotiated", "delivered", "confirmed")] * 2,
    *[("released",)] * 2,
    *[("progress", "broken")] * 2,
    ("delivered",),
    (),
)
"""What becomes of a promise, as often as it stands here; what has not come yet is left out."""
DAYS_UNTIL = {
    "progress": 40,
    "delivered": 120,
    "confirmed": 40,
    "disputed": 40,
    "renegotiated": 60,
    "released": 150,
    "broken": 150,
}


class Promise(NamedTuple):
    """What a ledger needs to know of a commitment."""

    id: str
    made: date
    from_: str
    to: str
    what: str


class Record(NamedTuple):
    """A record: `since` when it is there, and the entries of its history with their days."""

    path: str
    since: date
    head: str
    entries: tuple[tuple[date, str], ...] = ()
    tail: str = ""
    promise: Promise | None = None

    def text(self, day: date = TODAY) -> str:
        """Return the file as it stood on a day."""
        told = "".join(entry for said, entry in self.entries if said <= day)
        return self.head + ("history:\n" + told if told else "") + self.tail


class Held(NamedTuple):
    """A meeting that was held: what promises need to know of it."""

    id: str
    day: date
    folder: str
    partner: str
    other: str
    heard: str


def write(root: Path, count: int, seed: int = 7) -> Path:
    """Write `count` records below a folder, as they are today, without git."""
    for record in records(count, seed):
        target = root / record.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(record.text().encode())
    return root


def records(count: int, seed: int = 7) -> Iterator[Record]:
    """Yield so many records: the program, partners, then meetings with their promises, harms."""
    chance = Chance(f"{seed}/{count}")
    circle = circle_of(count)
    promises, harms = round(count * 0.40), max(1, round(count * 0.01))
    meetings = count - 2 - circle.count - promises - harms
    yield Record("records/program.yaml", START, _program())
    yield _partner(chance, "partners", US, START)
    for number in range(circle.count):
        folder = f"partners/{number // 1000:03}" if circle.crowded else "partners"
        came, went = circle.came(number), circle.went(number)
        yield _partner(chance, folder, partner_id(number), came, went)
    made = 0
    for number in range(meetings):
        held, record = _meeting(chance, circle, number, meetings)
        yield record
        waiting = (number + 1) * promises // meetings - made
        if chance.one_in(2) or waiting > 4 or number == meetings - 1:
            for _ in range(waiting):
                made += 1
                yield _promise(chance, made, held, made > promises - LAST_CHANGE)
    for number in range(harms):
        yield _harm(chance, circle, number, harms)


def _file(kind: str, folder: str, key: str) -> tuple[str, str]:
    """Return the path of a record, and its first lines."""
    up = "../" * (folder.count("/") + 2)
    schema = f"# yaml-language-server: $schema={up}schemas/{kind}.schema.json\n"
    return f"records/{folder}/{key}.yaml", f"{schema}id: {key}\n"


def _program() -> str:
    communities = "".join(
        f"  {key}:\n    name: The {key}\n    centered: true\n    spoken_for_by: [{US}]\n"
        for key in COMMUNITIES
    )
    work = "".join(f"  {key}: Line of {key}\n" for key in WORK)
    topics = "".join(f"  {key}: About {key}\n" for key in TOPICS)
    return (
        f"us: [{US}]\nname: A program\nlanguages: [en, es]\n"
        f"work:\n{work}communities:\n{communities}topics:\n{topics}"
    )


def _partner(chance: Chance, folder: str, key: str, came: date, went: date = TODAY) -> Record:
    path, first = _file("partner", folder, key)
    chance.speak("en")
    # Whoever meets nobody any more keeps some time to say what became of the promises.
    ended = went + timedelta(days=700)
    status = "active" if went >= TODAY else "paused"
    if ended < TODAY:
        status = f"ended\nended:\n  date: {ended}\n  reason: {chance.sentence()}"
    kind = "county-program" if key == US else chance.pick(KINDS)
    people = "".join(_person(key, number, came) for number in PEOPLE)
    offers = "".join(
        f"{name}:\n  - what: {chance.phrase(4, 10)}\n    topic: {chance.pick(TOPICS)}\n"
        for name in ("offers", "needs")
    )
    head = (
        f"{first}name: The {chance.phrase(1, 3).lower()} people, {key}\nkind: {kind}\n"
        f"status: {status}\nsince: {came}\nvisibility: public\n"
        f"communities: [{chance.pick(COMMUNITIES)}]\nlanguages: [en, es]\n"
        f"steward: {US}/person-1\npeople:\n{people}{offers}"
    )
    return Record(path, came, head, tail=chance.notes(4))


def _person(partner: str, number: int, since: date) -> str:
    return (
        f"  - id: person-{number}\n    name: Person {number} of {partner}\n"
        f"    role: Keeper of the keys\n    since: {since}\n"
        f"    email: person-{number}@{partner}.example.org\n"
        f"    consent:\n      scope: public\n      by: {partner}/person-{number}\n"
        f"      date: {since}\n      how: signed the sheet\n"
    )


def _meeting(chance: Chance, circle: Circle, number: int, total: int) -> tuple[Held, Record]:
    day = START + timedelta(days=number * (SPAN - 1) // total)
    partner, other = circle.two(chance, day)
    language = chance.pick(LANGUAGES)
    chance.speak(language)
    key = f"{day}-meeting-{number:06}"
    folder = f"{day.year}/{day.month:02}" if circle.crowded else f"{day.year}"
    path, first = _file("meeting", f"meetings/{folder}", key)
    several = len({partner, other}) == 2 and chance.one_in(3)
    guest = f"  - {other}/person-1\n" if several else ""
    heard = [_heard(chance, partner, day, at) for at in range(1 + chance.below(2))]
    head = (
        f"{first}date: {day}\ntitle: {chance.phrase(3, 6)}\nkind: check-in\nlang: {language}\n"
        f"visibility: {chance.pick(('internal', 'internal', 'public'))}\n"
        f"place: The {chance.phrase(1, 3).lower()} hall\nconvened_by: [{US}]\n"
        f"agenda_set_by:\n  - {US}\n  - {partner}\n"
        f"attendees:\n  - {US}/person-1\n  - {US}/person-2\n  - {partner}/person-1\n{guest}"
        f"languages: [{language}]\nsupports: [food]\n"
        f"work: [{chance.pick(WORK)}]\ncommunities: [{chance.pick(COMMUNITIES)}]\n"
        f"engagement:\n  promised: involve\n  experienced:\n    - level: consult\n"
        f"      by: {partner}/person-1\nheard:\n{''.join(heard)}"
    )
    held = Held(key, day, folder, partner, other if several else partner, "said-0")
    return held, Record(path, day, head, tail=chance.notes(5))


def _heard(chance: Chance, partner: str, day: date, at: int) -> str:
    """Something said; most was answered at once, or is by a promise, some is not."""
    answer = f"    answer:\n      date: {day}\n      by: {US}/person-1\n      text: "
    return (
        f"  - id: said-{at}\n    by: {partner}/person-1\n    text: {chance.sentence()}\n"
        f"    topic: {chance.pick(TOPICS)}\n"
        + ("" if chance.one_in(12) else f"{answer}{chance.sentence()}\n")
    )


def _promise(chance: Chance, number: int, held: Held, changes_last: bool) -> Record:
    language = chance.pick(LANGUAGES)
    chance.speak(language)
    key = f"{held.day}-promise-{number:06}"
    path, first = _file("commitment", f"commitments/{held.folder}", key)
    sides = [(US, held.partner)] * 3 + [(held.partner, US)]
    if held.other != held.partner:
        sides.append((held.other, held.partner))
    promise = Promise(key, held.day, *chance.pick(sides), chance.phrase(8, 14))
    money = f"resources:\n  money: {20 + chance.below(900)}.00 USD\n" if chance.one_in(9) else ""
    head = (
        f"{first}lang: {language}\nfrom: {promise.from_}\nto: {promise.to}\n"
        f"what: {promise.what}\nkind: {chance.pick(PROMISES)}\n"
        f"made:\n  date: {held.day}\n  meeting: {held.id}\n"
        f"due: {chance.day(held.day + timedelta(days=20), 140)}\n"
        f"answers:\n  - {held.id}#{held.heard}\n{money}"
    )
    life = list(_life(chance, promise))
    if changes_last:
        life.append((TODAY, _said(chance, "progress", TODAY, promise)))
    return Record(path, held.day, head, tuple(life), chance.notes(2), promise)


def _life(chance: Chance, promise: Promise) -> Iterator[tuple[date, str]]:
    """Yield what was said about a promise until yesterday."""
    day = promise.made
    for event in chance.pick(LIVES):
        day = chance.day(day + timedelta(days=5), DAYS_UNTIL[event])
        if day >= TODAY:
            return
        yield day, _said(chance, event, day, promise)


def _said(chance: Chance, event: str, day: date, promise: Promise) -> str:
    receiver = event in ("confirmed", "disputed", "released")
    by, other = (promise.to, promise.from_) if receiver else (promise.from_, promise.to)
    entry = f"  - date: {day}\n    event: {event}\n    by: {by}/person-1\n    via: phone\n"
    if event == "renegotiated":
        due = chance.day(day + timedelta(days=30), 90)
        entry += f"    agreed_by: {other}/person-1\n    why: {chance.sentence()}\n    due: {due}\n"
    return f"{entry}    note: {chance.sentence()}\n"


def _harm(chance: Chance, circle: Circle, number: int, total: int) -> Record:
    day = START + timedelta(days=number * (SPAN - 200) // total)
    partner, _ = circle.two(chance, day)
    chance.speak("en")
    key = f"harm-{number:06}"
    path, first = _file("harm", "harms", key)
    head = (
        f"{first}what: {chance.sentence()}\nwhen: some years before\nto: [{partner}]\nby: [{US}]\n"
        f"told:\n  by: {partner}/person-1\n  date: {day}\n"
    )
    entries = [
        (said, f"  - date: {said}\n    event: {event}\n    by: {by}/person-1\n    via: phone\n"
         f"    note: {chance.sentence()}\n")
        for event, by, said in (
            ("acknowledged", US, chance.day(day + timedelta(days=5), 60)),
            ("repaired", partner, chance.day(day + timedelta(days=65), 120)),
        )
    ]  # fmt: skip
    return Record(path, day, head, tuple(entries[: 1 + chance.below(2)]), chance.notes(6))
