"""Options that several commands share."""

from typing import Annotated, Any

import typer

from cpp_cli.cli.completion import complete_ids
from cpp_cli.models.kinds import KINDS, Kind

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
]
ShowRecords = Annotated[
    bool, typer.Option("--show-records", help="Name the records behind each number.")
]


def kind_of(ctx: typer.Context) -> Kind:
    """Return the kind of record that a command's noun names."""
    parent: Any = ctx.parent
    return KINDS[parent.info_name]


RecordId = Annotated[
    str | None,
    typer.Argument(
        metavar="[ID]", help="Its id, its name or part of one.", autocompletion=complete_ids
    ),
]
PartyName = Annotated[
    str | None,
    typer.Argument(
        metavar="[PARTY]", help="A partner or person, by id or name.", autocompletion=complete_ids
    ),
]
