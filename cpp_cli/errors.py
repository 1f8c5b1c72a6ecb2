"""How a command ends when it cannot answer, and the exit status of each ending."""

FINE = 0
PROBLEMS = 1
REFUSED = 2
SURROUNDINGS = 3
BUG = 70
INTERRUPTED = 130


class Stop(Exception):
    """A command ends here, with a message for people and an exit status.

    `hints` are lines that say what to do next.
    """

    status = REFUSED

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class Refused(Stop):
    """What was asked is against the rules, or cannot be understood; nothing was changed."""


class Missing(Refused):
    """Something needed was not given, and there is nobody to ask."""


class NoSurroundings(Stop):
    """What the command needs around it is not there: records, git, permission."""

    status = SURROUNDINGS


class Interrupted(Stop):
    """The person stopped the command."""

    status = INTERRUPTED


class Again(Exception):
    """What was kept from an earlier time has gone away meanwhile: the command begins again."""
