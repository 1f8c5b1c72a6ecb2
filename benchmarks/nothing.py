"""A command that does nothing, as typer makes it: what every command pays that typer makes."""

import typer


def nothing(at: str = "") -> None:
    """Do nothing."""


typer.run(nothing)
