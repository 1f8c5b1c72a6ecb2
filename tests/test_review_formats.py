"""What `cpp review` says in each of its formats: for people, for a log, for the page of a job."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given

from cpp_cli.changes.news import GROUPS, News
from cpp_cli.changes.pairs import States, changes
from cpp_cli.changes.telling import news
from cpp_cli.cli.table import top
from cpp_cli.finding import START, Finding
from cpp_cli.render import annotations, html, markdown, plain, terminal
from cpp_cli.reports.answer import Answer, Items, Paragraph
from cpp_cli.reports.review import Reviewed, report
from cpp_cli.rules.example import A_PARTNER, A_PROMISE, RECORDS
from tests import hostile, readers
from tests.gits import alone, git, repository
from tests.support import TODAY, Whatever, code_of, examples, run, store_of, write_files

PROMISE = "records/commitments/2026/2026-03-02-bus-passes.yaml"
LIGHT = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
HARM = "records/harms/spraying.yaml"
SUMMARY_OF_A_JOB = 1024 * 1024
"""How many bytes GitHub takes for it."""


def promise(number: int) -> dict[str, str]:
    """Return one of many promises."""
    name = f"2026-03-02-chairs-{number:03}"
    text = A_PROMISE.replace("2026-03-02-bus-passes", name).replace(
        "bus passes", f"{number} chairs"
    )
    return {f"records/commitments/2026/{name}.yaml": text + "due: 2026-08-01\n"}


def reviewed(before: Mapping[str, str], after: Mapping[str, str | None]) -> Reviewed:
    was = store_of(before)
    now = {path: text.encode() if text is not None else None for path, text in after.items()}
    both = States(was, was.after(now), list(after))
    return Reviewed(news(both, changes(both), TODAY), [], [], [], None)


def shown(review: Reviewed) -> list[tuple[str, dict[str, str], str]]:
    """The annotations of a review."""
    return readers.annotations(annotations.render(review.notes, review.headline, "review"))


def test_each_thing_that_a_change_does_is_a_notice_at_its_place() -> None:
    worse = A_PROMISE.replace("twenty", "ten")
    (told,) = shown(reviewed({PROMISE: A_PROMISE}, {PROMISE: worse}))
    kind, where, text = told
    assert kind == "notice"
    assert where == {
        "file": PROMISE,
        "line": "5",
        "col": "7",
        "title": "Promises weakened or reworded",
    }
    assert text.startswith("“Bring ten bus passes” (Lane County Public Health")


def test_what_is_gone_has_a_path_and_no_line() -> None:
    found = shown(reviewed({}, {LIGHT: None, HARM: None}))
    assert [where for _, where, _ in found] == [
        {"file": LIGHT, "title": "Closed or changed without the word that it needs"},
        {"file": HARM, "title": "Deleted"},
    ]


def test_ten_of_each_level_are_shown_the_most_important_first() -> None:
    many = {path: text for number in range(200) for path, text in promise(number).items()}
    review = reviewed({PROMISE: A_PROMISE}, many | {PROMISE: None})
    review.added = [
        Finding(PROMISE, START, code_of(kind)) for kind in ("warning", "error") for _ in range(12)
    ]
    found = shown(review)
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert found[20][1]["file"] == PROMISE
    told = "… and {} more: see the summary of this job, or run cpp review"
    for last, more in ((9, 3), (19, 3), (29, 192)):
        assert found[last][1:] == ({"title": "cpp review"}, told.format(more))


def test_the_last_line_is_the_headline() -> None:
    review = reviewed({}, promise(1))
    text = annotations.render(review.notes, review.headline, "review")
    assert text.splitlines()[-1] == "One promise is made."


def test_people_see_so_many_of_a_group_and_how_many_more_there_are() -> None:
    many = {path: text for number in range(200) for path, text in promise(number).items()}
    review = reviewed({PROMISE: A_PROMISE}, many | {PROMISE: None})
    lines = markdown.render(report(review)).splitlines()
    assert lines[2] == (
        "One promise or harm is closed or changed without the word that it needs."
        " 200 promises are made."
    )
    made = lines[lines.index("## Promises made") :]
    items = [line for line in made if line.startswith("- ")]
    more = re.fullmatch(
        r"- … and (\d+) more: see them all with cpp review --format json", items[-1]
    )
    assert more
    assert len(items) - 1 + int(more[1]) == 200
    assert 8 < len(items) < 30
    assert len(report(review).data["news"]) == 201


def test_a_list_that_has_room_is_whole() -> None:
    many = {path: text for number in range(8) for path, text in promise(number).items()}
    answer = report(reviewed({}, many))
    (items,) = [block.items for block in answer.blocks if isinstance(block, Items)]
    assert len(items) == 8
    assert "more" not in items[-1]


WORST = "\U0010fffe" * 4000
"""What takes most room when it is shown."""


def worst() -> Reviewed:
    """Return a review with all there can be, all of it of the worst kind."""
    (one,) = reviewed({}, promise(1)).news
    told = [News(group, one.change, (), WORST[:280]) for group in GROUPS for _ in range(60)]
    told += [News(group, one.change, (), WORST) for group in GROUPS for _ in range(60)]
    found = [Finding(PROMISE, START, "S002", Whatever(WORST)) for _ in range(60)]
    return Reviewed(told, [WORST[:200]] * 5000, found, found, None)


def test_the_summary_of_a_job_has_room_for_the_worst() -> None:
    text = markdown.render(report(worst()))
    assert 200_000 < len(text.encode()) < SUMMARY_OF_A_JOB
    assert text.startswith("# What this change does\n\nOne ")
    for group in GROUPS.values():
        assert f"## {group[0]}" in text
    readers.markdown(text)


def test_the_headline_comes_first_in_a_narrow_terminal_too() -> None:
    review = reviewed({PROMISE: A_PROMISE}, {PROMISE: A_PROMISE.replace("twenty", "ten")})
    lines = terminal.render(report(review), 40, False).splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert lines[2] == "One promise is weakened or reworded."


def forms(answer: Answer) -> Iterator[tuple[str, str]]:
    yield "text", plain.render(answer)
    yield "md", markdown.render(answer)
    yield "html", html.render(answer, "cpp review")
    yield "github", annotations.render(answer.special.notes, answer.special.headline, "review")


@examples(25)
@given(text=hostile.OF_A_RECORD)
def test_hostile_words_of_a_change_are_only_words(text: str) -> None:
    for before, after in ((RECORDS, hostile.records(text)), (hostile.records(text), RECORDS)):
        was = {path: None for path in before if path not in after}
        for form, said in forms(report(reviewed(before, {**after, **was}))):
            readers.READERS[form](said)


@examples(40)
@given(name=hostile.NAME_OF_A_FILE, text=hostile.ANY)
def test_hostile_names_of_files_are_only_words(name: str, text: str) -> None:
    path = f"records/partners/{name.replace('/', '').replace(chr(0), '')}.yaml"
    review = reviewed({}, {path: A_PARTNER})
    review.rewritten = [path]
    review.added = [Finding(path, START, code, Whatever(text)) for code in ("S002", "N010")]
    answer = report(review)
    for form, said in forms(answer):
        readers.READERS[form](said)
    assert {where.get("line") for _, where, _ in shown(review)} == {"1"}


@pytest.fixture
def branch(tmp_path: Path) -> Iterator[Path]:
    """A branch with hostile words in every record and hostile names, and all that is wrong so."""
    with alone(tmp_path):
        root = repository(tmp_path / "records-here", RECORDS)
        git(root, "checkout", "--quiet", "-b", "change")
        write_files(root, hostile.records("marker " + " ".join(hostile.READABLE)))
        folder = os.fsencode(root / "records" / "partners") + b"/\n::error file=x::"
        os.mkdir(folder)
        for odd in (b"a\nb.yaml", b"::error::x.yaml", b"\x1b[31mred.yaml", b"\xff.yaml", b"##[x]"):
            with open(folder + b"/" + odd, "wb") as file:
                file.write(A_PARTNER.encode())
        yield root


@pytest.mark.parametrize("form", top()["review"].formats)
def test_every_format_of_the_command(branch: Path, form: str) -> None:
    answer = run("review", "-f", form, root=branch)
    assert (answer.status, answer.stderr) == (1, "")
    readers.READERS[form](answer.stdout)
    assert "marker" in answer.stdout


@pytest.mark.parametrize("form", ["github", "md"])
def test_where_nothing_changed_that_is_all_that_is_said(tmp_path: Path, form: str) -> None:
    with alone(tmp_path):
        root = repository(tmp_path / "records-here", RECORDS)
        answer = run("review", "-f", form, root=root)
    assert answer.status == 0
    assert answer.stdout.splitlines()[-1] == "No record has changed."


@pytest.mark.parametrize(
    ("errors", "warnings", "told"),
    [
        (0, 0, "One promise is made."),
        (1, 0, "One promise is made. New: one error."),
        (0, 2, "One promise is made. New: 2 warnings."),
        (3, 1, "One promise is made. New: 3 errors and one warning."),
    ],
)
def test_the_headline_says_how_much_is_wrong_since(errors: int, warnings: int, told: str) -> None:
    review = reviewed({}, promise(1))
    counts = (("error", errors), ("warning", warnings))
    review.added = [
        Finding(PROMISE, START, code_of(kind)) for kind, count in counts for _ in range(count)
    ]
    answer = report(review)
    assert isinstance(answer.blocks[1], Paragraph)
    assert answer.blocks[1].text == answer.data["headline"] == told
