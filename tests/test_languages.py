"""Every text for people can be in another language, and is where its catalogue has it."""

import ast
import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from cpp_cli import messages
from cpp_cli.cli.table import NOUNS, top, verbs
from cpp_cli.messages import languages, speaking, t, tn
from tests.support import ROOT, run, write_files
from tests.test_golden import CASES, command_of
from tests.test_layers import trees
from words.extract import extracted, texts
from words.faults import faults

BAD = "records/partners/bad.yaml"


class Swapped:
    """A language in which every text that is known to the catalogues is between two marks."""

    def __init__(self) -> None:
        self.known = {text if isinstance(text, str) else text[0] for text in extracted()}
        self.unknown: set[str] = set()

    def gettext(self, template: str) -> str:
        """Return a text in this language."""
        if template not in self.known:
            self.unknown.add(template)
        return f"«{template}»"

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return one of two."""
        self.gettext(one)
        return f"«{one if count == 1 else many}»"


@pytest.fixture
def swapped(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Swapped:
    """A language `qq`, which is none, beside English."""
    found = Swapped()
    folder = tmp_path_factory.mktemp("languages")
    write_files(folder, {"qq/LC_MESSAGES/cpp.mo": ""})
    monkeypatch.setattr(messages, "_FOLDER", str(folder))
    monkeypatch.setitem(messages._read, "qq", found)
    return found


# Which language


def test_a_text_is_in_the_language_in_use_and_only_there(swapped: Swapped) -> None:
    with speaking("qq"):
        assert t("Try again when that is done.") == "«Try again when that is done.»"
        assert t("The records are in {folder}.", folder="x") == "«The records are in x.»"
        with speaking("en"):
            assert t("Try again when that is done.") == "Try again when that is done."
        assert tn("One error", "{count} errors", 2) == "«2 errors»"
        assert tn("One error", "{count} errors", 1) == "«One error»"
    assert tn("One error", "{count} errors", 2) == "2 errors"


def test_what_has_no_translation_is_english() -> None:
    for language in languages():
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
def test_the_language_may_be_named_anywhere(repo: Path, swapped: Swapped, words: str) -> None:
    assert "«Kind»" in run(*words.split(), root=repo).stdout
    assert "«" not in run("partner", "list", root=repo).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--help", "«Show this message and exit.»"),
        ("partner --help", "«List {plural}»".format(plural="partners")),
        ("meeting add --help", "«The records as they stood at a day,"),
        ("", "«what needs attention now»"),
        ("statsu", "«There is no command"),
        ("partner show nobody-of-this-name", "«"),
        ("owes --nothing", "«There is no option"),
        ("--at nowhere status", "«"),
    ],
)
def test_help_and_refusals_are_in_it(
    repo: Path, swapped: Swapped, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    told = run("--lang", "qq", *words.split(), root=repo)
    assert said in told.stdout + told.stderr


@pytest.mark.parametrize("words", ["status --lang xx", "--lang xx status"])
def test_a_language_that_is_not_there_is_refused(repo: Path, words: str) -> None:
    told = run(*words.split(), root=repo)
    assert told.status == 2
    assert f"Choose one of: {', '.join(languages())}." in told.stderr


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


# What was kept


def test_what_is_kept_in_one_language_is_never_told_in_another(
    known_root: Path, swapped: Swapped
) -> None:
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_text_of_an_answer_is_in_the_catalogues(case: Path, swapped: Swapped) -> None:
    words = shlex.split(command_of(case).removeprefix("$ cpp"))
    run(*words, "--lang", "qq", root=ROOT, today="2026-10-01")
    assert swapped.unknown == set()


def test_every_text_of_the_help_is_in_the_catalogues(swapped: Swapped) -> None:
    commands = [[noun, verb] for noun in NOUNS for verb in verbs(noun)]
    for words in [[], *([noun] for noun in NOUNS), *commands, *([name] for name in top())]:
        assert run(*words, "--help", "--lang", "qq", root=ROOT).status == 0
    assert swapped.unknown == set()


def test_texts_are_found_in_all_ways_in_which_they_are_written() -> None:
    code = '''
A = Literal["one", "two"]
class B(Part):
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
    assert set(texts(code, "models")) >= {"one", "two", "A field, in words.", "Monday", "Tuesday"}
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
