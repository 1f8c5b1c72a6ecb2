"""Committing without the person's index and files: trees, line ends, messages, and being late."""

import os
import re
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.commit import Change, commit
from cpp_cli.git.message import MAX_SUBJECT, message
from cpp_cli.git.move import Moved
from cpp_cli.git.read import Repository
from tests.gits import PROGRAM, Canary, commit_all, found, git, repository
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

FILES = {PROGRAM: "name: P\n", "records/harms/water.yaml": "id: water\n", "README": "x\n"}
NEW = "records/harms/new.yaml"


def change(files: Mapping[str, bytes | None], **more: str) -> Change:
    return Change(
        files, **{"subject": "Add", "author": "Ana Ruiz", "email": "ana@example.org", **more}
    )


def add(root: Path, files: Mapping[str, bytes | None], **more: str) -> str:
    """Commit files upon the branch that is there."""
    known = found(root)
    tip = known.resolve("refs/heads/main")
    return commit(known, change(files, **more), [tip] if tip else [], "main", tip)


def shown(root: Path, commit_: str, path: str) -> bytes:
    asked = ["git", "cat-file", "blob", f"{commit_}:{path}"]
    return subprocess.run(asked, cwd=root, check=True, capture_output=True).stdout


def sound(root: Path) -> bool:
    """Whether git finds nothing wrong, also where it is strict."""
    return "error" not in git(root, "fsck", "--strict", "--full")


# What is committed


def test_a_commit_holds_the_change_and_leaves_index_and_files_alone(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    write_files(root, {"staged": "x", "records/harms/water.yaml": "half done"})
    git(root, "add", "staged")
    index = (root / ".git/index").read_bytes()
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    new = add(root, {NEW: b"id: new\n", PROGRAM: b"name: Q\n", "README": None, "nowhere": None})
    assert git(root, "rev-parse", "main") == new
    assert git(root, "rev-parse", f"{new}^") == first
    assert git(root, "ls-tree", "-r", "--name-only", new).split() == [
        *(NEW, "records/harms/water.yaml"),
        PROGRAM,
    ]
    assert shown(root, new, NEW) == b"id: new\n"
    assert shown(root, new, "records/harms/water.yaml") == b"id: water\n"
    assert (root / ".git/index").read_bytes() == index
    unchanged = {path: data for path, data in files.items() if ".git" not in path.parts}
    assert all(path.read_bytes() == data for path, data in unchanged.items())
    assert not (root / NEW).exists()
    who = git(root, "log", "-1", "--format=%an|%ae|%cn|%ce|%B", new)
    assert who == "Ana Ruiz|ana@example.org|Ana Ruiz|ana@example.org|Add"
    assert sound(root)


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    git(tmp_path / "new", "init", "--quiet", "--initial-branch=main")
    new = add(tmp_path / "new", {PROGRAM: b"name: P\n"})
    assert git(tmp_path / "new", "log", "--format=%H") == new
    assert sound(tmp_path / "new")


def test_records_in_a_folder_are_committed_there(root: Path) -> None:
    write_files(root, {f"county/{PROGRAM}": "name: C\n"})
    commit_all(root)
    new = add(root / "county", {PROGRAM: b"name: D\n", NEW: b"id: new\n"})
    assert shown(root, new, f"county/{PROGRAM}") == b"name: D\n"
    assert shown(root, new, PROGRAM) == b"name: P\n"
    assert found(root / "county").changed(f"{git(root, 'rev-parse', new + '^')}", new) == [
        NEW,
        PROGRAM,
    ]


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_both_kinds_of_hash_do(tmp_path: Path, form: str) -> None:
    root = repository(tmp_path / "root", FILES, f"--object-format={form}")
    new = add(root, {NEW: b"x", "README": None})
    assert len(new) == {"sha1": 40, "sha256": 64}[form]
    assert "README" not in git(root, "ls-tree", "--name-only", new)


def test_a_program_stays_one_and_a_link_becomes_a_file(root: Path) -> None:
    write_files(root, {"tool": "x"})
    (root / "tool").chmod(0o755)
    (root / "link").symlink_to("tool")
    commit_all(root)
    new = add(root, {"tool": b"y", "link": b"y", NEW: b"x"})
    modes = {line.split("\t")[1]: line[:6] for line in git(root, "ls-tree", "-r", new).split("\n")}
    assert (modes["tool"], modes["link"], modes[NEW]) == ("100755", "100644", "100644")


def test_a_file_takes_the_place_of_a_folder_and_a_folder_of_a_file(root: Path) -> None:
    new = add(root, {"records/harms": b"x", "README/inner": b"y"})
    assert shown(root, new, "records/harms") == b"x"
    assert shown(root, new, "README/inner") == b"y"
    assert sound(root)


def test_any_name_of_a_file_is_committed_as_it_is(root: Path) -> None:
    names = ["records/a b.yaml", "records/q'\"\n\t.yaml", "records/\udcff.yaml", "records/-x"]
    new = add(root, dict.fromkeys(names, b"x\r\n"))
    assert set(names) < set(found(root).tree(new))


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", ".git/config", "records/../../x", "a//b", "", "records/.GIT/x", "a/"]
)
def test_a_path_that_leaves_the_repository_is_not_committed(root: Path, path: str) -> None:
    before = git(root, "rev-parse", "main")
    with pytest.raises(Refused, match="cannot be committed"):
        add(root, {NEW: b"x", path: b"x"})
    assert git(root, "rev-parse", "main") == before


def test_a_path_is_never_two(root: Path) -> None:
    with pytest.raises(Refused, match="cannot be committed"):
        add(root, {"records/a\x00100644 x\tb": b"x"})


def test_a_change_that_changes_nothing_makes_no_commit(root: Path) -> None:
    before = git(root, "rev-parse", "main")
    assert add(root, {PROGRAM: b"name: P\n", "nowhere": None}) == before
    assert commit(found(root), change({}), [before], "new", None) == before
    assert git(root, "rev-parse", "new") == before


def test_a_merge_has_two_parents(root: Path) -> None:
    base = git(root, "rev-parse", "main")
    one = add(root, {NEW: b"x"})
    other = commit(found(root), change({"records/o.yaml": b"x"}), [base], "other", None)
    merged = commit(found(root), change({"records/o.yaml": b"x"}), [one, other], "main", one)
    assert git(root, "rev-parse", f"{merged}^1", f"{merged}^2").split() == [one, other]


def test_a_partial_clone_is_committed_to_without_what_it_lacks(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    options = ("--quiet", "--no-checkout", "--filter=blob:none")
    git(tmp_path, "clone", *options, root.as_uri(), "partial")
    new = add(tmp_path / "partial", {NEW: b"x"})
    assert set(found(tmp_path / "partial").tree(new)) == {
        NEW,
        PROGRAM,
        "records/harms/water.yaml",
    }


# Line ends


CASES = {
    "set": ("* text", b"a\r\nb\r\n"),
    "eol": ("* eol=lf", b"a\r\nb\n"),
    "crlf": ("* text eol=crlf", b"a\r\nb\n"),
    "unset": ("* -text eol=lf", b"a\r\nb\r\n"),
    "auto": ("* text=auto", b"a\r\nb\r\n"),
    "auto eol": ("* text=auto eol=lf", b"a\r\n"),
    "auto binary": ("* text=auto", b"a\r\n\0"),
    "auto lone": ("* text=auto", b"a\r\nb\rc"),
    "input": ("* text=input", b"a\r\n"),
    "lone": ("* text eol=lf", b"a\rb\r\r\n"),
    "nothing": ("", b"a\r\nb\r\n"),
    "macro": ("* binary", b"a\r\n"),
    "ours": ("*.yaml text eol=lf\n*.txt -text", b"a\r\n"),
}


@pytest.mark.parametrize("changing", ["", "true", "input", "false"])
@pytest.mark.parametrize("case", CASES)
def test_lines_end_as_plain_git_would_have_them(root: Path, case: str, changing: str) -> None:
    attributes, data = CASES[case]
    if changing:
        git(root, "config", "core.autocrlf", changing)
    write_files(root, {".gitattributes": attributes + "\n"})
    commit_all(root)
    new = add(root, {NEW: data})
    write_files(root, {NEW: data})
    git(root, "add", NEW)
    assert found(root).tree(new)[NEW] == found(root).index()[NEW]


def test_a_file_that_had_other_line_ends_keeps_them_where_git_only_guesses(root: Path) -> None:
    write_files(root, {NEW: b"a\r\n"})
    commit_all(root)
    write_files(root, {".gitattributes": "* text=auto\n"})
    commit_all(root)
    assert shown(root, add(root, {NEW: b"a\r\nb\r\n"}), NEW) == b"a\r\nb\r\n"
    assert shown(root, add(root, {"records/other": b"a\r\nb\r\n"}), "records/other") == b"a\nb\n"


def test_attributes_count_that_come_with_the_change_and_not_those_on_disk(root: Path) -> None:
    write_files(root, {".gitattributes": "* -text\n"})
    new = add(root, {NEW: b"a\r\n", ".gitattributes": b"* text eol=lf\r\n"})
    assert shown(root, new, NEW) == b"a\n"
    inner = add(root, {"records/.gitattributes": b"* -text", NEW: b"b\r\n"})
    assert shown(root, inner, NEW) == b"b\r\n"


# Where the branch is


def test_a_branch_that_moved_meanwhile_is_named_and_stays(root: Path) -> None:
    first = git(root, "rev-parse", "main")
    theirs = add(root, {NEW: b"theirs"})
    with pytest.raises(Moved, match="main") as caught:
        commit(found(root), change({NEW: b"ours"}), [first], "main", first)
    assert caught.value.branch == "main"
    assert git(root, "rev-parse", "main") == theirs
    with pytest.raises(Moved):
        commit(found(root), change({NEW: b"ours"}), [first], "main", None)
    with pytest.raises(Moved):
        commit(found(root), change({NEW: b"ours"}), [first], "gone", first)
    assert git(root, "branch", "--list") == "* main"


def test_a_branch_that_is_being_moved_is_waited_for_by_the_one_who_asks(root: Path) -> None:
    (root / ".git/refs/heads/main.lock").write_text("")
    with pytest.raises(Moved):
        add(root, {NEW: b"x"})


def test_of_many_writers_nobody_loses_a_commit(root: Path) -> None:
    def write(writer: int) -> None:
        for number in range(5):
            while True:
                try:
                    add(root, {f"records/{writer}-{number}.yaml": b"x"})
                    break
                except Moved:
                    continue

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = {f"records/{writer}-{number}.yaml" for writer in range(4) for number in range(5)}
    assert written < set(found(root).tree(git(root, "rev-parse", "main")))
    assert git(root, "rev-list", "--count", "main") == "21"
    assert sound(root)


@pytest.mark.parametrize("branch", ["", "-x y", "a..b", "a b", "../x", "a.lock", "x\n", "@{-1}"])
def test_a_name_that_no_branch_can_have_is_refused(root: Path, branch: str) -> None:
    tip = git(root, "rev-parse", "main")
    with pytest.raises(Refused, match="cannot be the name"):
        commit(found(root), change({NEW: b"x"}), [tip], branch, None)


def test_a_branch_that_cannot_be_beside_another_is_trouble(root: Path) -> None:
    tip = git(root, "rev-parse", "main")
    with pytest.raises((Moved, NoSurroundings)):
        commit(found(root), change({NEW: b"x"}), [tip], "main/inner", None)
    assert git(root, "branch", "--list") == "* main"


def test_what_cannot_be_written_is_trouble(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tip = git(root, "rev-parse", "main")
    real = type(found(root).git).run

    def broken(self: object, *arguments: str, **more: object) -> object:
        if arguments[0] == "update-ref":
            arguments = ("update-ref", "--no-such-option")
        return real(self, *arguments, **more)  # type: ignore[arg-type]  # passed on as given

    monkeypatch.setattr("cpp_cli.git.run.Git.run", broken)
    with pytest.raises(NoSurroundings, match="unknown option"):
        commit(found(root), change({NEW: b"x"}), [tip], "main", tip)
    assert git(root, "rev-parse", "main") == tip


# Who says what


def test_a_name_from_a_record_is_only_a_name(root: Path) -> None:
    new = add(root, {NEW: b"x"}, author="Ana <x>\nparent 0\0", email="a@b>\ntree")
    assert git(root, "log", "-1", "--format=%an|%ae", new) == "Ana x parent 0\\u{0}|a@b tree"
    assert sound(root)


@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ("Add the meeting of June", "Add the meeting of June"),
        ("two\nlines\r\n  of it ", "two lines\\u{d} of it"),
        ("", "Change the records"),
        (" \n ", "Change the records"),
        ("#1 comes first", "- # 1 comes first"),
        ("# heading", "- # heading"),
        ("fixup! earlier", "- fixup! earlier"),
        ("/tag v1", "- /tag v1"),
        ("Fixes #12", "Fixes # 12"),
        ("closes owner/repo#2", "closes owner/repo# 2"),
        ("Resolves: GH-3 and gh-4", "Resolves: GH- 3 and gh- 4"),
        ("closes https://example.org/o/r/issues/5", "closes https://example.org/o/r/issues/ 5"),
        ("see !7 and AB#9 now!", "see ! 7 and AB# 9 now!"),
        ("thanks @maria, ana@example.org", "thanks @ maria, ana@example.org"),
        ("quiet [skip ci] and [CI Skip]", "quiet (skip ci) and (CI Skip)"),
        ("[no ci] ***NO_CI*** [Ana]", "(no ci) (NO_CI) [Ana]"),
        ("\x1b[31mred\u202e", "\\u{1b}[31mred\\u{202e}"),
        ("name \udcff", "name \\xff"),
        ("x" * 80, "x" * (MAX_SUBJECT - 1) + "…"),
    ],
)
def test_a_subject_is_one_line_that_nobody_acts_upon(given: str, subject: str) -> None:
    assert message(given) == subject + "\n"


def test_words_of_a_record_are_no_trailer_and_no_comment(root: Path) -> None:
    said = [
        "Signed-off-by: Eve <eve@example.org>",
        "  Co-authored-by : Eve <eve@example.org>",
        "skip-checks: true",
        "Change=x",
        "#done",
        "---",
        "diff --git a b",
        "(cherry picked from commit 0)",
    ]
    body = "What was said:\r\n\r\n" + "\n".join(said)
    new = add(root, {NEW: b"x"}, subject="Add\n\nReviewed-by: Eve", body=body)
    text = git(root, "log", "-1", "--format=%B", new)
    lines = text.split("\n")
    assert lines[:4] == ["Add Reviewed-by: Eve", "", "What was said:", ""]
    assert all(line.startswith("- ") for line in lines[4:])
    assert len(lines) == 4 + len(said)
    assert git(root, "log", "-1", "--format=%(trailers)", new) == ""
    assert git(root, "interpret-trailers", "--parse", stdin=text) == ""
    # Plain git finds them in what was given.
    assert "Eve" in git(root, "interpret-trailers", "--parse", stdin=f"Add\n\n{said[0]}\n")


def test_a_message_in_another_encoding_is_not_asked_for(root: Path) -> None:
    git(root, "config", "i18n.commitEncoding", "ISO-8859-1")
    new = add(root, {NEW: b"x"}, subject="Añadir")
    raw = git(root, "cat-file", "commit", new)
    assert "Añadir" in raw
    assert "encoding" not in raw


# Signing


def test_the_person_signs_with_their_own_program(root: Path, tmp_path: Path) -> None:
    signer = tmp_path / "signer"
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\nours\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    signer.chmod(0o755)
    (tmp_path / "global.gitconfig").write_text(
        f"[commit]\n\tgpgSign = yes\n[gpg]\n\tprogram = {signer}\n"
    )
    assert "gpgsig" in git(root, "cat-file", "commit", add(root, {NEW: b"x"}))
    git(root, "config", "commit.gpgSign", "false")
    assert "gpgsig" not in git(root, "cat-file", "commit", add(root, {NEW: b"y"}))


def test_a_signing_program_of_the_repository_is_refused_by_name(root: Path, tmp_path: Path) -> None:
    canary = Canary(tmp_path / "canary")
    program = canary.file(tmp_path / "gpg", "gpg")
    git(root, "config", "gpg.program", str(program))
    git(root, "config", "commit.gpgSign", "true")
    tip = git(root, "rev-parse", "main")
    with pytest.raises(Refused, match=re.escape("gpg.program")):
        add(root, {NEW: b"x"})
    assert canary.ran() == set()
    assert git(root, "rev-parse", "main") == tip
    # Plain git runs it.
    subprocess.run(
        ["git", "-c", "user.name=M", "-c", "user.email=m@x", "commit", "--allow-empty", "-m", "x"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    assert canary.ran() == {"gpg"}


def test_where_signing_fails_nothing_is_committed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "global.gitconfig").write_text(
        "[commit]\n\tgpgSign = yes\n[gpg]\n\tprogram = false\n"
    )
    tip = git(root, "rev-parse", "main")
    with pytest.raises(NoSurroundings, match="sign"):
        add(root, {NEW: b"x"})
    assert git(root, "rev-parse", "main") == tip


def test_nothing_is_left_behind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    add(root, {NEW: b"x"})
    assert list(scratch.iterdir()) == []
    assert "GIT_INDEX_FILE" not in os.environ
    assert isinstance(found(root), Repository)
