"""Text from records, made safe to show: nothing in it is a command to a terminal."""

import re

_UNSAFE = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ufeff\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)


def safe(text: str) -> str:
    """Return text with control, bidi and invisible characters shown as `\\u{…}`; LF stays."""
    return _UNSAFE.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", text)


def one_line(text: str, limit: int = 0) -> str:
    """Return text on one line, cut to `limit` characters where a limit is given."""
    line = safe(" ".join(text.split("\n")))
    return line if not limit or len(line) <= limit else line[: limit - 1] + "…"
