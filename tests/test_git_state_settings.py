"""What settings, attributes and old notes say: none makes what is changed pass for unchanged."""

import os
import shutil
import time
from pathlib import Path

import pytest

from cpp_cli.git import run as running
from cpp_cli.git import vouch
from cpp_cli.git.folder import place_of
from cpp_cli.git.index import NOTE, Index
from cpp_cli.git.memo import Memo
from cpp_cli.git.state import Asked, State, begin
from cpp_cli.git.vouch import ENTRIES, Entry
from tests.gits import (
    LONG_AGO,
    PROGRAM,
    Canary,
    commit_all,
    git,
    in_secret,
    repository,
    state_of,
    vouched,
)
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

WATER, AIR = "records/harms/water.yaml", "records/harms/air.yaml"
FILES = {PROGRAM: "name: P\n", WATER: "id: water\nwhat: x\n", AIR: "id: air\n"}


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if everything had been written long ago."""
    monkeypatch.setattr(vouch, "SETTLED", -60)


# Settings that hide a change


@pytest.mark.parametrize(
    "setting",
    [
        *("core.trustctime=false", "core.checkStat=minimal", "core.ignoreStat=true"),
        *("core.fileMode=false", "core.symlinks=false", "core.ignoreCase=true"),
        *("core.precomposeUnicode=true", "core.untrackedCache=true", "core.preloadIndex=false"),
        *("core.bare=true", "status.showUntrackedFiles=no", "status.relativePaths=true"),
        *("diff.ignoreSubmodules=all", "diff.renames=copies", "diff.relative=true"),
        *("diff.noprefix=true", "core.quotePath=true", "core.abbrev=4", "core.safecrlf=true"),
        *("core.autocrlf=true", "core.autocrlf=input", "core.eol=crlf", "index.version=4"),
        *("core.splitIndex=true", "feature.manyFiles=true", "index.threads=1"),
        *("core.worktree=/nowhere", "core.excludesFile=~/excludes", "diff.orderFile=nowhere"),
    ],
)
def test_no_setting_hides_a_change(root: Path, setting: str) -> None:
    git(root, "config", *setting.split("="))
    assert vouched(root) == set()
    in_secret(root / WATER, "id: wader\nwhat: y\n")
    (root / AIR).write_text("id: changed\n")
    write_files(root, {"records/new.yaml": "x", "records/Program.yaml": "x"})
    assert vouched(root) == {WATER, AIR, "records/new.yaml", "records/Program.yaml"}


# What git converts on the way to the disk


def rot13(root: Path, tmp_path: Path) -> None:
    """Set a filter that changes every letter, and no size."""
    program = tmp_path / "rot13.sh"
    program.write_text("#!/bin/sh\ntr a-z n-za-m\n")
    program.chmod(0o755)
    for way in ("clean", "smudge"):
        git(root, "config", f"filter.rot13.{way}", str(program))


ATTRIBUTES = [
    *("text eol=crlf", "ident", "filter=rot13", "working-tree-encoding=UTF-16LE"),
    *("crlf eol=crlf", "text=auto eol=crlf"),
]


@pytest.mark.parametrize("place", [".gitattributes", "records/.gitattributes", "info", "setting"])
@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_what_was_converted_is_named_also_when_nothing_says_so_any_more(
    root: Path, tmp_path: Path, place: str, attributes: str
) -> None:
    (root / WATER).write_text("id: water $Id$\n")
    head = commit_all(root)
    rot13(root, tmp_path)
    files = {"info": ".git/info/attributes", "setting": "../attributes"}
    says = root / files.get(place, place)
    says.parent.mkdir(exist_ok=True)
    says.write_text(f"water.yaml {attributes}\n")
    git(root, "config", "core.attributesFile", str(tmp_path / "attributes"))
    (root / WATER).unlink()
    git(root, "checkout", "--quiet", head, "--", WATER)
    assert (root / WATER).read_bytes() != b"id: water $Id$\n"
    # Git looks into what may have been written since the index was.
    os.utime(root / WATER, LONG_AGO)
    git(root, "update-index", "--refresh")
    if place != "records/.gitattributes":
        assert git(root, "status", "--porcelain", "records") == ""
    assert vouched(root) - {"records/.gitattributes"} == {WATER}
    says.unlink()
    assert git(root, "status", "--porcelain", "records") == ""
    assert vouched(root) == {WATER}


def test_what_is_converted_on_the_way_back_is_named(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / WATER).write_bytes(b"id: water\r\nwhat: x\r\n")
    git(root, "add", "--renormalize", WATER)
    assert git(root, "status", "--porcelain") == ""
    assert vouched(root) == {WATER}


def test_attributes_that_convert_nothing_cost_nothing(root: Path) -> None:
    write_files(root, {".gitattributes": "* -text diff=x\n*.png binary\n"})
    commit_all(root)
    assert vouched(root) == set()


# Where git cannot vouch


def test_outside_of_a_repository_nobody_is_asked(tmp_path: Path) -> None:
    assert begin(tmp_path) is None


def asked(root: Path) -> object:
    found = begin(root)
    assert found is not None
    return found.state()


def test_without_a_commit_or_records_in_it_nobody_vouches(tmp_path: Path) -> None:
    root = write_files(tmp_path / "new", FILES)
    git(root, "init", "--quiet")
    assert asked(root) is None
    git(root, "commit", "--quiet", "--allow-empty", "--message", "nothing")
    assert asked(root) is None
    git(root, "add", "--all")
    assert asked(root) is None
    commit_all(root)
    assert vouched(root) == set()
    shutil.rmtree(root / "records")
    assert asked(root) is None
    (root / "records").write_text("x")
    assert asked(root) is None
    commit_all(root)
    assert asked(root) is None


def test_where_git_is_missing_or_fails_nobody_vouches(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(root))
        assert asked(root) is None
        (root / "git").write_text("nonsense")
        (root / "git").chmod(0o755)
        assert asked(root) is None
    head = (root / ".git/HEAD").read_text()
    (root / ".git/HEAD").write_text("nonsense\n")
    assert asked(root) is None
    (root / ".git/HEAD").write_text(head)
    (root / ".git/commondir").write_text("nowhere\n")
    assert asked(root) is None


def test_of_a_damaged_index_nothing_wrong_is_said(root: Path) -> None:
    index = root / ".git/index"
    good, said = index.read_bytes(), []
    for damaged in (b"", b"DIRC", *(good[:length] for length in range(12, len(good), 23))):
        index.write_bytes(damaged)
        if asked(root) is not None:
            said.append(vouched(root))
    assert len(said) < 20
    index.write_bytes(good)
    assert vouched(root) == set()


def test_a_folder_that_cannot_be_read_is_left_to_the_walk(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: object) -> list[bytes]:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", locked)
    assert asked(root) is None


def test_the_folder_of_another_owner_is_read_where_the_person_trusts_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = "GIT_TEST_ASSUME_DIFFERENT_OWNER"
    monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(running, "KEPT", running.KEPT | {variable})
    assert asked(root) is None
    (root.parent / "global.gitconfig").write_text("[safe]\n\tdirectory = *\n")
    (root / WATER).write_text("id: changed\n")
    state = asked(root)
    assert isinstance(state, State)
    assert state.changed == {WATER}


@pytest.mark.parametrize("scope", ["--local", "--global", "included", "--worktree"])
def test_no_filter_is_run(root: Path, tmp_path: Path, scope: str) -> None:
    canary = Canary(tmp_path / "canary")
    git(root, "config", "extensions.worktreeConfig", "true")
    where = [scope]
    if scope == "included":
        where = ["--file", str(tmp_path / "included")]
        git(root, "config", "include.path", str(tmp_path / "included"))
    for way in ("clean", "smudge"):
        git(root, "config", *where, f"filter.evil.{way}", canary.command(f"filter.evil.{way}"))
    write_files(root, {".gitattributes": "* filter=evil\n"})
    git(root, "add", WATER)
    canary.ran()
    (root / WATER).write_text("id: wader\nwhat: y\n")
    assert state_of(root).changed == {WATER}
    assert canary.ran() == set()
    git(root, "status")
    assert canary.ran()


# What was noted


def note(root: Path, name: str = NOTE) -> Path:
    return root / ".git/cpp/cache" / name


def forbidden(*_: object) -> None:
    raise AssertionError("asked anew")


def test_what_is_settled_is_noted_and_not_asked_again(
    root: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vouched(root) == set()
    write_files(root, {WATER: "id: changed\n", "records/new/x.yaml": "x"})
    monkeypatch.setattr(vouch, "known", forbidden)
    assert vouched(root) == {WATER, "records/new", "records/new/x.yaml"}
    monkeypatch.undo()
    commit_all(root)
    assert vouched(root) == set()


def test_what_is_new_alone_is_looked_into(
    root: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vouched(root) == set()
    looked: list[str] = []
    started = Index.started

    def seen(self: Index, *arguments: str, stdin: bytes = b"") -> object:
        looked.extend(stdin.decode().split())
        return started(self, *arguments, stdin=stdin)

    monkeypatch.setattr(Index, "started", seen)
    (root / WATER).write_text("id: changed\n")
    commit_all(root)
    assert vouched(root) == set()
    assert looked == [WATER]
    git(root, "reset", "--quiet", "--soft", "HEAD~1")
    assert vouched(root) == {WATER}
    assert looked == [WATER]


def test_what_was_just_written_is_not_noted(root: Path) -> None:
    assert vouched(root) == set()
    assert not note(root).exists()
    in_secret(root / WATER, "id: wader\nwhat: y\n")
    assert vouched(root) == {WATER}


def test_what_is_noted_in_time_sees_a_later_change_in_secret(root: Path) -> None:
    time.sleep(vouch.SETTLED + 1.1)
    assert vouched(root) == set()
    assert note(root).exists()
    in_secret(root / WATER, "id: wader\nwhat: y\n")
    assert vouched(root) == {WATER}


def test_an_index_without_a_checksum_is_asked_anew(root: Path, settled: None) -> None:
    index = root / ".git/index"
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))
    assert vouched(root) == set()
    assert not note(root).exists()
    git(root, "update-index", "--assume-unchanged", WATER)
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))
    assert vouched(root) == {WATER}


@pytest.mark.parametrize("name", [NOTE, ENTRIES])
def test_notes_that_are_damaged_or_foreign_are_not_believed(
    root: Path, tmp_path: Path, settled: None, name: str
) -> None:
    assert vouched(root) == set()
    good = note(root, name).read_bytes()
    other = repository(tmp_path / "other", {**FILES, "records/more.yaml": "x"})
    assert vouched(other) == set()
    note(root, NOTE).unlink()
    damaged = [good[:-1], good[: len(good) // 2], good + b"x", b"", b"\0", good.upper()]
    damaged += [good.replace(b"water", b"wager"), note(other, name).read_bytes()]
    for data in damaged:
        note(root, name).write_bytes(data)
        assert vouched(root) == set()
        assert note(root, name).read_bytes() == good
        note(root, NOTE).unlink()


def test_notes_that_cannot_be_written_are_not_missed(root: Path, settled: None) -> None:
    (root / ".git/cpp").write_text("in the way")
    assert vouched(root) == set()
    (root / ".git/cpp").unlink()
    note(root).mkdir(parents=True)
    assert vouched(root) == set()
    assert sorted(os.listdir(root / ".git/cpp/cache")) == [ENTRIES, NOTE]


@pytest.mark.parametrize("link", ["cpp", "cpp/cache"])
def test_nothing_is_written_through_a_link(
    root: Path, tmp_path: Path, settled: None, link: str
) -> None:
    (tmp_path / "elsewhere/cache").mkdir(parents=True)
    (root / ".git" / link).parent.mkdir(exist_ok=True)
    (root / ".git" / link).symlink_to(tmp_path / "elsewhere")
    assert vouched(root) == set()
    assert [one for one in (tmp_path / "elsewhere").rglob("*") if one.is_file()] == []


def test_a_full_disk_leaves_no_note_and_no_rest(
    root: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "replace", full)
    assert vouched(root) == set()
    assert os.listdir(root / ".git/cpp/cache") == []


def test_a_rest_of_a_note_is_not_written_over(root: Path, settled: None) -> None:
    rest = note(root, f"{NOTE}.{os.getpid()}")
    rest.parent.mkdir(parents=True)
    rest.write_text("rest")
    os.mkfifo(note(root, ENTRIES))
    assert vouched(root) == set()
    assert rest.read_text() == "rest"
    assert not note(root).exists()


def test_of_a_git_that_says_it_otherwise_nothing_is_taken_for_plain() -> None:
    stat = b"  ctime: 1:2\n  mtime: 1:2\n  dev: 1\tino: 2\n  uid: 0\tgid: 0\n  size: 9\tflags: 0"
    assert Entry(b"H 100644 id 0\ta\0" + stat).plain
    for entry, said in (
        *((b"h 100644 id 0\ta", stat), (b"H 120000 id 0\ta", stat), (b"M 100644 id 2\ta", stat)),
        *((b"H 100644 id 0\ta", stat[8:]), (b"H 100644 id 0\ta", stat + b" 1")),
        (b"H 100644 id 0\ta", stat.replace(b"flags: 0", b"flags: 20004000")),
    ):
        assert not Entry(entry + b"\0" + said).plain


def test_a_note_is_read_as_it_was_written(root: Path) -> None:
    place = place_of(root)
    assert place is not None
    memo = Memo(place)
    assert memo.read("x") is None
    for parts in ([b""], [b"a", b"", b"\n"], [b"\xff" * 5]):
        memo.write("x", parts)
        assert memo.read("x") == parts


def test_an_index_that_changes_meanwhile_is_asked_about_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = ["id: first\n", "id: second\n"]
    real = Asked._found

    def found(self: Asked) -> object:
        state = real(self)
        if changes:
            (root / WATER).write_text(changes.pop())
            git(root, "add", WATER)
        return state

    monkeypatch.setattr(Asked, "_found", found)
    assert vouched(root) == {WATER}
    changes += ["id: 1\n", "id: 2\n", "id: 3\n", "id: 4\n"]
    assert asked(root) is None
