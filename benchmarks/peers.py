"""The programs beside which cpp is measured: where each is, or how it comes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Peer(NamedTuple):
    """A program, and its packages: by apt, by npm or by pip."""

    program: str
    way: str
    packages: tuple[str, ...]


PEERS = (
    Peer("git", "apt", ("git",)),
    Peer("hledger", "apt", ("hledger",)),
    Peer("ajv", "npm", ("ajv-cli", "ajv-formats")),
    Peer("check-jsonschema", "pip", ("check-jsonschema",)),
    Peer("bean-check", "pip", ("beancount",)),
    Peer("yamllint", "pip", ("yamllint",)),
)
INSTALL_LIMIT = 600
"""Seconds."""


def found(cache: Path) -> dict[str, str]:
    """Return the path of each program that is in PATH, or was installed below a folder."""
    own = (_npm_folder(cache) / "node_modules/.bin", _venv(cache) / "bin")
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]
    search = os.pathsep.join([*folders, *(str(folder.absolute()) for folder in own)])
    paths = {peer.program: shutil.which(peer.program, path=search) for peer in PEERS}
    return {program: path for program, path in paths.items() if path}


def install(cache: Path, say: Callable[[str], None]) -> None:
    """Install what is missing: Debian's packages into the system, all others below a folder."""
    there = found(cache)
    for way, (installer, _) in WAYS.items():
        packages = _packages(way, there)
        if packages:
            say(f"installing {', '.join(packages)} ({way})")
            try:
                installer(cache.absolute(), packages)
            except (OSError, subprocess.SubprocessError) as error:
                say(f"  that failed: {_reason(error)}")


def versions(programs: Mapping[str, str]) -> dict[str, str]:
    """Return what each program says of its version, or its package does."""
    return {
        peer.program: _packaged(path) if peer.way == "npm" else _said(path)
        for peer in PEERS
        if (path := programs.get(peer.program))
    }


def advice(program: str) -> str:
    """Return what brings a program that is missing."""
    peer = next(peer for peer in PEERS if peer.program == program)
    return f"{WAYS[peer.way][1]} {' '.join(peer.packages)}"


def _packages(way: str, there: Mapping[str, str]) -> list[str]:
    missing = (peer for peer in PEERS if peer.way == way and peer.program not in there)
    return [package for peer in missing for package in peer.packages]


def _packaged(program: str) -> str:
    folders = Path(program).resolve().parents
    about = next((path for folder in folders if (path := folder / "package.json").is_file()), None)
    return str(json.loads(about.read_bytes())["version"]) if about else "unknown"


def _said(program: str) -> str:
    done = subprocess.run((program, "--version"), capture_output=True, text=True, check=False)
    return done.stdout.partition("\n")[0] or "unknown"


def _reason(error: Exception) -> str:
    said = getattr(error, "stderr", b"") or b""
    lines = said.decode(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), str(error))


def _apt(_: Path, packages: Sequence[str]) -> None:
    _run("apt-get", "install", "--yes", "--quiet", *packages)


def _npm(cache: Path, packages: Sequence[str]) -> None:
    folder = str(_npm_folder(cache))
    _run("npm", "install", "--no-audit", "--no-fund", "--prefix", folder, *packages)


def _pip(cache: Path, packages: Sequence[str]) -> None:
    # The environment of cpp has no pip of its own; the Python beneath it may.
    python = str(Path(sys.executable).resolve())
    _run(python, "-m", "venv", "--without-pip", str(_venv(cache)))
    target = str(_venv(cache) / "bin/python")
    _run(python, "-m", "pip", "--python", target, "install", "--quiet", *packages)


WAYS = {
    "apt": (_apt, "apt install"),
    "npm": (_npm, "npm install --global"),
    "pip": (_pip, "pip install"),
}
"""How each kind of package is installed here, and what a person types."""


def _npm_folder(cache: Path) -> Path:
    return cache / "npm"


def _venv(cache: Path) -> Path:
    return cache / "venv"


def _run(*command: str) -> None:
    subprocess.run(
        command, check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=INSTALL_LIMIT
    )
