"""Walks over what a record holds say the same as its fields, which are wrapped one by one."""

from collections.abc import Iterator
from functools import partial
from operator import ne
from typing import Any

import pytest

from cpp_cli.finding import Keys
from cpp_cli.models.fields import Words
from cpp_cli.models.part import Part
from cpp_cli.models.shape import shapes
from cpp_cli.models.types import types
from cpp_cli.models.walk import free_texts, joined, marks_in, names_only, periods, references
from cpp_cli.reading.load import load
from cpp_cli.reading.snapshot import WorkingTree
from tests.support import ROOT

RECORDS = {record.path: record for record in load(WorkingTree(ROOT)).records()}
BETWEEN = (("since", "until"), ("date", "expires"))


def held(part: Part, keys: Keys = ()) -> Iterator[tuple[Keys, Part, str, Any]]:
    """Yield everything in a record, through its fields: where, in what, in which field, what."""
    for shape in shapes(type(part)).values():
        value = getattr(part, shape.name)
        found: Any = [((), value)] if value else []
        if value and shape.form == "list":
            found = [((number,), item) for number, item in enumerate(value)]
        elif value and shape.form == "mapping":
            found = [((name,), item) for name, item in value.items()]
        for at, item in found:
            here = (*keys, shape.file_name, *at)
            yield here, part, shape.file_name, item
            if isinstance(item, Part):
                yield from held(item, here)


@pytest.mark.parametrize("path", RECORDS)
def test_every_reference_is_found_where_it_stands(path: str) -> None:
    model = RECORDS[path].model
    found = list(references(model))
    assert sorted(found, key=str) == sorted(
        (
            (keys, reference, text)
            for keys, part, name, text in held(model)
            if (reference := shapes(type(part))[name].reference)
        ),
        key=str,
    )
    for _, wrong, text in found:
        judges = dict.fromkeys({kind for _, kind, _ in found}, ((), lambda _: True))
        assert names_only(model, judges)
        assert not names_only(model, judges | {wrong: ((), partial(ne, text))})
        known = {one for _, _, one in found}
        assert names_only(model, dict.fromkeys(judges, (known, lambda _: False)))
        assert not names_only(model, dict.fromkeys(judges, (known - {text}, lambda _: False)))


def test_what_is_not_judged_is_right() -> None:
    assert all(names_only(record.model, {}) for record in RECORDS.values())


@pytest.mark.parametrize("path", RECORDS)
def test_every_free_text_is_found_but_for_what_is_left_out(path: str) -> None:
    never = frozenset((("people", "role"), ("heard", "text")))
    model = RECORDS[path].model
    expected = [
        (keys, text)
        for keys, part, name, text in held(model)
        if isinstance(text, str)
        and any(
            isinstance(mark, Words) for mark in marks_in(types(type(part))[field_of(part, name)])
        )
        and not (len(keys) > 1 and (keys[0], name) in never)
    ]
    found = list(free_texts(model, never))
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert sorted(joined(model, never).split("\n")) == sorted(
        "\n".join(text for _, text in found).split("\n")
    )


def field_of(part: Part, file_name: str) -> str:
    return shapes(type(part))[file_name].name


@pytest.mark.parametrize("path", RECORDS)
def test_every_period_is_found_with_its_days(path: str) -> None:
    model = RECORDS[path].model
    parts = [((), model)] + [(keys, one) for keys, _, _, one in held(model)]
    expected = [
        (keys, (first, last), (str(begins), str(ends)))
        for keys, one in parts
        if isinstance(one, Part)
        for first, last in BETWEEN
        if (begins := getattr(one, first, None)) and (ends := getattr(one, last, None))
    ]
    assert sorted(periods(model, BETWEEN), key=str) == sorted(expected, key=str)


def test_the_records_hold_what_is_looked_for() -> None:
    models = [record.model for record in RECORDS.values()]
    assert any(list(references(model)) for model in models)
    assert any(list(periods(model, BETWEEN)) for model in models)
    assert any(joined(model, frozenset()) for model in models)
