"""Commands to which the modes of files apply, also where the tests run as root."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from cpp_cli.rules import example
from tests.support import ROOT, Session

_BEYOND_MODES = "-dac_override,-dac_read_search"
"""What lets root read and write whatever the modes say."""


def bound(root: Path, *arguments: str, today: object = example.TODAY) -> Session:
    """Run a command in a folder, in a process of its own to which the modes of files apply."""
    as_others: tuple[str, ...] = ()
    if os.geteuid() == 0:
        assert shutil.which("setpriv"), "as root, this needs setpriv, of the package util-linux"
        as_others = ("setpriv", f"--bounding-set={_BEYOND_MODES}", f"--inh-caps={_BEYOND_MODES}")
    done = subprocess.run(
        [*as_others, sys.executable, "-P", "-m", "cpp_cli", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, "CPP_TODAY": str(today), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return Session(done.returncode, done.stdout, done.stderr)
