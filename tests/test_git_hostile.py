"""A repository that names a program wherever git would run one: none of them runs.

Each trap is shown to work: plain git springs it.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.errors import NoSurroundings, Refused, Stop
from cpp_cli.git import run as running
from cpp_cli.git.commit import Change, commit
from cpp_cli.git.folder import Place
from cpp_cli.git.read import Repository, is_committed
from cpp_cli.git.remote import fetch, push
from cpp_cli.git.revision import Revision
from tests.gits import PROGRAM, WHO, Canary, commit_all, found, git, repository, state_of
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

FILES = {
    PROGRAM: "name: P\n",
    "records/harms/water.yaml": "id: water\n",
    "records/filtered.yaml": "x\n",
}
HOOKS = (
    *("post-index-change", "reference-transaction", "pre-commit", "commit-msg", "post-commit"),
    *("prepare-commit-msg", "pre-push", "post-checkout", "post-merge", "pre-auto-gc"),
)
ATTRIBUTES = """\
*.yaml diff=evil merge=evil filter=evil
filtered.yaml filter=a=b
water.yaml filter=process
"""


@pytest.fixture
def canary(tmp_path: Path) -> Canary:
    """What tells which traps were sprung."""
    return Canary(tmp_path / "canary")


@pytest.fixture
def root(tmp_path: Path, canary: Canary) -> Path:
    """The hostile repository, with files that have changed since its last commit."""
    root = repository(tmp_path / "root", FILES)
    git(root, "remote", "add", "origin", "ssh://nowhere.invalid/x.git")
    write_files(root, {PROGRAM: "name: Q\n", "records/filtered.yaml": "y\n"})
    write_files(root, {"records/harms/water.yaml": "id: changed\n", ".gitattributes": ATTRIBUTES})
    for hook in HOOKS:
        canary.file(tmp_path / "hooks" / hook, f"hook-{hook}")
        canary.file(root / ".git/hooks" / hook, f"hook-{hook}")
    sets(root, canary, tmp_path / "included")
    git(root, "config", f"includeIf.gitdir:{root}/.path", str(tmp_path / "included"))
    git(root, "config", "core.hooksPath", str(tmp_path / "hooks"))
    canary.ran()
    return root


def sets(root: Path, canary: Canary, included: Path) -> None:
    """Name the canary in every setting whose value is a program."""
    for name in (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand"),
        *(
            "core.alternateRefsCommand",
            "sequence.editor",
            "filter.evil.clean",
            "filter.evil.smudge",
            "filter.a=b.clean",
        ),
        *("filter.process.process", "diff.external", "diff.evil.textconv", "diff.evil.command"),
        *("merge.evil.driver", "remote.near.uploadpack", "remote.near.receivepack"),
        *("remote.origin.uploadpack", "remote.origin.receivepack", "remote.origin.proxy"),
        *("trailer.x.command", "pager.log", "interactive.diffFilter"),
        *("gc.recentObjectsHook", "uploadpack.packObjectsHook"),
    ):
        git(root, "config", name, canary.command(name.replace("=", "_")))
    for name in ("core.askPass", "core.gitProxy", "gpg.program", "gpg.ssh.program"):
        # Git runs these without a shell.
        git(root, "config", name, str(canary.file(included.with_name(f"run-{name}"), name)))
    git(root, "config", "filter.a=b.required", "true")
    git(root, "config", "credential.helper", "!" + canary.command("credential.helper"))
    for name in ("rev-parse", "ls-tree", "status", "fetch", "push", "cat-file", "commit-tree"):
        git(root, "config", f"alias.{name}", "!" + canary.command(f"alias-{name}"))
    git(root, "config", "remote.near.url", ".")
    git(root, "config", "protocol.ext.allow", "always")
    git(root, "config", "remote.promised.url", f"ext::{canary.command('promised')}")
    git(root, "config", "remote.promised.promisor", "true")
    git(root, "config", "core.repositoryFormatVersion", "1")
    git(root, "config", "extensions.partialClone", "promised")
    included.write_text(f'[core]\n\tsshCommand = "{canary.command("included")}"\n')


def everything(known: Repository, head: str) -> None:
    """Ask a repository all that can be asked of it."""
    assert known.resolve("HEAD") == head
    assert known.resolve("nowhere") is None
    known.resolve("HEAD@{upstream}")
    assert known.branch() == "main"
    known.is_shallow()
    known.merge_base(head, head)
    known.changed(head, head)
    assert len(known.index()) == 3
    # An id that is nowhere here is what a promisor would be asked for.
    assert known.contents(["1" * len(head)]) == {"1" * len(head): None}
    revision = Revision(known, head)
    assert [revision.read(path) for path in revision.paths()]
    assert is_committed(known.place.top, PROGRAM)
    assert set(known.uncommitted()) == set(FILES)
    assert state_of(known.place.top).changed == set(FILES)
    tree = known.tree_id(head)
    assert tree is not None
    assert known.differing(tree, tree) == []
    assert len(known.listing(tree)) == 3


def test_no_trap_is_sprung_by_reading(root: Path, canary: Canary) -> None:
    head = (root / ".git/refs/heads/main").read_text().strip()
    everything(found(root), head)
    assert canary.ran() == set()


def test_no_trap_is_sprung_by_committing(root: Path, canary: Canary) -> None:
    known = found(root)
    tip = known.resolve("main")
    assert tip is not None
    change = Change({PROGRAM: b"name: R\r\n", "records/new.yaml": b"x"}, "Add", "A", "a@b")
    new = commit(known, change, [tip], "main", tip)
    assert known.resolve("main") == new
    assert canary.ran() == set()


@pytest.mark.parametrize("way", ["fetch", "push"])
def test_no_trap_is_sprung_on_the_way_out(root: Path, canary: Canary, way: str) -> None:
    head = found(root).resolve("main")
    assert head is not None
    ask: dict[str, Callable[[], object]] = {
        "fetch": lambda: fetch(found(root), "origin", "main"),
        "push": lambda: push(found(root), "origin", head, "main"),
    }
    with pytest.raises(Refused, match="settings of this folder name") as caught:
        ask[way]()
    for name in ("core.sshcommand", "credential.helper", "gpg.program", "core.fsmonitor"):
        assert name in caught.value.message
    assert "remote.promised.url" in caught.value.message
    assert canary.ran() == set()


@pytest.mark.parametrize("way", ["fetch", "push"])
def test_what_is_not_refused_is_not_run_either(
    root: Path, canary: Canary, way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Were a setting forgotten among those that are refused, there is a second wall."""
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "there.git")
    canary.ran()
    for name in ("sshCommand", "askPass", "gitProxy", "alternateRefsCommand"):
        plain(root, "config", "--unset-all", f"core.{name}")
    for name in ("uploadpack", "receivepack", "proxy"):
        plain(root, "config", "--unset-all", f"remote.origin.{name}")
    plain(root, "config", "remote.origin.url", str(tmp_path / "there.git"))
    canary.ran()
    monkeypatch.setattr("cpp_cli.git.remote.refuse_foreign_programs", lambda _: None)
    head = found(root).resolve("main")
    assert head is not None
    if way == "fetch":
        assert fetch(found(root), "origin", "main") == head
    else:
        push(found(root), "origin", head, "main")
    assert canary.ran() == set()
    monkeypatch.setattr("cpp_cli.git.remote._checked", lambda *_: "ext::")
    with pytest.raises(NoSurroundings, match="'ext' not allowed"):
        fetch(found(root), "promised", "main")
    assert canary.ran() == set()


def test_a_git_that_would_fetch_what_is_missing_may_go_nowhere(
    root: Path, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older git does not know the variable that forbids it."""
    real = running.environment

    def older(place: Place, online: bool = False) -> dict[str, str]:
        return {**real(place, online), "GIT_NO_LAZY_FETCH": "0"}

    monkeypatch.setattr(running, "environment", older)
    assert found(root).contents(["1" * 40]) == {"1" * 40: None}
    assert canary.ran() == set()


def test_what_the_person_has_set_is_run_on_the_way_out(tmp_path: Path, canary: Canary) -> None:
    root = repository(tmp_path / "mine", FILES)
    git(root, "remote", "add", "origin", "ssh://nowhere.invalid/x.git")
    git(root, "config", "--global", "core.sshCommand", canary.command("ssh"))
    with pytest.raises(Stop):
        fetch(found(root), "origin", "main")
    assert canary.ran() == {"ssh"}
    with pytest.raises(Stop):
        push(found(root), "origin", git(root, "rev-parse", "main"), "main")
    assert canary.ran() == {"ssh"}


def plain(root: Path, *arguments: str) -> None:
    """Run git as anybody would, whatever comes of it."""
    subprocess.run(
        ["git", *WHO, *arguments],
        cwd=root,
        check=False,
        capture_output=True,
        input=b"protocol=https\nhost=nowhere.invalid\n\n",
        timeout=60,
    )


PLAIN = {
    ("status",): {"core.fsmonitor", "filter.evil.clean", "hook-post-index-change"},
    ("add", "records/filtered.yaml"): {"filter.a_b.clean"},
    ("add", "records/harms/water.yaml"): {"filter.process.process"},
    ("-c", "filter.a=b.clean=", "add", "records/filtered.yaml"): {"filter.a_b.clean"},
    ("diff", "--", PROGRAM): {"diff.evil.command"},
    ("diff", "--no-ext-diff", "--", PROGRAM): {"diff.evil.textconv"},
    ("fetch", "origin"): {"included"},
    ("fetch", "git://nowhere.invalid/x"): {"core.gitProxy"},
    ("fetch", "near"): {"remote.near.uploadpack"},
    ("push", "near", "HEAD:refs/heads/x"): {"remote.near.receivepack"},
    ("credential", "fill"): {"credential.helper", "core.askPass"},
    ("update-ref", "refs/heads/x", "HEAD"): {"hook-reference-transaction"},
    ("commit", "--allow-empty", "-m", "x"): {"hook-pre-commit", "hook-commit-msg"},
    ("commit", "--allow-empty", "-S", "-m", "x"): {"gpg.program"},
    ("fetch", "promised"): {"promised"},
    ("cat-file", "-p", "1" * 40): {"promised"},
    ("commit", "--allow-empty"): {"core.editor"},
}


@pytest.mark.parametrize("arguments", PLAIN)
def test_plain_git_springs_the_traps(
    root: Path, canary: Canary, arguments: tuple[str, ...]
) -> None:
    plain(root, *arguments)
    assert PLAIN[arguments] <= canary.ran()


def test_settings_of_a_repository_inside_are_not_followed(tmp_path: Path, canary: Canary) -> None:
    root = repository(tmp_path / "root", {PROGRAM: "name: P\n"})
    inner = repository(root / "records/inner", {"x.yaml": "x"})
    git(root, "-c", "advice.addEmbeddedRepo=false", "add", "records/inner")
    git(inner, "config", "core.fsmonitor", canary.command("inner"))
    commit_all(root)
    canary.ran()
    write_files(inner, {"x.yaml": "y"})
    assert found(root).uncommitted() == {}
    assert canary.ran() == set()
    plain(root, "status")
    assert canary.ran() == {"inner"}
