"""How lines end in what is committed: as the repository's attributes say, worked out by us.

Git would do it together with the filters that a repository names, which are programs.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from cpp_cli.git.run import Git


class Rule(Enum):
    """What becomes of the line ends of a file."""

    AS_THEY_ARE = "as they are"
    LF = "LF"
    AS_IT_LOOKS = "LF, where it looks like text that never had others"


def rules(git: Git, paths: Iterable[str], index: Mapping[str, str]) -> dict[str, Rule]:
    """Return the rule for each path, by the attributes that an index holds."""
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    asked = ("check-attr", "-z", "--stdin", "--cached", "text", "eol")
    parts = git.ask(*asked, stdin=given, more=index).decode("utf-8", "surrogateescape").split("\0")
    found: dict[str, dict[str, str]] = {}
    for path, name, value in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        found.setdefault(path, {})[name] = value
    changing = git.answers("config", "--get", "core.autocrlf").out.strip().lower() not in _NO
    return {path: _rule(said["text"], said["eol"], changing) for path, said in found.items()}


_NO = (b"", b"false", b"no", b"off", b"0")


def _rule(text: str, eol: str, changing: bool) -> Rule:
    if text in ("set", "input"):
        return Rule.LF
    if text == "unset":
        return Rule.AS_THEY_ARE
    if text == "auto":
        return Rule.AS_IT_LOOKS
    if eol in ("lf", "crlf"):
        return Rule.LF
    return Rule.AS_IT_LOOKS if changing else Rule.AS_THEY_ARE


def with_line_ends(data: bytes, rule: Rule, before: bytes) -> bytes:
    """Return what is committed of a file; `before` is what was committed of it last."""
    plain = data.replace(b"\r\n", b"\n")
    odd = b"\0" in data or b"\r" in plain or b"\r\n" in before
    if rule is Rule.AS_THEY_ARE or (rule is Rule.AS_IT_LOOKS and odd):
        return data
    return plain
