"""Runs git: in the named repository alone, and without the programs that its settings name.

The settings of a repository may come with a folder that somebody sent. Git would run what they name
for as little as showing what has changed.
"""

import os

from cpp_cli.git.start import Started
from cpp_cli.messages import t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cpp_cli.errors import NoSurroundings
    from cpp_cli.git.folder import Place

KEPT = frozenset(
    (
        "GIT_ATTR_NOSYSTEM",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_EXEC_PATH",
    )
)
"""What says where the person's own git and settings are, whichever repository is asked."""

WAYS_OUT = frozenset(
    (
        "GIT_ASKPASS",
        "GIT_PROXY_COMMAND",
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_SSH_VARIANT",
        "GIT_SSL_CAINFO",
        "GIT_SSL_CAPATH",
        "GIT_TERMINAL_PROMPT",
    )
)
"""How the person reaches other computers: kept where that was asked for."""

HARDENED = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.splitIndex=false",
    "index.sparse=false",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "safe.bareRepository=explicit",
    "i18n.commitEncoding=UTF-8",
    # What is told to be kept survives a power cut.
    "core.fsync=committed,reference",
    # Larger files are read as a stream and never held by git as a whole.
    "core.bigFileThreshold=1m",
)
PROTOCOLS = "file:git:http:https:ssh"
"""The ways to another repository. The others are programs with names of their own."""

_MAX_REASON = 300


class Answer:
    """How git ended, what it printed, and why it could not in its own words."""

    __slots__ = ("out", "reason", "status")

    def __init__(self, status: int, out: bytes, reason: str) -> None:
        self.status = status
        self.out = out
        self.reason = reason


def environment(place: "Place", online: bool = False) -> dict[str, str]:
    """Return the environment for git, without what a hook or a person set for another repository.

    Programs are found in absolute folders only: a folder that somebody sent is never one of them.
    """
    kept = KEPT | WAYS_OUT if online else KEPT
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or name in kept
    }
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]
    asked = {} if online else {"GIT_TERMINAL_PROMPT": "0"}
    return (
        own
        | asked
        | {
            "PATH": os.pathsep.join(folders),
            "LC_ALL": "C",
            "LANGUAGE": "C",
            "GIT_CEILING_DIRECTORIES": os.path.dirname(place.top),
            "GIT_ALLOW_PROTOCOL": PROTOCOLS if online else "",
            # A commit of which only a part is here is never completed from elsewhere.
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            # For settings whose names no command line can hold together with a value.
            "CPP_NOTHING": "",
            "CPP_FALSE": "false",
        }
    )


def command(place: "Place", *arguments: str, new: bool = False) -> list[str]:
    """Return what follows the word git to run it in one repository, hardened.

    One that is `new`, and about to be made, cannot be told yet where its files are.
    """
    settings = [word for setting in HARDENED for word in ("-c", setting)]
    where = ["-C", place.top, *([] if new else [f"--work-tree={place.top}"])]
    plain = ["--no-pager", "--literal-pathspecs", "--no-replace-objects"]
    return [*plain, *where, *settings, *arguments]


def no_git() -> "NoSurroundings":
    """Return what is said where git is not there."""
    from cpp_cli.errors import NoSurroundings

    return NoSurroundings(
        t("The program git is not here, or cannot be started."),
        t("Install git, then run this again."),
    )


def trouble(reason: str) -> "NoSurroundings":
    """Return what is said where git cannot do what was asked, with its own reason."""
    from cpp_cli.errors import NoSurroundings

    return NoSurroundings(
        t("Git cannot be asked about these records: {reason}", reason=words(reason)),
        t("Whoever looks after the records on this computer can mend this."),
    )


def words(reason: str) -> str:
    """Return git's own words on one safe line: it quotes names that others chose."""
    from cpp_cli.render.safe import one_line

    lines = [line for line in reason.splitlines() if line and not line.startswith("hint:")]
    return one_line(" ".join(lines), _MAX_REASON)


class Git:
    """Git, bound to one repository, for what runs no program but git itself."""

    __slots__ = ("new", "place")

    def __init__(self, place: "Place", new: bool = False) -> None:
        self.place = place
        self.new = new

    def start(
        self, *arguments: str, stdin: bytes = b"", more: "Mapping[str, str] | None" = None
    ) -> Started:
        """Start git and return at once; `more` is set in its environment."""
        surroundings = environment(self.place)
        program = _program(surroundings["PATH"])
        if program is None:
            raise no_git()
        line = [program, *command(self.place, *arguments, new=self.new)]
        try:
            return Started(line, surroundings | dict(more or {}), stdin)
        except OSError as error:
            raise no_git() from error

    def run(
        self, *arguments: str, stdin: bytes = b"", more: "Mapping[str, str] | None" = None
    ) -> Answer:
        """Run git and return how it ended; `more` is set in its environment."""
        return answer_of(self.start(*arguments, stdin=stdin, more=more))

    def ask(
        self, *arguments: str, stdin: bytes = b"", more: "Mapping[str, str] | None" = None
    ) -> bytes:
        """Return what git prints; whatever it cannot do is an end with its reason."""
        answer = self.run(*arguments, stdin=stdin, more=more)
        if answer.status != 0:
            raise trouble(answer.reason)
        return answer.out

    def answers(self, *arguments: str, more: "Mapping[str, str] | None" = None) -> Answer:
        """Return how git ended where 1 is its plain no, and more is trouble."""
        answer = self.run(*arguments, more=more)
        if answer.status > 1:
            raise trouble(answer.reason)
        return answer

    def head_of(self, *arguments: str, limit: int) -> bytes:
        """Return at most `limit` bytes of what git prints, and end it there."""
        started = self.start(*arguments)
        try:
            return started.out.read(limit)
        finally:
            started.end()

    def without_filters(self, more: "Mapping[str, str] | None" = None) -> "Iterator[str]":
        """Yield the options that take every program away that git would run on a file's content.

        Their names hold what their author likes, also `=`: so `-c` does not do.
        """
        asked = ("config", "--name-only", "-z", "--get-regexp", r"^filter\.")
        out = self.answers(*asked, more=more).out
        names = out.decode("utf-8", "surrogateescape").split("\0")
        for name in sorted({name.rpartition(".")[0] for name in names if name}):
            for setting in ("clean", "smudge", "process"):
                yield f"--config-env={name}.{setting}=CPP_NOTHING"
            yield f"--config-env={name}.required=CPP_FALSE"


def answer_of(started: Started) -> Answer:
    """Wait for git to end and return how it did."""
    status, out, complaints = started.finish()
    return Answer(status, out, complaints.decode("utf-8", "replace"))


def _program(folders: str) -> str | None:
    if os.name == "nt":
        from shutil import which

        return which("git", path=folders)
    for folder in folders.split(os.pathsep):
        file = os.path.join(folder, "git")
        if os.access(file, os.X_OK) and os.path.isfile(file):
            return file
    return None
