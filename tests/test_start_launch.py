"""The launcher: one look at what is there, no further process, and nothing of the surroundings."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from cpp_cli import __version__
from tests.support import ROOT, write_files

STAMPED = {"pyproject.toml": "x\n", "requirements/run.txt": "y\n", "requirements/fast.txt": "z\n"}
SETUP = """
ensure() {
    echo "set up: $1" >&2
    ln -sf python.away "$root/.venv/bin/python"
    mkdir -p "$root/.venv/stamp"
    cp "$root/pyproject.toml" "$root/requirements/run.txt" "$root/requirements/fast.txt" \
        "$root/.venv/stamp"
    printf '%s\\n' "$root" >"$root/.venv/stamp/root"
}
"""
SET_UP = "set up: run\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of its own that is set up, with this Python; its set-up is quick, and says so."""
    root = tmp_path / "a checkout's folder"
    write_files(root, STAMPED)
    write_files(root, {"scripts/cpp": (ROOT / "scripts/cpp").read_bytes()})
    write_files(root, {"scripts/setup.sh": SETUP})
    version = "python{}.{}".format(*sys.version_info)
    write_files(
        root / ".venv",
        {
            "stamp/root": f"{root}\n",
            "bin/python.away": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n',
            **{f"stamp/{name.rpartition('/')[2]}": text for name, text in STAMPED.items()},
        },
    )
    for name in ("scripts/cpp", ".venv/bin/python.away"):
        (root / name).chmod(0o755)
    (root / ".venv/bin/python").symlink_to("python.away")
    (root / ".venv/bin/cpp").symlink_to("../../scripts/cpp")
    (root / ".venv/lib" / version).mkdir(parents=True)
    site_packages = root / ".venv/lib" / version / "site-packages"
    site_packages.symlink_to(sysconfig.get_path("purelib"))
    (root / "cpp_cli").symlink_to(ROOT / "cpp_cli")
    return root


def cpp(
    root: Path, *words: str, script: str = "scripts/cpp", cwd: Path | None = None, **more: str
) -> tuple[int, str, str]:
    """Run the program of a checkout; return its status, and what it printed."""
    done = subprocess.run(
        [root / script, *words],
        cwd=cwd or root,
        env={"PATH": os.environ["PATH"], "CPP_TODAY": "2026-06-01", **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


VERSION = f"cpp {__version__}\n"


@pytest.mark.parametrize("script", ["scripts/cpp", ".venv/bin/cpp", "scripts/../scripts/cpp"])
def test_where_all_is_there_no_other_program_is_needed(checkout: Path, script: str) -> None:
    assert cpp(checkout, "--version", script=script, PATH="/nowhere") == (0, VERSION, "")


def test_a_link_from_elsewhere_leads_to_the_checkout(checkout: Path) -> None:
    for number, target in enumerate(("scripts/cpp", ".venv/bin/cpp")):
        (checkout.parent / f"bin{number}").symlink_to(checkout / target)
        assert cpp(checkout.parent, "--version", script=f"bin{number}") == (0, VERSION, "")


def test_commands_are_answered_with_the_words_as_they_were_typed(checkout: Path) -> None:
    status, printed, said = cpp(checkout, "rule", "A003")
    assert (status, said) == (0, "")
    assert "A003" in printed
    words = ("rule", 'a  "b" $HOME `c`\té')
    assert cpp(checkout, *words)[2].startswith(
        f"cpp: There is no rule {words[1]}".partition("\t")[0]
    )
    assert cpp(checkout, "rule", "", "--no-input")[0] == 2
    assert cpp(checkout, "--help") == cpp(checkout, "--help", script=".venv/bin/cpp")


@pytest.mark.parametrize("name", STAMPED)
def test_the_set_up_follows_what_it_was_made_from(checkout: Path, name: str) -> None:
    before = (checkout / name).stat()
    write_files(checkout, {name: "!\n"})
    os.utime(checkout / name, ns=(before.st_atime_ns, before.st_mtime_ns - 10**9))
    assert cpp(checkout, "--version") == (0, VERSION, SET_UP)
    assert cpp(checkout, "--version") == (0, VERSION, "")


@pytest.mark.parametrize(
    "gone", [".venv/stamp/root", ".venv/stamp/run.txt", ".venv/stamp", ".venv/bin/python"]
)
def test_what_is_missing_is_set_up(checkout: Path, gone: str) -> None:
    (checkout / gone).rename(checkout / "gone")
    assert cpp(checkout, "--version") == (0, VERSION, SET_UP)
    assert cpp(checkout, "--version", script=".venv/bin/cpp") == (0, VERSION, "")


def test_a_checkout_that_was_moved_is_set_up_anew(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved"))
    assert cpp(moved, "--version") == (0, VERSION, SET_UP)
    assert cpp(moved, "--version") == (0, VERSION, "")


def test_another_checkout_is_never_taken_for_this_one(checkout: Path) -> None:
    other = write_files(checkout.parent / "other", {"pyproject.toml": ""})
    write_files(checkout, {".venv/stamp/root": f"{other}\n"})
    assert cpp(checkout, "--version") == (0, VERSION, SET_UP)


def test_nothing_of_the_surroundings_is_imported(checkout: Path, tmp_path: Path) -> None:
    trap = f"open({str(tmp_path / 'sprung')!r}, 'a').write(__name__)\n"
    names = ("os", "sitecustomize", "usercustomize", "typer", "encodings", "cpp_cli/__init__")
    here = write_files(tmp_path / "hostile", {f"{name}.py": trap for name in names})
    hostile = {
        "PYTHONPATH": str(here),
        "PYTHONSTARTUP": str(here / "os.py"),
        "PYTHONUSERBASE": str(here),
        "PYTHONINSPECT": "1",
        "PYTHONWARNINGS": "error",
        "PYTHONIOENCODING": "latin-1",
        "CPP_SET_UP": "",
    }
    for words in (("--version",), ("rule",), ("--help",), ("partner", "--nothing")):
        expected = cpp(checkout, *words)
        assert cpp(checkout, *words, cwd=here, **hostile) == expected
    assert not (tmp_path / "sprung").exists()


def test_the_script_of_a_shell_calls_this_script(checkout: Path) -> None:
    printed = cpp(checkout, _CPP_COMPLETE="source_zsh")[1]
    assert f"complete_zsh '{checkout}/scripts/cpp'".replace("'s", "'\"'\"'s") in printed


@pytest.mark.parametrize("command", ["rule", "rule A003 -f json", "schema --check", "owes x y"])
def test_all_that_is_said_arrives_before_the_process_ends(checkout: Path, command: str) -> None:
    module = subprocess.run(
        [sys.executable, "-P", "-m", "cpp_cli", *command.split()],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CPP_TODAY": "2026-06-01"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    expected = (module.returncode, module.stdout, module.stderr)
    assert cpp(checkout, *command.split()) == expected


@pytest.mark.parametrize(
    ("redirected", "status"),
    [
        (">/dev/full", 3),
        ("| true", 0),
        (">&-", 0),
        ("<&-", 0),
        ("2>&-", 0),
        ("<&- >&- 2>&-", 0),
    ],
)
def test_what_cannot_be_printed_is_told_in_our_words_or_not_wanted(
    checkout: Path, redirected: str, status: int
) -> None:
    line = f'"$0" rule {redirected}'
    done = subprocess.run(
        ["sh", "-c", line, checkout / "scripts/cpp"], capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    told = "cpp: The answer cannot be printed: No space left on device.\n"
    assert done.stderr == (told if status else "")
