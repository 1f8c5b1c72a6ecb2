"""`cpp init`: what is made, that nothing of anybody's is written over, and that twice is once."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cpp_cli.models.schemas import generate
from cpp_cli.starting.around import SETTINGS
from cpp_cli.starting.section import BEGIN, END
from cpp_cli.starting.templates import example
from tests.gits import git, repository
from tests.modes import bound
from tests.support import Session, files_of, partner, run, write_files
from tests.test_terminal import terminal

WHO = ("--name", "Our program", "--us", "Casa de Todos")
SOURCE = "git+https://example.org/cpp.git@" + "a1" * 20
HOSTILE = (
    'It\'s "ours"',
    "a: b # c",
    "# none",
    "- [x] {y: z} & *a !b %c @d `e`",
    "no",
    "2026-01-01",
    "two\nlines\r\nand\ttabs",
    "name: x\nus: [them]",
    "{us}{name}{kinds}",
    "Niñez, 子供 & Émile",
    "\\n \x07 \u202e",
    "x" * 200,
)


@pytest.fixture
def folder(tmp_path: Path, own_environment: None) -> Path:
    """An empty folder, with an accent and spaces in its name, where git knows nobody."""
    made = tmp_path / "Niños y más" / "our records"
    made.mkdir(parents=True)
    return made


TODAY = "2026-11-20"
"""A day after the last one of the example."""


def begin(folder: Path, *more: str, who: tuple[str, ...] = WHO) -> Session:
    return run("init", *who, "--no-input", *more, root=folder, today=TODAY)


def strictly_well(folder: Path) -> str:
    return run("validate", "--strict", root=folder, today=TODAY).stdout


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file, also git's settings."""
    return files_of(folder) | {".git/config": (folder / ".git/config").read_bytes()}


def loaded(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@pytest.mark.parametrize("forge", ["github", "gitlab", "forgejo", "none"])
@pytest.mark.parametrize("example_", [True, False])
def test_what_was_begun_is_well_and_twice_is_once(folder: Path, forge: str, example_: bool) -> None:
    who = ("--example",) if example_ else WHO
    first = begin(folder, "--forge", forge, "--tool", SOURCE, who=who)
    assert (first.status, first.stderr) == (0, "")
    before = everything(folder)
    again = begin(folder, who=who)
    assert (again.status, again.stderr) == (0, "")
    assert "nothing was changed" in again.stdout
    assert "Left as they are" not in again.stdout
    assert everything(folder) == before
    count = len(example()) if example_ else 2
    assert strictly_well(folder) == f"All is well: {count} records checked.\n"
    assert git(folder, "symbolic-ref", "HEAD") == "refs/heads/main"
    listed = git(folder, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
    assert sorted(filter(None, listed)) == sorted(files_of(folder))


def test_the_example_is_byte_for_byte_that_of_the_program(folder: Path) -> None:
    begin(folder, who=("--example",))
    made = {path: data for path, data in files_of(folder).items() if path.startswith("records/")}
    assert made == example()


def test_schemas_are_those_of_cpp_schema(folder: Path) -> None:
    begin(folder)
    for path, text in generate().items():
        assert (folder / path).read_text(encoding="utf-8") == text
    assert run("schema", "--check", root=folder).status == 0


def test_where_it_is_said_who_begins_only_with_a_name(folder: Path) -> None:
    told = begin(folder, who=())
    assert told.status == 2
    assert {"--name", "--us", "--example"} <= set(re.findall(r"--[a-z]+", told.stderr))
    assert "--us." in begin(folder, who=("--name", "Ours")).stderr
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_comes_out_as_words(folder: Path, name: str) -> None:
    assert begin(folder, who=("--name", name, "--us", f"A {name}"[:200])).status == 0
    assert strictly_well(folder).startswith("All is well")
    program = loaded((folder / "records/program.yaml").read_text(encoding="utf-8"))
    visible = re.sub(r"[\x07\u202e]", "", name)
    assert program["name"] == " ".join(visible.split())
    assert set(program) == {"us", "name"}
    us = loaded((folder / f"records/partners/{program['us'][0]}.yaml").read_text("utf-8"))
    assert set(us) == {"id", "name", "kind", "status"}


@pytest.mark.parametrize(
    ("who", "word"),
    [
        (("--name", "x" * 201, "--us", "us-all"), "200"),
        (("--name", "Ours", "--us", "子供"), "子供"),
        (("--name", "Ours", "--us", "con"), "Windows"),
        (("--name", "Ours", "--us", "Us", "--example"), "--example"),
        (("--name", "Ours", "--us", "Us", "--forge", "sourceforge"), "github, gitlab, forgejo"),
        (("--name", "Ours", "--us", "Us", "--merge-driver", "--no-merge-driver"), "opposite"),
        (("--name", "Ours", "--us", "Us", "--tool", "git+https://x.org/cpp@main"), "--tool"),
        (
            ("--name", "Ours", "--us", "Us", "--tool", f"git+https://u:p@x.org/cpp@{'a' * 40}"),
            "pass",
        ),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_made(
    folder: Path, who: tuple[str, ...], word: str
) -> None:
    told = begin(folder, who=who)
    assert told.status == 2
    assert word in told.stderr
    assert list(folder.iterdir()) == []


def test_an_id_for_us_gives_the_partner_the_name_of_the_program(folder: Path) -> None:
    begin(folder, who=("--name", "Everybody's table", "--us", "our-table"))
    us = loaded((folder / "records/partners/our-table.yaml").read_text(encoding="utf-8"))
    assert us["name"] == "Everybody's table"


def test_each_part_of_the_program_can_be_used_by_taking_the_sign_away(folder: Path) -> None:
    begin(folder)
    program = folder / "records/program.yaml"
    text = program.read_text(encoding="utf-8")
    program.write_text(re.sub(r"^#(?! \S|$)", "", text, flags=re.MULTILINE), encoding="utf-8")
    assert strictly_well(folder).startswith("All is well")
    from cpp_cli.models.program import Program
    from cpp_cli.models.shape import shapes

    others = {"former_ids", "visibility", "lang", "notes"}
    assert set(loaded(program.read_text(encoding="utf-8"))) == set(shapes(Program)) - others


def test_a_dry_run_shows_and_makes_nothing(folder: Path) -> None:
    told = begin(folder, "--dry-run", "-C", "new one")
    assert told.status == 0
    assert "nothing is written yet" in told.stdout
    assert "records/program.yaml" in told.stdout
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_made(folder: Path) -> None:
    told = begin(folder, "-C", "a/b c", "--format", "json")
    data = json.loads(told.stdout)["data"]
    assert data["written"] is data["new_repository"] is True
    assert set(data["made"]) == set(files_of(folder / "a/b c"))
    step = begin(folder, "-C", "a/b c").stdout
    assert f"cpp -C '{folder / 'a/b c'}' partner add" in step


def test_next_step_works_as_it_is_told(folder: Path) -> None:
    begin(folder)
    added = run("partner", "add", "--name", "Huerto", "--kind", "school", root=folder)
    assert added.status == 0
    assert run("validate", root=folder).status == 0


MINE = {
    ".gitignore": "secret.txt",
    ".gitattributes": "*.png binary\r\n",
    SETTINGS: '{"editor.fontSize": 20}\n',
    ".github/workflows/records.yml": "mine: true\n",
    ".github/CODEOWNERS": "* @boss\n",
    "schemas/partner.schema.json": "{}\n",
    "README.md": "Hello\n",
}


def test_what_is_there_stays_and_is_named_with_what_to_do(folder: Path) -> None:
    write_files(folder, MINE)
    told = begin(folder)
    assert told.status == 0
    for path, text in MINE.items():
        assert (folder / path).read_bytes() == text.encode(), path
    left = told.stdout.partition("Left as they are")[2]
    assert [path for path in MINE if path not in left] == ["README.md"]


def test_update_adds_our_part_and_keeps_theirs(folder: Path) -> None:
    write_files(folder, MINE)
    begin(folder)
    told = begin(folder, "--update")
    assert told.status == 0
    for path in (".gitignore", ".gitattributes", ".github/CODEOWNERS"):
        text = (folder / path).read_bytes().decode()
        assert text.startswith(MINE[path].rstrip("\r\n"))
        assert text.splitlines().count(BEGIN) == text.splitlines().count(END) == 1
    assert (folder / ".gitattributes").read_bytes().count(b"\n") == (
        (folder / ".gitattributes").read_bytes().count(b"\r\n")
    )
    before = everything(folder)
    begin(folder, "--update")
    assert everything(folder) == before


def test_who_is_asked_for_reviews_follows_the_records_and_other_lines_stay(folder: Path) -> None:
    begin(folder, "--forge", "github")
    owners = folder / ".github/CODEOWNERS"
    owners.write_text(f"# above\n{owners.read_text()}/docs/ @editor\n", encoding="utf-8")
    us = folder / "records/partners/casa-de-todos.yaml"
    people = "people:\n  - id: ana-r\n    name: Ana\n    account: '@ana-r'\n"
    us.write_text(us.read_text(encoding="utf-8") + people, encoding="utf-8")
    assert "cpp init --update" in begin(folder).stdout
    begin(folder, "--update")
    lines = owners.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# above"
    assert lines[-1] == "/docs/ @editor"
    assert "* @ana-r" in lines
    assert "/records/partners/casa-de-todos.yaml @ana-r" in lines


@pytest.mark.parametrize("path", ["records/program.yaml", "records/partners/casa-de-todos.yaml"])
def test_nobody_is_forgotten_where_a_record_cannot_be_read(folder: Path, path: str) -> None:
    begin(folder, "--forge", "github")
    us = folder / "records/partners/casa-de-todos.yaml"
    people = "people:\n  - id: ana-r\n    name: Ana\n    account: ana-r\n"
    us.write_text(us.read_text(encoding="utf-8") + people, encoding="utf-8")
    begin(folder, "--update")
    before = (folder / ".github/CODEOWNERS").read_bytes()
    assert b"* @ana-r\n" in before
    write_files(folder, {path: "{"})
    told = run("init", "--update", "--no-input", root=folder)
    assert "not every record can be read" in told.stdout
    assert (folder / ".github/CODEOWNERS").read_bytes() == before


def test_damaged_marks_are_named_and_nothing_is_guessed(folder: Path) -> None:
    begin(folder)
    file = folder / ".gitignore"
    damaged = file.read_text(encoding="utf-8").replace(END, "")
    file.write_text(damaged, encoding="utf-8")
    told = begin(folder, "--update")
    assert "damaged" in told.stdout
    assert file.read_text(encoding="utf-8") == damaged


def test_nothing_is_written_behind_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / ".github").symlink_to(tmp_path / "elsewhere")
    told = begin(folder)
    assert ".github is a link" in told.stdout
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (folder / ".github").unlink()
    assert begin(folder, "--forge", "github").status == 0
    assert (folder / ".github/CODEOWNERS").exists()


def test_records_behind_a_link_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "records").symlink_to(tmp_path)
    assert begin(folder).status == 2


@pytest.mark.parametrize("where", ["file", "file/inside"])
def test_a_place_that_can_be_no_folder_is_refused(folder: Path, where: str) -> None:
    write_files(folder, {"file": "words"})
    told = begin(folder, "-C", where)
    assert told.status in (2, 3)
    assert len(told.stderr.splitlines()) > 1
    assert files_of(folder) == {"file": b"words"}


def test_a_file_in_the_way_of_a_folder_is_named(folder: Path) -> None:
    write_files(folder, {".vscode": "words"})
    told = begin(folder)
    assert told.status == 3
    assert ".vscode/settings.json" in told.stderr
    assert not (folder / "records/program.yaml").exists()
    (folder / ".vscode").unlink()
    assert begin(folder).status == 0
    assert run("validate", root=folder).status == 0


def test_a_folder_that_is_locked_is_refused(folder: Path) -> None:
    folder.chmod(0o555)
    told = bound(folder, "init", *WHO, "--no-input", today=TODAY)
    folder.chmod(0o755)
    assert told.status == 3
    assert list(folder.iterdir()) == []


def test_a_repository_that_leads_nowhere_is_told_before_anything_is_made(folder: Path) -> None:
    write_files(folder, {".git": "gitdir: nowhere"})
    told = begin(folder)
    assert told.status == 3
    assert "No repository can be made" in told.stderr
    assert [path.name for path in folder.iterdir()] == [".git"]


def test_without_git_nothing_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    told = begin(folder)
    assert told.status == 3
    assert "git" in told.stderr
    assert files_of(folder) == {}


def test_in_a_repository_that_is_there_nothing_of_it_is_touched(folder: Path) -> None:
    repository(folder, {"README.md": "Hello\n"})
    head = git(folder, "rev-parse", "HEAD")
    told = begin(folder)
    assert ".git/" not in told.stdout
    assert git(folder, "rev-parse", "HEAD") == head
    assert git(folder, "status", "--porcelain", "README.md") == ""


def test_in_a_folder_of_a_larger_repository_nothing_is_made_for_reviews(folder: Path) -> None:
    repository(folder, {"README.md": "Hello\n"})
    told = begin(folder, "-C", "inner")
    assert told.status == 0
    assert "part of" in told.stdout
    assert not (folder / "inner/.github").exists()
    assert not (folder / "inner/.git").exists()
    assert begin(folder, "-C", "inner", "--forge", "github").status == 2


@pytest.mark.parametrize(
    ("address", "folder_"),
    [
        ("git@gitlab.example.org:x/y.git", ".gitlab"),
        ("https://codeberg.org/x/y", ".forgejo"),
        ("https://github.com/x/y", ".github"),
    ],
)
def test_the_site_is_found_out_from_where_records_are_sent(
    folder: Path, address: str, folder_: str
) -> None:
    repository(folder, {"README.md": "Hello\n"})
    git(folder, "remote", "add", "origin", address)
    begin(folder)
    assert (folder / folder_ / "cpp-requirements.txt").exists()


def test_git_is_told_how_records_are_put_together_only_where_that_is_wanted(folder: Path) -> None:
    begin(folder)
    before = (folder / ".git/config").read_text(encoding="utf-8")
    assert "merge" not in before
    assert "-P -m cpp_cli merge-file" not in before
    assert begin(folder, "--merge-driver").status == 0
    line = git(folder, "config", "merge.cpp.driver")
    assert line.endswith(" -P -m cpp_cli merge-file --base %O --ours %A --theirs %B --out %A")
    assert "nothing was changed" in begin(folder, "--merge-driver").stdout
    told = git(folder, "check-attr", "merge", "text", "--", "records/partners/a.yaml")
    assert told.splitlines() == [
        "records/partners/a.yaml: merge: cpp",
        "records/partners/a.yaml: text: unset",
    ]


def test_what_the_program_leaves_behind_is_ignored(folder: Path) -> None:
    begin(folder)
    left = [".cpp/lock", "records/partners/.a.yaml.0123456789abcdef.before.tmp", ".DS_Store"]
    assert git(folder, "check-ignore", *left).splitlines() == left


def test_the_editor_is_told_of_every_kind(folder: Path) -> None:
    begin(folder)
    settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    for path, where in settings["yaml.schemas"].items():
        assert (folder / path).is_file()
        assert list(folder.glob(where.replace("/**/", "/"))) or list(folder.glob(f"{where[:-9]}*"))
    names = json.loads((folder / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert names == {"recommendations": ["redhat.vscode-yaml"]}


def test_from_below_the_records_that_are_there_are_meant(folder: Path) -> None:
    begin(folder)
    before = everything(folder)
    assert "nothing was changed" in run("init", "--no-input", root=folder / "records/harms").stdout
    assert everything(folder) == before


def test_records_without_a_program_get_one_and_stay(folder: Path) -> None:
    mine = partner("casa-de-todos")
    write_files(folder, mine)
    assert begin(folder).status == 0
    made = files_of(folder)
    assert {path: made[path].decode() for path in mine} == mine
    assert run("validate", root=folder).status == 0


# At a terminal


def test_at_a_terminal_everything_needed_is_asked_for(folder: Path) -> None:
    with terminal(folder, "init") as person:
        person.answer("What is your program called? ", "Everybody's table\n")
        person.answer("the organisation called that you are? [Everybody's table]: ", "Casa\n")
        person.answer("A short id for it [casa]: ", "Our Casa\n")
        person.answer("A short id for it [casa]: ", "\n")
        person.answer("What kind of organisation is it? (number or name) ", "coal\n")
        person.answer("Where will others look at your changes? (number or name) ", "codeberg\n")
        person.answer("to one record together, field by field? [Y/n] ", "\n")
        assert person.end() == 0
    us = loaded((folder / "records/partners/casa.yaml").read_text(encoding="utf-8"))
    assert us == {"id": "casa", "name": "Casa", "kind": "coalition", "status": "active"}
    assert (folder / ".forgejo/workflows/records.yml").exists()
    assert git(folder, "config", "merge.cpp.driver")
    assert "What to do next" in person.transcript


def test_ctrl_c_at_a_question_makes_nothing(folder: Path) -> None:
    with terminal(folder, "init", "-C", "new") as person:
        person.answer("What is your program called? ", "Everybody's table\n")
        person.answer("that you are? [Everybody's table]: ", "\x03")
        assert person.end() == 130
    assert "nothing was written" in person.transcript
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("columns", [30, 60])
def test_in_a_narrow_window_no_word_is_lost(folder: Path, columns: int) -> None:
    words = ("--name", "Ours", "--us", "us-all", "--forge", "github", "--no-merge-driver")
    with terminal(folder, "init", *words, columns=columns) as person:
        assert person.end() == 0
    shown = "".join(person.transcript.split())
    for path in (*files_of(folder), "cpp doctor", "CPP_SOURCE"):
        told = "schemas/" if path.startswith("schemas/") else path.removesuffix(".gitkeep")
        assert told.replace(" ", "") in shown, path
