"""What cpp makes around the records, and sends together with them."""

from cpp_cli.starting.around import EXTENSIONS, SETTINGS
from cpp_cli.starting.forges import FORGES

AROUND = (
    "schemas/*.schema.json",
    "records/*/.gitkeep",
    ".gitattributes",
    ".gitignore",
    SETTINGS,
    EXTENSIONS,
    *(
        path
        for forge in FORGES.values()
        for path in (forge.work, forge.requirements, forge.owners, forge.change)
    ),
)
"""Paths from the folder that holds the records; `*` is each kind of record, or its folder."""
