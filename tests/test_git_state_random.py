"""Whatever is done to the files, the index and the branches, no changed file is ever forgotten."""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.git import vouch
from cpp_cli.git.index import NOTE
from tests.gits import PROGRAM, WHO, repository, vouched
from tests.support import write_files

pytestmark = pytest.mark.usefixtures("own_environment")

STEPS = 40 * (10 if os.environ.get("CPP_TEST_LONG") else 1)
NAMES = ("a.yaml", "b.yaml", "c.txt", ".hidden", "folder.yaml", "deep", "\udcff \n.yaml")
FOLDERS = ("records", "records/harms", "records/harms/deep", "records/partners")


class Somebody:
    """Who does whatever comes to mind to some records, and tells what it was."""

    def __init__(self, root: Path, seed: int, patient: bool) -> None:
        self.root = root
        self.choose = random.Random(seed)
        self.patient = patient
        self.done: list[str] = []

    def step(self) -> None:
        """Do one thing."""
        ways: list[Callable[[], object]] = [
            *(self.writes, self.writes, self.writes_in_secret, self.writes_in_secret),
            *(self.takes_away, self.moves, self.links, self.pipes, self.makes_a_folder),
            *(self.ignores, self.adds, self.adds, self.flags, self.commits, self.goes_back),
            *(self.branches, self.merges, self.touches, self.copies_the_index),
        ]
        way = self.choose.choice(ways)
        try:
            said = way()
        except OSError as error:
            said = type(error).__name__
        self.done.append(f"{way.__name__}: {said!r}")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *WHO, *arguments], cwd=self.root, capture_output=True)
        return f"{' '.join(arguments)} {done.returncode}"

    def file(self) -> Path:
        return self.root / self.choose.choice(FOLDERS) / self.choose.choice(NAMES)

    def known(self) -> Path:
        files = [one for one in (self.root / "records").rglob("*") if one.is_file()]
        return self.choose.choice(sorted(files)) if files else self.file()

    def words(self) -> str:
        return self.choose.choice(("a\n", "b\n", "longer\n"))

    def writes(self) -> str:
        file = self.file()
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_fifo():
            file.unlink()
        file.write_text(self.words())
        return str(file)

    def writes_in_secret(self) -> str:
        if self.patient:
            # What is noted as settled at once is not safe within the same second.
            time.sleep(1.01 - time.time() % 1)
        file = self.known()
        before = file.lstat()
        file.write_bytes(bytes(byte ^ 1 for byte in file.read_bytes()))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        return str(file)

    def touches(self) -> str:
        file = self.known()
        os.utime(file, (1_500_000_000, 1_500_000_000))
        return str(file)

    def takes_away(self) -> str:
        file = self.choose.choice((self.file(), self.known(), self.file().parent))
        if file.name == "records":
            return ""
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        else:
            file.unlink()
        return str(file)

    def moves(self) -> str:
        one, other = self.known(), self.file()
        one.rename(other)
        return f"{one} {other}"

    def links(self) -> str:
        file = self.file()
        target = self.known()
        if file.exists() and not file.is_dir():
            file.unlink()
        file.symlink_to(target)
        return str(file)

    def pipes(self) -> str:
        file = self.file()
        if file.is_file():
            file.unlink()
        os.mkfifo(file)
        return str(file)

    def makes_a_folder(self) -> str:
        file = self.file()
        file.mkdir(parents=True)
        return str(file)

    def ignores(self) -> str:
        file = self.choose.choice(("records/.gitignore", ".git/info/exclude", ".gitignore"))
        write_files(self.root, {file: f"/{self.choose.choice(NAMES[:-1])}\n*.txt\n"})
        return file

    def adds(self) -> str:
        what = self.choose.choice((".", str(self.file()), str(self.known())))
        how = self.choose.choice(((), (), ("--force",), ("--intent-to-add",), ("--update",)))
        return self.git("add", *how, "--", what)

    def flags(self) -> str:
        flags = ("assume-unchanged", "no-assume-unchanged", "skip-worktree", "no-skip-worktree")
        return self.git("update-index", f"--{self.choose.choice(flags)}", str(self.known()))

    def commits(self) -> str:
        return self.git("commit", "--allow-empty", "--message", "x", *self._perhaps("--all"))

    def goes_back(self) -> str:
        way = self.choose.choice(("--hard", "--mixed", "--soft"))
        return self.git("reset", way, self.choose.choice(("HEAD", "HEAD", "HEAD~1")))

    def branches(self) -> str:
        name = self.choose.choice(("main", "side"))
        return self.git("checkout", *self._perhaps("--force"), name)

    def merges(self) -> str:
        return self.git("merge", *self._perhaps("--abort"), "--no-edit", "side")

    def copies_the_index(self) -> str:
        return self.git("status")

    def _perhaps(self, option: str) -> list[str]:
        return [option] if self.choose.random() < 0.5 else []


@pytest.mark.parametrize(("seed", "patient"), [(1, False), (2, False), (3, False), (4, True)])
def test_no_change_is_ever_forgotten(
    tmp_path: Path, seed: int, patient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if patient:
        monkeypatch.setattr(vouch, "SETTLED", -60)
    seed += int(os.environ.get("CPP_TEST_SEED", "0"))
    root = repository(tmp_path / "root", {f"{one}/{PROGRAM[8:]}": one for one in FOLDERS})
    somebody = Somebody(root, seed, patient)
    somebody.git("branch", "side")
    noted = 0
    for _ in range(STEPS):
        somebody.step()
        try:
            if somebody.git("rev-parse", "HEAD:records").endswith(" 0"):
                vouched(root)
        except AssertionError as error:
            error.add_note("\n".join(somebody.done))
            raise
        noted += (root / ".git/cpp/cache" / NOTE).exists()
    assert noted or not patient
