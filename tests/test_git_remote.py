"""Fetching and sending: between repositories on this computer, and never by a foreign program."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.commit import Change, commit
from cpp_cli.git.move import Moved
from cpp_cli.git.remote import fetch, push
from cpp_cli.git.run import trouble
from cpp_cli.git.trust import is_unsafe, refuse_foreign_programs, settings
from tests.gits import PROGRAM, Canary, found, git, repository

pytestmark = pytest.mark.usefixtures("own_environment")

FILES = {PROGRAM: "name: P\n"}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The repository that several people fetch from and send to."""
    repository(tmp_path / "first", FILES)
    git(tmp_path, "clone", "--quiet", "--bare", str(tmp_path / "first"), "shared.git")
    return tmp_path / "shared.git"


@pytest.fixture
def root(shared: Path, tmp_path: Path) -> Path:
    """A clone of it."""
    git(tmp_path, "clone", "--quiet", str(shared), "root")
    return tmp_path / "root"


def add(root: Path, path: str, branch: str = "main") -> str:
    """Commit a new file upon the tip of main; return the commit."""
    known = found(root)
    tip = known.resolve("refs/heads/main")
    assert tip is not None
    old = known.resolve(f"refs/heads/{branch}")
    change = Change({path: b"x"}, "Add", "Ana", "ana@example.org")
    return commit(known, change, [tip], branch, old)


# There and back


def test_what_is_sent_by_one_is_fetched_by_another(
    root: Path, shared: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(shared), "other")
    new = add(root, "records/new.yaml", "words")
    assert push(found(root), "origin", new, "words") == ""
    assert git(shared, "rev-parse", "words") == new
    other = tmp_path / "other"
    before = git(other, "for-each-ref", "refs/heads")
    assert fetch(found(other), "origin", "words") == new
    assert git(other, "rev-parse", "refs/remotes/origin/words") == new
    assert git(other, "for-each-ref", "refs/heads") == before
    assert not (other / ".git/FETCH_HEAD").exists()
    assert push(found(root), "origin", new, "words") == ""


def test_what_settings_say_of_refs_is_not_followed(root: Path, shared: Path) -> None:
    git(root, "config", "--replace-all", "remote.origin.fetch", "+refs/heads/*:refs/heads/*")
    git(root, "config", "remote.origin.mirror", "true")
    git(root, "tag", "mine")
    before = git(root, "rev-parse", "main")
    git(shared, "update-ref", "refs/heads/main", commit_of(shared))
    assert fetch(found(root), "origin", "main") == git(shared, "rev-parse", "main") != before
    assert git(root, "rev-parse", "main") == before


def commit_of(bare: Path) -> str:
    """Return a new commit upon the branch of a bare repository, which nothing names yet."""
    return git(bare, "commit-tree", "-p", "main", "-m", "theirs", "main^{tree}")


def test_a_branch_that_is_not_there_is_none(root: Path) -> None:
    assert fetch(found(root), "origin", "nowhere") is None


def test_what_somebody_else_sent_first_is_not_overwritten(root: Path, shared: Path) -> None:
    theirs = commit_of(shared)
    git(shared, "update-ref", "refs/heads/main", theirs)
    with pytest.raises(Moved, match="main"):
        push(found(root), "origin", add(root, "records/new.yaml"), "main")
    assert git(shared, "rev-parse", "main") == theirs
    git(root, "config", "remote.origin.push", "+refs/heads/main:refs/heads/main")
    with pytest.raises(Moved):
        push(found(root), "origin", git(root, "rev-parse", "main"), "main")


def test_a_partial_clone_fetches_and_sends(shared: Path, tmp_path: Path) -> None:
    git(shared, "config", "uploadpack.allowFilter", "true")
    options = ("--quiet", "--no-checkout", "--filter=blob:none")
    git(tmp_path, "clone", *options, shared.as_uri(), "partial")
    partial = tmp_path / "partial"
    theirs = commit_of(shared)
    git(shared, "update-ref", "refs/heads/more", theirs)
    assert fetch(found(partial), "origin", "more") == theirs
    new = add(partial, "records/new.yaml")
    push(found(partial), "origin", new, "main")
    assert git(shared, "rev-parse", "main") == new


def test_a_shallow_clone_fetches_and_sends(shared: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", shared.as_uri(), "shallow")
    new = add(tmp_path / "shallow", "records/new.yaml")
    push(found(tmp_path / "shallow"), "origin", new, "main")
    assert git(shared, "rev-parse", "main") == new


def test_a_remote_that_does_not_take_it_says_why(root: Path, shared: Path) -> None:
    git(shared, "config", "receive.denyDeletes", "true")
    git(shared, "symbolic-ref", "HEAD", "refs/heads/main")
    git(shared, "config", "receive.shallowUpdate", "false")
    git(shared, "config", "transfer.hideRefs", "refs/heads/hidden")
    new = add(root, "records/new.yaml", "hidden")
    with pytest.raises(Refused, match=r"origin does not take it: \[remote rejected\].*hidden"):
        push(found(root), "origin", new, "hidden")


def test_a_remote_that_is_not_there_is_not_reached(root: Path, shared: Path) -> None:
    shared.rename(shared.with_name("moved.git"))
    with pytest.raises(NoSurroundings, match="origin cannot be reached"):
        fetch(found(root), "origin", "main")
    with pytest.raises(NoSurroundings, match="origin cannot be reached"):
        push(found(root), "origin", git(root, "rev-parse", "main"), "main")


@pytest.mark.parametrize(
    "remote",
    ["", "-x", "--upload-pack=x", "nowhere", "ext::x", "../shared.git", "a b", "x\0", "ñ", "x\n"],
)
def test_a_remote_is_a_name_that_is_known(root: Path, remote: str) -> None:
    with pytest.raises(Refused, match="not one place"):
        fetch(found(root), remote, "main")
    with pytest.raises(Refused, match="not one place"):
        push(found(root), remote, git(root, "rev-parse", "HEAD"), "main")


def test_records_do_not_go_to_two_places_at_once(root: Path, shared: Path) -> None:
    git(root, "remote", "set-url", "--add", "--push", "origin", str(shared))
    git(root, "remote", "set-url", "--add", "--push", "origin", str(shared) + "2")
    with pytest.raises(Refused, match="not one place"):
        push(found(root), "origin", git(root, "rev-parse", "HEAD"), "main")


@pytest.mark.parametrize("branch", ["", "--force", "a:b", "+x", "x\n", "a..b", "*"])
def test_a_branch_is_never_an_option_or_a_pattern(root: Path, branch: str) -> None:
    if branch in ("--force", "+x"):
        assert fetch(found(root), "origin", branch) is None
        return
    with pytest.raises(Refused, match="cannot be the name"):
        fetch(found(root), "origin", branch)
    with pytest.raises(Refused, match="cannot be the name"):
        push(found(root), "origin", git(root, "rev-parse", "HEAD"), branch)


def test_only_a_whole_hash_is_sent(root: Path) -> None:
    with pytest.raises(ValueError, match="whole hash"):
        push(found(root), "origin", "HEAD", "main")


# The environment


def test_what_is_inherited_leads_to_no_other_repository(
    root: Path, shared: Path, tmp_path: Path
) -> None:
    other = repository(tmp_path / "other", {"x": "x"})
    new = add(root, "records/new.yaml")
    os.environ |= {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other)}
    os.environ |= {"GIT_INDEX_FILE": str(other / ".git/index"), "GIT_ALLOW_PROTOCOL": "ext"}
    before = dict(os.environ)
    push(found(root), "origin", new, "main")
    assert fetch(found(root), "origin", "main") == new
    assert dict(os.environ) == before
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        del os.environ[name]
    assert git(shared, "rev-parse", "main") == new


def test_without_git_nothing_is_reached(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = git(root, "rev-parse", "HEAD")
    monkeypatch.setattr("cpp_cli.git.remote._checked", lambda *_: "https://example.org/x")
    monkeypatch.setattr("cpp_cli.git.remote.branch_ref", lambda _, branch: branch)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoSurroundings, match="git is not here"):
        push(found(root), "origin", head, "main")
    # GitPython may not even be imported then.
    monkeypatch.setitem(sys.modules, "git.cmd", None)
    with pytest.raises(NoSurroundings, match="git is not here"):
        push(found(root), "origin", head, "main")


def test_gitpython_is_imported_only_when_somebody_is_asked(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import cpp_cli.git.remote as r;"
        "from cpp_cli.git.read import Repository as R; k = R.find(Path(sys.argv[1]));"
        "k.uncommitted(); print('git' in sys.modules);"
        "r.fetch(k, 'origin', 'main'); print('git' in sys.modules)"
    )
    asked = [sys.executable, "-c", script, str(root)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"]


# What the settings of a folder may not say


REFUSED = [
    ("core.sshCommand", "x"),
    ("core.askPass", "x"),
    ("core.gitProxy", "x"),
    ("core.hooksPath", "hooks"),
    ("core.alternateRefsCommand", "x"),
    ("core.fsmonitor", "./x"),
    ("credential.helper", "!x"),
    ("credential.https://example.org.helper", "!x"),
    ("gpg.program", "x"),
    ("gpg.ssh.program", "x"),
    ("gpg.ssh.defaultKeyCommand", "x"),
    ("remote.origin.uploadpack", "x"),
    ("remote.origin.receivepack", "x"),
    ("remote.other.vcs", "x"),
    ("remote.origin.proxy", "x"),
    ("http.proxy", "x"),
    ("http.https://example.org/.proxy", "x"),
    ("http.cookieFile", "x"),
    ("http.sslVerify", "false"),
    ("http.https://example.org.sslVerify", "0"),
    ("remote.other.url", "ext::sh -c x"),
    ("remote.other.url", "fd::7"),
    ("remote.other.pushurl", "-x"),
    ("remote.other.url", "EXT::x"),
    ("remote.other.url", "hg://example.org/x"),
    ("submodule.x.url", "ext::x"),
    ("submodule.x.url", "--upload-pack=x"),
    ("url.ext::sh -c x.insteadOf", "https://example.org"),
    ("url.ext::sh -c x.pushInsteadOf", "https://example.org"),
]


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_what_came_with_the_folder_is_refused_by_name(
    root: Path, tmp_path: Path, name: str, value: str, own: bool
) -> None:
    refuse_foreign_programs(found(root))
    if own:
        git(root, "config", "--global", name, value)
        refuse_foreign_programs(found(root))
        return
    git(root, "config", name, value)
    shown = next(one.name for one in settings(found(root)) if one.name.lower() == name.lower())
    with pytest.raises(Refused, match=re.escape(f": {shown}.")) as caught:
        refuse_foreign_programs(found(root))
    assert any(f"--unset-all '{shown}'" in hint for hint in caught.value.hints)
    with pytest.raises(Refused, match=re.escape(shown)):
        fetch(found(root), "origin", "main")
    with pytest.raises(Refused, match=re.escape(shown)):
        push(found(root), "origin", git(root, "rev-parse", "HEAD"), "main")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("core.sshCommand", ""),
        ("core.fsmonitor", "true"),
        ("core.fsmonitor", "FALSE"),
        ("credential.username", "maria"),
        ("credential.https://helper.org.username", "maria"),
        ("http.sslVerify", "true"),
        ("http.https://example.org/.extraheader", "x"),
        ("gpg.format", "ssh"),
        ("alias.fetch", "!x"),
        ("url.https://example.org/.insteadOf", "ex:"),
        ("remote.other.url", "git@example.org:x/y.git"),
        ("remote.other.url", "ssh://git@example.org/x.git"),
        ("submodule.x.url", "../x"),
    ],
)
def test_what_names_no_program_is_let_through(root: Path, name: str, value: str) -> None:
    git(root, "config", name, value)
    refuse_foreign_programs(found(root))
    assert fetch(found(root), "origin", "main") == git(root, "rev-parse", "main")


@pytest.mark.parametrize("way", ["include", "includeIf", "worktree", "valueless"])
def test_settings_are_the_folders_however_they_are_brought_in(
    root: Path, tmp_path: Path, way: str
) -> None:
    included = tmp_path / "included"
    included.write_text("[core]\n\tsshCommand = x\n")
    if way == "include":
        git(root, "config", "include.path", str(included))
    elif way == "includeIf":
        git(root, "config", f"includeIf.gitdir:{root}/.path", str(included))
    elif way == "worktree":
        git(root, "config", "extensions.worktreeConfig", "true")
        git(root, "config", "--worktree", "core.sshCommand", "x")
    else:
        with (root / ".git/config").open("a") as file:
            file.write("[core]\n\tsshCommand\n")
    with pytest.raises(Refused, match=r"core\.sshcommand"):
        refuse_foreign_programs(found(root))


def test_a_name_of_a_setting_is_shown_on_one_safe_line(root: Path) -> None:
    git(root, "config", "credential.\x1b[31m\u202ex.helper", "x")
    with pytest.raises(Refused) as caught:
        refuse_foreign_programs(found(root))
    assert "\x1b" not in caught.value.message + "".join(caught.value.hints)


def test_broken_settings_are_trouble(root: Path) -> None:
    (root / ".git/config").write_text("[core\n")
    with pytest.raises(NoSurroundings, match="bad config"):
        fetch(found(root), "origin", "main")


def test_a_remote_that_git_cannot_tell_is_trouble(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cpp_cli.git.remote.refuse_foreign_programs", lambda _: None)
    (root / ".git/config").write_text("[core\n")
    with pytest.raises(NoSurroundings, match="bad config"):
        fetch(found(root), "origin", "main")
    assert trouble("x").status == 3


def test_an_address_that_settings_of_the_person_make_of_another_is_not_used(root: Path) -> None:
    git(root, "config", "--global", "url.ext::sh -c x .insteadOf", str(root.parent))
    with pytest.raises(Refused, match="would run a program"):
        fetch(found(root), "origin", "main")


@pytest.mark.parametrize(
    ("address", "unsafe"),
    [
        *(("ext::sh -c x", True), ("fd::1", True), ("::x", True), ("-x", True), ("ftp://x", True)),
        *(("git-remote-x://y", True), ("ext://x", True), ("HTTPS://x", False), ("/a/b", False)),
        *(("../a::b", False), ("git@h:a::b", False), ("[::1]:x", False), ("ssh+git://x", False)),
        *(("C:\\x", False), ("file:///x", False), ("", False)),
    ],
)
def test_which_addresses_run_a_program(address: str, unsafe: bool) -> None:
    assert is_unsafe(address) is unsafe


# A repository on this computer


HOOKS = ("pre-receive", "update", "post-receive", "post-update", "reference-transaction")


def test_sending_to_a_folder_runs_nothing_of_that_folder(
    root: Path, shared: Path, tmp_path: Path
) -> None:
    canary = Canary(tmp_path / "canary")
    for hook in (*HOOKS, "proc-receive", "push-to-checkout"):
        canary.file(shared / "hooks" / hook, hook)
    refs = canary.file(tmp_path / "refs", "refs")
    git(shared, "config", "core.alternateRefsCommand", str(refs))
    (shared / "objects/info").mkdir(exist_ok=True)
    (shared / "objects/info/alternates").write_text(str(root / ".git/objects") + "\n")
    new = add(root, "records/new.yaml")
    push(found(root), "origin", new, "main")
    assert git(shared, "rev-parse", "main") == new
    assert fetch(found(root), "origin", "main") == new
    assert canary.ran() == set()
    git(root, "push", "--quiet", "origin", "main:other")
    assert canary.ran() >= {"pre-receive", "post-receive", "refs"}


def test_what_a_remote_says_is_given_back_without_what_commands_a_terminal(
    root: Path, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a hosting site does: the hook runs there and not here.
    monkeypatch.setattr("cpp_cli.git.remote._is_here", lambda _: False)
    hook = shared / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nprintf 'Open it at:\\n  https://example.org/\\033[31m\\n'\n")
    hook.chmod(0o755)
    said = push(found(root), "origin", add(root, "records/new.yaml"), "main")
    assert said.split("\n")[0] == "Open it at:"
    assert "https://example.org/" in said
    assert "\x1b" not in said
    hook.write_text("#!/bin/sh\necho Not today\nexit 1\n")
    with pytest.raises(Refused, match="pre-receive hook declined") as caught:
        push(found(root), "origin", add(root, "records/more.yaml"), "main")
    assert caught.value.hints == ("Not today",)
