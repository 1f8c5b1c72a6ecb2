"""What is said where something is missing, or cannot be taken as it was typed."""

from collections.abc import Sequence
from datetime import date

from cpp_cli.errors import Missing, Refused
from cpp_cli.messages import t


def no_date(option: str, text: str, today: date, iso_only: bool) -> Refused:
    """Return that a text names no day, with how to write one; an answer has no `option`."""
    how = t(
        "Write it as YYYY-MM-DD, such as {today}, or in words: next friday, in 2 weeks, ayer.",
        today=today,
    )
    if iso_only:
        how = t("Write it as YYYY-MM-DD, such as {today}.", today=today)
    if not option:
        return Refused(t("{text} is not a date.", text=text), how)
    return Refused(t("{option}: {text} is not a date.", option=option, text=text), how)


def missing(option: str, question: str) -> Missing:
    """Return that an option is needed, where nobody is there to be asked."""
    return Missing(
        t("{option} is missing: {question}", option=option, question=question),
        t("Give it with {option}.", option=option),
    )


def no_id(one: str) -> Missing:
    """Return that a record has to be named, where nobody is there to be asked."""
    how = t("Name {one} by its id, its name or a part of it.", one=one)
    return Missing(t("ID is missing."), how)


def only_a_community(name: str, speakers: Sequence[str]) -> Refused:
    """Return that a community cannot speak or owe itself, with who speaks for it."""
    return Refused(
        t("{name} is a community; a partner or person is wanted here.", name=name),
        t("Who speaks for it: {names}.", names=", ".join(speakers) or t("nobody yet")),
    )
