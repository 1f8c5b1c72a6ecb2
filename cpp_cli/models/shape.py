"""What the models say about themselves: names and types of fields, and what they hold."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

from cpp_cli.finding import Keys
from cpp_cli.models.base import RecordModel
from cpp_cli.models.fields import Reads, Reference
from cpp_cli.models.part import REQUIRED, Part
from cpp_cli.models.types import descriptions, types
from cpp_cli.models.walk import form_of, marks_in, model_in


class Shape:
    """What a field holds: one value, a list, or a mapping (`form`), and of what.

    `reference` is the kind of thing it names, `wants` the kind of value (`day`, `flag`, …),
    `words` the only words it takes.
    """

    __slots__ = (
        "description",
        "file_name",
        "form",
        "model",
        "name",
        "reference",
        "required",
        "wants",
        "words",
    )

    def __init__(
        self,
        file_name: str,
        name: str,
        form: str,
        model: type[Part] | None,
        reference: str | None,
        wants: str,
        words: tuple[str, ...],
        required: bool,
        description: str,
    ) -> None:
        self.file_name = file_name
        self.name = name
        self.form = form
        self.model = model
        self.reference = reference
        self.wants = wants
        self.words = words
        self.required = required
        self.description = description

    def of_one(self) -> "Shape":
        """Return the shape of one of what a list or mapping holds."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return Shape(**values | {"form": "one"})


SHARED = tuple(RecordModel.FIELDS)
"""What every record may have comes after what its kind has."""


@cache
def shapes(model: type[Part]) -> dict[str, Shape]:
    """Return the shape of each field of a model, by the field's name in a file."""
    found = {}
    words = descriptions(model)
    for name, annotation in sorted(types(model).items(), key=lambda item: item[0] in SHARED):
        form, item = form_of(annotation)
        marks = [*getattr(annotation, "__metadata__", ()), *marks_in(item)]
        file_name = model.file_name(name)
        found[file_name] = Shape(
            file_name,
            name,
            form,
            model_in(item),
            next((mark.to for mark in marks if isinstance(mark, Reference)), None),
            next((mark.kind for mark in marks if isinstance(mark, Reads)), "text"),
            _words(item),
            model.FIELDS[name] is REQUIRED,
            " ".join(words.get(name, "").split()),
        )
    return found


def _words(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((w for a in get_args(annotation) if (w := _words(a))), ())


def shape_at(model: type[Part], keys: Keys) -> Shape | None:
    """Return the shape of the field, or of the list or mapping, that `keys` lead to or into."""
    shape: Shape | None = None
    owner: type[Part] | None = model
    inside = False
    for key in keys:
        if inside:
            inside = False
            continue
        if owner is None or not isinstance(key, str):
            return None
        shape = shapes(owner).get(key)
        if shape is None:
            return None
        owner, inside = shape.model, shape.form != "one"
    return shape


def model_at(model: type[Part], keys: Keys) -> type[Part] | None:
    """Return the model of the group of fields at `keys`; None where there is no such group."""
    owner: type[Part] | None = model
    rest = list(keys)
    while rest and owner is not None:
        key = rest.pop(0)
        shape = shapes(owner).get(key) if isinstance(key, str) else None
        if shape is None:
            return None
        if shape.form != "one":
            if not rest:
                return None
            rest.pop(0)
        owner = shape.model
    return owner


def field_names(model: type[Part]) -> list[str]:
    """Return the names that the fields of a model have in a file, in their order."""
    return list(shapes(model))


def _items(form: str, value: Any) -> Iterator[tuple[Keys, Any]]:
    if form == "list":
        yield from (((number,), item) for number, item in enumerate(value))
    elif form == "mapping":
        yield from (((name,), item) for name, item in value.items())
    else:
        yield (), value


def texts(record: Part, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a record, with where it stands."""
    for shape in shapes(type(record)).values():
        value = getattr(record, shape.name)
        if not value:
            continue
        for at, item in _items(shape.form, value):
            here = (*keys, shape.file_name, *at)
            if isinstance(item, Part):
                yield from texts(item, here)
            elif isinstance(item, str):
                yield here, item


def plain(value: Any) -> Any:
    """Return what a model says as JSON can say it: only what its file has, in snake_case."""
    if isinstance(value, Part):
        return {name.rstrip("_"): plain(item) for name, item in value.written()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value if isinstance(value, (str, int, bool, type(None))) else str(value)
