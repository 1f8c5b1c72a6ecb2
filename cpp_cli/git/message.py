"""What is said of a commit: words of records in it close, mention, skip and sign nothing.

Hosting sites act upon what they find in a message, and git upon its first and last lines. What
they look for is broken by something that is seen: nothing hidden goes into the history.
"""

import re

from cpp_cli.messages import t
from cpp_cli.render.safe import one_line, safe

MAX_SUBJECT = 72

_REFERENCE = re.compile(
    r"#(?=\w)|!(?=\d)|\bGH-(?=\d)|(?<!\w)@(?=\w)"
    r"|(?<=/)(?:issues|work_items|pull|pulls|merge_requests|epics)/(?=\d)",
    re.IGNORECASE,
)
"""Before what it names: an issue, a change, a person; also the end of an issue's address."""

_SKIP = re.compile(r"\[([^\[\]]*\b(?:skip|no)\b[^\[\]]*)\]|\*{3}(\w*NO_CI\w*)\*{3}", re.IGNORECASE)
"""What tells a hosting site to leave the checks out."""

_ACTED_UPON = re.compile(
    # A trailer; a line that git or an editor takes for a comment; a command; the end of a message.
    r"^(?=[^\S\n]*(?:[\w-]+\s*[:=]|#|/\w|---|diff -|\(cherry picked|(?:fixup|squash|amend)!))",
    re.MULTILINE,
)
_TITLE_ACTED_UPON = re.compile(r"(?=#|/\w|(?:fixup|squash|amend)!)")


def message(subject: str, body: str = "") -> str:
    """Return a commit's message: a subject on one line, and below an empty one its body."""
    title = " ".join(_neutral(one_line(subject)).split()) or t("Change the records")
    title = _TITLE_ACTED_UPON.sub("- ", title) if _TITLE_ACTED_UPON.match(title) else title
    more = _ACTED_UPON.sub("- ", _neutral(safe(body.replace("\r\n", "\n")))).strip()
    return "\n\n".join(part for part in (one_line(title, MAX_SUBJECT), more) if part) + "\n"


def _neutral(text: str) -> str:
    separate = _REFERENCE.sub(lambda match: f"{match[0]} ", text)
    return _SKIP.sub(lambda match: f"({match[1] or match[2]})", separate)
