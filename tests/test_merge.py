"""The merge of two versions of a record: field by field, and nothing of either is lost."""

import pytest

from cpp_cli.merging.clash import Answer, Clash, Own, Side, Unreadable
from cpp_cli.merging.merge import Clashes, Merged, merge

PATH = "records/partners/huerto-sol.yaml"


def merged(
    base: str, ours: str, theirs: str, answers: dict[tuple[str, ...], Answer] | None = None
) -> str:
    """Return the text that comes out of a merge without a clash."""
    found = merge(PATH, base.encode(), ours.encode(), theirs.encode(), answers or {})
    assert isinstance(found, Merged), found
    assert found.data is not None
    return found.data.decode()


def clashes(base: str, ours: str, theirs: str) -> tuple[Clash, ...]:
    """Return what two versions clash about."""
    found = merge(PATH, base.encode(), ours.encode(), theirs.encode())
    assert isinstance(found, Clashes), found
    return found.clashes


ENTRY = "  - date: {0}\n    event: {1}\n    by: us\n"
H0 = "history:\n" + ENTRY.format("2026-03-01", "progress")


def entry(day: str, event: str, *more: str) -> str:
    """Return an entry of a history, with some fields more."""
    return ENTRY.format(day, event) + "".join(f"    {one}\n" for one in more)


ROWS: dict[str, tuple[str, str, str, str]] = {
    "different fields": (
        "a: x\nb: y\n",
        "a: new\nb: y\n",
        "a: x\nb: other\n",
        "a: new\nb: other\n",
    ),
    "neighbouring lines, each with a comment": (
        "a: x\nb: y\n",
        "a: new # mine\nb: y\n",
        "a: x\nb: other # theirs\n",
        "a: new # mine\nb: other # theirs\n",
    ),
    "the same change on both sides": ("a: x\n", "a: y\n", "a: 'y'\n", "a: y\n"),
    "a field that both added": ("a: x\n", "a: x\nb: y\n", "a: x\nb: y\n", "a: x\nb: y\n"),
    "a field of each": ("a: x\n", "a: x\nb: y\n", "a: x\nc: z\n", "a: x\nb: y\nc: z\n"),
    "a new field after what it followed": (
        "a: x\nb: y\n",
        "a: x\nb: z\n",
        "a: x\nc: z\nb: y\n",
        "a: x\nc: z\nb: z\n",
    ),
    "a field that one took away": (
        "a: x\nb: y\nc: z\n",
        "a: x\nb: y\nc: w\n",
        "a: x\nc: z\n",
        "a: x\nc: w\n",
    ),
    "a field that both took away": (
        "a: x\nb: y\nc: z\n",
        "a: x\nc: w\n",
        "a: x\nc: z\n",
        "a: x\nc: w\n",
    ),
    "writing alone": (
        "a: x\nb: y\nc: |\n  t\n",
        "b: 'y'\na: x\nc: |\n  t\n",
        'a: "x"\nb: y\nc: >\n  t\nd: z\n',
        "b: 'y'\na: x\nc: |\n  t\nd: z\n",
    ),
    "a flag that was a word": (
        'a: "true"\nb: y\n',
        'a: "true"\nb: z\n',
        "a: true\nb: y\n",
        "a: true\nb: z\n",
    ),
    "words of a list in brackets": (
        "a: [x, y, z]\n",
        "a: [x, y, z, mine]\n",
        "a: [x, theirs, z]\n",
        "a: [x, theirs, z, mine]\n",
    ),
    "the same word twice": ("a: [x]\n", "a: [x, y]\n", "a: [x, y]\nb: z\n", "a: [x, y]\nb: z\n"),
    "words of a list in lines": (
        "a:\n  - x\n  - y\n",
        "a:\n  - x\n  - y\n  - mine # m\n",
        "a:\n  - x # why\n  - theirs\n  - y\n",
        "a:\n  - x # why\n  - theirs\n  - y\n  - mine # m\n",
    ),
    "brackets that become lines": (
        "a: [x]\n",
        "a: [x, mine]\n",
        "a:\n  - x\n  - theirs # t\n",
        "a:\n  - x\n  - mine\n  - theirs # t\n",
    ),
    "lines and brackets": (
        "a:\n- x\n",
        "a:\n- x\n- mine\n",
        "a: [x, theirs]\n",
        "a:\n- x\n- mine\n- theirs\n",
    ),
    "a list that both make empty": (
        "a: [x, y]\nb: z\n",
        "a: [x]\nb: z\n",
        "a: [y]\nb: z\n",
        "b: z\n",
    ),
    "fields of a person": (
        "people:\n  - id: ana\n    name: Ana\n    role: Nurse\n",
        "people:\n  - id: ana\n    name: Ana R\n    role: Nurse\n",
        "people:\n  - id: ana\n    name: Ana\n    role: Midwife # since May\n    phone: '1'\n",
        "people:\n  - id: ana\n    name: Ana R\n    role: Midwife # since May\n    phone: '1'\n",
    ),
    "a person of each": (
        "people:\n- id: ana\n  name: Ana\n",
        "people:\n- id: ana\n  name: Ana\n- id: bo\n  name: Bo\n",
        "people:\n  # the first\n  - id: ana\n    name: Ana\n  # new\n  - id: cy\n    name: Cy\n",
        "people:\n# the first\n- id: ana\n  name: Ana\n- id: bo\n  name: Bo\n"
        "# new\n- id: cy\n  name: Cy\n",
    ),
    "a person who went, beside one who changed": (
        "people:\n  - id: ana\n    name: A\n  - id: bo\n    name: B\n",
        "people:\n  - id: ana\n    name: Ana\n  - id: bo\n    name: B\n",
        "people:\n  - id: ana\n    name: A\n",
        "people:\n  - id: ana\n    name: Ana\n",
    ),
    "a first field that went from beside its dash": (
        "people:\n  - name: A\n    id: ana\n    role: N\n",
        "people:\n  - name: A\n    id: ana\n    role: M\n",
        "people:\n  - id: ana # only\n    role: N\n",
        "people:\n  - id: ana # only\n    role: M\n",
    ),
    "entries of a history, by day": (
        H0,
        H0 + entry("2026-03-05", "delivered"),
        H0 + entry("2026-03-03", "progress") + entry("2026-03-09", "confirmed"),
        H0
        + entry("2026-03-03", "progress")
        + entry("2026-03-05", "delivered")
        + entry("2026-03-09", "confirmed"),
    ),
    "the order of each history stays": (
        H0,
        H0 + entry("2026-03-09", "delivered") + entry("2026-03-02", "progress"),
        H0 + entry("2026-03-05", "disputed"),
        H0
        + entry("2026-03-05", "disputed")
        + entry("2026-03-09", "delivered")
        + entry("2026-03-02", "progress"),
    ),
    "equal entries are one": (
        H0,
        H0 + entry("2026-03-05", "delivered", "note: x"),
        H0 + entry("2026-03-05", "delivered", "note: 'x'"),
        H0 + entry("2026-03-05", "delivered", "note: x"),
    ),
    "two entries of one day are two": (
        H0,
        H0 + entry("2026-03-05", "progress", "note: x"),
        H0 + entry("2026-03-05", "progress", "note: y"),
        H0
        + entry("2026-03-05", "progress", "note: x")
        + entry("2026-03-05", "progress", "note: y"),
    ),
    "a mistake stays with its entry": (
        H0,
        H0 + "    mistake:\n      by: us\n",
        H0 + entry("2026-03-05", "delivered"),
        H0 + "    mistake:\n      by: us\n" + entry("2026-03-05", "delivered"),
    ),
    "notes to which both add": (
        "notes: |\n  B\n",
        "notes: |\n  B\n\n  mine\n",
        "notes: |\n  B\n\n  theirs\n",
        "notes: |\n  B\n\n  mine\n\n  theirs\n",
    ),
    "notes to which both add a line": (
        "notes: |\n  B\n",
        "notes: |\n  B\n  mine\n",
        "notes: | # why\n  B\n  theirs\n",
        "notes: | # why\n  B\n  mine\n  theirs\n",
    ),
    "notes that both begin": (
        "a: x\n",
        "a: x\nnotes: mine\n",
        "a: x\nnotes: |\n  theirs\n",
        "a: x\nnotes: |\n  mine\n\n  theirs\n",
    ),
    "the same paragraph in both": (
        "notes: |\n  B\n",
        "notes: |\n  B\n\n  same\n",
        "notes: |\n  B\n\n  same\n\n  more\n",
        "notes: |\n  B\n\n  same\n\n  more\n",
    ),
    "a text that one side rewrote": (
        "what: |\n  one\n  two\nb: y\n",
        "what: |\n  one\n  two\nb: z\n",
        "what: short\nb: y\n",
        "what: short\nb: z\n",
    ),
    "a shorthand that one side wrote out": (
        "spoken_for_by:\n  - ana\n  - bo\n",
        "spoken_for_by:\n  - ana\n  - bo\n  - cy\n",
        "spoken_for_by:\n  - party: ana\n    until: 2026-01-01\n  - bo\n",
        "spoken_for_by:\n  - party: ana\n    until: 2026-01-01\n  - bo\n  - cy\n",
    ),
    # Comments
    "comments at the head, above, beside and at the end": (
        "# head\n\na: x\nb: y\n",
        "# head\n\na: x\nb: z\n",
        "# head\n# more\n\n# on a\na: x # by a\nb: y\n# end\n",
        "# head\n# more\n\n# on a\na: x # by a\nb: z\n# end\n",
    ),
    "a comment that one side removed": (
        "# gone\na: x # too\nb: y\n",
        "# gone\na: x # too\nb: z\n",
        "a: x\nb: y\n",
        "a: x\nb: z\n",
    ),
    "a comment that both changed": (
        "# was\na: x\nb: y\n",
        "# mine\na: x\nb: z\n",
        "# theirs\na: x\nb: y\n",
        "# mine\n# theirs\na: x\nb: z\n",
    ),
    "a comment beside that both changed": (
        "a: x # was\n",
        "a: x # mine\n",
        "a: x # theirs\n",
        "# theirs\na: x # mine\n",
    ),
    "a comment beside a value that the other changed": (
        "a: x # was\nb: y\n",
        "a: new # was\nb: y\n",
        "a: x # is\nb: z\n",
        "a: new # is\nb: z\n",
    ),
    "a comment of mine on what they took away": (
        "a: x\nb: y\nc: z\n",
        "a: x\nb: y # mine\nc: z\n",
        "a: x\nc: z\n",
        "a: x\n# mine\nc: z\n",
    ),
    "brackets in brackets": (
        "a: x\nb: {c: , d: [x], e: y}\n",
        "a: x\nb: {c: , d: [x, mine], e: y} # m\n",
        "a: x\nb: {c: , d: [x, theirs], e: z}\n",
        "a: x\nb: {c: , d: [x, mine, theirs], e: z} # m\n",
    ),
    "brackets in a list of lines": (
        "people:\n  - {id: ana, tags: [x]}\n",
        "people:\n  - {id: ana, tags: [x, mine]}\n",
        "people:\n  - {id: ana, tags: [x], role: N} # t\n",
        "people:\n  - {id: ana, tags: [x, mine], role: N} # t\n",
    ),
    "a comment inside brackets": (
        "a: [x, # one\n  y]\n",
        "a: [x, # one\n  y, mine]\n",
        "a: [x, # one\n  y, theirs]\n",
        "a: [x, y, mine, theirs]  # one\n",
    ),
    "a comment at the end moves behind what both add": (
        "a: x\n# end\n",
        "a: x\n# end\nb: y\n",
        "a: x\n# end\nc: z\n",
        "a: x\n# end\nb: y\nc: z\n",
    ),
    # How a file is written
    "line ends of ours": (
        "a: x\nb: y\n",
        "a: x\r\nb: z\r\n",
        "a: w\nb: y\nc:\n  - v\n",
        "a: w\r\nb: z\r\nc:\r\n  - v\r\n",
    ),
    "line ends of two kinds": (
        "a: x\nb: y\n",
        "a: x\r\nb: z\nd: u\r\n",
        "a: x\nb: y\nc: w\n",
        "a: x\r\nb: z\nd: u\r\nc: w\r\n",
    ),
    "no line end at the end": ("a: x\nb: y", "a: x\nb: z", "a: w\nb: y\n", "a: w\nb: z"),
    "a long text without a line end at the end": (
        "b: y\na: |\n  x",
        "b: z\na: |\n  x",
        "b: y\na: |\n  w\n",
        "b: z\na: |\n  w\n",
    ),
    "document marks": (
        "---\na: x\nb: y\n...\n",
        "--- # mine\na: x\nb: z\n...\n",
        "--- # theirs\na: w\nb: y\n... # after\n",
        "--- # mine\n# theirs\na: w\nb: z\n...\n# after\n",
    ),
    "a comment behind the mark of the end": (
        "a: x\n\n...\n",
        "a: x\n\n...\n # mine\n",
        "a: x\nb: y\n\n...\n",
        "a: x\nb: y\n\n...\n # mine\n",
    ),
    "a byte order mark": (
        "a: x\nb: y\n",
        "\ufeffa: x\nb: z\n",
        "a: w\nb: y\n",
        "\ufeffa: w\nb: z\n",
    ),
    "a whole file in brackets": (
        "{a: x, b: y}\n",
        "{a: x, b: z}\n",
        "{a: w, b: y}\n",
        "{a: w, b: z}\n",
    ),
    "a value that became a list": (
        "a: x\nb: y\n",
        "a: [x, y]\nb: y\n",
        "a: x\nb: z\n",
        "a: [x, y]\nb: z\n",
    ),
    "an empty field that both fill": ("a:\n", "a:\n  - x\n", "a:\n  - y\n", "a:\n  - x\n  - y\n"),
    "a file that both added": ("", "a: x\nb: y\n", "a: x\nc: z\n", "a: x\nb: y\nc: z\n"),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_merge_writes_exactly(name: str) -> None:
    base, ours, theirs, expected = ROWS[name]
    assert merged(base, ours, theirs) == expected


# What is asked, and what is made of the answers

Way = tuple[str, ...]
PERSON = "people:\n  - id: ana\n    phone: '{0}'\n    role: N\n"
ANSWER = "heard:\n  - id: bus\n    text: t\n"

ASKED: dict[str, tuple[str, str, str, Way, tuple[object, object, object], str, str]] = {
    "a field": (
        "a: x\n",
        "a: y # m\n",
        "a: z\n",
        ("a",),
        ("x", "y", "z"),
        "a: y # m\n",
        "a: z # m\n",
    ),
    "a field of a person": (
        PERSON.format(1),
        PERSON.format(2),
        PERSON.format(3).replace("N", "M"),
        ("people", "ana", "phone"),
        ("1", "2", "3"),
        PERSON.format(2).replace("N", "M"),
        PERSON.format(3).replace("N", "M"),
    ),
    "a field that both added": (
        "a: x\n",
        "a: x\nb: y\n",
        "a: x\nb: z\n",
        ("b",),
        (None, "y", "z"),
        "a: x\nb: y\n",
        "a: x\nb: z\n",
    ),
    "a field that I took away": (
        "a: x\nb: y\n",
        "a: x\n",
        "a: x\nb: z # t\n",
        ("b",),
        ("y", None, "z"),
        "a: x\n# t\n",
        "a: x\nb: z # t\n",
    ),
    "a person whom they took away": (
        "a: x\n" + PERSON.format(1),
        "a: x\n" + PERSON.format(2),
        "a: x\n",
        ("people",),
        (
            ({"id": "ana", "phone": "1", "role": "N"},),
            ({"id": "ana", "phone": "2", "role": "N"},),
            None,
        ),
        "a: x\n" + PERSON.format(2),
        "a: x\n",
    ),
    "an entry of a history": (
        H0 + "    note: x\n",
        H0 + "    note: y\n",
        H0 + "    note: x\n    via: phone\n",
        ("history", "2026-03-01 progress us"),
        (
            {"date": "2026-03-01", "event": "progress", "by": "us", "note": "x"},
            {"date": "2026-03-01", "event": "progress", "by": "us", "note": "y"},
            {"date": "2026-03-01", "event": "progress", "by": "us", "note": "x", "via": "phone"},
        ),
        H0 + "    note: y\n",
        H0 + "    note: x\n    via: phone\n",
    ),
    "what somebody says in one breath": (
        ANSWER,
        ANSWER + "    answer:\n      by: ana\n      text: yes, soon\n",
        ANSWER + "    answer:\n      by: bo\n      date: 2026-01-01\n",
        ("heard", "bus", "answer"),
        (None, {"by": "ana", "text": "yes, soon"}, {"by": "bo", "date": "2026-01-01"}),
        ANSWER + "    answer:\n      by: ana\n      text: yes, soon\n",
        ANSWER + "    answer:\n      by: bo\n      date: 2026-01-01\n",
    ),
    "a guest who has no name": (
        "guests:\n  - count: 2\n  - name: Bo\n",
        "guests:\n  - count: 3\n  - name: Bo\n",
        "guests:\n  - count: 2\n    of: school\n  - name: Bo\n",
        ("guests", "2"),
        ({"count": "2"}, {"count": "3"}, {"count": "2", "of": "school"}),
        "guests:\n  - count: 3\n  - name: Bo\n",
        "guests:\n  - count: 2\n    of: school\n  - name: Bo\n",
    ),
    "notes that one rewrote": (
        "notes: |\n  B\n",
        "notes: |\n  B\n  mine\n",
        "notes: |\n  theirs\n",
        ("notes",),
        ("B\n", "B\nmine\n", "theirs\n"),
        "notes: |\n  B\n  mine\n",
        "notes: |\n  theirs\n",
    ),
    "other words to which both add": (
        "what: x\n",
        "what: x y\n",
        "what: x z\n",
        ("what",),
        ("x", "x y", "x z"),
        "what: x y\n",
        "what: x z\n",
    ),
    "a list and a word": (
        "a: x\n",
        "a: [y]\n",
        "a: z\n",
        ("a",),
        ("x", ("y",), "z"),
        "a: [y]\n",
        "a: z\n",
    ),
    "a word in brackets": (
        "a: {b: x}\n",
        "a: {b: y}\n",
        "a: {b: z}\n",
        ("a", "b"),
        ("x", "y", "z"),
        "a: {b: y}\n",
        "a: {b: z}\n",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_clash_is_asked_and_merged_as_answered(name: str) -> None:
    base, ours, theirs, way, (was, mine, other), with_ours, with_theirs = ASKED[name]
    assert clashes(base, ours, theirs) == (Clash(way, was, mine, other),)  # type: ignore[arg-type]  # data
    assert merged(base, ours, theirs, {way: Side.OURS}) == with_ours
    assert merged(base, ours, theirs, {way: Side.THEIRS}) == with_theirs


def test_an_answer_may_be_something_else() -> None:
    base, ours, theirs = (
        "a: 2026-01-01\nb: w\n",
        "a: 2026-01-02 # m\nb: w\n",
        "a: 2026-01-03\nb: v\n",
    )
    assert merged(base, ours, theirs, {("a",): Own("2026-02-01")}) == "a: 2026-02-01 # m\nb: v\n"
    assert merged("", "a: x\n", "a: y\n", {("a",): Own("l1\nl2\n")}) == "a: |\n  l1\n  l2\n"
    assert merged("", "a: x\n", "a: y\n", {("a",): Own("no")}) == 'a: "no"\n'


def test_every_clash_is_asked_at_once() -> None:
    base, ours, theirs = "a: x\nb: x\nc: x\n", "a: y\nb: y\nc: y\n", "a: z\nb: x\nc: z\n"
    assert [clash.way for clash in clashes(base, ours, theirs)] == [("a",), ("c",)]
    assert (
        merged(base, ours, theirs, {("a",): Side.OURS, ("c",): Side.THEIRS}) == "a: y\nb: y\nc: z\n"
    )


# Whole files

GOOD, BAD = b"a: x\nb: y\n", b"a: [x\n"


def whole(base: bytes | None, ours: bytes | None, theirs: bytes | None, path: str = PATH) -> object:
    return merge(path, base, ours, theirs)


def test_a_file_that_one_side_left_alone_is_the_others_byte_for_byte() -> None:
    for other in (BAD, b"", b"\xff", b"<<<<<<< x\n", GOOD + b"\r\n", None):
        assert whole(GOOD, GOOD, other) == Merged(other)
        assert whole(GOOD, other, GOOD) == Merged(other)
        assert whole(GOOD, other, other) == Merged(other)
    assert whole(None, None, GOOD) == whole(None, GOOD, None) == Merged(GOOD)
    assert whole(b"", GOOD, GOOD) == whole(None, GOOD, GOOD) == Merged(GOOD)


def test_a_file_that_one_side_deleted_and_the_other_changed_is_asked_about() -> None:
    found = whole(GOOD, None, b"a: z\n")
    assert found == Clashes((Clash((), GOOD.decode(), None, "a: z\n"),))
    assert merge(PATH, GOOD, None, b"a: z\n", {(): Side.OURS}) == Merged(None)
    assert merge(PATH, GOOD, None, b"a: z\n", {(): Side.THEIRS}) == Merged(b"a: z\n")
    assert merge(PATH, GOOD, b"a: z\n", None, {(): Own("b: w\n")}) == Merged(b"b: w\n")


@pytest.mark.parametrize(("number", "version"), [(0, "base"), (1, "ours"), (2, "theirs")])
@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (BAD, "T012"),
        (b"\xff", "T002"),
        (b"- x\n", "T011"),
        (b"a: x\na: y\n", "T015"),
        (b"# x\n", "T010"),
    ],
)
def test_what_cannot_be_read_is_asked_about_as_a_whole(
    number: int, version: str, bad: bytes, code: str
) -> None:
    texts = [GOOD, b"a: z\nb: y\n", b"a: x\nb: z\n"]
    texts[number] = bad
    base, ours, theirs = texts
    found = merge(PATH, base, ours, theirs)
    assert isinstance(found, Clashes)
    (clash,) = found.clashes
    assert clash.way == ()
    assert isinstance(clash.why, Unreadable)
    assert (clash.why.version, clash.why.fault.code) == (version, code)


def test_what_is_no_record_is_never_taken_apart() -> None:
    ours, theirs = b"a: z\nb: y\n", b"a: x\nb: z\n"
    assert isinstance(whole(GOOD, ours, theirs), Merged)
    assert isinstance(whole(GOOD, ours, theirs, ""), Merged)
    found = whole(GOOD, ours, theirs, "README.md")
    assert found == Clashes((Clash((), GOOD.decode(), ours.decode(), theirs.decode()),))
