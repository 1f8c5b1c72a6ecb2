"""Where the running program came from, as a place that another machine can install it from."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from cpp_cli import __version__
from cpp_cli.errors import NoSurroundings
from cpp_cli.git.read import Repository

_WHOLE = r"[0-9a-f]{40}(?:[0-9a-f]{24})?"
_ADDRESS = r"(?P<address>(?:https|ssh)://[^\s#?]+)"
_GIT = re.compile(rf"git\+{_ADDRESS}@{_WHOLE}(?:#subdirectory=[\w./-]+)?")
_PACKAGE = re.compile(r"(?P<address>https://[^\s#?]+)#sha256=[0-9a-f]{64}")
_HERE = re.compile(r"(?:file://)?/[^\s].*")
_SHORT = re.compile(r"(?P<who>[\w.-]+)@(?P<host>[\w.-]+):(?P<path>[^/].*)")
_SECRET = re.compile(r"//[^/@]*:[^/@]*@|https://[^/@]+@")


def is_pinned(source: str) -> bool:
    """Whether a place holds one version for ever, or is on the machine that installs from it.

    It holds no password: whatever is written there, everybody with the records reads.
    """
    if not source.isprintable() or _SECRET.search(source):
        return False
    return any(form.fullmatch(source) for form in (_GIT, _PACKAGE, _HERE))


def own_source() -> str:
    """Return where this program can be had, exactly as it is; nothing where that is not known."""
    found = _from_checkout(Path(__file__).parents[2]) or _from_installer(_direct_url())
    return found if is_pinned(found) and not _HERE.fullmatch(found) else ""


def _direct_url() -> dict[str, Any]:
    """Return what the installer has written down about where it took this program from."""
    for folder in sys.path:
        file = Path(folder, f"cpp_cli-{__version__}.dist-info", "direct_url.json")
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        return found if isinstance(found, dict) else {}
    return {}


def _from_installer(said: dict[str, Any]) -> str:
    address, git, package = (said.get(name) for name in ("url", "vcs_info", "archive_info"))
    if isinstance(git, dict) and git.get("vcs") == "git":
        return _at_commit(str(address), str(git.get("commit_id")))
    if isinstance(package, dict):
        hashes = package.get("hashes")
        known = hashes.get("sha256") if isinstance(hashes, dict) else None
        return f"{str(address).partition('#')[0]}#sha256={known}" if known else ""
    return ""


def _from_checkout(root: Path) -> str:
    """Return the address of the checkout that is run, at its commit."""
    repository = Repository.find(root)
    if repository is None or repository.place.prefix or not (root / "pyproject.toml").is_file():
        return ""
    try:
        commit = repository.resolve("HEAD")
        asked = repository.git.run("config", "--get", "remote.origin.url")
    except NoSurroundings:
        return ""
    address = asked.out.decode("utf-8", "replace").strip()
    return _at_commit(address, commit) if address and commit else ""


def _at_commit(address: str, commit: str) -> str:
    short = _SHORT.fullmatch(address)
    if short:
        address = f"ssh://{short['who']}@{short['host']}/{short['path']}"
    return f"git+{address}@{commit}"
