"""The first records: the program's own words, and who we are; or the example."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import get_args

from cpp_cli.editing.emit import clean, inline
from cpp_cli.finding import Finding
from cpp_cli.models.kinds import PARTNER, PROGRAM_PATH
from cpp_cli.models.partner import PartnerKind
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from cpp_cli.reading.store import Store
from cpp_cli.rules.check import errors, findings
from cpp_cli.starting.templates import filled

KINDS_OF_PARTNER: tuple[str, ...] = get_args(PartnerKind)
_WIDTH = 98


def first_records(name: str, us: str, us_name: str, kind: str) -> dict[str, bytes]:
    """Return the record of the program and that of the partner that is us, by path."""
    kinds = fill(f"One of: {', '.join(KINDS_OF_PARTNER)}", _WIDTH, subsequent_indent="# ")
    partner = filled(
        "partner.yaml",
        us=inline(us),
        us_name=_one_line(us_name),
        kind=kind,
        kinds=kinds.removeprefix("One of: "),
    )
    program = filled("program.yaml", us=inline(us), name=_one_line(name))
    return {PROGRAM_PATH: program.encode(), PARTNER.path(us): partner.encode()}


def _one_line(text: str) -> str:
    return inline(" ".join(clean(text).split()))


def with_records(root: Path, new: Mapping[str, bytes]) -> Store:
    """Return the records of a folder as they would be with some new ones."""
    return load(WorkingTree(root)).after(new)


def wrong(store: Store, new: Mapping[str, bytes], today: date) -> Iterator[Finding]:
    """Yield the errors in new records."""
    return (found for found in errors(findings(store, today)) if found.path in new)
