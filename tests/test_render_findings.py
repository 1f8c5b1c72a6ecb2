"""What `cpp validate` says in each of its formats: for people, for changes, for build servers."""

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.finding import Finding, Place
from cpp_cli.render import annotations, gitlab, junit, sarif
from cpp_cli.reports.findings import MOST_OF_A_FILE, Checked, message_of, remedy_of, report
from cpp_cli.rules import RULES
from cpp_cli.rules.rule import Rule
from tests import formats, hostile, readers
from tests.support import Session, Whatever, code_of, examples, run, write_files

WRONG = "records/partners/wrong.yaml"
ODD = "records/meetings/2026/2026-03-01-odd.yaml"


def wrong_partner(fields: int) -> dict[str, str]:
    """Return a partner with so many fields that there are none of."""
    text = "id: wrong\nname: Wrong\nkind: school\nstatus: active\n"
    return {WRONG: text + "".join(f"odd{number}: x\n" for number in range(fields))}


def warned_meeting(people: int) -> dict[str, str]:
    """Return a meeting with so many attendees under a name of before: a warning each."""
    text = "id: 2026-03-01-odd\ndate: 2026-03-01\ntitle: Odd\nconvened_by:\n"
    return {ODD: text + "  - river-elementary\n" * people}


def validate(root: Path, *arguments: str) -> Session:
    return run("validate", *arguments, root=root)


def annotated(checked: Checked) -> str:
    return annotations.render(checked.notes, checked.headline, "validate")


# For people: so many of a file


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_people_see_twenty_findings_of_a_file_and_how_many_more_there_are(
    repo: Path, form: str
) -> None:
    write_files(repo, wrong_partner(332) | warned_meeting(3))
    answer = validate(repo, "--format", form)
    assert answer.status == 1
    assert len(re.findall(rf"{WRONG}:\d+:\d+: error", answer.stdout)) == MOST_OF_A_FILE == 20
    told = f"… and 312 more in {WRONG}: see them all with --format json"
    assert answer.stdout.count(told) == 1
    assert len(re.findall(rf"{ODD}:\d+:\d+: warning", answer.stdout)) == 3
    assert answer.stdout.count("more in") == 1
    assert "332 errors, 3 warnings; 9 records checked." in answer.stdout


@pytest.mark.parametrize(("fields", "more"), [(20, 0), (21, 1)])
def test_the_rest_is_counted_from_the_twenty_first_on(repo: Path, fields: int, more: int) -> None:
    shown = validate(write_files(repo, wrong_partner(fields))).stdout
    assert [int(one) for one in re.findall(r"… and (\d+) more in", shown)] == [more] * bool(more)


def test_errors_of_a_file_come_before_its_warnings() -> None:
    codes = {severity: code_of(severity) for severity in ("error", "warning")}
    found = [_finding(codes["warning"], line) for line in range(1, 31)]
    found += [_finding(codes["error"], line) for line in range(31, 36)]
    answer = report(Checked(found, 1, lambda: [WRONG]), {})
    heads = [str(getattr(block.lines[0], "text", "")) for block in answer.blocks[:20]]  # type: ignore[union-attr]  # lines all
    assert [": error: " in head for head in heads] == [True] * 5 + [False] * 15
    assert answer.csv
    assert len(answer.csv.rows) == 35


def _finding(code: str, line: int = 1, path: str = WRONG) -> Finding:
    return Finding(path, Place(line, 1), code)


def test_what_tools_read_holds_all(repo: Path) -> None:
    write_files(repo, wrong_partner(50))
    assert len(json.loads(validate(repo, "-f", "json").stdout)["data"]["findings"]) == 50
    assert len(readers.table(validate(repo, "-f", "csv").stdout)) == 51
    assert len(readers.sarif(validate(repo, "-f", "sarif").stdout)["results"]) == 50
    suite = readers.junit(validate(repo, "-f", "junit").stdout)
    assert suite.get("failures") == "50"
    assert len(readers.code_quality(validate(repo, "-f", "gitlab").stdout)) == 50


# GitHub


def test_an_annotation_names_the_place_and_says_what_to_do(repo: Path) -> None:
    answer = validate(write_files(repo, wrong_partner(1)), "-f", "github")
    assert answer.stdout == (
        f"::error file={WRONG},line=5,col=1,title=S002 unknown-field::"
        "`odd0` is not a field that can stand here.%0A"
        "Correct its name, move it to where it belongs, or put its words into `notes`.\n"
        "one error, 0 warnings; 8 records checked.\n"
    )


def test_errors_come_first_and_what_github_does_not_show_is_counted(repo: Path) -> None:
    write_files(repo, wrong_partner(13) | warned_meeting(12))
    found = readers.annotations(validate(repo, "-f", "github").stdout)
    kinds = [kind for kind, _, _ in found]
    assert kinds == ["error"] * 10 + ["warning"] * 10
    told = "… and {} more: see the summary of this job, or run cpp validate"
    assert found[9][1:] == ({"title": "cpp validate"}, told.format(4))
    assert found[19][1:] == ({"title": "cpp validate"}, told.format(3))


def test_where_github_shows_all_nothing_is_counted(repo: Path) -> None:
    write_files(repo, wrong_partner(10) | warned_meeting(10))
    found = readers.annotations(validate(repo, "-f", "github").stdout)
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning"] * 10
    assert all("file" in where for _, where, _ in found)


def test_records_in_order_are_only_counted(repo: Path) -> None:
    assert validate(repo, "-f", "github").stdout == "All is well: 7 records checked.\n"
    assert readers.sarif(validate(repo, "-f", "sarif").stdout)["results"] == []
    suite = readers.junit(validate(repo, "-f", "junit").stdout)
    assert (suite.get("tests"), suite.get("failures")) == ("7", "0")
    assert readers.code_quality(validate(repo, "-f", "gitlab").stdout) == []


def test_what_an_annotation_is_made_of_is_encoded() -> None:
    finding = Finding("records/a%0Ab,c:d.yaml", Place(1, 2), "S002", {"field": "%0A", "hint": ""})
    first, _ = annotated(Checked([finding], 0, list)).splitlines()
    assert first.startswith("::error file=records/a%250Ab%2Cc%3Ad.yaml,line=1,col=2,title=S002 ")
    assert "::`%250A` is not a field that can stand here.%0ACorrect" in first


NAMED = sorted(code for code, rule in RULES.items() if "{" in rule.message)


@examples(100)
@given(
    code=st.sampled_from(NAMED),
    text=hostile.ANY,
    path=hostile.NAME_OF_A_FILE,
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    strict=st.booleans(),
)
def test_whatever_a_finding_says_and_wherever_it_is(
    code: str, text: str, path: str, line: int, column: int, strict: bool
) -> None:
    """All four formats are read by others as one finding at that place, with those words."""
    finding = Finding(f"records/{path}", Place(line, column), code, Whatever(text))
    checked = Checked([finding], 2, lambda: [finding.path, "records/fine.yaml"], strict)
    ((kind, where, said),) = readers.annotations(annotated(checked))
    assert kind == RULES[code].severity
    assert (where["line"], where["col"]) == (str(line), str(column))
    assert said.count("\n") == 1
    (result,) = readers.sarif(sarif.render(checked))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": line, "startColumn": column}
    assert result["message"]["text"] == said
    fine, case = readers.junit(junit.render(checked)).findall("testcase")
    assert list(fine) == []
    assert case.get("classname") == where["file"]
    failed = strict or kind == "error"
    assert [one.tag for one in case] == ["failure" if failed else "system-out"]
    assert case[0].text == said
    (issue,) = readers.code_quality(gitlab.render(checked))
    assert issue["location"] == {"path": where["file"], "lines": {"begin": line}}
    message, remedy = said.split("\n")
    assert issue["description"] == f"{message.rstrip('.')}. {remedy}"


# GitLab


def fingerprints(root: Path) -> dict[str, int]:
    """The line at which each finding stands."""
    found = readers.code_quality(validate(root, "-f", "gitlab").stdout)
    return {one["fingerprint"]: one["location"]["lines"]["begin"] for one in found}


def test_gitlab_knows_a_finding_again_when_lines_move(repo: Path) -> None:
    write_files(repo, wrong_partner(3) | warned_meeting(5))
    before = fingerprints(repo)
    for path, text in (wrong_partner(3) | warned_meeting(5)).items():
        write_files(repo, {path: "# One line.\n# Another.\n" + text})
    assert fingerprints(repo) == {one: line + 2 for one, line in before.items()}
    assert len(before) == 8


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_no_message_has_a_line_in_its_fingerprint(rule: Rule) -> None:
    here, there = (
        gitlab.render(Checked([Finding(WRONG, Place(line, 1), rule.code, values)], 1, list))
        for line, values in ((1, Whatever("12")), (70, Whatever("347")))
    )
    (first,), (second,) = map(readers.code_quality, (here, there))
    assert first["fingerprint"] == second["fingerprint"]


def test_a_mended_finding_leaves_the_others_their_fingerprints(repo: Path) -> None:
    before = fingerprints(write_files(repo, wrong_partner(3)))
    text = wrong_partner(3)[WRONG]
    after = fingerprints(write_files(repo, {WRONG: text.replace("odd2: x\n", "")}))
    assert set(after) < set(before)
    assert len(after) == 2


def test_gitlab_is_told_how_bad_it_is(repo: Path) -> None:
    write_files(repo, wrong_partner(1) | warned_meeting(1))
    found = readers.code_quality(validate(repo, "-f", "gitlab").stdout)
    told = {one["check_name"]: one["severity"] for one in found}
    assert told["S002 unknown-field"] == "major"
    assert sorted(told.values()) == ["major", "minor"]


# What others have published


def test_hundreds_of_findings_are_as_others_have_published_it(repo: Path) -> None:
    write_files(repo, wrong_partner(300) | warned_meeting(300))
    for form in ("github", "gitlab", "sarif", "junit"):
        for words in ((), ("--strict",)):
            readers.READERS[form](validate(repo, "-f", form, *words).stdout)


def test_what_is_published_is_not_changed_by_hand() -> None:
    told = (formats.PUBLISHED / "README.md").read_text(encoding="utf-8")
    for file in formats.PUBLISHED.glob("[!R]*"):
        assert f"`{file.name}`" in told
        assert sha256(file.read_bytes()).hexdigest() in told
    log = json.loads(sarif.render(Checked([], 0, list)))
    assert log["$schema"] in told


def test_the_published_schemas_refuse_what_is_not_so() -> None:
    log = json.loads(sarif.render(Checked([_finding(code_of("error"))], 1, list)))
    assert list(formats.against_sarif(log)) == []
    log["runs"][0]["results"][0]["level"] = "bad"
    assert list(formats.against_sarif(log))
    suite = junit.render(Checked([_finding(code_of("error"))], 1, list))
    assert list(formats.against_junit(suite)) == []
    assert list(formats.against_junit(suite.replace("classname=", "file=")))
    issues = json.loads(gitlab.render(Checked([_finding(code_of("error"))], 1, list)))
    assert list(formats.against_code_quality(issues)) == []
    assert list(formats.against_code_quality([issues[0] | {"severity": "error"}]))


# SARIF


def test_sarif_has_every_rule_with_its_help_and_no_blank_braces() -> None:
    rules = readers.sarif(sarif.render(Checked([], 0, list)))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for rule in rules:
        assert not re.search(r"\{\w+\}", json.dumps(rule["shortDescription"]))
        assert rule["defaultConfiguration"]["level"] == RULES[rule["id"]].severity


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("records/a b.yaml", "records/a%20b.yaml"),
        ("records/ñ.yaml", "records/%C3%B1.yaml"),
        ("records/\udcff.yaml", "records/%FF.yaml"),
        ("records/a:b?c#d%.yaml", "records/a%3Ab%3Fc%23d%25.yaml"),
        ("records/\n\\.yaml", "records/%0A%5C.yaml"),
    ],
)
def test_a_path_is_a_relative_uri_of_its_bytes(path: str, uri: str) -> None:
    assert sarif.uri(path) == uri


def test_sarif_says_what_people_are_told(repo: Path) -> None:
    found = readers.sarif(validate(write_files(repo, wrong_partner(1)), "-f", "sarif").stdout)
    (result,) = found["results"]
    finding = Finding(WRONG, Place(5, 1), "S002", {"field": "odd0", "hint": ""})
    assert result["message"]["text"].startswith("`odd0` is not a field")
    assert remedy_of(finding) in result["message"]["text"]
    assert message_of(finding) in result["message"]["text"]


# JUnit


def test_warnings_fail_only_where_they_count(repo: Path) -> None:
    write_files(repo, warned_meeting(2))
    suite = readers.junit(validate(repo, "-f", "junit").stdout)
    assert suite.get("failures") == "0"
    assert [one.tag for case in suite for one in case] == ["system-out"] * 2
    strict = readers.junit(validate(repo, "-f", "junit", "--strict").stdout)
    assert strict.get("failures") == "2"
    names = [str(case.get("name")) for case in strict if len(case)]
    assert all(re.fullmatch(rf"{ODD}:\d+:\d+ R\d+ [a-z-]+", name) for name in names), names
