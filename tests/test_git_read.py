"""Reading a repository: revisions, days, trees, contents, and what is not committed."""

import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cpp_cli.errors import NoSurroundings
from cpp_cli.git import run as running
from cpp_cli.git.read import Entry, Repository
from cpp_cli.git.revision import Revision
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import Unreadable, WorkingTree
from cpp_cli.reading.text import MAX_BYTES
from cpp_cli.rules import example
from tests.gits import PROGRAM, commit_all, found, git, repository
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

FILES = {PROGRAM: "name: P\n", "records/harms/water.yaml": "id: water\n", "README": "x\n"}


# Which repository


def test_outside_a_repository_there_is_none(tmp_path: Path) -> None:
    assert Repository.find(tmp_path) is None


def test_a_bare_repository_holds_no_records_to_work_on(tmp_path: Path, root: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    assert Repository.find(tmp_path / "bare.git") is None


def test_a_repository_called_bare_by_its_settings_is_read_all_the_same(root: Path) -> None:
    git(root, "config", "core.bare", "true")
    assert found(root).resolve("HEAD")
    assert found(root).uncommitted() == {}


def test_settings_cannot_move_the_records_elsewhere(root: Path, tmp_path: Path) -> None:
    other = write_files(tmp_path / "elsewhere", {PROGRAM: "name: Other\n"})
    git(root, "config", "core.worktree", str(other))
    assert found(root).uncommitted() == {}


def test_a_work_tree_and_a_submodule_lead_to_their_own_commits(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "second", str(tmp_path / "second"))
    (tmp_path / "second" / PROGRAM).write_text("name: Second\n")
    head = commit_all(tmp_path / "second")
    assert found(tmp_path / "second").resolve("HEAD") == head != found(root).resolve("HEAD")
    outer = repository(tmp_path / "outer", {"README": "x\n"})
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(root), "in")
    assert found(outer / "in").resolve("HEAD") == found(root).resolve("HEAD")
    assert found(outer / "in").place.own == str(outer / ".git/modules/in")


@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_DIR": "{other}/.git"},
        {"GIT_DIR": "{other}/.git", "GIT_WORK_TREE": "{other}"},
        {"GIT_INDEX_FILE": "{other}/.git/index"},
        {"GIT_OBJECT_DIRECTORY": "{other}/.git/objects"},
        {"GIT_NAMESPACE": "other"},
        {"GIT_COMMON_DIR": "{other}/.git"},
        {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.worktree",
            "GIT_CONFIG_VALUE_0": "{other}",
        },
        {"GIT_CONFIG_PARAMETERS": "'core.worktree'='{other}'"},
        {"GIT_LITERAL_PATHSPECS": "0", "GIT_ICASE_PATHSPECS": "1"},
        {"GIT_TRACE": "1", "GIT_TRACE2": "{other}/trace"},
    ],
)
def test_what_is_inherited_leads_to_no_other_repository(
    root: Path, tmp_path: Path, variables: dict[str, str]
) -> None:
    other = repository(tmp_path / "other", {"records/harms/other.yaml": "id: other\n"})
    head = git(root, "rev-parse", "HEAD")
    for name, value in variables.items():
        os.environ[name] = value.format(other=other)
    known = found(root)
    assert known.resolve("HEAD") == head
    assert set(known.tree(head)) == set(known.index()) == {PROGRAM, "records/harms/water.yaml"}
    assert known.uncommitted() == {}
    assert not (other / "trace").exists()


def test_every_variable_that_git_calls_its_own_is_dropped(root: Path) -> None:
    own = git(root, "rev-parse", "--local-env-vars").split()
    assert "GIT_DIR" in own
    more = ["GIT_CONFIG_KEY_0", "GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_ASKPASS", "GIT_EDITOR"]
    os.environ |= dict.fromkeys([*own, *more, "GIT_TRACE"], "set")
    for online in (False, True):
        left = set(running.environment(found(root).place, online)) & {*own, *more, "GIT_TRACE"}
        assert left == ({"GIT_SSH", "GIT_ASKPASS"} if online else set())


# Revisions


def test_what_people_type_becomes_a_whole_hash(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    git(root, "tag", "--annotate", "--message", "x", "v1")
    (root / "README").write_text("y\n")
    second = commit_all(root, "words to look for")
    known = found(root)
    assert known.resolve("HEAD") == known.resolve("main") == known.resolve("@") == second
    assert known.resolve("HEAD~1") == known.resolve("v1") == known.resolve(first[:10]) == first
    assert known.resolve("HEAD^{/words}") == second


@pytest.mark.parametrize(
    "revision",
    [
        *("", " ", "-h", "--help", "--all", "--output=stolen", "--git-dir=x", "HEAD:records"),
        *("HEAD:README", "@{upstream}", "HEAD@{u}", "HEAD@{99}", ":/records", ":0:README", "a..b"),
        *("HEAD..HEAD", "^HEAD", "HEAD^@", "HEAD^!", "HEAD^{tree}", "nowhere", "deadbeef", "a\nb"),
        *("HEAD\n", "HEAD\0", "\0", "0" * 40, "\udcff", "HEAD~99999999999999999999", "../x"),
    ],
)
def test_what_is_no_commit_is_none(root: Path, revision: str) -> None:
    assert found(root).resolve("HEAD")
    with_no_harm = sorted(root.rglob("*"))
    assert found(root).resolve(revision) is None
    assert sorted(root.rglob("*")) == with_no_harm


@pytest.mark.parametrize("given", ["HEAD", "--output=x", "", "A" * 40, "0" * 41])
def test_nothing_but_a_whole_hash_is_passed_on(root: Path, given: str) -> None:
    known = found(root)
    head = git(root, "rev-parse", "HEAD")
    for ask in (
        lambda: known.tree(given),
        lambda: known.contents([given]),
        lambda: known.changed(given, head),
        lambda: known.merge_base(head, given),
        lambda: known.on_day(date(2026, 1, 1), given),
    ):
        with pytest.raises(ValueError, match="not a whole hash"):
            ask()


def test_what_replaces_a_commit_in_secret_is_not_read(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    (root / PROGRAM).write_text("name: Another\n")
    second = commit_all(root)
    before = found(root).tree(first)
    git(root, "replace", first, second)
    assert git(root, "show", f"{first}:{PROGRAM}") == "name: Another"
    assert found(root).tree(first) == before


# Days


@pytest.fixture
def zone() -> Iterator[None]:
    """Havana, where the clocks are set back at one in the morning."""
    os.environ["TZ"] = "America/Havana"
    time.tzset()
    yield
    os.environ.pop("TZ")
    time.tzset()


@pytest.fixture
def days(tmp_path: Path, zone: None) -> tuple[Path, dict[str, str]]:
    """A repository with commits of three days, and one that was merged a day after it was made."""
    del zone
    os.environ["GIT_COMMITTER_DATE"] = os.environ["GIT_AUTHOR_DATE"] = "2026-01-10T12:00:00"
    root = repository(tmp_path / "days", FILES)
    hashes = {"first": git(root, "rev-parse", "HEAD")}
    git(root, "checkout", "--quiet", "-b", "side")
    write_files(root, {"side": "x"})
    hashes["side"] = commit_all(root, "side", "2026-01-12")
    git(root, "checkout", "--quiet", "main")
    write_files(root, {"main": "x"})
    hashes["main"] = commit_all(root, "main", "2026-01-11")
    os.environ["GIT_COMMITTER_DATE"] = "2026-01-13T23:59:59"
    git(root, "merge", "--quiet", "--no-ff", "--message", "merge", "side")
    del os.environ["GIT_COMMITTER_DATE"]
    hashes["merge"] = git(root, "rev-parse", "HEAD")
    return root, hashes


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 9), None),
        (date(2026, 1, 10), "first"),
        (date(2026, 1, 11), "main"),
        (date(2026, 1, 12), "main"),
        (date(2026, 1, 13), "merge"),
        (date(2026, 12, 31), "merge"),
        (date.max, "merge"),
        (date.min, None),
        (date(1970, 1, 1), None),
        (date(1970, 1, 2), None),
    ],
)
def test_a_day_is_its_last_first_parent_commit(
    days: tuple[Path, dict[str, str]], day: date, name: str | None
) -> None:
    root, hashes = days
    assert found(root).on_day(day, hashes["merge"]) == (hashes[name] if name else None)


def test_a_day_ends_when_its_last_hour_has_come_twice(tmp_path: Path) -> None:
    os.environ["TZ"] = "AAA0BBB,M3.5.0/0,M10.5.0/0"
    time.tzset()
    try:
        root = repository(tmp_path / "root", FILES)
        # The clocks go back at midnight, and it is 23:30 of the day before for the second time.
        os.environ["GIT_COMMITTER_DATE"] = "@1792884600 +0000"
        git(root, "commit", "--quiet", "--amend", "--message", "late")
        head = git(root, "rev-parse", "HEAD")
        assert time.strftime("%F %R", time.localtime(1792884600)) == "2026-10-24 23:30"
        assert time.strftime("%F %R", time.localtime(1792884600 - 3600)) == "2026-10-24 23:30"
        assert found(root).on_day(date(2026, 10, 24), head) == head
        assert found(root).on_day(date(2026, 10, 23), head) is None
    finally:
        del os.environ["TZ"]
        time.tzset()


# What a commit holds


ODD = {
    "records/harms/with space.yaml": "a",
    "records/harms/quo'te\"s.yaml": "b",
    "records/harms/line\nbreak\ttab.yaml": "c",
    "records/harms/\udcff\udcfe.yaml": "d",
    "records/harms/ñandú.yaml": "e",
    "records/harms/[a]*.yaml": "f",
    "records/harms/-h.yaml": "g",
    "records/harms/:(top)x.yaml": "h",
}


def test_any_name_of_a_file_is_read_as_it_is(root: Path) -> None:
    write_files(root, ODD)
    head = commit_all(root)
    known = found(root)
    revision = Revision(known, head)
    assert set(ODD) < set(known.tree(head))
    assert known.tree(head) == known.index()
    assert revision.paths() == WorkingTree(root).paths()
    assert {path: revision.read(path) for path in ODD} == {p: t.encode() for p, t in ODD.items()}
    for path, text in ODD.items():
        (root / path).write_text(text * 2)
    assert found(root).uncommitted() == dict.fromkeys(ODD, " M")


def test_the_records_may_lie_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    inner = "county \udcff/c*p"
    top = repository(tmp_path / "top", {PROGRAM: "name: Top\n"})
    write_files(top / inner, FILES)
    head = commit_all(top)
    known = found(top / inner)
    assert set(known.tree(head)) == {PROGRAM, "records/harms/water.yaml"} == set(known.index())
    assert Revision(known, head).read(PROGRAM) == b"name: P\n"
    (top / inner / PROGRAM).write_text("name: changed\n")
    (top / PROGRAM).write_text("name: changed\n")
    assert known.uncommitted() == {PROGRAM: " M"}
    assert known.changed(head, commit_all(top)) == [PROGRAM]


def test_two_commits_are_compared_by_what_they_hold(root: Path) -> None:
    known = found(root)
    first = git(root, "rev-parse", "HEAD")
    (root / PROGRAM).rename(root / "records/moved.yaml")
    (root / "records/harms/new.yaml").write_text("id: new\n")
    (root / "README").write_text("changed\n")
    second = commit_all(root)
    changed = {"records/harms/new.yaml", "records/moved.yaml", PROGRAM}
    assert set(known.changed(first, second)) == changed
    assert known.changed(first, first) == []


def test_two_trees_of_the_records_are_compared_and_listed(tmp_path: Path) -> None:
    for prefix in ("", "county \udcff/c*p/", "line\nbreak/"):
        top = repository(tmp_path / f"top{len(prefix)}", {PROGRAM: "name: of nobody\n"})
        root = write_files(top / prefix, FILES)
        first = commit_all(top)
        (root / PROGRAM).rename(root / "records/mo\nved.yaml")
        (root / "README").write_text("changed\n")
        second = commit_all(top)
        known = found(root)
        old, new = known.tree_id(first), known.tree_id(second)
        assert old == git(top, "rev-parse", f"{first}:{prefix}records")
        assert old is not None
        assert new is not None
        assert known.differing(old, new) == ["records/mo\nved.yaml", PROGRAM]
        assert known.differing(old, old) == []
        assert known.listing(old) == known.tree(first)
        assert known.tree_id(first, "README") is None
        assert known.tree_id(first, "nowhere") is None
        assert known.differing(old, "1" * 40) is None
        assert known.differing("1" * 40, new) is None


def test_contents_come_one_by_one_whatever_is_among_them(root: Path) -> None:
    known, wide = found(root), b"x" * (MAX_BYTES + 9)
    write_files(root, {f"records/{n}": b"x" * n for n in (0, 1, MAX_BYTES, MAX_BYTES + 1)})
    write_files(root, {"records/wide": wide, "records/wider": wide + wide})
    head = commit_all(root)
    entries = known.tree(head)
    ids = [entry.id for entry in entries.values()]
    asked = [ids[0], "1" * 40, head, *ids, *ids]
    answers = list(known.each_content(asked))
    assert sorted(one for one, _ in answers) == sorted(dict.fromkeys(asked))
    told = dict(answers)
    assert told["1" * 40] is told[head] is None
    for path, entry in entries.items():
        assert told[entry.id] == (root / path).read_bytes()[: MAX_BYTES + 1]
    assert known.contents([]) == {}


def test_what_is_not_asked_for_any_more_is_ended(root: Path) -> None:
    known = found(root)
    ids = [entry.id for entry in known.tree(git(root, "rev-parse", "HEAD")).values()]
    answers = known.each_content(ids)
    assert next(iter(answers))[0] == ids[0]
    del answers
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_the_last_common_commit_of_two(root: Path) -> None:
    known = found(root)
    base = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "--quiet", "-b", "side")
    side = commit_all(root, "side")
    git(root, "checkout", "--quiet", "main")
    main = commit_all(root, "main")
    git(root, "checkout", "--quiet", "--orphan", "alone")
    alone_ = commit_all(root, "alone")
    assert known.merge_base(side, main) == base
    assert known.merge_base(main, alone_) is None


def test_which_branch_is_worked_on(root: Path, tmp_path: Path) -> None:
    assert found(root).branch() == "main"
    git(root, "checkout", "--quiet", "--detach")
    assert found(root).branch() is None
    (tmp_path / "new").mkdir()
    git(tmp_path / "new", "init", "--quiet", "--initial-branch=first")
    assert found(tmp_path / "new").branch() == "first"
    assert found(tmp_path / "new").resolve("HEAD") is None
    assert found(tmp_path / "new").index() == {}


def test_what_is_not_committed_yet(root: Path) -> None:
    write_files(root, {"records/harms/new.yaml": "x", "records/staged.yaml": "x", "other": "x"})
    (root / ".gitignore").write_text("*.bak\n")
    (root / "records/x.bak").write_text("x")
    (root / "records/harms/water.yaml").unlink()
    git(root, "add", "records/staged.yaml")
    assert found(root).uncommitted() == {
        "records/harms/new.yaml": "??",
        "records/staged.yaml": "A ",
        "records/harms/water.yaml": " D",
    }


def test_asking_changes_nothing(root: Path) -> None:
    os.utime(root / PROGRAM, (1, 1))
    before = (root / ".git/index").read_bytes()
    assert found(root).uncommitted() == {}
    assert (root / ".git/index").read_bytes() == before
    git(root, "status")
    assert (root / ".git/index").read_bytes() != before


def test_a_sha_256_repository_is_read_alike(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", FILES, "--object-format=sha256")
    known = found(root)
    head = known.resolve("HEAD")
    assert head is not None
    assert len(head) == 64
    assert Revision(known, head).read(PROGRAM) == b"name: P\n"


def test_of_a_shallow_clone_what_is_there_is_read(root: Path, tmp_path: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    (root / PROGRAM).write_text("name: Q\n")
    second = commit_all(root)
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    known = found(tmp_path / "shallow")
    assert known.is_shallow()
    assert not found(root).is_shallow()
    assert known.resolve(second) == second
    assert known.resolve(first) is None
    assert Revision(known, second).read(PROGRAM) == b"name: Q\n"


def test_what_a_partial_clone_lacks_is_gone_and_is_not_fetched(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    options = ("--quiet", "--no-checkout", "--filter=blob:none")
    git(tmp_path, "clone", *options, root.as_uri(), "partial")
    known = found(tmp_path / "partial")
    head = known.resolve("HEAD")
    assert head is not None
    revision = Revision(known, head)
    assert revision.paths() == ["records/harms/water.yaml", PROGRAM]
    assert revision.read(PROGRAM) == Unreadable("gone")
    assert isinstance(revision.read(PROGRAM), Unreadable)
    # Plain git completes it.
    assert git(tmp_path / "partial", "show", f"HEAD:{PROGRAM}") == "name: P"
    assert Revision(known, head).read(PROGRAM) == b"name: P\n"


# A commit as a snapshot


def test_a_commit_is_read_like_the_files_that_were_committed(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", example.RECORDS)
    known = found(root)
    revision = Revision(known, git(root, "rev-parse", "HEAD"))
    before, disk = load(revision), load(WorkingTree(root))
    assert revision.paths() == WorkingTree(root).paths()
    assert before.files.paths == disk.files.paths
    assert all(revision.read(path) == WorkingTree(root).read(path) for path in revision.paths())
    (root / PROGRAM).unlink()
    assert isinstance(revision.read(PROGRAM), bytes)


def test_what_is_no_file_is_said_to_be_what_it_is_on_disk(root: Path) -> None:
    write_files(
        root,
        {
            "records/folder.yaml/inner.yaml": "x",
            "records/.hidden/x.yaml": "x",
            "records/.hidden.yaml": "x",
            "records/UPPER.YML": "x",
            "records/harms/notes.txt": "said nowhere else",
        },
    )
    (root / "records/link.yaml").symlink_to("program.yaml")
    (root / "records/linked").symlink_to("harms")
    (root / "records/program2.yaml").write_text("x")
    (root / "records/program2.yaml").chmod(0o755)
    repository(root / "records/sub.yaml", {"x.yaml": "x"})
    repository(root / "records/sub", {"x.txt": "x"})
    head = commit_all(root)
    revision, disk = Revision(found(root), head), WorkingTree(root)
    # What the folder of another repository holds is on the disk, and not in the commit.
    inside = {path for path in disk.paths() if path.startswith("records/sub/")}
    assert set(revision.paths()) == {*disk.paths(), "records/sub"} - inside
    paths = [
        *revision.paths(),
        "records",
        "records/harms",
        "records/sub",
        "records/harms/notes.txt",
    ]
    paths += ["records/nowhere.yaml", "records/program.yaml/x.yaml", "records/../README"]
    for path in paths[:-1]:
        assert revision.read(path) == disk.read(path), path
        assert type(revision.read(path)) is type(disk.read(path)), path
    assert revision.read(paths[-1]) == "gone"
    assert known_modes(found(root), head) == {"100644", "100755", "120000", "160000"}


def known_modes(known: Repository, head: str) -> set[str]:
    return {entry.mode for entry in known.tree(head).values()}


def test_a_commit_without_records_holds_none(tmp_path: Path) -> None:
    root = repository(tmp_path / "root", {"README": "x"})
    assert Revision(found(root), git(root, "rev-parse", "HEAD")).paths() == []
    assert Revision(found(root), git(root, "rev-parse", "HEAD")).read(PROGRAM) == "gone"


def test_of_a_large_file_one_byte_more_than_may_be_is_read(root: Path) -> None:
    sizes = {"just": MAX_BYTES, "more": MAX_BYTES + 1, "much": 4_000_000}
    for name, size in sizes.items():
        (root / f"records/{name}.yaml").write_bytes(b"x" * size)
    git(root, "add", "--all")
    revision = Revision(found(root), commit_all(root))
    read = {name: revision.read(f"records/{name}.yaml") for name in sizes}
    assert {name: len(data) for name, data in read.items()} == {
        "just": MAX_BYTES,
        "more": MAX_BYTES + 1,
        "much": MAX_BYTES + 1,
    }


def test_an_id_that_is_no_file_has_no_content(root: Path) -> None:
    head = git(root, "rev-parse", "HEAD")
    assert found(root).contents([head, "0" * 40]) == {head: None, "0" * 40: None}
    assert found(root).contents([]) == {}


def test_many_contents_are_asked_for_at_once(root: Path) -> None:
    files = {f"records/harms/h{number}.yaml": f"{number}\n" * 3000 for number in range(600)}
    write_files(root, files)
    known = found(root)
    entries = known.tree(commit_all(root))
    contents = known.contents(entries[path].id for path in files)
    assert {path: contents[entries[path].id] for path in files} == {
        path: text.encode() for path, text in files.items()
    }


def test_an_entry_is_a_mode_and_an_id(root: Path) -> None:
    one = git(root, "rev-parse", f"HEAD:{PROGRAM}")
    assert found(root).tree(git(root, "rev-parse", "HEAD"))[PROGRAM] == Entry("100644", one)


# Trouble


def test_without_git_it_is_said_what_to_do(root: Path) -> None:
    os.environ["PATH"] = ""
    with pytest.raises(NoSurroundings, match="git is not here") as caught:
        found(root).resolve("HEAD")
    assert "Install git" in caught.value.hints[0]


def test_a_git_that_cannot_be_started_is_no_git(root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "bin" / "git"
    broken.parent.mkdir()
    broken.write_text("#!/nowhere/at/all\n")
    broken.chmod(0o755)
    os.environ["PATH"] = str(broken.parent)
    with pytest.raises(NoSurroundings, match="cannot be started"):
        found(root).resolve("HEAD")


def test_a_program_named_git_in_the_folder_itself_is_never_run(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "git").write_text("#!/bin/sh\ntouch ran\n")
    (root / "git").chmod(0o755)
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", os.environ["PATH"])))
    assert found(root).resolve("HEAD")
    monkeypatch.setenv("PATH", os.pathsep.join((".", "")))
    with pytest.raises(NoSurroundings):
        found(root).resolve("HEAD")
    assert not (root / "ran").exists()


def test_a_folder_of_another_owner_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = "GIT_TEST_ASSUME_DIFFERENT_OWNER"
    monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(running, "KEPT", running.KEPT | {variable})
    with pytest.raises(NoSurroundings, match="dubious ownership"):
        found(root).resolve("HEAD")
    with pytest.raises(NoSurroundings, match="dubious ownership"):
        found(root).branch()
    (root.parent / "global.gitconfig").write_text(f"[safe]\n\tdirectory = {root}\n")
    assert found(root).resolve("HEAD")


def test_what_is_no_repository_inside_is_trouble_and_nothing_above_is_asked(root: Path) -> None:
    write_files(root, {"inner/.git/HEAD": "ref: refs/heads/main\n", f"inner/{PROGRAM}": "x"})
    with pytest.raises(NoSurroundings, match="not a git repository"):
        found(root / "inner").resolve("HEAD")


def test_broken_contents_are_trouble(root: Path) -> None:
    (root / PROGRAM).write_text("".join(f"{number**5}\n" for number in range(5000)))
    head = commit_all(root)
    one = git(root, "rev-parse", f"HEAD:{PROGRAM}")
    file = root / ".git/objects" / one[:2] / one[2:]
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(NoSurroundings, match="cannot be asked"):
        Revision(found(root), head).read(PROGRAM)


def test_settings_that_broke_meanwhile_are_trouble(root: Path) -> None:
    known = found(root)
    head = git(root, "rev-parse", "HEAD")
    (root / ".git/config").write_text("[core\n")
    with pytest.raises(NoSurroundings, match="bad config"):
        known.contents([head])


def test_what_was_lost_is_gone(root: Path) -> None:
    one = git(root, "rev-parse", f"HEAD:{PROGRAM}")
    (root / ".git/objects" / one[:2] / one[2:]).unlink()
    revision = Revision(found(root), git(root, "rev-parse", "HEAD"))
    assert revision.read(PROGRAM) == "gone"
    assert revision.read("records/harms/water.yaml") == b"id: water\n"


def test_git_is_quoted_on_one_line_without_what_commands_a_terminal() -> None:
    said = running.trouble("fatal: x\x1b[31m\n\nhint: this\nsecond " + "y" * 999).message
    assert "\x1b" not in said
    assert "\n" not in said
    assert "hint" not in said
    assert "fatal: x\\u{1b}[31m second yyy" in said
    assert len(said) < 400
