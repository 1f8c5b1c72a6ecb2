"""Ids that people choose: what one looks like, and that no other record has or had it."""

from cpp_cli.cli.session import Session
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.models.fields import is_id
from cpp_cli.models.kinds import Kind


def checked_id(session: Session, kind: Kind, wanted: str, own: tuple[str, ...] = ()) -> str:
    """Return a wanted id; refuse what cannot be one, and what names or named another record."""
    if not is_id(wanted):
        raise Refused(
            t("{wanted} cannot be an id.", wanted=wanted),
            t("An id has lower-case letters, digits and hyphens, such as huerto-sol."),
        )
    if session.store.knows(kind, wanted) and wanted not in own:
        current = session.store.current(kind, wanted)
        taken = t("There is already a {kind} {id}.", kind=t(kind.label), id=wanted)
        if current != wanted:
            taken = t("{id} was the id of {current} before.", id=wanted, current=current)
        raise Refused(taken, t("Choose another id: an id always means the same record."))
    return wanted
