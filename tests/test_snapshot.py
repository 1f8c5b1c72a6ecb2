"""Files on the disk: what lies below `records/` is a record or a finding, and the rest goes on."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.errors import NoSurroundings
from cpp_cli.models.kinds import KINDS, PARTNER
from cpp_cli.reading.load import load
from cpp_cli.reading.paths import folded, hidden_character, name_findings, seen, why_not_everywhere
from cpp_cli.reading.root import find_root
from cpp_cli.reading.snapshot import Unreadable, WorkingTree
from cpp_cli.reading.text import MAX_BYTES
from cpp_cli.rules import example
from cpp_cli.rules.check import findings
from tests.support import TODAY, InMemory, run, store_of, write_files

CLUB = "id: {}\nname: Garden Club\nkind: resident-group\nstatus: active\n"


def told(root: Path) -> list[tuple[str, str]]:
    """Return the path and code of each finding, as `cpp validate` says it."""
    done = run("validate", "--format", "json", root=root)
    assert done.stderr == ""
    data = json.loads(done.stdout)["data"]
    assert done.status == (1 if data["errors"] else 0)
    assert all((one["line"], one["column"]) == (1, 1) for one in data["findings"])
    # Whatever lies beside them, the good records are read.
    read = {record.path for record in load(WorkingTree(root)).records()}
    assert set(example.RECORDS) <= read
    return [(one["path"], one["code"]) for one in data["findings"]]


def linked_file(root: Path) -> str:
    (root / "records/partners/garden-club.yaml").symlink_to("huerto-sol.yaml")
    return "records/partners/garden-club.yaml"


def link_to_nothing(root: Path) -> str:
    (root / "records/partners/garden-club.yaml").symlink_to("nowhere.yaml")
    return "records/partners/garden-club.yaml"


def link_to_itself(root: Path) -> str:
    (root / "records/partners/garden-club.yaml").symlink_to("garden-club.yaml")
    return "records/partners/garden-club.yaml"


def link_without_an_ending(root: Path) -> str:
    (root / "records/partners/garden-club").symlink_to("huerto-sol.yaml")
    return "records/partners/garden-club"


def linked_folder(root: Path) -> str:
    write_files(root, {"elsewhere/garden-club.yaml": CLUB.format("garden-club")})
    (root / "records/partners/old").symlink_to(root / "elsewhere")
    return "records/partners/old"


def folder_linked_to_records(root: Path) -> str:
    (root / "records/partners/all").symlink_to(root / "records")
    return "records/partners/all"


def pipe(root: Path) -> str:
    os.mkfifo(root / "records/partners/garden-club.yaml")
    return "records/partners/garden-club.yaml"


def pipe_without_an_ending(root: Path) -> str:
    os.mkfifo(root / "records/partners/pipe")
    return "records/partners/pipe"


def a_socket(root: Path) -> str:
    # The name of a socket may have 108 bytes, which a folder for tests may have already.
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(root / "records/partners", os.O_RDONLY)
        try:
            server.bind(f"/proc/self/fd/{here}/garden-club.yaml")
        finally:
            os.close(here)
    return "records/partners/garden-club.yaml"


def folder_like_a_record(root: Path) -> str:
    write_files(root, {"records/partners/garden-club.yaml/huerto.yaml": CLUB.format("huerto")})
    return "records/partners/garden-club.yaml"


def hidden_folder(root: Path) -> str:
    write_files(root, {"records/partners/.old/garden-club.yaml": CLUB.format("garden-club")})
    return "records/partners/.old"


SPECIAL = [
    linked_file,
    link_to_nothing,
    link_to_itself,
    link_without_an_ending,
    linked_folder,
    folder_linked_to_records,
    pipe,
    pipe_without_an_ending,
    a_socket,
    folder_like_a_record,
    hidden_folder,
]


@pytest.mark.parametrize("make", SPECIAL, ids=lambda make: make.__name__)
def test_what_is_no_plain_file_is_a_finding_and_the_rest_goes_on(
    make: Callable[[Path], str], repo: Path
) -> None:
    path = make(repo)
    assert told(repo) == [(path, "T007")]


def test_a_pipe_or_device_is_never_opened(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(repo / "records/partners/garden-club.yaml")

    def opened(*_: object) -> int:
        raise AssertionError("opened")

    monkeypatch.setattr(os, "open", opened)
    assert WorkingTree(repo).read("records/partners/garden-club.yaml") == Unreadable("special")


def test_a_file_that_becomes_a_pipe_while_it_is_opened_is_not_read(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.lstat(repo / "records/program.yaml")
    os.mkfifo(repo / "records/partners/garden-club.yaml")
    monkeypatch.setattr(os, "lstat", lambda _: before)
    assert WorkingTree(repo).read("records/partners/garden-club.yaml") == Unreadable("special")


def test_every_file_that_was_opened_is_closed_again(repo: Path) -> None:
    linked_file(repo)
    folder_like_a_record(repo / "records")
    open_before = sorted(os.listdir("/proc/self/fd"))
    tree = WorkingTree(repo)
    for path in (*tree.paths(), "records/partners", "records/nothing.yaml"):
        tree.read(path)
    open_after = sorted(os.listdir("/proc/self/fd"))
    assert len(open_after) == len(open_before)


WHY = {
    "link": "it is a link",
    "folder": "it is a folder",
    "special": "it is a pipe, a socket or a device",
    "permission": "it is locked for you",
    "gone": "it has just gone away",
    "error": "the disk does not give it",
}


@pytest.mark.parametrize("why", WHY)
def test_the_reason_is_said_in_words(why: str) -> None:
    class Odd(InMemory):
        def read(self, path: str) -> bytes | Unreadable:
            return Unreadable(why) if path.endswith("sol.yaml") else super().read(path)

    found = findings(load(Odd(example.RECORDS)), TODAY)
    assert [(one.code, one.values) for one in found] == [("T007", {"why": WHY[why]})]


ERRORS = {PermissionError(13, "x"): "permission", OSError(5, "x"): "error", OSError(): "error"}


@pytest.mark.parametrize("error", ERRORS, ids=str)
def test_a_file_that_the_disk_refuses_is_a_finding(
    error: OSError, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert WorkingTree(repo).read("records/program.yaml") == Unreadable(ERRORS[error])


def test_a_file_that_fails_while_it_is_read_is_a_finding(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> os.stat_result:
        raise OSError(5, "x")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", refuse)
        found = WorkingTree(repo).read("records/program.yaml")
    assert found == Unreadable("error")


def locked(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock a folder as for a plain user: nothing is locked for root."""
    scandir, open_ = os.scandir, os.open

    def refuse_list(path: Path) -> object:
        if Path(path).as_posix().endswith(folder):
            raise PermissionError(13, "locked")
        return scandir(path)

    def refuse_open(path: Path, flags: int) -> int:
        if Path(path).as_posix().endswith(folder):
            raise PermissionError(13, "locked")
        return open_(path, flags)

    monkeypatch.setattr(os, "scandir", refuse_list)
    monkeypatch.setattr(os, "open", refuse_open)


def test_a_locked_folder_is_a_finding_and_nobody_is_blamed_for_naming_what_is_in_it(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "records/partners/far"
    steward = "lcph-far/maria-k"
    write_files(
        repo,
        {
            f"{path}/lcph-far.yaml": CLUB.format("lcph-far"),
            "records/partners/club.yaml": CLUB.format("club") + f"steward: {steward}\n",
        },
    )
    locked(path, monkeypatch)
    store = load(WorkingTree(repo))
    assert [(one.path, one.code, dict(one.values)) for one in findings(store, TODAY)] == [
        (path, "T007", {"why": WHY["permission"]})
    ]
    assert store.hidden == {PARTNER.name}
    assert store.knows(PARTNER, "lcph-far")


def test_records_that_are_locked_altogether_are_one_finding(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked("records", monkeypatch)
    store = load(WorkingTree(repo))
    assert [(one.path, one.code) for one in store.findings()] == [("records", "T007")]
    assert store.hidden == set(KINDS)


def test_a_link_outside_of_the_folders_of_kinds_hides_nothing(repo: Path) -> None:
    (repo / "records/elsewhere").symlink_to(repo)
    store = load(WorkingTree(repo))
    assert [one.path for one in store.findings()] == ["records/elsewhere"]
    assert store.hidden == set()


STRAY = [
    "records/README.md",
    "records/partners/garden-club.txt",
    "records/partners/garden-club.yaml~",
    "records/partners/garden-club.yaml.orig",
    "records/partners/list.xlsx",
    "records/partners/noending",
    "records/else/where.yaml",
]


def test_what_is_no_record_is_told_of(repo: Path) -> None:
    write_files(repo, dict.fromkeys(STRAY, "id: garden-club\n"))
    assert told(repo) == [(path, "N001") for path in sorted(STRAY)]


LEFT = [".DS_Store", ".gitkeep", "Thumbs.db", "desktop.ini", ".garden-club.yaml.swp"]


def test_what_computers_leave_behind_is_passed_over(repo: Path) -> None:
    write_files(repo, dict.fromkeys((f"records/partners/{name}" for name in LEFT), "x"))
    assert told(repo) == []


def test_a_hidden_file_with_the_name_of_a_record_is_one(repo: Path) -> None:
    write_files(repo, {"records/partners/.club.yaml": CLUB.format("club")})
    assert [(one.path, one.code) for one in findings(load(WorkingTree(repo)), TODAY)] == [
        ("records/partners/.club.yaml", "N002")
    ]


REFUSED_NAMES = [
    "con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "CON", "Aux", "con.txt", "nul.tar",
    "conin$", "CONOUT$", "com¹", "lpt³", "con ", "aux .x",
    "a:b", "a*b", "a?b", 'a"b', "a<b", "a>b", "a|b", "a\\b",
]  # fmt: skip


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_a_name_that_windows_refuses_is_told_of_a_file_and_of_a_folder(
    name: str, repo: Path
) -> None:
    file = f"records/harms/{name}.yaml"
    folder = f"records/harms/{name}/closed.yaml"
    write_files(repo, {file: "id: x\nwhat: x\n", folder: "id: closed\nwhat: x\n"})
    found = [one for one in told(repo) if one[1] != "N004"]
    assert ("N009" in {code for path, code in found if path == folder}) is True
    assert ("N009" in {code for path, code in found if path == file}) is True


@pytest.mark.parametrize("name", ["console", "com10", "com", "lpt", "auxiliary", "null", "con-a"])
def test_a_name_that_only_looks_like_one_of_windows_stays(name: str) -> None:
    assert why_not_everywhere(f"{name}.yaml") is None


@pytest.mark.parametrize("end", [".", " ", "..."])
def test_a_folder_that_ends_in_a_dot_or_space_is_told_of_once(end: str, repo: Path) -> None:
    files = {f"records/harms/old{end}/h{n}.yaml": f"id: h{n}\nwhat: x\n" for n in range(3)}
    write_files(repo, files)
    assert told(repo) == [(f"records/harms/old{end}/h0.yaml", "N009")]


def test_an_id_that_is_a_device_is_read_so_that_it_can_be_renamed(repo: Path) -> None:
    write_files(repo, {"records/partners/con.yaml": CLUB.format("con")})
    assert told(repo) == [("records/partners/con.yaml", "N009")]
    assert "con" in load(WorkingTree(repo)).partners


HIDDEN = {
    "a mark that turns the order around": "garden\u202eclub",
    "a zero-width space": "garden\u200bclub",
    "a joiner": "garden\u200dclub",
    "a soft hyphen": "garden\u00adclub",
    "a byte-order mark": "\ufeffgarden-club",
    "a line end": "garden\nclub",
    "an escape sequence": "garden\x1b[31mclub",
    "a line separator": "garden\u2028club",
    "a byte that is no letter": os.fsdecode(b"jard\xedn"),
    "a tag": "garden\U000e0041",
    "for private use": "garden\ue000",
}


@pytest.mark.parametrize("name", HIDDEN.values(), ids=HIDDEN)
def test_a_name_with_what_cannot_be_seen_is_told_and_the_file_is_not_read(
    name: str, repo: Path
) -> None:
    path = f"records/partners/{name}.yaml"
    write_files(repo, {path: CLUB.format("garden-club")})
    assert told(repo) == [(path, "N010")]
    assert load(WorkingTree(repo)).left_out == [path]


def test_the_character_is_named_by_number_and_a_byte_by_its_value() -> None:
    found = list(name_findings(["records/a\u200b.yaml", "records/\udced.yaml"]))
    assert [one.values["character"] for one in found] == ["U+200B", "0xED"]


@pytest.mark.parametrize("name", ["Jardín", "日本語", "حديقة", "a.b_c-d", "ünïcödé", "o'brien"])
def test_letters_of_every_language_may_be_in_a_name(name: str) -> None:
    assert hidden_character(name) is None
    assert why_not_everywhere(name) is None


def test_a_hidden_character_in_the_name_of_a_folder_is_told_once(repo: Path) -> None:
    files = {f"records/harms/o\u200bld/h{n}.yaml": f"id: h{n}\nwhat: x\n" for n in range(3)}
    write_files(repo, files)
    assert told(repo) == [(next(iter(files)), "N010")]


def test_names_and_ways_that_are_too_long_are_told() -> None:
    long_name, long_way = "a" * 101, "/".join("b" * 60 for _ in range(4))
    paths = [f"records/harms/{long_name}/a.yaml", f"records/harms/{long_way}/c.yaml"]
    found = list(name_findings(paths))
    assert [(one.path, one.code) for one in found] == [(path, "N009") for path in paths]
    fits = f"records/harms/{'a' * 95}.yaml"
    assert list(name_findings([fits])) == []


TWINS = {
    "capitals": ("Spraying", "spraying"),
    "sharp s": ("straẞe", "strasse"),
    "decomposed accents": ("cafe\u0301", "caf\u00e9"),
}


@pytest.mark.parametrize(("odd", "right"), TWINS.values(), ids=TWINS)
def test_of_two_files_that_some_computers_hold_for_one_the_odd_one_is_told(
    odd: str, right: str
) -> None:
    text = "id: well\nwhat: The well was closed.\n"
    files = {f"records/harms/a/{odd}.yaml": text, f"records/harms/b/{right}.yaml": text}
    found = findings(store_of(files), TODAY)
    assert ("N004", f"records/harms/a/{odd}.yaml") in {(one.code, one.path) for one in found}
    assert ("N004", f"records/harms/b/{right}.yaml") not in {(one.code, one.path) for one in found}


@pytest.mark.parametrize(("odd", "right"), TWINS.values(), ids=TWINS)
def test_of_two_folders_that_some_computers_hold_for_one_the_odd_one_is_told(
    odd: str, right: str
) -> None:
    files = {
        f"records/harms/{odd}/{one}.yaml": f"id: {one}\nwhat: The well.\n" for one in ("a", "b")
    } | {f"records/harms/{right}/c.yaml": "id: c\nwhat: The well.\n"}
    found = findings(store_of(files), TODAY)
    assert [(one.code, one.path) for one in found] == [("N011", f"records/harms/{odd}/a.yaml")]
    assert found[0].values["other"] == f"records/harms/{right}"


def test_capitals_are_made_alike_whatever_the_order_of_accents() -> None:
    assert folded("É") == folded("e\u0301") == "é"


SEEN = {
    "records/partners/a.yaml": "records/partners/a.yaml",
    "records/partners/a.txt": "records/partners/a.txt",
    "records/partners/a.yaml/b.yaml": "records/partners/a.yaml",
    "records/partners/.old/b.yaml": "records/partners/.old",
    "records/partners/.b.yaml": "records/partners/.b.yaml",
    "records/partners/.b": "",
    "records/Thumbs.db": "",
}


@pytest.mark.parametrize(("path", "shown"), SEEN.items())
def test_a_walk_comes_upon_a_file_or_the_folder_that_is_not_gone_into(
    path: str, shown: str
) -> None:
    assert seen(path) == shown


def test_the_folder_of_the_records_is_the_nearest_above_and_never_a_link(
    repo: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert find_root(str(repo / "records/partners"), exactly=False) == str(repo)
    with pytest.raises(NoSurroundings):
        find_root(str(repo / "records/partners"), exactly=True)
    other = tmp_path_factory.mktemp("other")
    (other / "records").symlink_to(repo / "records")
    with pytest.raises(NoSurroundings):
        find_root(str(other), exactly=True)


def test_reading_stops_one_byte_behind_the_limit(repo: Path) -> None:
    write_files(repo, {"records/harms/long.yaml": b"x" * (MAX_BYTES * 2)})
    data = WorkingTree(repo).read("records/harms/long.yaml")
    assert len(data) == MAX_BYTES + 1
