"""What a repository's own settings may not say before git is let out to other computers.

A folder that somebody sent brings its settings along. Programs and detours that the person has set
for themselves are used; those that came with the folder are refused, by name.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cpp_cli.errors import Refused
from cpp_cli.git.read import Repository
from cpp_cli.git.run import PROTOCOLS
from cpp_cli.messages import t
from cpp_cli.render.safe import exact_line

_OWN = ("system", "global", "command")
"""Whose settings git runs for the person: the computer's, the person's, and those given here."""

_PROGRAM = re.compile(
    r"core\.(sshcommand|askpass|gitproxy|hookspath|alternaterefscommand)"
    r"|credential\.(.+\.)?helper"
    r"|gpg\.(.+\.)?(program|defaultkeycommand)"
    r"|remote\..+\.(uploadpack|receivepack|vcs|proxy)"
    # A proxy sees what is sent; cookies are written into any file that is named.
    r"|http\.(.+\.)?(proxy|cookiefile)",
    re.DOTALL,
)
_YES_OR_NO = re.compile(r"core\.fsmonitor")
"""A program, unless its value is a plain yes or no."""

_UNCHECKED = re.compile(r"http\.(.+\.)?sslverify", re.DOTALL)
"""Taken away, a password may go to somebody who only says that they are the right one."""

_ADDRESS = re.compile(r"(remote\..+\.(push)?url|submodule\..+\.url)", re.DOTALL)
_INSTEAD = re.compile(r"url\.(.*)\.(push)?insteadof", re.DOTALL)

_NO = ("false", "no", "off", "0")
_PLAIN = ("", "true", "yes", "on", "1", *_NO)

_SCHEME = re.compile(r"([A-Za-z0-9][A-Za-z0-9+.-]*)://")
_HELPER = re.compile(r"[A-Za-z0-9+.-]*::")
_SCHEMES = frozenset((*PROTOCOLS.split(":"), "git+ssh", "ssh+git"))


class Setting(NamedTuple):
    """One setting: whose it is, where it stands, its name and its value."""

    scope: str
    origin: str
    name: str
    value: str


def settings(repository: Repository) -> list[Setting]:
    """Return every setting that git would follow, also from files that others include."""
    asked = ("config", "--list", "--includes", "--show-scope", "--show-origin", "-z")
    parts = repository.git.ask(*asked).decode("utf-8", "surrogateescape").split("\0")
    found = []
    for scope, origin, line in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        name, assigned, value = line.partition("\n")
        found.append(Setting(scope, origin, name, value if assigned else "true"))
    return found


def refuse_foreign_programs(repository: Repository) -> None:
    """Refuse to go on where the repository's own settings name a program or a detour."""
    foreign = [one for one in settings(repository) if one.scope not in _OWN]
    names = list(dict.fromkeys(one.name for one in foreign if _is_refused(one)))
    if names:
        shown = [exact_line(name) for name in names]
        raise Refused(
            t(
                "Nothing was sent or fetched: the settings of this folder name what git would run"
                " or where it would lead: {names}.",
                names=", ".join(shown),
            ),
            t("They may have come with the folder. If you do not know them, ask who set it up."),
            *(t("Take it out: git config --unset-all '{name}'", name=name) for name in shown),
            t("What you want for yourself is set with: git config --global NAME VALUE"),
        )


def _is_refused(setting: Setting) -> bool:
    return any(_reasons(setting.name, setting.value))


def _reasons(name: str, value: str) -> Iterator[bool]:
    plain = value.lower()
    yield bool(_PROGRAM.fullmatch(name)) and value != ""
    yield bool(_YES_OR_NO.fullmatch(name)) and plain not in _PLAIN
    yield bool(_UNCHECKED.fullmatch(name)) and plain in ("", *_NO)
    yield bool(_ADDRESS.fullmatch(name)) and is_unsafe(value)
    instead = _INSTEAD.fullmatch(name)
    yield bool(instead) and is_unsafe(instead[1] if instead else "")


def is_unsafe(address: str) -> bool:
    """Whether the address of a repository is an option, or is reached by a program of its own."""
    scheme = _SCHEME.match(address)
    other = scheme is not None and scheme[1].lower() not in _SCHEMES
    return address.startswith("-") or other or bool(_HELPER.match(address))
