"""Walks over what a record holds: what names something, and what is free words.

A part is a tuple of plain values, so a walk goes by positions, which are found out once for each
model: nothing is wrapped, and no key is made but for what is looked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from cpp_cli.models.fields import Reference, Words
from cpp_cli.models.part import Part
from cpp_cli.models.types import types

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from cpp_cli.finding import Keys

    Judged = tuple[Container[str], Callable[[str], bool]]
    _Plan = tuple[tuple[int, str, str, "_Plan | None"], ...]


_ANY: Judged = ((), lambda _: True)


class Step:
    """A field to look into: its position, its name in a file, and what it names or holds.

    `kind` is the kind of thing that its texts name, `steps` are those of the groups in it.
    """

    __slots__ = ("at", "file_name", "form", "kind", "steps")

    def __init__(
        self, at: int, file_name: str, form: str, kind: str | None, steps: tuple[Step, ...]
    ) -> None:
        self.at, self.file_name, self.form = at, file_name, form
        self.kind, self.steps = kind, steps

    def items(self, value: Any) -> Iterable[tuple[Keys, Any]]:
        """Return what a value of this field holds: where in it, and what."""
        if self.form == "list":
            return (((number,), item) for number, item in enumerate(value))
        if self.form == "mapping":
            return (((name,), item) for name, item in value.items())
        return (((), value),)


class _Lasting:
    """The periods that a group of fields holds itself, and the fields with groups that do."""

    __slots__ = ("inner", "own")

    def __init__(
        self, own: tuple[tuple[Step, Step], ...], inner: tuple[tuple[Step, _Lasting], ...]
    ) -> None:
        self.own, self.inner = own, inner


def references(record: Part) -> Iterator[tuple[Keys, str, str]]:
    """Yield every text of a record that names something: where, what kind of thing, the text."""
    for step, keys, text in _found(record, _naming(type(record)), ()):
        yield keys, step.kind or "", text


def names_only(record: Part, right: Mapping[str, Judged]) -> bool:
    """Whether all that a record names is right, by its kind: one of those that are known to be, or
    right as the judge says. What is of none of these kinds is right."""
    return _all_right(record, _plan(type(record)), right)


def free_texts(record: Part, never: frozenset[tuple[str, str]]) -> Iterator[tuple[Keys, str]]:
    """Yield every text in free words of a record.

    `never` are left out: the names of a field of the record, and of one anywhere in it.
    """
    for _, keys, text in _found(record, _wordy(type(record), never), ()):
        yield keys, text


def joined(record: Part, never: frozenset[tuple[str, str]]) -> str:
    """Return all texts in free words of a record, each on lines of its own."""
    found: list[str] = []
    _add_texts(record, _wordy(type(record), never), found)
    return "\n".join(found)


def periods(
    record: Part, ends: tuple[tuple[str, str], ...]
) -> Iterator[tuple[Keys, tuple[str, str], tuple[str, str]]]:
    """Yield every period of a record that has both its ends: where, which fields, which days.

    `ends` are the names of fields that hold the first and the last day of a period.
    """
    return _periods(record, _lasting(type(record), ends), ())


def _periods(
    held: Any, lasting: _Lasting, keys: Keys
) -> Iterator[tuple[Keys, tuple[str, str], tuple[str, str]]]:
    for first, last in lasting.own:
        begins, ends = held[first.at], held[last.at]
        if begins and ends:
            yield keys, (first.file_name, last.file_name), (begins, ends)
    for step, inner in lasting.inner:
        value = held[step.at]
        if value:
            for at, item in step.items(value):
                yield from _periods(item, inner, (*keys, step.file_name, *at))


def _found(held: Any, steps: tuple[Step, ...], keys: Keys) -> Iterator[tuple[Step, Keys, str]]:
    for step in steps:
        value = held[step.at]
        if not value:
            continue
        here = (*keys, step.file_name)
        for at, item in step.items(value):
            if step.steps:
                yield from _found(item, step.steps, (*here, *at))
            else:
                yield step, (*here, *at), item


def _all_right(held: Any, plan: _Plan, right: Mapping[str, Judged]) -> bool:
    for at, form, kind, inner in plan:
        value = held[at]
        if not value:
            continue
        if inner is None:
            known, judge = right.get(kind, _ANY)
            for one in (value,) if form == "one" else value:
                if one not in known and not judge(one):
                    return False
        elif form == "one":
            if not _all_right(value, inner, right):
                return False
        else:
            for one in value.values() if form == "mapping" else value:
                if not _all_right(one, inner, right):
                    return False
    return True


def _add_texts(held: Any, steps: tuple[Step, ...], found: list[str]) -> None:
    for step in steps:
        value = held[step.at]
        if not value:
            continue
        form, inner = step.form, step.steps
        if form == "mapping":
            value = value.values()
        if inner:
            for one in (value,) if form == "one" else value:
                _add_texts(one, inner, found)
        elif form == "one":
            found.append(value)
        else:
            found += value


@cache
def _naming(model: type[Part]) -> tuple[Step, ...]:
    """The fields of a model in which something is named, at any depth."""
    found = []
    for at, (name, annotation) in enumerate(types(model).items()):
        form, item = form_of(annotation)
        inside = model_in(item)
        kind = next((mark.to for mark in marks_in(item) if isinstance(mark, Reference)), None)
        steps = _naming(inside) if inside and not kind else ()
        if kind or steps:
            found.append(Step(at, model.file_name(name), form, kind, steps))
    return tuple(found)


@cache
def _plan(model: type[Part]) -> _Plan:
    """The same as tuples all through, for what is done with every record."""
    return _planned(_naming(model))


def _planned(steps: tuple[Step, ...]) -> _Plan:
    return tuple(
        (step.at, step.form, step.kind or "", _planned(step.steps) if step.steps else None)
        for step in steps
    )


@cache
def _wordy(
    model: type[Part], never: frozenset[tuple[str, str]], below: str | None = None
) -> tuple[Step, ...]:
    """The fields of a model with free words, at any depth; `below` which field of the record."""
    found = []
    for at, (name, annotation) in enumerate(types(model).items()):
        file_name = model.file_name(name)
        if below and (below, file_name) in never:
            continue
        form, item = form_of(annotation)
        inside = model_in(item)
        steps = _wordy(inside, never, below or file_name) if inside else ()
        if steps or (not inside and any(isinstance(mark, Words) for mark in marks_in(annotation))):
            found.append(Step(at, file_name, form, None, steps))
    return tuple(found)


@cache
def _lasting(model: type[Part], ends: tuple[tuple[str, str], ...]) -> _Lasting:
    known: dict[str, Step] = {}
    inner = []
    for at, (name, annotation) in enumerate(types(model).items()):
        form, item = form_of(annotation)
        step = known[model.file_name(name)] = Step(at, model.file_name(name), form, None, ())
        inside = model_in(item)
        lasting = _lasting(inside, ends) if inside else None
        if lasting and (lasting.own or lasting.inner):
            inner.append((step, lasting))
    own = ((known[a], known[b]) for a, b in ends if a in known and b in known)
    return _Lasting(tuple(own), tuple(inner))


def form_of(annotation: Any) -> tuple[str, Any]:
    """Return what a type holds: one value, a list or a mapping, and the type of each."""
    for part in (annotation, *get_args(annotation)):
        origin = get_origin(part)
        if origin is tuple:
            return "list", get_args(part)[0]
        if origin in (dict, Mapping):
            return "mapping", get_args(part)[1]
    return "one", annotation


def marks_in(annotation: Any) -> Iterator[Any]:
    """Yield what a type is annotated with, at any depth."""
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        yield from marks_in(argument)


def model_in(annotation: Any) -> type[Part] | None:
    """Return the model of the groups that a type holds."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Part) else None
    return next((m for a in get_args(annotation) if (m := model_in(a))), None)
