"""Two people share records: what each writes comes in at the other's, and nothing is lost."""

import os
from pathlib import Path

import pytest

from cpp_cli.changes.pairs import Change, States
from cpp_cli.git.remote import push
from cpp_cli.models.kinds import KINDS
from cpp_cli.rules import example
from cpp_cli.sharing.subject import subject
from tests import shares
from tests.gits import git, repository
from tests.shares import (
    BUS,
    CLUB,
    HUERTO,
    SCHOOL,
    add,
    branch,
    branches,
    change,
    clone,
    goes_well,
    put,
    status,
    take,
    text,
)
from tests.support import files_of, run, store_of

pytestmark = pytest.mark.usefixtures("own_environment")


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """Where everybody sends to."""
    return shares.hub(tmp_path)


@pytest.fixture
def ana(hub: Path) -> Path:
    """The records at Ana's."""
    return clone(hub, "ana")


@pytest.fixture
def ben(hub: Path) -> Path:
    """The records at Ben's."""
    return clone(hub, "ben")


# The story


def test_from_an_empty_folder_to_both_changes_with_both_comments(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "hub.git")
    hub, ana = tmp_path / "hub.git", tmp_path / "ana"
    ana.mkdir()
    names = ("--name", "Our program", "--us", "Lane County")
    goes_well(ana, "init", "-C", ".", *names, "--forge", "none", "--no-input")
    git(ana, "remote", "add", "origin", str(hub))
    shares.introduced(ana, "ana")
    goes_well(ana, "partner", "add", "--name", "Huerto Sol", "--kind", "school")
    promise = ("--from", "us", "--to", "huerto-sol", "--what", "Bring bus passes")
    made = goes_well(ana, "commitment", "add", *promise, "--made-date", "2026-05-04")
    bus = f"records/commitments/2026/{made.splitlines()[0]}.yaml"
    said = goes_well(ana, "submit")
    assert "the first records there" in said
    assert set(git(hub, "ls-tree", "-r", "--name-only", "main").split()) == set(files_of(ana))
    assert (branch(ana), status(ana)) == ("main", "")

    ben = clone(hub, "ben")
    add(ana, bus, "visibility: public # from Ana\n")
    goes_well(ana, "submit")
    take(hub, branches(hub)[0])
    change(ben, bus, "made:", "# from Ben\nkind: action\nmade:")
    said = goes_well(ben, "update")
    assert "put together with your change" in said
    both = text(ben, bus)
    assert "visibility: public # from Ana\n" in both
    assert "# from Ben\nkind: action\n" in both
    assert status(ben) == f"M {bus}"
    goes_well(ben, "submit")
    take(hub, branch(ben))
    goes_well(ana, "update")
    assert text(ana, bus) == both
    assert (branch(ana), status(ana)) == ("main", "")


def test_the_newest_records_come_in_beside_what_was_not_sent(ana: Path, ben: Path) -> None:
    change(ana, HUERTO, "name: Huerto Sol", "name: Huerto del Sol")
    put(ana, CLUB, shares.A_CLUB)
    goes_well(ana, "submit")
    take(ana.parent / "hub.git", branch(ana))
    change(ben, HUERTO, "    name: Ana R\n", "    name: Ana R\n    role: Keeper\n")
    change(ben, SCHOOL, "River School", "River Road School")
    head = git(ben, "rev-parse", "HEAD")
    said = goes_well(ben, "update")
    assert "Huerto del Sol: put together with your change" in said
    assert "Garden Club: new" in said
    assert "name: Huerto del Sol\n" in text(ben, HUERTO)
    assert "role: Keeper\n" in text(ben, HUERTO)
    assert text(ben, CLUB) == shares.A_CLUB
    assert git(ben, "rev-parse", "HEAD") == git(ben, "rev-parse", "origin/main") != head
    assert status(ben) == f"M {HUERTO}\n M {SCHOOL}"


def test_what_was_committed_on_both_sides_is_merged_by_the_person(ana: Path, ben: Path) -> None:
    change(ana, HUERTO, "name: Huerto Sol", "name: Huerto del Sol")
    goes_well(ana, "submit")
    take(ana.parent / "hub.git", branch(ana))
    add(ben, HUERTO, "notes: by hand\n")
    git(ben, "commit", "--quiet", "--all", "--message", "By hand")
    goes_well(ben, "update")
    assert git(ben, "log", "-1", "--format=%an %ae %P").split()[:2] == ["Ben", "ben@example.org"]
    assert len(git(ben, "log", "-1", "--format=%P").split()) == 2
    assert "Huerto del Sol" in text(ben, HUERTO)
    assert "notes: by hand" in text(ben, HUERTO)
    assert (branch(ben), status(ben)) == ("main", "")


def test_what_both_committed_and_what_is_on_the_disk_are_put_together_in_turn(
    ana: Path, ben: Path
) -> None:
    change(ana, HUERTO, "name: Huerto Sol", "name: Huerto del Sol")
    goes_well(ana, "submit")
    take(ana.parent / "hub.git", branch(ana))
    add(ben, HUERTO, "notes: committed\n")
    git(ben, "commit", "--quiet", "--all", "--message", "By hand")
    add(ben, HUERTO, "tags: [new]\n")
    goes_well(ben, "update")
    assert "tags" not in git(ben, "show", f"HEAD:{HUERTO}")
    assert "notes: committed\n" in git(ben, "show", f"HEAD:{HUERTO}") + "\n"
    for words in ("Huerto del Sol", "notes: committed", "tags: [new]"):
        assert words in text(ben, HUERTO)
    assert status(ben) == f"M {HUERTO}"


def test_a_clone_that_began_without_the_main_records_gets_them(tmp_path: Path, hub: Path) -> None:
    """The place was made with another name for its main branch than the one that was sent."""
    git(hub, "symbolic-ref", "HEAD", "refs/heads/master")
    place = shares.clone(hub, "dora")
    assert not (place / "records").exists()
    assert "cpp update" in run("validate", root=place).stderr
    said = run("update", root=place)
    assert f"{len(example.RECORDS)} records changed" in said.stdout
    assert said.status == 0
    assert status(place) == ""
    assert (branch(place), run("validate", root=place).status) == ("main", 0)


def test_where_nothing_is_anywhere_it_is_said_how_to_begin(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "hub.git")
    place = shares.clone(tmp_path / "hub.git", "dora")
    said = run("update", root=place)
    assert (said.status, "cpp init" in said.stdout) == (0, True), said
    assert os.listdir(place) == [".git"]
    (place / "inside").mkdir()
    assert run("update", root=place / "inside").status == 3


def test_nothing_new_is_said_and_changes_nothing(ana: Path) -> None:
    add(ana, HUERTO, "notes: mine\n")
    before = shares.everything(ana)
    assert goes_well(ana, "update") == "You have the newest records already.\n"
    assert shares.everything(ana) == before


# Sending


def test_what_is_sent_is_committed_by_the_person_on_a_branch_with_a_readable_name(
    ana: Path, hub: Path
) -> None:
    add(
        ana,
        BUS,
        "history:\n  - date: 2026-03-01\n    event: delivered\n    by: lcph-cpp\n",
    )
    said = goes_well(ana, "submit")
    name = "cpp/2026-06-01-huerto-sol-ask-the-transit-district-for-a-light-at"
    assert (branches(hub), branch(ana), status(ana)) == ([name], name, "")
    title, _, body = git(hub, "log", "-1", "--format=%B", name).partition("\n\n")
    assert title == "Huerto Sol: Ask the transit district for a light at the bus… (delivered)"
    assert "it is done, says Lane County" in body
    assert git(hub, "log", "-1", "--format=%an <%ae> %cn", name) == "Ana <ana@example.org> Ana"
    assert git(hub, "rev-parse", f"{name}^") == git(hub, "rev-parse", "main")
    assert f"“{title}”" in said
    assert str(hub) in said


def test_what_it_is_called_may_be_said(ana: Path, hub: Path) -> None:
    add(ana, HUERTO, "notes: mine\n")
    goes_well(ana, "submit", "-m", "#12 Fixes: ../.. ñandú\nand more @all")
    assert branches(hub) == ["cpp/2026-06-01-12-fixes-nandu-and-more-all"]
    assert git(hub, "log", "-1", "--format=%s", branches(hub)[0]).startswith("- # 12 Fixes: ../.. ")


def test_how_far_a_promise_is_is_said_in_a_name_and_under_its_own_title(ana: Path) -> None:
    add(ana, BUS, "history:\n  - date: 2026-03-01\n    event: progress\n    by: lcph-cpp\n")
    said = goes_well(ana, "submit")
    assert "It is said where one promise stands.\n\nWhere promises stand\n" in said
    assert " (progress)”.\n" in said


def test_several_records_are_counted(ana: Path, hub: Path) -> None:
    add(ana, HUERTO, "notes: mine\n")
    add(ana, SCHOOL, "notes: mine\n")
    add(ana, BUS, "notes: mine\n")
    goes_well(ana, "submit")
    assert git(hub, "log", "-1", "--format=%s", branches(hub)[0]) == "One promise, 2 partners"


def test_a_name_that_would_be_too_long_ends_with_a_whole_part() -> None:
    none = States(store_of(), store_of(), ())
    changed = [Change(kind, none, None, None) for kind in KINDS.values() for _ in range(1234)]
    said = subject(changed, 1234)
    assert said == "1234 promises, 1234 meetings, 1234 partners, 1234 harms and more"


def test_the_same_branch_gets_what_is_written_next(ana: Path, hub: Path) -> None:
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    first = branch(ana)
    add(ana, SCHOOL, "notes: two\n")
    goes_well(ana, "submit")
    assert (branches(hub), branch(ana)) == ([first], first)
    assert git(hub, "rev-list", "--count", f"main..{first}") == "2"


def test_nothing_to_send_is_said(ana: Path, hub: Path) -> None:
    assert "nothing to send" in goes_well(ana, "submit")
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    assert "nothing to send" in goes_well(ana, "submit")
    assert len(branches(hub)) == 1


def test_what_a_reviewer_adds_to_the_branch_comes_in(ana: Path, ben: Path, hub: Path) -> None:
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    name = branch(ana)
    git(ben, "fetch", "--quiet")
    git(ben, "checkout", "--quiet", name)
    change(ben, HUERTO, "    name: Ana R\n", "    name: Ana R\n    role: Keeper\n")
    goes_well(ben, "submit")
    assert branches(hub) == [name]
    add(ana, HUERTO, "tags: [x]\n")
    goes_well(ana, "update")
    assert "role: Keeper" in text(ana, HUERTO)
    goes_well(ana, "submit")
    sent = git(hub, "show", f"{name}:{HUERTO}")
    assert all(words in sent for words in ("role: Keeper", "tags: [x]", "notes: one"))


def test_what_somebody_sends_in_between_is_taken_in(
    ana: Path, ben: Path, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reviewer is quicker between the look at what is newest and the sending."""
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    name = branch(ana)
    git(ben, "fetch", "--quiet")
    git(ben, "checkout", "--quiet", name)
    add(ana, SCHOOL, "notes: two\n")
    turns: list[int] = []

    def late(*arguments: object) -> str:
        if not turns:
            turns.append(1)
            change(ben, HUERTO, "    name: Ana R\n", "    name: Ana R\n    role: Keeper\n")
            git(ben, "commit", "--quiet", "--all", "--message", "Review")
            git(ben, "push", "--quiet")
        return push(*arguments)  # type: ignore[arg-type]  # those of the real one

    monkeypatch.setattr("cpp_cli.commands.submit.push", late)
    goes_well(ana, "submit")
    assert "role: Keeper" in git(hub, "show", f"{name}:{HUERTO}")
    assert "notes: two" in git(hub, "show", f"{name}:{SCHOOL}")
    assert "role: Keeper" in text(ana, HUERTO)
    assert status(ana) == ""


# Back to the main records


@pytest.mark.parametrize("squash", [True, False])
def test_once_the_main_records_have_it_update_goes_back_to_them(
    ana: Path, hub: Path, squash: bool
) -> None:
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    add(ana, SCHOOL, "notes: two\n")
    take(hub, branch(ana), squash=squash)
    said = goes_well(ana, "update")
    assert "in the main records now" in said
    assert branch(ana) == "main"
    assert git(ana, "rev-parse", "HEAD") == git(hub, "rev-parse", "main")
    assert status(ana) == f"M {SCHOOL}"
    goes_well(ana, "submit")
    assert len(branches(hub)) == 2


def test_also_when_the_main_records_went_on_after_a_squash(ana: Path, ben: Path, hub: Path) -> None:
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    take(hub, branch(ana), squash=True)
    goes_well(ben, "update")
    change(ben, HUERTO, "notes: one", "notes: another")
    goes_well(ben, "submit")
    take(hub, branch(ben), squash=True)
    goes_well(ana, "update")
    assert (branch(ana), status(ana)) == ("main", "")
    assert "notes: another" in text(ana, HUERTO)


def test_a_branch_that_waits_for_its_review_gets_the_newest_records(
    ana: Path, ben: Path, hub: Path
) -> None:
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    waiting = branch(ana)
    add(ben, SCHOOL, "notes: two\n")
    goes_well(ben, "submit")
    take(hub, branch(ben))
    goes_well(ana, "update")
    assert branch(ana) == waiting
    assert "notes: one" in text(ana, HUERTO)
    assert "notes: two" in text(ana, SCHOOL)
    assert status(ana) == ""


def test_what_is_sent_after_a_review_is_a_change_of_its_own(ana: Path, hub: Path) -> None:
    """Nobody has to bring the newest records in first."""
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    first = branch(ana)
    take(hub, first, squash=True)
    add(ana, SCHOOL, "notes: two\n")
    goes_well(ana, "submit")
    assert branch(ana) not in ("main", first)
    assert git(hub, "rev-parse", f"{branch(ana)}^") == git(hub, "rev-parse", "main")
    assert git(hub, "diff", "--name-only", "main", branch(ana)) == SCHOOL


# Where somebody stands


def test_on_no_branch(ana: Path, ben: Path, hub: Path) -> None:
    add(ben, SCHOOL, "notes: two\n")
    goes_well(ben, "submit")
    take(hub, branch(ben))
    git(ana, "checkout", "--quiet", "--detach")
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "update")
    assert (branch(ana), status(ana)) == ("", f"M {HUERTO}")
    assert git(ana, "rev-parse", "HEAD") == git(hub, "rev-parse", "main")
    assert git(ana, "rev-parse", "main") != git(hub, "rev-parse", "main")
    goes_well(ana, "submit")
    assert branch(ana).startswith("cpp/2026-06-01-huerto-sol")
    assert status(ana) == ""


@pytest.mark.parametrize("command", ["update", "submit"])
def test_before_the_first_commit(tmp_path: Path, hub: Path, command: str) -> None:
    """Files of a folder that was never connected stand beside those that are shared."""
    ana = tmp_path / "ana"
    ana.mkdir()
    git(ana, "init", "--quiet", "--initial-branch=main")
    git(ana, "remote", "add", "origin", str(hub))
    shares.introduced(ana, "ana")
    put(ana, "records/program.yaml", shares.FILES["records/program.yaml"])
    put(ana, HUERTO, shares.FILES[HUERTO] + "notes: mine\n")
    put(ana, CLUB, shares.A_CLUB)
    goes_well(ana, command)
    assert text(ana, SCHOOL) == shares.FILES[SCHOOL]
    assert "notes: mine" in text(ana, HUERTO)
    if command == "update":
        assert branch(ana) == "main"
        assert status(ana) == f"M {HUERTO}\n?? {CLUB}"
    else:
        assert git(hub, "show", f"{branches(hub)[0]}:{CLUB}") + "\n" == shares.A_CLUB
        assert status(ana) == ""


def test_records_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    below = {f"county/{path}": words for path, words in shares.FILES.items()}
    repository(tmp_path / "first", {**below, "README.md": "All.\n", "other/a.txt": "a\n"})
    git(tmp_path, "clone", "--quiet", "--bare", str(tmp_path / "first"), "hub.git")
    ana, ben = (clone(tmp_path / "hub.git", name) for name in ("ana", "ben"))
    add(ana / "county", HUERTO, "notes: one\n")
    put(ana, "other/a.txt", "b\n")
    said = goes_well(ana / "county", "submit")
    assert "other/a.txt" in said
    assert status(ana) == "M other/a.txt"
    git(ana, "commit", "--quiet", "--all", "--message", "By hand")
    git(ana, "push", "--quiet", "origin", "HEAD:main")
    change(ben / "county", HUERTO, "Huerto Sol", "Huerto del Sol")
    goes_well(ben / "county", "update")
    assert "notes: one" in text(ben, f"county/{HUERTO}")
    assert text(ben, "other/a.txt") == "b\n"
    assert status(ben) == f"M county/{HUERTO}"


def test_in_a_second_folder_of_the_same_repository(ana: Path, ben: Path, hub: Path) -> None:
    git(ana, "worktree", "add", "--quiet", "--detach", "../second")
    second = ana.parent / "second"
    add(second, HUERTO, "notes: one\n")
    goes_well(second, "submit")
    take(hub, branch(second))
    add(second, SCHOOL, "notes: two\n")
    goes_well(second, "update")
    assert branch(ana) == "main"
    assert git(ana, "rev-parse", "main") != git(hub, "rev-parse", "main")
    assert status(ana) == ""
    assert git(second, "rev-parse", "HEAD") == git(hub, "rev-parse", "main")
    assert status(second) == f"M {SCHOOL}"


def test_a_clone_of_the_newest_alone(ana: Path, hub: Path) -> None:
    shallow = clone(hub, "cy", "--depth=1", "--no-local")
    add(shallow, HUERTO, "notes: mine\n")
    for number in range(3):
        add(ana, SCHOOL, f"# {number}\n")
        git(ana, "commit", "--quiet", "--all", "--message", f"{number}")
    git(ana, "push", "--quiet")
    goes_well(shallow, "update")
    assert "# 2" in text(shallow, SCHOOL)
    goes_well(shallow, "submit")
    assert branches(hub) == [branch(shallow)]


def test_what_a_clone_of_a_part_has_not_on_the_disk_is_not_deleted(
    ana: Path, ben: Path, hub: Path
) -> None:
    git(ben, "sparse-checkout", "set", "--no-cone", "/records/program.yaml", "/records/partners")
    assert not (ben / BUS).exists()
    assert "nothing to send" in goes_well(ben, "submit")
    add(ana, BUS, "notes: one\n")
    goes_well(ana, "submit")
    take(hub, branch(ana))
    add(ben, HUERTO, "notes: two\n")
    goes_well(ben, "submit")
    assert git(hub, "diff", "--name-only", "main", branch(ben)) == HUERTO


@pytest.mark.parametrize("how", ["core.autocrlf", ".gitattributes"])
def test_line_ends_on_the_disk_are_no_change(tmp_path: Path, how: str) -> None:
    files = dict(shares.FILES)
    if how == ".gitattributes":
        files[".gitattributes"] = "*.yaml text eol=crlf\n"
    repository(tmp_path / "first", files)
    git(tmp_path, "clone", "--quiet", "--bare", str(tmp_path / "first"), "hub.git")
    hub, ana = tmp_path / "hub.git", clone(tmp_path / "hub.git", "ana")
    options = ("-c", "core.autocrlf=true") if how == "core.autocrlf" else ()
    ben = clone(hub, "ben", *options)
    if options:
        git(ben, "config", "core.autocrlf", "true")
    assert "\r\n" in text(ben, HUERTO)
    add(ana, HUERTO, "notes: one\n")
    put(ana, CLUB, shares.A_CLUB)
    change(ana, SCHOOL, "River School", "Road School")
    goes_well(ana, "submit")
    take(hub, branch(ana))
    change(ben, HUERTO, "Huerto Sol", "Huerto del Sol")
    goes_well(ben, "update")
    assert status(ben) == f"M {HUERTO}"
    for path in (HUERTO, SCHOOL, CLUB):
        assert text(ben, path).count("\r\n") == text(ben, path).count("\n") > 3
    goes_well(ben, "submit")
    assert "\r" not in git(hub, "show", f"{branch(ben)}:{HUERTO}")
    assert len(git(hub, "diff", "--stat", f"{branch(ben)}^..{branch(ben)}").splitlines()) == 2


# What is left alone


def test_what_is_no_record_is_left_alone_and_named(ana: Path, hub: Path) -> None:
    add(ana, HUERTO, "notes: one\n")
    put(ana, "README.md", "Mine.\n")
    put(ana, "letter.txt", "Dear all\n")
    put(ana, "records/.DS_Store", "x")
    said = goes_well(ana, "submit")
    assert "- README.md\n- letter.txt\n" in said
    assert status(ana) == "M README.md\n?? letter.txt\n?? records/.DS_Store"
    changed = git(hub, "diff", "--name-only", "main", branch(ana))
    assert changed == HUERTO


def test_what_cpp_makes_beside_the_records_goes_along(ana: Path, hub: Path) -> None:
    goes_well(ana, "schema")
    said = goes_well(ana, "submit")
    assert "schemas/partner.schema.json" in said
    assert "schemas/partner.schema.json" in git(hub, "ls-tree", "-r", "--name-only", branch(ana))
    assert status(ana) == ""


def test_what_is_told_to_be_kept_out_stays_out(ana: Path, hub: Path) -> None:
    put(ana, ".git/info/exclude", "garden-club.yaml\nlater/\n")
    put(ana, CLUB, shares.A_CLUB)
    put(ana, "records/partners/later/b.yaml", shares.A_CLUB.replace("garden-club", "b"))
    add(ana, HUERTO, "notes: one\n")
    goes_well(ana, "submit")
    assert git(hub, "diff", "--name-only", "main", branch(ana)) == HUERTO
    assert text(ana, CLUB) == shares.A_CLUB


def test_clean_files_that_are_no_records_follow(ana: Path, ben: Path, hub: Path) -> None:
    put(ana, "README.md", "Newer.\n")
    put(ana, "bin/tool", "#!/bin/sh\n")
    (ana / "bin/tool").chmod(0o755)
    (ana / "link").symlink_to("README.md")
    big = "x" * 600_000
    put(ana, "big.txt", big)
    git(ana, "add", "--all")
    git(ana, "commit", "--quiet", "--message", "By hand")
    git(ana, "push", "--quiet")
    add(ben, HUERTO, "notes: one\n")
    said = goes_well(ben, "update")
    assert "- link" in said.partition("Left alone")[2]
    assert text(ben, "README.md") == "Newer.\n"
    assert text(ben, "big.txt") == big
    assert os.access(ben / "bin/tool", os.X_OK)
    assert not os.path.lexists(ben / "link")
    assert status(ben) == f"D link\n M {HUERTO}"
    # And what is committed next still has the link and the program.
    goes_well(ben, "submit")
    listed = git(hub, "ls-tree", branch(ben), "link", "bin/tool")
    assert [line.split()[0] for line in listed.splitlines()] == ["100755", "120000"]


def test_a_file_that_was_changed_here_too_stops_all_and_is_named(
    ana: Path, ben: Path, hub: Path
) -> None:
    put(ana, "README.md", "Theirs.\n")
    add(ana, HUERTO, "notes: one\n")
    git(ana, "commit", "--quiet", "--all", "--message", "By hand")
    git(ana, "push", "--quiet")
    put(ben, "README.md", "Mine.\n")
    before = shares.everything(ben)
    said = run("update", root=ben)
    assert said.status == 2
    assert "README.md" in said.stderr
    assert shares.everything(ben) == before
    (ben / "README.md").rename(ben / "README.mine.md")
    goes_well(ben, "update")
    assert text(ben, "README.md") == "Theirs.\n"
    assert status(ben) == "?? README.mine.md"


def test_a_file_that_was_changed_alike_here_is_in_nobodys_way(ana: Path, ben: Path) -> None:
    put(ana, "README.md", "Theirs.\n")
    git(ana, "commit", "--quiet", "--all", "--message", "By hand")
    git(ana, "push", "--quiet")
    put(ben, "README.md", "Theirs.\n")
    goes_well(ben, "update")
    assert status(ben) == ""


# Records that move and go


def test_a_record_that_one_renamed_and_the_other_changed_is_one(
    ana: Path, ben: Path, hub: Path
) -> None:
    goes_well(ana, "partner", "rename", "huerto-sol", "huerto-del-sol")
    goes_well(ana, "fix")
    goes_well(ana, "submit")
    take(hub, branch(ana))
    add(ben, HUERTO, "notes: mine\n")
    goes_well(ben, "update")
    new = "records/partners/huerto-del-sol.yaml"
    assert not (ben / HUERTO).exists()
    assert "id: huerto-del-sol" in text(ben, new)
    assert "notes: mine" in text(ben, new)
    assert status(ben) == f"M {new}"


def test_a_record_that_i_renamed_and_somebody_changed_is_one(
    ana: Path, ben: Path, hub: Path
) -> None:
    add(ana, HUERTO, "notes: theirs\n")
    goes_well(ana, "submit")
    take(hub, branch(ana))
    goes_well(ben, "partner", "rename", "huerto-sol", "huerto-del-sol")
    goes_well(ben, "update")
    new = "records/partners/huerto-del-sol.yaml"
    assert not (ben / HUERTO).exists()
    assert "notes: theirs" in text(ben, new)
    goes_well(ben, "submit")
    assert HUERTO not in git(hub, "ls-tree", "-r", "--name-only", branch(ben))


def test_a_record_that_was_deleted_goes(ana: Path, ben: Path, hub: Path) -> None:
    put(ana, CLUB, shares.A_CLUB)
    goes_well(ana, "submit")
    take(hub, branch(ana))
    goes_well(ben, "update")
    goes_well(ana, "update")
    (ana / CLUB).unlink()
    goes_well(ana, "submit")
    take(hub, branch(ana))
    assert "deleted" in goes_well(ben, "update")
    assert not (ben / CLUB).exists()
    assert status(ben) == ""
