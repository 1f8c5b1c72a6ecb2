"""Document to record: each file of `tests/faults` gives the verdict in its first line.

A new case is a new file: in the folder of its kind, named after what is wrong, its first line a
comment with each finding as `CODE LINE:COLUMN` in the order of their places, or `fine`. In a
record the id is the name of the file, unless that is what is wrong.
"""

from pathlib import Path

import pytest

from cpp_cli.finding import Finding
from cpp_cli.models.commitment import Commitment
from cpp_cli.models.kinds import COMMITMENT, KINDS, MEETING, PARTNER, kind_of
from cpp_cli.models.partner import Partner
from cpp_cli.reading.reader import read
from cpp_cli.reading.record import Reading
from cpp_cli.rules import RULES
from cpp_cli.rules.check import findings
from tests.support import TODAY, store_of

FAULTS = Path(__file__).parent / "faults"
FILES = sorted(FAULTS.rglob("*.yaml"))
PARTNER_PATH = "records/partners/garden-club.yaml"
CLUB = "id: garden-club\nname: Garden Club\nkind: resident-group\nstatus: active\n"


def where(file: Path) -> str:
    """Return where a faulty file stands among the records."""
    folder = file.parent.name
    return "records/program.yaml" if folder == "program" else f"records/{folder}/{file.name}"


def told(path: str, data: bytes) -> list[Finding]:
    found = findings(store_of({path: data}), TODAY)
    return [finding for finding in found if finding.path == path]


def verdict(found: list[Finding]) -> str:
    places = (f"{one.code} {one.place.line}:{one.place.column}" for one in found)
    return ", ".join(places) or "fine"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_faulty_file_gives_its_verdict(file: Path) -> None:
    data = file.read_bytes()
    expected = data.decode().partition("\n")[0].removeprefix("# ")
    assert verdict(told(where(file), data)) == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_windows_line_ends_and_a_utf8_mark_change_no_verdict(file: Path) -> None:
    data = file.read_bytes()
    expected = told(where(file), data)
    windows = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert told(where(file), windows) == expected


def test_every_folder_of_faults_is_one_of_records() -> None:
    assert {kind_of(where(file)) for file in FILES} == set(KINDS.values())


def reading(text: str, path: str = PARTNER_PATH) -> Reading:
    kind = kind_of(path)
    assert kind is not None
    return read(path, kind, text.encode())


def partner(text: str) -> Partner:
    record = reading(text).record
    assert record is not None
    assert isinstance(record.model, Partner)
    return record.model


@pytest.mark.parametrize("word", ["no", "NO", "010", "19:30", "1.10", "0x10", "1e3", "2026-02-30"])
def test_a_text_stays_as_it_was_written(word: str) -> None:
    found = partner(CLUB + f"notes: {word}\ntags: [{word}, '{word}', \"{word}\"]\n")
    assert found.notes == word
    assert found.tags == (word,) * 3


def test_a_long_text_keeps_its_lines_in_every_kind_of_file() -> None:
    unix = CLUB + "notes: |\n  Jardín 🌻\n\n  Two.\n"
    for text in (unix, unix.replace("\n", "\r\n"), "\ufeff" + unix):
        assert partner(text).notes == "Jardín 🌻\n\nTwo.\n"


def test_a_single_party_stands_for_a_voice_with_no_days() -> None:
    both = partner(CLUB + "spoken_for_by:\n  - huerto-sol\n  - party: river-school\n")
    assert [voice.party for voice in both.spoken_for_by] == ["huerto-sol", "river-school"]


def test_a_field_that_is_a_word_of_python_has_its_own_name_in_files() -> None:
    text = "id: a\nfrom: lcph-cpp\nto: huerto-sol\nwhat: Come\nmade: {date: 2026-03-02}\n"
    record = reading(text, COMMITMENT.path("2026-03-02-a")).record
    assert record is not None
    assert isinstance(record.model, Commitment)
    assert record.model.from_ == "lcph-cpp"


SUGGESTIONS = {
    "statsu": (PARTNER, "status"),
    "comunity_led": (PARTNER, "community_led"),
    "Name": (PARTNER, "name"),
    "attendes": (MEETING, "attendees"),
    "dues": (COMMITMENT, "due"),
    "from_": (COMMITMENT, "from"),
    "zzz": (PARTNER, ""),
}


@pytest.mark.parametrize("written", SUGGESTIONS)
def test_for_an_unknown_field_the_nearest_is_offered(written: str) -> None:
    kind, meant = SUGGESTIONS[written]
    found = read(kind.path("2026-03-02-a"), kind, f"{written}: x\n".encode()).findings
    unknown = next(one for one in found if one.code == "S002")
    assert unknown.values["suggestion"] == meant
    assert ("Did you mean" in unknown.values["hint"]) == bool(meant)


def test_a_misspelt_field_is_not_said_to_be_missing_as_well() -> None:
    codes = [one.code for one in reading(CLUB.replace("status", "statsu")).findings]
    assert codes == ["S002"]


def test_a_misspelt_field_elsewhere_does_not_hide_a_missing_one() -> None:
    text = CLUB.replace("name:", "nmae:") + "people:\n  - id: sam-t\n"
    found = reading(text).findings
    told_of = {(one.code, one.values["field"]) for one in found}
    assert told_of == {("S001", "name"), ("S002", "nmae")}


SENSITIVE = {
    "an email as a day": ("since: sam@example.org\n", "S005"),
    "a phone as a day": ("since: 541-555-0142\n", "S005"),
    "an email as a party": ("steward: sam@example.org\n", "S007"),
    "an email as a language": ("languages: [sam@example.org]\n", "S014"),
    "an email as the name of a field": ("sam@example.org: yes\n", "S002"),
    "a phone as the name of a field": ("541-555-0142: yes\n", "S002"),
    "two emails": ("people: [{id: a, name: A, email: 'a@example.org b@example.org'}]\n", "S013"),
    "a long phone": (f"people: [{{id: a, name: A, phone: '541-555-0142{'x' * 200}'}}]\n", "S016"),
}


@pytest.mark.parametrize(("line", "code"), SENSITIVE.values(), ids=SENSITIVE)
def test_no_message_shows_an_email_or_a_phone(line: str, code: str) -> None:
    found = reading(CLUB + line).findings
    assert [one.code for one in found] == [code]
    values = dict(found[0].values)
    message = RULES[code].message.format(**values) + RULES[code].remedy.format(**values)
    assert "example.org" not in message
    assert "0142" not in message


UNREAD = {
    "not UTF-8": ("ñ".encode("latin-1"), {"garden-club"}),
    "a quote left open": (b'id: green\nname: "x\n', {"garden-club"}),
    "an unknown field": (
        b"id: green\nformer_ids: [old, [x]]\npeople: [{id: sam-t}, {name: x}]\nx: y\n",
        {"garden-club", "green", "old", "garden-club/sam-t"},
    ),
}


@pytest.mark.parametrize(("data", "names"), UNREAD.values(), ids=UNREAD)
def test_a_file_that_cannot_be_read_still_says_what_it_would_have_named(
    data: bytes, names: set[str]
) -> None:
    found = read(PARTNER_PATH, PARTNER, data)
    assert found.record is None
    assert found.names == names
    assert found.findings


def test_all_that_is_wrong_with_the_shape_is_said_at_once() -> None:
    text = "id: Garden\nkind: club\nstatus: active\ncolour: green\nlanguages: es\n"
    assert {one.code for one in reading(text).findings} == {"S001", "S002", "S004", "S006", "S017"}


def test_mixed_line_ends_are_told_and_the_record_is_read() -> None:
    found = reading(CLUB.replace("active\n", "active\r\n"))
    assert found.record is not None
    assert [one.code for one in found.findings] == ["T006"]
