"""The last steps of every command that writes: check the whole, show it, write it."""

from typing import Any

from cpp_cli.cli.session import Session
from cpp_cli.errors import Refused
from cpp_cli.finding import Finding
from cpp_cli.messages import t
from cpp_cli.reports.answer import Answer, Block, Lines, Paragraph, Tone, Words
from cpp_cli.reports.findings import message_of, remedy_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.editing.plan import Plan

_TONES: dict[str, Tone] = {"+": "good", "-": "bad"}


def begin(session: Session) -> "Plan":
    """Return an empty plan on the records as they are."""
    from cpp_cli.editing.plan import Plan  # with all that reads and checks: not for the help

    return Plan(session.snapshot, session.store, session.today)


def finish(session: Session, plan: "Plan", dry_run: bool, first: str | None = None) -> Answer:
    """Refuse what would add an error; else show the lines that change, and write them."""
    if not dry_run and session.turn.take():
        plan.renew()
    refuse_errors(plan)
    answer = Answer(shown(plan, dry_run), data=_data(plan, first, dry_run), first=first)
    if not dry_run:
        session.turn.write(plan.carry_out)
    return answer


def refuse_errors(plan: "Plan") -> None:
    """Stop where the records would hold an error that they do not hold now."""
    added = [(_said_of(plan, found), "  " + remedy_of(found)) for found in plan.new_findings()]
    if added:
        lines = [line for said in dict.fromkeys(added) for line in said]
        raise Refused(t("Nothing was changed, because this would be wrong:"), *lines)


def _said_of(plan: "Plan", found: Finding) -> str:
    """What would be wrong; in a file that the change is not about, with its place."""
    if found.path in plan.changes:
        return message_of(found)
    return f"{found.path}:{found.place.line}: {message_of(found)}"


def shown(plan: "Plan", dry_run: bool) -> list[Block]:
    """Return each file with the lines that change."""
    blocks: list[Block] = []
    for path, lines in plan.diff():
        if path not in plan.moved and plan.changes[path].before is None:
            lines = [line for line in lines if "$schema=" not in line]
        rows = [Words(line, _TONES.get(line[:1], "plain")) for line in lines]
        blocks.append(Lines([_what(plan, path, dry_run), *rows]))
    if not blocks:
        blocks.append(Paragraph(t("Nothing to change.")))
    return blocks


def _what(plan: "Plan", path: str, dry_run: bool) -> str:
    if path in plan.moved:
        old = plan.moved[path]
        if dry_run:
            return t("Would move {old} to {path}", old=old, path=path)
        return t("Moved {old} to {path}", old=old, path=path)
    return t("Would write {path}", path=path) if dry_run else t("Wrote {path}", path=path)


def _data(plan: "Plan", first: str | None, dry_run: bool) -> dict[str, Any]:
    return {"id": first, "written": not dry_run and bool(plan.changes), "paths": list(plan.changes)}
