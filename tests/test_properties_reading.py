"""Any bytes give findings and never an exception; each finding lies inside its file."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cpp_cli.finding import Finding, Place
from cpp_cli.models.kinds import KINDS, Kind, kind_of
from cpp_cli.reading.reader import read
from cpp_cli.reading.record import Reading
from cpp_cli.reading.text import decode
from cpp_cli.rules import RULES, example
from cpp_cli.rules.check import findings
from tests.support import ROOT, TODAY, store_of

RECORDS = ROOT / "records"
SHIPPED = {
    path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(RECORDS.rglob("*.yaml"))
}
FAULTS = [path.read_bytes() for path in sorted((ROOT / "tests/faults").rglob("*.yaml"))]
EXAMPLES = {path: text.encode() for path, text in example.RECORDS.items()}


# Reading one file is quick: many more than the profile asks for.
OFTEN = settings(max_examples=settings.get_profile("ci").max_examples * 8)


def inside(data: bytes, place: Place) -> bool:
    """Whether a line is there, and a column in it or right behind it."""
    lines = data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").split("\n")
    return 0 < place.line <= len(lines) and 0 < place.column <= len(lines[place.line - 1]) + 1


def check(data: bytes, found: list[Finding] | tuple[Finding, ...]) -> None:
    for one in found:
        assert inside(data, one.place), one
        rule = RULES[one.code]
        assert rule.message.format(**one.values)
        assert rule.remedy.format(**one.values)
        text = decode(data)[0]
        if text is not None:
            text.line(one.place.line)


def reads(path: str, kind: Kind, data: bytes) -> Reading:
    """Read a file twice, and check all that holds for any file."""
    first, second = read(path, kind, data), read(path, kind, data)
    assert first.findings == second.findings
    assert first.names == second.names
    if first.record is None or second.record is None:
        assert first.record is second.record
        assert first.findings
        assert first.names
    else:
        assert first.record.model == second.record.model
        assert all(RULES[one.code].severity == "warning" for one in first.findings)
        assert first.record.document.text.encode() == data
    check(data, first.findings)
    return first


ANY_KIND = st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.name))


def reads_any(kind: Kind, data: bytes) -> None:
    reads(kind.path("2026-03-02-any"), kind, data)


@OFTEN
@given(ANY_KIND, st.binary(max_size=400))
def test_any_bytes_give_findings_and_never_an_exception(kind: Kind, data: bytes) -> None:
    reads_any(kind, data)


@OFTEN
@given(ANY_KIND, st.text(max_size=200))
def test_any_text_gives_findings_and_never_an_exception(kind: Kind, text: str) -> None:
    reads_any(kind, text.encode(errors="surrogatepass"))


FIELDS = sorted({name for kind in KINDS.values() for name in kind.model.FIELDS})
SIGNS = """\
: - ? , [ ] { } # & * ! | > |- >+ |2 ' " % @ ` -- --- ... << ~ null yes true 0 010 1.10 \\ \\u202e
"\\x07" "\\ud83d" "\\U00110000" !!str &a *a <<: '' "" [] {} a: "a": 'a': - - ? a {a: b} [a, b]
2026-02-30 2026-03-02 19:30 huerto-sol lcph-cpp/maria-k 2026-02-10-listening#bus-stop é 🌻 ñ
"""
PIECES = (
    st.sampled_from(["\n", "\n", "\n  ", "\n    ", "\n- ", " ", " ", "", "\r\n", ": ", "\t", "\0"])
    | st.sampled_from(SIGNS.split())
    | st.sampled_from(FIELDS)
    | st.text(max_size=3)
)
LIKE_YAML = st.lists(PIECES, max_size=40).map("".join)


@OFTEN
@given(ANY_KIND, LIKE_YAML)
def test_what_looks_like_yaml_gives_findings_and_never_an_exception(kind: Kind, text: str) -> None:
    reads_any(kind, text.encode(errors="surrogatepass"))


@given(
    ANY_KIND,
    st.sampled_from(["[", "{", "- ", "{a: ", "? ", "a: [", "'", "&a ", "!", "\n "]),
    st.data(),
)
def test_the_same_sign_many_times_gives_findings(
    kind: Kind, sign: str, data: st.DataObject
) -> None:
    text = sign * data.draw(st.integers(1, 1000)) + data.draw(
        st.sampled_from(["", "\n", "x", ": x"])
    )
    reads_any(kind, text.encode())


@st.composite
def changed(draw: st.DrawFn, files: dict[str, bytes]) -> tuple[str, bytes]:
    """Return one of some files with bytes or lines changed, as a slip of the hand would."""
    path, data = draw(st.sampled_from(sorted(files.items())))
    for _ in range(draw(st.integers(1, 3))):
        data = draw(st.sampled_from([_byte, _line, _splice]))(draw, data)
    return path, data


def _byte(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    with_ = draw(st.binary(max_size=2) | st.sampled_from([b"\n", b" ", b"\t", b":", b'"', b"'"]))
    return data[:at] + with_ + data[at + draw(st.integers(0, 2)) :]


def _line(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    indent = b" " * draw(st.integers(1, 4))
    way = draw(st.sampled_from(["gone", "twice", "in", "out", "end", "value"]))
    lines[at : at + 1] = {
        "gone": [],
        "twice": [lines[at], lines[at]],
        "in": [indent + lines[at]],
        "out": [lines[at].removeprefix(indent)],
        "end": [lines[at] + b"\r"],
        "value": [lines[at].partition(b":")[0] + b":"],
    }[way]
    return b"\n".join(lines)


def _splice(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.sampled_from(FAULTS))[-draw(st.integers(1, 80)) :] + data[at:]


@OFTEN
@given(changed(SHIPPED))
def test_a_shipped_record_with_slips_gives_findings_or_a_record(file: tuple[str, bytes]) -> None:
    path, data = file
    kind = kind_of(path)
    assert kind is not None
    reads(path, kind, data)


@given(changed(EXAMPLES))
def test_every_rule_stands_every_slip_in_any_of_the_records(file: tuple[str, bytes]) -> None:
    path, data = file
    store = store_of({path: data})
    found = findings(store, TODAY)
    assert found == findings(store_of({path: data}), TODAY)
    for one in found:
        check(data if one.path == path else EXAMPLES[one.path], [one])


@given(st.sampled_from(FAULTS), ANY_KIND)
def test_a_faulty_file_in_the_place_of_any_record_gives_findings(data: bytes, kind: Kind) -> None:
    path = kind.path("2026-03-02-any")
    store = store_of({path: data})
    for one in findings(store, TODAY):
        check(data if one.path == path else EXAMPLES[one.path], [one])
