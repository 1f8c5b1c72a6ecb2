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
    changing = _setting(git, "core.autocrlf") not in _NO
    said = _attributes(git, paths, index)
    return {path: _rule(one["text"], one["eol"], changing) for path, one in said.items()}


def with_crlf(git: Git, paths: Iterable[str]) -> set[str]:
    """Return the paths of the new text files whose lines end with CRLF on the disk."""
    autocrlf = _setting(git, "core.autocrlf")
    changing = autocrlf not in (*_NO, b"input")
    plainly = _setting(git, "core.eol") == b"crlf" and autocrlf in _NO
    found: set[str] = set()
    for path, said in _attributes(git, paths, {}).items():
        unset, is_text = said["text"] == "unset", said["text"] in ("set", "auto")
        if said["eol"] == "crlf" or (
            said["eol"] != "lf" and (changing or (plainly and is_text)) and said["text"] != "input"
        ):
            found.update(() if unset else (path,))
    return found


def _attributes(
    git: Git, paths: Iterable[str], index: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    given = "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
    asked = ("check-attr", "-z", "--stdin", "--cached", "text", "eol")
    parts = git.ask(*asked, stdin=given, more=index).decode("utf-8", "surrogateescape").split("\0")
    found: dict[str, dict[str, str]] = {}
    for path, name, value in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        found.setdefault(path, {})[name] = value
    return found


def _setting(git: Git, name: str) -> bytes:
    return git.answers("config", "--get", name).out.strip().lower()


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
