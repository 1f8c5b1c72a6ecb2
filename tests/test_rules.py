"""Rules: each explains itself, its bad example breaks it alone and its good one breaks nothing."""

import ast
import re
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest

import cpp_cli.rules
from cpp_cli.changes.pairs import States, changes
from cpp_cli.finding import Finding
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from cpp_cli.rules import RULES, example
from cpp_cli.rules.check import errors, findings, rule_of
from cpp_cli.rules.files import NOT_RUNNABLE
from cpp_cli.rules.rule import FAMILIES, Rule
from cpp_cli.rules.since import Since
from tests.support import ROOT, TODAY, run, store_of, write_files

EVERY = list(RULES.values())
BETWEEN = [rule for rule in EVERY if rule.between]
RUNNABLE = [rule for rule in EVERY if rule.code not in NOT_RUNNABLE and not rule.between]
PACKAGE = ROOT / "cpp_cli"


def of(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def file_of(text: str | bytes) -> tuple[str, bytes]:
    """Return the path that the first line of an example names, and its bytes."""
    data = text if isinstance(text, bytes) else text.encode()
    first = data.partition(b"\n")[0].decode()
    assert first.startswith("# records/")
    return first.removeprefix("# "), data


@cache
def broken_by(text: str | bytes) -> list[Finding]:
    path, data = file_of(text)
    return findings(store_of({path: data}), TODAY)


def test_the_records_among_which_the_examples_stand_are_in_order() -> None:
    assert findings(store_of(), TODAY) == []


@pytest.mark.parametrize("rule", RUNNABLE, ids=of)
def test_a_bad_example_breaks_its_rule_and_no_other(rule: Rule) -> None:
    found = broken_by(rule.bad)
    assert {one.code for one in found} == {rule.code}
    assert {one.path for one in found} == {file_of(rule.bad)[0]}


@pytest.mark.parametrize("rule", EVERY, ids=of)
def test_a_good_example_breaks_nothing(rule: Rule) -> None:
    assert broken_by(rule.good) == []


@cache
def broken_between(before: str, after: str) -> list[Finding]:
    """Return the findings of a change from one example to another."""
    path, data = file_of(after)
    was = store_of({path: file_of(before)[1]})
    states = States(was, was.after({path: data if data.count(b"\n") > 1 else None}), [path])
    return Since(states, changes(states), TODAY).found


@pytest.mark.parametrize("rule", BETWEEN, ids=of)
def test_a_bad_change_breaks_its_rule_and_no_other(rule: Rule) -> None:
    found = broken_between(rule.before, str(rule.bad))
    assert [(one.code, one.path) for one in found] == [(rule.code, file_of(rule.bad)[0])]
    assert broken_by(rule.before) == []


@pytest.mark.parametrize("rule", BETWEEN, ids=of)
def test_a_good_change_breaks_nothing(rule: Rule) -> None:
    assert broken_between(rule.before, rule.good) == []


def test_a_rule_whose_example_is_only_printed_is_broken_by_a_link(repo: Path) -> None:
    assert "T007" in NOT_RUNNABLE
    path = repo / "records/partners/garden-club.yaml"
    path.symlink_to(repo / "records/partners/huerto-sol.yaml")
    found = findings(load(WorkingTree(repo)), TODAY)
    assert [(one.code, one.values) for one in found] == [("T007", {"why": "it is a link"})]


@pytest.mark.parametrize("rule", RUNNABLE, ids=of)
def test_a_finding_lies_inside_its_file(rule: Rule) -> None:
    lines = file_of(rule.bad)[1].decode("latin-1").split("\n")
    for one in broken_by(rule.bad):
        assert 1 <= one.place.line <= len(lines)
        assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len(written()) == len({rule.name for rule in written()}) == len(RULES)
    assert {rule.code for rule in written()} == set(RULES)
    for code, rule in RULES.items():
        assert rule.code == code
        assert re.fullmatch(rf"[{''.join(FAMILIES)}][0-9]{{3}}", code)
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)


def written() -> list[Rule]:
    """Return every rule that stands in a module, also where its list or module is forgotten."""
    names = [module.name for module in iter_modules(cpp_cli.rules.__path__, "cpp_cli.rules.")]
    found = [value for name in names for value in vars(import_module(name)).values()]
    return [value for value in found if isinstance(value, Rule)]


@pytest.mark.parametrize("rule", EVERY, ids=of)
def test_every_text_of_a_rule_is_there_for_people(rule: Rule) -> None:
    for text in (rule.message, rule.remedy, rule.why):
        assert text == text.strip()
        assert "  " not in text
    assert rule.why.endswith((".", "?"))
    assert rule.remedy.endswith((".", "?"))
    assert rule.severity in ("error", "warning")
    assert rule.family == FAMILIES[rule.code[0]]


@pytest.mark.parametrize("rule", RUNNABLE, ids=of)
def test_message_and_remedy_are_filled_without_a_missing_value(rule: Rule) -> None:
    for one in broken_by(rule.bad):
        for template in (rule.message, rule.remedy):
            filled = template.format(**one.values)
            assert filled.strip() == filled
            assert "None" not in filled


@pytest.mark.parametrize("rule", RUNNABLE, ids=of)
def test_a_rule_gives_no_value_that_nobody_reads(rule: Rule) -> None:
    asked = set()
    for template in (rule.message, rule.remedy):
        asked |= {name for _, name, _, _ in Formatter().parse(template) if name}
    assert asked <= set(broken_by(rule.bad)[0].values)


CODE = re.compile(r"[A-Z][0-9]{3}")


def codes_in(path: str) -> set[str]:
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}


READER = [
    f"reading/{name}.py" for name in ("text", "document", "unreadable", "slow", "around", "paths")
]


def test_every_code_of_the_reader_is_a_rule_and_every_rule_is_looked_at_somewhere() -> None:
    emitted = set().union(*(codes_in(path) for path in READER))
    assert emitted == {rule.code for rule in EVERY if rule.check is None} - {
        rule.code for rule in BETWEEN
    }


def test_every_code_written_anywhere_in_the_program_is_a_rule() -> None:
    paths = [str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py")]
    assert set().union(*(codes_in(path) for path in paths)) == set(RULES)


@pytest.mark.parametrize("today", [date(2026, 12, 1), date(2036, 12, 1)], ids=str)
def test_the_shipped_records_are_in_order_also_ten_years_on(today: date) -> None:
    assert findings(load(WorkingTree(ROOT)), today) == []


@pytest.mark.parametrize("rule", [rule for rule in RUNNABLE if not rule.excerpt], ids=of)
def test_a_line_that_others_should_not_read_is_not_printed(rule: Rule, tmp_path: Path) -> None:
    path, data = file_of(rule.bad)
    write_files(tmp_path, {**example.RECORDS, path: data})
    printed = run("validate", root=tmp_path).stdout
    assert rule.code in printed
    assert "\n  | " not in printed


CONTACT = "sam@example.org 541-555-0142"
BESIDE_A_CONTACT = {
    "a field twice": f"notes: a\nnotes: {CONTACT}\n",
    "a quote left open": f'notes: "{CONTACT}\n',
    "a bracket left open": f"tags: [{CONTACT}\n",
    "a colon in a text": f"notes: call: {CONTACT}\n",
    "an alias": f"notes: *{CONTACT}\n",
    "a tag": f"notes: !call {CONTACT}\n",
    "a tab": f"notes:\t{CONTACT}\n",
    "a conflict": f"<<<<<<< {CONTACT}\n",
    "an unknown word": f"connections:\n  - {{to: huerto-sol, depth: {CONTACT}}}\n",
    "not a day": f"since: {CONTACT}\n",
    "a reference to nobody": f"steward: lcph-cpp/mario # {CONTACT}\n",
}


@pytest.mark.parametrize("lines", BESIDE_A_CONTACT.values(), ids=BESIDE_A_CONTACT)
def test_a_finding_in_a_line_with_a_contact_never_prints_it(lines: str, repo: Path) -> None:
    text = f"id: garden-club\nname: Garden Club\nkind: school\nstatus: active\n{lines}"
    write_files(repo, {"records/partners/garden-club.yaml": text})
    done = run("validate", root=repo)
    assert done.status == 1
    assert "records/partners/garden-club.yaml:" in done.stdout
    for secret in CONTACT.split():
        assert secret not in done.stdout + done.stderr


def test_findings_are_told_in_the_order_of_files_and_places() -> None:
    bad = "id: {}\nname: ''\nstatus: x\nkind: school\n"
    store = store_of({f"records/partners/{one}.yaml": bad.format(one) for one in ("b", "a")})
    found = findings(store, TODAY)
    assert [(one.path[-6:], one.place.line) for one in found] == [
        ("a.yaml", 2),
        ("a.yaml", 3),
        ("b.yaml", 2),
        ("b.yaml", 3),
    ]


def test_warnings_are_no_errors() -> None:
    found = broken_by(RULES["T006"].bad)
    assert rule_of(found[0]).severity == "warning"
    assert errors(found) == []
    assert errors(broken_by(RULES["T003"].bad)) != []
