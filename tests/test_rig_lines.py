"""The rig of faults at a known line: a few of each kind, and what the rig counts as right."""

from random import Random

import pytest

from cpp_cli.rules.check import errors, findings
from tests.rigs.lines import WANTED, Counts, main, measure, shelves
from tests.rigs.pages import Page
from tests.rigs.slips import KINDS

EVERY = shelves()


def test_the_first_error_names_the_line_of_the_fault() -> None:
    counts = measure(200, 1)
    assert counts.tried.total() == 200
    assert set(counts.tried) == set(KINDS)
    assert counts.share >= WANTED, "\n".join(counts.wrong)
    assert counts.silent.total() == 0, "\n".join(counts.wrong)


def test_the_records_that_faults_are_put_into_have_none() -> None:
    for shelf in EVERY:
        assert errors(findings(shelf.store, shelf.today)) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_changes_the_file_and_names_a_line_that_is_there(name: str) -> None:
    rng, slips = Random(3), 0
    for shelf in EVERY:
        for page in shelf.pages:
            slip = KINDS[name](rng, page)
            if slip:
                slips += 1
                assert slip.data != shelf.files[page.path].encode()
                assert 1 <= slip.line <= len(slip.rows)
    assert slips


def test_a_page_says_what_its_file_says() -> None:
    for shelf in EVERY:
        for page in shelf.pages:
            assert "\n".join([*page.with_lines(0, 0), ""]) == shelf.files[page.path]


def test_a_page_knows_groups_items_and_long_texts() -> None:
    rows = ["a: x", "people:", "  - id: one", "    name: One", "  - id: two", "notes: |", "  b: c"]
    page = Page.of("records/partners/x.yaml", "\n".join(rows) + "\n")
    name = page.lines[3]
    assert [line.role for line in page.lines] == [*["field"] * 6, "text"]
    assert page.beside(name) == {"id": 2, "name": 3}
    assert page.items(page.lines[2]) == [2, 4]
    assert (page.begins(3), page.begins(5), page.ends(1)) == (2, 0, 5)
    assert name.way == ("people", "name")


def test_the_rig_fails_when_lines_are_not_named() -> None:
    counts = Counts()
    counts.tried["no value"] += 100
    counts.right["no value"] += 94
    assert counts.share < WANTED
    assert list(counts.lines())[-1] == (
        "lines: 94 of 100 faults named at their line (94.0%), 0 without any finding"
    )


def test_the_rig_prints_a_line_for_each_kind_and_the_total(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--count", str(len(KINDS)), "--seed", "7", "--wrong"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len([line for line in shown if " of " in line]) >= len(KINDS) + 1
    assert shown[-1].startswith("lines: ")
