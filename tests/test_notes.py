"""Lines of notes that are promises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.cli.ask import Asker
from cpp_cli.cli.session import Session
from cpp_cli.commands.notes import Promise, promises_in, record_of
from cpp_cli.editing.emit import Typed
from cpp_cli.errors import Refused
from tests.support import TODAY, run

MEETING = "2026-02-10-listening"


def only(line: str) -> tuple[str, str, str, str | None]:
    """Return what the one promise in a text says: who, to whom, what, by when."""
    (promise,) = promises_in(line)
    return promise.from_, promise.to, promise.what, promise.due


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- [ ] A -> B: do it (by 2026-07-01)", ("A", "B", "do it", "2026-07-01")),
        ("- [ ] A -> B: do it", ("A", "B", "do it", None)),
        ("* [ ] A → B: do it.", ("A", "B", "do it", None)),
        ("- [ ] A->B:do it", ("A", "B", "do it", None)),
        ("- [ ] A --> B: do it", ("A", "B", "do it", None)),
        ("    -  [ ] A -> B: do it", None),
        (
            "  - [ ]   Ana R  ->  Huerto Sol  :  do it  (by  next friday ) . ",
            ("Ana R", "Huerto Sol", "do it", "next friday"),
        ),
        ("\t- [ ] A -> B: do it\t", ("A", "B", "do it", None)),
        ("- [ ] A -> B: do it (By Friday)", ("A", "B", "do it", "Friday")),
        ("- [ ] A -> B: do it (due 2026-07-01).", ("A", "B", "do it", "2026-07-01")),
        ("- [ ] Yo -> Huerto: pagar (para el 5 de julio)", ("Yo", "Huerto", "pagar", "5 de julio")),
        ("- [ ] Yo → Huerto: pagar (antes del viernes)", ("Yo", "Huerto", "pagar", "viernes")),
        ("- [ ] Yo → Huerto: pagar (antes de mañana)", ("Yo", "Huerto", "pagar", "mañana")),
        (
            "- [ ] A -> B: call: ask (twice), then -> write",
            ("A", "B", "call: ask (twice), then -> write", None),
        ),
        ("- [ ] A -> B: ask (twice) (by today)", ("A", "B", "ask (twice)", "today")),
        (
            "- [ ] A -> B: ask (by phone (or so)) again",
            ("A", "B", "ask (by phone (or so)) again", None),
        ),
        ("- [ ] A -> B: go (by bus) to the hall", ("A", "B", "go (by bus) to the hall", None)),
        ("- [ ] A -> B: [draft] {x} #1 & <b>", ("A", "B", "[draft] {x} #1 & <b>", None)),
        (
            "- [ ] lcph-cpp/maria-k -> huerto-sol/ana-r: x",
            ("lcph-cpp/maria-k", "huerto-sol/ana-r", "x", None),
        ),
    ],
)
def test_a_line_says_who_owes_whom_what_and_by_when(
    line: str, said: tuple[str, str, str, str | None] | None
) -> None:
    assert promises_in(line) == [] if said is None else only(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "",
        "A -> B: do it",
        "- A -> B: do it",
        "- [x] A -> B: done",
        "- [X] A -> B: done",
        "- [] A -> B: do it",
        "-[ ] A -> B: do it",
        "1. [ ] A -> B: do it",
        "- [ ] buy chairs",
        "- [ ] A: do it",
        "- [ ] A -> B do it",
        "- [ ] A -> B:",
        "- [ ] -> B: do it",
        "- [ ] A -> : do it",
        "- [ ] A > B: do it",
        "- [ ] A <- B: do it",
        "text - [ ] A -> B: do it",
        "- [ ] A -> B\n  and C: do it",
        "- [ ] A ->\nB: do it",
        "- [ ]\nA -> B: do it",
    ],
)
def test_a_line_that_only_looks_alike_is_no_promise(line: str) -> None:
    assert promises_in(line) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_several_promises_come_in_their_order_with_their_lines(end: str) -> None:
    notes = end.join(
        [
            "We met in the garden.",
            "",
            "- [ ] A -> B: one (by 2026-07-01)",
            "  more about it (by 2026-08-01)",
            "- [x] A -> B: done",
            "- [ ] B -> A: two",
            "",
        ]
    )
    assert promises_in(notes) == [
        Promise("A", "B", "one", "2026-07-01", 3),
        Promise("B", "A", "two", None, 6),
    ]


def test_a_date_does_not_run_on_into_the_next_line() -> None:
    assert only("- [ ] A -> B: do it (by\n2026-07-01)") == ("A", "B", "do it (by", None)


_WORDS = st.text(st.sampled_from("ab ñ.(),#'"), min_size=1).map(str.strip).filter(bool)


@given(_WORDS, _WORDS, _WORDS.filter(lambda what: what[-1] not in ".)"))
def test_what_was_written_is_what_is_read(who: str, whom: str, what: str) -> None:
    assert only(f"- [ ] {who} -> {whom}: {what} (by 2026-07-01)") == (who, whom, what, "2026-07-01")
    assert only(f"- [ ] {who} → {whom}: {what}") == (who, whom, what, None)


@given(st.text())
def test_any_notes_can_be_looked_through(notes: str) -> None:
    for promise in promises_in(notes):
        assert promise.what
        assert "\n" not in f"{promise.from_}{promise.to}{promise.what}{promise.due}"


def test_long_lines_that_are_almost_promises_take_no_time() -> None:
    notes = "- [ ] " + "a -> " * 3000 + "\n- [ ] a -> b: " + "(by " * 3000 + " " * 3000 + "x"
    assert [promise.line for promise in promises_in(notes)] == [2]


# From a line to a commitment


@pytest.fixture
def session(repo: Path) -> Session:
    """A session with nobody to ask, on the records of the rules' example."""
    return Session(TODAY, Asker(False), {"directory": str(repo)})


def test_names_become_ids_and_days_are_counted_from_the_meeting(session: Session) -> None:
    (promise,) = promises_in("- [ ] maria → River Road: bring\tchairs (by next friday)")
    assert record_of(session, promise, MEETING, "2026-02-10") == {
        "from": "lcph-cpp/maria-k",
        "to": "river-road",
        "what": "bring   chairs",
        "made": {"date": Typed("2026-02-10"), "meeting": MEETING},
        "due": Typed("2026-02-13"),
    }


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("- [ ] ghost -> huerto: x", 'Line 2 of the notes: There is no partner or person "ghost".'),
        (
            "- [ ] river road -> huerto: x",
            "Line 2 of the notes: River Road neighbors is a community",
        ),
        ("- [ ] us -> ghost: x", "Line 2 of the notes: There is no partner, person or community"),
        ("- [ ] us -> huerto: x (by bus)", "Line 2 of the notes: by: bus is not a date."),
    ],
)
def test_a_line_that_cannot_be_followed_is_named(session: Session, line: str, why: str) -> None:
    (promise,) = promises_in(f"Notes\n{line}")
    with pytest.raises(Refused) as refused:
        record_of(session, promise, MEETING, "2026-02-10")
    assert refused.value.message.startswith(why)


# At the terminal

_NOTES = """\
We sat under the vine.

- [ ] maria → Huerto: Traer sillas (para el 2026-07-01)
- [x] us -> Huerto: done long ago
- [ ] Ana R -> us: Call the bus company: today
"""


def test_notes_from_a_file_become_commitments(repo: Path) -> None:
    (repo / "notes.md").write_bytes(_NOTES.replace("\n", "\r\n").encode())
    session = run(
        *("meeting", "add", "--date", "2026-05-01", "--title", "Chairs"),
        *("--file", "notes.md", "--commitments"),
        root=repo,
    )
    assert (session.status, session.stdout.splitlines()[0]) == (0, "2026-05-01-chairs"), session
    commitments = repo / "records/commitments/2026"
    assert sorted(path.name for path in commitments.iterdir()) == [
        "2026-02-10-bus-stop-light.yaml",
        "2026-05-01-call-the-bus-company-today.yaml",
        "2026-05-01-traer-sillas.yaml",
    ]
    assert (commitments / "2026-05-01-traer-sillas.yaml").read_text().partition("\n")[2] == (
        "id: 2026-05-01-traer-sillas\n"
        "from: lcph-cpp/maria-k\n"
        "to: huerto-sol\n"
        "what: Traer sillas\n"
        "made:\n"
        "  date: 2026-05-01\n"
        "  meeting: 2026-05-01-chairs\n"
        "due: 2026-07-01\n"
    )
    meeting = (repo / "records/meetings/2026/2026-05-01-chairs.yaml").read_text()
    assert meeting.endswith(
        "notes: |\n" + "".join(f"  {line}\n" if line else "\n" for line in _NOTES.splitlines())
    )


def test_lines_of_notes_stay_lines_where_no_commitments_are_wanted(repo: Path) -> None:
    session = run("meeting", "note", MEETING, "--text", _NOTES, root=repo)
    assert session.status == 0, session
    assert len(list((repo / "records/commitments/2026").iterdir())) == 1


def test_one_line_that_cannot_be_followed_stops_all(repo: Path) -> None:
    before = (repo / f"records/meetings/2026/{MEETING}.yaml").read_bytes()
    text = _NOTES + "- [ ] ghost -> us: boo\n"
    session = run("meeting", "note", MEETING, "--text", text, "--commitments", root=repo)
    assert session.status == 2
    assert 'Line 6 of the notes: There is no partner or person "ghost"' in session.stderr
    assert (repo / f"records/meetings/2026/{MEETING}.yaml").read_bytes() == before
    assert len(list((repo / "records/commitments/2026").iterdir())) == 1
