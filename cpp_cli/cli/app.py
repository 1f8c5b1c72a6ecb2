"""The commands as Typer sees them: each imported when it is called, all with the shared options."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from inspect import cleandoc
from typing import Any

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from cpp_cli import __version__
from cpp_cli.cli import table
from cpp_cli.cli.completion import complete_ids
from cpp_cli.cli.table import Entry
from cpp_cli.cli.usage import extra_words, in_our_words, unknown_command
from cpp_cli.messages import t


def _global_options() -> list[TyperOption]:
    """The options that every command has, before or after its name."""
    return [
        TyperOption(
            param_decls=["-C", "--directory"],
            metavar="DIR",
            help=t("The folder with the records (else the nearest one above)."),
        ),
        TyperOption(
            param_decls=["--at"],
            metavar="REV",
            help=t("The records as they stood at a day, or a git revision."),
        ),
        TyperOption(param_decls=["--as-of"], metavar="DATE", help=t("What was true on that day.")),
        TyperOption(
            param_decls=["-f", "--format"],
            metavar="FORMAT",
            help=t("text, md, html, json or csv, as far as the command has them."),
        ),
        TyperOption(
            param_decls=["--no-input"], is_flag=True, help=t("Never ask; dates in ISO form only.")
        ),
        TyperOption(
            param_decls=["--quiet"], is_flag=True, help=t("Say nothing beside the answer.")
        ),
        TyperOption(param_decls=["--version"], is_flag=True, help=t("Print the version and stop.")),
    ]


GLOBAL = tuple(option.name or "" for option in _global_options())


class _Shared:
    """What commands and groups have in common: the shared options, taken out before they run."""

    def get_params(self, ctx: Any) -> list[Any]:
        own: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # a mixin
        return [*own[:-1], *_global_options(), own[-1]]

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
    """One command: its function gets the context, and the session in `ctx.obj`."""

    does = table.READS
    formats = table.FORMATS
    allow_extra_args = True

    def invoke(self, ctx: Any) -> Any:
        """Run the command, with what was said to the program as a whole."""
        _say_version(ctx)
        if ctx.args:
            raise extra_words(ctx.command_path, ctx.args)
        session = ctx.obj
        session.options = ctx.meta["cpp"]
        session.command = ctx.command_path.partition(" ")[2]
        session.does = self.does
        session.writes = self.does == table.WRITES and not ctx.params.get("dry_run")
        session.formats = self.formats
        session.check_options()
        return super().invoke(ctx)


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
        if entry is None and not name.startswith("-") and not ctx.resilient_parsing:
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


def _is_plain(entry: Entry, words: list[str]) -> bool:
    return entry.names and not any(word.startswith("-") for word in words)


class _Outline(_Shared, TyperCommand):
    """What the shell needs of a command to complete its first word; its module stays alone."""

    def __init__(self, name: str, entry: Entry, noun: str) -> None:
        word = TyperArgument(
            param_decls=["word"], autocompletion=lambda ctx, _, typed: complete_ids(ctx, typed)
        )
        super().__init__(name, params=[word], rich_markup_mode=None)
        self._whole = partial(_build, name, entry, noun)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete names of options, which only the whole command knows."""
        found: list[Any] = self._whole().shell_complete(ctx, incomplete) if incomplete else []
        return found


def _welcome() -> Any:
    """What `cpp` alone answers; before a command it says nothing."""
    context = get_context()
    if context.invoked_subcommand is not None:
        return None
    _say_version(context)
    context.obj.options = context.meta["cpp"]
    context.obj.check_options()
    return import_module("cpp_cli.commands.welcome").welcome(context.obj)


def _help(entry: Entry, noun: str) -> str:
    return t(entry.help, noun=noun, plural=noun + "s")


def _build(name: str, entry: Entry, noun: str) -> Any:
    if not entry.target:
        return Group(name, t(entry.help), {"Commands": table.verbs(name)}, name)
    module, _, function_name = entry.target.partition(":")
    function: Callable[..., Any] = getattr(
        import_module(f"cpp_cli.commands.{module}"), function_name
    )
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command, help=_long_help(function, entry, noun))(function)
    command: Any = typer.main.get_command(app)
    command.does, command.formats = entry.does, entry.formats
    options: Callable[[str], list[Any]] | None = getattr(function, "options", None)
    if options is not None:
        _add_fields(command, options(noun))
    return command


def _add_fields(command: Any, fields: list[Any]) -> None:
    """Give a command options that follow from a model; it gets their values as one dict."""
    names = [field.name for field in fields]
    declared = command.callback
    command.params = [
        *(param for param in command.params if param.param_type_name == "argument"),
        *fields,
        *(param for param in command.params if param.param_type_name != "argument"),
    ]

    def callback(**values: Any) -> Any:
        given = {name: values.pop(name) for name in names}
        context = get_context()
        context.meta["fields"] = {name: value for name, value in given.items() if value}
        return declared(**values)

    command.callback = callback


def get_context() -> Any:
    """Return the context of the command that runs."""
    from typer._click.globals import get_current_context

    return get_current_context()


def _long_help(function: Callable[..., Any], entry: Entry, noun: str) -> str:
    details = cleandoc(function.__doc__ or "").partition("\n\n")[2]
    if entry.special:
        listed = ", ".join(f"{name} ({t(table.SPECIAL[name])})" for name in entry.special)
        details += "\n\n" + t("--format takes also: {formats}.", formats=listed)
    return f"{_help(entry, noun)}.\n\n{details}".replace("{noun}", noun)


def root() -> Group:
    """Return the whole command line."""
    sections = {
        "Records": {name: Entry("", text) for name, text in table.NOUNS.items()},
        "Questions": table.QUESTIONS,
        "Care": table.CARE,
    }
    return Group("cpp", t("Partnership records: what was said, promised, and kept."), sections)
