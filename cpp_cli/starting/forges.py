"""The sites where changes are reviewed, and where each looks for its files."""

import re
from urllib.parse import urlsplit

NONE = "none"


class Forge:
    """A site: where its files are, how it writes the names of people and of many files."""

    __slots__ = ("anything", "change", "folder", "handle", "label", "name", "one", "owners", "work")

    def __init__(
        self,
        name: str,
        label: str,
        folder: str,
        work: str,
        owners: str,
        change: str,
        handle: str,
        anything: str,
        one: str,
    ) -> None:
        self.name = name
        self.label = label
        self.folder = folder
        self.work = work
        """The file that says what is looked at in a change."""
        self.owners = owners
        """The file that says who is asked for a review of what."""
        self.change = change
        """The file with what somebody who hands in a change is asked."""
        self.handle = re.compile(handle)
        """What the name of a person or a group looks like there."""
        self.anything = anything
        """How all files are named in `owners`; `one` is how a letter that may be any is."""
        self.one = one

    @property
    def requirements(self) -> str:
        """The file that says what is installed for that."""
        return f"{self.folder}/cpp-requirements.txt"


_GROUP = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,254})*"
FORGES = {
    "github": Forge(
        "github",
        "GitHub",
        ".github",
        ".github/workflows/records.yml",
        ".github/CODEOWNERS",
        ".github/pull_request_template.md",
        r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}(/[A-Za-z0-9][A-Za-z0-9_-]{0,99})?",
        "*",
        "?",
    ),
    "gitlab": Forge(
        "gitlab",
        "GitLab",
        ".gitlab",
        ".gitlab-ci.yml",
        ".gitlab/CODEOWNERS",
        ".gitlab/merge_request_templates/Default.md",
        _GROUP,
        "*",
        "?",
    ),
    # It reads its CODEOWNERS as regular expressions, and asks everybody whose line fits.
    "forgejo": Forge(
        "forgejo",
        "Forgejo, Codeberg or Gitea",
        ".forgejo",
        ".forgejo/workflows/records.yml",
        "CODEOWNERS",
        ".forgejo/pull_request_template.md",
        _GROUP,
        ".*",
        ".",
    ),
}
_HOSTS = {
    "github": "github",
    "gitlab": "gitlab",
    "codeberg": "forgejo",
    "forgejo": "forgejo",
    "gitea": "forgejo",
}
_SSH = re.compile(r"(?:[^@/:]+@)?([^/:]+):")


def forge_at(address: str) -> Forge | None:
    """Return the site that the address of a repository is of, as far as its name tells."""
    short = _SSH.match(address)
    try:
        host = urlsplit(address).hostname if "://" in address else short and short[1]
    except ValueError:
        return None
    parts = set((host or "").lower().split("."))
    return next((FORGES[forge] for word, forge in _HOSTS.items() if word in parts), None)
