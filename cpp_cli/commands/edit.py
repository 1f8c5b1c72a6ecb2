"""`cpp <noun> edit`: changes fields, here or in the person's editor."""

from typing import Any

from cpp_cli.cli import editor
from cpp_cli.cli.declare import several, takes
from cpp_cli.cli.session import Session
from cpp_cli.cli.usage import did_you_mean
from cpp_cli.commands.options import DRY_RUN, RECORD_ID, kind_of
from cpp_cli.commands.values import list_of, value_of
from cpp_cli.commands.writing import begin, finish, refuse_errors
from cpp_cli.editing.edits import Append, Edit, Set, Unset
from cpp_cli.errors import Refused, Stop
from cpp_cli.finding import Keys
from cpp_cli.git.read import is_committed
from cpp_cli.messages import mark, t
from cpp_cli.models.kinds import COMMITMENT, HARM, Kind
from cpp_cli.models.shape import Shape, field_names, model_at, shape_at, shapes
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Sequence
from cpp_cli.reading.record import Record
from cpp_cli.reading.slow import data_of
from cpp_cli.reading.text import Text
from cpp_cli.reports.answer import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cpp_cli.editing.plan import Plan

_BY_EVENT = {
    COMMITMENT.name: ("from", "to", "what", "made", "due", "review", "resources", "history"),
    HARM.name: ("history",),
}
"""What changes only by an event once it is committed."""


@takes(
    RECORD_ID,
    several("--set", "set_", "PATH=VALUE", mark("Give a field a value.")),
    several("--add", "add", "PATH=VALUE", mark("Add an item to a list.")),
    several("--unset", "unset", "PATH", mark("Take a field or item away.")),
    DRY_RUN,
)
def edit(
    session: Session,
    id: str | None,
    set_: tuple[str, ...],
    add: tuple[str, ...],
    unset: tuple[str, ...],
    dry_run: bool,
) -> Answer:
    """Change fields of {one}, here or in your editor.

    A PATH is the name of a field, with points between its parts: status, ended.date,
    people.ana-r.phone, languages. Without --set, --add and --unset your editor opens, and what
    you wrote is checked before it counts. Only the lines that change are touched.
    """
    kind = kind_of(session)
    record = session.store.of(kind)[session.find(kind.name, id)]
    edits = [
        *(_set(session, record, text) for text in set_),
        *(_add(session, record, text) for text in add),
        *(_unset(record, text) for text in unset),
    ]
    for one in edits:
        if any(_crosses(one, other) for other in edits):
            path = ".".join(map(str, one.keys))
            raise Refused(
                t("{path} is taken away and given at once.", path=path),
                t("Do one after the other, with two commands."),
            )
    if not edits:
        session.need(t("--set, --add or --unset"), t("what is to change?"))
        return _in_editor(session, record, dry_run)
    _guard(session, record, {str(one.keys[0]) for one in edits})
    plan = begin(session)
    plan.edit(record.path, edits)
    return finish(session, plan, dry_run, first=record.id)


def _crosses(one: Edit, other: Edit) -> bool:
    """Whether one edit takes away what another gives."""
    if not isinstance(one, Unset) or isinstance(other, Unset):
        return False
    shorter = min(len(one.keys), len(other.keys))
    return one.keys[:shorter] == other.keys[:shorter]


def _guard(session: Session, record: Record[Any], touched: set[str]) -> None:
    """Refuse what may only change by an event, once others may have seen it."""
    if "id" in touched:
        raise Refused(
            t("An id is not edited: the record is renamed."),
            t("Rename it: cpp {noun} rename {id} NEW", noun=record.kind.name, id=record.id),
        )
    fixed = [name for name in _BY_EVENT.get(record.kind.name, ()) if name in touched]
    if fixed and is_committed(session.root, record.path):
        terms = t("New terms: cpp commitment renegotiate {id}", id=record.id)
        raise Refused(
            t("{fields}: not changed, as others have seen this record.", fields=", ".join(fixed)),
            t("What was promised or said is not rewritten; say what has happened since."),
            *([terms] if record.kind is COMMITMENT else []),
            t("See how: cpp {noun} --help", noun=record.kind.name),
        )


# Paths


def _set(session: Session, record: Record[Any], text: str) -> Edit:
    keys, shape, value, option = _assignment(record, "--set", text)
    if shape.form == "list" and not isinstance(keys[-1], int):
        if shape.model is not None:
            raise Refused(
                t("{option}: this is a list, and its items have parts.", option=option),
                t("Add an item with --add, or change one: --set {path}.1.…=…", path=_path(keys)),
            )
        return Set(keys, list_of(session, shape, value, option), _order(record.kind, keys))
    if shape.model is not None and shape.form == "one":
        raise Refused(
            t("{option}: this has parts, and each is set by itself.", option=option),
            t(
                "For example: --set {path}.{part}=…",
                path=_path(keys),
                part=next(iter(shapes(shape.model))),
            ),
        )
    return Set(
        keys, value_of(session, _single(shape, keys), value, option), _order(record.kind, keys)
    )


def _add(session: Session, record: Record[Any], text: str) -> Edit:
    keys, shape, value, option = _assignment(record, "--add", text)
    if shape.form != "list" or isinstance(keys[-1], int):
        raise Refused(
            t("{option}: this holds one value, and no list.", option=option),
            t("Give it a value with --set."),
        )
    return Append(keys, value_of(session, shape, value, option), _order(record.kind, keys))


def _unset(record: Record[Any], text: str) -> Edit:
    keys = _keys(record, text.strip())
    if record.document.node(keys) is None:
        raise Refused(
            t("There is no {path} in {id} to take away.", path=text[:60], id=record.id),
            t("See what there is: cpp {noun} show {id}", noun=record.kind.name, id=record.id),
        )
    return Unset(keys)


def _assignment(record: Record[Any], option: str, text: str) -> tuple[Keys, Shape, str, str]:
    path, equals, value = text.partition("=")
    if not equals:
        raise Refused(
            t("{option} {path}: '=' and a value are missing.", option=option, path=path[:60]),
            t("For example: {option} status=paused", option=option),
        )
    keys = _keys(record, path.strip())
    shape = shape_at(record.kind.model, keys)
    if shape is None:
        group = model_at(record.kind.model, keys[:-1]) or record.kind.model
        raise Refused(
            t("There is no field {path}.", path=path[:60]),
            *did_you_mean(str(keys[-1]), field_names(group)),
            t("The fields there are: {names}.", names=", ".join(field_names(group))),
        )
    return keys, shape, value, f"{option} {path}"


def _path(keys: Keys) -> str:
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in keys)


def _single(shape: Shape, keys: Keys) -> Shape:
    """The shape of one item of a mapping, where the keys lead into it."""
    into_mapping = shape.form == "mapping" and keys[-1] != shape.file_name
    return shape.of_one() if into_mapping or shape.form == "list" else shape


def _keys(record: Record[Any], path: str) -> Keys:
    """Return keys for a path; items of lists are named by their id, or counted from 1."""
    keys: Keys = ()
    for part in path.split("."):
        node = record.document.node(keys)
        if isinstance(node, Sequence):
            keys = (*keys, _item(record, keys, node, part))
        else:
            keys = (*keys, part)
    return keys


def _item(record: Record[Any], keys: Keys, node: Sequence, part: str) -> int:
    texts = data_of(record.document)
    for key in keys:
        texts = texts[key]  # type: ignore[index]  # the keys lead here
    for number, item in enumerate(texts):
        if part == (item.get("id") if isinstance(item, dict) else item):
            return number
    if part.isdigit() and 1 <= int(part) <= len(node.items):
        return int(part) - 1
    known = ", ".join(str(i.get("id")) if isinstance(i, dict) else i for i in texts)
    raise Refused(
        t("There is no {part} in {path}.", part=part[:60], path=".".join(map(str, keys))),
        t("There are: {known}; or count from 1.", known=known[:200]),
    )


def _order(kind: Kind, keys: Keys) -> tuple[str, ...]:
    group = model_at(kind.model, keys[:-1])
    return tuple(field_names(group)) if group else ()


# In the editor


def _in_editor(session: Session, record: Record[Any], dry_run: bool) -> Answer:
    """Open the record; check what was written; offer to go back; throw nothing away."""
    before = record.text.content
    draft = session.turn.draft(before, f"{record.id}.yaml", at_first=before)
    while True:
        content = editor.edit(draft)
        try:
            if content == before:
                return finish(session, begin(session), dry_run, first=record.id)
            return finish(session, _edited(session, record, content), dry_run, first=record.id)
        except Stop as stop:
            for line in (stop.message, *stop.hints):
                session.asker.say(line)
            if not session.asker.confirm(t("Go back to the editor?")):
                raise Refused(t("Nothing was changed.")) from stop


def _edited(session: Session, record: Record[Any], content: str) -> "Plan":
    after, _ = parse(Text(content))
    if after is not None:
        old, new = data_of(record.document), data_of(after)
        _guard(session, record, {name for name in {*old, *new} if old.get(name) != new.get(name)})
    plan = begin(session)
    plan.replace(record.path, content)
    refuse_errors(plan)
    return plan
