"""What others have published about the formats that they read, and what they have against a text.

The files are in `tests/published/`; where they come from is in the README beside them.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import xmlschema

from tests.support import ROOT

PUBLISHED = ROOT / "tests" / "published"

CODE_QUALITY = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\.?/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""GitLab publishes no schema: these are the fields of the section "Code Quality report format" of
its documentation (docs.gitlab.com, ci/testing/code_quality), each of them required there."""


@cache
def _json(name: str) -> jsonschema.Draft7Validator:
    schema = json.loads((PUBLISHED / name).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@cache
def _xml(name: str) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(str(PUBLISHED / name))


def against_sarif(log: Any) -> Iterator[str]:
    """Yield what the schema of SARIF 2.1.0 has against a log."""
    yield from (error.message for error in _json("sarif-schema-2.1.0.json").iter_errors(log))


def against_junit(text: str) -> Iterator[str]:
    """Yield what the schema of Jenkins' has against a report of tests."""
    yield from (str(error.reason) for error in _xml("junit-10.xsd").iter_errors(text))


def against_code_quality(report: Any) -> Iterator[str]:
    """Yield what GitLab's documentation has against a report on the quality of code."""
    validator = jsonschema.Draft202012Validator(CODE_QUALITY)
    yield from (error.message for error in validator.iter_errors(report))
