"""A session: what one run of the program knows about its surroundings, read once at the edge."""

from cpp_cli.cli.ask import Asker
from cpp_cli.cli.cached import cached_property
from cpp_cli.cli.table import FORMATS, SPECIAL, WRITES
from cpp_cli.days import full, parse_iso
from cpp_cli.errors import Refused, Stop
from cpp_cli.messages import t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path
    from typing import Any, Self

    from cpp_cli.cache.memory import Memory
    from cpp_cli.cli.table import Entry
    from cpp_cli.cli.turn import Turn
    from cpp_cli.git.revision import Revision
    from cpp_cli.reading.snapshot import WorkingTree
    from cpp_cli.reading.store import Store


class Session:
    """The options that every command has, today, and the records, which are read when needed."""

    def __init__(
        self, today: "date", asker: Asker, options: "dict[str, Any] | None" = None
    ) -> None:
        self.today = today
        self.asker = asker
        self.options: dict[str, Any] = options or {}
        self.command = ""
        self.formats: tuple[str, ...] = FORMATS
        self.does = ""
        """What the command does to the records, as the table of commands says it."""
        self.writes = False
        """Whether it writes to them this time: not with `--dry-run`."""
        self.forgetful = False
        """Whether nothing is taken from what earlier commands have kept, nor kept for later."""

    def begin(
        self, command: str, entry: "Entry", options: "dict[str, Any]", values: "dict[str, Any]"
    ) -> None:
        """Take up a command, by its words and its line of the table, with what was typed."""
        self.command = command
        self.options = options
        self.formats = entry.formats
        self.does = entry.does
        self.writes = entry.does == WRITES and not values.get("dry_run")
        self.check_options()

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Let go of the records; say where the words are that were not written to them."""
        if "memory" in self.__dict__:
            self.memory.end()
        kept = self.turn.end() if "turn" in self.__dict__ else ()
        if isinstance(error, Stop):
            error.hints += kept
        else:
            for line in kept:
                self.asker.say(line)

    # Options

    @property
    def interactive(self) -> bool:
        """Whether there is somebody to ask."""
        return self.asker.present and not self.options.get("no_input")

    @property
    def quiet(self) -> bool:
        """Whether nothing but the answer is wanted."""
        return bool(self.options.get("quiet"))

    @property
    def format(self) -> str:
        """The format of the answer."""
        return self.options.get("format") or "text"

    def check_options(self) -> None:
        """Refuse what the command does not have, before it does anything: a format, the past."""
        if self.format not in self.formats:
            none = t("There is no format {wanted}.", wanted=self.format)
            if self.format in (*FORMATS, *SPECIAL):
                called = f"cpp {self.command}".rstrip()
                none = t("There is no format {wanted} for {it}.", wanted=self.format, it=called)
            raise Refused(none, t("Choose one of: {formats}.", formats=", ".join(self.formats)))
        if "lang" in self.options:
            from cpp_cli.cli import language

            language.check(self.options["lang"])
        if self.options.get("at") and self.does == WRITES:
            raise Refused(
                t("--at looks at the past, and cpp {command} writes.", command=self.command),
                t("Leave --at out."),
            )

    @cached_property
    def as_of(self) -> "date":
        """The day of the answer: `--as-of`, else that of `--at`, but never after today."""
        text = self.options.get("as_of")
        if text:
            return self.day(text, "--as-of")
        day = getattr(self.snapshot, "day", None) if self.options.get("at") else None
        return min(day or self.today, self.today)

    # Records

    @cached_property
    def root(self) -> "Path":
        """The folder that holds `records/`."""
        from pathlib import Path

        return Path(self.top)

    @cached_property
    def top(self) -> str:
        """The same folder, in words."""
        from cpp_cli.reading.root import find_root

        directory = self.options.get("directory")
        return find_root(directory or ".", exactly=bool(directory))

    def begin_in(self, folder: str) -> None:
        """Take a folder, by its whole path, as that of the records, whether they are there yet."""
        self.__dict__["top"] = folder

    @cached_property
    def snapshot(self) -> "WorkingTree | Revision":
        """The records as they are on disk, or as they stood `--at` some time."""
        at = self.options.get("at")
        if at:
            from cpp_cli.cli.past import revision

            return revision(self.root, at, lambda text: self.day(text, "--at"))
        from cpp_cli.reading.snapshot import WorkingTree

        return WorkingTree(self.root)

    @property
    def past(self) -> "Revision | None":
        """The commit that was looked at, where `--at` asked for one."""
        return self.__dict__.get("snapshot") if self.options.get("at") else None

    @property
    def revision(self) -> str | None:
        """The commit that the records are of; None for the files on disk."""
        return getattr(self.snapshot, "commit", None) if "store" in self.__dict__ else None

    @cached_property
    def store(self) -> "Store":
        """All records."""
        from cpp_cli.cli.progress import bar

        if self.writes and not self.interactive:
            self.turn.take()
        with bar(t("Reading the records"), wanted=not self.quiet) as progress:
            store = self.turn.undisturbed(
                lambda: self.memory.read(self.snapshot, self.turn.state, progress)
            )
        self.asker.aliases = lambda: {"us": next(iter(store.us), "us")}
        return store

    @property
    def store_now(self) -> "Store":
        """All records as they are on disk now, also where others are looked at."""
        store = self.store
        if not self.past:
            return store
        from cpp_cli.reading.snapshot import WorkingTree

        return self.memory.read(WorkingTree(self.root), self.turn.state, None)

    def read_again(self) -> None:
        """Read the records anew when they are needed next: they have changed."""
        self.__dict__.pop("store", None)

    @cached_property
    def memory(self) -> "Memory":
        """What earlier commands have kept of the records."""
        from cpp_cli.cache.memory import Memory

        return Memory(wanted=not self.forgetful)

    def well(self) -> int | None:
        """Return how many records there are, where nothing is to be said of any; None where that is
        not known from before, or may be otherwise now."""
        if self.format != "text":
            return None
        if self.options.get("at"):
            there: Revision = self.snapshot  # type: ignore[assignment]  # with `--at` it is one
            return self.memory.well_at(there, self.as_of)
        return self.memory.well(self.top, self.as_of)

    def keep(self) -> None:
        """Keep what was worked out, for the next command."""
        if "memory" in self.__dict__:
            self.memory.keep()

    @property
    def left_out(self) -> int:
        """How many records could not be read, if any were wanted."""
        return len(self.store.left_out) if "store" in self.__dict__ else 0

    @cached_property
    def turn(self) -> "Turn":
        """This command's turn at the records, when it writes."""
        from cpp_cli.cli.turn import Turn

        return Turn(self.root, self.command, self.tell)

    @property
    def wrote(self) -> bool:
        """Whether something was written."""
        return "turn" in self.__dict__ and self.turn.wrote

    # Asking and telling

    def tell(self, line: str) -> None:
        """Say something beside the answer, at once."""
        if not self.quiet:
            self.asker.say(line)

    def day(
        self, text: str, option: str, aloud: bool = True, since: "date | None" = None
    ) -> "date":
        """Return the day that a text names; words for days only where somebody sees the echo.

        Words count from `since`, else from today.
        """
        day = parse_iso(text)
        if day is None and not self.options.get("no_input"):
            from cpp_cli.day_words import parse_words

            day = parse_words(text, since or self.today)
            if day is not None and aloud:
                self.tell(t("{text} is {day}.", text=text, day=full(day)))
        if day is None:
            from cpp_cli.cli.refusals import no_date

            raise no_date(option, text, self.today, iso_only=bool(self.options.get("no_input")))
        return day

    def need(self, option: str, question: str) -> None:
        """Stop where something is missing and nobody is there to ask."""
        if not self.interactive:
            from cpp_cli.cli.refusals import missing

            raise missing(option, question)

    def find(self, kind_name: str, text: str | None) -> str:
        """Return the id of the record that a text names; where none or several are, ask."""
        from cpp_cli.cli.resolve import every_record, find_record
        from cpp_cli.models.kinds import KINDS

        kind = KINDS[kind_name]
        if text is None:
            if not self.interactive:
                from cpp_cli.cli.refusals import no_id

                raise no_id(t(kind.one))
            which = t("Which {noun}?", noun=t(kind.label))
            return self.asker.choose(which, every_record(self.store, kind))
        return self.one(find_record(self.store, kind, text), f"{kind_name} list")

    def find_party(self, text: str, communities: bool = False) -> str:
        """Return the party (or community) that a text names; where several match, ask."""
        from cpp_cli.cli.resolve import find_party

        matches = find_party(self.store, text, communities)
        if not matches.found and not communities:
            self._refuse_community(find_party(self.store, text, True).found)
        return self.one(matches, "partner list")

    def _refuse_community(self, found: tuple[tuple[str, str], ...]) -> None:
        """Say who speaks for a community, where one is named that cannot speak or owe itself."""
        community = self.store.communities.get(found[0][0]) if len(found) == 1 else None
        if community:
            from cpp_cli.cli.refusals import only_a_community

            speakers = [self.store.name(speaker.party) for speaker in community.spoken_for_by]
            raise only_a_community(found[0][1], speakers)

    def one(self, matches: "Any", command: str) -> str:
        """Return what a text means; where several match, ask. `command` lists them all."""
        if len(matches.found) == 1:
            only: str = matches.found[0][0]
            return only
        if matches.found and self.interactive:
            return self.asker.choose(
                t("Which {what} do you mean?", what=matches.what), list(matches.found)
            )
        refusal = matches.refusal(self.left_out)
        if not refusal.hints:
            refusal.hints = (t("See them all: cpp {command}", command=command),)
        raise refusal
