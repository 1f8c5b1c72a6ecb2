"""What is asked before a folder of records begins, and the records that come of it."""

from pathlib import Path

from cpp_cli.cli.session import Session
from cpp_cli.commands.ids import refuse_impossible
from cpp_cli.commands.values import slug
from cpp_cli.errors import Missing, Refused
from cpp_cli.messages import t
from cpp_cli.models.ids import is_id
from cpp_cli.models.kinds import RECORDS
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from cpp_cli.reports.findings import message_of, remedy_of
from cpp_cli.starting.beginning import KINDS_OF_PARTNER, first_records, with_records, wrong
from cpp_cli.starting.forges import FORGES, NONE, Forge
from cpp_cli.starting.source import is_pinned
from cpp_cli.starting.templates import example


def records_to_begin_with(
    session: Session, root: Path, name: str | None, us: str | None, is_example: bool
) -> dict[str, bytes]:
    """Return the first records by path: the example, or those of a program that is asked for."""
    if is_example and (name or us):
        raise Refused(
            t("The example has names of its own: --name and --us do not go with --example."),
            t("Leave --example out to begin with your own names."),
        )
    there = load(WorkingTree(root)).files.paths if (root / RECORDS).is_dir() else []
    if is_example and there:
        raise Refused(
            t("There are files in {folder} already.", folder=root / RECORDS),
            t("Choose another folder for the example, with -C FOLDER."),
        )
    new = example() if is_example else _own_records(session, name, us)
    new = {path: data for path, data in new.items() if path not in there}
    if not is_example:
        _refuse_wrong(session, root, new)
    return new


def _own_records(session: Session, name: str | None, us: str | None) -> dict[str, bytes]:
    missing = [option for option, given in (("--name", name), ("--us", us)) if not given]
    if missing and not session.interactive:
        raise Missing(
            t("It has to be said who begins here: {options}.", options=", ".join(missing)),
            t(
                "Give {options}: what the program is called, and the organisation that you are.",
                options="--name 'OUR PROGRAM' --us 'OUR ORGANISATION'",
            ),
            t("Or look around first, in an invented year of records: cpp init --example"),
        )
    name = name or session.asker.text(t("What is your program called?"))
    asked = us is None
    us = us or session.asker.text(t("What is the organisation called that you are?"), name)
    key = _id_of(session, us, asked)
    kind = "other"
    if asked:
        question = t("What kind of organisation is it?")
        kind = session.asker.choose(question, [(word, t(word)) for word in KINDS_OF_PARTNER])
    return first_records(name, key, name if is_id(us) else us, kind)


def _id_of(session: Session, us: str, asked: bool) -> str:
    proposed = us if is_id(us) else slug(us)
    if asked:
        return session.asker.text(t("A short id for it"), proposed, refuse_impossible)
    if not proposed:
        raise Refused(
            t("No id can be made of {us}.", us=us),
            t("Give an id of your own with --us, in the letters a to z, such as our-house."),
        )
    refuse_impossible(proposed)
    return proposed


def _refuse_wrong(session: Session, root: Path, new: dict[str, bytes]) -> None:
    found = list(wrong(with_records(root, new), new, session.today))
    if found:
        said = dict.fromkeys((message_of(one), "  " + remedy_of(one)) for one in found)
        lines = [line for one in said for line in one]
        raise Refused(t("Nothing was made, because this would be wrong:"), *lines)


def forge_to_use(
    session: Session, wanted: str | None, known: Forge | None, begun: bool
) -> Forge | None:
    """Return the site for reviews: the one that was named or is known, else the one chosen.

    Where records have begun without one, there is none until one is named.
    """
    if wanted is not None and wanted not in (*FORGES, NONE):
        raise Refused(
            t("--forge: there is no {wanted}.", wanted=wanted),
            t("Choose one of: {names}.", names=", ".join((*FORGES, NONE))),
        )
    if wanted is None and (known is not None or begun):
        return known
    if wanted is None and session.interactive:
        choices = [(forge.name, forge.label) for forge in FORGES.values()]
        question = t("Where will others look at your changes?")
        wanted = session.asker.choose(question, [*choices, (NONE, t("nowhere yet"))])
    return FORGES.get(wanted or "github")


def refuse_loose(tool: str | None) -> None:
    """Refuse a place to install from that may be another tomorrow, or that holds a password."""
    if tool is not None and not is_pinned(tool):
        raise Refused(
            t("--tool has to name one version of the program for ever, and no password."),
            t("For example git+https://ADDRESS@VERSION, with git's own number of 40 signs,"),
            t("or https://ADDRESS.whl#sha256=CHECKSUM, or a folder of the machine that checks."),
        )


def wants_driver(session: Session) -> bool:
    """Ask whether git shall put changes of two people together; no where nobody can be asked."""
    if not session.interactive:
        return False
    question = t("Shall git put changes of two people to one record together, field by field?")
    return session.asker.confirm(question)
