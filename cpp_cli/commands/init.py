"""`cpp init`: a folder of records begins, with all that belongs around it."""

import os
import sys
from pathlib import Path

from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.cli.session import Session
from cpp_cli.commands.beginning import (
    forge_to_use,
    records_to_begin_with,
    refuse_loose,
    wants_driver,
)
from cpp_cli.commands.options import DRY_RUN
from cpp_cli.editing.beside import lay
from cpp_cli.editing.writer import Change, write
from cpp_cli.errors import NoSurroundings, Refused
from cpp_cli.git.folder import Place, place_of
from cpp_cli.git.new import driver_line, make_repository, merge_driver, set_merge_driver, setting
from cpp_cli.messages import mark, reason, t
from cpp_cli.models.kinds import PROGRAM_PATH, RECORDS
from cpp_cli.models.schemas import generate
from cpp_cli.reading.root import find_root, whole
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.begun import Begun, report
from cpp_cli.starting.around import Compared, compare, forge_of, part_of, source_of, wanted
from cpp_cli.starting.beginning import with_records
from cpp_cli.starting.forges import NONE, Forge
from cpp_cli.starting.owners import owners
from cpp_cli.starting.source import own_source


@takes(
    value("--name", "name", "TEXT", mark("What the program is called.")),
    value("--us", "us", "TEXT", mark("The organisation that you are: its name, or an id for it.")),
    value(
        "--forge",
        "forge",
        "SITE",
        mark("Where changes are reviewed: github, gitlab, forgejo or none (else found out)."),
    ),
    value(
        "--tool",
        "tool",
        "SOURCE",
        mark("What that site installs cpp from (else from where this one came)."),
    ),
    flag("--example", "example", mark("Begin with an invented year of records, to try things on.")),
    flag("--update", "update", mark("Make our part of shared files anew; yours stays.")),
    flag("--merge-driver", "drive", mark("Let git put changes of two people together, by field.")),
    flag("--no-merge-driver", "no_drive", mark("Leave git as it is, and do not ask.")),
    DRY_RUN,
)
def init(
    session: Session,
    name: str | None,
    us: str | None,
    forge: str | None,
    tool: str | None,
    example: bool,
    update: bool,
    drive: bool,
    no_drive: bool,
    dry_run: bool,
) -> Answer:
    """Begin a folder of records, with all that belongs around it.

    It is made here, or in the folder of -C: a record of the program in which each part is
    explained, one of the partner that you are, folders for the others, what editors need, and what
    the site for reviews needs to look at every change. Nothing that is there is written over. Run
    again, it makes what is missing and names what is not as it should be.
    """
    if drive and no_drive:
        raise Refused(
            t("--merge-driver and --no-merge-driver say the opposite of each other."),
            t("Leave one of them out."),
        )
    refuse_loose(tool)
    folder = _folder(session)
    session.begin_in(folder)
    root, place = Path(folder), place_of(folder)
    begun = Begun(folder, folder == whole("."), dry_run, new_repository=place is None)
    new: dict[str, bytes] = {}
    if not (root / PROGRAM_PATH).exists():
        new = records_to_begin_with(session, root, name, us, example)
    elif name or us or example:
        begun.notes.append(t("{path} is there already, and stays as it is.", path=PROGRAM_PATH))
    site = _site(session, root, place, forge, begun)
    source = ""
    if site:
        source = tool or source_of(root, site) or own_source()
        begun.unfinished = "" if source else site.work
    files = wanted(site, source, _owners(session, new, site, begun), new)
    compared = compare(root, files, update)
    schemas = _schemas(root, compared)
    begun.records, begun.schemas = list(new), list(schemas)
    begun.made, begun.left = compared.made, compared.left
    begun.renewed = [path for path in compared.changes if path not in compared.made]
    begun.driver = _driver(session, place, drive, no_drive)
    if not dry_run and begun.does_something:
        _carry_out(session, place, new | schemas, compared, begun.driver == "made")
    return report(begun)


def _folder(session: Session) -> str:
    """Return the folder that is meant: one of records that are there, or where they are to be."""
    directory = session.options.get("directory")
    try:
        return find_root(directory or ".", exactly=bool(directory))
    except NoSurroundings:
        folder = whole(directory or ".")
    if os.path.islink(os.path.join(folder, RECORDS)):
        raise Refused(
            t("{records} is a link to another folder.", records=os.path.join(folder, RECORDS)),
            t("Move it away; records are never kept behind a link."),
        )
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise Refused(
            t("{folder} is no folder, so no records can be in it.", folder=folder),
            t("Name a folder with -C FOLDER; it may be a new one."),
        )
    return folder


def _site(
    session: Session, root: Path, place: Place | None, forge: str | None, begun: Begun
) -> Forge | None:
    """Return the site for reviews; none for records in a folder of a larger repository."""
    if place is None or not place.prefix:
        address = setting(place, "remote.origin.url") if place else None
        known = forge_of(root, address or "")
        return forge_to_use(session, forge, known, (root / PROGRAM_PATH).exists())
    if forge not in (None, NONE):
        raise Refused(
            t("A site for reviews reads its files only at the top of {top}.", top=place.top),
            t("Leave --forge out, or keep the records in a repository of their own."),
        )
    begun.notes.append(
        t("These records are part of {top}: nothing was made for reviews.", top=place.top)
    )
    return None


def _owners(session: Session, new: dict[str, bytes], site: Forge | None, begun: Begun) -> str:
    if site is None:
        return ""
    found = owners(with_records(session.root, new), site, session.today)
    begun.notes += [
        t(
            "{account} cannot be an account at {site}: nobody is asked.",
            account=one,
            site=site.label,
        )
        for one in found.strange
    ]
    there = part_of(session.root, site.owners)
    if found.whole or there is None:
        return found.text
    begun.notes.append(
        t("{path} stays as it is, as not every record can be read: cpp validate", path=site.owners)
    )
    return there


def _schemas(root: Path, compared: Compared) -> dict[str, bytes]:
    """Return the schemas that are missing; put down those that are there and other."""
    missing = {}
    for path, text in generate().items():
        file = root / path
        if not os.path.lexists(file):
            missing[path] = text.encode()
        elif file.is_symlink() or not file.is_file() or file.read_bytes() != text.encode():
            compared.left[path] = t("to bring it up to date: cpp schema")
    return missing


def _driver(session: Session, place: Place | None, drive: bool, no_drive: bool) -> str:
    """Return whether git is told how records are put together: `made`, `there` or nothing."""
    told = merge_driver(place) if place else None
    if told == driver_line(sys.executable):
        return "there"
    return "made" if drive or (not no_drive and not told and wants_driver(session)) else ""


def _carry_out(
    session: Session,
    place: Place | None,
    records: dict[str, bytes],
    compared: Compared,
    drive: bool,
) -> None:
    """Make the folder and its repository, then what belongs around the records, and those last.

    So a beginning that was cut short begins anew.
    """
    root = session.root
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoSurroundings(
            t("{folder} cannot be made: {why}.", folder=root, why=reason(error)),
            t("Choose another place for it, or ask whoever looks after this computer."),
        ) from error
    place = place or make_repository(session.top)
    session.turn.take()
    lay(root, compared.changes)
    session.turn.write(
        lambda root, state: write(
            root, state, {path: Change(None, data) for path, data in records.items()}
        )
    )
    if drive:
        set_merge_driver(place, sys.executable)
