"""`cpp history`: who changed what in a record, when, and who approved it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cpp_cli.changes.approvals import approvals
from cpp_cli.rules.example import A_PARTNER, A_PROMISE, RECORDS
from tests.gits import Canary, commit_all, git, repository
from tests.support import run, write_files

PROMISE = "records/commitments/2026/2026-03-02-bus-passes.yaml"
PARTNER = "records/partners/garden-club.yaml"
FILES = {**RECORDS, PROMISE: A_PROMISE + "due: 2026-05-01\n", PARTNER: A_PARTNER}

pytestmark = pytest.mark.usefixtures("own_environment")


def write(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def by(root: Path, who: str, message: str = "records", day: str = "2026-03-10") -> str:
    """Commit everything as somebody; return the hash."""
    os.environ["GIT_AUTHOR_NAME"] = who
    try:
        return commit_all(root, message, day)
    finally:
        del os.environ["GIT_AUTHOR_NAME"]


def asked(root: Path, *arguments: str) -> Any:
    answer = run("history", *arguments, "-f", "json", root=root)
    assert answer.status == 0, answer.stderr
    return json.loads(answer.stdout)["data"]


def told(root: Path, *arguments: str) -> list[tuple[Any, ...]]:
    """Return what each entry tells: what it did, and the fields with what they were and are."""
    return [
        (one["what"], *((each["field"], each["before"], each["after"]) for each in one["changes"]))
        for one in asked(root, *arguments)["entries"]
    ]


DUE = ("changed", ("due", "2026-05-01", "2026-06-01"))


def test_who_changed_what_when_and_why(root: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    commit = by(root, "Ana R", "Later\n\nBecause.\n", "2026-03-10")
    first, last = asked(root, "bus-passes")["entries"]
    assert (first["who"], first["day"], first["commit"]) == ("Ana R", "2026-03-10", commit)
    assert first["subject"] == "Later"
    assert first["changes"] == [{"field": "due", "before": "2026-05-01", "after": "2026-06-01"}]
    assert (last["what"], last["who"], last["changes"][0]["before"]) == ("added", "Maria", None)
    shown = run("history", "bus-passes", root=root).stdout
    assert "2026-03-10: Ana R\n-----------------\n\n- due: 2026-05-01 is now 2026-06-01\n" in shown
    assert f"{commit[:12]}: “Later”\n" in shown
    assert "maria@example.org" not in shown


def test_an_item_is_told_by_what_it_is_known_by_and_the_rest_once(root: Path) -> None:
    entry = "  - date: 2026-03-20\n    event: progress\n    by: lcph-cpp\n"
    file = root / PROMISE
    file.write_text(f"{file.read_text()}history:\n{entry}")
    field = "history.2026-03-20 progress lcph-cpp"
    assert f"- {field} is new\n" in run("history", "bus-passes", root=root).stdout
    file.write_text(f"{file.read_text()}    note: Ten are here.\n")
    shown = run("history", "bus-passes", root=root).stdout
    assert f"- {field}: note: “Ten are here.”, which is new\n" in shown


@pytest.mark.parametrize("form", ["md", "html", "csv"])
def test_every_format_tells_the_same(root: Path, form: str) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    by(root, "Ana R", "Later")
    shown = run("history", "bus-passes", "-f", form, root=root).stdout
    for word in ("Ana R", "2026-03-10", "2026-05-01", "2026-06-01", "due"):
        assert word in shown


def test_what_is_not_submitted_yet_comes_first(root: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    entry = asked(root, "bus-passes")["entries"][0]
    assert (entry["commit"], entry["who"], entry["day"]) == (None, None, None)
    assert "Not submitted yet\n" in run("history", "bus-passes", root=root).stdout
    assert told(root, "bus-passes")[0] == DUE
    assert told(root, "bus-passes", "--at", "HEAD")[0][0] == "added"
    (root / PROMISE).unlink()
    assert told(root, "2026-03-02-bus-passes")[0] == ("deleted",)


def test_a_new_record_that_no_commit_holds(root: Path) -> None:
    new = "records/partners/seed-library.yaml"
    write_files(root, {new: A_PARTNER.replace("garden-club", "seed-library")})
    assert [one[0] for one in told(root, "seed-library")] == ["added"]


def test_before_the_first_commit_all_is_new(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "r", FILES)
    git(folder, "init", "--quiet")
    assert [one[0] for one in told(folder, "garden-club")] == ["added"]


def test_a_record_is_followed_through_new_ids_and_moves(root: Path) -> None:
    assert run("partner", "rename", "garden-club", "gardens", root=root).status == 0
    by(root, "Ana R", "Rename")
    folder = root / "records/partners/old"
    folder.mkdir()
    (root / "records/partners/gardens.yaml").rename(folder / "gardens.yaml")
    by(root, "Ana R", "Move")
    write(root, "records/partners/old/gardens.yaml", "status: active", "status: paused")
    by(root, "Ana R", "Pause")
    assert run("partner", "rename", "gardens", "garden", root=root).status == 0
    found = [one[0] for one in told(root, "garden")]
    assert found == ["changed", "changed", "moved", "changed", "added"]
    assert found == [one[0] for one in told(root, "garden-club")]
    shown = run("history", "garden", root=root).stdout
    assert "moved from records/partners/garden-club.yaml to" not in shown
    assert "moved from records/partners/gardens.yaml to records/partners/old/gardens.yaml" in shown
    assert shown.count("id: garden-club is now gardens") == 1
    assert "former_ids" not in shown


def test_a_move_that_nothing_else_tells_of_is_found(root: Path) -> None:
    """The folder of before is named by no id: only the commit that moved the file knows it."""
    deep = root / "records/partners/a/b"
    deep.mkdir(parents=True)
    (root / PARTNER).rename(deep / "garden-club.yaml")
    by(root, "Ana R")
    (deep / "garden-club.yaml").rename(root / "records/partners/a/garden-club.yaml")
    by(root, "Ana R")
    assert [one[0] for one in told(root, "garden-club")] == ["moved", "moved", "added"]


def test_deleted_and_added_again(root: Path) -> None:
    text = (root / PARTNER).read_text()
    (root / PARTNER).unlink()
    by(root, "Ana R", "Away")
    assert [one[0] for one in told(root, "garden-club")] == ["deleted", "added"]
    assert [one[0] for one in told(root, "partner/garden-club")] == ["deleted", "added"]
    (root / PARTNER).write_text(text)
    by(root, "Ana R", "Again")
    assert [one[0] for one in told(root, "garden-club")] == ["added", "deleted", "added"]


def test_only_the_fields_that_are_asked_for(root: Path) -> None:
    people = "people:\n  - id: rosa-t\n    name: Rosa T\n    role: Chair\n    phone: 541-555-0199\n"
    (root / PARTNER).write_text(A_PARTNER + people)
    by(root, "Ana R")
    write(root, PARTNER, "role: Chair", "role: Treasurer")
    write(root, PARTNER, "541-555-0199", "12345")
    write(root, PARTNER, "status: active", "status: paused")
    by(root, "Ana R")
    role = "people.rosa-t.role"
    both = [("changed", (role, "Chair", "Treasurer")), ("changed", (role, None, "Chair"))]
    assert told(root, "garden-club", "--field", role) == both
    assert told(root, "rosa", "--field", "role") == both
    assert len(told(root, "garden-club", "--field", "status", "--field", "people")) == 3
    phone = "people.rosa-t.phone"
    assert told(root, "garden-club", "--field", phone) == [
        ("changed", (phone, "…", "…")),
        ("changed", (phone, None, "…")),
    ]
    shown = "".join(
        run("history", *more, "-f", form, root=root).stdout
        for form in ("text", "json", "csv", "html", "md")
        for more in (("garden-club",), ("rosa",), ("garden-club", "--field", phone))
    )
    assert "people.rosa-t.phone was changed" in shown
    assert "0199" not in shown
    assert "12345" not in shown


def test_what_was_heard_is_asked_for_by_its_id(root: Path) -> None:
    meeting = "records/meetings/2026/2026-02-10-listening.yaml"
    write(root, meeting, "title: ", "title: New ")
    by(root, "Bo")
    write(root, meeting, "has no light", "is dark")
    by(root, "Ana R")
    change = ("heard.bus-stop.text", "The bus stop has no light.", "The bus stop is dark.")
    later, first = told(root, "2026-02-10-listening#bus-stop")
    assert later == ("changed", change)
    assert first[1][0] == "heard.bus-stop"
    assert told(root, "listening#bus", "--field", "text")[0] == ("changed", change)
    assert "bus-stop" in run("blame", "2026-02-10-listening#bus-stop", root=root).stdout
    assert run("history", "2026-02-10-listening#no", "--no-input", root=root).status == 2


def test_a_field_that_was_never_written_down(root: Path) -> None:
    assert told(root, "garden-club", "--field", "tags") == []
    none = run("history", "garden-club", "--field", "tags", root=root)
    assert "Nothing was ever written down in tags." in none.stdout
    wrong = run("history", "garden-club", "--field", "statsu", root=root)
    assert wrong.status == 2
    assert "Did you mean status or tags?" in wrong.stderr


def test_what_cannot_be_read_is_told_and_the_history_goes_on(root: Path) -> None:
    write(root, PARTNER, "status: active", "status: [active")
    by(root, "Ana R")
    write(root, PARTNER, "status: [active", "status: paused")
    by(root, "Ana R")
    (root / PARTNER).write_bytes(b"\xff\xfe\x00")
    by(root, "Ana R")
    answer = run("history", "garden-club", "-f", "json", root=root)
    assert answer.status == 1  # the record is left out of all else
    entries = json.loads(answer.stdout)["data"]["entries"]
    assert [one["what"] for one in entries] == ["unreadable", "changed", "unreadable", "added"]
    assert entries[1]["changes"] == [{"field": "status", "before": "active", "after": "paused"}]


def test_fields_that_are_not_known_any_more_are_told(root: Path) -> None:
    text = (root / PARTNER).read_text()
    (root / PARTNER).write_text(text + "hood: River\n")
    by(root, "Ana R")
    (root / PARTNER).write_text(text + "hood: Road\n")
    by(root, "Ana R")
    (root / PARTNER).write_text(text)
    by(root, "Ana R")
    wanted = [("hood", "Road", None), ("hood", "River", "Road"), ("hood", None, "River")]
    assert [one[1] for one in told(root, "garden-club", "--field", "hood")] == wanted
    assert told(root, "garden-club")[:3] == [("changed", one) for one in wanted]


def test_a_change_of_writing_alone_is_told_as_such(root: Path) -> None:
    write(root, PARTNER, "status: active", "status: 'active'  # since long")
    by(root, "Ana R")
    assert told(root, "garden-club")[0] == ("rewritten",)
    file = root / PARTNER
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert len(told(root, "garden-club")) == 2


@pytest.mark.parametrize(
    "ids", ["../../etc", "'-x', ':(glob)**', \"a\\0b\"", ", ".join(f"old-{n}" for n in range(2000))]
)
def test_ids_of_before_lead_nowhere_but_to_records(root: Path, ids: str) -> None:
    (root / PARTNER).write_text(A_PARTNER + f"former_ids: [{ids}]\n")
    by(root, "Ana R")
    (root / PARTNER).write_text(A_PARTNER)
    by(root, "Ana R")
    assert [one[0] for one in told(root, "garden-club")][-1] == "added"


# Merges


def merged(root: Path, ours: str, theirs: str, result: str | None, message: str = "Merge") -> str:
    """Change the promise on two branches and merge them, by hand where a result is given."""
    git(root, "checkout", "--quiet", "-b", "side")
    (root / PROMISE).write_text(theirs)
    by(root, "Bo", "Theirs", "2026-03-11")
    git(root, "checkout", "--quiet", "main")
    (root / PROMISE).write_text(ours)
    by(root, "Ana R", "Ours", "2026-03-12")
    for name in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{name}_DATE"] = "2026-03-13T12:00:00"
    os.environ["GIT_AUTHOR_NAME"] = "Cy"
    git(root, "merge", "--quiet", "--no-commit", "--no-ff", "-s", "ours", "side")
    (root / PROMISE).write_text(result if result is not None else ours)
    git(root, "commit", "--quiet", "--all", "-m", message)
    del os.environ["GIT_AUTHOR_NAME"]
    return git(root, "rev-parse", "HEAD")


BASE = FILES[PROMISE]
LATER = BASE.replace("2026-05-01", "2026-06-01")
NOTED = BASE + "notes: Call first\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "result", "merge"),
    [
        (LATER, NOTED, LATER + "notes: Call first\n", []),
        (LATER, NOTED, LATER + "notes: Other\n", [("notes", "Call first", "Other")]),
        (LATER, NOTED, BASE + "kind: action\n", [
            ("due", "2026-06-01", "2026-05-01"),
            ("notes", "Call first", None),
            ("kind", None, "action"),
        ]),
        (LATER, BASE.replace("05-01", "07-01"), BASE.replace("05-01", "08-01"), [
            ("due", "2026-06-01", "2026-08-01"),
            ("due", "2026-07-01", "2026-08-01"),
        ]),
        (
            LATER + "kind: action\n",
            BASE.replace("05-01", "07-01") + "notes: x\n",
            LATER + "kind: action\nnotes: x\n",
            [("due", "2026-07-01", "2026-06-01")],
        ),
    ],
)  # fmt: skip
def test_a_merge_is_told_of_what_no_side_had_changed_so(
    root: Path, ours: str, theirs: str, result: str, merge: list[tuple[str, ...]]
) -> None:
    commit = merged(root, ours, theirs, result)
    entries = asked(root, "bus-passes")["entries"]
    own = [one for one in entries if one["commit"] == commit]
    found = [tuple(each.values()) for one in own for each in one["changes"]]
    assert sorted(found, key=str) == sorted(merge, key=str)
    assert [one["who"] for one in entries[len(own) :]] in (
        ["Ana R", "Bo", "Maria"],
        ["Bo", "Ana R", "Maria"],
    )
    (theirs_entry,) = [one for one in entries if one["who"] == "Bo"]
    assert theirs_entry["merge"] == {"commit": commit, "day": "2026-03-13", "who": "Cy"}
    assert [one["merge"] for one in entries if one["who"] != "Bo"] == [None] * (len(entries) - 1)


def test_a_side_that_left_no_trace_is_not_told(root: Path) -> None:
    merged(root, LATER, NOTED, None)
    assert [one["who"] for one in asked(root, "bus-passes")["entries"]] == ["Ana R", "Maria"]


def test_the_request_of_the_merge_that_brought_it_in_is_told(root: Path) -> None:
    message = "Merge pull request #12 from bo/side\n\nReviewed-by: Dee <dee@example.org>"
    merged(root, LATER, NOTED, LATER + "notes: Call first\n", message)
    shown = run("history", "bus-passes", root=root).stdout
    assert "“Theirs”; request #12; reviewed by Dee; brought in by Cy on 2026-03-13\n" in shown
    assert "dee@example.org" not in shown


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Merge pull request #12 from a/b\n\nTitle (#13)", [("request", "#12")]),
        ("Later (#12)", [("request", "#12")]),
        ("Merge pull request 'Later' (#7) from side into main", [("request", "#7")]),
        ("Later, see (#12) and so on", []),
        ("M\n\nSee merge request county/records!9", [("request", "county/records!9")]),
        ("M\n\nReviewed-on: https://f.example/r/pulls/4", [("request", "https://f.example/r/pulls/4")]),
        (
            "M\n\nReviewed-by: Ana R <a@b.org>\nAcked-By: Bo\nco-authored-by: C D <c@d>\n",
            [("reviewed", "Ana R"), ("acknowledged", "Bo"), ("together", "C D")],
        ),
        ("M\n\nApproved-by: ana@example.org", [("approved", "…")]),
        ("Reviewed-by: Ana\r\nReviewed-by: Ana\r\n", [("reviewed", "Ana")]),
        ("", []),
    ],
)  # fmt: skip
def test_who_approved_is_read_from_the_message(message: str, found: list[tuple[str, str]]) -> None:
    assert [tuple(one) for one in approvals(message)] == found


# Which record


def test_an_id_that_two_kinds_have_is_asked_for_with_its_kind(root: Path) -> None:
    write_files(root, {"records/harms/garden-club.yaml": "id: garden-club\nwhat: Closed\n"})
    refused = run("history", "garden-club", root=root)
    assert refused.status == 2
    assert "partner/garden-club" in refused.stderr
    assert "harm/garden-club" in refused.stderr
    assert asked(root, "harm/garden-club")["kind"] == "harm"
    assert asked(root, "partner/garden")["kind"] == "partner"
    assert asked(root, "program")["kind"] == "program"


@pytest.mark.parametrize("command", ["history", "blame"])
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "ID is missing"),
        (("nobody-at-all",), 2, "There is no record"),
        (("../../etc",), 2, "There is no record"),
        (("partner/",), 2, "There is no record"),
        (("garden-club", "--as-of", "2026-03-01"), 2, "--at 2026-03-01"),
    ],
)
def test_what_is_no_record_is_refused(
    root: Path, command: str, words: tuple[str, ...], status: int, said: str
) -> None:
    refused = run(command, *words, root=root)
    assert refused.status == status
    assert said in refused.stderr
    assert refused.stdout == ""


def test_outside_git_there_is_no_history(repo: Path) -> None:
    assert run("history", "huerto-sol", root=repo).status == 3


# Surroundings


def test_in_a_shallow_clone_nobody_is_named_for_what_is_older(root: Path, tmp_path: Path) -> None:
    for due in ("2026-06-01", "2026-07-01"):
        write(root, PROMISE, (root / PROMISE).read_text().partition("due: ")[2], f"{due}\n")
        by(root, "Ana R")
    clone = tmp_path / "clone"
    git(root, "clone", "--quiet", "--depth=2", f"file://{root}", str(clone))
    data = asked(clone, "bus-passes")
    assert (data["is_whole"], asked(root, "bus-passes")["is_whole"]) == (False, True)
    assert [one["what"] for one in data["entries"]] == ["changed", "older"]
    assert data["entries"][1]["who"] is None
    shown = run("history", "bus-passes", root=clone).stdout
    assert "the older history is not on this computer" in shown
    lines = run("blame", "bus-passes", root=clone).stdout
    assert "earlier" in lines
    assert "The older history is not on this computer." in lines


def test_records_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    there = repository(tmp_path / "r", {f"of/all/{path}": text for path, text in FILES.items()})
    root = there / "of/all"
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    by(there, "Ana R")
    assert told(root, "bus-passes")[0] == DUE


def test_a_person_may_like_to_see_histories_otherwise(root: Path, tmp_path: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    by(root, "Ana R")
    before = told(root, "bus-passes")
    canary = Canary(tmp_path / "canary")
    (root / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n")
    for name, value in (
        ("log.follow", "true"),
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.diffMerges", "remerge"),
        ("log.date", "relative"),
        ("diff.renames", "copies"),
        ("diff.orderFile", "nowhere"),
        ("color.ui", "always"),
        ("format.pretty", "oneline"),
        ("blame.ignoreRevsFile", "nowhere"),
        ("gpg.program", canary.command("gpg")),
        ("diff.evil.textconv", canary.command("textconv")),
        ("filter.evil.clean", canary.command("clean")),
        ("filter.evil.smudge", canary.command("smudge")),
        ("core.fsmonitor", canary.command("fsmonitor")),
        ("core.pager", canary.command("pager")),
    ):
        git(root, "config", name, value)
    canary.ran()
    assert told(root, "bus-passes") == before
    assert run("blame", "bus-passes", root=root).status == 0
    assert canary.ran() == set()


HOSTILE = "\x1b[31mEvil\x1b[0m ::error::x\u202e"


def test_hostile_names_and_messages_command_nothing(root: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    message = f"{HOSTILE}\n\n::set-output name=x::y\nReviewed-by: {HOSTILE}\n"
    by(root, f"{HOSTILE}\n##[group]", message)
    for command in ("history", "blame"):
        for form in ("text", "md", "html", "json", "csv"):
            shown = run(command, "bus-passes", "-f", form, root=root).stdout
            assert not {"\x1b", "\u202e"} & set(shown)
            assert not any(line.startswith("::") for line in shown.splitlines())
            assert "##[" not in shown


def test_messages_in_other_encodings(root: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    git(root, "config", "i18n.commitEncoding", "ISO-8859-1")
    (root / "message").write_bytes("Más tarde".encode("latin-1"))
    git(root, "add", "records")
    git(root, "commit", "--quiet", "-F", "message")
    assert asked(root, "bus-passes")["entries"][0]["subject"] == "Más tarde"


def test_messages_in_no_encoding_at_all(root: Path, tmp_path: Path) -> None:
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    commit = by(root, "Ana R", "Later")
    told_by_git = git(root, "cat-file", "commit", commit)
    (tmp_path / "odd").write_bytes(
        told_by_git.replace("Later", "M#s tarde").encode().replace(b"#", b"\xe1")
    )
    odd = git(root, "hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "odd"))
    git(root, "update-ref", "refs/heads/main", odd)
    assert ": “M\\xe1s tarde”" in run("history", "bus-passes", root=root).stdout


def test_a_time_that_no_clock_can_have_said(root: Path) -> None:
    tree = git(root, "rev-parse", "HEAD^{tree}")
    head = git(root, "rev-parse", "HEAD")
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    git(root, "add", "--all")
    tree = git(root, "write-tree")
    for time in ("99999999999999999999 +0000", "x"):
        text = f"tree {tree}\nparent {head}\nauthor <> {time}\ncommitter A <a@b> {time}\n\n"
        odd = git(root, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=text)
        git(root, "update-ref", "refs/heads/main", odd)
        entry = asked(root, "bus-passes")["entries"][0]
        assert entry["changes"] == [{"field": "due", "before": "2026-05-01", "after": "2026-06-01"}]
        assert run("history", "bus-passes", root=root).status == 0
        assert run("owes", "--at", odd, root=root).status == 0


@pytest.mark.parametrize("command", ["history", "blame"])
def test_the_past_is_told_as_it_was_told_then(root: Path, tmp_path: Path, command: str) -> None:
    first = git(root, "rev-parse", "HEAD")
    write(root, PROMISE, "due: 2026-05-01", "due: 2026-06-01")
    by(root, "Ana R")
    then = tmp_path / "then"
    git(root, "worktree", "add", "--quiet", "--detach", str(then), first)
    (root / PROMISE).write_text("broken: [\n")
    at = json.loads(run(command, "bus-passes", "--at", first, "-f", "json", root=root).stdout)
    known = json.loads(run(command, "bus-passes", "-f", "json", root=then).stdout)
    assert at["data"] == known["data"]
    assert at["revision"] == first
