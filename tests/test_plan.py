"""A plan: what would change, whether it would make the records wrong, and carrying it out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cpp_cli.editing.edits import Append, CannotEdit, Set, Unset
from cpp_cli.editing.emit import Data, Typed
from cpp_cli.editing.plan import Plan
from cpp_cli.errors import Refused
from cpp_cli.finding import Finding
from cpp_cli.models.kinds import COMMITMENT, HARM, PARTNER
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from tests.support import TODAY, files_of, write_files

HUERTO = "records/partners/huerto-sol.yaml"
SCHOOL = "records/partners/river-school.yaml"
MEETING = "records/meetings/2026/2026-02-10-listening.yaml"
PROMISE = "records/commitments/2026/2026-02-10-bus-stop-light.yaml"
GARDEN: Data = {"id": "garden-club", "name": "Garden Club", "kind": "other", "status": "active"}


def plan_on(repo: Path) -> Plan:
    """Return an empty plan on the records in a folder."""
    snapshot = WorkingTree(repo)
    return Plan(snapshot, load(snapshot), TODAY)


def codes(found: list[Finding]) -> list[tuple[str, str]]:
    """Return which rules are broken in which files."""
    return [(finding.path, finding.code) for finding in found]


# Making a plan


def test_a_new_record_goes_to_its_folder_with_the_address_of_its_schema(repo: Path) -> None:
    plan = plan_on(repo)
    assert plan.create(PARTNER, "garden-club", GARDEN) == "records/partners/garden-club.yaml"
    plan.carry_out(repo, repo / ".cpp")
    assert (repo / "records/partners/garden-club.yaml").read_text() == (
        "# yaml-language-server: $schema=../../schemas/partner.schema.json\n"
        "id: garden-club\n"
        "name: Garden Club\n"
        "kind: other\n"
        "status: active\n"
    )


def test_a_new_record_with_a_day_goes_to_the_folder_of_its_year(repo: Path) -> None:
    plan = plan_on(repo)
    fields: Data = {
        "id": "2027-01-05-passes",
        "from": "lcph-cpp",
        "to": "huerto-sol",
        "what": "Bring bus passes",
        "made": {"date": Typed("2027-01-05")},
    }
    path = plan.create(COMMITMENT, "2027-01-05-passes", fields)
    assert path == "records/commitments/2027/2027-01-05-passes.yaml"
    plan.carry_out(repo, repo / ".cpp")
    first, second, *_ = (repo / path).read_text().split("\n")
    assert first.endswith("$schema=../../../schemas/commitment.schema.json")
    assert second == "id: 2027-01-05-passes"


def test_an_edit_changes_its_lines_only(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("status",), "paused"), Append(("languages",), "es")])
    before = (repo / HUERTO).read_bytes()
    plan.carry_out(repo, repo / ".cpp")
    after = before.replace(b"status: active\n", b"status: paused\n") + b"languages: [es]\n"
    assert (repo / HUERTO).read_bytes() == after


def test_edits_of_one_file_build_on_each_other(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(HUERTO, [Append(("people",), {"id": "lee", "name": "Lee"})])
    plan.edit(HUERTO, [Set(("people", 1, "role"), "Nurse")])
    plan.edit(HUERTO, [Unset(("people", 0))])
    plan.carry_out(repo, repo / ".cpp")
    assert (
        (repo / HUERTO)
        .read_text()
        .endswith("people:\n  - id: lee\n    name: Lee\n    role: Nurse\n")
    )


def test_an_edit_that_cannot_be_made_leaves_the_plan_as_it_was(repo: Path) -> None:
    plan = plan_on(repo)
    with pytest.raises(CannotEdit):
        plan.edit(HUERTO, [Set(("status",), "paused"), Unset(("nothing",))])
    assert plan.changes == {}


def test_a_byte_order_mark_and_line_ends_stay(repo: Path) -> None:
    before = b"\xef\xbb\xbf" + (repo / HUERTO).read_bytes().replace(b"\n", b"\r\n")
    (repo / HUERTO).write_bytes(before)
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("since",), Typed("2024-03-01"))])
    plan.carry_out(repo, repo / ".cpp")
    assert (repo / HUERTO).read_bytes() == before + b"since: 2024-03-01\r\n"


def test_an_edit_to_what_is_there_is_no_change(repo: Path) -> None:
    before = files_of(repo)
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("name",), "Huerto Sol"), Set(("status",), "active")])
    assert plan.changes == {}
    assert plan.diff() == []
    plan.carry_out(repo, repo / ".cpp")
    assert files_of(repo) == before


def test_a_text_from_an_editor_replaces_the_whole_file(repo: Path) -> None:
    plan = plan_on(repo)
    plan.replace(HUERTO, "# mine\nid: huerto-sol\n")
    plan.carry_out(repo, repo / ".cpp")
    assert (repo / HUERTO).read_text() == "# mine\nid: huerto-sol\n"


def test_mixed_line_ends_become_one(repo: Path) -> None:
    (repo / HUERTO).write_bytes(b"id: huerto-sol\r\nname: Huerto\n")
    plan = plan_on(repo)
    plan.one_line_end(HUERTO)
    plan.carry_out(repo, repo / ".cpp")
    assert (repo / HUERTO).read_bytes() == b"id: huerto-sol\nname: Huerto\n"


def test_a_file_moves_with_its_edits(repo: Path) -> None:
    before = files_of(repo)
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("id",), "huerto"), Append(("former_ids",), "huerto-sol")])
    plan.move(HUERTO, "records/partners/huerto.yaml")
    plan.carry_out(repo, repo / ".cpp")
    moved = before.pop(HUERTO).replace(b"id: huerto-sol\n", b"id: huerto\n", 1)
    moved += b"former_ids: [huerto-sol]\n"
    assert files_of(repo) == {**before, "records/partners/huerto.yaml": moved}


def test_several_files_change_together(repo: Path) -> None:
    before = files_of(repo)
    plan = plan_on(repo)
    plan.create(PARTNER, "garden-club", GARDEN)
    plan.edit(SCHOOL, [Set(("status",), "paused")])
    plan.move(HUERTO, "records/partners/huerto.yaml")
    assert list(plan.changes) == [
        "records/partners/garden-club.yaml",
        SCHOOL,
        HUERTO,
        "records/partners/huerto.yaml",
    ]
    plan.carry_out(repo, repo / ".cpp")
    after = files_of(repo)
    assert after.keys() - before.keys() == {
        "records/partners/garden-club.yaml",
        "records/partners/huerto.yaml",
    }
    assert before.keys() - after.keys() == {HUERTO}


# What is there already


def _a_file(path: Path) -> None:
    path.write_bytes(b"id: x\n")


def _an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


def _a_link(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def _a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [_a_file, _an_empty_file, _a_link, _a_folder])
def test_nothing_is_planned_over_what_is_there(repo: Path, make: Callable[[Path], None]) -> None:
    make(repo / "records/partners/garden-club.yaml")
    plan = plan_on(repo)
    with pytest.raises(Refused, match="There is already a partner garden-club"):
        plan.create(PARTNER, "garden-club", GARDEN)
    with pytest.raises(Refused, match="There is already a file"):
        plan.move(HUERTO, "records/partners/garden-club.yaml")
    assert plan.changes == {}


def test_nothing_is_planned_twice_under_one_name(repo: Path) -> None:
    plan = plan_on(repo)
    plan.create(PARTNER, "garden-club", GARDEN)
    with pytest.raises(Refused, match="There is already a partner garden-club"):
        plan.create(PARTNER, "garden-club", GARDEN)
    with pytest.raises(Refused, match="There is already a file"):
        plan.move(HUERTO, "records/partners/garden-club.yaml")
    assert list(plan.changes) == ["records/partners/garden-club.yaml"]


@pytest.mark.parametrize("content", [None, b"- a\n", b"\xff\xfe", b"a: [\n"])
def test_what_cannot_be_read_is_not_edited(repo: Path, content: bytes | None) -> None:
    if content is None:
        (repo / HUERTO).unlink()
    else:
        (repo / HUERTO).write_bytes(content)
    plan = plan_on(repo)
    with pytest.raises(Refused, match="cannot be read"):
        plan.edit(HUERTO, [Set(("name",), "x")])
    assert plan.changes == {}


def test_what_has_moved_away_is_not_edited_under_its_old_name(repo: Path) -> None:
    plan = plan_on(repo)
    plan.move(HUERTO, "records/partners/huerto.yaml")
    with pytest.raises(Refused, match="cannot be read"):
        plan.edit(HUERTO, [Set(("name",), "x")])


# Whether it would make the records wrong


def test_a_plan_that_adds_nothing_wrong_finds_nothing(repo: Path) -> None:
    plan = plan_on(repo)
    plan.create(PARTNER, "garden-club", GARDEN)
    plan.edit(PROMISE, [Set(("to",), "garden-club")])
    assert plan.new_findings() == []


def test_a_plan_names_what_it_would_make_wrong(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(SCHOOL, [Set(("status",), "sleeping")])
    plan.create(HARM, "water", {"id": "water", "what": "x", "to": ("nobody",)})
    assert codes(plan.new_findings()) == [("records/harms/water.yaml", "R001"), (SCHOOL, "S004")]


def test_a_plan_names_what_it_breaks_in_other_files(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(HUERTO, [Unset(("people",))])
    paths = {finding.path for finding in plan.new_findings()}
    assert paths == {MEETING}


def test_what_was_wrong_before_is_not_held_against_a_plan(repo: Path) -> None:
    write_files(repo, {SCHOOL: "id: river-school\nname: River School\nkind: school\nstatus: bad\n"})
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("status",), "paused")])
    assert plan.new_findings() == []


def test_one_more_of_what_was_wrong_before_is_named(repo: Path) -> None:
    write_files(repo, {MEETING: (repo / MEETING).read_text() + "convened_by: [nobody]\n"})
    plan = plan_on(repo)
    plan.edit(MEETING, [Append(("agenda_set_by",), "nobody")])
    assert codes(plan.new_findings()) == [(MEETING, "R001")]


def test_a_mistake_that_only_moves_to_another_line_is_not_new(repo: Path) -> None:
    wrong = "# a line\n" + (repo / PROMISE).read_text().replace("to: huerto-sol", "to: nobody")
    write_files(repo, {PROMISE: wrong})
    plan = plan_on(repo)
    plan.replace(PROMISE, "# one more\n" + wrong)
    assert plan.new_findings() == []


def test_a_warning_does_not_stop_a_plan(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(PROMISE, [Set(("to",), "river-elementary")])
    assert plan.new_findings() == []


def test_what_a_plan_would_do_is_seen_in_the_records_after_it(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("id",), "huerto"), Append(("former_ids",), "huerto-sol")])
    plan.move(HUERTO, "records/partners/huerto.yaml")
    after = plan.after()
    assert set(after.partners) == {"huerto", "lcph-cpp", "river-school"}
    assert after.current(PARTNER, "huerto-sol") == "huerto"
    assert (repo / HUERTO).exists()


# Showing it


def test_the_lines_that_come_and_go_are_shown(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(SCHOOL, [Set(("status",), "paused"), Unset(("former_ids",))])
    plan.create(HARM, "water", {"id": "water", "what": "x"})
    assert plan.diff() == [
        (SCHOOL, ["-status: active", "-former_ids: [river-elementary]", "+status: paused"]),
        (
            "records/harms/water.yaml",
            [
                "+# yaml-language-server: $schema=../../schemas/harm.schema.json",
                "+id: water",
                "+what: x",
            ],
        ),
    ]


def test_a_file_that_moves_is_shown_with_the_lines_that_change(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(HUERTO, [Set(("id",), "huerto")])
    plan.move(HUERTO, "records/partners/huerto.yaml")
    assert plan.diff() == [("records/partners/huerto.yaml", ["-id: huerto-sol", "+id: huerto"])]
    assert plan.moved == {"records/partners/huerto.yaml": HUERTO}


@pytest.mark.parametrize("line", ["--- # top", "++ plus", "-- minus", "@@ at"])
def test_no_line_is_taken_for_a_mark_of_the_list(repo: Path, line: str) -> None:
    plan = plan_on(repo)
    before = (repo / HUERTO).read_text()
    plan.replace(HUERTO, f"{line}\n{before}")
    assert plan.diff() == [(HUERTO, [f"+{line}"])]
    write_files(repo, {HUERTO: f"{line}\n{before}"})
    plan = plan_on(repo)
    plan.replace(HUERTO, before)
    assert plan.diff() == [(HUERTO, [f"-{line}"])]


# Carrying it out


def test_nothing_is_written_before_it_is_carried_out(repo: Path) -> None:
    before = files_of(repo)
    plan = plan_on(repo)
    plan.create(PARTNER, "garden-club", GARDEN)
    plan.edit(SCHOOL, [Set(("status",), "paused")])
    plan.move(HUERTO, "records/partners/huerto.yaml")
    plan.new_findings()
    plan.diff()
    assert files_of(repo) == before


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(repo: Path) -> None:
    plan = plan_on(repo)
    plan.edit(SCHOOL, [Set(("status",), "paused")])
    plan.create(PARTNER, "garden-club", GARDEN)
    write_files(repo, {SCHOOL: "id: theirs\n"})
    before = files_of(repo)
    with pytest.raises(Refused, match="changed by somebody else meanwhile") as refused:
        plan.carry_out(repo, repo / ".cpp")
    assert files_of(repo) == before
    drafts = repo / ".cpp" / "drafts"
    assert refused.value.hints[1:] == tuple(
        f"What was to be written is kept in {drafts / name}."
        for name in ("river-school.yaml", "garden-club.yaml")
    )
    assert b"status: paused" in (drafts / "river-school.yaml").read_bytes()
    assert b"Garden Club" in (drafts / "garden-club.yaml").read_bytes()


def test_a_plan_is_checked_against_what_somebody_else_wrote_meanwhile(repo: Path) -> None:
    """Two people find a name that nobody else has, at the same time."""
    plan = plan_on(repo)
    plan.edit(SCHOOL, [Append(("former_ids",), "old-school")])
    assert plan.new_findings() == []
    theirs = plan_on(repo)
    theirs.edit(HUERTO, [Append(("former_ids",), "old-school")])
    theirs.carry_out(repo, repo / ".cpp")
    assert plan.new_findings() == []
    plan.renew()
    assert {finding.code for finding in plan.new_findings()} == {"N005"}
