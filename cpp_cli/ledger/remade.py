"""A record made anew with the fields that are wanted, what it names and what it says replaced."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cpp_cli.models.fields import Reference, Words
from cpp_cli.models.types import types
from cpp_cli.models.walk import form_of, marks_in, model_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cpp_cli.models.part import Part

    Fields = Mapping[type[Part], tuple[str, ...]]
    _Field = tuple[int, str, str, str | None, type[Part] | None, bool]


class Remake:
    """Makes parts anew. `fields` names what of each group of fields is wanted, `name` gives what
    stands in place of a name of some kind (None: nothing), `text` that of free words."""

    __slots__ = ("_fields", "_name", "_text")

    def __init__(
        self,
        fields: Fields,
        name: Callable[[str, str], str | None],
        text: Callable[[str], str],
    ) -> None:
        self._fields, self._name, self._text = fields, name, text

    def of(self, part: Any) -> Any:
        """Return a part made anew."""
        return type(part).from_raw(self._values(type(part), part))

    def _values(self, model: type[Part], raw: Any) -> tuple[Any, ...]:
        values = list(model.RAW)
        wanted = self._fields[model]
        for at, field, form, kind, inner, wordy in _plan(model):
            if field not in wanted:
                continue
            value = raw[at]
            if not value or not (kind or inner or wordy):
                values[at] = value
            elif form == "mapping":
                values[at] = {key: self._one(one, kind, inner) for key, one in value.items()}
            elif form == "list":
                found = [self._one(one, kind, inner) for one in value]
                kept = [one for one in found if one is not None]
                values[at] = tuple(dict.fromkeys(kept) if kind else kept)
            else:
                values[at] = self._one(value, kind, inner)
        return tuple(values)

    def _one(self, value: Any, kind: str | None, inner: type[Part] | None) -> Any:
        if inner is not None:
            return self._values(inner, value)
        return self._name(kind, value) if kind else self._text(value)


@cache
def _plan(model: type[Part]) -> tuple[_Field, ...]:
    """Each field: position, name, form, what it names, the groups in it, whether it has words."""
    found = []
    for at, (name, annotation) in enumerate(types(model).items()):
        form, item = form_of(annotation)
        kind = next((mark.to for mark in marks_in(item) if isinstance(mark, Reference)), None)
        wordy = any(isinstance(mark, Words) for mark in marks_in(annotation))
        found.append((at, name, form, kind, model_in(item), wordy))
    return tuple(found)
