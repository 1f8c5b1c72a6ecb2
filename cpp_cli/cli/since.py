"""Two states of the records: those of a commit, and what has become of them since."""

from cpp_cli.changes.pairs import States
from cpp_cli.cli.past import revision, without_history
from cpp_cli.git.read import Repository
from cpp_cli.git.revision import Revision
from cpp_cli.git.since import differing
from cpp_cli.git.state import begin
from cpp_cli.reading.snapshot import Nothing, WorkingTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.cli.session import Session
    from cpp_cli.reading.snapshot import Snapshot


def base_of(session: "Session", text: str) -> Revision:
    """Return the commit from which the records have changed since a day or a revision.

    Where these went on elsewhere, that is the last commit that both have in common.
    """
    return _common(session, revision(session.root, text, lambda one: session.day(one, "--since")))


def _common(session: "Session", wanted: Revision) -> Revision:
    repository, now = wanted.repository, session.snapshot
    tip = now.commit if isinstance(now, Revision) else repository.resolve("HEAD")
    common = repository.merge_base(wanted.commit, tip) if tip else None
    return Revision(repository, common or wanted.commit)


def states_of(session: "Session", text: str | None) -> States:
    """Return the records before and after the change that people mean by `BASE` or `BASE..HEAD`.

    By nothing they mean all since the records left the main branch.
    """
    if text is None:
        return states_since(session, _left_main(session))
    base, dots, tip = text.partition("..")
    if dots:
        session.options["at"] = tip or "HEAD"
    return states_since(session, base_of(session, base or "HEAD"))


def _left_main(session: "Session") -> Revision | None:
    repository = Repository.find(session.root)
    if repository is None:
        raise without_history(session.root)
    main = repository.main()
    return _common(session, Revision(repository, main)) if main else None


def states_since(session: "Session", base: Revision | None) -> States:
    """Return the records as they were in a commit, and as they are.

    Without a commit nothing was there before.
    """
    now: Snapshot = session.snapshot
    after = session.store
    asked = session.memory.asked
    if asked is None and isinstance(now, WorkingTree):
        asked = begin(session.root)
    differed = differing(base or Nothing(), now, asked.state() if asked else None)
    before = after.after(differed)
    if base:
        before = session.memory.of_base(base, before)
    return States(before, after, differed, base.commit if base else None)
