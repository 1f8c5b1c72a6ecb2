"""UTF-8 whatever the locale says: what is typed, read, written and printed, and names of files."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from sysconfig import get_path

import pytest

from tests.support import ROOT, TODAY, run, write_files
from tests.test_layers import trees

NAME = "Niño Ávila 漢字 ñ"
WORDS = "Sí, señora: 漢字 – „so“ 😀"
OURS = ("LANG", "LANGUAGE", "LC_", "PYTHON")

LOCALES: dict[str, dict[str, str]] = {
    "none at all": {},
    "C": {"LC_ALL": "C"},
    "POSIX, and Python does not mend it": {
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "Latin-1 for what is printed": {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "latin-1"},
    "ASCII for all": {
        "LC_ALL": "C",
        "PYTHONIOENCODING": "ascii:strict",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "a locale that is not there": {"LC_ALL": "xx_XX.ISO-8859-1", "PYTHONUTF8": "0"},
}
STARTS = {
    "as a module": ["-P", "-m", "cpp_cli"],
    "as installed": ["-P", "-c", "import sys; from cpp_cli.start import start; sys.exit(start())"],
    "as the scripts do": [
        *("-I", "-S", "-X", "utf8", "-c"),
        f"import sys; sys.path += {[str(ROOT), get_path('purelib'), get_path('platlib')]}; "
        "from cpp_cli.start import start; sys.exit(start())",
    ],
}
locales = pytest.mark.parametrize("locale", LOCALES)
starts = pytest.mark.parametrize("start", STARTS)


def cpp(
    folder: Path,
    *words: str | bytes,
    locale: str,
    start: str = "as a module",
    stdin: bytes = b"",
    **more: str,
) -> tuple[int, str, str]:
    """Run the program in a locale; return its status, and what it printed as UTF-8."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(OURS) or name == "PYTHONPATH"
    }
    done = subprocess.run(
        [sys.executable, *STARTS[start], *words],
        cwd=folder,
        env={**kept, "CPP_TODAY": str(TODAY), **LOCALES[locale], **more},
        input=stdin,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@locales
@starts
def test_a_name_is_written_found_and_printed_as_it_was_typed(
    repo: Path, locale: str, start: str
) -> None:
    add = ("partner", "add", "--name", NAME, "--kind", "school", "--id", "avila")
    status, printed, said = cpp(repo, *add, locale=locale, start=start)
    assert (status, said) == (0, "")
    assert f"+name: {NAME}\n" in printed
    written = (repo / "records/partners/avila.yaml").read_bytes().decode()
    assert f"name: {NAME}\n" in written
    status, printed, said = cpp(repo, "partner", "show", "Niño", locale=locale, start=start)
    assert (status, said) == (0, "")
    assert printed.startswith(f"{NAME}\n")


@locales
def test_all_ways_in_and_out_are_the_same_in_every_locale(repo: Path, locale: str) -> None:
    folder = write_files(repo / "año", {"señal.md": WORDS + "\n"})
    add = ("meeting", "add", "--date", "2026-05-05", "--title", WORDS)
    file = ("--file", "año/señal.md")
    assert cpp(repo, *add, *file, locale=locale)[0] == 0
    piped = ("meeting", "note", "2026-05-05", "--file", "-")
    assert cpp(repo, *piped, locale=locale, stdin=WORDS.encode())[0] == 0
    there = ("-C", "..", "meeting", "show", "2026-05-05", "--format", "md")
    _, printed, _ = cpp(folder, *there, locale=locale)
    assert printed.count("Sí, señora: 漢字") == 3
    assert printed == run(*there, root=folder).stdout


@locales
def test_names_of_files_and_folders_are_read_as_they_are(repo: Path, locale: str) -> None:
    write_files(repo, {"records/partners/ñandú 漢.yaml": "id: nandu\n"})
    status, printed, _ = cpp(repo, "validate", locale=locale)
    assert status == 1
    assert "records/partners/ñandú 漢.yaml:1:1: " in printed
    inner = write_files(repo / "año", {"records/program.yaml": "us: [x]\n"})
    for folder, words in ((inner, ()), (repo, ("-C", "año"))):
        status, printed, _ = cpp(folder, *words, "partner", "list", locale=locale)
        assert (status, printed) == (0, "None.\n")


@locales
def test_a_complaint_is_printed_as_utf_8(repo: Path, locale: str) -> None:
    status, _, said = cpp(repo, "partner", "show", "漢字", locale=locale)
    assert status == 2
    assert '"漢字"' in said


@locales
def test_what_is_completed_is_the_same_in_every_locale(repo: Path, locale: str) -> None:
    (repo / "ñ").mkdir()
    line = "cpp -C ñ/.. partner show hu"
    offered = cpp(
        repo, locale=locale, _CPP_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD="5"
    )
    assert offered[1].split() == ["huerto-sol"]


@pytest.mark.parametrize("locale", ["C", "POSIX, and Python does not mend it"])
@pytest.mark.parametrize("word", [b"Ni\xf1o", b"\xff", b"a\xc3", b"\xed\xa0\x80", b"\xc0\xaf"])
def test_what_is_typed_in_another_encoding_is_refused(repo: Path, locale: str, word: bytes) -> None:
    before = sorted(repo.rglob("*"))
    add = ("partner", "add", "--kind", "school", "--id", "avila", "--name", word)
    status, printed, said = cpp(repo, *add, locale=locale)
    assert (status, printed) == (2, "")
    assert "not UTF-8 text" in said
    assert sorted(repo.rglob("*")) == before


def test_an_argument_that_no_shell_can_give_is_refused_too(repo: Path) -> None:
    assert run("partner", "add", "--kind=school", "--name=a\0b", root=repo).status == 2


# The program itself, as it would run where files are not UTF-8 unless that is said


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Yield every call in the program: its module, and the name of what is called."""
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                yield module, node, node.func.id if isinstance(node.func, ast.Name) else name


READERS = {"read_text", "write_text", "TextIOWrapper", "NamedTemporaryFile", "TemporaryFile"}
STARTERS = {"run", "Popen", "check_output", "check_call", "call", "getoutput", "execute"}


def says(call: ast.Call, name: str) -> bool:
    return any(word.arg == name for word in call.keywords)


def mode(call: ast.Call) -> str:
    """Return the mode in which a call opens a file; empty where it says none."""
    named = [word.value for word in call.keywords if word.arg == "mode"]
    texts = [one.value for one in (*named, *call.args) if isinstance(one, ast.Constant)]
    return next(
        (text for text in texts if isinstance(text, str) and set(text) <= set("rwxab+t")), ""
    )


def test_every_file_that_is_opened_as_text_is_opened_as_utf_8() -> None:
    """Such as on Windows, where the encoding of texts is another."""
    opened = 0
    for module, call, name in calls():
        if name in READERS and not _is_own(call, module, name):
            in_bytes = "b" in mode(call)
            assert in_bytes or says(call, "encoding"), (module, ast.unparse(call))
        if name in ("open", "fdopen") and ast.unparse(call.func) != "os.open":
            opened += 1
            assert "b" in mode(call) or says(call, "encoding"), (module, ast.unparse(call))
    assert opened


def _is_own(call: ast.Call, module: str, name: str) -> bool:
    """Whether a function of our own has the name of one of Python's."""
    here = trees()[module].body
    imports = [node for node in here if isinstance(node, ast.ImportFrom)]
    ours = {
        alias.name
        for node in imports
        if (node.module or "").startswith("cpp_cli")
        for alias in node.names
    }
    ours |= {node.name for node in here if isinstance(node, ast.FunctionDef)}
    return isinstance(call.func, ast.Name) and name in ours


def test_what_other_programs_say_is_read_as_utf_8() -> None:
    for module, call, name in calls():
        if name in STARTERS and (says(call, "text") or says(call, "universal_newlines")):
            assert says(call, "encoding"), (module, ast.unparse(call))
