"""The scripts run this tool and nothing that lies where somebody happens to be."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT, write_files

PROGRAMS = ("readlink", "cmp", "dirname", "python", "python3", "git", "cpp", "sh", "env", "pwd")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder whose every file would leave a mark if it were executed."""
    folder = write_files(tmp_path / "hostile", {".venv/stamp/root": str(tmp_path / "hostile")})
    programs = [*PROGRAMS, ".venv/bin/python", "bin/readlink", "bin/cmp", "scripts/setup.sh"]
    for name in (*programs, "requirements/run.txt", "requirements/fast.txt", "pyproject.toml"):
        write_files(folder, {name: f"#!/bin/sh\necho {name} >>'{tmp_path}/executed'\n"})
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """The scripts in a checkout of their own, set up, with a Python that only says its words."""
    root = tmp_path / "tool"
    settings = {
        "pyproject.toml": "x\n",
        "requirements/run.txt": "y\n",
        "requirements/fast.txt": "z\n",
    }
    write_files(root, settings)
    write_files(
        root / ".venv/stamp", {"pyproject.toml": "x\n", "run.txt": "y\n", "fast.txt": "z\n"}
    )
    write_files(root / ".venv", {"stamp/root": f"{root.resolve()}\n"})
    write_files(root, {".venv/bin/python": '#!/bin/sh\nprintf "%s\\n" "$@" "PATH=$PATH"\n'})
    for name in ("cpp", "setup.sh"):
        write_files(root, {f"scripts/{name}": (ROOT / "scripts" / name).read_bytes()})
    for name in ("scripts/cpp", ".venv/bin/python"):
        (root / name).chmod(0o755)
    (tmp_path / "link").symlink_to(root / "scripts/cpp")
    return root


@pytest.mark.parametrize("path", [".:{}", ":{}", "{}:", "bin:{}", "./bin::.:{}:..", "{}"])
@pytest.mark.parametrize("way", ["itself", "through a link"])
def test_nothing_of_the_working_folder_is_executed(
    tool: Path, hostile: Path, path: str, way: str
) -> None:
    script = tool / "scripts/cpp" if way == "itself" else tool.parent / "link"
    done = subprocess.run(
        [script, "partner", "show", "a b"],
        cwd=hostile,
        env={"PATH": path.format("/usr/bin:/bin"), "CDPATH": f"{hostile}:.", "HOME": str(hostile)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    words = done.stdout.split("\n")
    assert words[:5] == ["-I", "-S", "-X", "utf8", "-c"]
    assert words[-5:] == ["partner", "show", "a b", "PATH=/usr/bin:/bin", ""]
    assert not (hostile.parent / "executed").exists()


def test_the_traps_do_spring(hostile: Path) -> None:
    environment = {"PATH": f".:{os.environ['PATH']}"}
    subprocess.run(["/bin/sh", "-c", "cmp; readlink x"], cwd=hostile, env=environment, check=False)
    executed = (hostile.parent / "executed").read_text(encoding="utf-8")
    assert executed == "cmp\nreadlink\n"


@pytest.mark.parametrize("script", ["scripts/cpp", "scripts/test"])
def test_python_is_started_without_the_working_folder(script: str) -> None:
    lines = (ROOT / script).read_text(encoding="utf-8").splitlines()
    started = [line for line in lines if re.search(r'(?<!-x )"\$\S+/bin/python" ', line)]
    assert started
    assert [line for line in started if not re.search('/bin/python" -[PI] ', line)] == []


STAND_IN = """#!/bin/sh
case ${0##*/} in
id) echo "${WHO-0}" ;;
sudo) shift && echo sudo >>"$LOG" && exec "$@" ;;
env) shift && exec "$@" ;;
apt-get) echo "apt-get $*" >>"$LOG"
    case $* in *install*) [ -z "${OFFLINE-}" ] && ln -s apt-get "${0%/*}/chromium" ;; esac ;;
esac
"""
"""Every program that is asked for when a browser is installed; each only says that it was."""
UPDATED = "apt-get -qq update\n"
INSTALLED = "apt-get -qq install --yes --no-install-recommends chromium\n"


@pytest.fixture
def computer(tmp_path: Path) -> Path:
    """A folder of programs, without a browser."""
    programs = tmp_path / "programs"
    for name in ("apt-get", "env", "id", "sudo"):
        write_files(programs, {name: STAND_IN})
        (programs / name).chmod(0o755)
    (programs / "ln").symlink_to("/bin/ln")
    return programs


def browser(computer: Path, **more: str) -> tuple[int, str, str, str]:
    """Ask for a browser; return the status, its path, what was said, and what was run."""
    script = (
        'set -eu; . "$0/setup.sh"; . "$0/chromium.sh"; ensure_chromium; echo "$CPP_TEST_BROWSER"'
    )
    done = subprocess.run(
        ["/bin/sh", "-c", script, str(ROOT / "scripts")],
        env={"PATH": str(computer), "LOG": str(computer / "log"), "root": str(ROOT), **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    log = computer / "log"
    ran = log.read_text(encoding="utf-8") if log.exists() else ""
    return done.returncode, done.stdout.strip(), done.stderr, ran


@pytest.mark.parametrize("name", ["chromium", "google-chrome"])
def test_a_browser_that_is_there_is_taken(computer: Path, name: str) -> None:
    (computer / name).symlink_to("id")
    assert browser(computer) == (0, str(computer / name), "", "")


def test_a_browser_that_is_named_is_taken(computer: Path) -> None:
    (computer / "chromium").symlink_to("id")
    assert browser(computer, CPP_TEST_BROWSER="/opt/other") == (0, "/opt/other", "", "")


@pytest.mark.parametrize(
    ("who", "ran"), [("0", UPDATED + INSTALLED), ("1000", f"sudo\n{UPDATED}sudo\n{INSTALLED}")]
)
def test_a_browser_that_is_missing_is_installed(computer: Path, who: str, ran: str) -> None:
    status, path, said, log = browser(computer, WHO=who)
    assert (status, path, log) == (0, str(computer / "chromium"), ran)
    assert said.startswith("Installing Chromium")


def test_a_browser_that_cannot_be_installed_ends_the_checks_and_says_what_to_do(
    computer: Path,
) -> None:
    status, path, said, log = browser(computer, OFFLINE="yes")
    assert (status, path, log) == (3, "", UPDATED + INSTALLED)
    assert "apt install chromium" in said
    assert "CPP_TEST_BROWSER=" in said


@pytest.mark.parametrize(
    ("options", "locked", "pages"), [((), "test", 0), (("--browser",), "browser", 1)]
)
def test_pages_are_opened_in_a_browser_where_that_is_asked_for(
    tool: Path, computer: Path, options: tuple[str, ...], locked: str, pages: int
) -> None:
    (computer / "chromium").symlink_to("id")
    lists = {f"{name}.txt": f"{name}\n" for name in ("test", "browser")}
    write_files(tool / "requirements", lists)
    write_files(
        tool / ".venv/stamp", {f"{locked}.txt": lists[f"{locked}.txt"]} | {"test.txt": "test\n"}
    )
    for name in ("test", "chromium.sh"):
        write_files(tool, {f"scripts/{name}": (ROOT / "scripts" / name).read_bytes()})
    done = subprocess.run(
        ["/bin/sh", str(tool / "scripts/test"), *options],
        env={"PATH": f"{computer}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("tests/browser\n") == pages


@pytest.mark.parametrize("name", ["run", "test", "browser"])
def test_a_set_up_is_of_today_while_what_it_was_made_from_is(tool: Path, name: str) -> None:
    made_from = {"run": ("run", "fast"), "test": ("run", "fast", "test")}
    every = ("run", "fast", "test", "browser")
    for one in every:
        write_files(tool, {f"requirements/{one}.txt": one, f".venv/stamp/{one}.txt": one})
    assert _is_of_today(tool, name)
    for one in every:
        write_files(tool, {f"requirements/{one}.txt": "other"})
        assert _is_of_today(tool, name) == (one not in made_from.get(name, every))
        write_files(tool, {f"requirements/{one}.txt": one})


def _is_of_today(tool: Path, name: str) -> bool:
    script = 'root=$1; . "$root/scripts/setup.sh"; ready "$2"'
    words = ["/bin/sh", "-c", script, "sh", str(tool), name]
    return subprocess.run(words, check=False).returncode == 0
