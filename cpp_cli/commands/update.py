"""`cpp update`: the newest records come in."""

from pathlib import Path
from typing import Any

from cpp_cli.cli.declare import takes
from cpp_cli.cli.session import Session
from cpp_cli.commands.options import DRY_RUN
from cpp_cli.commands.sharing import (
    Shared,
    begin,
    errors_of,
    look_around,
    person_of,
    result,
    write,
)
from cpp_cli.finding import Finding
from cpp_cli.git.head import head_of
from cpp_cli.git.read import Repository
from cpp_cli.messages import t, tn
from cpp_cli.reading.root import has_records, is_repository, whole
from cpp_cli.reports.answer import Answer, Block, Items, Paragraph
from cpp_cli.sharing import telling


@takes(DRY_RUN)
def update(session: Session, dry_run: bool) -> Answer:
    """Bring the newest records in.

    What others changed comes in field by field, beside what you have changed yourself; what you
    have not sent yet stays yours to send. Where two people changed the same, differently, you are
    asked which is right; with --no-input that is listed, nothing changes, and the exit status is 1.
    """
    _begin_where_nothing_is_yet(session)
    ground = begin(session)
    shared = look_around(session, ground, sending=False)
    if isinstance(shared, Answer):
        return shared
    wrong = errors_of(session, shared)
    answer = told(session, shared, wrong, dry_run)
    person = person_of(session, ground.repository, needed=bool(shared.brought.joined.steps))
    if not dry_run:
        write(session, shared, person, None, shared.brought.goal)
    return answer


def _begin_where_nothing_is_yet(session: Session) -> None:
    """Take the folder of a repository into which nothing was brought yet as that of the records.

    That is what a clone is where nobody has said which branch is the main one.
    """
    folder = whole(session.options.get("directory") or ".")
    is_new = is_repository(folder) and not has_records(folder)
    repository = Repository.find(Path(folder)) if is_new else None
    if repository and head_of(repository).commit is None:
        session.begin_in(folder)


def told(session: Session, shared: Shared, wrong: list[Finding], dry_run: bool) -> Answer:
    """Return what came in, and what does not hold together since; status 1 where something."""
    brought = shared.brought
    came = telling.came_in(shared.ground, result(session, shared), brought)
    beside = sorted(brought.beside)
    blocks: list[Block] = []
    if brought.home and not dry_run:
        blocks.append(Paragraph(t("What you sent for review is in the main records now.")))
    if came or beside or not blocks:
        blocks.append(Paragraph(_headline(shared, len(came), dry_run)))
    if came:
        blocks.append(Items(telling.few(came)))
    if beside:
        blocks += [Paragraph(t("Other files that came in:")), Items(telling.few(beside))]
    if brought.left:
        blocks.append(Paragraph(t("Left alone, because they are no plain files:")))
        blocks.append(Items(telling.few(brought.left)))
    if wrong:
        blocks.append(
            Paragraph(t("What two people wrote does not hold together here. Please mend it:"))
        )
        blocks += telling.wrong(wrong)
    return Answer(blocks, _data(shared, wrong, dry_run), status=1 if wrong else 0)


def _headline(shared: Shared, count: int, dry_run: bool) -> str:
    if shared.course.is_empty and not has_records(str(shared.ground.root)):
        return t("There are no records there yet, and none here. To begin with your own: cpp init")
    if shared.course.is_empty:
        return t("Nothing was sent there yet: these records are the first. Send them: cpp submit")
    if shared.course.ahead:
        return t("There are newer records than those known here; cpp update brings them in.")
    if not count and not shared.brought.beside:
        return t("You have the newest records already.")
    if dry_run:
        return tn("One record would change here:", "{count} records would change here:", count)
    return tn(
        "The newest records are here. One record changed:",
        "The newest records are here. {count} records changed:",
        count,
    )


def _data(shared: Shared, wrong: list[Finding], dry_run: bool) -> dict[str, Any]:
    brought = shared.brought
    paths = [*brought.records, *brought.beside]
    inner = shared.ground.inner
    return {
        "written": not dry_run and bool(paths),
        "paths": paths,
        "merged": sorted(inner(path) or path for path in brought.both),
        "left_alone": brought.left,
        "clashes": [],
        "findings": telling.wrong_data(wrong),
    }
