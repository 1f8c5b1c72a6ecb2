"""`cpp submit`: what was written here goes out for review."""

from cpp_cli.changes.pairs import changes
from cpp_cli.changes.telling import news, only_written_anew
from cpp_cli.cli.declare import flag, takes, value
from cpp_cli.cli.session import Session
from cpp_cli.commands import update as updating
from cpp_cli.commands.options import DRY_RUN
from cpp_cli.commands.sent import (
    Sent,
    began,
    data_of,
    kept,
    refused,
    sent_for_review,
    tell_alone,
    would_be_sent,
)
from cpp_cli.commands.sharing import (
    Shared,
    begin,
    errors_of,
    look_around,
    person_of,
    result,
    write,
)
from cpp_cli.errors import Interrupted, Refused, Stop
from cpp_cli.git.head import keep_setting, known_tip, tip_of
from cpp_cli.git.message import message as neutral
from cpp_cli.git.move import Moved, remember
from cpp_cli.git.read import Repository
from cpp_cli.git.remote import Unreachable, fetch, push
from cpp_cli.messages import mark, t
from cpp_cli.reports.answer import Answer, Block, Items, Paragraph
from cpp_cli.reports.review import Reviewed
from cpp_cli.rules.check import errors
from cpp_cli.rules.since import Since
from cpp_cli.sharing import telling
from cpp_cli.sharing.bring import Goal, common
from cpp_cli.sharing.carry import Own
from cpp_cli.sharing.course import OURS, Course
from cpp_cli.sharing.opening import Review, open_review
from cpp_cli.sharing.outgoing import beside, outgoing, states
from cpp_cli.sharing.subject import branch_name, subject

_TRIES = 5
"""How often what somebody else sends at the same time is taken in before giving up."""


_MESSAGE = value(
    "-m", "message", "TEXT", mark("What the change is called (else made of the change).")
)
_MESSAGE.words = ("-m", "--message")


@takes(
    _MESSAGE,
    flag("--draft", "draft", mark("Not finished: to be looked at, and not to be taken yet.")),
    DRY_RUN,
)
def submit(session: Session, message: str | None, draft: bool, dry_run: bool) -> Answer:
    """Send what you have written for review.

    The records are checked, the change is shown in words, the newest records come in as with
    cpp update, and all is sent under your name. Then you are told where the review is opened. What
    is no record stays here and is named. Without a connection it is kept, and the same command
    sends it later.
    """
    ground = begin(session)
    agreed = False
    for _ in range(_TRIES):
        shared = look_around(session, ground, sending=True)
        if isinstance(shared, Answer):
            return shared
        sent = _to_be_sent(session, shared, message)
        if sent.out.is_empty:
            return _nothing(session, shared, sent, dry_run)
        if errors(list(sent.reviewed.added)):
            return refused(sent)
        goal = _goal(session, shared, sent)
        if dry_run:
            return would_be_sent(sent, goal.branch, shared.course.ahead)
        agreed = agreed or _agreed(session, sent)
        sent.is_shown = session.interactive
        _keep(session, shared, sent, goal)
        try:
            return _send(session, shared, sent, draft)
        except Moved:
            session.turn.give_back()
            session.read_again()
    raise Refused(
        t("Others send all the time; your change is kept here, and was not sent yet."),
        t("Run it again: cpp submit"),
    )


def _to_be_sent(session: Session, shared: Shared, message: str | None) -> Sent:
    ground, brought, course = shared.ground, shared.brought, shared.course
    out = outgoing(ground, brought, course)
    both = states(ground, result(session, shared), brought, course)
    changed = changes(both)
    answers = Since(both, changed, session.as_of)
    told = news(both, changed, session.as_of)
    reviewed = Reviewed(told, only_written_anew(changed), answers.added, answers.mended, both.base)
    others = beside(ground, brought, course, out.files)
    title = message or subject(changed, len(others))
    named, _, rest = neutral(title, telling.body(reviewed)).partition("\n\n")
    return Sent(reviewed, named.strip(), rest.strip(), others, out)


def _goal(session: Session, shared: Shared, sent: Sent) -> Goal:
    """Return the branch that the change goes to: a new one, unless this is one already."""
    repository, course, brought = shared.ground.repository, shared.course, shared.brought
    if course.is_empty:
        return _first(shared)
    branch = brought.goal.branch
    if branch in (None, course.main) or course.taken or shared.head.commit is None:
        return Goal(_free_name(session, repository, course, sent.title), None)
    return brought.goal


def _first(shared: Shared) -> Goal:
    """Return the main branch, which is begun with these records."""
    repository, main, head = shared.ground.repository, shared.course.main, shared.head
    own = head.commit if head.branch == main else tip_of(repository, main)
    if own and head.commit and common(repository, own, [head.commit]) != own:
        raise Refused(
            t("There are two beginnings of these records here, and none where they are shared."),
            t("Whoever looks after the records can say which is the right one."),
        )
    return Goal(main, own)


def _free_name(session: Session, repository: Repository, course: Course, title: str) -> str:
    prefix = OURS[1] if tip_of(repository, OURS[0].rstrip("/")) else OURS[0]
    name = branch_name(session.today, title, prefix)
    number = 1
    while _is_taken(session, repository, course, called := _numbered(name, number)):
        number += 1
    return called


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def _is_taken(session: Session, repository: Repository, course: Course, name: str) -> bool:
    if tip_of(repository, name) or known_tip(repository, course.remote, name):
        return True
    if course.offline or not session.writes:
        return False
    return fetch(repository, course.remote, name) is not None


def _agreed(session: Session, sent: Sent) -> bool:
    """Show the change, and ask whether it goes out."""
    if not session.interactive:
        return True
    say = session.asker.say
    for block in telling.change(sent.reviewed):
        _say(session, block)
    if sent.others:
        say(t("Other files that go with it: {names}", names=", ".join(telling.few(sent.others))))
    if sent.out.alone:
        names = ", ".join(telling.few(sent.out.alone))
        say(t("Left alone, because they are no records: {names}", names=names))
    say("")
    if not session.asker.confirm(t("Send this for review, as “{title}”?", title=sent.title)):
        raise Interrupted(t("Nothing was sent, and nothing was changed."))
    return True


def _say(session: Session, block: Block) -> None:
    if isinstance(block, Items):
        for item in block.items:
            session.asker.say(f"  - {item}")
    else:
        session.asker.say(getattr(block, "text", ""))


def _keep(session: Session, shared: Shared, sent: Sent, goal: Goal) -> None:
    """Commit what is sent; from here on it can be sent again."""
    needed = bool(sent.out.files or shared.brought.joined.steps)
    person = person_of(session, shared.ground.repository, needed)
    own = Own(sent.out.files, sent.title, sent.body) if sent.out.files else None
    commit = write(session, shared, person, own, goal)
    sent.branch, sent.commit = goal.branch or "", commit or ""


def _send(session: Session, shared: Shared, sent: Sent, draft: bool) -> Answer:
    repository, course = shared.ground.repository, shared.course
    if course.offline:
        return kept(sent, course.offline)
    try:
        said = push(repository, course.remote, sent.commit, sent.branch)
    except Unreachable as unreachable:
        return kept(sent, unreachable)
    except Moved:
        raise
    except Stop as stop:
        stop.hints += (t("Your change is kept here. To send it again: cpp submit"),)
        raise
    remember(repository, course.remote, sent.branch, sent.commit)
    keep_setting(repository, f"branch.{sent.branch}.remote", course.remote)
    keep_setting(repository, f"branch.{sent.branch}.merge", f"refs/heads/{sent.branch}")
    session.turn.give_back()
    if course.is_empty:
        return began(sent)
    review = Review(
        course.remote,
        course.main,
        sent.branch,
        sent.title,
        sent.body,
        draft,
        course.same is None,
    )
    return sent_for_review(sent, open_review(repository, review, said), review)


def _nothing(session: Session, shared: Shared, sent: Sent, dry_run: bool) -> Answer:
    """Say that there is nothing to send; the newest records come in all the same."""
    answer = updating.told(session, shared, errors_of(session, shared), dry_run)
    if not dry_run:
        brought = shared.brought
        person = person_of(session, shared.ground.repository, bool(brought.joined.steps))
        write(session, shared, person, None, brought.goal)
    answer.blocks.insert(0, Paragraph(t("There is nothing to send: all is as it was sent last.")))
    tell_alone(answer.blocks, sent)
    answer.special = None
    return Answer(answer.blocks, {**answer.data, **data_of(sent, None)}, status=answer.status)
