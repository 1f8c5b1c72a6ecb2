"""`cpp heard answer`: what was heard gets its answer, a promise or the reason why not."""

from typing import Any

from cpp_cli.cli.declare import Option, Place, takes, value
from cpp_cli.cli.resolve import find_heard
from cpp_cli.cli.session import Session
from cpp_cli.commands.add import create, fields_given, options_of
from cpp_cli.commands.options import DRY_RUN
from cpp_cli.commands.questions import ask_missing, parties
from cpp_cli.commands.writing import begin, finish
from cpp_cli.editing.edits import Set
from cpp_cli.editing.emit import Data, Typed, clean
from cpp_cli.errors import Missing, Refused
from cpp_cli.ledger.hearing import HeardItem, heard_items, receiver, unanswered
from cpp_cli.ledger.promises import standings
from cpp_cli.ledger.voices import is_us, who_may
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT
from cpp_cli.models.meeting import Heard
from cpp_cli.models.shape import field_names
from cpp_cli.reading.text import short
from cpp_cli.reports.answer import Answer
from cpp_cli.reports.heard import said
from cpp_cli.reports.promises import Names, state_words

_PROMISE, _WHY = "promise", "why"


def _of_a_promise(_: str) -> list[Option]:
    """The options of a promise, but for what it answers."""
    return [one for one in options_of(COMMITMENT.name) if one.name != "field_answers"]


@takes(
    Place("item", "[ITEM]", mark("What was heard: MEETING#ID, part of it, or its words."), True),
    value("--why", "why", "TEXT", mark("Why not, or what was done at once.")),
    value("--by", "by", "PARTY", mark("Who says so.")),
    value("--date", "date", "DATE", mark("When that was said (else today).")),
    _of_a_promise,
    DRY_RUN,
)
def answer(
    session: Session,
    item: str | None,
    why: str | None,
    by: str | None,
    date: str | None,
    dry_run: bool,
    **given: Any,
) -> Answer:
    """Answer what was heard: a promise, or why not.

    With --from and --what, a promise is made that answers it, as with cpp commitment add. Without
    --to it is owed to those for whom it was said, else to the partner of who said it. With --why
    and --by, the reason why not is written beside what was said. At a terminal you are asked.
    """
    found = _find(session, item)
    _refuse_answered(session, found)
    is_promise = any(given.values())
    if is_promise and (why or by or date):
        raise Refused(
            t("Give a promise, or the reason why not: not both."),
            t("--why, --by and --date say the reason; the other options say a promise."),
        )
    if not (is_promise or why or by or date):
        is_promise = _how(session, found) == _PROMISE
    if is_promise:
        return _promise(session, found, given, dry_run)
    return _reason(session, found, why, by, date, dry_run)


def _find(session: Session, text: str | None) -> HeardItem:
    """Return what was heard that a text means; where it means several, those without an answer."""
    store = session.store
    promised = standings(store, session.today)
    if text is None:
        waiting = unanswered(heard_items(store, promised, session.today))
        if not session.interactive:
            raise Missing(
                t("ITEM is missing."),
                t("Name what was heard by MEETING#ID or part of it: cpp heard --unanswered"),
            )
        if not waiting:
            raise Refused(t("Everything that was heard has an answer."))
        choices = [(one.id, " ".join(one.item.text.split())) for one in waiting]
        key = session.asker.choose(t("What is answered?"), choices)
    else:
        matches = find_heard(store, text)
        held = [store.meetings[one] for one in {key.partition("#")[0] for key, _ in matches.found}]
        open_ones = {
            one.id for one in unanswered(heard_items(store, promised, session.today, held))
        }
        if len(matches.found) > 1 and open_ones:
            matches.found = tuple(one for one in matches.found if one[0] in open_ones)
        key = session.one(matches, "heard")
    meeting = store.meetings[key.partition("#")[0]]
    items = heard_items(store, promised, session.today, [meeting])
    return next(one for one in items if one.id == key)


def _refuse_answered(session: Session, item: HeardItem) -> None:
    """Refuse where there is an answer already, and say which."""
    by = [
        t(
            "A promise answers it: {what} ({state}; {id})",
            what=short(one.what),
            state=state_words(one).text,
            id=one.id,
        )
        for one in item.promises
    ]
    reply = item.whole.answer
    if reply:
        who = session.store.name(reply.by)
        by.append(
            t("{who} answered on {day}: {text}", who=who, day=reply.date, text=short(reply.text))
        )
    if by:
        raise Refused(
            t("{item} has an answer already.", item=item.id),
            *by,
            t("To promise something more: cpp commitment add --answers {item}", item=item.id),
        )


def _refuse_own(session: Session, item: HeardItem, who: str) -> None:
    """Refuse an answer by those who said it: who asks is not answered by asking."""
    said = item.item.by
    if said and not is_us(session.store, said) and said.partition("/")[0] == who.partition("/")[0]:
        raise Refused(
            t("{name} is of those who said it: others answer it.", name=session.store.name(who)),
            t("--by is who answers, one of us or another partner; who said it is known already."),
        )


def _how(session: Session, item: HeardItem) -> str:
    """Ask how something is answered."""
    if not session.interactive:
        raise Missing(
            t("An answer is missing: a promise, or the reason why not."),
            t("Give --from and --what, or --why and --by."),
        )
    session.asker.say(f"“{' '.join(item.item.text.split())}”")
    session.asker.say(said(Names(session.store), item))
    choices = [(_PROMISE, t("a promise")), (_WHY, t("why not, or what was done at once"))]
    return session.asker.choose(t("What is the answer?"), choices)


def _promise(session: Session, item: HeardItem, given: dict[str, Any], dry_run: bool) -> Answer:
    fields = fields_given(session, COMMITMENT, given)
    fields["answers"] = (item.id,)
    to = None if "to" in fields else receiver(session.store, item, session.today)
    if to:
        fields["to"] = to
        name = session.store.name(to)
        session.tell(t("It is owed to {name} (else give --to).", name=name))
        if not who_may(session.store, to, session.today):
            session.tell(
                t("Nobody speaks for {name} now: nobody could say that it was kept.", name=name)
            )
    asked = ask_missing(session, COMMITMENT, fields)
    plan = begin(session)
    made = create(session, plan, COMMITMENT, fields, given.get("field_id"), asked)
    return finish(session, plan, dry_run, first=made)


def _reason(
    session: Session,
    item: HeardItem,
    why: str | None,
    by: str | None,
    date: str | None,
    dry_run: bool,
) -> Answer:
    day = session.day(date, "--date") if date else session.today
    if not why:
        session.need("--why", t("why not, or what was done at once?"))
        why = session.asker.text(t("Why not, or what was done at once?"))
    if not by:
        session.need("--by", t("who says so?"))
        by = session.asker.choose(t("Who says so?"), parties(session.store, False))
    who = session.find_party(by)
    _refuse_own(session, item, who)
    reply: Data = {"date": Typed(day), "by": who, "text": clean(why)}
    number = [one.id for one in item.meeting.model.heard].index(item.whole.id)
    plan = begin(session)
    keys = ("heard", number, "answer")
    plan.edit(item.meeting.path, [Set(keys, reply, tuple(field_names(Heard)))])
    return finish(session, plan, dry_run, first=item.id)
