"""Places found by indentation against those of the document: on every text that can be read both
are the same, on every way in it and beyond it, or the quick way hands over."""

from collections.abc import Iterator
from random import Random

from cpp_cli.finding import Keys
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Mapping, Node, Sequence
from cpp_cli.reading.places import find, places
from cpp_cli.reading.text import decode

_NAMES = ("a", "b", "c-d", "é", "1", "null", "2026-01-02", '"e"', "'f'", "g h")
_WORDS = (
    *("x", "y z", "10:30", "x - y", "x#y", "it's", "2026-01-02", "-1", "(x", "x: y", "ñ", "x ] y"),
    *("'q'", '"q: r"', "'it''s'", '"\\""', '"\\u00e9: "', "'# no'", '"', "'", "[", "]", "{", "}"),
    *("[x, y]", "[]", "{ }", "{a: x, b: y z}", "[x#y, 'a, b', {a: [z]}]", "[x: y]", "{a: , b}"),
    *(
        "[it's, x]",
        "[x,]",
        "[10:30]",
        "[x # y",
        '["]", x]',
        "{a:x}",
        "[x?, y]",
        "['x': y]",
        "[- x]",
    ),
    *("|", ">-", "|2", "|+ # x", "", "", "~", "# x", "&a x", "!t x", "? x", ": x", "- x", "x:"),
    *("---", "...", "%x", "\u00a0", "\u3000", "@x", "x, y", "\\", "x # y", "x #y", "<<: x"),
)


def outcome(data: bytes) -> str:
    """Return what came of it: `same`, `handed over` or `no document`; fail where they differ."""
    text, _ = decode(data)
    document = parse(text)[0] if text else None
    found = places(text.content) if text else None
    if document is None:
        return "no document"
    if found is None:
        return "handed over"
    known = set(ways(document.root))
    assert known == set(found)
    for way in known:
        for keys in (way, (*way, 99), (*way, "no", 0)):
            for name in (False, True):
                assert find(found, keys, name) == document.place(keys, name), (keys, name)
    return "same"


def ways(node: Node, way: Keys = ()) -> Iterator[Keys]:
    """Yield the way to each value below a node, and to itself."""
    yield way
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from ways(item, (*way, number))
    elif isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from ways(value, (*way, name))


def texts(seed: int, count: int) -> Iterator[bytes]:
    """Yield so many small texts, most of which can be read; the same for a seed."""
    random = Random(seed)
    for _ in range(count):
        lines = _group(random, random.choice((0, 0, 0, 2)), 0)
        if random.random() < 0.3:
            lines.insert(random.randint(0, len(lines)), _line(random, random.randint(0, 5)))
        yield random.choice(("\n", "\n", "\r\n")).join((*lines, "")).encode()


def _group(random: Random, column: int, depth: int) -> list[str]:
    names = random.sample(_NAMES[:7] if random.random() < 0.9 else _NAMES, random.randint(1, 3))
    return [
        line
        for name in names
        for line in _value(random, " " * column + f"{name}:", column, depth, (0, 2))
    ]


def _list(random: Random, column: int, depth: int) -> list[str]:
    return [
        line
        for _ in range(random.randint(1, 3))
        for line in _value(random, " " * column + "-", column, depth, (1, 2))
    ]


def _value(
    random: Random, lead: str, column: int, depth: int, deeper: tuple[int, ...]
) -> Iterator[str]:
    """Yield the lines of a field or an item, and what may stand between it and the next."""
    way = random.random()
    if depth > 2 or way < 0.5:
        yield f"{lead} {_word(random)}"
        while random.random() < 0.2:
            yield _line(random, column + random.randint(0, 3))
    else:
        below = (_group if way < 0.75 else _list)(
            random, column + random.choice((*deeper, 2, 2, 4)), depth + 1
        )
        if lead.endswith("-") and random.random() < 0.7:
            below = _group(random, column + 2, depth + 1)
            yield f"{lead} {below.pop(0).lstrip()}"
        else:
            yield lead + random.choice(("", "", " ", "  # x"))
        yield from below
    if random.random() < 0.1:
        yield random.choice(("", "  ", " " * random.randint(0, 6) + "# x: y"))


def _line(random: Random, column: int) -> str:
    return " " * column + random.choice(("", "", "", "- ", "a: ")) + _word(random)


def _word(random: Random) -> str:
    if random.random() < 0.1:
        inside = random.choices(_WORDS, k=random.randint(1, 3))
        return f"[{', '.join(inside)}]{random.choice(('', '', ' # x', ' x'))}"
    return random.choice(_WORDS[:12] if random.random() < 0.7 else _WORDS)
