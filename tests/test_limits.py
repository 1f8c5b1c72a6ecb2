"""Limits: no file costs more than its length is worth, in time or in memory."""

import difflib
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.models.kinds import kind_of
from cpp_cli.reading import quick
from cpp_cli.reading.document import MAX_NAME, MAX_VALUE, parse
from cpp_cli.reading.reader import read
from cpp_cli.reading.text import MAX_BYTES, Text
from cpp_cli.rules import example
from cpp_cli.rules.check import findings
from tests.support import ROOT, TODAY, store_of, write_files

PARTNER = "records/partners/club.yaml"
MEETING = "records/meetings/2026/2026-03-02-garden.yaml"
PROMISE = "records/commitments/2026/2026-03-02-bus.yaml"
HEADS = {
    PARTNER: "id: club\nname: Club\nkind: school\nstatus: active\nvisibility: public\n",
    MEETING: "id: 2026-03-02-garden\ndate: 2026-03-02\ntitle: Garden\nvisibility: public\n",
    PROMISE: "id: 2026-03-02-bus\nfrom: lcph-cpp\nto: huerto-sol\nwhat: Come\n"
    "made: {date: 2026-03-02}\n",
}
SIGNS = (
    "[", "{", "- ", "? ", "[[]],", "{a: ", "a: [", "'", '"', "&a ", "!", "!x ", "*a ", "<<: ", "%",
    "\n", " \n", "#\n", "# c\n", "---\n", "|\n", ">\n", "a", "a ", "a\n", "a: b\n", "a:\n", ": ",
    "\\", '"a" ', "'a' ", ",", "]", "}", "\r\n", "- a\n", "ñ", "🌻",
)  # fmt: skip
INSIDE = (
    "a.", "a@", "@", "1-", "1 ", "123-", "123 456 ", "1", "+1 ", "(", "541-555-", "call ", "SSN: ",
    "social security number is ", "of ", "no ", "MRN 1", "http://a ", "4111 ", "4", "- ", "ﷺ",
    "River School ", "a\n  ", "\n  ", "  ", "\\\\", "\\u0041", "''", "#", " #",
)  # fmt: skip


def alone(sign: str, size: int) -> dict[str, str]:
    return {PARTNER: sign * (size // len(sign.encode()))}


def after(path: str, begin: str, sign: str, end: str, size: int) -> dict[str, str]:
    head = HEADS[path] + begin
    return {path: head + sign * ((size - len(head)) // len(sign.encode())) + end}


def listed(path: str, name: str, item: Callable[[int, int], str], parts: int, size: int) -> str:
    """Return a list so long that a file of the largest size has nearly 5000 parts."""
    count = 4900 * size // MAX_BYTES // parts
    return HEADS[path] + name + "".join(item(n, count) for n in range(count))


Make = Callable[[int], dict[str, str]]


def lists(path: str, name: str, item: Callable[[int, int], str], parts: int) -> Make:
    return lambda size: {path: listed(path, name, item, parts, size)}


def one_sign(sign: str) -> Make:
    return lambda size: alone(sign, size)


def many_inside(sign: str, begin: str, end: str) -> Make:
    return lambda size: after(MEETING, begin, sign, end, size)


STYLES = {
    "a line": ("notes: ", "\n"),
    "lines": ("notes: |\n  ", "\n"),
    "quotes": ("notes: 'SSN a@b.c 541-555-0142 ", "'\n"),
    "double quotes": ('notes: "', '"\n'),
    "brackets": ("languages: [", "]\n"),
    "a comment": ("# MRN ", "\n"),
}
TEXTS: dict[str, Make] = {
    **{f"{sign!r} alone": one_sign(sign) for sign in SIGNS},
    **{
        f"{sign!r} in {style}": many_inside(sign, begin, end)
        for sign in (*SIGNS[:30:4], *INSIDE)
        for style, (begin, end) in STYLES.items()
    },
}
LISTS: dict[str, Make] = {
    "people": lists(PARTNER, "people:\n", lambda n, _: f"- {{id: a{n}, name: b}}\n", 5),
    "one person many times": lists(PARTNER, "people:\n", lambda *_: "- {id: a, name: b}\n", 5),
    "the same as itself": lists(
        PARTNER, "people:\n", lambda n, _: f"- {{id: a{n}, same_as: club/a{n}}}\n", 5
    ),
    "the same in a ring": lists(
        PARTNER,
        "people:\n",
        lambda n, all_: f"- {{id: a{n}, same_as: club/a{(n + 1) % all_}}}\n",
        5,
    ),
    "the same in a chain": lists(
        PARTNER, "people:\n", lambda n, _: f"- {{id: a{n}, same_as: club/a{n + 1}}}\n", 5
    ),
    "all the same as one": lists(
        PARTNER,
        "people:\n- {id: a, name: b}\n",
        lambda n, _: f"- {{id: a{n}, same_as: club/a}}\n",
        5,
    ),
    "unknown fields": lists(PARTNER, "", lambda n, _: f"statu{n}: a\n", 2),
    "long unknown fields": lists(PARTNER, "", lambda n, _: f"statu{'s' * 60}{n}: a\n", 2),
    "unknown words": lists(
        PARTNER, "connections:\n", lambda n, _: f"- {{to: huerto-sol, depth: cooperat{n}}}\n", 5
    ),
    "nothing in a list": lists(PARTNER, "tags:\n", lambda *_: "-\n", 1),
    "wrong days": lists(PARTNER, "offers:\n", lambda *_: "- {what: a, since: 2025-02-30}\n", 5),
    "former ids": lists(PARTNER, "former_ids:\n", lambda n, _: f"- a{n}\n", 1),
    "unknown parties": lists(MEETING, "attendees:\n", lambda n, _: f"- huerto-sol{n}\n", 1),
    "unknown people": lists(MEETING, "attendees:\n", lambda n, _: f"- huerto-sol/a{n}\n", 1),
    "things heard": lists(MEETING, "heard:\n", lambda n, _: f"- {{id: h{n}, text: b}}\n", 5),
    "unknown answers": lists(
        PROMISE, "answers:\n", lambda n, _: f"- '2026-02-10-listening#bus{n}'\n", 1
    ),
    "a long history": lists(
        PROMISE,
        "history:\n",
        lambda n, _: f"- {{date: 20{26 + n % 70}-04-02, event: disputed, by: huerto-sol}}\n",
        7,
    ),
    "many new terms": lists(
        PROMISE,
        "history:\n",
        lambda *_: "- {date: 2026-04-02, event: renegotiated, by: huerto-sol, via: phone}\n",
        9,
    ),
    "review dates": lists(PROMISE, "review:\n", lambda n, _: f"- {9000 - n}-04-02\n", 1),
}
WORST = TEXTS | LISTS
LONG = bool(os.environ.get("CPP_TEST_LONG"))
SOME = WORST if LONG else {name: WORST[name] for name in (*list(TEXTS)[::9], *LISTS)}


@pytest.fixture(autouse=True)
def all_is_read_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick reader would take the small files and hand over the large ones."""
    monkeypatch.setattr(quick, "_parser", lambda: None)


def validated(files: dict[str, str]) -> None:
    findings(store_of(files), TODAY)


def calls(work: Callable[[], object]) -> int:
    """Count the functions that are called, of Python and of C: the same number in every run."""
    count = 0

    def one_more(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one_more)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


SMALL = MAX_BYTES // 32
STEEPEST = 1.35
"""How much more than four times as much four times the length may cost: nothing but noise."""


@pytest.mark.parametrize("name", SOME)
def test_four_times_the_length_costs_four_times_the_calls(name: str) -> None:
    make = WORST[name]
    little, much = make(SMALL), make(SMALL * 4)
    validated(little)
    assert calls(lambda: validated(much)) <= 4 * STEEPEST * calls(lambda: validated(little))


def seconds(work: Callable[[], object]) -> float:
    """Return the time of the processor that some work takes: the least of three."""
    times = []
    for _ in range(3):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


STEPS = 10
"""Where the cost is not in calls, four times the length may cost this much: far from 16 times."""


@pytest.mark.parametrize("name", list(TEXTS) if LONG else ["'!' alone", "'1 ' in lines"])
def test_no_text_makes_a_pattern_or_the_parser_go_back_and_forth(name: str) -> None:
    make = WORST[name]
    little, much = make(MAX_BYTES // 4 - 4096), make(MAX_BYTES - 4096)
    validated(little)
    assert seconds(lambda: validated(much)) < STEPS * seconds(lambda: validated(little))


def test_no_pattern_keeps_hold_of_a_group() -> None:
    """Before 3.11.5, Python finds too little where a whole group is repeated and kept: `(…)*+`."""
    held = re.compile(r"\)(?:[*+?]|\{[0-9,]*\})\+")
    files = sorted((ROOT / "cpp_cli").rglob("*.py"))
    assert [file.name for file in files if held.search(file.read_text("utf-8"))] == []


PROGRAM = """
import re, sys, time
from cpp_cli.main import main

def peak():
    # What the kernel counts for a process begins with the peak of the one that started it.
    return int(re.search(r"VmHWM:\\s*([0-9]+) kB", open("/proc/self/status").read())[1]) // 1024

for folder in sys.argv[1:]:
    before = time.process_time()
    status = main(["validate", "--format", "json", "-C", folder])
    took = time.process_time() - before
    print(status, peak(), took, file=sys.stderr)
"""
MOST_MEGABYTES = 200


def test_no_file_takes_more_than_200_mb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Validate each of the worst files at its largest in one process, whose peak only grows.

    What is printed is for whoever runs this with -s: the slowest file, against a plain record.
    """
    plain = {PARTNER: HEADS[PARTNER] + "notes: |\n" + "  They meet.\n" * 70}
    # The first one pays for what is imported.
    cases = {"first": plain, "plain": plain}
    cases |= {name: make(MAX_BYTES) for name, make in SOME.items()}
    folders = []
    for number, files in enumerate(cases.values()):
        write_files(tmp_path / f"{number:04}", {**example.RECORDS, **files})
        folders.append(str(tmp_path / f"{number:04}"))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *folders],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "CPP_TODAY": str(TODAY)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)),
        check=True,
    )
    lines = [line.split() for line in done.stderr.splitlines()]
    assert len(lines) == len(cases)
    assert {line[0] for line in lines} <= {"0", "1"}
    assert int(lines[-1][1]) <= MOST_MEGABYTES
    times = dict(zip(cases, (float(line[2]) for line in lines), strict=True))
    del times["first"]
    slowest = max(times, key=lambda name: times[name])
    with capsys.disabled():
        print(
            f"\nlimits: {len(cases)} files, {lines[-1][1]} MB at most; slowest: {slowest},"
            f" {times[slowest] / times['plain']:.0f} times a plain record of 1 kB",
        )


def test_a_value_has_64_thousand_letters_and_no_more() -> None:
    def note(letters: int) -> str:
        return f"a: {'x' * letters}\n"

    assert MAX_VALUE == 65_536
    assert parse(Text(note(MAX_VALUE)))[1] == []
    fault = parse(Text(note(MAX_VALUE + 1)))[1][0]
    assert (fault.code, fault.place) == ("T022", (1, 4))


@pytest.mark.parametrize("written", ["{}: a\n", '"{}": a\n', "? {}\n: a\n"])
def test_the_name_of_a_field_has_200_letters_and_no_more(written: str) -> None:
    assert MAX_NAME == 200
    assert parse(Text(written.format("x" * MAX_NAME)))[1] == []
    assert parse(Text(written.format("x" * (MAX_NAME + 1))))[1][0].code == "T023"


def test_a_near_name_is_looked_for_only_while_that_is_quick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = []

    def compare(word: str, among: list[str], *_: object) -> list[str]:
        compared.append(len(word) * len(among))
        return among[:1]

    monkeypatch.setattr(difflib, "get_close_matches", compare)
    unknown = "".join(f"- {'abcdefghij' * 7}{n:05}\n" for n in range(3000))
    club = HEADS[PARTNER].replace("public", "internal")
    partners = {f"records/partners/p{n}.yaml": club.replace("club", f"p{n}") for n in range(30)}
    store = store_of({**partners, MEETING: f"{HEADS[MEETING]}attendees:\n{unknown}"})
    found = findings(store, TODAY)
    assert len(found) == 3000
    assert 500_000 < sum(compared) <= 1_000_000
    assert "Did you mean" in found[0].values["hint"]
    assert found[-1].values["hint"] == ""


def test_every_worst_file_has_the_kind_that_is_meant() -> None:
    for make in WORST.values():
        ((path, text),) = make(4096).items()
        kind = kind_of(path)
        assert kind is not None
        assert len(text.encode()) <= 4096 + 64
        read(path, kind, text.encode())
