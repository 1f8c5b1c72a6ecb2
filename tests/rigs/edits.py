"""One edit of a document, and what another reader of YAML says came of it."""

from collections.abc import Iterator
from random import Random
from typing import Any

from ruamel.yaml import YAML

from cpp_cli.editing.edits import Append, CannotEdit, Edit, Set, Unset
from cpp_cli.editing.emit import Data
from cpp_cli.editing.splice import apply
from cpp_cli.finding import Keys
from cpp_cli.models.kinds import KINDS
from cpp_cli.models.shape import field_names
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence
from cpp_cli.reading.text import FORBIDDEN
from tests.rigs.inputs import HOSTILE


class Trouble(AssertionError):
    """Something that must hold does not."""


def must(holds: object, what: str) -> None:
    """Complain unless something holds."""
    if not holds:
        raise Trouble(what)


def try_edit(rng: Random, kind: str, document: Document) -> None:
    """Make an edit; the file then says what was meant, and only there it changed."""
    _change_nothing(rng, document)
    edit = some_edit(rng, kind, document)
    before = document.text.content
    try:
        after = apply(document, edit)
    except CannotEdit:
        return
    must(document.text.content == before, "the document itself was changed")
    now = after.text.content
    must(_plain(now) == _meant(_plain(before), edit, 0), f"{edit}: the file says something else")
    _only_there(document, now, edit)
    if isinstance(edit, Set):
        must(apply(after, edit).text.content == now, f"{edit}: the same again changes the file")


def _change_nothing(rng: Random, document: Document) -> None:
    keys = rng.choice(list(_ways(document.root)))
    node = document.node(keys)
    if isinstance(node, Scalar) and not node.is_null:
        after = apply(document, Set(keys, node.text))
        must(after.text.encode() == document.text.encode(), f"{keys}: nothing new changes the file")


def _plain(text: str) -> Any:
    """What a text says, by another reader: all scalars are texts, nothing is refused."""
    yaml: Any = YAML(typ="base", pure=True)
    return yaml.load(text)


def _meant(said: Any, edit: Edit, depth: int) -> Any:
    if depth == len(edit.keys):
        if isinstance(edit, Unset):
            return None
        wanted = bare(edit.value)
        if isinstance(edit, Set):
            return wanted
        return [*(said if isinstance(said, list) else ()), wanted]
    key = edit.keys[depth]
    if isinstance(key, int):
        inner = _meant(said[key], edit, depth + 1)
        return [*said[:key], *([] if inner is None else [inner]), *said[key + 1 :]] or None
    fields = dict(said) if isinstance(said, dict) else {}
    inner = _meant(fields.get(key), edit, depth + 1)
    if inner is None:
        fields.pop(key, None)
        return fields or None
    return {**fields, key: inner}


def bare(value: Data) -> Any:
    """Return a value as mere texts, lists and dicts."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, tuple):
        return [bare(item) for item in value]
    return {name: bare(item) for name, item in value.items()}


def _only_there(document: Document, now: str, edit: Edit) -> None:
    """Every line outside of the field at the top that holds the edit stays as it is."""
    content, name = document.text.content, str(edit.keys[0])
    entries = document.root.entries
    if name in entries and not document.root.flow:
        key, value = entries[name]
        start = content.rfind("\n", 0, key.start) + 1
        end = content.find("\n", value.end)
        must(now.startswith(content[:start]), f"{edit}: lines before it changed")
        kept = "" if end < 0 else content[end + 1 :]
        must(now.endswith(kept), f"{edit}: lines after it changed")
    else:
        rows = iter(now.splitlines())
        whole = document.root.flow or all(row in rows for row in content.splitlines())
        must(whole, f"{edit}: other lines changed")


def some_edit(rng: Random, kind: str, document: Document) -> Edit:
    """Return an edit of a field that is there, or of one that is not."""
    keys = list(rng.choice(list(_ways(document.root))))
    names = field_names(KINDS[kind].model)
    if rng.random() < 0.4:
        keys = [*(keys[: rng.randint(0, len(keys))]), rng.choice((*names, "by", "date", "new-one"))]
    way = rng.randrange(3)
    if way == 0:
        return Unset(tuple(keys))
    make = Set if way == 1 else Append
    return make(tuple(keys), some_value(rng), tuple(names) if len(keys) == 1 else ())


def _ways(node: Node, keys: Keys = ()) -> Iterator[Keys]:
    if keys:
        yield keys
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _ways(item, (*keys, number))
    elif isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            yield from _ways(value, (*keys, name))


def some_value(rng: Random, depth: int = 0) -> Data:
    """Return a text, list or group that somebody may want to write."""
    way = rng.randrange(6 if depth < 2 else 4)
    if way == 5:
        return {rng.choice(("by", "what", "x y", "no", "2026-01-01")): some_value(rng, depth + 1)}
    if way == 4:
        return tuple(some_value(rng, depth + 1) for _ in range(rng.randint(1, 3)))
    joined = rng.choice(("", " ", "\n", "\n\n", ": ", " #"))
    text = joined.join(rng.choice(HOSTILE)[:200] for _ in range(rng.randint(1, 3)))
    return FORBIDDEN.sub("", text)
