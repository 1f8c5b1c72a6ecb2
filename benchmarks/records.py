"""Makes repositories of records as a program has them: a seed gives the same bytes everywhere."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

TODAY = date(2026, 6, 1)
US = "lcph-cpp"
KINDS = ("community-organization", "school", "health-care", "faith-community", "resident-group")
WORK = ("sharing-power", "capacity", "trust", "connecting", "assessment")
COMMUNITIES = ("river-road", "growers", "elders", "newcomers")
TOPICS = ("transport", "food", "language", "housing")

_TALK = (
    "the bus stop garden clinic people families letter notice interpreter supper meeting evening"
    " water well smoke school nurse form answer list phone office county street neighbors children"
    " work day week month river park door key room table chair map seeds bread money stipend"
    " promised asked waited answered said brought called wrote listened agreed returned opened"
    " when before after because where with without for about against beside until again together"
    " early late slow long new old small open plain honest tired ready"
)
_WORDS = _TALK.split()


def write(root: Path, count: int, seed: int = 7) -> Path:
    """Write `count` records below a folder: a tenth partners, a third meetings, half promises."""
    chance = Random(f"{seed}/{count}")
    partners = ["partner-" + f"{n:04}" for n in range(1, round(count * 0.10))]
    meetings = round(count * 0.35)
    harms = max(1, round(count * 0.01))
    promises = count - 2 - len(partners) - meetings - harms
    _put(root, "program", _program(partners))
    for key in (US, *partners):
        _put(root, f"partners/{key}", _partner(chance, key))
    held = [_meeting(root, chance, n, partners) for n in range(meetings)]
    for number in range(promises):
        _promise(root, chance, number, partners, chance.choice(held))
    for number in range(harms):
        _put(root, f"harms/harm-{number:04}", _harm(chance, f"harm-{number:04}"))
    return root


def _put(root: Path, name: str, text: str) -> None:
    target = root / "records" / f"{name}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode())


def _sentence(chance: Random, least: int = 8, most: int = 18) -> str:
    words = chance.choices(_WORDS, k=chance.randint(least, most))
    return " ".join(words).capitalize()


def _notes(chance: Random, sentences: int) -> str:
    """Some sentences, a paragraph of two each, as people write notes."""
    lines = [_sentence(chance) + "." for _ in range(sentences)]
    for at in range(2, len(lines), 3):
        lines.insert(at, "")
    return "notes: |\n" + "".join(f"  {line}\n" if line else "\n" for line in lines)


def _day(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def _program(partners: list[str]) -> str:
    speakers = (partners[number % len(partners)] for number in range(len(COMMUNITIES)))
    communities = "".join(
        f"  {key}:\n    name: The {key}\n    centered: true\n    spoken_for_by: [{partner}]\n"
        for key, partner in zip(COMMUNITIES, speakers, strict=True)
    )
    work = "".join(f"  {key}: Line of {key}\n" for key in WORK)
    topics = "".join(f"  {key}: About {key}\n" for key in TOPICS)
    return (
        f"us: [{US}]\nname: A program\nlanguages: [en, es]\n"
        f"work:\n{work}communities:\n{communities}topics:\n{topics}"
    )


def _partner(chance: Random, key: str) -> str:
    kind = "county-program" if key == US else chance.choice(KINDS)
    people = "".join(
        f"  - id: person-{number}\n    name: Person {number} of {key}\n"
        f"    role: {chance.choice(_WORDS)} keeper\n    since: 2022-01-01\n"
        f"    email: person-{number}@{key}.example.org\n"
        for number in range(1, 4)
    )
    offers = "".join(
        f"{name}:\n  - what: {_sentence(chance)}\n    topic: {chance.choice(TOPICS)}\n"
        for name in ("offers", "needs")
    )
    return (
        f"id: {key}\nname: The {chance.choice(_WORDS)} people, {key}\nkind: {kind}\n"
        f"status: active\nsince: 2022-01-01\ncommunities: [{chance.choice(COMMUNITIES)}]\n"
        f"languages: [en, es]\nsteward: {US}/person-1\npeople:\n{people}{offers}"
        f"{_notes(chance, 4)}"
    )


def _meeting(root: Path, chance: Random, number: int, partners: list[str]) -> tuple[str, str]:
    """Write a meeting; return its id, and the partner that came."""
    day = _day(chance, date(2023, 1, 1), TODAY - timedelta(days=30))
    key, partner = f"{day}-meeting-{number:04}", chance.choice(partners)
    heard = "".join(
        f"  - id: said-{word}\n    by: {partner}/person-{at}\n    text: {_sentence(chance)}.\n"
        f"    topic: {chance.choice(TOPICS)}\n"
        for at, word in enumerate(("first", "second"), start=1)
    )
    text = (
        f"id: {key}\ndate: {day}\ntitle: {_sentence(chance, 3, 6)}\nkind: check-in\n"
        f"place: The {chance.choice(_WORDS)} hall\nconvened_by: [{US}]\n"
        f"agenda_set_by:\n  - {US}\n  - {partner}\n"
        f"attendees:\n  - {US}/person-1\n  - {US}/person-2\n  - {partner}/person-1\n"
        f"  - {partner}/person-2\nlanguages: [en]\nsupports: [food]\n"
        f"work: [{chance.choice(WORK)}]\ncommunities: [{chance.choice(COMMUNITIES)}]\n"
        f"engagement:\n  promised: involve\n  experienced:\n    - level: consult\n"
        f"      by: {partner}/person-1\nheard:\n{heard}{_notes(chance, 5)}"
    )
    _put(root, f"meetings/{day.year}/{key}", text)
    return key, partner


def _promise(
    root: Path, chance: Random, number: int, partners: list[str], held: tuple[str, str]
) -> None:
    meeting, partner = held
    made = date.fromisoformat(meeting[:10])
    key = f"{made}-promise-{number:04}"
    other = chance.choice([one for one in partners if one != partner])
    sides = ((US, partner), (US, partner), (US, partner), (partner, US), (other, partner))
    from_, to = chance.choice(sides)
    text = (
        f"id: {key}\nfrom: {from_}\nto: {to}\nwhat: {_sentence(chance)}\n"
        f"made:\n  date: {made}\n  meeting: {meeting}\n"
        f"due: {made + timedelta(days=chance.randint(20, 300))}\nkind: action\n"
        f"answers:\n  - {meeting}#said-first\n{_history(chance, from_, to, made)}"
        f"{_notes(chance, 4)}"
    )
    _put(root, f"commitments/{made.year}/{key}", text)


def _history(chance: Random, from_: str, to: str, made: date) -> str:
    """What was said since: nothing, or one word after the other, as far as it went."""
    told = ""
    steps = (("progress", from_), ("delivered", from_), ("confirmed", to))
    for event, side in steps[: chance.randint(0, 3)]:
        made = _day(chance, made, min(TODAY, made + timedelta(days=60)))
        told += (
            f"  - date: {made}\n    event: {event}\n    by: {side}/person-1\n"
            f"    note: {_sentence(chance)}.\n    via: phone\n"
        )
    return f"history:\n{told}" if told else ""


def _harm(chance: Random, key: str) -> str:
    return (
        f"id: {key}\nwhat: {_sentence(chance)}.\nwhen: 2021\nto: [{chance.choice(COMMUNITIES)}]\n"
        f"by: [{US}]\ntold:\n  date: 2024-02-01\nhistory:\n  - date: 2024-03-01\n"
        f"    event: acknowledged\n    by: {US}/person-1\n    note: {_sentence(chance)}.\n"
        f"{_notes(chance, 5)}"
    )
