"""Records in brief: what many are asked is as it is in the record; the long words are left out."""

from pathlib import Path

import pytest

from cpp_cli.models.brief import briefs, in_brief
from cpp_cli.models.kinds import IN_BRIEF, KINDS, MEETING
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from tests.caches import kept
from tests.gits import repository
from tests.support import ROOT, Session, run, write_files

QUESTIONS = (
    *("status", "owes --format json", "owes --balance --aging 30,60", "agenda --format ics"),
    *("agenda --format json", "summary --format json", "summary river-road"),
    *("summary --since 2025-06-01 --until 2025-12-31", "status --as-of 2025-09-01"),
    *(f"{kind} list --format json" for kind in ("partner", "meeting", "commitment", "harm")),
    *("commitment list --as-of 2025-09-01", "meeting list", "validate"),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped records in a repository, with all that a question keeps."""
    files = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "records").rglob("*.yaml")}
    root = repository(tmp_path / "repo", {name: path.read_text() for name, path in files.items()})
    monkeypatch.setenv("CPP_CACHE", "on")
    for question in ("validate", "status"):
        run(question, root=root)
    assert {f"brief-{kind}" for kind in IN_BRIEF} <= {one.suffix[1:] for one in kept(root)}
    return root


def _asked(root: Path, cache: str) -> list[Session]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CPP_CACHE", cache)
        return [run(*question.split(), root=root) for question in QUESTIONS]


@pytest.mark.once
def test_every_answer_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _asked(root, "off")
    with monkeypatch.context() as patch:
        patch.setattr("cpp_cli.reading.load.load", lambda *_: pytest.fail("all was read"))
        assert _asked(root, "on") == expected


def test_what_has_changed_is_not_taken_from_what_was_kept(root: Path) -> None:
    before = _asked(root, "on")
    meeting = max((root / "records/meetings").rglob("*.yaml"))
    promise = max((root / "records/commitments").rglob("*.yaml"))
    changed = {
        meeting: meeting.read_text().replace("\ntitle:", "\nplace: Hall\ntitle: Late,"),
        promise: promise.read_text().replace("\nwhat:", "\nwhat: Twice,"),
    }
    write_files(root, {path.relative_to(root).as_posix(): text for path, text in changed.items()})
    meeting.with_name("2026-01-01-new.yaml").write_text(
        "id: 2026-01-01-new\ndate: 2026-01-01\ntitle: New\n"
    )
    found = _asked(root, "on")
    assert found == _asked(root, "off")
    assert found != before


def test_what_is_kept_of_a_view_may_be_gone(root: Path) -> None:
    expected = _asked(root, "off")
    for file in kept(root):
        if file.suffix.startswith(".brief-") or file.suffix == ".outcomes":
            file.write_bytes(b"")
    assert _asked(root, "on") == expected


@pytest.mark.parametrize("kind", sorted(IN_BRIEF))
def test_only_the_long_words_are_left_out(kind: str) -> None:
    model, of = KINDS[kind].model, KINDS[kind]
    records = list(load(WorkingTree(ROOT)).of(of).values())
    short = briefs(model, [*(tuple(one.model) for one in records), None])
    assert short.pop() is None
    for record, plain in zip(records, short, strict=True):
        brief = in_brief(model).from_raw(plain)
        for at, name in enumerate(model.FIELDS):
            if name in model.LONG:
                with pytest.raises(TypeError, match=name):
                    getattr(brief, name)
            elif at not in model.PARTS:
                assert getattr(brief, name) == getattr(record.model, name)
    assert any(record.model.notes for record in records)


def test_what_was_heard_is_there_without_the_words_of_the_answer() -> None:
    records = load(WorkingTree(ROOT)).of(MEETING).values()
    short = briefs(MEETING.model, [tuple(one.model) for one in records])
    pairs = [
        (heard, brief)
        for record, plain in zip(records, short, strict=True)
        for heard, brief in zip(
            record.model.heard, in_brief(MEETING.model).from_raw(plain).heard, strict=True
        )
    ]
    assert all(heard.text == brief.text for heard, brief in pairs)
    answers = [(heard.answer, brief.answer) for heard, brief in pairs if heard.answer]
    assert answers
    assert all(full.date == brief.date and brief.text is None for full, brief in answers)
