"""What `cpp update` and `cpp submit` do alike: look, ask about clashes, check, write."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cpp_cli.cli.session import Session
from cpp_cli.errors import Missing, Refused
from cpp_cli.finding import Finding
from cpp_cli.git.head import Head, head_of, keep_setting, setting, tip_of
from cpp_cli.git.read import Repository
from cpp_cli.merging.clash import Answer as Meant
from cpp_cli.merging.clash import Own, Side
from cpp_cli.messages import t
from cpp_cli.reading.store import Store
from cpp_cli.render.safe import exact_line
from cpp_cli.reports.answer import Answer
from cpp_cli.rules.check import added_errors
from cpp_cli.sharing import telling, underway
from cpp_cli.sharing.bring import Answers, Brought, Goal, Question, bring
from cpp_cli.sharing.carry import Own as Committed
from cpp_cli.sharing.carry import Person, carry_out, commits
from cpp_cli.sharing.course import OURS, Course, ask, ground_of, look
from cpp_cli.sharing.ground import Ground
from cpp_cli.sharing.outgoing import after

_THEIRS, _YOURS, _ELSE = "theirs", "yours", "else"


@dataclass(frozen=True, slots=True)
class Shared:
    """Where a command that shares stands, and what would come in."""

    ground: Ground
    head: Head
    course: Course
    brought: Brought


def begin(session: Session) -> Ground:
    """Return the repository around the records; complete what an earlier command left half done."""
    ground = ground_of(session.root)
    if session.writes:
        session.turn.take()
        try:
            underway.complete(ground, session.turn.state)
        finally:
            session.turn.give_back()
    return ground


def look_around(session: Session, ground: Ground, sending: bool) -> Shared | Answer:
    """Bring here what is newest, and work out how it comes in; else return the clashes."""
    head = head_of(ground.repository)
    if session.interactive:
        session.tell(t("Looking for the newest records …"))
    course = ask(ground, head, sending) if session.writes else look(ground, head)
    if session.writes and not session.interactive:
        session.turn.take()
        head = head_of(ground.repository)
    brought = _brought(session, ground, head, course)
    if isinstance(brought, Answer):
        return brought
    if brought.blocked:
        raise Refused(
            t("These files were changed here and in the newest records, and are no records:"),
            *(f"  {exact_line(path)}" for path in telling.few(brought.blocked)),
            t("Nothing was changed. Put yours aside under another name, and run this again."),
        )
    return Shared(ground, head, course, brought)


def _brought(session: Session, ground: Ground, head: Head, course: Course) -> Brought | Answer:
    main = course.main if head.branch and head.branch.startswith(OURS) else None
    answers: Answers = {}
    while True:
        brought = bring(ground, head, course.sources(head), main, answers)
        if not brought.questions:
            if head.commit is None and course.newest:
                brought.goal = Goal(course.main, tip_of(ground.repository, course.main))
            return brought
        if not session.interactive or not session.writes:
            return telling.clashes(ground, session.store, brought.questions)
        for question in brought.questions:
            meant = answers.setdefault((question.where, question.path), {})
            if question.clash.way in meant:
                raise Refused(
                    t("{path} cannot be put together; nothing was changed.", path=question.path),
                    t("Whoever looks after the records can help."),
                )
            meant[question.clash.way] = _meant(session, ground, question)


def _meant(session: Session, ground: Ground, question: Question) -> Meant:
    """Ask which of two values is right, or what else."""
    clash, inner = question.clash, ground.inner(question.path) or question.path
    session.asker.say("")
    session.asker.say(
        t(
            "{name}: you and somebody else have changed {field}. {values}",
            name=telling.name_of(session.store, inner),
            field=telling.about(clash),
            values=telling.values(clash),
        )
    )
    choices = [
        (_THEIRS, t("what is in the newest records")),
        (_YOURS, t("what you have")),
    ]
    if clash.way and clash.way != ("id",) and _is_word(clash.theirs) and _is_word(clash.ours):
        choices.append((_ELSE, t("something else")))
    chosen = session.asker.choose(t("Which is right?"), choices)
    if chosen == _ELSE:
        return Own(session.asker.text(t("What should it say?")))
    return Side.THEIRS if chosen == _THEIRS else Side.OURS


def _is_word(value: object) -> bool:
    return value is None or isinstance(value, str)


def errors_of(session: Session, shared: Shared) -> list[Finding]:
    """Return what does not hold together any more once the newest records are in."""
    if not shared.brought.records:
        return []
    return added_errors(session.store, result(session, shared), session.today)


def result(session: Session, shared: Shared) -> Store:
    """Return the records as they will be."""
    return after(session.store, shared.brought)


def person_of(session: Session, repository: Repository, needed: bool) -> Person | None:
    """Return who commits; ask once, and keep it in this repository."""
    name, email = setting(repository, "user.name"), setting(repository, "user.email")
    if not needed or not session.writes:
        return None
    if (not name or not email) and not session.interactive:
        raise Missing(
            t("It is not known who you are: your name and your e-mail stand beside each change."),
            *(() if name else (t("Set your name: {how}", how=_NAME),)),
            *(() if email else (t("Set your e-mail: {how}", how=_EMAIL),)),
        )
    if not name:
        session.asker.say(t("Your name and your e-mail stand beside each change that you make."))
        name = _kept(repository, "user.name", session.asker.text(t("Your name")))
    if not email:
        email = session.asker.text(t("Your e-mail"), check=_email)
        email = _kept(repository, "user.email", email)
    return Person(name, email)


_NAME = 'git config user.name "Your Name"'
_EMAIL = 'git config user.email "you@example.org"'


def _kept(repository: Repository, name: str, value: str) -> str:
    keep_setting(repository, name, value)
    return value


def _email(typed: str) -> None:
    name, _, host = typed.partition("@")
    if not name or "." not in host or any(one.isspace() or one in "<>" for one in typed):
        raise Refused(t("That is no e-mail address."), t("One looks like ana@example.org."))


def write(
    session: Session, shared: Shared, person: Person | None, own: Committed | None, goal: Goal
) -> str | None:
    """Write all that was worked out; return the commit that is worked on then."""
    session.turn.take()
    ground, brought = shared.ground, shared.brought
    new = commits(ground, brought, person, own)
    why = own.subject if own else t("the newest records")
    session.turn.write(partial(_carried_out, ground, brought, new, goal, why))
    return new


def _carried_out(
    ground: Ground,
    brought: Brought,
    new: str | None,
    goal: Goal,
    why: str,
    root: Path,
    state: Path,
) -> None:
    carry_out(ground, state, brought, new, goal, why)
