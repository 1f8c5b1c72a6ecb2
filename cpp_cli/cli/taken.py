"""What a command takes, as the library has it: in the language in use, also its own words."""

from collections.abc import Callable
from functools import partial
from typing import Any

from typer import core
from typer._click.types import IntRange
from typer.core import TyperArgument, TyperOption

from cpp_cli.cli import table
from cpp_cli.cli.completion import ANY, ids
from cpp_cli.cli.declare import FLAG, NUMBER, SEVERAL, Option, Place
from cpp_cli.messages import mark, t

# The library says nothing but through a function of this name.
core._ = t  # type: ignore[assignment, attr-defined]  # it is imported there
_OF_THE_LIBRARY = (
    mark("default: {default}"),
    mark("required"),
    mark("env var: {var}"),
    mark("(dynamic)"),
)


def as_typer(one: Place | Option) -> TyperArgument | TyperOption:
    """Return what a command takes as the library's own object."""
    if isinstance(one, Place):
        return TyperArgument(
            param_decls=[one.name],
            required=one.needed,
            metavar=one.metavar,
            help=t(one.help),
            autocompletion=complete_ids if one.ids else None,
        )
    return TyperOption(
        param_decls=[one.name, *one.words],
        type=IntRange(one.least, one.most) if one.form == NUMBER else None,
        multiple=one.form == SEVERAL,
        is_flag=one.form == FLAG,
        default=one.default or None,
        show_default=True,
        metavar=one.metavar,
        help=t(one.help) if isinstance(one.help, str) else one.help(),
        autocompletion=partial(_complete_one_of, one.among) if one.among else None,
    )


def _complete_one_of(
    among: Callable[[], list[str]], _: Any, typed: list[str], incomplete: str
) -> list[str]:
    """Complete a value that is one of several."""
    return [word for word in among() if word.startswith(incomplete)]


def complete_ids(ctx: Any, _: list[str], incomplete: str) -> list[str]:
    """Complete an id for the command whose words are typed."""
    noun = ctx.parent.info_name if ctx.parent else None
    directory = ctx.meta.get("cpp", {}).get("directory")
    entry = table.top().get(ctx.info_name)
    about = ANY if noun not in table.NOUNS and entry and entry.names_any else noun
    return ids(directory or ".", about or "", incomplete)
