"""Somebody who does to some records whatever comes to mind, and asks and writes in between."""

import difflib
import itertools
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tests.gits import WHO, commit_all, git
from tests.rigs import scribe, worlds
from tests.support import Session, files_of, run, write_files

Step = tuple[str, int]
"""The name of what is done, and a number that settles how."""

READS = (
    *("validate", "validate", "validate", "validate --strict", "status", "owes", "owes garden"),
    *("owes us", "owes river-road", "commitment list", "commitment list --open", "meeting list"),
    *("partner list", "harm list", "summary", "summary garden", "summary river-road", "agenda"),
    *("partner show garden", "partner show us", "meeting show 2026-02-10-talk", "harm show well"),
    *("commitment show 2026-02-10-keys", "commitment show 2026-03-02-keys", "agenda garden"),
    *("partner list --search rosa", "commitment list --state kept", "owes garden --all"),
)
WRITES = (
    *("partner edit garden --set status=paused", "partner edit school --set name=Lima", "fix"),
    *("partner rename school schule", "meeting rename 2026-02-10-talk 2026-02-10-words"),
    "meeting add --title Benches --date 2026-05-20 --attendees garden --notes They",
    "meeting note 2026-02-10-talk --text Benches",
    "commitment add --from us --to garden --what Chairs --due 2026-08-01",
    "commitment confirm 2026-02-10-keys --by garden --via phone",
    "commitment deliver 2026-02-10-keys --by us --note Done",
    "commitment dispute 2026-03-02-keys --by garden --via phone --note Ten",
    "harm add --what Closed --to river-road --by us",
    "harm repaired well --by garden --via phone",
    "partner add --name Casa --kind school",
)
STRAY = (
    *("records/notes.txt", "records/notes", "records/partners/notes", "records/x.yaml/a.txt"),
    *("records/.hidden.yaml", "records/partners/garden.yml", "records/harms/.old/well.yaml"),
    *("records/notes/a.txt", "records/partners/notes/club.yaml", "records/Harms/well.yaml"),
    *("records/partners/garden.yaml/a.yaml", "records/meetings/aux.yaml", "records/.DS_Store"),
)
_DATES = (f"2026-05-{day}T12:00:00" for day in itertools.cycle(range(10, 32)))


class Differs(AssertionError):
    """An answer with what was kept is not the one without."""


class Somebody:
    """Who works in a folder, and does whatever comes to mind."""

    def __init__(self, root: Path, with_git: bool) -> None:
        self.root = root
        self.with_git = with_git
        self.writer = scribe.Writer()
        self.today = worlds.TODAY[0]
        self.told: list[str] = []
        """What was done, in words."""
        root.mkdir(parents=True)
        write_files(root, self.writer.world(random.Random(1)))
        if with_git:
            git(root, "init", "--quiet", "--initial-branch=main")
            commit_all(root, day="2026-05-01")
            git(root, "branch", "side")

    def do(self, step: Step) -> None:
        """Do one thing; nothing is wrong where it cannot be done."""
        name, seed = step
        rng = random.Random(seed)
        ways = WAYS | GIT_WAYS if self.with_git else WAYS
        with suppress(OSError, IndexError):
            self.told.append(f"{name} {seed}: {ways[name](self, rng)}")
            return
        self.told.append(f"{name} {seed}: cannot be done")

    def ask(self, seed: int) -> None:
        """Ask for something, with what was kept and without; remember which day it is."""
        rng = random.Random(seed)
        if rng.random() < 0.3:
            self.today = rng.choice(worlds.TODAY)
        command = rng.choice(READS).split() + rng.choice(([], [], ["--format", "json"]))
        way = rng.random()
        if way < 0.1:
            command += ["--as-of", rng.choice(worlds.TODAY)]
        elif way < 0.2 and self.with_git and command[0] != "agenda":
            command += ["--at", rng.choice(("HEAD", "HEAD~1", "HEAD~2", "side", "2026-05-15"))]
        self.compare(command)

    def compare(self, command: Sequence[str]) -> Session:
        """Fail unless a command says the same with what was kept and without."""
        known = self.asked(command)
        fresh = self.asked(command, "off")
        self.told.append(f"{' '.join(command)} on {self.today}: {known.status}")
        if known != fresh or known.status == 70:
            raise Differs("\n".join([*self.told, *_unlike(str(known), str(fresh))]))
        return known

    def asked(self, command: Sequence[str], cache: str = "on") -> Session:
        """Run a command, with what was kept or without."""
        os.environ["CPP_CACHE"] = cache
        return run(*command, root=self.root, today=self.today)

    def writes(self, seed: int) -> None:
        """Write with a command, with what was kept and without; go on with what it wrote."""
        rng = random.Random(seed)
        command = rng.choice(WRITES).split()
        before = self.root.parent / "before"
        shutil.rmtree(before, ignore_errors=True)
        subprocess.run(["cp", "-a", self.root / "records", before], check=True)
        fresh = self.asked(command, "off"), files_of(self.root)
        shutil.rmtree(self.root / "records")
        before.rename(self.root / "records")
        known = self.asked(command), files_of(self.root)
        self.told.append(f"{' '.join(command)} on {self.today}: {known[0].status}")
        if known != fresh:
            shown = [f"{said}\n{files}" for said, files in (known, fresh)]
            raise Differs("\n".join([*self.told, *_unlike(*shown)]))

    def some(self, rng: random.Random) -> Path:
        """Return some file that is there."""
        files = sorted(one for one in (self.root / "records").rglob("*") if not one.is_dir())
        return rng.choice(files)

    def changes(self, rng: random.Random) -> str:
        """Change a record, add or take away one."""
        path = self.some(rng) if rng.random() < 0.85 else self.root / scribe.some_path(rng)
        name = path.relative_to(self.root).as_posix()
        if path.suffix != ".yaml" or name.count("/") not in (1, 2, 3) or path.is_symlink():
            return ""
        if name != worlds.PROGRAM and name.split("/")[1] not in scribe.FOLDERS:
            return ""
        data = self.writer.changed(rng, name, path.read_bytes() if path.is_file() else None)
        return self._put(rng, path, data)

    def _put(self, rng: random.Random, path: Path, data: bytes | None) -> str:
        if data is None or path.is_fifo():
            path.unlink()
            return f"{path} is taken away"
        path.parent.mkdir(parents=True, exist_ok=True)
        if rng.random() < 0.3:
            new = path.with_name(".new")
            new.write_bytes(data)
            new.replace(path)
        else:
            path.write_bytes(data)
        return f"{path} is {data[:1500]!r}"

    def changes_in_secret(self, rng: random.Random) -> str:
        """Write other bytes of the same length, and give the file its old time."""
        path = self.some(rng)
        before, data = path.lstat(), path.read_bytes() if path.is_file() else b""
        other = {b"2026": b"2025", b"Rosa": b"Lima", b"public": b"intern", b"/ana": b"/bob"}
        for old, new in rng.sample(sorted(other.items()), len(other)):
            if old in data:
                path.write_bytes(data.replace(old, new, 1))
                os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
                return f"{path}: {old!r} is {new!r}"
        return ""

    def moves(self, rng: random.Random) -> str:
        """Give a file another name, or copy it to there."""
        path, other = self.some(rng), self.root / scribe.some_path(rng)
        if path == self.root / worlds.PROGRAM:
            return ""
        other.parent.mkdir(parents=True, exist_ok=True)
        if rng.random() < 0.5:
            shutil.copyfile(path, other)
            return f"{path} is copied to {other}"
        path.rename(other)
        return f"{path} is {other} now"

    def puts_something_there(self, rng: random.Random) -> str:
        """Put what is no record among the records: a file, a folder, a link, a pipe."""
        path = self.root / rng.choice(STRAY)
        way = rng.choice(("file", "file", "folder", "link", "linked folder", "pipe"))
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_fifo() or path.is_symlink():
            path.unlink()
        if way == "file":
            path.write_text("id: x\n")
        elif way == "folder":
            path.mkdir()
        elif way == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(self.root / "records/partners" if way != "link" else self.some(rng))
        return f"{path} is a {way}"

    def takes_away(self, rng: random.Random) -> str:
        """Take away a folder, or what is no record."""
        there = sorted(one for one in (self.root / "records").rglob("*") if one.is_dir())
        odd = [one for one in map(self.root.joinpath, STRAY) if os.path.lexists(one)]
        path = rng.choice(odd) if odd and rng.random() < 0.8 else rng.choice(there)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        return str(path)

    def touches(self, rng: random.Random) -> str:
        """Give a file another time or mode, and no other bytes."""
        path = self.some(rng)
        if rng.random() < 0.5:
            os.utime(path, (1_500_000_000, 1_500_000_000))
        else:
            path.chmod(rng.choice((0o644, 0o755, 0o600)))
        return str(path)

    def git(self, *arguments: str) -> str:
        """Run git; return what was run, and how it ended."""
        os.environ["GIT_COMMITTER_DATE"] = os.environ["GIT_AUTHOR_DATE"] = next(_DATES)
        done = subprocess.run(["git", *WHO, *arguments], cwd=self.root, capture_output=True)
        return f"{' '.join(arguments)} ({done.returncode})"

    def commits(self, rng: random.Random) -> str:
        """Commit all, or what was added."""
        if rng.random() < 0.7:
            self.git("add", "--all")
        return self.git("commit", "--allow-empty", "--message", "x", *_perhaps(rng, "--all"))

    def adds(self, rng: random.Random) -> str:
        """Tell git of a file, in some way."""
        how = rng.choice((["add"], ["add", "--force"], ["add", "-N"], ["rm", "--cached", "-f"]))
        return self.git(*how, "--", str(self.some(rng)))

    def flags(self, rng: random.Random) -> str:
        """Tell git not to look at a file."""
        flag = rng.choice(("assume-unchanged", "skip-worktree"))
        return self.git("update-index", f"--{rng.choice(('', 'no-'))}{flag}", str(self.some(rng)))

    def ignores(self, rng: random.Random) -> str:
        """Tell git not to see some records."""
        path = self.root / rng.choice((".gitignore", ".git/info/exclude", "records/.gitignore"))
        path.write_text(rng.choice(("garden.yaml\n", "harms/\n", "*.yaml\n", "notes*\n", "")))
        return f"{path}: {path.read_text()!r}"

    def goes(self, rng: random.Random) -> str:
        """Go to another commit or branch."""
        where = rng.choice(("main", "side", "HEAD~1", "HEAD~2", "@{1}", "main", "side"))
        return self.git("checkout", *_perhaps(rng, "--force"), where)

    def resets(self, rng: random.Random) -> str:
        """Go back."""
        where = rng.choice(("HEAD", "HEAD", "HEAD~1"))
        return self.git("reset", rng.choice(("--hard", "--mixed", "--soft")), where)

    def merges(self, rng: random.Random) -> str:
        """Merge another branch, or give that up."""
        branch = rng.choice(("side", "main"))
        return self.git(*rng.choice((["merge", "--no-edit", branch], ["merge", "--abort"])))

    def stashes(self, rng: random.Random) -> str:
        """Put changes aside, or take them back."""
        return self.git("stash", *rng.choice((["push"], ["push", "-u"], ["pop"])))

    def restores(self, rng: random.Random) -> str:
        """Take back a change of one file."""
        return self.git("checkout", "--", str(self.some(rng)))


Way = Callable[[Somebody, random.Random], str]
_OFTEN: dict[str, Way] = dict.fromkeys(
    ("a change", "another change", "one more change"), Somebody.changes
)
WAYS: dict[str, Way] = {
    **dict.fromkeys(_OFTEN, Somebody.changes),
    "a change in secret": Somebody.changes_in_secret,
    "a move": Somebody.moves,
    "something there": Somebody.puts_something_there,
    "nothing there": Somebody.takes_away,
    "a touch": Somebody.touches,
}
GIT_WAYS: dict[str, Way] = {
    "a commit": Somebody.commits,
    "an addition": Somebody.adds,
    "a flag": Somebody.flags,
    "to be ignored": Somebody.ignores,
    "elsewhere": Somebody.goes,
    "back": Somebody.resets,
    "a merge": Somebody.merges,
    "aside": Somebody.stashes,
    "taken back": Somebody.restores,
}
ASKS = ("a question", "another question", "words to write")


def _unlike(known: str, fresh: str) -> Iterator[str]:
    lines = known.splitlines(), fresh.splitlines()
    return difflib.unified_diff(*lines, "with what was kept", "without", n=0, lineterm="")


def _perhaps(rng: random.Random, option: str) -> list[str]:
    return [option] if rng.random() < 0.5 else []
