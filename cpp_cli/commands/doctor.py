"""`cpp doctor`: is everything in place here?"""

from cpp_cli.checkup import computer, place
from cpp_cli.cli.declare import takes
from cpp_cli.cli.session import Session
from cpp_cli.cli.surroundings import surroundings
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.checked import report


@takes()
def doctor(session: Session) -> Answer:
    """Say whether everything is in place here.

    Each line says how something stands, and, where it is not fine, what to do. It works anywhere,
    also without records or git. Exit status 1 when something is to be done.
    """
    around = surroundings(session)
    checks = (*computer.CHECKS, *place.CHECKS)
    return report([(check.name, check.label, check.found(around)) for check in checks])
