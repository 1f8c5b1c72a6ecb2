"""The machine that is measured on: what it is, and whether it is quiet enough to trust."""

import os
import platform
import resource
from collections.abc import Mapping
from pathlib import Path

from benchmarks.timing import KIB, Timed

BASE = "python -c pass"
SPREAD = 0.2
"""A wider middle half than this part of the median says that others disturb."""


def load() -> float:
    """Return how many processes wanted a core at a time, over the last minute."""
    return os.getloadavg()[0]


def doubt(load_before: float, start: Timed) -> str:
    """Return why what was measured is not to be trusted, if it is not."""
    cores = os.cpu_count() or 1
    low, high = start.quarters
    spread = (high - low) / start.middle
    reasons = []
    if load_before > cores + 0.5:
        reasons.append(f"load {load_before:.1f} on {cores} cores")
    if spread > SPREAD:
        reasons.append(f"{BASE} varies by {spread:.0%}")
    return " and ".join(reasons)


def facts(folder: Path, versions: Mapping[str, str]) -> dict[str, str]:
    """Return what the figures depend on."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "file system": _file_system(folder.resolve()),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **versions,
    }


def own_memory() -> int:
    """Return the most memory that this process held, in bytes: no smaller peak can be seen."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


def _processor() -> str:
    for line in _lines(Path("/proc/cpuinfo")):
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or "unknown"


def _file_system(folder: Path) -> str:
    """Return the kind of the mount that holds a folder: the longest of those above it."""
    mounts = (line.split()[1:3] for line in _lines(Path("/proc/mounts")))
    above = ((where, kind) for where, kind in mounts if folder.is_relative_to(where))
    return max(above, key=lambda mount: len(mount[0]), default=("", "unknown"))[1]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
