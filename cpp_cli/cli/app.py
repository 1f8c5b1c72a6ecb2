"""The commands as Typer sees them: each imported when it is called, all with the shared options."""

from functools import partial
from inspect import cleandoc
from typing import Any

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup

from cpp_cli import __version__
from cpp_cli.cli import declare, table
from cpp_cli.cli.declare import SHARED, Option, Place
from cpp_cli.cli.table import Entry
from cpp_cli.cli.taken import as_typer, complete_ids
from cpp_cli.cli.usage import extra_words, in_our_words, misplaced, unknown_command
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import KINDS

GLOBAL = tuple(option.name for option in SHARED)


class _Shared:
    """What commands and groups have in common: the shared options, taken out before they run."""

    def get_params(self, ctx: Any) -> list[Any]:
        own: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # a mixin
        return [*own[:-1], *map(as_typer, SHARED), own[-1]]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]  # a mixin
        except NoArgsIsHelpError:
            raise
        except UsageError as wrong:
            raise in_our_words(wrong, ctx.command_path) from wrong
        shared = ctx.meta.setdefault("cpp", {})
        for name in GLOBAL:
            value = ctx.params.pop(name, None)
            if value:
                shared[name] = value
        return rest

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        words = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]  # a mixin
        formatter.write_usage(ctx.command_path, words, prefix=t("Usage:") + " ")

    def get_help_option(self, ctx: Any) -> Any:
        found: Any = super().get_help_option(ctx)  # type: ignore[misc]  # a mixin
        found.help = t("Show this message and exit.")
        return found

    def format_options(self, ctx: Any, formatter: Any) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                sections.setdefault(self._section(param), []).append(record)
        self._before_options(ctx, formatter)
        for title, rows in sections.items():
            with formatter.section(title):
                formatter.write_dl(rows)

    def _section(self, param: Any) -> str:
        if param.param_type_name == "argument":
            return t("Arguments")
        shared = param.name in GLOBAL or param.name == "help"
        return t("Options of every command") if shared else t("Options")

    def _before_options(self, ctx: Any, formatter: Any) -> None:
        """Where a group lists its commands."""


class Command(_Shared, TyperCommand):
    """One command: its function gets the session, which is in `ctx.obj`, and what was typed."""

    allow_extra_args = True

    def __init__(self, name: str, entry: Entry, noun: str) -> None:
        self.entry = entry
        self.command = table.command(entry)
        self.taken = self.command.takes(noun)
        super().__init__(
            name=name,
            params=[as_typer(one) for one in self.taken],
            help=_long_help(self.command, entry, noun),
            rich_markup_mode=None,
            options_metavar=t("[OPTIONS]"),
        )

    def invoke(self, ctx: Any) -> Any:
        """Run the command, with what was said to the program as a whole."""
        _say_version(ctx)
        if ctx.args:
            raise extra_words(ctx.command_path, ctx.args)
        values = {one.name: _value(one, ctx.params[one.name]) for one in self.taken}
        session = ctx.obj
        session.begin(ctx.command_path.partition(" ")[2], self.entry, ctx.meta["cpp"], values)
        return self.command.answer(session, **values)


def _value(one: Place | Option, found: Any) -> Any:
    """Return a value as commands know it, whatever the library has where nothing was typed."""
    default = getattr(one, "default", None)
    if found is None:
        return default
    return tuple(found) if isinstance(default, tuple) else found


def _say_version(ctx: Any) -> None:
    if ctx.meta["cpp"].get("version"):
        print(f"cpp {__version__}")
        raise typer.Exit(0)


class Group(_Shared, TyperGroup):
    """A group whose commands are looked up in the table when they are asked for."""

    def __init__(
        self, name: str, help: str, sections: dict[str, dict[str, Entry]], noun: str = ""
    ) -> None:
        super().__init__(
            name=name,
            help=help,
            rich_markup_mode=None,
            options_metavar=t("[OPTIONS]"),
            subcommand_metavar=t("COMMAND [ARGS]..."),
            invoke_without_command=not noun,
            callback=None if noun else _welcome,
        )
        self.sections = sections
        self.noun = noun
        self.no_args_is_help = bool(noun)

    def list_commands(self, ctx: Any) -> list[str]:  # the library's signature
        """Return the names of the commands."""
        return [name for entries in self.sections.values() for name in entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # likewise
        """Return a command; its module is imported now."""
        entry = self._entry(cmd_name)
        return _build(cmd_name, entry, self.noun) if entry else None

    def _entry(self, name: str) -> Entry | None:
        return next((found[name] for found in self.sections.values() if name in found), None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that was typed, or name those that look like it."""
        name, entry = args[0], self._entry(args[0])
        if ctx.resilient_parsing and entry and _is_plain(entry, args[1:]):
            return name, _Outline(name, entry, self.noun), args[1:]
        is_word = name == "-" or not name.startswith("-")
        if entry is None and is_word and not ctx.resilient_parsing:
            raise unknown_command(ctx.command_path, name, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def _before_options(self, ctx: Any, formatter: Any) -> None:  # likewise
        for title, entries in self.sections.items():
            with formatter.section(t(title)):
                formatter.write_dl(
                    [(name, _help(entry, self.noun)) for name, entry in entries.items()]
                )

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete names of commands and options without importing any command."""
        from typer._click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=_help(entry, self.noun))
            for entries in self.sections.values()
            for name, entry in entries.items()
            if name.startswith(incomplete)
        ]
        return names + super(TyperGroup, self).shell_complete(ctx, incomplete)


class Question(Group):
    """A question that is a command by itself, and has verbs for what can be done about it."""

    def __init__(self, name: str, entry: Entry) -> None:
        self.asked = Command(name, entry, "")
        super().__init__(name, self.asked.help or "", {mark("Commands"): table.BELOW[name]}, name)
        self.params = self.asked.params
        self.no_args_is_help = False
        self.subcommand_metavar = t("[COMMAND [ARGS]...]")

    def invoke(self, ctx: Any) -> Any:
        """Answer the question, or hand over to the verb that was typed."""
        if not ctx._protected_args:
            return self.asked.invoke(ctx)
        options = [one for one in self.asked.taken if isinstance(one, Option)]
        given = [one for one in options if ctx.params[one.name]]
        if given and self._entry(ctx._protected_args[0]):
            raise misplaced(ctx.command_path, given[0].words[0], ctx._protected_args[0])
        return super().invoke(ctx)


def _is_plain(entry: Entry, words: list[str]) -> bool:
    return entry.names and not any(word.startswith("-") for word in words)


class _Outline(_Shared, TyperCommand):
    """What the shell needs of a command to complete its first word; its module stays alone."""

    def __init__(self, name: str, entry: Entry, noun: str) -> None:
        word = TyperArgument(param_decls=["word"], autocompletion=complete_ids)
        super().__init__(name, params=[word], rich_markup_mode=None)
        self._whole = partial(_build, name, entry, noun)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete names of options, which only the whole command knows."""
        found: list[Any] = self._whole().shell_complete(ctx, incomplete) if incomplete else []
        return found


def _welcome() -> Any:
    """What `cpp` alone answers; before a command it says nothing."""
    from typer._click.globals import get_current_context

    context = get_current_context()
    if context.invoked_subcommand is not None:
        return None
    _say_version(context)
    context.obj.options = context.meta["cpp"]
    context.obj.check_options()
    return table.function("welcome:welcome")(context.obj)


def _help(entry: Entry, noun: str) -> str:
    kind = KINDS.get(noun)
    if kind is None:
        return t(entry.help)
    return t(entry.help, one=t(kind.one), plural=t(kind.plural))


def _build(name: str, entry: Entry, noun: str) -> Any:
    if not entry.target:
        return Group(name, t(entry.help), {mark("Commands"): table.verbs(name)}, name)
    if name in table.BELOW and not noun:
        return Question(name, entry)
    return Command(name, entry, noun)


def _long_help(command: declare.Command, entry: Entry, noun: str) -> str:
    found = cleandoc(command.answer.__doc__ or "").partition("\n\n")[2]
    details = "\n\n".join(t(" ".join(part.split())) for part in found.split("\n\n"))
    if entry.special:
        listed = ", ".join(f"{name} ({t(table.SPECIAL[name])})" for name in entry.special)
        details += "\n\n" + t("--format takes also: {formats}.", formats=listed)
    first = _help(entry, noun)
    return f"{first}{'' if first.endswith('?') else '.'}\n\n{details}"


def root() -> Group:
    """Return the whole command line."""
    sections = {
        mark("Records"): {name: Entry("", text) for name, text in table.NOUNS.items()},
        mark("Questions"): table.QUESTIONS,
        mark("Sharing"): table.SHARING,
        mark("Care"): table.CARE,
    }
    return Group("cpp", t("Partnership records: what was said, promised, and kept."), sections)
