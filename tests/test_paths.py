"""Ids, names and paths never lead out of `records/`, whatever is typed and whatever lies there."""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.cli.completion import ids
from cpp_cli.commands.values import slug
from cpp_cli.editing.plan import Plan
from cpp_cli.models.ids import is_id, is_reserved
from cpp_cli.models.kinds import KINDS, PROGRAM, id_of, kind_of
from cpp_cli.rules import example
from tests.support import Session, examples, run, write_files

OUTSIDE = {
    "elsewhere/partners/stranger.yaml": "id: stranger\nname: Stranger\nkind: school\n",
    "elsewhere/program.yaml": "us: [stranger]\n",
    "elsewhere/2026/2026-02-10-secret.yaml": "id: 2026-02-10-secret\n",
    "elsewhere/secret.txt": "not to be read\n",
    "x.yaml": "id: x\n",
    "b.yaml": "id: b\n",
}
OURS = ("records", "schemas", ".cpp")
"""The folders of the repository that commands write to."""

Tree = dict[str, bytes | str | None]


def tree(top: Path, without: tuple[Path, ...] = ()) -> Tree:
    """Return every file with its bytes, every link with its target, every folder."""
    found: Tree = {}
    for folder, folders, files in os.walk(top):
        here = Path(folder)
        folders[:] = [name for name in folders if here / name not in without]
        for path in (here / name for name in (*folders, *files)):
            if path.is_symlink():
                found[str(path)] = os.readlink(path)
            else:
                found[str(path)] = path.read_bytes() if path.is_file() else None
    return found


class Place:
    """A repository of records, and beside it what is none of its business."""

    def __init__(self, top: Path) -> None:
        self.outside = write_files(top / "outside", OUTSIDE)
        self.top = top
        self.root = write_files(top / "outside/repository", example.RECORDS)
        self.before = self.around()

    def around(self) -> Tree:
        """Return all that is not the records': what no command may touch."""
        return tree(self.top, tuple(self.root / name for name in OURS))

    def records(self) -> Tree:
        """Return what is in the repository but for the tool's own state."""
        return tree(self.root, (self.root / ".cpp",))

    def cpp(self, *words: str) -> Session:
        """Run a command; see to it that it ended in a proper way and touched nothing outside."""
        done = run(*words, "--no-input", root=self.root)
        assert done.status in (0, 1, 2, 3), done
        assert self.around() == self.before, words
        return done

    def link(self, path: str, target: Path) -> None:
        """Put a link into the records, and let what is behind it count as outside."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).symlink_to(target)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


HOSTILE = {
    "up": "../../x",
    "up in the middle": "a/../../b",
    "up and down": "../partners/x",
    "only up": "..",
    "here": ".",
    "absolute": "/nowhere/x",
    "a folder below": "a/b",
    "backslashes": "..\\..\\x",
    "a drive": "c:x",
    "a stream": "a:b",
    "NUL": "a\0b",
    "a line end": "a\nb",
    "a line end last": "a\n",
    "a return": "a\rb",
    "an escape sequence": "a\x1b[2Jb",
    "an option": "-x",
    "an end of options": "--",
    "hidden": ".a",
    "a point last": "a.",
    "a space last": "a ",
    "an ending": "a.yaml",
    "empty": "",
    "blank": " ",
    "long": "a" * 81,
    "longer than names of files": "a" * 300,
    "longer than paths": "a/" * 5000,
    "capitals": "Huerto",
    "an accent": "huertó",
    "a Cyrillic letter": "huеrto",
    "wide letters": "ｈｕｅｒｔｏ",
    "wide points and slashes": "．．／．．／x",
    "a slash that is a division": "..∕..∕x",
    "digits of another script": "٢٠٢٦",
    "a hyphen that is none": "a‑b",
    "from right to left": "a\u202eb",
    "nothing visible": "a\u200bb",
    "half a character": "a\ud800b",
    "a device": "con",
    "a numbered device": "lpt1",
    "another device": "aux",
    "a command": "$(touch x)",
    "a command in backticks": "`touch x`",
    "a template": "{0.__class__}",
    "a percent sign": "%s%n",
    "a star": "*",
    "the home": "~root/x",
    "an address": "file:///etc/passwd",
    "git's folder": ".git/config",
}
hostile = pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)

WORST = HOSTILE if os.environ.get("CPP_TEST_LONG") else dict([*HOSTILE.items()][::5])
some_hostile = pytest.mark.parametrize("name", WORST.values(), ids=WORST)
"""Some names for the many commands; all of them in the long run."""

ADD = {
    "partner": "--name N --kind school",
    "meeting": "--title T --date 2026-02-10",
    "commitment": "--from lcph-cpp --to huerto-sol --what W",
    "harm": "--what W",
}
A_PROMISE = "2026-02-10-bus-stop-light"
A_MEETING = "2026-02-10-listening"


@hostile
@pytest.mark.parametrize("noun", ADD)
def test_no_record_is_added_with_an_id_that_could_lead_away(
    place: Place, noun: str, name: str
) -> None:
    before = place.records()
    done = place.cpp(noun, "add", *shlex.split(ADD[noun]), f"--id={name}")
    if name:
        assert done.status == 2
        assert place.records() == before
    else:
        assert_all_are_records(place.root)  # An empty id is one that is to be made.


def test_the_same_record_is_added_with_an_id(place: Place) -> None:
    for noun, fields in ADD.items():
        record_id = "2026-02-10-new" if KINDS[noun].dated else "new"
        done = place.cpp(noun, "add", *shlex.split(fields), f"--id={record_id}")
        assert done.status == 0, done
        assert (place.root / KINDS[noun].path(record_id)).is_file()


def test_an_id_as_long_as_one_may_be_fits_into_the_name_of_a_file(place: Place) -> None:
    for noun, fields in ADD.items():
        longest = "2026-02-10-".ljust(80, "a") if KINDS[noun].dated else "a" * 80
        assert place.cpp(noun, "add", *shlex.split(fields), f"--id={longest}").status == 0
        assert (place.root / KINDS[noun].path(longest)).is_file()


@some_hostile
@pytest.mark.parametrize(
    ("noun", "record"),
    [
        ("partner", "river-school"),
        ("meeting", A_MEETING),
        ("commitment", A_PROMISE),
        ("harm", "spraying"),
    ],
)
def test_no_record_is_renamed_to_what_could_lead_away(
    place: Place, noun: str, record: str, name: str
) -> None:
    before = place.records()
    assert place.cpp(noun, "rename", "--", record, name).status == 2
    assert place.records() == before


@pytest.mark.parametrize("noun", ["meeting", "commitment"])
@pytest.mark.parametrize("name", ["listening", "2026", "2026-02-30-x", "2026-02-10x", "0000-01-01"])
def test_what_is_filed_by_its_year_has_an_id_that_begins_with_a_day(
    place: Place, noun: str, name: str
) -> None:
    done = place.cpp(noun, "add", *shlex.split(ADD[noun]), "--id", name)
    assert done.status == 2
    assert "does not begin with a day" in done.stderr


READING = (
    "partner show -- {}",
    "meeting show -- {}",
    "commitment show -- {}",
    "harm show -- {}",
    "owes -- {}",
    "owes --from={}",
    "owes --to={}",
    "agenda -- {}",
    "summary -- {}",
    "rule -- {}",
    "partner list --kind={}",
    "validate --as-of={}",
    "validate --format={}",
)
WRITING = (
    "partner edit --set=name=N -- {}",
    "partner rename -- {} new",
    "meeting note --text=x -- {}",
    "commitment deliver --by=lcph-cpp -- {}",
    "harm acknowledge --by=lcph-cpp --note=x -- {}",
    "partner edit huerto-sol --set=id={}",
    "partner edit huerto-sol --set={}=x",
    "partner edit huerto-sol --unset={}",
    "partner edit huerto-sol --set=former_ids={}",
    "partner edit huerto-sol --add=former_ids={}",
    "partner edit huerto-sol --set=people.ana-r.id={}",
    "partner edit huerto-sol --add=people=id={};name=N",
    "partner add --kind=school --name={}",
    "partner add --kind=school --name=N --spoken-for-by={}",
    "meeting add --date=2026-02-10 --title={}",
    "meeting add --title=T --date={}",
    "meeting add --date=2026-02-10 --title=T --attendees={}",
    "commitment add --from={} --to=huerto-sol --what=W",
    "commitment add --from=lcph-cpp --to={} --what=W",
    "commitment add --from=lcph-cpp --to=huerto-sol --what={}",
    "commitment add --from=lcph-cpp --to=huerto-sol --what=W --made-meeting={}",
    "commitment add --from=lcph-cpp --to=huerto-sol --what=W --answers={}",
    "commitment add --from=lcph-cpp --to=huerto-sol --what=W --made-date={}",
    "commitment deliver " + A_PROMISE + " --by={}",
    "commitment deliver " + A_PROMISE + " --by=lcph-cpp --meeting={}",
    "commitment deliver " + A_PROMISE + " --by=lcph-cpp --evidence={}",
    "commitment renegotiate "
    + A_PROMISE
    + " --by=lcph-cpp --why=x --due=2027-01-01 --agreed-by={}",
    "harm add --what={}",
    "harm add --what=W --by={}",
    "harm add --what=W --to={}",
)


def words(command: str, name: str) -> list[str]:
    return [word.replace("{}", name) for word in command.split()]


def assert_all_are_records(root: Path) -> None:
    """Check that every file below `records/` stands where a record of its name belongs."""
    for path, content in tree(root / "records").items():
        relative = Path(path).relative_to(root).as_posix()
        if content is None:
            continue
        kind = kind_of(relative)
        assert kind, relative
        if kind is not PROGRAM:
            assert is_id(id_of(relative))
            assert relative == kind.path(id_of(relative))


@some_hostile
@pytest.mark.parametrize("command", READING)
def test_reading_what_could_lead_away_reads_and_writes_nothing_there(
    place: Place, command: str, name: str
) -> None:
    before = place.records()
    done = place.cpp(*words(command, name))
    assert "not to be read" not in str(done)
    assert place.records() == before


@some_hostile
@pytest.mark.parametrize("command", WRITING)
def test_writing_what_could_lead_away_stays_among_the_records(
    place: Place, command: str, name: str
) -> None:
    place.cpp(*words(command, name))
    assert_all_are_records(place.root)


@some_hostile
def test_the_notes_of_a_meeting_make_no_commitment_elsewhere(place: Place, name: str) -> None:
    notes = f"- [ ] us -> huerto-sol: {name}\n- [ ] {name} -> {name}: {name} (by {name})\n"
    add = ("meeting", "add", "--date=2026-02-11", f"--title={name}", "--commitments")
    place.cpp(*add, f"--notes={notes}")
    place.cpp("meeting", "note", A_MEETING, f"--text={notes}", "--commitments")
    assert_all_are_records(place.root)


@pytest.mark.parametrize(
    # As in other programs, an empty folder is the one that we are in.
    "name",
    [name for name in HOSTILE.values() if name],
    ids=[w for w in HOSTILE if HOSTILE[w]],
)
def test_a_folder_that_is_none_is_not_made(place: Place, name: str) -> None:
    for command in ("validate", "schema", "partner add --name=N --kind=school", "fix"):
        done = run(*command.split(), f"-C{name}", "--no-input", root=place.outside / "elsewhere")
        assert done.status in (2, 3), done
        assert place.around() == place.before


@some_hostile
def test_a_file_of_notes_that_is_none_is_not_made(place: Place, name: str) -> None:
    before = place.records()
    for command in (f"meeting note {A_MEETING}", "meeting add --title=T --date=2026-02-11"):
        done = place.cpp(*command.split(), f"--file={name or 'none'}")
        assert done.status in (2, 3), done
    assert place.records() == before


NAMES = st.text(max_size=40) | st.lists(
    st.sampled_from(["..", ".", "/", "\\", "~", "\0", "\n", "con", "records", "a", "-", ":", "２"]),
    max_size=8,
).map("".join)


@examples(1000)
@given(NAMES, NAMES)
def test_an_id_is_a_name_that_every_disk_takes_for_one_file(first: str, second: str) -> None:
    for made in (first, slug(first), f"{slug(first)}/{second}"):
        if is_id(made):
            assert made == Path(made).name
            assert made.isascii()
            assert made.replace("-", "a").isalnum()
            assert made[0] != "-"
            assert len(made.encode()) <= 80


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"])
def test_a_name_that_windows_keeps_is_not_made_from_words(place: Place, name: str) -> None:
    assert is_reserved(name)
    done = place.cpp("partner", "add", f"--name={name.upper()}", "--kind=school")
    assert done.stdout.split("\n")[0] == f"{name}-2"


def test_names_like_those_that_windows_keeps_are_ids() -> None:
    assert not any(map(is_reserved, ("cone", "com", "com0", "com10", "lpt", "null", "a-con")))


# What stands in the records


BAD_RECORDS = {
    "an id that leads up": ("a.yaml", "id: ../../x\n"),
    "a former id that leads up": ("a.yaml", "id: a\nformer_ids: [../../../x, /tmp/x]\n"),
    "a file named with points": ("...yaml", "id: ..\n"),
    "a file that hides": (".a.yaml", "id: a\n"),
    "a file named with a backslash": ("..\\x.yaml", "id: x\n"),
    "a file named with a line end": ("a\nb.yaml", "id: a\n"),
    "a file named with a command": ("$(touch x).yaml", "id: a\n"),
    "a file named like an option": ("--help.yaml", "id: a\n"),
    "an id of another file": ("a.yaml", "id: huerto-sol\n"),
}
EVERY = (
    "validate",
    "status",
    "owes",
    "agenda",
    "summary",
    "fix",
    "partner list",
    "partner show a",
    "partner edit a --set=name=New",
    "partner rename a b",
    "meeting list",
    "commitment list",
    "harm list",
)


@pytest.mark.parametrize("bad", BAD_RECORDS)
def test_records_that_lead_away_are_not_followed(place: Place, bad: str) -> None:
    name, text = BAD_RECORDS[bad]
    rest = "name: A\nkind: school\nstatus: active\n"
    write_files(place.root, {f"records/partners/{name}": text + rest})
    assert place.cpp("validate").status == 1
    names = {"b.yaml", *(path.name for path in (place.root / "records/partners").iterdir())}
    for command in EVERY:
        place.cpp(*command.split())
    found = {path.name for path in (place.root / "records/partners").iterdir()}
    assert found <= names


def test_references_that_lead_away_are_no_references(place: Place) -> None:
    promise = example.RECORDS[f"records/commitments/2026/{A_PROMISE}.yaml"]
    text = str(promise).replace("to: huerto-sol", "to: ../../huerto-sol")
    write_files(place.root, {f"records/commitments/2026/{A_PROMISE}.yaml": text})
    assert "[S007" in place.cpp("validate").stdout
    for command in ("fix", "owes", "status", f"commitment deliver {A_PROMISE} --by=lcph-cpp"):
        place.cpp(*command.split())


# Links


LINKED = {
    "a folder of a kind": ("records/partners", "elsewhere/partners"),
    "a folder of a year": ("records/commitments/2026", "elsewhere/2026"),
    "a folder below": ("records/harms/2026", "elsewhere"),
    "a folder of schemas": ("schemas", "elsewhere"),
}


def replaced_by_link(place: Place, path: str, target: str) -> None:
    here = place.root / path
    if here.exists():
        here.rename(place.top / "moved")
    place.link(path, place.outside / target)
    place.before = place.around()


@pytest.mark.parametrize("which", LINKED)
def test_a_folder_that_is_a_link_is_neither_read_nor_written_through(
    place: Place, which: str
) -> None:
    replaced_by_link(place, *LINKED[which])
    commands = [
        *EVERY,
        "schema",
        "partner add --name=N --kind=school",
        "harm add --what=W",
        "commitment add --from=lcph-cpp --to=huerto-sol --what=W",
        "partner show stranger",
        "partner rename stranger known",
        "commitment show 2026-02-10-secret",
    ]
    for command in commands:
        done = place.cpp(*command.split())
        assert "not to be read" not in done.stdout
        assert "Stranger" not in done.stdout
    assert ids(place.root, "partner", "stranger") == []
    assert ids(place.root, "commitment", "2026-02-10-secret") == []


def test_what_is_written_behind_a_link_is_refused(place: Place) -> None:
    replaced_by_link(place, "records/partners", "elsewhere/partners")
    for more in ("", "--id=n"):
        done = place.cpp("partner", "add", "--name=N", "--kind=school", *more.split())
        assert done.status == 2
        assert "There may be partners that cannot be read" in done.stderr


def test_schemas_behind_a_link_are_not_written(place: Place) -> None:
    replaced_by_link(place, "schemas", "elsewhere")
    assert place.cpp("schema").status == 2


def test_records_that_are_a_link_are_refused(place: Place) -> None:
    """Who changes a link in a pull request would choose which folder is read and written to."""
    replaced_by_link(place, "records", "elsewhere")
    for command in EVERY:
        done = place.cpp(*command.split())
        assert done.status == 3, done
        assert "is a link to another folder" in done.stderr
    assert ids(place.root, "partner", "") == []


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_file_that_is_a_link_is_neither_read_nor_written_through(
    place: Place, there: bool
) -> None:
    target = place.outside / ("elsewhere/partners/stranger.yaml" if there else "none.yaml")
    place.link("records/partners/stranger.yaml", target)
    commands = [
        "partner show stranger",
        "partner edit stranger --set=name=New",
        "partner rename stranger known",
        "partner add --id=stranger --name=N --kind=school",
        "partner rename river-school stranger",
        "partner list",
    ]
    for command in commands:
        done = place.cpp(*command.split())
        assert "Stranger" not in done.stdout
        assert done.status in (1, 2), done
    link = place.root / "records/partners/stranger.yaml"
    assert link.is_symlink()


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing"])
def test_a_schema_that_is_a_link_is_not_written_through(place: Place, there: bool) -> None:
    target = place.outside / ("elsewhere/secret.txt" if there else "none.json")
    place.link("schemas/partner.schema.json", target)
    assert place.cpp("schema").status == 2
    assert not (place.outside / "none.json").exists()


@pytest.mark.parametrize("path", ["schemas/partner.schema.json", "records/partners/pipe.yaml"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(place: Place, path: str) -> None:
    (place.root / path).parent.mkdir(exist_ok=True)
    os.mkfifo(place.root / path)
    for command in ("schema", "schema --check", "validate", "partner edit pipe --set=name=N"):
        place.cpp(*command.split())
    (place.root / path).unlink()


def test_a_file_that_has_another_name_outside_is_changed_only_here(place: Place) -> None:
    there = place.outside / "elsewhere/huerto.yaml"
    os.link(place.root / "records/partners/huerto-sol.yaml", there)
    place.before = place.around()
    assert place.cpp("partner", "edit", "huerto-sol", "--set=name=New").status == 0
    assert "New" in (place.root / "records/partners/huerto-sol.yaml").read_text(encoding="utf-8")


SWAPPED = {
    "the folder": ("records/partners", "elsewhere/partners"),
    "the file": ("records/partners/huerto-sol.yaml", "elsewhere/partners/stranger.yaml"),
    "all records": ("records", "elsewhere"),
}


@pytest.mark.parametrize("which", SWAPPED)
@pytest.mark.parametrize(
    "command",
    ["partner edit huerto-sol --set=name=New", "partner rename huerto-sol stranger"],
)
def test_a_link_that_comes_between_reading_and_writing_is_not_followed(
    place: Place, monkeypatch: pytest.MonkeyPatch, which: str, command: str
) -> None:
    write: Callable[..., None] = Plan.carry_out

    def swapped(plan: Plan, *arguments: Path) -> None:
        replaced_by_link(place, *SWAPPED[which])
        write(plan, *arguments)

    monkeypatch.setattr(Plan, "carry_out", swapped)
    assert place.cpp(*command.split()).status == 2


# Completion


@pytest.fixture
def named(repo: Path) -> Path:
    write_files(repo, {f"records/partners/{name}.yaml": "" for name in ON_A_DISK})
    return repo


ON_A_DISK = [
    name for name in HOSTILE.values() if name and "/" not in name and "\0" not in name
    and "\ud800" not in name and len(name.encode()) < 250
]  # fmt: skip


def test_only_ids_are_offered_for_completion(named: Path) -> None:
    offered = ids(named, "partner", "")
    assert {"con", "huerto-sol", "lcph-cpp", "river-school"} <= set(offered)
    assert [name for name in offered if not is_id(name)] == []
