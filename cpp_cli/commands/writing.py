"""The last steps of every command that writes: check the whole, show it, write it."""

from typing import Any

from cpp_cli.cli.session import Session
from cpp_cli.editing.plan import Plan
from cpp_cli.errors import Refused
from cpp_cli.messages import t
from cpp_cli.render.safe import safe
from cpp_cli.reports.answer import Answer, Block, Lines, Paragraph, Words
from cpp_cli.reports.findings import message_of, remedy_of


def begin(session: Session) -> Plan:
    """Return an empty plan on the records as they are."""
    return Plan(session.snapshot, session.store, session.today)


def finish(session: Session, plan: Plan, dry_run: bool, first: str | None = None) -> Answer:
    """Refuse what would add an error; else show the lines that change, and write them."""
    refuse_errors(plan)
    answer = Answer(shown(plan, dry_run), data=_data(plan, first, dry_run), first=first)
    if not dry_run:
        plan.carry_out(session.root)
    return answer


def refuse_errors(plan: Plan) -> None:
    """Stop where the records would hold an error that they do not hold now."""
    added = plan.new_findings()
    if added:
        lines = [line for found in added for line in (message_of(found), "  " + remedy_of(found))]
        raise Refused(t("This would make the records wrong; nothing was changed."), *lines)


def shown(plan: Plan, dry_run: bool) -> list[Block]:
    """Return each file with the lines that change."""
    blocks: list[Block] = []
    for path, lines in plan.diff():
        what = t("Would write {path}", path=path) if dry_run else t("Wrote {path}", path=path)
        if plan.changes[path].after is None:
            what = t("Would move {path}", path=path) if dry_run else t("Moved {path}", path=path)
            lines = []
        elif plan.changes[path].before is None:
            lines = [line for line in lines if "$schema=" not in line]
        tones = {"+": "good", "-": "bad"}
        rows = [Words(safe(line), tones.get(line[:1], "plain")) for line in lines]  # type: ignore[arg-type]
        blocks.append(Lines([what, *rows]))
    if not blocks:
        blocks.append(Paragraph(t("Nothing to change.")))
    return blocks


def _data(plan: Plan, first: str | None, dry_run: bool) -> dict[str, Any]:
    return {"id": first, "written": not dry_run and bool(plan.changes), "paths": list(plan.changes)}
