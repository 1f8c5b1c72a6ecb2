"""Every text for people can be in another language, and is where its catalogue has it."""

import ast
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from cpp_cli import messages
from cpp_cli.cli.ask import Asker
from cpp_cli.cli.table import NOUNS, top, verbs
from cpp_cli.messages import languages, reason, speaking, t, tn
from tests.languages import Swapped, known
from tests.support import ROOT, run, write_files
from tests.test_layers import trees
from words.extract import texts
from words.faults import faults

BAD = "records/partners/bad.yaml"


@pytest.fixture
def swapped(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A language `qq`, which is none, beside English."""
    folder = tmp_path_factory.mktemp("languages")
    write_files(folder, {"qq/LC_MESSAGES/cpp.mo": ""})
    monkeypatch.setattr(messages, "_FOLDER", str(folder))
    monkeypatch.setitem(messages._read, "qq", Swapped())


# Which language


@pytest.mark.usefixtures("swapped")
def test_a_text_is_in_the_language_in_use_and_only_there() -> None:
    with speaking("qq"):
        assert t("Try again when that is done.") == "«Try again when that is done.»"
        assert t("The records are in {folder}.", folder="x") == "«The records are in x.»"
        with speaking("en"):
            assert t("Try again when that is done.") == "Try again when that is done."
        assert tn("one error", "{count} errors", 2) == "«2 errors»"
        assert tn("one error", "{count} errors", 1) == "«one error»"
    assert tn("one error", "{count} errors", 2) == "2 errors"


def test_what_the_system_says_is_in_it_too_where_it_is_known() -> None:
    with speaking("es"):
        assert reason(OSError(28, "No space left on device")) == "no queda espacio en el disco"
        assert reason(OSError(28, "Nobody knows this")) == "Nobody knows this"


def test_what_has_no_translation_is_english() -> None:
    for language in languages()[1:]:
        with speaking(language):
            assert t("Nobody ever wrote {this}.", this="x") == "Nobody ever wrote x."
            assert tn("One such thing", "{count} such things", 3) == "3 such things"
            assert t("") == ""


@pytest.mark.parametrize(
    "words",
    [
        "--lang qq partner list",
        "partner --lang qq list",
        "partner list --lang qq",
        "partner list --lang=QQ",
        "partner list --lang qq_XX.UTF-8",
        "partner list --lang en --lang qq",
    ],
)
@pytest.mark.usefixtures("swapped")
def test_the_language_may_be_named_anywhere(repo: Path, words: str) -> None:
    assert "«Kind»" in run(*words.split(), root=repo).stdout
    assert "«" not in run("partner", "list", root=repo).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--help", "«Show this message and exit.»"),
        ("partner --help", "«List «partners»»"),
        ("meeting add --help", "«The records as they stood at a day,"),
        ("", "«what needs attention now»"),
        ("statsu", "«There is no command"),
        ("partner show nobody-of-this-name", "«"),
        ("owes --nothing", "«There is no option"),
        ("--at nowhere status", "«"),
    ],
)
@pytest.mark.usefixtures("swapped")
def test_help_and_refusals_are_in_it(
    repo: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    told = run("--lang", "qq", *words.split(), root=repo)
    assert said in told.stdout + told.stderr


@pytest.mark.parametrize("words", ["status --lang xx", "--lang xx status"])
def test_a_language_that_is_not_there_is_refused(repo: Path, words: str) -> None:
    told = run(*words.split(), root=repo)
    assert told.status == 2
    assert f"Choose one of: {', '.join(languages())}." in told.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, "en"),
        ({"LANGUAGE": "es"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "es:en"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LANGUAGE": "en:es"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LANGUAGE": "xx:es"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "es_ES.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "xx_XX.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_US@euro"}, "es"),
    ],
)
def test_the_language_of_the_surroundings_is_taken(
    repo: Path, monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str], language: str
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    spoken: list[str] = []

    def heard(language: str) -> messages.Speaking:
        spoken.append(language)
        return speaking("en")

    monkeypatch.setattr("cpp_cli.main.speaking", heard)
    run("partner", "list", root=repo)
    run("partner", "list", "--lang", "es", root=repo)
    assert spoken == [language, "es"]


@pytest.mark.parametrize(("typed", "yes"), [("s", True), ("y", True), ("Sí", True), ("n", False)])
def test_yes_and_no_are_typed_in_the_language_in_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, yes: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"?\n{typed}\n"))
    with speaking("es"):
        assert Asker(present=True).confirm("¿Seguir?") is yes
    said = capsys.readouterr().err
    assert "¿Seguir? [S/n]" in said
    assert "Responder s o n" in said


# What was kept


@pytest.mark.usefixtures("swapped")
def test_what_is_kept_in_one_language_is_never_told_in_another(known_root: Path) -> None:
    write_files(known_root, {BAD: "id: bad\nname: Bad\nkind: scholl\nstatus: active\n"})

    def asked(language: str) -> list[str]:
        told = (run(*words, "--lang", language, root=known_root) for words in QUESTIONS)
        return [str(one) for one in told]

    os.environ["CPP_CACHE"] = "off"
    fresh = {language: asked(language) for language in ("en", "qq")}
    os.environ["CPP_CACHE"] = "on"
    assert "Did you mean" in fresh["en"][0]
    assert fresh["en"] != fresh["qq"]
    for language in ("en", "qq", "en", "qq", "qq", "en"):
        assert asked(language) == fresh[language]


QUESTIONS = (("validate",), ("validate", "--at", "HEAD"), ("owes",))


# The texts


def calls(name: str) -> Iterator[tuple[str, ast.Call, bool]]:
    """Yield each call of a function: its module, and whether it happens when that is imported."""
    for module, tree in trees().items():
        inside = {
            below
            for node in ast.walk(tree)
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            for below in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield module, node, node not in inside


@pytest.mark.parametrize("name", ["t", "tn"])
def test_no_text_is_filled_before_its_language_is_known(name: str) -> None:
    found = [(module, ast.unparse(call), early) for module, call, early in calls(name)]
    assert found
    assert [one for one in found if one[2]] == []


@pytest.mark.parametrize("name", ["t", "mark"])
def test_no_template_is_put_together(name: str) -> None:
    made = (ast.JoinedStr, ast.BinOp)
    found = [ast.unparse(call) for _, call, _ in calls(name) if isinstance(call.args[0], made)]
    assert found == []


@pytest.mark.usefixtures("swapped")
def test_the_help_is_in_the_catalogues() -> None:
    commands = [[noun, verb] for noun in NOUNS for verb in verbs(noun)]
    for words in [[], *([noun] for noun in NOUNS), *commands, *([name] for name in top())]:
        assert run(*words, "--help", "--lang", "qq", root=ROOT).status == 0


MACHINES = (
    *("owes", "agenda", "status", "summary", "heard", "power", "load", "harm list"),
    *("partner list", "meeting list", "commitment list", "partner show huerto-sol"),
)


@pytest.mark.usefixtures("swapped")
@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("words", MACHINES)
def test_machines_get_the_same_in_every_language(words: str, form: str) -> None:
    asked = (*words.split(), "--format", form)
    english = run(*asked, root=ROOT, today="2026-10-01")
    assert "«" not in english.stdout
    assert run(*asked, "--lang", "qq", root=ROOT, today="2026-10-01").stdout == english.stdout


@pytest.mark.parametrize("text", ["Nobody ever said this.", "{count} promises"])
def test_what_no_catalogue_has_is_noticed_in_every_test(text: str) -> None:
    assert text not in known()
    with speaking("en"), pytest.raises(pytest.fail.Exception):
        t(text)


def test_texts_are_found_in_all_ways_in_which_they_are_written() -> None:
    code = '''
A = Literal["one", "two"]
class B(Part):
    FORM: Text
    """For programmers."""
    c: Text
    """A field,
    in words."""
W = tuple(map(mark, ("Monday", "Tuesday")))
@takes(value("--x", "x", "X", mark("An option.")))
def command(session):
    """A command.

    More
    of it.

    And more.
    """
    return t("Text {x}" " and more", x=tn("One", "{count}", 1)), t(variable)
'''
    found = set(texts(code, "models"))
    assert found >= {"one", "two", "A field, in words.", "Monday", "Tuesday"}
    assert "For programmers." not in found
    assert set(texts(code, "commands")) == {
        *("Monday", "Tuesday", "An option.", "More of it.", "And more."),
        *("Text {x} and more", ("One", "{count}")),
    }


@pytest.mark.parametrize(
    ("original", "text", "wrong"),
    [
        ("{name} is {day}.", "{day}: {name}", []),
        ("{name} is {day}.", "{name}", ["{day} is missing"]),
        ("{name} is", "{name} es {day}", ["{day} is not in the original"]),
        ("{rate:.0%}", "{rate}", ["{rate:.0%} is missing", "{rate} is not in the original"]),
        (" or ", " o ", []),
        (" or ", "o", ["it begins or ends with another space"]),
        ("See: cpp validate", "Ver: cpp validate", []),
        ("Leave --at out.", "Sin eso.", ["--at is missing, which is typed so in every language"]),
        ("`us` is", "`us` es", []),
        (("One", "{count} of {all}"), ("Uno", "{count} de {all}"), []),
        (("One", "{count} of {all}"), ("Uno de {all}", "{count}"), ["{all} is missing"]),
        (("One", "{count}"), ("Uno", "{count} {all}"), ["{all} is not in the original"]),
    ],
)
def test_a_translation_fills_in_what_its_original_does(
    original: str | tuple[str, str], text: str | tuple[str, str], wrong: list[str]
) -> None:
    assert list(faults(Message(original, text))) == wrong
