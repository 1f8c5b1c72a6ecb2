"""Ids that people choose: what one looks like, and that no other record has or had it."""

from cpp_cli.cli.session import Session
from cpp_cli.days import parse_iso
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.models.ids import is_id, is_reserved
from cpp_cli.models.kinds import Kind
from cpp_cli.render.safe import one_line


def checked_id(session: Session, kind: Kind, wanted: str, own: tuple[str, ...] = ()) -> str:
    """Return a wanted id; refuse what cannot be one, and what names or named another record."""
    refuse_impossible(wanted)
    if kind.dated and not _begins_with_a_day(wanted) and wanted not in own:
        raise Refused(
            t("{wanted} does not begin with a day.", wanted=wanted),
            t(
                "The id of {one} does, and is filed by its year: {example}.",
                one=t(kind.one),
                example=f"{session.today}-{wanted}"[:80].rstrip("-"),
            ),
        )
    refuse_unseen(session, kind)
    if session.store.knows(kind, wanted) and wanted not in own:
        current = session.store.current(kind, wanted)
        taken = t("There is already {one} {id}.", one=t(kind.one), id=wanted)
        if current != wanted:
            taken = t("{id} was the id of {current} before.", id=wanted, current=current)
        raise Refused(taken, t("Choose another id: an id always means the same record."))
    return wanted


def refuse_impossible(wanted: str) -> None:
    """Refuse what can be the id of no record."""
    if not is_id(wanted):
        raise Refused(
            t("{wanted} cannot be an id.", wanted=one_line(wanted, 100)),
            t("An id has at most 80 lower-case letters, digits and hyphens, such as huerto-sol."),
        )
    if is_reserved(wanted):
        raise Refused(
            t("{wanted} cannot be an id: Windows keeps this name for itself.", wanted=wanted),
            t("Choose a longer one, such as {wanted}-group.", wanted=wanted),
        )


def refuse_unseen(session: Session, kind: Kind) -> None:
    """Refuse a new id where there may be records that nobody can see: one may have it."""
    if kind.name in session.store.hidden:
        raise Refused(
            t("There may be {plural} that cannot be read: no id is free.", plural=t(kind.plural)),
            t("See what is wrong with them: cpp validate"),
        )


def _begins_with_a_day(wanted: str) -> bool:
    return parse_iso(wanted[:10]) is not None and wanted[10:11] in ("", "-")
