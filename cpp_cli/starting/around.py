"""The files around the records, and how those that are there compare with them."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from cpp_cli.editing.beside import link_to
from cpp_cli.editing.writer import Change
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import KINDS, PROGRAM, PROGRAM_PATH, RECORDS
from cpp_cli.starting.forges import FORGES, Forge, forge_at
from cpp_cli.starting.section import is_marked, section, with_section
from cpp_cli.starting.templates import filled, template

SETTINGS, EXTENSIONS = ".vscode/settings.json", ".vscode/extensions.json"
_SOURCE = re.compile(r'^  CPP_SOURCE: (".*")$', re.MULTILINE)


class Wanted:
    """A file that should be there. `shared`: only a part of it is ours, between two marks."""

    __slots__ = ("path", "shared", "text", "what")

    def __init__(self, path: str, text: str, what: str, shared: bool = False) -> None:
        self.path = path
        self.text = text
        self.what = what
        self.shared = shared


class Compared:
    """What is to be done about files: those to be written, and those that are left alone.

    `made` says of each new file what it is for, `left` of each other what somebody can do about it.
    """

    __slots__ = ("changes", "left", "made")

    def __init__(self) -> None:
        self.changes: dict[str, Change] = {}
        self.made: dict[str, str] = {}
        self.left: dict[str, str] = {}

    def make(self, path: str, text: str, what: str) -> None:
        """Put down that a file is new."""
        self.changes[path] = Change(None, text.encode())
        self.made[path] = what


def wanted(
    forge: Forge | None, source: str, owners: str, records: Iterable[str] = ()
) -> list[Wanted]:
    """Return every file that should stand around records, which are about to be made."""
    files = [
        Wanted(".gitattributes", template("gitattributes"), mark("records stay as written"), True),
        Wanted(".gitignore", template("gitignore"), mark("what is no record"), True),
        Wanted(SETTINGS, _settings(), mark("for the editor VS Code: fields offered as you type")),
        Wanted(EXTENSIONS, template("extensions.json"), mark("what VS Code needs for that")),
    ]
    # Git keeps no folder in which nothing is.
    taken = {path.split("/")[1] for path in records}
    files += [
        Wanted(f"{RECORDS}/{kind.folder}/.gitkeep", "", mark("a folder for records to come"))
        for kind in KINDS.values()
        if kind.folder and kind.folder not in taken
    ]
    return files + (_of_forge(forge, source, owners) if forge else [])


def _of_forge(forge: Forge, source: str, owners: str) -> list[Wanted]:
    steps = filled("install.sh", workflow=forge.work, folder=forge.folder)
    indent = " " * (6 if forge.work.endswith("-ci.yml") else 10)
    install = "\n".join(f"{indent}{line}" for line in steps.splitlines())
    work = filled(f"{forge.name}.yml", source=json.dumps(source), install=install)
    return [
        Wanted(forge.work, work, mark("looks at every change before it is taken")),
        Wanted(forge.requirements, template("requirements.txt"), mark("what that is run with")),
        Wanted(forge.owners, owners, mark("who is asked for a review of what"), True),
        Wanted(forge.change, template("change.md"), mark("what somebody with a change is asked")),
    ]


def _settings() -> str:
    schemas = {
        f"./schemas/{kind.name}.schema.json": (
            PROGRAM_PATH if kind is PROGRAM else f"{RECORDS}/{kind.folder}/**/*.yaml"
        )
        for kind in KINDS.values()
    }
    text = json.dumps(schemas, indent=2).replace("\n", "\n  ")
    return filled("settings.json", schemas=text)


def forge_of(root: Path, address: str) -> Forge | None:
    """Return the site that a folder has files for, else the one that its address names."""
    there = (forge for forge in FORGES.values() if (root / forge.work).is_file())
    return next(there, None) or forge_at(address)


def source_of(root: Path, forge: Forge) -> str:
    """Return where the file that looks at changes says that the program comes from."""
    found = _SOURCE.search(_text(root / forge.work) or "")
    return str(json.loads(found[1])) if found else ""


def part_of(root: Path, path: str) -> str | None:
    """Return our part of a shared file, if it has one."""
    text = _text(root / path)
    return None if text is None else section(text)


def compare(root: Path, files: Iterable[Wanted], update: bool) -> Compared:
    """Return what is to be done about files; with `update`, parts of ours are made anew."""
    done = Compared()
    for file in files:
        path = root / file.path
        if file.path.endswith("/.gitkeep") and path.parent.is_dir() and any(path.parent.iterdir()):
            continue
        link = link_to(root, file.path)
        if link:
            done.left[file.path] = t("{link} is a link; to have ours, move it away", link=link)
            continue
        if not path.exists():
            text = with_section("", file.text) if file.shared else file.text
            done.make(file.path, text, file.what)
            continue
        there = _text(path)
        if there is None:
            done.left[file.path] = t("it cannot be read; to have ours, move it away")
        elif file.shared:
            _compare_part(done, file, there, update)
        elif there.replace("\r\n", "\n") != file.text:
            done.left[file.path] = t("it says something else: to have ours, move it away")
    return done


def _compare_part(done: Compared, file: Wanted, text: str, update: bool) -> None:
    ours = section(text)
    if ours == file.text:
        return
    if ours is None and is_marked(text):
        done.left[file.path] = t("the lines around the part of cpp are damaged: mend them")
    elif update:
        after = with_section(text, file.text)
        done.changes[file.path] = Change(text.encode(), after.encode())
    elif ours is None:
        done.left[file.path] = t("to add our lines to yours: cpp init --update")
    else:
        done.left[file.path] = t("to bring our lines in it up to date: cpp init --update")


def _text(path: Path) -> str | None:
    """Return the text of a plain file; None of what is none, or cannot be read."""
    try:
        if path.is_symlink() or not path.is_file():
            return None
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
