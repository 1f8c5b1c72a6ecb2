"""Bytes to text: size, encoding and the characters that no record may hold."""

import re
from bisect import bisect_right

from cpp_cli.finding import START, Fault, Place

MAX_BYTES = 256 * 1024

_CONTROL = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"
_BIDI = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
_TAGS = "\\U000e0000-\\U000e007f"
_BREAKS = "\\u2028\\u2029"
_NONCHARACTERS = "\\ufdd0-\\ufdef" + "".join(
    f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17)
)
FORBIDDEN = re.compile(
    f"[\\t\\ufeff{_CONTROL}{_BIDI}{_TAGS}{_BREAKS}\\ud800-\\udfff{_NONCHARACTERS}]|\\r(?!\\n)"
)
"""What no text of a record may hold, written as it is or as an escape."""

_CONFLICT = re.compile(r"^(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?: |\r?$)|^=======\r?$", re.MULTILINE)
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|(?:19|20)\d{6})(?!\d)"
)
_HARMLESS = bytes({10, *range(32, 127), *range(128, 192), 195})
"""The line end, plain letters and signs, and the bytes of `À` to `ÿ`."""
_MAY_CONFLICT = re.compile(rb"\n(?:<<<|>>>|===|\|\|\|)").search
MAX_SHOWN = 60
HIDDEN = "…"
"""What `short` shows of a text that may hold an email or a phone number."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"


class Text:
    """A decoded file: its characters with their own line ends."""

    __slots__ = ("_starts", "bom", "content")

    def __init__(self, content: str, bom: bool = False) -> None:
        self.content = content
        self.bom = bom
        self._starts: tuple[int, ...] = ()

    def _lines(self) -> tuple[int, ...]:
        """Where each line begins; they are counted when somebody asks."""
        if not self._starts:
            self._starts = (0, *(m.end() for m in re.finditer("\n", self.content)))
        return self._starts

    def place(self, index: int) -> Place:
        """Return the line and column of the character at `index`."""
        starts = self._lines()
        line = bisect_right(starts, index)
        return Place(line, index - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the line with this number, from 1, without its line end."""
        start = self._lines()[number - 1]
        end = self.content.find("\n", start)
        return self.content[start : None if end < 0 else end].rstrip("\r")

    def encode(self) -> bytes:
        """Return the bytes of the file, as they were read."""
        return (_BOM if self.bom else b"") + self.content.encode()


def decode(data: bytes) -> tuple[Text | None, list[Fault]]:
    """Return the text of a file and what is wrong with it.

    Without a text the file cannot be read; with one, the faults are warnings.
    """
    if len(data) > MAX_BYTES:
        return None, [Fault("T001", START)]
    if _is_harmless(data):
        try:
            return Text(data.decode()), []
        except UnicodeDecodeError:
            pass  # below it is said where
    if data.startswith(_UTF16_MARKS) or _looks_utf16(data):
        return None, [Fault("T002", START, {"guess": "UTF-16"})]
    bom = data.startswith(_BOM)
    body = data[len(_BOM) :] if bom else data
    try:
        text = Text(body.decode(), bom)
    except UnicodeDecodeError as error:
        before = Text(body[: error.start].decode())
        place = before.place(len(before.content))
        return None, [Fault("T002", place, {"guess": "Latin-1 (or Windows)"})]
    return _check(text)


def _is_harmless(data: bytes) -> bool:
    """Whether a look at the bytes shows that nothing is wrong with their characters."""
    return not (data.translate(None, _HARMLESS) or data[:1] in b"<>=|" or _MAY_CONFLICT(data))


def _looks_utf16(data: bytes) -> bool:
    head = data[:512]
    if len(head) < 4 or b"\0" not in head:
        return False
    return max(head[0::2].count(0), head[1::2].count(0)) * 5 > len(head) * 2


def _check(text: Text) -> tuple[Text | None, list[Fault]]:
    bad = FORBIDDEN.search(text.content)
    if bad:
        return None, [forbidden(bad.group(), text.place(bad.start()))]
    conflict = _CONFLICT.search(text.content)
    if conflict:
        return None, [Fault("T005", text.place(conflict.start()))]
    crlf = text.content.count("\r\n")
    lines = text.content.count("\n")
    if 0 < crlf < lines:
        odd = re.search(r"\r\n" if crlf * 2 <= lines else r"(?<!\r)\n", text.content)
        return text, [Fault("T006", text.place(odd.start() if odd else 0))]
    return text, []


def forbidden(character: str, place: Place) -> Fault:
    """Return the fault for a character that no record may hold."""
    if character == "\t":
        return Fault("T003", place)
    return Fault("T004", place, {"character": f"U+{ord(character[0]):04X}"})


def short(text: str, most: int = MAX_SHOWN) -> str:
    """Return what a message may show of a text: a short word, never an email or a phone number."""
    word = " ".join(text.split())
    if "@" in word or len(re.findall("[0-9]", _DATE.sub("", word))) > 6:
        return HIDDEN
    return word if len(word) <= most else word[: most - 1] + "…"
