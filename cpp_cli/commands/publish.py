"""`cpp publish`: the public pages."""

import os

from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.commands.options import DRY_RUN
from cpp_cli.errors import Missing, Refused
from cpp_cli.messages import ENGLISH, mark, speaking, t, tn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cpp_cli.cli.session import Session
    from cpp_cli.ledger.public import View
    from cpp_cli.publishing.folder import Earlier
    from cpp_cli.publishing.sources import Sources
    from cpp_cli.reports.answer import Answer


@takes(
    value("--out", "out", "DIR", mark("The folder for the pages: a new one, or that of before.")),
    flag(
        "--check",
        "check",
        mark("Only say what would be published that the last publish to DIR did not hold."),
    ),
    DRY_RUN,
)
def publish(session: "Session", out: str | None, check: bool, dry_run: bool) -> "Answer":
    """Write the public pages: what was promised, heard and repaired.

    A site of plain files, in every language of the program, made of what may be published and of
    nothing else: by visibility and consent as they are today. With --check nothing is written, and
    exit status 1 says that something would be public that was not before. What was before is known
    only from the last publish to DIR: with a new folder, all of it is new.
    """
    from cpp_cli.publishing.folder import earlier, written
    from cpp_cli.publishing.site import lacking, site, tongues
    from cpp_cli.publishing.told import news, told
    from cpp_cli.reports.published import report

    if not out:
        raise Missing(
            t("--out is missing: into which folder?"), t("For example: cpp publish --out site")
        )
    _refuse_inside(session, out)
    with speaking(ENGLISH):  # what is told is compared, whatever language is spoken
        view = _view(session)
    before = earlier(out)
    tags = tongues(view.store)
    files = site(lambda: _view(session), session.as_of, _sources(session, view), tags)
    tells = told(view)
    found = news(before.told, tells)
    gone = sorted(before.files.keys() - files.keys())
    pages = sum(path.endswith(".html") for path in files)
    if check and not found.is_new:
        first = t("Nothing would be published that was not before.")
    elif check:
        first = t("This would be public, and was not before:")
    elif dry_run:
        first = tn("Would write one page.", "Would write {count} pages.", pages)
    else:
        written(out, before, files, tells)
        first = tn(
            "Wrote one page to {out}. To read it, open {start}.",
            "Wrote {count} pages to {out}. To read them, open {start}.",
            pages,
            out=out,
            start=os.path.join(out, "index.html"),
        )
    data = {"out": out, "languages": tags, "pages": pages, "removed": gone}
    data["cut_short"] = before.is_cut_short
    answer = report(
        view.store, [*_compared(out, before, not (check or dry_run)), first], *found, data
    )
    answer.status = int(check and (found.is_new or before.is_cut_short))
    missing = ", ".join(lacking(view.store))
    if missing:
        answer.asides.append(
            t(
                "No pages in {languages}: cpp does not speak that yet.",
                languages=missing,
            )
        )
    return answer


def _compared(out: str, before: "Earlier", written: bool) -> "Iterator[str]":
    """Yield with what the pages are compared, and what is to be known of those."""
    if not before.files:
        yield t("No earlier publish is in {out} to compare with: all of it counts as new.", out=out)
    else:
        yield t("Compared with the last publish to {out}.", out=out)
    if before.is_cut_short and written:
        yield t("The publish before this one was cut short; all pages are of one day again.")
    elif before.is_cut_short:
        yield t("That was cut short: some pages there are new, others old. Publish again.")


def _view(session: "Session") -> "View":
    from cpp_cli.commands.view import public_view
    from cpp_cli.ledger.promises import standings

    return public_view(session, standings(session.store, session.as_of))


def _sources(session: "Session", view: "View") -> "Sources":
    from cpp_cli.git.read import Repository
    from cpp_cli.publishing.sources import Sources, sources

    repository = Repository.find(session.root)
    past = session.past
    commit = past.commit if past else repository.resolve("HEAD") if repository else None
    if repository is None or commit is None:
        return Sources()
    return sources(repository, commit, view.store.files.paths, on_disk=past is None)


def _refuse_inside(session: "Session", out: str) -> None:
    """Refuse a folder among the records: what is there is read as one."""
    from pathlib import Path

    records = (session.root / "records").resolve()
    if Path(out).resolve().is_relative_to(records):
        raise Refused(
            t("{folder} is among the records.", folder=out), t("Name a folder elsewhere.")
        )
