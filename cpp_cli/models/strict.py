"""The checking models: for each part a strict pydantic model, made of what the part declares.

They check one file at a time, and say of each value that is wrong what was wanted. What comes out
of them is parts again.
"""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    create_model,
    model_validator,
)
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError

from cpp_cli.models.fields import Party, Reads, Shorthand, Words
from cpp_cli.models.part import REQUIRED, Part, raw
from cpp_cli.models.types import descriptions, types

_CONFIG = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)
_PART_OF: dict[type[BaseModel], type[Part]] = {}


def checked(part: type[Part], data: Any) -> Any:
    """Return the part that data says; raise pydantic's ValidationError for what is wrong."""
    return _as_part(strict(part).model_validate(data))


def _without_flaw(model: Any) -> Any:
    flaw = _as_part(model).flaw()
    if flaw:
        raise PydanticCustomError(flaw, flaw)
    return model


_FLAW: Any = model_validator(mode="after")(_without_flaw)


@cache
def strict(part: type[Part]) -> type[BaseModel]:
    """Return the checking model of a part."""
    words = descriptions(part)
    fields: dict[str, Any] = {}
    for name, annotation in types(part).items():
        default: Any = ... if part.FIELDS[name] is REQUIRED else None
        described = Field(default, alias=part.file_name(name), description=words.get(name))
        fields[name] = (_strict(annotation), described)
    model: type[BaseModel] = create_model(
        part.__name__,
        __config__=_CONFIG,
        __doc__=part.__doc__,
        __validators__={"flaw": _FLAW},
        **fields,
    )
    _PART_OF[model] = part
    return model


def _strict(annotation: Any) -> Any:
    """Return a type with checking models in the place of parts, and pydantic's own marks."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return strict(annotation)
    inner = tuple(_strict(one) for one in get_args(annotation))
    origin = get_origin(annotation)
    if origin is Annotated:
        marks = [mark for one in annotation.__metadata__ for mark in _marks(one, inner[0])]
        return Annotated[inner[0], *marks] if marks else inner[0]
    if origin in (Union, UnionType):
        return Union[inner]  # noqa: UP007  # the members are only known here
    return origin[inner] if origin in (tuple, Mapping) else annotation


def _marks(mark: Any, inner: Any) -> list[Any]:
    if isinstance(mark, Reads):
        return [PlainValidator(_reader(mark)), WithJsonSchema(dict(mark.schema))]
    if isinstance(mark, Words):
        words = [AfterValidator(_not_blank), Field(json_schema_extra={"pattern": r"\S"})]
        return [*words, *([StringConstraints(max_length=mark.most)] if mark.most else [])]
    if isinstance(mark, Shorthand):
        written: Any = Union[inner, _strict(Party)]  # noqa: UP007  # likewise
        return [BeforeValidator(_spelt_out(mark.field), json_schema_input_type=written)]
    return []


def _reader(mark: Reads) -> Any:
    def validate(value: Any) -> Any:
        found = mark.read(value) if isinstance(value, str) else None
        if found is None:
            raise PydanticCustomError(mark.kind, "not a {kind}", {"kind": mark.kind})
        return found

    return validate


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "blank")
    return text


def _spelt_out(field: str) -> Any:
    return lambda value: {field: value} if isinstance(value, str) else value


def _as_part(model: BaseModel) -> Any:
    """Return the part that a checked model says."""
    return _PART_OF[type(model)].from_raw(_raw(model))


def _raw(value: Any) -> Any:
    if isinstance(value, BaseModel):
        part = _PART_OF[type(value)]
        said = value.model_fields_set
        fields = zip(part.FIELDS, part.RAW, strict=True)
        return tuple(_raw(getattr(value, name)) if name in said else held for name, held in fields)
    if isinstance(value, tuple):
        return tuple(map(_raw, value))
    if isinstance(value, Mapping):
        return {name: _raw(item) for name, item in value.items()}
    return raw(value)
