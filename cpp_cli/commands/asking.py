"""Before a partner that was asked often is asked once more: a word about it, and a question."""

from cpp_cli.days import earlier, parse_iso
from cpp_cli.errors import Interrupted
from cpp_cli.messages import t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cpp_cli.cli.session import Session
    from cpp_cli.reading.store import Store


def before_asking(session: "Session", fields: "dict[str, Any]") -> None:
    """Say so where a meeting asks more of partners that were asked often, before it is written.

    At a terminal it is asked whether to go on, unless the meeting has been already: then it is
    written in any case, because it was.
    """
    store = session.store
    day = parse_iso(str(fields.get("date", "")))
    wanted = _asked_by(store, fields)
    if day is None or not wanted:
        return
    from cpp_cli.ledger.load import DAYS, OVER, Window, asked, owed_to
    from cpp_cli.reports.load import before_asking as words
    from cpp_cli.reports.load import is_over

    until = max(day, session.today)
    after = earlier(until, f"{DAYS}d") or until
    window = Window(after, until)
    known = asked(store, window)
    often = [one for one in wanted if one in known and is_over(known[one], OVER)]
    for partner in often:
        owed = owed_to(store, partner, session.today)
        for line in words(store, partner, known[partner], window, owed):
            session.tell(line)
    asks = often and session.interactive and day >= session.today
    if asks and not session.asker.confirm(t("Ask them all the same?")):
        raise Interrupted(t("Nothing was written."))


def _asked_by(store: "Store", fields: "dict[str, Any]") -> list[str]:
    """The partners that a meeting asks to come: those that did not call it, where we may have."""
    from cpp_cli.ledger.contacts import Partners
    from cpp_cli.ledger.voices import is_us

    partners = Partners(store)
    called = fields.get("convened_by", ())
    if called and not any(is_us(store, party) for party in called):
        return []
    theirs = {partners[party] for party in called}
    came = [partners[party] for party in fields.get("attendees", ()) if not is_us(store, party)]
    return [one for one in dict.fromkeys(came) if one not in theirs]
