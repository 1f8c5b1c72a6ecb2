"""The JSON Schemas for editors: valid, complete, and of one mind with the reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from cpp_cli.models.kinds import KINDS, kind_of
from cpp_cli.models.schemas import generate
from cpp_cli.models.shape import field_names, shapes
from cpp_cli.rules import RULES, example
from tests.support import ROOT, run, write_files

SHIPPED = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "records").rglob("*.yaml"))
SCHEMAS = generate()


def schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of record."""
    made: dict[str, Any] = json.loads(SCHEMAS[f"schemas/{kind}.schema.json"])
    return made


class _Constructor(SafeConstructor):
    """Reads a record as an editor does: days are texts."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def complaints(path: str, text: str) -> list[str]:
    """Return what an editor would mark in a record."""
    kind = kind_of(path)
    assert kind is not None
    validator = Draft202012Validator(schema(kind.name), format_checker=FormatChecker())
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return [error.message for error in validator.iter_errors(yaml.load(text))]


def example_of(text: str | bytes) -> tuple[str, str]:
    """Return the path and the text of an example of a rule."""
    whole = text.decode() if isinstance(text, bytes) else text
    first, _, rest = whole.partition("\n")
    return first.removeprefix("# "), rest


def properties(node: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema, with the way to it."""
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == "properties":
                yield from ((f"{way}.{key}", value) for key, value in inner.items())
            yield from properties(inner, f"{way}.{name}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from properties(inner, f"{way}.{number}")


def test_there_is_one_for_each_kind_of_record() -> None:
    assert list(SCHEMAS) == [f"schemas/{kind}.schema.json" for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_valid_schema(kind: str) -> None:
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:cpp:schema:{kind}"
    Draft202012Validator.check_schema(made)


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_is_described_in_one_line(kind: str) -> None:
    found = list(properties(schema(kind)))
    assert found
    for way, node in found:
        description = node.get("description", "")
        assert description, way
        assert description == " ".join(description.split()), way


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_names_the_fields_of_the_record(kind: str) -> None:
    made, model = schema(kind), KINDS[kind].model
    assert set(made["properties"]) == set(field_names(model))
    assert set(made["required"]) == {name for name, s in shapes(model).items() if s.required}
    assert made["additionalProperties"] is False


@pytest.mark.parametrize("kind", KINDS)
def test_no_schema_offers_to_write_nothing(kind: str) -> None:
    assert '"null"' not in SCHEMAS[f"schemas/{kind}.schema.json"]


@pytest.mark.parametrize("path", SHIPPED)
def test_a_shipped_record_is_what_its_schema_says(path: str) -> None:
    assert complaints(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", example.RECORDS)
def test_the_records_of_the_examples_are_what_their_schemas_say(path: str) -> None:
    assert complaints(path, example.RECORDS[path]) == []


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_good_example_of_a_rule_is_what_its_schema_says(code: str) -> None:
    path, text = example_of(RULES[code].good)
    if kind_of(path) is not None:
        assert complaints(path, text) == []


@pytest.mark.parametrize("code", sorted(code for code in RULES if code.startswith("S")))
def test_a_bad_example_of_a_shape_is_marked_in_the_editor(code: str) -> None:
    path, text = example_of(RULES[code].bad)
    assert complaints(path, text) != []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("since", "2024-13-01"),
        ("since", "yesterday"),
        ("community_led", "'true'"),
        ("id", "Huerto Sol"),
        ("steward", "a/b/c"),
        ("languages", "en"),
        ("languages", "[English]"),
        ("name", "[a]"),
        ("name", "' '"),
        ("tags", "[1, 2]"),
    ],
)
def test_a_wrong_value_is_marked_in_the_editor(field: str, value: str) -> None:
    said = {"id": "x", "name": "x", "kind": "other", "status": "active"} | {field: value}
    text = "".join(f"{name}: {value}\n" for name, value in said.items())
    assert complaints("records/partners/x.yaml", text) != []


# On disk


@pytest.mark.parametrize("path", SCHEMAS)
def test_the_shipped_schema_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == SCHEMAS[path], "run: cpp schema"


def test_schemas_are_written_and_then_up_to_date(repo: Path) -> None:
    assert run("schema", "--check", root=repo).status == 1
    assert not (repo / "schemas").exists()
    assert run("schema", root=repo).status == 0
    written = {f"schemas/{path.name}": path.read_text() for path in (repo / "schemas").iterdir()}
    assert written == SCHEMAS
    assert run("schema", "--check", root=repo).status == 0


def test_a_stale_schema_is_named_and_mended(repo: Path) -> None:
    write_files(repo, {**SCHEMAS, "schemas/harm.schema.json": "{}"})
    stale = run("schema", "--check", root=repo)
    assert stale.status == 1
    assert "schemas/harm.schema.json" in stale.stdout
    assert "partner" not in stale.stdout
    run("schema", root=repo)
    assert (repo / "schemas/harm.schema.json").read_text() == SCHEMAS["schemas/harm.schema.json"]


def patterns(node: Any) -> Iterator[str]:
    """Yield every pattern in a schema."""
    for name, value in node.items() if isinstance(node, dict) else enumerate(node):
        if name == "pattern" and isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            yield from patterns(value)


@pytest.mark.parametrize("path", SCHEMAS)
def test_editors_whose_expressions_are_of_javascript_read_every_pattern(path: str) -> None:
    """They know no group named as in Python, and no escape that means nothing."""
    for pattern in patterns(json.loads(SCHEMAS[path])):
        assert "(?P" not in pattern
        assert set(re.findall(r"\\(.)", pattern)) <= set("sS.[]()\\"), pattern
