"""The person's own editor: `$VISUAL`, else `$EDITOR`. What was typed there is never thrown away."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from cpp_cli.errors import NoSurroundings
from cpp_cli.git import private_folder
from cpp_cli.messages import t


def write_text(text: str, name: str) -> str:
    """Open a text in the editor; return what the person saved."""
    command = _command()
    with tempfile.TemporaryDirectory(prefix="cpp-") as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
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
        return file.read_text(encoding="utf-8", errors="replace")


def _command() -> list[str]:
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if wanted:
        return shlex.split(wanted)
    found = next((name for name in ("nano", "vim", "vi") if shutil.which(name)), None)
    if found is None:
        raise NoSurroundings(
            t("No editor is set."), t("Set EDITOR, such as EDITOR=nano, or give the text directly.")
        )
    return [found]


def keep_draft(root: Path, text: str, name: str) -> Path:
    """Keep a text that was not written to the records; return where it is."""
    folder = private_folder(root) / "drafts"
    folder.mkdir(parents=True, exist_ok=True)
    stem, _, ending = name.rpartition(".")
    target, number = folder / name, 2
    while target.exists():
        target, number = folder / f"{stem}-{number}.{ending}", number + 1
    target.write_text(text, encoding="utf-8")
    return target
