"""strace: what a command asks of the system, call by call, and a fault put at one of them."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.rigs.driver import BEGIN, PATIENCE, Driver
from tests.support import Session

_CALL = re.compile(r"(\w+)\((.*)")


class Untraceable(Exception):
    """Processes cannot be traced here; says why."""


class Call(NamedTuple):
    """A system call of a command. `number` counts those of the same name, as strace does."""

    name: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.name} {self.number}: {self.text[:160]}"


def require() -> None:
    """Stop where strace is missing."""
    if shutil.which("strace") is None:
        raise Untraceable("strace is not installed")


def trace(driver: Driver, arguments: Sequence[str], root: Path, out: Path) -> list[Call]:
    """Return every call that a command makes, from its beginning to its end."""
    log = out.with_suffix(".trace")
    _run(driver, arguments, root, out, ["-o", str(log)])
    counts: Counter[str] = Counter()
    calls, begun = [], False
    for line in log.read_text("utf-8", errors="replace").splitlines():
        found = _CALL.match(line)
        if found:
            counts[found[1]] += 1
            if begun:
                calls.append(Call(found[1], counts[found[1]], found[2]))
            begun = begun or BEGIN in line
    return calls


def inject(
    driver: Driver,
    arguments: Sequence[str],
    root: Path,
    out: Path,
    *faults: str,
    only: Path | None = None,
) -> Session:
    """Run a command with faults such as `write:error=EIO:when=3`; return what it did.

    With `only`, calls are counted and fail where they are about that file.
    """
    names = ",".join(fault.partition(":")[0] for fault in faults)
    options = ["-o", "/dev/null", "-e", f"trace={names}"]
    options += ["-P", str(only)] if only else []
    for fault in faults:
        options += ["-e", f"inject={fault}"]
    return _run(driver, arguments, root, out, options)


def _run(
    driver: Driver, arguments: Sequence[str], root: Path, out: Path, options: list[str]
) -> Session:
    require()
    running = driver.start(arguments, root, out, traced=True)
    with subprocess.Popen(
        ["strace", *options, "-p", str(running.pid)],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as tracer:
        said = tracer.stderr.readline() if tracer.stderr else ""
        running.go()
        ended = running.end()
        tracer.communicate(timeout=PATIENCE)
    if not said.rstrip().endswith("attached"):
        raise Untraceable(f"strace may not trace: {said.strip()}")
    return ended
