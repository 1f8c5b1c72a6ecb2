"""What nobody sees in a text, or a build's log would obey; shown, it does no harm.

Hardly any text holds such a thing: `render/safe.py` asks here only for those that may.
"""

import re
from collections.abc import Callable
from unicodedata import category, east_asian_width

# Controls but LF, joiners and others that are invisible (Unicode's Default_Ignorable_Code_Point),
# what turns the direction, ends a line unseen, annotates between lines, and what is no character.
_UNSEEN = re.compile(
    "[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5"
    "\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ud800-\\udfff"
    "\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff"
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
    + "]"
)
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
LOG_COMMAND = re.compile(r"#(?=#\w*\[)")
"""What begins a command to a build's log wherever it stands in a line: `##[`, `##vso[`."""
_IDEOGRAPHS = ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")
_SYMBOLS_BESIDE = "\u203c\u2049\u2139\u3030"
"""Emoji that Unicode counts among letters and punctuation."""


def shown(text: str) -> str:
    """Return text with what is unseen or turns it round, or begins a command, shown."""
    seen = visible(text, _shown)
    seen = _COMMAND.sub(r"\1\\u{3a}", seen)
    return LOG_COMMAND.sub(r"\\u{23}", seen)


def visible(text: str, show: Callable[[str], str]) -> str:
    """Return text with each unseen character as `show` writes it."""
    return _UNSEEN.sub(lambda m: m[0] if _belongs(text, m.start()) else show(m[0]), text)


def _shown(character: str) -> str:
    code = ord(character)
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"\\u{{{code:x}}}"


def _belongs(text: str, at: int) -> bool:
    """Whether an unseen character is part of the writing.

    The reader refuses what turns text round, but not joiners and variation selectors: Persian,
    Indic and Mongolian words, Japanese names and emoji are spelled with them. So each stays where
    such spelling has it, one behind a character that it belongs to; in a run of them, which is how
    other text is smuggled, between Latin letters, or alone, it is shown.
    """
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not before:
        return False
    if character in "\u200c\u200d":
        return _joins(character, before, after)
    if character in "\ufe0e\ufe0f":
        keycap = before in "#*0123456789" and after == "\u20e3"
        return keycap or before in _SYMBOLS_BESIDE or category(before) in ("So", "Sm", "Sk")
    if "\ufe00" <= character <= "\ufe02" or "\U000e0100" <= character <= "\U000e01ef":
        return any(first <= before <= last for first, last in _IDEOGRAPHS)
    return character in "\u180b\u180c\u180d\u180f" and "\u1820" <= before <= "\u18aa"


def _joins(joiner: str, before: str, after: str) -> bool:
    if category(before) in ("Mn", "Mc") and not _UNSEEN.match(before):
        return not _UNSEEN.match(after)
    if category(before) == "Lo" and not _UNSEEN.match(before) and east_asian_width(before) != "W":
        return bool(after) and category(after) in ("Lo", "Mn", "Mc") and not _UNSEEN.match(after)
    symbol = before == "\ufe0f" or category(before) in ("So", "Sk")
    return joiner == "\u200d" and symbol and bool(after) and category(after) == "So"


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(
        0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )
