"""The person's own editor: `$VISUAL`, else `$EDITOR`. What was typed there is never thrown away."""

import os

from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def edit(file: "Path") -> str:
    """Open a file in the editor; return what the person saved there."""
    import subprocess

    command = _command()
    try:
        done = subprocess.run([*command, str(file)], check=False)  # the person's own program
    except OSError as error:
        raise NoSurroundings(
            t("The editor {name} cannot be started.", name=command[0]),
            t("Set EDITOR to an editor that is there, such as nano."),
        ) from error
    if done.returncode != 0:
        raise NoSurroundings(
            t("The editor {name} ended with an error; nothing was changed.", name=command[0])
        )
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NoSurroundings(t("The editor saved nothing; nothing was changed.")) from error
    except UnicodeDecodeError as error:
        raise NoSurroundings(
            t("What was saved is not UTF-8 text; nothing was changed."),
            t("Set the encoding UTF-8 in the editor {name}.", name=command[0]),
        ) from error


def _command() -> list[str]:
    import shlex
    import shutil

    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if wanted:
        try:
            return shlex.split(wanted)
        except ValueError as error:
            raise NoSurroundings(
                t("The editor cannot be started: EDITOR is {wanted}.", wanted=wanted),
                t("Set EDITOR to an editor that is there, such as nano."),
            ) from error
    found = next((name for name in ("nano", "vim", "vi") if shutil.which(name)), None)
    if found is None:
        raise NoSurroundings(
            t("No editor is set."), t("Set EDITOR, such as EDITOR=nano, or give the text directly.")
        )
    return [found]
