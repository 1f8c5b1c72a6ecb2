"""What the checks of `cpp doctor` look at: the only place that hands them the environment."""

import os
import shlex
import sys
from pathlib import Path

from cpp_cli.checkup.check import Surroundings
from cpp_cli.cli.session import Session
from cpp_cli.errors import NoSurroundings
from cpp_cli.reading.root import whole


def surroundings(session: Session) -> Surroundings:
    """Return the surroundings of this command, with or without records in them."""
    directory = session.options.get("directory")
    folder = Path(whole(directory or "."))
    words = f"cpp -C {shlex.quote(directory)}" if directory else "cpp"
    try:
        root = session.root
    except NoSurroundings:
        root = None
    return Surroundings(folder, root, dict(os.environ), sys.executable, session.today, words)
