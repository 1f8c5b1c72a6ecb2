"""The slow reader: document to record, with the place of everything and what is wrong with it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import ValidationError

from cpp_cli.finding import Fault, Keys
from cpp_cli.messages import mark, t
from cpp_cli.models.base import RecordModel
from cpp_cli.models.fields import EMPTY, Value
from cpp_cli.models.kinds import Kind, id_of
from cpp_cli.models.shape import field_names, model_at
from cpp_cli.models.strict import checked
from cpp_cli.reading.document import parse
from cpp_cli.reading.nodes import Document, Mapping, Node, Scalar, Sequence, child
from cpp_cli.reading.record import Reading, made
from cpp_cli.reading.text import decode, forbidden, short
from cpp_cli.reading.unreadable import HARD_SPACES


def read_slowly(path: str, kind: Kind, data: bytes) -> Reading:
    """Read one file with the place of everything in it, and say all that is wrong with it."""
    text, faults = decode(data)
    document = None
    if text is not None:
        document, more = parse(text)
        faults = faults + more
    record = None
    if document is not None:
        model, more = _validate(document, kind)
        faults = faults + more
        if model is not None:
            record = made(kind, path, model, document.text)
            record.keep(document)
    names = frozenset() if record else frozenset(_names(document, path))
    return Reading(path, kind, record, names, tuple(fault.at(path) for fault in faults))


def _names(document: Document | None, path: str) -> Iterator[str]:
    """What others may refer to in a file that could not be read: so that they are not blamed."""
    own = id_of(path)
    yield own
    if document is None:
        return
    for ids in ("id", "former_ids"):
        node = document.root.entries.get(ids)
        for scalar in [node[1]] if node and isinstance(node[1], Scalar) else _items(node):
            if isinstance(scalar, Scalar):
                yield scalar.text
    for inner, sign in (("people", "/"), ("heard", "#")):
        for item in _items(document.root.entries.get(inner)):
            name = child(item, "id")
            if isinstance(name, Scalar):
                yield f"{own}{sign}{name.text}"


def _items(entry: tuple[Scalar, Node] | None) -> list[Node]:
    return entry[1].items if entry and isinstance(entry[1], Sequence) else []


def _data(node: Node) -> Any:
    if isinstance(node, Scalar):
        return EMPTY if node.is_null else Value.of(node.text, node.style == "")
    if isinstance(node, Sequence):
        return tuple(_data(item) for item in node.items)
    return {name: _data(value) for name, (_, value) in node.entries.items()}


def data_of(document: Document) -> dict[str, Any]:
    """Return what a document says: texts, tuples and dicts, with nothing resolved."""
    data: dict[str, Any] = _data(document.root)
    return data


def _validate(document: Document, kind: Kind) -> tuple[RecordModel | None, list[Fault]]:
    try:
        return checked(kind.model, data_of(document)), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        spots = [_spot(document, detail) for detail in details]
    faults = [(spot.keys, _fault(document, kind, spot)) for spot in spots]
    # What follows a wrong space is out of its place, and everything else follows from that.
    spaced = [fault for _, fault in faults if fault.code == "T004"]
    if spaced:
        return None, spaced
    misspelt = {(keys[:-1], fault.values.get("suggestion")) for keys, fault in faults}
    astray = {str(spot.keys[-1]).strip() for spot in spots if spot.on_name}
    return None, [
        fault
        for keys, fault in faults
        if fault.code != "S001"
        or ((keys[:-1], fault.values["field"]) not in misspelt and keys[-1] not in astray)
    ]


_CODES = {
    "missing": "S001",
    "extra_forbidden": "S002",
    "literal_error": "S004",
    "day": "S005",
    "id": "S006",
    "party": "S007",
    "heard": "S008",
    "money": "S009",
    "flag": "S010",
    "count": "S011",
    "number": "S011",
    "rating": "S012",
    "email": "S013",
    "language": "S014",
    "blank": "S015",
    "too_long": "S016",
    "string_too_long": "S016",
}
_SHOWS_TEXT = frozenset(
    ("S004", "S005", "S006", "S007", "S008", "S009", "S010", "S011", "S012", "S014")
)
_SHAPES = {
    "tuple_type": "list",
    "dict_type": "group",
    "mapping_type": "group",
    "model_type": "group",
    "model_attributes_type": "group",
}
_WANTED = {
    "list": mark("a list: each item on a line of its own that begins with a dash and a space"),
    "group": mark("a group of fields: each on a line of its own below, indented, with its name"),
    "text": mark("a single text, not a list or a group of fields"),
}


class _Spot(NamedTuple):
    """One complaint of the model: its type, where, whether about a name, and what is there."""

    type: str
    keys: Keys
    on_name: bool
    node: Node | None
    context: dict[str, Any]


def _spot(document: Document, detail: Any) -> _Spot:
    keys: Keys = detail["loc"]
    if detail["type"] == "nameless":
        return _Spot("missing", (*keys, "name"), False, None, {})
    on_key = keys[-1:] == ("[key]",) and document.node(keys) is None
    keys = keys[:-1] if on_key else keys
    node = document.node(keys)
    if node is None and keys:
        # A bare text that stands for a group with one field has no node for that field.
        parent = document.node(keys[:-1])
        node = parent if isinstance(parent, Scalar) else None
    on_name = on_key or detail["type"] == "extra_forbidden"
    return _Spot(detail["type"], keys, on_name, node, detail.get("ctx", {}))


def _fault(document: Document, kind: Kind, spot: _Spot) -> Fault:
    code = _code(spot)
    keys, on_name = spot.keys, spot.on_name
    place = document.place(keys[:-1], True) if code == "S001" else document.place(keys, on_name)
    if on_name and str(keys[-1])[:1] in HARD_SPACES:
        return forbidden(str(keys[-1]), place)
    if code == "S017" and isinstance(spot.node, Mapping) and (name := _dashed(spot.node)):
        place = document.place((*keys, name), True)
    values = {"field": short(_field_name(keys))}
    if code in _SHOWS_TEXT:
        values["text"] = short(_text(spot))
    if code == "S002":
        values |= _nearest(_text(spot), _fields(kind, keys[:-1]))
    elif code == "S004":
        words = re.findall(r"'([^']*)'", spot.context["expected"])
        values |= {"words": ", ".join(words)} | _nearest(_text(spot), words)
    elif code == "S016":
        values["most"] = str(spot.context["max_length"])
    elif code == "S017":
        shape = _SHAPES.get(spot.type, "text")
        values |= {"shape": shape, "wanted": t(_WANTED[shape])}
    return Fault(code, place, values)


def _dashed(node: Mapping) -> str:
    """Return the first name in a group, if it begins with the dash of an item without a space."""
    first = next(iter(node.entries), "")
    return first if first.startswith("-") else ""


def _code(spot: _Spot) -> str:
    if spot.on_name or spot.type == "missing":
        return _CODES.get(spot.type, "S017")
    if isinstance(spot.node, Scalar) and spot.node.is_null:
        return "S003"
    if not isinstance(spot.node, Scalar):
        return "S017"
    return _CODES.get(spot.type, "S017")


def _text(spot: _Spot) -> str:
    if spot.on_name:
        return str(spot.keys[-1])
    return spot.node.text if isinstance(spot.node, Scalar) else ""


def _field_name(keys: Keys) -> str:
    return next((key for key in reversed(keys) if isinstance(key, str)), "")


def _nearest(word: str, known: list[str]) -> dict[str, str]:
    """The known word that is most like one, and the question whether it is meant; else empty."""
    near = next(iter(get_close_matches(word[:60].lower(), known, 1)), "")
    return {
        "suggestion": near,
        "hint": t(mark(" Did you mean `{word}`?"), word=near) if near else "",
    }


def _fields(kind: Kind, keys: Keys) -> list[str]:
    model = model_at(kind.model, keys)
    return list(field_names(model)) if model else []
