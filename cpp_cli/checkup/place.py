"""Whether the folder of the records is in order, and what stands around them."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from cpp_cli.checkup.check import Check, Found, Surroundings, fine, mend
from cpp_cli.editing import drafts, marks
from cpp_cli.errors import NoSurroundings
from cpp_cli.git.folder import private_folder
from cpp_cli.git.new import driver_line, merge_driver
from cpp_cli.git.run import Git
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import PROGRAM_PATH
from cpp_cli.models.schemas import generate
from cpp_cli.starting.around import SETTINGS, compare, forge_of, source_of, wanted
from cpp_cli.starting.beginning import with_records
from cpp_cli.starting.owners import owners

_HOOK = "cpp-validate"


def _records(around: Surroundings) -> Found:
    if around.root is None:
        return mend(
            t("there are none in {folder}", folder=around.folder),
            t(
                "Go to the folder that holds {path}, or begin one: {init}",
                path=PROGRAM_PATH,
                init=around.cpp("init"),
            ),
        )
    return fine(str(around.root))


def _repository(around: Surroundings) -> Found:
    place = around.place
    if place is None:
        return mend(t("there is none: what was is not kept"), around.cpp("init"))
    if Git(place).run("rev-parse", "--verify", "--quiet", "HEAD").status != 0:
        return fine(t("is there, with nothing in it yet"))
    return fine(t("is there"))


def _remote(around: Surroundings) -> Found:
    names = around.repository().ask("remote").decode("utf-8", "replace").split()
    if not names:
        return mend(
            t("there is no place yet that your records are sent to"),
            t("Ask for the address of your repository, then: git remote add origin ADDRESS"),
        )
    return fine(", ".join(names))


def _schemas(around: Surroundings) -> Found:
    root = around.records()
    stale = [path for path, text in generate().items() if _bytes(root / path) != text.encode()]
    if stale:
        return mend(
            t("missing, or of another cpp: {paths}", paths=", ".join(stale)), around.cpp("schema")
        )
    return fine(t("are up to date"))


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _driver(around: Surroundings) -> Found:
    told = merge_driver(around.repository().place)
    if told is None:
        return mend(
            t("git puts changes of two people together by lines"), around.cpp("init --merge-driver")
        )
    if told != driver_line(sys.executable):
        return mend(
            t("git was told of another cpp, perhaps one that is gone"),
            around.cpp("init --merge-driver"),
        )
    return fine(t("git puts changes of two people together by field"))


def _hooks(around: Surroundings) -> Found:
    """Whether a check that the folder asks for runs before something is committed."""
    git = around.repository()
    settings = _bytes(Path(git.place.top, ".pre-commit-config.yaml")) or b""
    if _HOOK.encode() not in settings:
        return fine(t("none are asked for here; cpp checks whatever it writes"))
    folder = git.ask("rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape").strip()
    if (Path(git.place.top, folder) / "hooks" / "pre-commit").exists():
        return fine(t("the records are checked before git takes them"))
    return mend(t("this folder asks for a check that is not set up"), "pre-commit install")


def _editor(around: Surroundings) -> Found:
    root = around.records()
    wish: Any = json.loads(next(one.text for one in wanted(None, "", "") if one.path == SETTINGS))
    text = (_bytes(root / SETTINGS) or b"").decode("utf-8", "replace")
    if not text:
        return mend(t("VS Code is not told of the schemas"), around.cpp("init"))
    if all(path in text for path in wish["yaml.schemas"]):
        return fine(t("VS Code knows the schemas"))
    return mend(
        t("{path} does not name every schema", path=SETTINGS),
        t("Move it away, type {init}, and bring back what was yours.", init=around.cpp("init")),
    )


def _site(around: Surroundings) -> Found:
    """Whether a site for reviews can look at changes, and asks those who are to be asked."""
    root = around.records()
    forge = forge_of(root, "")
    if forge is None:
        return fine(t("none is set up here"))
    source = source_of(root, forge)
    if not source:
        return mend(
            t("{path} does not say where cpp is installed from", path=forge.work),
            t("Fill in CPP_SOURCE at its top."),
        )
    names = owners(with_records(root, {}), forge, around.today)
    if not names.whole:
        raise NoSurroundings(t("not every record can be read"))
    files = [one for one in wanted(forge, source, names.text) if one.path == forge.owners]
    compared = compare(root, files, update=True)
    if compared.changes:
        return mend(t("those who are asked for reviews have changed"), around.cpp("init --update"))
    return fine(t("{site} looks at every change", site=forge.label))


def _capitals(around: Surroundings) -> Found:
    root = around.records()
    other = root / PROGRAM_PATH.upper()
    if other.exists():
        return fine(t("make no difference on this disk; cpp validate names what clashes elsewhere"))
    return fine(t("make a difference on this disk"))


def _cache(around: Surroundings) -> Found:
    folder = private_folder(around.records())
    if folder.is_symlink():
        return mend(
            t("{folder} is a link to another folder", folder=folder),
            t("It may have come with the records. Take it away and try again."),
        )
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        return mend(
            t("nothing can be written in {folder}", folder=there),
            t("Ask whoever looks after this computer to let you write there."),
        )
    if around.variables.get("CPP_CACHE") == "off":
        return fine(t("switched off by CPP_CACHE; answers take longer"))
    return fine(t("can be written"))


def _waiting(around: Surroundings) -> Found:
    state = private_folder(around.records())
    if marks.is_open(state):
        return mend(
            t("a change that was cut short waits to be completed or taken back"),
            around.cpp("validate"),
        )
    names = drafts.waiting(state)
    if names:
        return mend(
            t("words of yours that did not get into the records: {names}", names=", ".join(names)),
            t(
                "Look at them in {folder}, and delete what you do not need.",
                folder=state / drafts.FOLDER,
            ),
        )
    return fine(t("nothing"))


CHECKS = (
    Check("records", mark("records"), _records),
    Check("repository", mark("repository"), _repository),
    Check("remote", mark("where they are sent"), _remote),
    Check("schemas", mark("schemas"), _schemas),
    Check("editor", mark("editor"), _editor),
    Check("merge_driver", mark("two at a time"), _driver),
    Check("hooks", mark("checks before git"), _hooks),
    Check("site", mark("site for reviews"), _site),
    Check("capitals", mark("capitals"), _capitals),
    Check("cache", mark("files of cpp"), _cache),
    Check("waiting", mark("left from earlier"), _waiting),
)
