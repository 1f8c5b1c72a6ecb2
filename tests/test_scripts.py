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
