"""Records that several people share: a bare repository, and each with a clone of it."""

import subprocess
from pathlib import Path

from cpp_cli.rules import example
from tests.gits import git, repository
from tests.support import files_of, run

BUS = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
HUERTO = "records/partners/huerto-sol.yaml"
SCHOOL = "records/partners/river-school.yaml"
HARM = "records/harms/spraying.yaml"
FILES = {**example.RECORDS, "README.md": "Our records.\n"}

CLUB = "records/partners/garden-club.yaml"
A_CLUB = "id: garden-club\nname: Garden Club\nkind: resident-group\nstatus: active\n"


def hub(folder: Path) -> Path:
    """Make the repository that everybody sends to, with some records in it."""
    repository(folder / "first", FILES)
    git(folder, "clone", "--quiet", "--bare", str(folder / "first"), "hub.git")
    return folder / "hub.git"


def clone(shared: Path, name: str, *options: str) -> Path:
    """Make a clone for somebody, who is known by their name."""
    place = shared.parent / name
    git(shared.parent, "clone", "--quiet", *options, str(shared), name)
    return introduced(place, name)


def introduced(place: Path, name: str) -> Path:
    """Say in a repository who works there."""
    git(place, "config", "user.name", name.title())
    git(place, "config", "user.email", f"{name}@example.org")
    return place


def put(root: Path, path: str, words: str) -> None:
    """Write a file."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(words.encode())


def change(root: Path, path: str, old: str, new: str) -> None:
    """Change some words of a file that are there once."""
    before = text(root, path)
    assert before.count(old) == 1, f"{old!r} in {before!r}"
    put(root, path, before.replace(old, new))


def add(root: Path, path: str, more: str) -> None:
    """Write something at the end of a file, with the line ends that it has."""
    before = text(root, path)
    put(root, path, before + (more.replace("\n", "\r\n") if "\r\n" in before else more))


def text(root: Path, path: str) -> str:
    """Return what a file says."""
    return (root / path).read_bytes().decode()


def goes_well(root: Path, *words: str, status: int = 0) -> str:
    """Run a command that ends as it should; return what it says."""
    said = run(*words, root=root)
    assert said.status == status, said
    assert "bug" not in said.stderr
    return said.stdout


def take(shared: Path, branch: str, squash: bool = False) -> bool:
    """Take a branch into the main one, as a reviewer does at a hosting site, where that goes."""
    desk = shared.parent / "desk"
    if not desk.exists():
        git(shared.parent, "clone", "--quiet", str(shared), "desk")
    git(desk, "fetch", "--quiet")
    git(desk, "checkout", "--quiet", "--force", "-B", "main", "origin/main")
    how = ("--squash",) if squash else ("--no-ff", "--no-edit")
    try:
        git(desk, "merge", "--quiet", *how, f"origin/{branch}")
    except subprocess.CalledProcessError:
        git(desk, "reset", "--quiet", "--hard")
        return False
    if squash:
        git(desk, "commit", "--quiet", "--allow-empty", "-m", "Squashed")
    git(desk, "push", "--quiet", "origin", "main")
    return True


def branches(shared: Path) -> list[str]:
    """Return the branches that were sent, but the main one."""
    listed = git(shared, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    return [one for one in listed if one != "main"]


def branch(root: Path) -> str:
    """Return the branch that is worked on; nothing where there is none."""
    return git(root, "branch", "--show-current")


def status(root: Path) -> str:
    """Return what git says has changed."""
    return git(root, "status", "--porcelain", "--untracked-files=all")


def everything(root: Path) -> tuple[dict[str, bytes], str, str, str]:
    """Return all that a failure must leave as it was: files, branches, what is set aside."""
    refs = git(root, "for-each-ref", "refs/heads")
    head = (root / ".git" / "HEAD").read_text()
    return files_of(root), refs, head, status(root)
