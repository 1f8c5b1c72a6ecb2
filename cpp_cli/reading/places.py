"""Places: where each value stands in a text that is written plainly, by its indentation alone.

It only ever says what the document of a text would, if the text is one that can be read. Whatever
is not certain it hands over: then `None` is returned, and the document is made.
"""

import re

from cpp_cli.finding import Keys, Place

Places = dict[Keys, tuple[Place, Place]]
"""Where the value at each way is told to stand, and where its name is; an item has none, and is
told twice."""

_NAME = re.compile(r"(\w[\w-]*+):(?: ++|$)")
_DASH = re.compile(r"-(?: ++|$)")
_WORD = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"
"""What a text without quotes may begin with."""
_LINES = r"[|>][-+]?(?: |$)"
_BESIDE_NAME = re.compile(rf"{_WORD}|['\"]|{_LINES}")
_AFTER_QUOTES = r" *+(?:(?<= )#.*)?"
_ALONE = re.compile(
    rf"(?!.*:(?: |$)){_WORD}|{_LINES}"
    rf"|(?:\"[^\"]*+(?:\"{_AFTER_QUOTES})?|'[^']*+(?:'{_AFTER_QUOTES})?)$"
)
"""What does not stand beside a name, and is no name itself."""
_IN_TEXT = r"[^\[\]{},'\":?#]*+"
_INSIDE = re.compile(
    rf" *+(?:(\w[\w-]*+): ++)?([\[{{]|\"[^\"\\]*+\"|'[^']*+'|\w{_IN_TEXT}(?:(?<! )#{_IN_TEXT})*)"
)
"""What stands between brackets, perhaps with its name: brackets again, or a text."""
_SIGN = re.compile(r" *+([,\]}])")
_DEEPEST = 20
"""No document has a longer way to a value."""
_NO_MORE = re.compile(r" *+$| ++#")


class _HandOver(Exception):
    """This is not plain."""


class _Block:
    """A list or a group that is still open; each of its entries begins in the same column."""

    __slots__ = ("column", "count", "is_list", "way")

    def __init__(self, way: Keys, column: int, is_list: bool) -> None:
        self.way, self.column, self.is_list = way, column, is_list
        self.count = 0


class _Lines:
    """Takes the lines one by one, and keeps what is open on a stack."""

    def __init__(self) -> None:
        self.places: Places = {}
        self.awaited: tuple[Keys, Place | None] | None = ((), None)
        """The way to a value that stands further down, and where its name is."""
        self._open: list[_Block] = []
        self._runs_on = False
        self._number = 0
        self._line = ""

    def take(self, line: str) -> None:
        self._number += 1
        self._line = line
        column = len(line) - len(line.lstrip(" "))
        if line[column : column + 1] in ("", "#"):
            return
        if not self._open or column > self._open[-1].column:
            if self.awaited is not None:
                self._value(column, *self.awaited)
            elif not self._runs_on:
                raise _HandOver
            return
        is_item = _DASH.match(line, column) is not None
        if self.awaited is not None:
            self._list_below_its_name(column, is_item, *self.awaited)
        while self._open and self._is_over(self._open[-1], column, is_item):
            self._open.pop()
        if not self._open or self._open[-1].column != column:
            raise _HandOver
        self._entry(column)

    def _list_below_its_name(
        self, column: int, is_item: bool, way: Keys, name: Place | None
    ) -> None:
        """Open a list in the column of its name; anything else leaves the name without a value."""
        if name is None or self._open[-1].column != column or not is_item:
            raise _HandOver
        self._start(column, way, name, True)

    @staticmethod
    def _is_over(block: _Block, column: int, is_item: bool) -> bool:
        return block.column > column or (block.column == column and block.is_list > is_item)

    def _start(self, column: int, way: Keys, name: Place | None, is_list: bool) -> None:
        """Open a list or a group: it is told to stand where its name does."""
        place = name or Place(self._number, column + 1)
        self.places[way] = (place, place)
        self._open.append(_Block(way, column, is_list))

    def _entry(self, column: int) -> None:
        """Take the line from where an item or a field of the innermost list or group begins."""
        block = self._open[-1]
        begin = (_DASH if block.is_list else _NAME).match(self._line, column)
        if not begin:
            raise _HandOver
        name = None if block.is_list else Place(self._number, column + 1)
        way = (*block.way, block.count if block.is_list else begin[1])
        block.count += 1
        if self._line[begin.end() : begin.end() + 1] in ("", "#"):
            self.awaited = way, name
        else:
            self._value(begin.end(), way, name)

    def _value(self, at: int, way: Keys, name: Place | None) -> None:
        """Take the line from where a value begins."""
        if len(way) > _DEEPEST:
            raise _HandOver
        line, here = self._line, Place(self._number, at + 1)
        beside_name = name is not None and name.line == self._number
        self.awaited = None
        is_list = _DASH.match(line, at) is not None
        if not beside_name and (is_list or _NAME.match(line, at)):
            self._start(at, way, name, is_list)
            self._entry(at)
            return
        self.places[way] = (here, name or here)
        self._runs_on = line[at] not in "[{"
        if self._runs_on:
            plain = (_BESIDE_NAME if beside_name else _ALONE).match(line, at)
        else:
            plain = _NO_MORE.match(line, self._brackets(at, way))
        if not plain:
            raise _HandOver

    def _brackets(self, at: int, way: Keys) -> int:
        """Take what stands between brackets on this line; return where they end."""
        end = "]" if self._line[at] == "[" else "}"
        at += 1
        sign = _SIGN.match(self._line, at)
        count = 0
        while not sign or sign[1] != end:
            at = self._inside(at, way, count if end == "]" else None)
            sign = _SIGN.match(self._line, at)
            if not sign or sign[1] not in (",", end):
                raise _HandOver
            at = sign.end()
            count += 1
        return sign.end()

    def _inside(self, at: int, way: Keys, count: int | None) -> int:
        """Take an item or a field between brackets; return where it ends."""
        found = _INSIDE.match(self._line, at)
        if not found or (found[1] is None) is (count is None) or len(way) > _DEEPEST:
            raise _HandOver
        key = found[1] if count is None else count
        here = Place(self._number, found.start(2) + 1)
        name = Place(self._number, found.start(1) + 1) if count is None else here
        self.places[*way, key] = (here, name)
        if found[2] in ("[", "{"):
            return self._brackets(found.start(2), (*way, key))
        return found.end()


def places(content: str) -> Places | None:
    """Return where everything in a text stands, or None where that is not certain."""
    lines = _Lines()
    try:
        for line in content.replace("\r\n", "\n").split("\n"):
            lines.take(line)
    except _HandOver:
        return None
    return lines.places if lines.awaited is None else None


def find(places: Places, keys: Keys, name: bool = False) -> Place:
    """Return where the value at `keys` stands, or its name; else its nearest parent."""
    found = places.get(keys)
    return found[name] if found else find(places, keys[:-1])
