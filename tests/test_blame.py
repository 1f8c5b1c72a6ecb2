"""`cpp blame`: a record with who wrote each line and when; and random pasts, told back exactly."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpp_cli.changes.lines import written_by
from cpp_cli.changes.steps import steps
from cpp_cli.changes.versions import Version
from cpp_cli.git.past import versions
from cpp_cli.models.kinds import PARTNER
from cpp_cli.rules.example import A_PARTNER, RECORDS
from tests.gits import alone, commit_all, found, git, repository
from tests.support import examples, run

PATH = "records/partners/garden-club.yaml"
FILES = {**RECORDS, PATH: A_PARTNER}

usual = pytest.mark.usefixtures("own_environment")


def lines(root: Path, *more: str) -> list[dict[str, Any]]:
    answer = run("blame", "garden-club", *more, "-f", "json", root=root)
    assert answer.status == 0, answer.stderr
    told: list[dict[str, Any]] = json.loads(answer.stdout)["data"]["lines"]
    return told


@usual
def test_each_line_has_who_and_when_beside_it(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    text = (root / PATH).read_text()
    (root / PATH).write_text(text + "tags: [seeds]\n")
    second = commit_all(root, "Tags", "2026-03-10")
    (root / PATH).write_text(text + "tags: [seeds]\nnotes: By ana@example.org\n")
    told = lines(root)
    assert [one["text"] for one in told] == (root / PATH).read_text().splitlines()
    assert {one["commit"] for one in told[:-2]} == {first}
    assert [one["line"] for one in told] == list(range(1, len(told) + 1))
    tags, notes = told[-2:]
    assert (tags["commit"], tags["day"], tags["who"]) == (second, "2026-03-10", "Maria")
    assert (notes["commit"], notes["day"], notes["who"]) == (None, None, None)
    shown = run("blame", "garden-club", root=root).stdout
    assert f"2026-03-10 Maria         {second[:8]} " in shown
    assert "           not submitted          " in shown
    assert "notes: By ana@example.org\n" in shown
    assert len(lines(root, "--at", first)) == len(told) - 2


@usual
@pytest.mark.parametrize("form", ["md", "html", "csv"])
def test_every_format_holds_every_line(root: Path, form: str) -> None:
    shown = run("blame", "garden-club", "-f", form, root=root).stdout
    assert shown.count("Maria") == len(lines(root))


@usual
def test_indentation_counts_and_the_line_ends_of_windows_do_not(root: Path) -> None:
    data = (root / PATH).read_bytes()
    (root / PATH).write_bytes(data.replace(b"\n", b"\r\n"))
    assert None not in [one["commit"] for one in lines(root)]
    (root / PATH).write_bytes(data.replace(b"status: active", b"status:  active"))
    assert [one["commit"] for one in lines(root)].count(None) == 1


@usual
def test_what_is_gone_is_refused_with_where_to_look(root: Path) -> None:
    (root / PATH).unlink()
    refused = run("blame", "garden-club", root=root)
    assert refused.status == 2
    assert "cpp history garden-club" in refused.stderr


@usual
def test_what_cannot_be_read_as_a_record_has_lines_all_the_same(root: Path) -> None:
    (root / PATH).write_bytes(b"a: [\n\xff\xfe\n")
    told = run("blame", "garden-club", root=root)
    assert told.status == 1
    assert "a: [\n" in told.stdout
    assert "\\xff\\xfe" in told.stdout


# Random pasts

FIELDS = ("name", "notes", "since", "status", "tags")
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(FIELDS), st.integers(0, 3)),
        st.tuples(st.just("unset"), st.sampled_from(("notes", "since", "tags")), st.just(0)),
        st.tuples(st.just("rename"), st.just(""), st.integers(0, 3)),
        st.tuples(st.just("move"), st.just(""), st.integers(0, 3)),
    ),
    min_size=1,
    max_size=6,
)
VALUES = {
    "name": "Garden {}",
    "notes": "Call {} first",
    "since": "2026-01-0{}",
    "status": "{}",
    "tags": "[t{}]",
}
STATUS = ("active", "paused", "active", "paused")


class _Record:
    """A partner on the disk that is changed field by field, each on a line of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.id = "club"
        self.former: list[str] = []
        self.folder = "records/partners"
        self.fields = {"name": "Garden", "kind": "school", "status": "active"}
        self.used = 0

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.id}.yaml"

    def lines(self) -> list[str]:
        former = [f"former_ids: [{', '.join(self.former)}]"] if self.former else []
        return [
            f"id: {self.id}",
            *former,
            *(f"{name}: {value}" for name, value in self.fields.items()),
        ]

    def write(self) -> None:
        (self.root / self.path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / self.path).write_text("".join(f"{line}\n" for line in self.lines()))

    def edit(self, what: str, field: str, number: int) -> dict[str, tuple[Any, Any]]:
        """Change something; return the fields that say something else now, but for former ids."""
        (self.root / self.path).unlink()
        told: dict[str, tuple[Any, Any]] = {}
        if what == "set":
            value = VALUES[field].format(STATUS[number] if field == "status" else number + 1)
            before = self.fields.get(field)
            self.fields[field] = value
            if before != value:
                told = {field: (before, value)}
        elif what == "unset":
            before = self.fields.pop(field, None)
            told = {field: (before, None)} if before else {}
        elif what == "rename":
            self.used += 1
            self.former.append(self.id)
            before, self.id = self.id, f"club-{self.used}"
            told = {"id": (before, self.id)}
        else:
            self.folder = f"records/partners{'/deep' * number}"
        self.write()
        return told


def _told(step: Any) -> dict[str, tuple[Any, Any]]:
    """Return the fields of a step with what they were and are, written as in the file."""
    found: dict[str, tuple[Any, Any]] = {}
    for one in step.differences:
        field = one.names[0]
        if field == "former_ids":
            continue
        if field == "tags":
            old, new = found.get(field, (None, None))
            found[field] = (
                f"[{one.before}]" if one.before else old,
                f"[{one.after}]" if one.after else new,
            )
        else:
            found[field] = (one.before, one.after)
    return found


@given(EDITS)
@examples(25)
def test_edits_committed_one_by_one_are_told_back_exactly(
    edits: list[tuple[str, str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, alone(Path(folder)):
        root = repository(Path(folder) / "root", RECORDS)
        record = _Record(root)
        record.write()
        commits = [commit_all(root)]
        wanted: list[tuple[str, dict[str, tuple[Any, Any]]]] = []
        wrote = dict.fromkeys(record.lines(), commits[0])
        for edit in edits:
            before = record.path
            told = record.edit(*edit)
            commits.append(commit_all(root))
            if told or record.path != before:
                wanted.append((commits[-1], told))
            here = record.lines()
            wrote = {line: wrote.get(line, commits[-1]) for line in here}
        names = (record.id, *reversed(record.former))
        past = versions(found(root), commits[-1], PARTNER, record.path, names)
        *later, first = steps(past)
        assert first.what == "added"
        assert [(one.version.made.commit, _told(one)) for one in later] == wanted[::-1]
        assert [(text, made.commit) for text, made in written_by(past)] == list(wrote.items())
        _is_what_is_told_alone(past, record)


def _is_what_is_told_alone(past: list[Version], record: _Record) -> None:
    """Each version is what stood there: the newest is the file, and all have one record."""
    assert past[0].path == record.path
    assert past[0].lines == record.lines()
    assert all(one.record for one in past)
