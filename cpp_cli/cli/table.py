"""Every command: its name, what it does in one line, where its function is.

Nothing is imported here, so that help and start-up cost little. To add a command, write its
function in `cpp_cli/commands/` and add a line.
"""

from cpp_cli.messages import mark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.cli.declare import Command

NOUNS = {
    "partner": mark("Partners: organisations, public bodies, groups, and the people in them"),
    "meeting": mark("Meetings: who met, what was said and decided"),
    "commitment": mark("Commitments: promises, and what became of them"),
    "harm": mark("Harms: what was done, who says so, whether it is repaired"),
}

READS, WRITES, CHECKS = "reads", "writes", "checks"

FORMATS = ("text", "md", "html", "json", "csv")
"""The formats of every command; what writes has no `csv`."""
SPECIAL = {
    "github": mark("notes beside the lines of a change on GitHub"),
    "gitlab": mark("a code quality report, for merge requests on GitLab"),
    "sarif": mark("for tools that show what is wrong with files"),
    "junit": mark("test results, for build servers"),
    "ics": mark("days, for a calendar"),
    "vcf": mark("people, for an address book"),
}
"""The formats that some commands have beside, and what each is."""

_NAMING = (
    *("show", "edit", "rename", "note", "event"),
    *("owes", "agenda", "summary", "power", "load", "statement", "history", "heard_answer"),
)
_NAMING_ANY = ("history",)


class Entry:
    """A command. `target` is `module:name` below `cpp_cli.commands`.

    `special` are formats that it has beside those of every command; `csv` says whether it may have
    a table for a spreadsheet.
    """

    __slots__ = ("csv", "does", "help", "special", "target")

    def __init__(
        self,
        target: str,
        help: str,
        does: str = READS,
        special: tuple[str, ...] = (),
        csv: bool = True,
    ) -> None:
        self.target = target
        self.help = help
        self.does = does
        self.special = special
        self.csv = csv

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that it has."""
        table = self.csv and self.does != WRITES
        return (FORMATS if table else FORMATS[:-1]) + self.special

    @property
    def names(self) -> bool:
        """Whether its first word names a record or a party, which the shell completes."""
        return self.target.partition(":")[0] in _NAMING

    @property
    def names_any(self) -> bool:
        """Whether that may be a record of any kind."""
        return self.target.partition(":")[0] in _NAMING_ANY


QUESTIONS = {
    "status": Entry("status:status", mark("What needs attention now")),
    "owes": Entry("owes:owes", mark("Who owes what to whom, both ways")),
    "agenda": Entry(
        "agenda:agenda",
        mark("What is due, or waits for a word, in the next days"),
        special=("ics",),
    ),
    "heard": Entry("heard:heard", mark("What was said to us, and what became of it")),
    "summary": Entry(
        "summary:summary", mark("The program's, a partner's, a community's or a priority's summary")
    ),
    "power": Entry("power:power", mark("How power and resources were shared")),
    "load": Entry("load:load", mark("What was asked of each partner, and given back")),
    "statement": Entry(
        "statement:statement",
        mark("Everything held about a partner, to hand over and be corrected"),
    ),
    "history": Entry(
        "history:history", mark("Who changed what in a record, when, and who approved it")
    ),
    "blame": Entry("history:blame", mark("A record, with who wrote each line and when")),
}
BELOW = {
    "heard": {
        "answer": Entry(
            "heard_answer:answer", mark("Answer what was heard: a promise, or why not"), WRITES
        )
    },
}
"""The verbs of a question: what can be done about what it tells."""
CARE = {
    "init": Entry(
        "init:init", mark("Begin a folder of records, with all that belongs around it"), WRITES
    ),
    "doctor": Entry("doctor:doctor", mark("Is everything in place here?"), CHECKS),
    "validate": Entry(
        "validate:validate",
        mark("Check every record"),
        CHECKS,
        ("github", "gitlab", "sarif", "junit"),
    ),
    "review": Entry("review:review", mark("What a change does, in words"), CHECKS, ("github",)),
    "fix": Entry("fix:fix", mark("Mend what has one safe mending"), WRITES),
    "merge-file": Entry(
        "merge_file:merge_file",
        mark("Merge two versions of one file, field by field"),
        CHECKS,
        csv=False,
    ),
    "rule": Entry("rule:rule", mark("What a finding means, with a bad and a good example"), CHECKS),
    "schema": Entry("schema:schema", mark("Write the schemas for editors"), CHECKS, csv=False),
}
SHARING = {
    "update": Entry("update:update", mark("Bring the newest records in"), WRITES),
    "submit": Entry("submit:submit", mark("Send what you have written for review"), WRITES),
    "publish": Entry(
        "publish:publish",
        mark("Write the public pages: what was promised, heard and repaired"),
        CHECKS,
        csv=False,
    ),
}
EVERY_NOUN = {
    "add": Entry("add:add", mark("Add {one}"), WRITES),
    "list": Entry("list:list_records", mark("List {plural}")),
    "show": Entry("show:show", mark("Show {one}")),
    "edit": Entry("edit:edit", mark("Change fields of {one}, here or in your editor"), WRITES),
    "rename": Entry("rename:rename", mark("Give {one} another id; the old one works on"), WRITES),
}
VERBS: dict[str, dict[str, Entry]] = {
    "partner": {"show": Entry("show:show", mark("Show {one}"), special=("vcf",))},
    "meeting": {"note": Entry("note:note", mark("Add to the notes of a meeting"), WRITES)},
    "commitment": {
        "progress": Entry("event:promise", mark("Say where a promise stands"), WRITES),
        "deliver": Entry("event:promise", mark("Say that it is done (who owes it)"), WRITES),
        "confirm": Entry("event:promise", mark("Say that it was kept (who it is owed to)"), WRITES),
        "dispute": Entry(
            "event:promise", mark("Say that it was not kept (who it is owed to)"), WRITES
        ),
        "renegotiate": Entry(
            "event:renegotiate",
            mark("Agree on new terms (one side asks, the other agrees)"),
            WRITES,
        ),
        "release": Entry("event:promise", mark("Let it go (who it is owed to)"), WRITES),
        "break": Entry("event:promise", mark("Say that it will not be kept, and why"), WRITES),
        "mistake": Entry("event:mistake", mark("Take back an entry written by mistake"), WRITES),
    },
    "harm": {
        "acknowledge": Entry("event:harm", mark("Take responsibility, and say how"), WRITES),
        "repaired": Entry("event:harm", mark("Say that it is repaired (those harmed)"), WRITES),
        "reopen": Entry("event:harm", mark("Say that it is not repaired (those harmed)"), WRITES),
    },
}


def verbs(noun: str) -> dict[str, Entry]:
    """Return the commands of a noun."""
    return EVERY_NOUN | VERBS[noun]


def top() -> dict[str, Entry]:
    """Return the commands that stand alone."""
    return QUESTIONS | SHARING | CARE


def command(entry: Entry) -> "Command":
    """Return a command; its module is imported now."""
    found: Command = function(entry.target)
    return found


def function(target: str) -> "Any":
    """Return what has a name in a module below `cpp_cli.commands`, which is imported now."""
    from importlib import import_module

    module, _, name = target.partition(":")
    return getattr(import_module(f"cpp_cli.commands.{module}"), name)
