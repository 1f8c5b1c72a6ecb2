"""Whether this computer has what is needed: Python, git, a name for whoever works here."""

import os
import re
import shlex
import sys
from pathlib import Path

from cpp_cli.checkup.check import Check, Found, Surroundings, fine, mend
from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import mark, t
from cpp_cli.reading.quick import is_there

_PYTHON = (3, 11)
_GIT = (2, 30)
_OURS = b"cpp_cli"
_BEGINNING = 8192
_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
_PLAIN = ("", "C", "POSIX")


def _python(around: Surroundings) -> Found:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _PYTHON:
        return mend(version, t("Install Python 3.11 or newer."))
    return fine(version)


def _git(around: Surroundings) -> Found:
    try:
        answer = around.git().run("--version")
    except NoSurroundings:
        return mend(t("is not here"), t("Install git 2.30 or newer."))
    found = re.search(rb"(\d+)\.(\d+)(\.\d+)*", answer.out)
    if found is None:
        return mend(t("does not say its version"), t("Install git 2.30 or newer."))
    version = found[0].decode()
    if (int(found[1]), int(found[2])) < _GIT:
        return mend(version, t("Install git 2.30 or newer."))
    return fine(version)


def _identity(around: Surroundings) -> Found:
    """Whether git knows who works here; neither is shown, as others may read this."""
    git = around.git() if around.place is None else around.repository()
    missing = [
        word
        for name, word in (("user.name", t("your name")), ("user.email", t("your e-mail")))
        if not git.run("config", "--get", name).out.strip()
    ]
    if missing:
        return mend(
            t("git does not know {what}", what=t(" and ").join(missing)),
            t(
                "git config --global user.name 'YOUR NAME', and the same with user.email;"
                " cpp submit asks for what is missing, too."
            ),
        )
    return fine(t("git knows your name and e-mail"))


def _command(around: Surroundings) -> Found:
    """Which program answers to `cpp`: the C preprocessor has the same name."""
    folders = [one for one in around.variables.get("PATH", "").split(os.pathsep) if one]
    programs = [Path(one, "cpp") for one in folders]
    there = [one for one in programs if one.is_file() and os.access(one, os.X_OK)]
    beside = Path(around.program).parent
    if there and _is_ours(there[0]):
        return fine(str(there[0]))
    todo = t(
        "Put this at the end of ~/.profile and log in anew: PATH={folder}:$PATH",
        folder=shlex.quote(str(beside)),
    )
    if not (beside / "cpp").exists():
        words = shlex.join([around.program, "-P", "-m", "cpp_cli"])
        todo = t("Type this in its place: {words}", words=words)
    if there:
        other = t("{program} is another program, most likely the C preprocessor", program=there[0])
        return mend(other, todo)
    return mend(t("no program answers to this name"), todo)


def _is_ours(program: Path) -> bool:
    """Whether a program is this one: it is looked at, never run."""
    with program.open("rb") as file:
        return _OURS in file.read(_BEGINNING)


def _locale(around: Surroundings) -> Found:
    said = next((around.variables[name] for name in _LOCALE if around.variables.get(name)), "")
    language, _, encoding = said.partition("@")[0].partition(".")
    if encoding.lower().replace("-", "") == "utf8":
        return fine(said)
    if encoding == "" and language in _PLAIN:
        return fine(t("none is set; cpp reads and writes UTF-8 all the same"))
    if encoding == "":
        return fine(t("{locale}; cpp reads and writes UTF-8 all the same", locale=said))
    return mend(
        t("{locale} is not UTF-8: accents may be lost in other programs", locale=said),
        t("Set your terminal to UTF-8, for example: export LC_ALL=C.UTF-8"),
    )


def _reader(around: Surroundings) -> Found:
    if is_there():
        return fine(t("is there"))
    return fine(t("is not here; all works without it, many records more slowly"))


CHECKS = (
    Check("python", mark("Python"), _python),
    Check("git", mark("git"), _git),
    Check("identity", mark("who you are"), _identity),
    Check("command", mark("the word cpp"), _command),
    Check("locale", mark("letters"), _locale),
    Check("reader", mark("quick reader"), _reader),
)
