"""The quick reader: what is written plainly is read by a parser in Rust, a hundred times as fast.

It only ever says what the slow reader would. Whatever is not plain, and whatever is wrong, it hands
over: then `None` is returned, and the slow reader says what there is to say.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin

from cpp_cli.days import parse_iso
from cpp_cli.models.fields import Reads, Shorthand, Words
from cpp_cli.models.part import REQUIRED, Part, raw
from cpp_cli.models.types import types

P = TypeVar("P", bound=Part)
Convert = Callable[[Any], Any]

MAX_LENGTH = 8192
"""A longer text may have more parts than a record may, which the slow reader counts."""

_MOST_KNOWN = 4000
"""So many ids, parties or days are kept of each sort: they come to a megabyte."""

_NOT_PLAIN = re.compile(
    r"[\\\r]"  # escapes; the line ends of Windows
    r"|^ *(?:---|\.\.\.|%)"  # further documents, directives
    r"|(?:^ *+|[:-] ++|[\[{,] *+)(?:"  # at the beginning of a value:
    r"(?:True|TRUE|False|FALSE)\b"  # flags that records do not know
    r"|[&*!%@`>?:]|\|[^\n]|<<"  # marks, orders, indentation that is told
    r"|[+._]|-?0[\w.]|-?[0-9]++_|-[0-9])"  # numbers that could be written otherwise
    r"| #[^\s#!]"  # a remark that may be meant as text
    r"|^ *-[^ \n]"  # a dash that makes no item
    r"|^['\"]"  # a quote that was to be closed, perhaps
    r"|^ *\n *-",  # an item behind an empty line, which may go on with a text
    re.MULTILINE,
)


_SIGNS = rb"&*!%@`>?<"
"""What can be an order, where a value begins."""
_ORDINARY = bytes(set(range(256)) - set(_SIGNS + b"\\\r"))
_BEGINS = r"\%c(?<=[\n :\-\[{,].)"
"""Whether a value may begin with a sign, sought by that sign: of most there is none."""
_SELDOM = tuple(
    re.compile(odd).search
    for odd in (
        r"\n(?:['\"]| *+(?:-[^ \n]|\n *-|\.\.\.))",
        r":(?:[^ \n]| +:)",
        r"#(?<= #)[^\s#!]",
        r"\|[^\n]",
    )
)
"""What else makes a close look worth the while; each begins with a sign that is quickly found."""
_resolved: list[object] = []
"""Numbers and flags of the text that is read: these can be written in several ways."""


def _is_plain(text: str) -> bool:
    """Whether a text is written plainly, but for its numbers and flags.

    A tenth of the time of a close look shows that for most texts.
    """
    if not (text[:1].isalpha() or text[:2] == "# "):
        return not _NOT_PLAIN.search(text)
    for sign in set(text.encode().translate(None, _ORDINARY)):
        if sign not in _SIGNS or re.search(_BEGINS % sign, text):
            return not _NOT_PLAIN.search(text)
    for odd in _SELDOM:
        if odd(text):
            return not _NOT_PLAIN.search(text)
    return True


class _HandOver(Exception):
    """This is not plain."""


def read(text: str, part: type[P]) -> P | None:
    """Return what a text says of a part, if it is written plainly and all of it is right."""
    if len(text) > MAX_LENGTH or not _ends_plainly(text) or not _is_plain(text):
        return None
    parse = _parser()
    if parse is None:
        return None
    _resolved.clear()
    try:
        made: P = part.from_raw(_of_part(part)(parse(text)))
    except (_HandOver, ValueError, LookupError, TypeError):
        return None
    return None if _resolved and _NOT_PLAIN.search(text) else made


def _ends_plainly(text: str) -> bool:
    return text[-1:] == "\n" and not text[-2:-1].isspace() and len(text) > 1


@cache
def _parser() -> Callable[[str], Any] | None:
    try:
        from yaml_rs import loads
    except ImportError:
        return None
    return loads


def is_there() -> bool:
    """Whether there is a quick reader here."""
    return _parser() is not None


# What each type takes


@cache
def _of_part(part: type[Part]) -> Convert:
    fields = {
        part.file_name(name): (at, _of(annotation))
        for at, (name, annotation) in enumerate(types(part).items())
    }
    defaults = part.RAW
    needed = {part.file_name(name) for name, one in part.FIELDS.items() if one is REQUIRED}
    has_flaws = part.flaw is not Part.flaw

    def convert(value: Any) -> Any:
        if type(value) is not dict or not value.keys() >= needed:
            _hand_over()
        row = defaults.copy()
        for name, item in value.items():
            at, inner = fields[name]
            row[at] = inner(item)
        return _hand_over() if has_flaws and part.from_raw(row).flaw() else tuple(row)

    return convert


def _of(annotation: Any) -> Convert:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _of_part(annotation)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marked(annotation.__metadata__, inner[0])
    if origin in (Union, UnionType):
        return _of(inner[0])
    if origin is Literal:
        return _word(frozenset(inner))
    if origin is tuple:
        return _items(_of(inner[0]))
    assert origin is Mapping, f"no field is of this type: {annotation}"
    return _pairs(_of(inner[0]), _of(inner[1]))


def _marked(marks: tuple[Any, ...], inner: Any) -> Convert:
    for mark in marks:
        if isinstance(mark, Words):
            return _words(mark.most)
        if isinstance(mark, Reads):
            return _reads(mark)
        if isinstance(mark, Shorthand):
            return _spelt_out(mark.field, _of(inner))
    return _of(inner)


def _words(most: int | None) -> Convert:
    longest = most or MAX_LENGTH

    def convert(value: Any) -> str:
        if type(value) is not str or not value or value.isspace() or len(value) > longest:
            _hand_over()
        # Perhaps a text that ran on into the next item of its list, which is refused.
        if " - " in value:
            _hand_over()
        text: str = value
        return text

    return convert


@cache
def _reads(mark: Reads) -> Convert:
    if mark.kind == "day":
        return _Known(_day).__getitem__
    if mark.kind == "flag":
        return lambda value: _noted(value) if type(value) is bool else _hand_over()
    numbers = {"count": int, "rating": int, "number": Decimal}
    if mark.kind in numbers:
        # The text of a whole number that is not written oddly is the number in digits.
        return lambda value: (
            _found(mark, str(_noted(value))) if type(value) is int else _hand_over()
        )
    read = mark.read

    def convert(value: Any) -> Any:
        # What these are read as is the text itself.
        return value if type(value) is str and read(value) else _hand_over()

    return _Known(convert).__getitem__


class _Known(dict[Any, Any]):
    """What texts and days are converted to that come again and again: looked up, not checked.

    A number is never kept: as a key it would be the same as a flag.
    """

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        found = self._convert(value)
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[value] = found
        return found


def _noted(value: Any) -> Any:
    _resolved.append(value)
    return value


def _found(mark: Reads, text: str) -> Any:
    found = mark.read(text)
    return _hand_over() if found is None else raw(found)


def _day(value: Any) -> Any:
    if type(value) is date:
        return str(value)
    if type(value) is str and parse_iso(value):
        return value
    return _hand_over()


def _word(words: frozenset[str]) -> Convert:
    return {word: word for word in words}.__getitem__


def _items(inner: Convert) -> Convert:
    return lambda value: tuple(map(inner, value)) if type(value) is list else _hand_over()


def _pairs(key: Convert, inner: Convert) -> Convert:
    def convert(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            _hand_over()
        return {key(name): inner(item) for name, item in value.items()}

    return convert


def _spelt_out(field: str, inner: Convert) -> Convert:
    return lambda value: inner({field: value} if type(value) is str else value)


def _hand_over() -> NoReturn:
    raise _HandOver
