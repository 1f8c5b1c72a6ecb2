"""What makes two items of a list the same item: every list of every model is thought of."""

from collections.abc import Iterator

from cpp_cli.models.kinds import KINDS
from cpp_cli.models.part import Part
from cpp_cli.models.same import SAID_AT_ONCE, SAME_BY, same_by
from cpp_cli.models.shape import shapes

WHOLE = {"guests"}
"""A guest is nobody in particular: what is said of one is all there is."""


def _lists(model: type[Part]) -> Iterator[tuple[str, type[Part]]]:
    for name, shape in shapes(model).items():
        if shape.model is not None:
            if shape.form == "list":
                yield name, shape.model
            yield from _lists(shape.model)


def test_every_list_of_groups_says_what_stays_of_an_item() -> None:
    lists = {pair for kind in KINDS.values() for pair in _lists(kind.model)}

    assert {name for name, _ in lists} == SAME_BY.keys() | WHOLE
    for name, model in lists - {pair for pair in lists if pair[0] in WHOLE}:
        assert set(SAME_BY[name]) <= shapes(model).keys(), name


def test_an_item_stays_the_same_while_other_fields_change() -> None:
    before = {"id": "ana-r", "name": "Ana R", "role": "Nurse"}

    assert same_by("people", before) == same_by("people", {**before, "role": "Midwife"})
    assert same_by("people", before) != same_by("people", {**before, "id": "ana-s"})
    assert same_by("guests", {"count": "3"}) != same_by("guests", {"count": "4"})


def test_what_is_said_at_once_is_a_group_of_some_record() -> None:
    def groups(model: type[Part]) -> Iterator[str]:
        for name, shape in shapes(model).items():
            if shape.model is not None:
                yield from () if shape.form == "list" else (name,)
                yield from groups(shape.model)

    assert {name for kind in KINDS.values() for name in groups(kind.model)} >= SAID_AT_ONCE
