"""The shapes of `cpp summary`: whom each is for, and what it takes."""

from cpp_cli.cli.declare import several, value
from cpp_cli.errors import Refused
from cpp_cli.messages import mark, t

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.ledger.matter import Scope
    from cpp_cli.ledger.promises import Standing
    from cpp_cli.reading.store import Store
    from cpp_cli.reports.answer import Answer

SHAPES = ("board", "evidence", "digest")
SHAPE = value(
    "--shape",
    "shape",
    "SHAPE",
    mark("For whom: board (a Board of Health), evidence (of our duties), digest (one's week)."),
)
BY = value("--by", "by", "PARTY", mark("Whose week it is (--shape digest)."))
ASK = several(
    "--ask", "ask", "TEXT", mark("What you ask of the Board, in your words (--shape board).")
)


class Shape:
    """What was asked for: a shape, of whom, in which period, and what goes with it."""

    __slots__ = ("ask", "by", "name", "public", "since", "subject", "until")

    def __init__(
        self,
        name: str | None,
        subject: str | None,
        since: str | None,
        until: str | None,
        by: str | None,
        ask: tuple[str, ...],
        public: bool,
    ) -> None:
        self.name = name
        self.subject = subject
        self.since, self.until = since, until
        self.by, self.ask = by, ask
        self.public = public
        self._check()

    def _check(self) -> None:
        """Refuse a shape that there is not, and what does not go with the one that is asked for."""
        name = self.name
        if name is not None and name not in SHAPES:
            raise Refused(
                t("There is no shape {shape}.", shape=name),
                t("There are: {shapes}", shapes=", ".join(SHAPES)),
            )
        if name != "digest" and self.by:
            raise Refused(
                t("--by is for somebody's week."),
                t("Write it with --shape digest, or leave it out."),
            )
        if name != "board" and self.ask:
            raise Refused(
                t("--ask is for the report to a Board."),
                t("Write it with --shape board, or leave it out."),
            )
        if name in ("board", "evidence") and self.subject:
            raise Refused(
                t("--shape {shape} is about the whole program, not a part of it.", shape=name),
                t("Leave the name out, or --shape."),
            )
        if name == "digest" and (self.since or self.until or self.public):
            raise Refused(
                t("A digest is of one week, for somebody of ours."),
                t("Leave --since, --until and --public out; --as-of sets the day."),
            )

    def half_year(self, session: "Session") -> None:
        """Set the last full half-year, where a report to a Board is asked for without a period."""
        if self.name == "board" and not self.since and not self.until:
            from cpp_cli.ledger.board import half_year_before

            first, last = half_year_before(session.as_of)
            self.since, self.until = first.isoformat(), last.isoformat()

    def answer(
        self, session: "Session", store: "Store", found: "list[Standing]", scope: "Scope"
    ) -> "Answer":
        """Return the report to a Board, or what shows that our duties are met."""
        if self.name == "board":
            from cpp_cli.reports import board

            return board.report(store, found, session.as_of, scope, self.ask)
        from cpp_cli.reports import evidence

        return evidence.report(store, found, session.as_of, scope)

    def digest(self, session: "Session") -> "Answer":
        """Return the week of somebody of ours."""
        from cpp_cli.ledger.promises import standings
        from cpp_cli.ledger.voices import is_us
        from cpp_cli.reports.digest import report

        text = self.by or self.subject
        if text is None:
            raise Refused(
                t("Whose week? A digest is for one person of ours."),
                t("Name them: cpp summary --shape digest --by PERSON"),
            )
        store = session.store
        who = store.party(session.find_party(text))
        if not is_us(store, who):
            raise Refused(
                t("{name} is not one of us: a digest is for our own week.", name=store.name(who)),
                t(
                    "For a partner: cpp agenda {party}, or cpp statement {party}",
                    party=who.partition("/")[0],
                ),
            )
        return report(store, standings(store, session.as_of), session.as_of, who)
