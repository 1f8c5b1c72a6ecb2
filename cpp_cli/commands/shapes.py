"""The shapes of `cpp summary`: who they are for, and what is asked for each."""

from cpp_cli.cli.declare import value
from cpp_cli.errors import Refused
from cpp_cli.ledger.promises import standings
from cpp_cli.messages import mark, t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.ledger.matter import Scope
    from cpp_cli.reports.answer import Answer

SHAPES = ("board", "evidence", "digest")
SHAPE = value(
    "--shape",
    "shape",
    "SHAPE",
    mark("For somebody: board (a Board of Health), evidence (what shows our duties), digest."),
)


def check(shape: str | None) -> None:
    """Refuse a shape that there is not."""
    if shape is not None and shape not in SHAPES:
        raise Refused(
            t("There is no shape {shape}.", shape=shape),
            t("There are: {shapes}", shapes=", ".join(SHAPES)),
        )


def evidence(session: "Session", scope: "Scope") -> "Answer":
    """Return what shows that the duties of the program are met."""
    from cpp_cli.reports.evidence import report

    _of_program(scope, "evidence")
    store = session.store
    return report(store, standings(store, session.as_of), session.as_of, scope)


def _of_program(scope: "Scope", shape: str) -> None:
    if scope.kind != "program":
        raise Refused(
            t("--shape {shape} is about the whole program, not about a part of it.", shape=shape),
            t("Leave the name away, or --shape."),
        )
