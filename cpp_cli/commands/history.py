"""`cpp history` and `cpp blame`: who changed what in a record, and when."""

from cpp_cli.cli.declare import Place, several, takes
from cpp_cli.errors import Refused
from cpp_cli.messages import mark, t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cpp_cli.changes.steps import Step
    from cpp_cli.changes.versions import Made
    from cpp_cli.cli.pasts import Past
    from cpp_cli.cli.session import Session
    from cpp_cli.reports.answer import Answer

_ID = Place(
    "id",
    "[ID]",
    mark("Its id, its name or part of one; where that could be several, kind/id."),
    ids=True,
)


@takes(
    _ID,
    several(
        "--field",
        "fields",
        "FIELD",
        mark("Only this field, such as due or people.ana-r.role; may be given several times."),
    ),
)
def history(session: "Session", id: str | None, fields: tuple[str, ...]) -> "Answer":
    """Who changed which field of a record from what to what, when, and who approved it.

    The newest first, also through new ids and moves to other folders. What is not submitted yet
    comes before everything else. An email or a phone number is never shown.
    """
    from cpp_cli.changes.steps import steps
    from cpp_cli.cli.pasts import Past
    from cpp_cli.reports.history import Told, report

    past = Past(session, id)
    if past.part:
        fields = tuple(f"{past.part}.{field}" for field in fields) or (past.part,)
    found = steps(past.versions)
    merges = _merges(past, found)
    told = [Told(one, merges.get(one.version.made.commit), fields) for one in found]
    if fields and not any(one.differences for one in told):
        _refuse_unknown(past, fields)
    return report(past.kind, past.id, past.path, past.is_whole, told, fields)


@takes(_ID)
def blame(session: "Session", id: str | None) -> "Answer":
    """A record as it is written, with who wrote each line and when.

    Lines that are not submitted yet are marked. Also through new ids and moves to other folders.
    """
    from cpp_cli.changes.lines import written_by
    from cpp_cli.cli.pasts import Past
    from cpp_cli.reports.blame import report

    past = Past(session, id)
    if past.path is None:
        raise Refused(
            t("The {noun} {id} is not there any more.", noun=t(past.kind.label), id=past.id),
            t("See what became of it: cpp history {id}", id=past.id),
        )
    return report(past.kind, past.id, past.path, written_by(past.versions), past.is_whole)


def _merges(past: "Past", found: "Sequence[Step]") -> "dict[str, Made]":
    """Return what brought each change in, where that was a merge."""
    from cpp_cli.changes.versions import Made
    from cpp_cli.git.log import brought_in, those

    commits = [one.version.made.commit for one in found if one.version.made.commit]
    if not past.tip or not commits:
        return {}
    by = brought_in(past.repository, past.tip, commits)
    merges = those(past.repository, list(dict.fromkeys(by.values())))
    made = {one.id: Made(one.id, one.author, one.day, one.message) for one in merges.values()}
    return {commit: made[merge] for commit, merge in by.items()}


def _refuse_unknown(past: "Past", fields: "Sequence[str]") -> None:
    """Refuse a field that no record of the kind has, and that this one never had."""
    from cpp_cli.cli.usage import did_you_mean
    from cpp_cli.models.shape import field_names

    known = field_names(past.kind.model)
    unknown = [one for one in fields if one.partition(".")[0] not in known]
    if unknown:
        raise Refused(
            t("There is no field {path}.", path=unknown[0][:60]),
            *did_you_mean(unknown[0].partition(".")[0], known),
            t("The fields there are: {names}.", names=", ".join(known)),
        )
