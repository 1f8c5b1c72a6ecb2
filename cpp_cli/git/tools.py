"""Programs of hosting sites, run beside git: never in a folder that somebody sent."""

import subprocess
import tempfile
from shutil import which

from cpp_cli.git.folder import Place
from cpp_cli.git.run import environment

_PATIENCE = 60.0
"""Seconds after which a program of a site is given up."""

_NEVER_ASK = {"GH_PROMPT_DISABLED": "1", "NO_PROMPT": "1"}


def printed_by(place: Place, name: str, *arguments: str) -> str | None:
    """Run a program that is in one of the person's own folders; return what it prints.

    None where it is not there, or could not do what it was asked.
    """
    surroundings = environment(place, online=True) | _NEVER_ASK
    program = which(name, path=surroundings["PATH"])
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="cpp-") as elsewhere:
        try:
            done = subprocess.run(
                [program, *arguments],
                cwd=elsewhere,
                env=surroundings,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except (OSError, subprocess.SubprocessError):
            return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
