"""`cpp` alone: what to do next."""

from cpp_cli.cli.session import Session
from cpp_cli.errors import NoSurroundings
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, Pairs, Paragraph


def welcome(session: Session) -> Answer:
    """Say in a few lines what can be done here."""
    try:
        where = t("The records are in {folder}.", folder=session.root / "records")
    except NoSurroundings as missing:
        where = missing.message + " " + " ".join(missing.hints)
    steps = [
        ("cpp status", t("what needs attention now")),
        ("cpp owes", t("who owes what to whom")),
        ("cpp partner show NAME", t("one relationship at a glance")),
        ("cpp meeting add", t("write down a meeting; you are asked for what is needed")),
        ("cpp validate", t("check every record")),
        ("cpp --help", t("everything else")),
    ]
    return Answer([Paragraph(where), Pairs(steps)])
