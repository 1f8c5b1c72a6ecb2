"""What the models say about themselves, and what others read from it."""

from typing import Any

import pytest

from cpp_cli.finding import Keys
from cpp_cli.models.kinds import (
    COMMITMENT,
    HARM,
    KINDS,
    MEETING,
    PARTNER,
    PROGRAM,
    Kind,
    id_of,
    kind_of,
)
from cpp_cli.models.part import Part
from cpp_cli.models.partner import Ended, Person
from cpp_cli.models.shape import (
    SHARED,
    field_names,
    model_at,
    plain,
    shape_at,
    shapes,
    texts,
)
from cpp_cli.models.walk import references
from tests.support import PROMISE, promise, store_of

SHAPES = [
    (PARTNER, "name", "one", "text", None, True),
    (PARTNER, "since", "one", "day", None, False),
    (PARTNER, "community_led", "one", "flag", None, False),
    (PARTNER, "communities", "list", "id", "community", False),
    (PARTNER, "steward", "one", "party", "party", False),
    (PARTNER, "people", "list", "text", None, False),
    (COMMITMENT, "from", "one", "party", "party", True),
    (COMMITMENT, "to", "one", "party", "party-or-community", True),
    (COMMITMENT, "review", "list", "day", None, False),
    (COMMITMENT, "answers", "list", "heard", "heard", False),
    (COMMITMENT, "repairs", "one", "id", "harm", False),
    (MEETING, "priorities", "list", "id", "priority", False),
    (MEETING, "translated", "mapping", "text", None, False),
    (PROGRAM, "us", "list", "party", "party", True),
    (PROGRAM, "communities", "mapping", "text", None, False),
]


@pytest.mark.parametrize(("kind", "name", "form", "wants", "reference", "required"), SHAPES)
def test_a_field_says_its_form_what_it_wants_and_what_it_names(
    kind: Kind, name: str, form: str, wants: str, reference: str | None, required: bool
) -> None:
    shape = shapes(kind.model)[name]
    assert (shape.form, shape.wants, shape.reference, shape.required) == (
        form,
        wants,
        reference,
        required,
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_is_explained_and_the_shared_ones_come_last(kind: Kind) -> None:
    names = field_names(kind.model)
    assert names[-len(SHARED) :] == list(SHARED)
    for shape in _every_shape(kind.model, set()):
        assert shape.description, shape.file_name
        assert not shape.file_name.endswith("_")


def _every_shape(model: type[Part], seen: set[type[Part]]) -> list[Any]:
    found = [] if model in seen else list(shapes(model).values())
    seen.add(model)
    return found + [
        deeper for shape in found if shape.model for deeper in _every_shape(shape.model, seen)
    ]


REQUIRED = {
    PROGRAM: {"us"},
    PARTNER: {"id", "name", "kind", "status"},
    MEETING: {"id", "date", "title"},
    COMMITMENT: {"id", "from", "to", "what", "made"},
    HARM: {"id", "what"},
}


@pytest.mark.parametrize("kind", REQUIRED, ids=lambda kind: kind.name)
def test_a_record_requires_what_the_domain_names_and_no_more(kind: Kind) -> None:
    required = {name for name, shape in shapes(kind.model).items() if shape.required}
    assert required == REQUIRED[kind]


AT: list[tuple[Kind, Keys, str | None]] = [
    (PARTNER, ("people",), "people"),
    (PARTNER, ("people", 0), "people"),
    (PARTNER, ("people", 0, "name"), "name"),
    (PARTNER, ("people", 0, "consent", "scope"), "scope"),
    (PARTNER, ("tags", 3), "tags"),
    (PROGRAM, ("communities", "river-road", "name"), "name"),
    (PROGRAM, ("plans", 0, "priorities", "housing", "replaces", 1), "replaces"),
    (COMMITMENT, ("history", 2, "mistake", "why"), "why"),
    (PARTNER, ("peoples", 0), None),
    (PARTNER, ("name", "first"), None),
    (PARTNER, (0,), None),
    (PARTNER, (), None),
]


@pytest.mark.parametrize(("kind", "keys", "name"), AT)
def test_keys_lead_to_the_shape_of_a_field(kind: Kind, keys: Keys, name: str | None) -> None:
    shape = shape_at(kind.model, keys)
    assert (shape.file_name if shape else None) == name


def test_keys_lead_to_a_group_of_fields() -> None:
    assert model_at(PARTNER.model, ()) is PARTNER.model
    assert model_at(PARTNER.model, ("people", 0)) is Person
    assert model_at(PARTNER.model, ("ended",)) is Ended
    assert model_at(PARTNER.model, ("people",)) is None
    assert model_at(PARTNER.model, ("name",)) is None
    assert model_at(PARTNER.model, ("nothing", 0)) is None


def test_everything_that_a_record_names_is_found_with_its_place() -> None:
    entry = "2026-03-09 progress lcph-cpp; mistake: {by: lcph, date: 2026-03-10, why: x}"
    store = store_of(promise("lcph-cpp/maria-k", "river-road", entry, more="repairs: spraying\n"))
    assert list(references(store.commitments[PROMISE].model)) == [
        (("from",), "party", "lcph-cpp/maria-k"),
        (("to",), "party-or-community", "river-road"),
        (("repairs",), "harm", "spraying"),
        (("history", 0, "by"), "party", "lcph-cpp"),
        (("history", 0, "mistake", "by"), "party", "lcph"),
    ]


def test_every_text_of_a_record_is_found_with_its_place() -> None:
    found = dict(texts(store_of().meetings["2026-02-10-listening"].model))
    assert found["title",] == "Listening at the garden"
    assert found["heard", 0, "text"] == "The bus stop has no light."
    assert found["attendees", 1] == "huerto-sol/ana-r"


def test_a_record_as_data_has_what_its_file_has() -> None:
    assert plain(store_of().commitments["2026-02-10-bus-stop-light"].model) == {
        "id": "2026-02-10-bus-stop-light",
        "from": "lcph-cpp",
        "to": "huerto-sol",
        "what": "Ask the transit district for a light at the bus stop",
        "made": {"date": "2026-02-10", "meeting": "2026-02-10-listening"},
        "due": "2026-04-01",
        "answers": ["2026-02-10-listening#bus-stop"],
    }


PATHS = {
    "records/program.yaml": PROGRAM,
    "records/partners/a.yaml": PARTNER,
    "records/partners/b/c/a.yaml": PARTNER,
    "records/meetings/2026/2026-03-02-a.yaml": MEETING,
    "records/partners.yaml": None,
    "records/partners/a.yml": None,
    "records/partners/a.YAML": None,
    "records/people/a.yaml": None,
    "other/partners/a.yaml": None,
    "records/sub/program.yaml": None,
}


@pytest.mark.parametrize(("path", "kind"), PATHS.items())
def test_the_folder_says_the_kind_of_a_record(path: str, kind: Kind | None) -> None:
    assert kind_of(path) is kind


@pytest.mark.parametrize("kind", [PARTNER, MEETING, COMMITMENT, HARM], ids=lambda one: one.name)
def test_a_record_is_read_again_where_the_tool_writes_it(kind: Kind) -> None:
    path = kind.path("2026-03-02-garden")
    assert kind_of(path) is kind
    assert id_of(path) == "2026-03-02-garden"
    assert ("/2026/" in path) is kind.dated
