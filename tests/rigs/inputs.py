"""What the fuzzer tries: files that were kept, changed by slips, hostile values and mere bytes."""

import re
from collections.abc import Callable
from functools import cache
from random import Random

from cpp_cli.models.kinds import KINDS, kind_of
from cpp_cli.rules import RULES, example
from tests.rigs import slips_of_lines, slips_of_sense
from tests.rigs.pages import Page
from tests.rigs.slips import KINDS as SLIPS
from tests.support import ROOT

assert slips_of_lines and slips_of_sense  # noqa: PT018 - their kinds are in the list
CRASHES = ROOT / "tests/rigs/crashes"
PATHS = {
    "program": "records/program.yaml",
    "partner": "records/partners/garden-club.yaml",
    "meeting": "records/meetings/2026/2026-03-02-garden.yaml",
    "commitment": "records/commitments/2026/2026-03-02-bus-passes.yaml",
    "harm": "records/harms/closed-clinic.yaml",
}
"""Where the file of a trial stands, by its kind, so that its bytes alone are the whole input."""

HOSTILE = (
    *("0001-01-01", "9999-12-31", "2026-06-01", "2026-03-02", "2024-02-29", "true", "0", "4"),
    *("999999999999.9999 USD", "0 EUR", "999999999", "0.0001", "1e999", "-1", "null", "~", '""'),
    *("[/red]", "[bold]x", ":smile:", "{field}", "{0}", "%s %(a)s", "$HOME", "=1+1", "@sum", "+x"),
    *(
        "::error::x",
        "##[group]x",
        "<script>x</script>",
        "](javascript:x)",
        "| a | b |",
        "```",
        "@al",
    ),
    *(
        "🌻",
        "e\u0301\u0301\u0301",
        "\u05d0\u0644",
        "👩‍👩‍👧",
        "\ufeff",
        "\u200b",
        "\xa0",
        "ß",
        "İ",
        "\u2028",
    ),
    *('"\\u200e"', '"a\\nb"', '"\\x1b[31m"', "'it''s'", "|", ">-", "|2", "[[[]]]", "{a: {b: c}}"),
    *(
        "[]",
        "{}",
        "- x",
        "? x",
        "&a x",
        "*a",
        "!!str x",
        "---",
        "...",
        "<<: x",
        "# x",
        "x # y",
        "%",
    ),
    *(
        "lcph-cpp",
        "huerto-sol",
        "huerto-sol/ana-r",
        "river-road",
        "river-elementary",
        "river-school",
    ),
    *(
        "2026-02-10-listening",
        "2026-02-10-listening#bus-stop",
        "2026-02-10-bus-stop-light",
        "spraying",
    ),
    *("garden-club", "2026-03-02-bus-passes", "public", "internal", "confirmed", "renegotiated"),
    *(
        "acknowledged",
        "ended",
        "a" * 80,
        "long " * 60,
        "x" * 5000,
        "call 541-555-0121",
        "a@b.example",
    ),
)
_PIECES = (*b"\n \t:-#\"'[]{}|>&*!%@`\\,?\r\x00\xff\xc3", *b"azAZ09")
VALUE = re.compile(rb"(?<=: |- ).*")

Change = Callable[[Random, bytes], bytes]


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """Return every kept file with the name of its kind, in a fixed order."""
    shipped = sorted((ROOT / "records").rglob("*.yaml"))
    found = [(_kind(path.relative_to(ROOT).as_posix()), path.read_bytes()) for path in shipped]
    for folder in ("faults", "hostile"):
        for path in sorted((ROOT / "tests" / folder).rglob("*.yaml")):
            if path.is_file() and path.stat().st_size < 20_000:
                plural = path.relative_to(ROOT / "tests" / folder).parts[0]
                found.append((_kind(f"records/{plural}/x.yaml"), path.read_bytes()))
    for text in (text for rule in RULES.values() for text in (rule.bad, rule.good)):
        data = text if isinstance(text, bytes) else text.encode()
        first, _, rest = data.partition(b"\n")
        found.append((_kind(first.decode().removeprefix("# ")), rest[:20_000]))
    found += [(_kind(path), text.encode()) for path, text in example.RECORDS.items()]
    found += kept()
    return tuple((kind, _own_id(kind, data)) for kind, data in found)


def kept() -> list[tuple[str, bytes]]:
    """Return the inputs that once went wrong, with the name of their kind."""
    return [
        (path.name.partition("-")[0], path.read_bytes())
        for path in sorted(CRASHES.iterdir())
        if path.name.partition("-")[0] in KINDS
    ]


def _kind(path: str) -> str:
    kind = kind_of(path)
    return kind.name if kind else "program" if "program" in path else "partner"


def _own_id(kind: str, data: bytes) -> bytes:
    """Let a record have the id of the place where it is tried."""
    own = PATHS[kind].rpartition("/")[2].removesuffix(".yaml").encode()
    return re.sub(rb"(?m)^id: [a-z0-9-]+(?=\r?$)", b"id: " + own, data, count=1)


@cache
def _of_kind(wanted: str) -> tuple[bytes, ...]:
    return tuple(data for kind, data in seeds() if kind == wanted)


def changed(rng: Random) -> tuple[str, bytes]:
    """Return the kind and the bytes of a new input."""
    kind = rng.choice(("program", "partner", "meeting", "commitment", "commitment", "harm"))
    data = rng.choice(_of_kind(kind))
    if rng.random() < 0.02:
        kind = rng.choice(list(PATHS))
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 6))):
        data = rng.choice(_CHANGES)(rng, data)
    return kind, data


def _bytes(rng: Random, data: bytes) -> bytes:
    at, gone = rng.randint(0, len(data)), rng.choice((0, 0, 1, 2, 10))
    put = bytes(rng.choice(_PIECES) for _ in range(rng.randint(0, 2)))
    return data[:at] + put + data[at + gone :]


def _sign(rng: Random, data: bytes) -> bytes:
    """Put a hostile text somewhere, between characters."""
    text = data.decode(errors="surrogateescape")
    at = rng.randint(0, len(text))
    return (text[:at] + rng.choice(HOSTILE) + text[at:]).encode(errors="surrogateescape")


def _value(rng: Random, data: bytes) -> bytes:
    """Put a hostile value in the place of one."""
    found = list(VALUE.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + rng.choice(HOSTILE).encode() + data[match.end() :]


def _lines(rng: Random, data: bytes) -> bytes:
    """Swap, repeat, drop or move lines."""
    rows = data.split(b"\n")
    one, other = rng.randrange(len(rows)), rng.randrange(len(rows))
    way = rng.randrange(6)
    if way == 0:
        rows[one], rows[other] = rows[other], rows[one]
    elif way == 1:
        rows.insert(one, rows[other])
    elif way == 2:
        del rows[one : one + rng.randint(1, 3)]
    elif way == 3:
        rows[one] = b" " * rng.randint(1, 4) + rows[one]
    elif way == 4:
        rows[one] = rows[one][rng.randint(1, 4) :]
    else:
        rows[one] += rng.choice((b"\r", b" ", b":", b" #x", b"\\"))
    return b"\n".join(rows)


def _foreign(rng: Random, data: bytes) -> bytes:
    """Put lines of another file in."""
    rows, other = data.split(b"\n"), rng.choice(seeds())[1].split(b"\n")
    at, start = rng.randint(0, len(rows)), rng.randrange(len(other))
    rows[at:at] = other[start : start + rng.randint(1, 8)]
    return b"\n".join(rows)


def _slip(rng: Random, data: bytes) -> bytes:
    try:
        page = Page.of("records/partners/x.yaml", data.decode())
        slip = rng.choice(list(SLIPS.values()))(rng, page)
    except (ValueError, StopIteration, LookupError):
        return data
    return slip.data if slip else data


_CHANGES: tuple[Change, ...] = (_bytes, _sign, _value, _value, _value, _lines, _foreign, _slip)
